"""Which day is meant where the words leave it open: a date without a year, a weekday, the number of a week.

Words become one of the shapes below at the edge; here it is decided, with today and the cycle as arguments.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.errors import TwoDates, TwoWeeks
from tipcycle.core.weeks import Week


class InDays(Struct, frozen=True):
    """So many days from today: `morgen` is 1."""

    days: int


class InWeeks(Struct, frozen=True):
    """So many weeks from the present one: `last` is -1."""

    weeks: int


class OnWeekday(Struct, frozen=True):
    """A day of the week; Monday is 0."""

    weekday: int
    ahead: bool | None = None
    """Whether it was said to be coming or past, which leaves today out; None where nothing was said."""


class OnDay(Struct, frozen=True):
    """A day of a month, in a year or in none."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    """The day of the week that was said with it, which it has to be; Monday is 0."""


class EitherWay(Struct, frozen=True):
    """Figures of which the first can be the day or the month, with all that was typed."""

    day_first: OnDay
    month_first: OnDay
    word: str


class NumberedWeek(Struct, frozen=True):
    """The number of a week; `counted` where it can be meant as counted from the first of the cycle too."""

    number: int
    counted: bool
    word: str


Said = InDays | InWeeks | OnWeekday | OnDay | EitherWay | NumberedWeek


class Standpoint(Struct, frozen=True):
    """From where words are understood."""

    today: date
    near: date
    """What lies nearest to this is meant: today, or the first week of a pause for its last."""
    ahead: bool
    """Whether a weekday is the coming one; else the latest. Of two years equally near it is the one that lies so."""
    weeks: Sequence[Week] = ()
    """The weeks of the present cycle."""


def day_meant(said: Said, at: Standpoint) -> date | None:
    """The day that is meant, of a week its Monday; None for one that does not exist.

    Refuses with TwoDates and TwoWeeks where it would be a guess.

    >>> day_meant(OnDay(2, 3), Standpoint(date(2026, 12, 30), date(2026, 12, 30), ahead=True))
    datetime.date(2027, 3, 2)
    """
    try:
        return _meant(said, at)
    except (OverflowError, ValueError):  # where the calendar ends
        return None


def _meant(said: Said, at: Standpoint) -> date | None:
    match said:
        case InDays(days):
            return at.today + timedelta(days=days)
        case InWeeks(weeks):
            return Week.of(at.today).plus(weeks).monday
        case OnWeekday():
            return _on_weekday(said, at)
        case OnDay():
            return _on_day(said, at)
        case EitherWay(day_first, month_first, word):
            first, second = _on_day(day_first, at), _on_day(month_first, at)
            if first and second and first != second:
                raise TwoDates(word, first, second)
            return first or second
        case NumberedWeek():
            return _numbered(said, at)


def _on_weekday(said: OnWeekday, at: Standpoint) -> date:
    ahead = at.ahead if said.ahead is None else said.ahead
    away = (said.weekday - at.near.weekday()) % 7 if ahead else -((at.near.weekday() - said.weekday) % 7)
    if not away and said.ahead is not None:
        away = 7 if ahead else -7
    return at.near + timedelta(days=away)


def _on_day(said: OnDay, at: Standpoint) -> date | None:
    """The day in its year, or in the year in which it lies nearest; no 29 February of another year than these three."""
    years = range(at.near.year - 1, at.near.year + 2) if said.year is None else (said.year,)
    days = (day for year in years if (day := _date(year, said.month, said.day)))
    return _nearest((day for day in days if said.weekday in (None, day.weekday())), at)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numbered(said: NumberedWeek, at: Standpoint) -> date | None:
    """The week of that number (ISO 8601) in the present cycle, else the one nearest.

    A cycle counts its weeks too: where that gives another week, in a cycle that has both, it is not guessed.
    """
    years = range(at.near.year - 1, at.near.year + 2)
    mondays = [monday for year in years if (monday := _monday(year, said.number))]
    inside = [week for week in map(Week, mondays) if week in at.weeks]
    if not inside:
        return _nearest(mondays, at)
    if said.counted and said.number <= len(at.weeks) and at.weeks[said.number - 1] != inside[0]:
        raise TwoWeeks(said.word, inside[0], at.weeks[said.number - 1])
    return inside[0].monday


def _monday(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _nearest(days: Iterable[date], at: Standpoint) -> date | None:
    def distance(day: date) -> tuple[timedelta, bool]:
        return abs(day - at.near), (day > at.near) != at.ahead

    return min(days, key=distance, default=None)
