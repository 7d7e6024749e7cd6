"""Words of a command line as values: what is understood, and what is refused with the word that was typed."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.writing import catalogue, cycle, journal
from tipcycle.cli.parse import date_of, pairs_of, time_of, tips_of, week_of, weekday_of
from tipcycle.core.cycles import Cycles
from tipcycle.core.errors import NotADate, NotAPair, NotATime, NotAWeek, NotAWeekday, TipTwice, UnknownTip
from tipcycle.locales import load_words

TODAY = date(2026, 3, 18)
PICK = "[[pick]]\ntips = [5, 13, 33, 34, 901]\n"
SESSION: Any = SimpleNamespace(
    catalogue=catalogue(),
    cycles=Cycles(journal(cycle(PICK))),
    world=SimpleNamespace(today=TODAY),
    words=load_words("en"),
)


@pytest.mark.parametrize(
    ("word", "found"), [("9:30", time(9, 30)), (" 16:00 ", time(16)), ("0:00", time(0)), ("23:59", time(23, 59))]
)
def test_a_time_of_day(word: str, found: time) -> None:
    """By the clock on the wall."""
    assert time_of(word) == found


@pytest.mark.parametrize(
    "word", ["24:00", "16:60", "16", "1600", "16:", ":30", "16:+5", "+9:00", "16:-0", "٩:30", "9:٣"]
)
def test_no_time_of_day(word: str) -> None:
    """What no clock shows, and what Python would read as a number all the same."""
    with pytest.raises(NotATime) as refused:
        time_of(word)
    assert refused.value.word == word


@pytest.mark.parametrize(
    ("word", "monday"),
    [("2026-w10", "2026-03-02"), (" 2026-W10 ", "2026-03-02"), (" This ", "2026-03-16"), ("deze", "2026-03-16"),
     ("last", "2026-03-09"), ("Vorige", "2026-03-09"), ("2026-03-08", "2026-03-02")],
)  # fmt: skip
def test_a_week(word: str, monday: str) -> None:
    """In either language, whatever its case and margins."""
    assert str(week_of(word, SESSION).monday) == monday


@pytest.mark.parametrize("word", ["", "2026-W54", "thi", "9999-12-31", "0001-01-03", "2026-02-30"])
def test_no_week(word: str) -> None:
    """Also a week that has no neighbours any more, at the ends of the calendar."""
    with pytest.raises(NotAWeek) as refused:
        week_of(word, SESSION)
    assert refused.value.word == word


@pytest.mark.parametrize(
    ("word", "day"),
    [("mo", "monday"), ("ma", "monday"), ("Di", "tuesday"), ("th", "thursday"), (" zon ", "sunday"), ("su", "sunday")],
)
def test_a_day_of_the_week(word: str, day: str) -> None:
    """Two letters are enough."""
    assert weekday_of(word) == day


@pytest.mark.parametrize("word", ["", " ", "m", "v", "5", "mon day", "mondays", "xx"])
def test_no_day_of_the_week(word: str) -> None:
    """One letter could be another day in the other language."""
    with pytest.raises(NotAWeekday) as refused:
        weekday_of(word)
    assert refused.value.word == word


def test_a_date() -> None:
    """Margins do not count; anything but a date is refused."""
    assert date_of(" 2026-03-06 ", SESSION) == date(2026, 3, 6)
    for word in ("2026-02-30", "6 Marsh", ""):
        with pytest.raises(NotADate):
            date_of(word, SESSION)


@pytest.mark.parametrize(
    ("words", "tips"),
    [(None, ()), (["5,13"], (5, 13)), (["05 13", "42"], (5, 13, 42)), (["5;13"], (5, 13)), (["901"], (901,)),
     ([" 901 "], (901,))],
)  # fmt: skip
def test_tips(words: list[str] | None, tips: tuple[int, ...]) -> None:
    """Apart by commas, semicolons or spaces, in that order; one of the present cycle is known by its number alone."""
    assert tips_of(words, SESSION) == tips


@pytest.mark.parametrize("word", ["902", "000901", "9" * 5000, "no-such-tip"])
def test_no_tip(word: str) -> None:
    """Neither of the catalogue nor of the present cycle, however long it is; without a cycle none is known besides."""
    with pytest.raises(UnknownTip):
        tips_of([word], SESSION)
    with pytest.raises(UnknownTip):
        tips_of(["901"], SimpleNamespace(catalogue=catalogue(), cycles=()))  # type: ignore[arg-type]


def test_a_text_for_a_tip() -> None:
    """The first sign of equality parts them; a tip takes one text, and a text needs its tip."""
    assert pairs_of(["5=a=b", "13="], "--note", SESSION) == {5: "a=b", 13: ""}
    assert pairs_of(None, "--note", SESSION) == {}
    with pytest.raises(NotAPair):
        pairs_of(["5"], "--note", SESSION)
    with pytest.raises(TipTwice):
        pairs_of(["5=a", "05=b"], "--note", SESSION)
