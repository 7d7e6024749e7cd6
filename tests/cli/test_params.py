"""Parsing of command line values. An error contains the value that was typed."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal
from tipcycle.cli.params import (
    parse_cycle,
    parse_date,
    parse_pair,
    parse_reflection_answers,
    parse_slips,
    parse_time,
    parse_tips,
    parse_week,
    parse_weekday,
    texts_by_tip,
)
from tipcycle.core.errors import (
    DuplicateTipError,
    InvalidDateError,
    InvalidOptionValueError,
    InvalidPairError,
    InvalidTimeError,
    InvalidWeekdayError,
    InvalidWeekError,
    UnknownCycleError,
    UnknownTipError,
)
from tipcycle.core.projection import Cycles
from tipcycle.i18n import load_translator

TODAY = date(2026, 3, 18)
PICK = "[[pick]]\ntips = [5, 13, 33, 34, 901]\n"
CONTEXT: Any = SimpleNamespace(
    catalogue=make_catalogue(),
    cycles=Cycles(make_journal(cycle_file(PICK))),
    environment=SimpleNamespace(today=TODAY),
    translator=load_translator("en"),
)


@pytest.mark.parametrize(
    ("value", "expected"), [("9:30", time(9, 30)), (" 16:00 ", time(16)), ("0:00", time(0)), ("23:59", time(23, 59))]
)
def test_parse_time(value: str, expected: time) -> None:
    assert parse_time(value) == expected


@pytest.mark.parametrize(
    "value",
    ["24:00", "16:60", "1600", "24", "13pm", "0am", "16:5", "16:", ":30", "16:+5", "+9:00", "16:-0", "٩:30", "9:٣"],
)
def test_parse_time_rejects_invalid_times(value: str) -> None:
    """Some values are accepted by `int()` but are not a time."""
    with pytest.raises(InvalidTimeError) as error:
        parse_time(value)
    assert error.value.value == value


@pytest.mark.parametrize(
    ("value", "monday"),
    [("2026-w10", "2026-03-02"), (" 2026-W10 ", "2026-03-02"), (" This ", "2026-03-16"), ("deze", "2026-03-16"),
     ("last", "2026-03-09"), ("Vorige", "2026-03-09"), ("2026-03-08", "2026-03-02")],
)  # fmt: skip
def test_parse_week(value: str, monday: str) -> None:
    """Words of both languages are accepted. Case and surrounding spaces do not matter."""
    assert str(parse_week(value, CONTEXT).monday) == monday


@pytest.mark.parametrize("value", ["", "2026-W54", "thi", "9999-12-31", "0001-01-03", "2026-02-30"])
def test_parse_week_rejects_invalid_weeks(value: str) -> None:
    """The first and the last week of the calendar are invalid, because they have no neighbour on one side."""
    with pytest.raises(InvalidWeekError) as error:
        parse_week(value, CONTEXT)
    assert error.value.value == value


@pytest.mark.parametrize(
    ("value", "day"),
    [("mo", "monday"), ("ma", "monday"), ("Di", "tuesday"), ("th", "thursday"), (" zon ", "sunday"), ("su", "sunday")],
)
def test_parse_weekday(value: str, day: str) -> None:
    """Two letters of a name in either language are enough."""
    assert parse_weekday(value) == day


@pytest.mark.parametrize("value", ["", " ", "m", "v", "5", "mon day", "mondays", "xx"])
def test_parse_weekday_rejects_invalid_days(value: str) -> None:
    """One letter is ambiguous, because both languages are accepted."""
    with pytest.raises(InvalidWeekdayError) as error:
        parse_weekday(value)
    assert error.value.value == value


def test_parse_date() -> None:
    """Surrounding spaces do not matter."""
    assert parse_date(" 2026-03-06 ", CONTEXT) == date(2026, 3, 6)
    for value in ("2026-02-30", "6 Marsh", ""):
        with pytest.raises(InvalidDateError):
            parse_date(value, CONTEXT)


@pytest.mark.parametrize(
    ("values", "tips"),
    [(None, ()), (["5,13"], (5, 13)), (["05 13", "42"], (5, 13, 42)), (["5;13"], (5, 13)), (["901"], (901,)),
     ([" 901 "], (901,))],
)  # fmt: skip
def test_parse_tips(values: list[str] | None, tips: tuple[int, ...]) -> None:
    """Separators are commas, semicolons and spaces. A number in the current cycle is always valid."""
    assert parse_tips(values, CONTEXT) == tips


@pytest.mark.parametrize("value", ["902", "000901", "9" * 5000, "no-such-tip"])
def test_parse_tips_rejects_unknown_tips(value: str) -> None:
    """A tip must be in the catalogue or in the current cycle."""
    with pytest.raises(UnknownTipError):
        parse_tips([value], CONTEXT)
    with pytest.raises(UnknownTipError):
        parse_tips(["901"], SimpleNamespace(catalogue=make_catalogue(), cycles=()))  # type: ignore[arg-type]


def test_parse_pairs() -> None:
    """The first equals sign is the separator. A text needs a tip, and a tip can have one text."""

    def parse(*values: str) -> dict[int, str]:
        return texts_by_tip(parse_pair(value, "--note", CONTEXT) for value in values)

    assert parse("5=a=b", "13=") == {5: "a=b", 13: ""}
    assert texts_by_tip(None) == {}
    with pytest.raises(InvalidPairError):
        parse("5")
    with pytest.raises(DuplicateTipError):
        parse("5=a", "05=b")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("yyn?nnyy", "yyn?nnyy"), (" JJN?NNJJ ", "yyn?nnyy"), ("yyn-nnyy", "yyn?nnyy")],
    ids=["plain", "dutch-and-capitals", "dash"],
)
def test_reflection_answers_have_a_normal_form(typed: str, expected: str) -> None:
    """Answers in Dutch, in capitals or with dashes are read as y, n and ?."""
    assert parse_reflection_answers(typed, "--answers") == expected


@pytest.mark.parametrize("typed", ["", "yyn", "yyn?nnyyy", "yyn?nnyx", "yyn nnyy", "ýyn?nnyy"])
def test_invalid_reflection_answers_are_rejected(typed: str) -> None:
    with pytest.raises(InvalidOptionValueError) as error:
        parse_reflection_answers(typed, "--answers")
    assert error.value.value == typed


def test_parse_slips() -> None:
    assert parse_slips("3, 4,5,", "--others") == (3, 4, 5)


@pytest.mark.parametrize("typed", ["", ",", "a", "3;4", "3.5", "٣", "123"])
def test_invalid_slips_are_rejected(typed: str) -> None:
    with pytest.raises(InvalidOptionValueError):
        parse_slips(typed, "--others")


@pytest.mark.parametrize("value", ["1", "2026-03-02", "2 march"])
def test_parse_cycle(value: str) -> None:
    """A cycle has a number and a first Monday."""
    assert parse_cycle(value, CONTEXT).number == 1


@pytest.mark.parametrize("value", ["2", "0", "2026-03-09", "9 march", "first"])
def test_parse_cycle_rejects_unknown_cycles(value: str) -> None:
    with pytest.raises(UnknownCycleError) as error:
        parse_cycle(value, CONTEXT)
    assert error.value.value == value
