"""The review footer: every format shows the same pulse, spiral and progress facts, and no footer without practices."""

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, with_pick
from tests.render.review_pages import FULL_PRACTICES, make_review, review_page_html, titled_catalogue, worked_journal
from tests.render.test_html import element_text, find_elements, parse_page
from tests.render.test_pdf import alt_texts, notes_toml, page_texts, read_pdf, voices_toml
from tipcycle.cli.output import render_rich
from tipcycle.core.events import Journal
from tipcycle.core.momentum.spiral import SpiralTurn
from tipcycle.core.pulse import CyclePulse, count_answers, median_answer
from tipcycle.core.review import Review
from tipcycle.i18n import load_translator
from tipcycle.render.json.review import review_json
from tipcycle.render.pdf import review_pdf
from tipcycle.render.review.drawings import groups_of_five, progress_drawings, pulse_scale
from tipcycle.render.review.footer import review_footer
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.plain import review_plain
from tipcycle.render.review.terminal import review_screen
from tipcycle.render.text_layout import DisplayOptions

DAY = date(2026, 3, 20)
HEADINGS = {
    "en": ("Two realities, or one room?", "Where tips aimed, where voices were heard"),
    "nl": ("Twee werkelijkheden, of op één lijn?", "Waar tips op mikten, waar uitspraken klonken"),
}
VERDICTS = {"en": ("one room", "two realities"), "nl": ("op één lijn", "twee werkelijkheden")}
IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


def cycle_pulse(own: int | None, slips: str, *, guess: int | None = None, number: int = 1) -> CyclePulse:
    """Return the pulse of a cycle with one slip for each digit in `slips`."""
    median = median_answer(count_answers([int(digit) for digit in slips]))
    return CyclePulse(number, DAY, guess, own, len(slips), median)


def render_formats(review: Review, language: str = "en") -> Mapping[str, str]:
    """Return the text of the review in every format. The PDF text includes its alternative texts."""
    translator = load_translator(language)
    reader = read_pdf(review_pdf(review, titled_catalogue(), translator))
    return {
        "pdf": "\n".join([*page_texts(reader), *alt_texts(reader)]),
        "page": element_text(parse_page(review_page_html(review, language)))
        + "\n"
        + "\n".join(aria_labels(review_page_html(review, language))),
        "markdown": review_markdown(review, titled_catalogue(), translator),
        "json": json.dumps(to_builtins(review_json(review, titled_catalogue(), translator)), ensure_ascii=False),
        **render_terminal_formats(review, language),
    }


def render_terminal_formats(review: Review, language: str) -> Mapping[str, str]:
    """Return the review as text for a terminal and for a pipe."""
    translator = load_translator(language)
    return {
        "screen": render_rich(
            [review_screen(review, titled_catalogue(), translator, DisplayOptions(80))], width=80, color=False
        ),
        "plain": review_plain(review, titled_catalogue(), translator),
    }


def aria_labels(page: str) -> list[str]:
    """Return the `aria-label` of each element that has one."""
    return [element.get("aria-label", "") for element in parse_page(page).iter() if element.get("aria-label")]


# No practices


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_review_without_practices_has_no_footer(private: bool, language: str) -> None:
    """No format has the headings or the terms of the footer, and the JSON lists are empty."""
    review = make_review(worked_journal(closed=True), private=private)
    for name, text in render_formats(review, language).items():
        lowered = text.lower()
        for heading in HEADINGS[language]:
            assert heading.lower() not in lowered, name
        assert not re.search(r"slips?\b|briefje|one room|op één lijn|101\b(?!\")", lowered), name
    document = review_json(review, titled_catalogue(), load_translator(language))
    assert (document.pulse, document.spiral) == ([], [])


@IN_BOTH_LANGUAGES
def test_terminal_formats_have_no_footer(language: str) -> None:
    """The terminal formats are the same with and without practices."""
    without_practices, with_practices = (
        render_terminal_formats(make_review(worked_journal(), **overrides), language)
        for overrides in ({}, FULL_PRACTICES)
    )
    assert without_practices == with_practices


# The pulse


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize(
    ("own", "slips", "verdict_index"),
    [(4, "444444", 0), (4, "334434", 0), (4, "33333", 1), (5, "334434", 1), (2, "334434", 1), (None, "33333", None)],
    ids=["no-gap", "gap-of-half", "gap-of-one", "gap-of-one-and-a-half", "manager-lower", "not-answered"],
)
def test_pulse_verdict_is_the_same_in_every_format(
    own: int | None, slips: str, verdict_index: int | None, language: str
) -> None:
    """There is no verdict if the manager did not answer."""
    outputs = render_formats(make_review(worked_journal(), pulses=(cycle_pulse(own, slips),)), language)
    for name in ("pdf", "page", "markdown"):
        text = outputs[name].replace(HEADINGS[language][0], "").replace(HEADINGS[language][0].upper(), "")
        for index, verdict in enumerate(VERDICTS[language]):
            assert (verdict in text) == (index == verdict_index), (name, verdict)
    (row,) = json.loads(outputs["json"])["pulse"]
    assert row["word"] == {0: "one-room", 1: "two-realities", None: None}[verdict_index]


