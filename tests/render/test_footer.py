"""The foot of the back: pulse, spiral and the way in every format, the same facts, and nothing for who uses none."""

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, with_pick
from tests.render.review_pages import FULL_PRACTICES, make_review, review_page_html, titled_catalogue, worked_journal
from tests.render.test_html import every, parsed, words_of
from tests.render.test_pdf import notes, read, spoken, texts, voices
from tipcycle.cli.output import render_rich
from tipcycle.core.events import Journal
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.pulse import CyclePulse, count_answers, median
from tipcycle.core.review import Review
from tipcycle.i18n import load_translator
from tipcycle.render.json.review import review_json
from tipcycle.render.pdf import review_pdf
from tipcycle.render.review.drawings import groups_of_five, pulse_scale, road_drawings
from tipcycle.render.review.footer import review_footer
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.terminal import review_plain, review_screen
from tipcycle.render.text_layout import DisplayOptions

DAY = date(2026, 3, 20)
HEADINGS = {
    "en": ("Two realities, or one room?", "Where tips aimed, where voices were heard"),
    "nl": ("Twee werkelijkheden, of op één lijn?", "Waar tips op mikten, waar uitspraken klonken"),
}
WORDS = {"en": ("one room", "two realities"), "nl": ("op één lijn", "twee werkelijkheden")}
BOTH = pytest.mark.parametrize("language", ["en", "nl"])


def asked(own: int | None, slips: str, *, guess: int | None = None, number: int = 1) -> CyclePulse:
    """The pulse of a cycle."""
    middle = median(count_answers([int(sign) for sign in slips]))
    return CyclePulse(number, DAY, guess, own, len(slips), middle)


def formats(found: Review, language: str = "en") -> Mapping[str, str]:
    """The review in every format, as text; of the PDF the pages and what is said of its drawings."""
    translator = load_translator(language)
    printed = read(review_pdf(found, titled_catalogue(), translator))
    return {
        "pdf": "\n".join([*texts(printed), *spoken(printed)]),
        "page": words_of(parsed(review_page_html(found, language)))
        + "\n"
        + "\n".join(labels(review_page_html(found, language))),
        "markdown": review_markdown(found, titled_catalogue(), translator),
        "json": json.dumps(review_json(found, titled_catalogue(), translator), ensure_ascii=False),
        **screens(found, language),
    }


def screens(found: Review, language: str) -> Mapping[str, str]:
    """The review on a terminal and in a pipe."""
    translator = load_translator(language)
    return {
        "screen": render_rich(
            [review_screen(found, titled_catalogue(), translator, DisplayOptions(80))], width=80, color=False
        ),
        "plain": review_plain(found, titled_catalogue(), translator),
    }


def labels(text: str) -> list[str]:
    """What is said of each picture of a page."""
    return [found.get("aria-label", "") for found in parsed(text).iter() if found.get("aria-label")]


# Who uses none of it


@BOTH
@pytest.mark.parametrize("private", [False, True], ids=["for-the-table", "private"])
def test_who_uses_none_of_it_sees_none_of_it(private: bool, language: str) -> None:
    """No heading, no word, no sign that would need explaining, in no format; JSON has empty lists."""
    found = make_review(worked_journal(closed=True), private=private)
    for name, text in formats(found, language).items():
        lowered = text.lower()
        for heading in HEADINGS[language]:
            assert heading.lower() not in lowered, name
        assert not re.search(r"slips?\b|briefje|one room|op één lijn|101\b(?!\")", lowered), name
    document = review_json(found, titled_catalogue(), load_translator(language))
    assert (document["pulse"], document["spiral"]) == ([], [])


@BOTH
def test_a_screen_stays_as_it_was(language: str) -> None:
    """The foot belongs to paper; the screens of a review are the same with it and without."""
    bare, used = (screens(make_review(worked_journal(), **more), language) for more in ({}, FULL_PRACTICES))
    assert bare == used


# The pulse


@BOTH
@pytest.mark.parametrize(
    ("own", "slips", "word"),
    [(4, "444444", 0), (4, "334434", 0), (4, "33333", 1), (5, "334434", 1), (2, "334434", 1), (None, "33333", None)],
    ids=["no-gap", "a-half", "one", "one-and-a-half", "the-other-way", "not-answered"],
)
def test_one_room_or_two_realities_in_every_format(
    own: int | None, slips: str, word: int | None, language: str
) -> None:
    """The same word everywhere; none where the leader did not answer."""
    shown = formats(make_review(worked_journal(), pulses=(asked(own, slips),)), language)
    for name in ("pdf", "page", "markdown"):
        text = shown[name].replace(HEADINGS[language][0], "").replace(HEADINGS[language][0].upper(), "")
        for n, said in enumerate(WORDS[language]):
            assert (said in text) == (n == word), (name, said)
    (row,) = json.loads(shown["json"])["pulse"]
    assert row["word"] == {0: "one-room", 1: "two-realities", None: None}[word]


