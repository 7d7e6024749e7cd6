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
from tipcycle.render.review import text as review_text
from tipcycle.render.review.page import review_page
from tipcycle.render.review.text import DECISIONS
from tipcycle.render.sanitize import sanitize


def review_html(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the review page. Lines end in `\\n`."""
    page = review_page(review, catalogue, translator)
    html = jinja_environment().get_template("review.html.j2").render(page=page, labels=_html_labels(translator))
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


def _html_labels(translator: Translator) -> dict[str, Any]:
    """Return the fixed labels of the review page."""
    _ = translator.gettext
    return {
        "decisions": tuple(translator.gettext(review_text.OUTCOME_LABELS[name]) for name in DECISIONS),
        "decision_prompt": _("what do we do with it? put a cross"),
        "outcome_note": _("what became of it"),
        "empty_box": _("empty box"),
        "crossed_box": _("crossed"),
        "private": _("private"),
        "provisional": _("(provisional)"),
        "summary": _("In my words"),
        "voices": _("What we heard"),
        "voices_prompt": _("what did you hear?"),
        "five": _("The five"),
        "tip": _("tip"),
        "lesson": _("What it taught us"),
        "felt_scales": _("And how was it for you?"),
        "felt_scales_prompt": _("put your cross before you turn the sheet"),
        "discussion": _("At the table"),
        "what_stays": _("What stays"),
        "next_five": _("The next five"),
        "goes_on": _("goes on"),
        "colleague_prompt": _("who joins in?"),
        "another_tip": _("another tip"),
        "year_board": _("Thirty boxes, a year"),
        "manager_view": _("How I saw it"),
        "with_voice": _("with a voice beside it"),
        "without_voice": _("without"),
        "costly_moments": _("When it cost something"),
        "notes": _("Notes"),
        "answers": _("Questions I took along"),
        "verdict": _("Reading"),
        "summary_on_front": _("My own sentence is on the front."),
        "comparison_question": review_text.comparison_question(translator),
    }


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
