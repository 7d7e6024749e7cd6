"""Tests for the resolution of incomplete and relative dates: `resolve_date` in `core/dates.py`."""

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
LEAP_DAY = date(2028, 2, 29)


def resolve(
    parsed: ParsedDate, today: date, *, prefer_future: bool = False, base: date | None = None, cycle: str = ""
) -> date | None:
    """Return the resolved date. `cycle` has the first and the last week, as in `2026-W02 2026-W10`."""
    ends = [Week.parse(text) for text in cycle.split()]
    weeks = tuple(ends[0].plus(n) for n in range(60) if ends[0].plus(n) <= ends[1]) if ends else ()
    return resolve_date(parsed, DateReference(today, base or today, prefer_future, weeks))


@pytest.mark.parametrize(
    ("day", "month", "today", "expected"),
    [
        (2, 3, date(2026, 3, 6), date(2026, 3, 2)),
        (2, 3, date(2026, 2, 26), date(2026, 3, 2)),
        (4, 1, date(2026, 12, 18), date(2027, 1, 4)),
        (28, 12, date(2027, 1, 3), date(2026, 12, 28)),
        (29, 2, date(2028, 1, 1), LEAP_DAY),
        (29, 2, date(2027, 3, 1), LEAP_DAY),
        (29, 2, date(2026, 3, 1), None),
        (30, 2, date(2026, 3, 1), None),
        (1, 13, date(2026, 3, 1), None),
        (1, 1, date.max, date(9999, 1, 1)),
        (31, 12, date.min, date(1, 12, 31)),
    ],
)
def test_date_without_year_is_in_the_nearest_year(day: int, month: int, today: date, expected: date | None) -> None:
    """Only this year, the previous and the next year are tried.

    If the day exists in none of them, there is no result.
    """
    assert resolve(CalendarDay(day, month), today) == expected


@pytest.mark.parametrize(
    ("weekday", "expected"), [(4, FRIDAY), (5, date(2027, 3, 6)), (3, date(2025, 3, 6)), (0, None)]
)
def test_weekday_of_a_date_must_match(weekday: int, expected: date | None) -> None:
    """The weekday decides the year and the order of day and month. A date with another weekday gives no result."""
    today = date(2026, 3, 1)
    assert resolve(CalendarDay(6, 3, weekday=weekday), today) == expected
    assert resolve(CalendarDay(6, 3, 2026, weekday), today) == (FRIDAY if weekday == 4 else None)
    ambiguous = AmbiguousDate(CalendarDay(6, 3, 2026, weekday), CalendarDay(3, 6, 2026, weekday), "6/3/2026")
    assert resolve(ambiguous, today) == (FRIDAY if weekday == 4 else None)


@pytest.mark.parametrize(("prefer_future", "year"), [(True, 2028), (False, 2027)])
def test_prefer_future_decides_between_equally_near_years(prefer_future: bool, year: int) -> None:
    """If there is a leap day in between, a date can be 183 days away in both directions."""
    today = date(2028, 1, 31)
    assert resolve(CalendarDay(1, 8), today, prefer_future=prefer_future) == date(year, 8, 1)


@pytest.mark.parametrize(
    ("weekday", "is_future", "prefer_future", "expected"),
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
def test_weekday_is_the_next_or_the_latest_one(
    weekday: int, is_future: bool | None, prefer_future: bool, expected: date
) -> None:
    """A weekday alone can mean today. With “next” or “last” it cannot."""
    assert resolve(NamedWeekday(weekday, is_future), FRIDAY, prefer_future=prefer_future) == expected


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        (DayOffset(0), FRIDAY),
        (DayOffset(-5), date(2026, 3, 1)),
        (WeekOffset(0), date(2026, 3, 2)),
        (WeekOffset(-1), date(2026, 2, 23)),
        (WeekOffset(1), date(2026, 3, 9)),
    ],
)
def test_offsets_count_from_today_not_from_the_base_date(parsed: ParsedDate, expected: date) -> None:
    assert resolve(parsed, FRIDAY, base=date(2026, 6, 1)) == expected


@pytest.mark.parametrize(
    ("parsed", "today"), [(DayOffset(1), date.max), (WeekOffset(-1), date.min), (NamedWeekday(4), date.min)]
)
def test_date_out_of_range_gives_none(parsed: ParsedDate, today: date) -> None:
    assert resolve(parsed, today) is None


@pytest.mark.parametrize(
    ("number", "cycle", "today", "expected"),
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
def test_week_number_is_the_calendar_week(number: int, cycle: str, today: date, expected: str | None) -> None:
    """A calendar week in the cycle is preferred; otherwise the nearest one is used."""
    may_be_cycle_week = not cycle.startswith(("2026-W02", "2026-W50"))
    monday = resolve(WeekNumber(number, may_be_cycle_week, str(number)), today, cycle=cycle)
    assert (monday and str(Week.of(monday))) == expected


@pytest.mark.parametrize(
    ("number", "cycle", "cycle_week"),
    [
        (3, "2026-W02 2026-W10", "2026-W04"),
        (9, "2026-W02 2026-W10", "2026-W10"),
        (3, "2026-W01 2026-W09", None),
        (10, "2026-W02 2026-W10", None),
        (4, "2026-W10 2026-W18", None),
    ],
)
def test_ambiguous_week_number_is_rejected(number: int, cycle: str, cycle_week: str | None) -> None:
    """A number is ambiguous if it is a calendar week of the cycle and also counts to a different week of it."""
    if cycle_week is None:
        assert resolve(WeekNumber(number, may_be_cycle_week=True, text="x"), FRIDAY, cycle=cycle)
        return
    with pytest.raises(AmbiguousWeekError) as error:
        resolve(WeekNumber(number, may_be_cycle_week=True, text="x"), FRIDAY, cycle=cycle)
    assert (error.value.calendar_week, str(error.value.cycle_week)) == (Week.parse(f"2026-W{number:02}"), cycle_week)
    assert resolve(WeekNumber(number, may_be_cycle_week=False, text="x"), FRIDAY, cycle=cycle)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(2, 3, None), (25, 3, date(2026, 3, 25)), (3, 25, date(2026, 3, 25)), (2, 2, date(2026, 2, 2))],
)
def test_ambiguous_numeric_date_is_rejected(first: int, second: int, expected: date | None) -> None:
    """The error contains both dates. A numeric date with one possible meaning is accepted."""
    parsed = AmbiguousDate(CalendarDay(first, second, 2026), CalendarDay(second, first, 2026), "as typed")
    if expected is not None:
        assert resolve(parsed, FRIDAY) == expected
        return
    with pytest.raises(AmbiguousDateError) as error:
        resolve(parsed, FRIDAY)
    assert (error.value.day_first, error.value.month_first) == (date(2026, 3, 2), date(2026, 2, 3))


def test_end_of_a_period_is_resolved_from_its_start() -> None:
    """If the base date is at the end of December, the end is in the next year."""
    today, start = date(2026, 6, 20), date(2026, 12, 28)
    assert resolve(CalendarDay(3, 1), today, base=start, prefer_future=True) == date(2027, 1, 3)
    assert resolve(NamedWeekday(4), today, base=start, prefer_future=True) == date(2027, 1, 1)
    assert resolve(WeekNumber(1, may_be_cycle_week=True, text="1"), today, base=start, prefer_future=True) == date(
        2027, 1, 4
    )