LEADER_SENTENCES = {
    (4, 3): ("I thought you would say 4 and said 3 myself. ", "Ik dacht dat jullie 4 zouden zeggen, zelf zei ik 3. "),
    (4, None): ("I thought you would say 4. ", "Ik dacht dat jullie 4 zouden zeggen. "),
    (None, 3): ("I said 3 myself. ", "Zelf zei ik 3. "),
    (None, None): ("", ""),
}


@pytest.mark.parametrize(("guess", "own"), LEADER_SENTENCES)
def test_pulse_row_states_the_guess_and_own_answer(guess: int | None, own: int | None) -> None:
    """A row has only the answers that were given. The legend explains only the shapes that are drawn."""
    for index, language in enumerate(("en", "nl")):
        footer = review_footer(
            make_review(worked_journal(), pulses=(cycle_pulse(own, "334434", guess=guess),)), load_translator(language)
        )
        (row,) = footer.pulse_rows
        slips_text = ("6 slips, and the middle one says 3.5", "6 briefjes, en het middelste zegt 3,5")[index]
        assert row.text.startswith(LEADER_SENTENCES[guess, own][index] + slips_text)
        drawn_shapes = {mark.shape for mark in pulse_scale(row.guess, row.own, row.median, row.text).marks} - {"point"}
        assert {shape for shape, _ in footer.pulse_legend} == drawn_shapes


def test_pulse_before_the_first_cycle_has_no_number() -> None:
    pulse = replace(cycle_pulse(4, "33333"), cycle_number=None)
    assert (
        "- before the first cycle: I said 4 myself."
        in render_formats(make_review(worked_journal(), pulses=(pulse,)))["markdown"]
    )


@IN_BOTH_LANGUAGES
def test_pulse_rows_are_the_same_in_every_format(language: str) -> None:
    """The page, the PDF and the Markdown have each row as a sentence, oldest first; the JSON has the numbers."""
    review = make_review(worked_journal(), **FULL_PRACTICES)
    outputs, rows = render_formats(review, language), review_footer(review, load_translator(language)).pulse_rows
    assert len(rows) == 6
    for name in ("pdf", "page", "markdown"):
        positions = [outputs[name].index(row.text) for row in rows]
        assert positions == sorted(positions), name
    document = json.loads(outputs["json"])["pulse"]
    assert [(row["guess"], row["own"], row["median"]) for row in document] == [
        (row.guess, row.own, float(row.median)) for row in rows
    ]


def test_pulse_scale_distance_shows_the_gap() -> None:
    """The distance between the dot and the ring is 40 units per point of the gap."""
    for own, median in ((4, Fraction(4)), (4, Fraction(7, 2)), (4, Fraction(3)), (1, Fraction(5))):
        x_by_shape = {mark.shape: mark.x for mark in pulse_scale(None, own, median, "").marks if mark.shape != "point"}
        distance = abs(x_by_shape["own"] - x_by_shape["ring"])
        assert distance == abs(own - median) * 40
    assert sum(mark.shape == "point" for mark in pulse_scale(2, 4, Fraction(3), "").marks) == 2


# Privacy of the slips


def test_formats_show_only_count_and_median_of_slips() -> None:
    """Slips with the same count and median give the same pulse. No format shows how often an answer was given."""
    first, second = (cycle_pulse(4, slips, guess=5) for slips in ("1133355", "2233344"))
    assert first == second
    outputs = render_formats(make_review(worked_journal(), private=True, pulses=(first,)))
    for name in ("pdf", "page", "markdown", "json"):
        assert not re.search(r"\b[2-9]× |\[[0-9], [0-9], [0-9], [0-9], [0-9]\]", outputs[name]), name
    assert set(json.loads(outputs["json"])["pulse"][0]) == {
        "cycle", "on", "guess", "own", "answers", "median", "gap", "word", "held_back",
    }  # fmt: skip


@pytest.mark.parametrize("withheld", [CyclePulse(1, DAY, 4, 4, 6, None, True), CyclePulse(1, DAY, 4, 4, 4, None)])
def test_pulse_without_median_has_no_row(withheld: CyclePulse) -> None:
    """No format shows how many people answered, or the answer of the manager."""
    outputs = render_formats(make_review(worked_journal(), pulses=(withheld,)))
    for name in ("pdf", "page", "markdown"):
        assert "slips" not in outputs[name]
        assert HEADINGS["en"][0] not in outputs[name]


# Spiral and progress

TURNS = (
    SpiralTurn("culture", 1, 0),
    SpiralTurn("experience", 2, 1),
    SpiralTurn("loyalty", 0, 2),
    SpiralTurn("reputation", 44, 0),
)


