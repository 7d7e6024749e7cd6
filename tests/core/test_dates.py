"""Which day is meant where the words leave it open: tables of edges."""

from datetime import date

import pytest

from tipcycle.core.dates import (
    AmbiguousDate,
    CalendarDay,
    DateReference,
    DayOffset,
    NamedWeekday,
    ParsedDate,
    WeekNumber,
    WeekOffset,
    resolve_date,
)
from tipcycle.core.errors import AmbiguousDateError, AmbiguousWeekError
from tipcycle.core.weeks import Week

FRIDAY = date(2026, 3, 6)
LEAP = date(2028, 2, 29)


def seen(said: ParsedDate, on: date, *, ahead: bool = False, near: date | None = None, cycle: str = "") -> date | None:
    """What is meant, with a cycle like `2026-W02 2026-W10`."""
    ends = [Week.parse(each) for each in cycle.split()]
    weeks = tuple(ends[0].plus(n) for n in range(60) if ends[0].plus(n) <= ends[1]) if ends else ()
    return resolve_date(said, DateReference(on, near or on, ahead, weeks))


@pytest.mark.parametrize(
    ("day", "month", "on", "meant"),
    [
        (2, 3, date(2026, 3, 6), date(2026, 3, 2)),
        (2, 3, date(2026, 2, 26), date(2026, 3, 2)),
        (4, 1, date(2026, 12, 18), date(2027, 1, 4)),
        (28, 12, date(2027, 1, 3), date(2026, 12, 28)),
        (29, 2, date(2028, 1, 1), LEAP),
        (29, 2, date(2027, 3, 1), LEAP),
        (29, 2, date(2026, 3, 1), None),
        (30, 2, date(2026, 3, 1), None),
        (1, 13, date(2026, 3, 1), None),
        (1, 1, date.max, date(9999, 1, 1)),
        (31, 12, date.min, date(1, 12, 31)),
    ],
)
def test_a_date_without_a_year_is_the_nearest(day: int, month: int, on: date, meant: date | None) -> None:
    """Of this year, the one before and the one after; a day that none of them has is none."""
    assert seen(CalendarDay(day, month), on) == meant


@pytest.mark.parametrize(("weekday", "meant"), [(4, FRIDAY), (5, date(2027, 3, 6)), (3, date(2025, 3, 6)), (0, None)])
def test_a_weekday_beside_a_date_has_to_fit(weekday: int, meant: date | None) -> None:
    """It can tell the year, and of two ways to read figures the right one; a Monday that is a Friday is refused."""
    on = date(2026, 3, 1)
    assert seen(CalendarDay(6, 3, weekday=weekday), on) == meant
    assert seen(CalendarDay(6, 3, 2026, weekday), on) == (FRIDAY if weekday == 4 else None)
    either = AmbiguousDate(CalendarDay(6, 3, 2026, weekday), CalendarDay(3, 6, 2026, weekday), "6/3/2026")
    assert seen(either, on) == (FRIDAY if weekday == 4 else None)


@pytest.mark.parametrize(("ahead", "year"), [(True, 2028), (False, 2027)])
def test_of_two_years_equally_near_it_is_the_one_that_was_asked_for(ahead: bool, year: int) -> None:
    """With a leap day between, the same date can lie 183 days off on both sides."""
    on = date(2028, 1, 31)
    assert seen(CalendarDay(1, 8), on, ahead=ahead) == date(year, 8, 1)


@pytest.mark.parametrize(
    ("weekday", "said_ahead", "ahead", "meant"),
    [
        (0, None, True, date(2026, 3, 9)),
        (0, None, False, date(2026, 3, 2)),
        (4, None, True, FRIDAY),
        (4, None, False, FRIDAY),
        (5, None, False, date(2026, 2, 28)),
        (4, True, False, date(2026, 3, 13)),
        (4, False, True, date(2026, 2, 27)),
        (0, True, False, date(2026, 3, 9)),
        (0, False, True, date(2026, 3, 2)),
    ],
)
def test_a_weekday_is_the_coming_or_the_latest(weekday: int, said_ahead: bool | None, ahead: bool, meant: date) -> None:
    """By itself it may be today; said to be coming or past it is not."""
    assert seen(NamedWeekday(weekday, said_ahead), FRIDAY, ahead=ahead) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (DayOffset(0), FRIDAY),
        (DayOffset(-5), date(2026, 3, 1)),
        (WeekOffset(0), date(2026, 3, 2)),
        (WeekOffset(-1), date(2026, 2, 23)),
        (WeekOffset(1), date(2026, 3, 9)),
    ],
)
def test_so_many_days_or_weeks_are_counted_from_today(said: ParsedDate, meant: date) -> None:
    """Whatever the span is that they end."""
    assert seen(said, FRIDAY, near=date(2026, 6, 1)) == meant