MINE = {
    (4, 3): ("I thought you would say 4 and said 3 myself. ", "Ik dacht dat jullie 4 zouden zeggen, zelf zei ik 3. "),
    (4, None): ("I thought you would say 4. ", "Ik dacht dat jullie 4 zouden zeggen. "),
    (None, 3): ("I said 3 myself. ", "Zelf zei ik 3. "),
    (None, None): ("", ""),
}


@pytest.mark.parametrize(("guess", "own"), MINE)
def test_a_row_says_what_the_leader_thought_and_said(guess: int | None, own: int | None) -> None:
    """Only what was given, to those who hold the sheet; the key names only signs that are drawn."""
    for n, language in enumerate(("en", "nl")):
        found = review_footer(
            make_review(worked_journal(), pulses=(asked(own, "334434", guess=guess),)), load_translator(language)
        )
        (row,) = found.pulse_rows
        said = ("6 slips, and the middle one says 3.5", "6 briefjes, en het middelste zegt 3,5")[n]
        assert row.text.startswith(MINE[guess, own][n] + said)
        drawn = {mark.shape for mark in pulse_scale(row.guess, row.own, row.median, row.text).marks} - {"open"}
        assert {shape for shape, _ in found.pulse_legend} == drawn


def test_what_was_asked_before_the_first_cycle_says_so() -> None:
    """Its row has no number."""
    found = replace(asked(4, "33333"), cycle_number=None)
    assert (
        "- before the first cycle: I said 4 myself."
        in formats(make_review(worked_journal(), pulses=(found,)))["markdown"]
    )


@BOTH
def test_the_rows_are_the_same_in_every_format(language: str) -> None:
    """A year of them, oldest first: the sentence of each on page, paper and in Markdown, the numbers in JSON."""
    found = make_review(worked_journal(), **FULL_PRACTICES)
    shown, rows = formats(found, language), review_footer(found, load_translator(language)).pulse_rows
    assert len(rows) == 6
    for name in ("pdf", "page", "markdown"):
        places = [shown[name].index(row.text) for row in rows]
        assert places == sorted(places), name
    document = json.loads(shown["json"])["pulse"]
    assert [(row["guess"], row["own"], row["median"]) for row in document] == [
        (row.guess, row.own, float(row.median)) for row in rows
    ]


def test_in_one_room_the_dot_is_in_the_ring() -> None:
    """The picture says by itself what the word says: at no gap one in the other, from one on clearly apart."""
    for own, middle in ((4, Fraction(4)), (4, Fraction(7, 2)), (4, Fraction(3)), (1, Fraction(5))):
        places = {mark.shape: mark.x for mark in pulse_scale(None, own, middle, "").marks if mark.shape != "open"}
        apart = abs(places["own"] - places["ring"])
        assert apart == abs(own - middle) * 40
    assert sum(mark.shape == "open" for mark in pulse_scale(2, 4, Fraction(3), "").marks) == 2


# The floor, attacked


def test_no_format_tells_more_of_a_tally_than_its_number_and_its_middle() -> None:
    """Two teams whose slips differ in all but that hold the same sheet; no count of any answer is there."""
    one, other = (asked(4, slips, guess=5) for slips in ("1133355", "2233344"))
    assert one == other
    shown = formats(make_review(worked_journal(), private=True, pulses=(one,)))
    for name in ("pdf", "page", "markdown", "json"):
        assert not re.search(r"\b[2-9]× |\[[0-9], [0-9], [0-9], [0-9], [0-9]\]", shown[name]), name
    assert set(json.loads(shown["json"])["pulse"][0]) == {
        "cycle", "on", "guess", "own", "answers", "median", "gap", "word", "held_back",
    }  # fmt: skip


@pytest.mark.parametrize("held", [CyclePulse(1, DAY, 4, 4, 6, None, True), CyclePulse(1, DAY, 4, 4, 4, None)])
def test_a_tally_without_a_middle_makes_no_row(held: CyclePulse) -> None:
    """Even where one slipped through, no view shows how many answered, or what the leader said beside it."""
    shown = formats(make_review(worked_journal(), pulses=(held,)))
    for name in ("pdf", "page", "markdown"):
        assert "slips" not in shown[name]
        assert HEADINGS["en"][0] not in shown[name]


# The spiral and the way

TURNS = (Turn("culture", 1, 0), Turn("experience", 2, 1), Turn("loyalty", 0, 2), Turn("reputation", 44, 0))