@IN_BOTH_LANGUAGES
def test_spiral_is_the_same_in_every_format(language: str) -> None:
    """Each format has both counts of the four turns, the disclaimer and the progress text."""
    review = make_review(worked_journal(closed=True), spiral=TURNS)
    outputs, footer = render_formats(review, language), review_footer(review, load_translator(language))
    assert len(footer.turns) == 4
    for turn in footer.turns:
        assert turn.text in outputs["pdf"]
        assert f"- {turn.text}" in outputs["markdown"]
    for name in ("pdf", "page", "markdown"):
        assert footer.disclaimer in outputs[name]
        assert footer.progress_text in outputs[name]
    document = json.loads(outputs["json"])
    assert [(turn["place"], turn["aimed"], turn["heard"]) for turn in document["spiral"]] == [
        (turn.spiral_place, turn.tip_count, turn.voice_count) for turn in TURNS
    ]
    assert (document["implemented"], sum(document["board"])) == (3, 3)


def test_page_draws_one_mark_per_tip_and_voice() -> None:
    """Tips are squares and voices are dots. A long row stops at 25 marks and then shows its count."""
    root = parse_page(review_page_html(make_review(worked_journal(closed=True), spiral=TURNS)))
    (table,) = (element for element in find_elements(root, "table") if element.get("class") == "turns")
    rows = [list(find_elements(row, "td")) for row in find_elements(table, "tr")[1:]]
    mark_counts = [
        [len(find_elements(cell, "rect")) + len(find_elements(cell, "circle")) for cell in row] for row in rows
    ]
    assert mark_counts == [[1, 0], [2, 1], [0, 2], [25, 0]]
    assert [element_text(row[0]) for row in rows] == ["", "", "", "… 44"]
    cell_labels = [[span.get("aria-label") for span in find_elements(table, "span") if span.get("role") == "img"]]
    assert cell_labels == [["1", "0", "2", "1", "0", "2", "44", "0"]]


@pytest.mark.parametrize("implemented_count", [0, 1, 21, 49, 50, 51, 100, 101, 130])
def test_progress_has_101_boxes(implemented_count: int) -> None:
    """The boxes are in aligned rows of 50 and 51, and one box is filled for each implemented tip."""
    first, second = progress_drawings(implemented_count)
    assert (len(first.marks), len(second.marks), first.width) == (50, 51, second.width)
    assert sum(mark.shape == "stays" for mark in first.marks + second.marks) == min(implemented_count, 101)
    assert [mark.x for mark in first.marks] == [mark.x for mark in second.marks[:50]]


@pytest.mark.parametrize("count", [0, 1, 5, 6, 30])
def test_marks_are_in_groups_of_five(count: int) -> None:
    """Only the last group has fewer marks."""
    sizes = [len(picture.marks) for picture in groups_of_five("full", count)]
    assert sum(sizes) == count
    assert all(size == 5 for size in sizes[:-1])


# PDF


def full_journal(*parts: str) -> Journal:
    """Return a journal whose review does not fit on the front page."""
    return make_journal(cycle_file(with_pick(*parts)))


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("close", ["", EXAMPLE_CLOSE], ids=["open", "closed"])
def test_footer_fits_on_the_back_of_the_pdf(language: str, paper: str, close: str) -> None:
    """With a year of pulses and long rows, the PDF has two pages and the footer is on the second page."""
    review = make_review(make_journal(cycle_file(EXAMPLE_CYCLE + close)), **FULL_PRACTICES)
    front, back = page_texts(read_pdf(review_pdf(review, titled_catalogue(), load_translator(language), paper)))
    for heading in HEADINGS[language]:
        assert heading.upper() in back
        assert heading.upper() not in front


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [4, 7, 20])
def test_footer_follows_voices_and_notes(count: int, paper: str) -> None:
    """With up to seven voices, the PDF has two pages."""
    journal = full_journal(
        voices_toml(count, "a customer said something that took a whole sentence, or even two, number"), notes_toml(7)
    )
    pages = page_texts(
        read_pdf(review_pdf(make_review(journal, **FULL_PRACTICES), titled_catalogue(), load_translator("en"), paper))
    )
    full_text = " ".join(pages)
    footer_position = full_text.index(HEADINGS["en"][0].upper())
    assert full_text.index("READING") < footer_position
    assert all(full_text.index(f"number {n}x") < footer_position for n in range(count))
    assert all(full_text.index(f"noted {n}x") < footer_position for n in range(7))
    assert len(pages) == 2 or count > 7


@IN_BOTH_LANGUAGES
def test_private_pdf_has_the_footer(language: str) -> None:
    review: Any = make_review(worked_journal(), private=True, **FULL_PRACTICES)
    full_text = " ".join(page_texts(read_pdf(review_pdf(review, titled_catalogue(), load_translator(language)))))
    assert all(heading.upper() in full_text for heading in HEADINGS[language])
