"""The review as one HTML page that needs nothing else: no script, no request, no form.

Whatever comes from files is escaped twice over: what could steer a reader is made visible (`safe`), and Jinja2 escapes
every value wherever it stands (docs/reliability.md, T23). The template holds no sentence; they are all said in Python.

The pocket cards as one page that needs nothing else.
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
from tipcycle.render.review import text as say
from tipcycle.render.review.page import review_page
from tipcycle.render.review.text import DECISIONS
from tipcycle.render.sanitize import sanitize


def review_html(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """The whole page; its lines end in `\\n`."""
    page = review_page(review, catalogue, translator)
    text = jinja_environment().get_template("review.html.j2").render(page=page, label=_html_labels(translator))
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


@cache
def jinja_environment() -> Environment:
    """Every value escaped, every missing one an error; the templates that come along, and no other."""
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
    """Text without anything that could steer a screen; what a macro of ours made was made of such text already."""
    return sanitize(value, multiline=True) if isinstance(value, str) and not isinstance(value, Markup) else value


def _html_labels(translator: Translator) -> dict[str, Any]:
    """What stands on every sheet, by its place."""
    _ = translator.gettext
    return {
        "decisions": tuple(translator.gettext(say.OUTCOME_LABELS[name]) for name in DECISIONS),
        "decide": _("what do we do with it? put a cross"),
        "decided": _("what became of it"),
        "empty_box": _("empty box"),
        "crossed_box": _("crossed"),
        "private": _("private"),
        "provisional": _("(provisional)"),
        "in_my_words": _("In my words"),
        "heard": _("What we heard"),
        "heard_by_you": _("what did you hear?"),
        "five": _("The five"),
        "tip": _("tip"),
        "lesson": _("What it taught us"),
        "for_you": _("And how was it for you?"),
        "mark_first": _("put your cross before you turn the sheet"),
        "at_the_table": _("At the table"),
        "what_stays": _("What stays"),
        "next_five": _("The next five"),
        "goes_on": _("goes on"),
        "who_joins": _("who joins in?"),
        "another_tip": _("another tip"),
        "thirty": _("Thirty boxes, a year"),
        "as_i_saw_it": _("How I saw it"),
        "with_voice": _("with a voice beside it"),
        "without_voice": _("without"),
        "when_costly": _("When it cost something"),
        "notes": _("Notes"),
        "answers": _("Questions I took along"),
        "reading": _("Reading"),
        "own_sentence": _("My own sentence is on the front."),
        "other_marks": say.comparison_question(translator),
    }


def card_html(
    cycle: Cycle,
    catalogue: Catalogue,
    translator: Translator,
    *,
    weekday: str,
    touchstone: TouchstoneState | None = None,
) -> str:
    """The page."""
    data = card_data(cycle, catalogue, translator, "a4", weekday=weekday, touchstone=touchstone)
    return jinja_environment().get_template("card.html.j2").render(data=data)