@pytest.mark.parametrize(
    ("said", "on"), [(DayOffset(1), date.max), (WeekOffset(-1), date.min), (NamedWeekday(4), date.min)]
)
def test_beyond_the_calendar_nothing_is_meant(said: ParsedDate, on: date) -> None:
    """No error of the calendar comes out."""
    assert seen(said, on) is None


@pytest.mark.parametrize(
    ("number", "cycle", "on", "meant"),
    [
        (13, "2026-W10 2026-W18", FRIDAY, "2026-W13"),
        (10, "2026-W10 2026-W18", date(2026, 9, 30), "2026-W10"),
        (18, "2026-W10 2026-W18", FRIDAY, "2026-W18"),
        (19, "2026-W10 2026-W18", FRIDAY, "2026-W19"),
        (5, "2026-W10 2026-W18", FRIDAY, "2026-W05"),
        (2, "2026-W50 2027-W05", date(2026, 12, 10), "2027-W02"),
        (51, "2026-W50 2027-W05", date(2027, 1, 14), "2026-W51"),
        (53, "2026-W50 2027-W05", date(2027, 1, 14), "2026-W53"),
        (2, "", date(2026, 12, 18), "2027-W02"),
        (2, "2026-W02 2026-W10", date(2026, 12, 18), "2026-W02"),
        (53, "", date(2025, 6, 1), "2026-W53"),
        (53, "", date(2023, 6, 1), None),
        (0, "", FRIDAY, None),
        (54, "", FRIDAY, None),
    ],
)
def test_a_number_is_that_of_the_calendar(number: int, cycle: str, on: date, meant: str | None) -> None:
    """In the cycle if it has such a week, else nearest."""
    counted = not cycle.startswith(("2026-W02", "2026-W50"))
    found = seen(WeekNumber(number, counted, str(number)), on, cycle=cycle)
    assert (found and str(Week.of(found))) == meant


@pytest.mark.parametrize(
    ("number", "cycle", "other"),
    [
        (3, "2026-W02 2026-W10", "2026-W04"),
        (9, "2026-W02 2026-W10", "2026-W10"),
        (3, "2026-W01 2026-W09", None),
        (10, "2026-W02 2026-W10", None),
        (4, "2026-W10 2026-W18", None),
    ],
)
def test_two_weeks_of_the_cycle_are_never_guessed_between(number: int, cycle: str, other: str | None) -> None:
    """By the calendar and counted from the first week; where both say the same, or only one is inside, it is clear."""
    if other is None:
        assert seen(WeekNumber(number, may_be_cycle_week=True, text="x"), FRIDAY, cycle=cycle)
        return
    with pytest.raises(AmbiguousWeekError) as refused:
        seen(WeekNumber(number, may_be_cycle_week=True, text="x"), FRIDAY, cycle=cycle)
    assert (refused.value.calendar_week, str(refused.value.cycle_week)) == (Week.parse(f"2026-W{number:02}"), other)
    assert seen(WeekNumber(number, may_be_cycle_week=False, text="x"), FRIDAY, cycle=cycle)


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [(2, 3, None), (25, 3, date(2026, 3, 25)), (3, 25, date(2026, 3, 25)), (2, 2, date(2026, 2, 2))],
)
def test_figures_are_a_date_where_they_are_one_only(first: int, second: int, meant: date | None) -> None:
    """Both readings are facts of the refusal, the one with the day first at the front."""
    said = AmbiguousDate(CalendarDay(first, second, 2026), CalendarDay(second, first, 2026), "as typed")
    if meant is not None:
        assert seen(said, FRIDAY) == meant
        return
    with pytest.raises(AmbiguousDateError) as refused:
        seen(said, FRIDAY)
    assert (refused.value.day_first, refused.value.month_first) == (date(2026, 3, 2), date(2026, 2, 3))


def test_the_end_of_a_span_is_looked_for_from_its_begin() -> None:
    """Asked in June for the turn of the year, the third of January is the one after it."""
    on, begin = date(2026, 6, 20), date(2026, 12, 28)
    assert seen(CalendarDay(3, 1), on, near=begin, ahead=True) == date(2027, 1, 3)
    assert seen(NamedWeekday(4), on, near=begin, ahead=True) == date(2027, 1, 1)
    assert seen(WeekNumber(1, may_be_cycle_week=True, text="1"), on, near=begin, ahead=True) == date(2027, 1, 4)
