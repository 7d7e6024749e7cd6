"""The next five and the legend of the review in every format. `test_review_fields.py` compares all fields."""

import html
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, with_pick
from tests.render.review_pages import FULL_PRACTICES, PROFILE, TOUCHSTONE
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.output import render_rich
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, build_review
from tipcycle.i18n import Translator, load_translator
from tipcycle.render import pdf
from tipcycle.render.html import review_html
from tipcycle.render.labels import legend_entries, tenure_statuses
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.plain import review_plain
from tipcycle.render.review.terminal import review_screen
from tipcycle.render.text_layout import DisplayOptions

CATALOGUE = load_packaged().catalogue
NOTE = '\n[[note]]  # 2026-04-30\ntext = "The canteen asked for our list."\nby = "the cook"\nshared = true\n'
NEXT = with_pick("").replace("[5, 13, 33, 34, 42]", "[13, 53, 18, 71, 6]")
SCENARIOS = {
    "open": (EXAMPLE_CYCLE + NOTE, ""),
    "closed": (EXAMPLE_CYCLE + NOTE + EXAMPLE_CLOSE, ""),
    "picked": (EXAMPLE_CYCLE + NOTE + EXAMPLE_CLOSE, NEXT),
}


def make_full_review(scenario: str) -> Review:
    """Return the review of the first cycle with all optional content.

    The scenario is an open cycle, a closed cycle, or a closed cycle with the next five tips picked.
    """
    first, second = SCENARIOS[scenario]
    files = [cycle_file(first), *([cycle_file(second, starts="2026-05-04")] if second else [])]
    suggested = () if second else (6, 89, 93)
    return build_review(
        Cycles(make_journal(*files)), 0, CATALOGUE.kind_of, PROFILE, date(2026, 5, 3),
        private=False, suggested_tips=suggested, touchstone=TOUCHSTONE, is_provisional=True, **FULL_PRACTICES,  # type: ignore[arg-type]
    )  # fmt: skip


def _html_text(review: Review, translator: Translator) -> str:
    text = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", review_html(review, CATALOGUE, translator), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def _pdf_text(review: Review, translator: Translator) -> str:
    pages = PdfReader(io.BytesIO(pdf.review_pdf(review, CATALOGUE, translator)), strict=True).pages
    return " ".join(page.extract_text() for page in pages).replace("\u200b", "")


FORMATS: dict[str, Callable[[Review, Translator], str]] = {
    "screen": lambda review, translator: render_rich(
        [review_screen(review, CATALOGUE, translator, DisplayOptions(400))], width=400, color=False
    ),
    "sentences": lambda review, translator: review_plain(review, CATALOGUE, translator),
    "markdown": lambda review, translator: re.sub(r"\\(.)", r"\1", review_markdown(review, CATALOGUE, translator)),
    "html": _html_text,
    "pdf": _pdf_text,
}


PAPER_FORMATS = ("markdown", "html", "pdf")
"""The formats that have a footer and a space for a name beside each tip."""


def normalize(text: str) -> str:
    """Return only the words, in lower case. Formats differ in line breaks and in marks beside a text."""
    return re.sub(r"[^\w]+", " ", text).strip().lower()


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    ("scenario", "extended_count", "asks_who_joins"), [("open", 0, True), ("closed", 1, True), ("picked", 1, False)]
)
def test_next_five_shows_extended_tips_and_free_places(
    scenario: str, extended_count: int, asks_who_joins: bool, format_name: str
) -> None:
    """An extended tip is marked as going on, also after the next pick. The question who joins in needs a free place."""
    output = normalize(FORMATS[format_name](make_full_review(scenario), load_translator("en")))
    assert output.count("goes on") == extended_count
    assert ("who joins in" in output) == (asks_who_joins and format_name in PAPER_FORMATS)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("today", [date(2026, 2, 27), date(2026, 3, 20), date(2026, 5, 3)])
def test_legend_is_the_same_in_every_format(today: date, format_name: str) -> None:
    """The legend explains only the signs in the strips. The meaning of the dot depends on the date."""
    translator = load_translator("en")
    review = build_review(
        Cycles(make_journal(cycle_file(EXAMPLE_CYCLE))), 0, CATALOGUE.kind_of, PROFILE, today, private=False
    )
    entries = [
        meaning for _, meaning in legend_entries((tenure_statuses(tip.record) for tip in review.tips), translator)
    ]
    assert entries[-1] == {2: "still to come", 3: "open, or still to come", 5: "open"}[today.month]
    if format_name != "sentences":
        assert normalize(" ".join(entries)) in normalize(FORMATS[format_name](review, translator))
