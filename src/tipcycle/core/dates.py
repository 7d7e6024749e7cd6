"""Which day is meant where the words leave it open: a date without a year, a weekday, the number of a week.

Words become one of the shapes below at the edge; here it is decided, with today and the cycle as arguments.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.errors import AmbiguousDateError, AmbiguousWeekError
from tipcycle.core.weeks import Week


class DayOffset(Struct, frozen=True):
    """So many days from today: `morgen` is 1."""

    days: int


class WeekOffset(Struct, frozen=True):
    """So many weeks from the present one: `last` is -1."""

    weeks: int


class NamedWeekday(Struct, frozen=True):
    """A day of the week; Monday is 0."""

    weekday: int
    is_future: bool | None = None
    """Whether it was said to be coming or past, which leaves today out; None where nothing was said."""


class CalendarDay(Struct, frozen=True):
    """A day of a month, in a year or in none."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    """The day of the week that was said with it, which it has to be; Monday is 0."""


class AmbiguousDate(Struct, frozen=True):
    """Figures of which the first can be the day or the month, with all that was typed."""

    day_first: CalendarDay
    month_first: CalendarDay
    text: str


class WeekNumber(Struct, frozen=True):
    """The number of a week; `counted` where it can be meant as counted from the first of the cycle too."""

    number: int
    may_be_cycle_week: bool
    text: str


ParsedDate = DayOffset | WeekOffset | NamedWeekday | CalendarDay | AmbiguousDate | WeekNumber


class DateReference(Struct, frozen=True):
    """From where words are understood."""

    today: date
    base: date
    """What lies nearest to this is meant: today, or the first week of a pause for its last."""
    prefer_future: bool
    """Whether a weekday is the coming one; else the latest. Of two years equally near it is the one that lies so."""
    cycle_weeks: Sequence[Week] = ()
    """The weeks of the present cycle."""


def resolve_date(parsed: ParsedDate, reference: DateReference) -> date | None:
    """The day that is meant, of a week its Monday; None for one that does not exist.

    Refuses with AmbiguousDateError and AmbiguousWeekError where it would be a guess.

    >>> resolve_date(CalendarDay(2, 3), DateReference(date(2026, 12, 30), date(2026, 12, 30), prefer_future=True))
    datetime.date(2027, 3, 2)
    """
    try:
        return _resolve(parsed, reference)
    except (OverflowError, ValueError):  # where the calendar ends
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
        case AmbiguousDate(day_first, month_first, word):
            first, second = _resolve_day(day_first, reference), _resolve_day(month_first, reference)
            if first and second and first != second:
                raise AmbiguousDateError(word, first, second)
            return first or second
        case WeekNumber():
            return _resolve_week_number(parsed, reference)


def _resolve_weekday(parsed: NamedWeekday, reference: DateReference) -> date:
    ahead = reference.prefer_future if parsed.is_future is None else parsed.is_future
    away = (
        (parsed.weekday - reference.base.weekday()) % 7 if ahead else -((reference.base.weekday() - parsed.weekday) % 7)
    )
    if not away and parsed.is_future is not None:
        away = 7 if ahead else -7
    return reference.base + timedelta(days=away)


def _resolve_day(parsed: CalendarDay, reference: DateReference) -> date | None:
    """The day in its year, or in the year in which it lies nearest; no 29 February of another year than these three."""
    years = range(reference.base.year - 1, reference.base.year + 2) if parsed.year is None else (parsed.year,)
    days = (day for year in years if (day := _valid_date(year, parsed.month, parsed.day)))
    return _nearest_date((day for day in days if parsed.weekday in (None, day.weekday())), reference)


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve_week_number(parsed: WeekNumber, reference: DateReference) -> date | None:
    """The week of that number (ISO 8601) in the present cycle, else the one nearest.

    A cycle counts its weeks too: where that gives another week, in a cycle that has both, it is not guessed.
    """
    years = range(reference.base.year - 1, reference.base.year + 2)
    mondays = [monday for year in years if (monday := _iso_monday(year, parsed.number))]
    inside = [week for week in map(Week, mondays) if week in reference.cycle_weeks]
    if not inside:
        return _nearest_date(mondays, reference)
    if (
        parsed.may_be_cycle_week
        and parsed.number <= len(reference.cycle_weeks)
        and reference.cycle_weeks[parsed.number - 1] != inside[0]
    ):
        raise AmbiguousWeekError(parsed.text, inside[0], reference.cycle_weeks[parsed.number - 1])
    return inside[0].monday


def _iso_monday(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _nearest_date(days: Iterable[date], reference: DateReference) -> date | None:
    def distance(day: date) -> tuple[timedelta, bool]:
        return abs(day - reference.base), (day > reference.base) != reference.prefer_future

    return min(days, key=distance, default=None)
