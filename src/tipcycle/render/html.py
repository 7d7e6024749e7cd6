"""HTML pages of the review and the pocket cards, self-contained: no scripts, requests or forms.

User data is made safe twice: `sanitize` escapes control characters, and Jinja2 escapes every value for HTML
(docs/reliability.md, T23). The templates contain no sentences; all texts come from Python.
"""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tipcycle.core.cycle import Cycle
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.i18n import Translator
from tipcycle.render.card import card_data
from tipcycle.render.review import drawings
from tipcycle.render.review.content import review_content
from tipcycle.render.sanitize import sanitize


def review_html(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the review page. Lines end in `\\n`."""
    template = jinja_environment().get_template("review.html.j2")
    html = template.render(content=review_content(review, catalogue, translator), drawings=drawings)
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


@cache
def jinja_environment() -> Environment:
    """Return the Jinja environment. It escapes every value, and raises an error for a missing one."""
    return Environment(
        loader=PackageLoader("tipcycle.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_sanitize_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def _sanitize_value(value: Any) -> Any:
    """Sanitise a text value. The output of a macro (`Markup`) is made of sanitised values and is not changed."""
    return sanitize(value, multiline=True) if isinstance(value, str) and not isinstance(value, Markup) else value


def card_html(
    cycle: Cycle,
    catalogue: Catalogue,
    translator: Translator,
    *,
    weekday: str,
    touchstone: TouchstoneState | None = None,
) -> str:
    """Return the page of pocket cards."""
    data = card_data(cycle, catalogue, translator, "a4", weekday=weekday, touchstone=touchstone)
    return jinja_environment().get_template("card.html.j2").render(data=data)