@BOTH
def test_the_spiral_says_the_same_everywhere(language: str) -> None:
    """Four turns with both numbers, that nothing is claimed, and how far the way is."""
    found = make_review(worked_journal(closed=True), spiral=TURNS)
    shown, told = formats(found, language), review_footer(found, load_translator(language))
    assert len(told.turns) == 4
    for turn in told.turns:
        assert turn.text in shown["pdf"]
        assert f"- {turn.text}" in shown["markdown"]
    for name in ("pdf", "page", "markdown"):
        assert told.disclaimer in shown[name]
        assert told.road_text in shown[name]
    document = json.loads(shown["json"])
    assert [(turn["place"], turn["aimed"], turn["heard"]) for turn in document["spiral"]] == [
        (turn.place, turn.tip_count, turn.voice_count) for turn in TURNS
    ]
    assert (document["implemented"], sum(document["board"])) == (3, 3)


def test_the_page_draws_as_many_signs_as_it_counts() -> None:
    """A square for each tip and a dot for each voice in fives; a long row is cut, and says its number."""
    root = parsed(review_page_html(make_review(worked_journal(closed=True), spiral=TURNS)))
    (table,) = (found for found in every(root, "table") if found.get("class") == "turns")
    rows = [list(every(row, "td")) for row in every(table, "tr")[1:]]
    drawn = [[len(every(cell, "rect")) + len(every(cell, "circle")) for cell in row] for row in rows]
    assert drawn == [[1, 0], [2, 1], [0, 2], [25, 0]]
    assert [words_of(row[0]) for row in rows] == ["", "", "", "… 44"]
    said = [[span.get("aria-label") for span in every(table, "span") if span.get("role") == "img"]]
    assert said == [["1", "0", "2", "1", "0", "2", "44", "0"]]


@pytest.mark.parametrize("stays", [0, 1, 21, 49, 50, 51, 100, 101, 130])
def test_the_way_has_a_hundred_and_one_boxes(stays: int) -> None:
    """Fifty and fifty-one, in fives, filled as far as it goes, each under the other."""
    first, second = road_drawings(stays)
    assert (len(first.marks), len(second.marks), first.width) == (50, 51, second.width)
    assert sum(mark.shape == "stays" for mark in first.marks + second.marks) == min(stays, 101)
    assert [mark.x for mark in first.marks] == [mark.x for mark in second.marks[:50]]


@pytest.mark.parametrize("count", [0, 1, 5, 6, 30])
def test_signs_stand_in_fives(count: int) -> None:
    """As many as there are, five in each picture but the last."""
    sizes = [len(picture.marks) for picture in groups_of_five("did", count)]
    assert sum(sizes) == count
    assert all(size == 5 for size in sizes[:-1])


# On paper


def full(*parts: str) -> Journal:
    """A cycle with so much in it that the front has to give way."""
    return make_journal(cycle_file(with_pick(*parts)))


@BOTH
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("close", ["", EXAMPLE_CLOSE], ids=["open", "closed"])
def test_the_sheet_stays_two_pages(language: str, paper: str, close: str) -> None:
    """With a year of tallies and long rows: front and back, and the foot is on the back."""
    found = make_review(make_journal(cycle_file(EXAMPLE_CYCLE + close)), **FULL_PRACTICES)
    front, back = texts(read(review_pdf(found, titled_catalogue(), load_translator(language), paper)))
    for heading in HEADINGS[language]:
        assert heading.upper() in back
        assert heading.upper() not in front


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [4, 7, 20])
def test_voices_come_before_figures(count: int, paper: str) -> None:
    """What did not fit on the front stands before the foot; as long as it can, all of it on the back."""
    said = full(voices(count, "a customer said something that took a whole sentence, or even two, number"), notes(7))
    every_page = texts(
        read(review_pdf(make_review(said, **FULL_PRACTICES), titled_catalogue(), load_translator("en"), paper))
    )
    whole = " ".join(every_page)
    foot_at = whole.index(HEADINGS["en"][0].upper())
    assert whole.index("READING") < foot_at
    assert all(whole.index(f"number {n}x") < foot_at for n in range(count))
    assert all(whole.index(f"noted {n}x") < foot_at for n in range(7))
    assert len(every_page) == 2 or count > 7


@BOTH
def test_the_diary_has_it_too(language: str) -> None:
    """Everything is in there for the writer, the foot as well."""
    found: Any = make_review(worked_journal(), private=True, **FULL_PRACTICES)
    whole = " ".join(texts(read(review_pdf(found, titled_catalogue(), load_translator(language)))))
    assert all(heading.upper() in whole for heading in HEADINGS[language])
