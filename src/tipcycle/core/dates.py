"""Resolution of parsed dates that leave something open: no year, only a weekday, or only a week number.

`cli.natural_dates` parses text to a `ParsedDate`. This module resolves it with today and the cycle as arguments.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.errors import AmbiguousDateError, AmbiguousWeekError
from tipcycle.core.weeks import Week


class DayOffset(Struct, frozen=True):
    """A number of days from today: `morgen` is 1."""

    days: int


class WeekOffset(Struct, frozen=True):
    """A number of weeks from this week: `last` is -1."""

    weeks: int


class NamedWeekday(Struct, frozen=True):
    """A day of the week. Monday is 0."""

    weekday: int
    is_future: bool | None = None
    """True for “next”, False for “last”; both exclude today. None if the text has neither."""


class CalendarDay(Struct, frozen=True):
    """A day of a month, with or without a year."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    """Weekday named with the date. The date must fall on it. Monday is 0."""


class AmbiguousDate(Struct, frozen=True):
    """A numeric date whose first number can be the day or the month."""

    day_first: CalendarDay
    month_first: CalendarDay
    text: str
    """The date as typed."""


class WeekNumber(Struct, frozen=True):
    """The number of a week."""

    number: int
    may_be_cycle_week: bool
    """True if the number can also count from the first week of the cycle."""
    text: str
    """The week as typed."""


ParsedDate = DayOffset | WeekOffset | NamedWeekday | CalendarDay | AmbiguousDate | WeekNumber


class DateReference(Struct, frozen=True):
    """Reference dates to resolve relative or incomplete dates."""

    today: date
    base_date: date
    """The date to which the result must be closest: today, or for the end of a pause its first week."""
    prefer_future: bool
    """True if a weekday means the next one, False for the latest one. It also decides between two years that are
    equally close."""
    cycle_weeks: Sequence[Week] = ()
    """Weeks of the current cycle."""


def resolve_date(parsed: ParsedDate, reference: DateReference) -> date | None:
    """Return the date that a parsed date means, or None if there is no such date. A week gives its Monday.

    Raises `AmbiguousDateError` or `AmbiguousWeekError` if the date has more than one possible meaning.

    >>> resolve_date(CalendarDay(2, 3), DateReference(date(2026, 12, 30), date(2026, 12, 30), prefer_future=True))
    datetime.date(2027, 3, 2)
    """
    try:
        return _resolve(parsed, reference)
    except (OverflowError, ValueError):  # outside the range of `date`
        return None


def _resolve(parsed: ParsedDate, reference: DateReference) -> date | None:
    match parsed:
        case DayOffset(days):
            return reference.today + timedelta(days=days)
        case WeekOffset(weeks):
            return Week.of(reference.today).plus(weeks).monday
        case NamedWeekday():
            return _resolve_weekday(parsed, reference)
        case CalendarDay():
            return _resolve_day(parsed, reference)
        case AmbiguousDate(day_first, month_first, text):
            day_first_date, month_first_date = _resolve_day(day_first, reference), _resolve_day(month_first, reference)
            if day_first_date and month_first_date and day_first_date != month_first_date:
                raise AmbiguousDateError(text, day_first_date, month_first_date)
            return day_first_date or month_first_date
        case WeekNumber():
            return _resolve_week_number(parsed, reference)


def _resolve_weekday(parsed: NamedWeekday, reference: DateReference) -> date:
    is_future = reference.prefer_future if parsed.is_future is None else parsed.is_future
    days = (
        (parsed.weekday - reference.base_date.weekday()) % 7
        if is_future
        else -((reference.base_date.weekday() - parsed.weekday) % 7)
    )
    if not days and parsed.is_future is not None:
        days = 7 if is_future else -7
    return reference.base_date + timedelta(days=days)


def _resolve_day(parsed: CalendarDay, reference: DateReference) -> date | None:
    """Return the date in its year, or in the year in which it is closest to the base date.

    Without a year, only the year of the base date, the year before and the year after are tried. So 29 February can
    have no result.
    """
    years = range(reference.base_date.year - 1, reference.base_date.year + 2) if parsed.year is None else (parsed.year,)
    days = (day for year in years if (day := _valid_date(year, parsed.month, parsed.day)))
    return _nearest_date((day for day in days if parsed.weekday in (None, day.weekday())), reference)


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve_week_number(parsed: WeekNumber, reference: DateReference) -> date | None:
    """Return the Monday of that ISO 8601 week in the current cycle, or else of the closest such week.

    Raises `AmbiguousWeekError` if the number, counted from the start of the cycle, is another week of the cycle.
    """
    years = range(reference.base_date.year - 1, reference.base_date.year + 2)
    mondays = [monday for year in years if (monday := _iso_monday(year, parsed.number))]
    in_cycle = [week for week in map(Week, mondays) if week in reference.cycle_weeks]
    if not in_cycle:
        return _nearest_date(mondays, reference)
    if (
        parsed.may_be_cycle_week
        and parsed.number <= len(reference.cycle_weeks)
        and reference.cycle_weeks[parsed.number - 1] != in_cycle[0]
    ):
        raise AmbiguousWeekError(parsed.text, in_cycle[0], reference.cycle_weeks[parsed.number - 1])
    return in_cycle[0].monday


def _iso_monday(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _nearest_date(days: Iterable[date], reference: DateReference) -> date | None:
    """Return the date closest to the base date, or None if there are no dates."""

    def distance(day: date) -> tuple[timedelta, bool]:
        return abs(day - reference.base_date), (day > reference.base_date) != reference.prefer_future

    return min(days, key=distance, default=None)
