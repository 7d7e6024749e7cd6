"""Words of a command line as values: what is understood, and what is refused with the word that was typed."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal
from tipcycle.cli.params import parse_date, parse_pairs, parse_time, parse_tips, parse_week, parse_weekday
from tipcycle.core.errors import (
    DuplicateTipError,
    InvalidDateError,
    InvalidPairError,
    InvalidTimeError,
    InvalidWeekdayError,
    InvalidWeekError,
    UnknownTipError,
)
from tipcycle.core.projection import Cycles
from tipcycle.i18n import load_translator

TODAY = date(2026, 3, 18)
PICK = "[[pick]]\ntips = [5, 13, 33, 34, 901]\n"
SESSION: Any = SimpleNamespace(
    catalogue=make_catalogue(),
    cycles=Cycles(make_journal(cycle_file(PICK))),
    environment=SimpleNamespace(today=TODAY),
    translator=load_translator("en"),
)


@pytest.mark.parametrize(
    ("word", "found"), [("9:30", time(9, 30)), (" 16:00 ", time(16)), ("0:00", time(0)), ("23:59", time(23, 59))]
)
def test_a_time_of_day(word: str, found: time) -> None:
    """By the clock on the wall."""
    assert parse_time(word) == found


@pytest.mark.parametrize(
    "word", ["24:00", "16:60", "16", "1600", "16:", ":30", "16:+5", "+9:00", "16:-0", "٩:30", "9:٣"]
)
def test_no_time_of_day(word: str) -> None:
    """What no clock shows, and what Python would read as a number all the same."""
    with pytest.raises(InvalidTimeError) as refused:
        parse_time(word)
    assert refused.value.value == word


@pytest.mark.parametrize(
    ("word", "monday"),
    [("2026-w10", "2026-03-02"), (" 2026-W10 ", "2026-03-02"), (" This ", "2026-03-16"), ("deze", "2026-03-16"),
     ("last", "2026-03-09"), ("Vorige", "2026-03-09"), ("2026-03-08", "2026-03-02")],
)  # fmt: skip
def test_a_week(word: str, monday: str) -> None:
    """In either language, whatever its case and margins."""
    assert str(parse_week(word, SESSION).monday) == monday


@pytest.mark.parametrize("word", ["", "2026-W54", "thi", "9999-12-31", "0001-01-03", "2026-02-30"])
def test_no_week(word: str) -> None:
    """Also a week that has no neighbours any more, at the ends of the calendar."""
    with pytest.raises(InvalidWeekError) as refused:
        parse_week(word, SESSION)
    assert refused.value.value == word


@pytest.mark.parametrize(
    ("word", "day"),
    [("mo", "monday"), ("ma", "monday"), ("Di", "tuesday"), ("th", "thursday"), (" zon ", "sunday"), ("su", "sunday")],
)
def test_a_day_of_the_week(word: str, day: str) -> None:
    """Two letters are enough."""
    assert parse_weekday(word) == day


@pytest.mark.parametrize("word", ["", " ", "m", "v", "5", "mon day", "mondays", "xx"])
def test_no_day_of_the_week(word: str) -> None:
    """One letter could be another day in the other language."""
    with pytest.raises(InvalidWeekdayError) as refused:
        parse_weekday(word)
    assert refused.value.value == word


def test_a_date() -> None:
    """Margins do not count; anything but a date is refused."""
    assert parse_date(" 2026-03-06 ", SESSION) == date(2026, 3, 6)
    for word in ("2026-02-30", "6 Marsh", ""):
        with pytest.raises(InvalidDateError):
            parse_date(word, SESSION)


@pytest.mark.parametrize(
    ("words", "tips"),
    [(None, ()), (["5,13"], (5, 13)), (["05 13", "42"], (5, 13, 42)), (["5;13"], (5, 13)), (["901"], (901,)),
     ([" 901 "], (901,))],
)  # fmt: skip
def test_tips(words: list[str] | None, tips: tuple[int, ...]) -> None:
    """Apart by commas, semicolons or spaces, in that order; one of the present cycle is known by its number alone."""
    assert parse_tips(words, SESSION) == tips


@pytest.mark.parametrize("word", ["902", "000901", "9" * 5000, "no-such-tip"])
def test_no_tip(word: str) -> None:
    """Neither of the catalogue nor of the present cycle, however long it is; without a cycle none is known besides."""
    with pytest.raises(UnknownTipError):
        parse_tips([word], SESSION)
    with pytest.raises(UnknownTipError):
        parse_tips(["901"], SimpleNamespace(catalogue=make_catalogue(), cycles=()))  # type: ignore[arg-type]


def test_a_text_for_a_tip() -> None:
    """The first sign of equality parts them; a tip takes one text, and a text needs its tip."""
    assert parse_pairs(["5=a=b", "13="], "--note", SESSION) == {5: "a=b", 13: ""}
    assert parse_pairs(None, "--note", SESSION) == {}
    with pytest.raises(InvalidPairError):
        parse_pairs(["5"], "--note", SESSION)
    with pytest.raises(DuplicateTipError):
        parse_pairs(["5=a", "05=b"], "--note", SESSION)
