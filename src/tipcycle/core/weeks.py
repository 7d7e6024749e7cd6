"""Calendar weeks and the chain of cycles (docs/rules.md §1). This module uses dates only, never times of day."""

import re
from datetime import date, timedelta

MONTHS_PER_CYCLE = 2
WEEKS_PER_CYCLE = (8, 9)
"""Possible numbers of weeks in a cycle, whatever the anchor. A test checks every Monday of four years."""

MIN_YEAR = 1000
"""First year in which a cycle can start. Earlier years are typing errors, and some formats write them with fewer
than four digits."""
YEAR_LIMIT = 9000
"""First year that is not supported. The limit leaves room before `date.max`, because each entry needs a later stamp
and each week a following week."""

_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Week:
    """A calendar week from Monday to Sunday, identified by its Monday. Immutable and ordered.

    It is a plain class, so that msgspec converts it with the hooks of `storage.field_types`.
    """

    __slots__ = ("monday",)

    def __init__(self, monday: date) -> None:
        self.monday = monday

    def __repr__(self) -> str:
        return f"Week({self.monday!r})"

    def __hash__(self) -> int:
        return hash(self.monday)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Week) and self.monday == other.monday

    def __lt__(self, other: "Week") -> bool:
        return self.monday < other.monday

    def __le__(self, other: "Week") -> bool:
        return self.monday <= other.monday

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the week that contains `day`.

        >>> str(Week.of(date(2027, 1, 1)))
        '2026-W53'
        """
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Return the week written as `2026-W10` (ISO 8601). Raises `ValueError` for any other text.

        >>> Week.parse("2026-W10").monday
        datetime.date(2026, 3, 2)
        """
        match = _ISO_WEEK.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(text)
        return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"

    @property
    def sunday(self) -> date:
        """Last day of the week."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> "Week":
        """Return the week `weeks` later, or earlier if negative."""
        return Week(self.monday + timedelta(weeks=weeks))

    def day(self, weekday: int) -> date:
        """Return the date of a weekday in this week. Monday is 0."""
        return self.monday + timedelta(days=weekday)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of a month that is too short.

    >>> add_months(date(2026, 12, 31), 2)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    last_day = date(next_year, next_month + 1, 1) - timedelta(days=1)
    return last_day.replace(day=min(day.day, last_day.day))


def nearest_monday(day: date) -> date:
    """Return the Monday closest to `day`. A week has an odd number of days, so there is no tie.

    >>> nearest_monday(date(2026, 3, 5)), nearest_monday(date(2026, 3, 6))
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9))
    """
    return day + timedelta(days=(3 - day.weekday()) % 7 - 3)


def cycle_start(anchor: date, index: int) -> date:
    """Return the first Monday of cycle `index` (from 0) in the chain that starts at `anchor`, a Monday.

    Each start is computed from the anchor, so that rounding does not accumulate (docs/rules.md §1).
    """
    return nearest_monday(add_months(anchor, MONTHS_PER_CYCLE * index))


def cycle_week_count(anchor: date, starts: date) -> int:
    """Return the number of weeks, 8 or 9, of the cycle that starts at `starts` in the chain of `anchor`.

    Raises `ValueError` if no cycle of the chain starts there.

    >>> anchor = date(2026, 1, 5)
    >>> [cycle_week_count(anchor, cycle_start(anchor, k)) for k in range(6)]
    [8, 9, 9, 9, 8, 9]
    """
    months = (starts.year - anchor.year) * 12 + starts.month - anchor.month
    for index in (months // 2, months // 2 + 1):  # the nearest Monday can be in the previous month
        if index >= 0 and cycle_start(anchor, index) == starts:
            return (cycle_start(anchor, index + 1) - starts).days // 7
    raise ValueError(starts)


def default_start(picked_on: date) -> date:
    """Return the Monday on which a cycle starts that is picked on `picked_on`.

    A pick from Monday to Wednesday starts this week. A later pick starts next week, because this week is nearly over
    (docs/rules.md §1).

    >>> [default_start(date(2026, 3, day)).day for day in (2, 4, 5, 8)]
    [2, 2, 9, 9]
    """
    this_week = Week.of(picked_on)
    return (this_week if picked_on.weekday() <= 2 else this_week.plus(1)).monday


def requested_monday(start: date) -> date:
    """Return the Monday on which a cycle starts for which somebody asked to start on this day.

    That is the Monday of the week, but for a Saturday or a Sunday the Monday after: nobody who names a weekend wants
    to begin with the week that is over (docs/rules.md §1).

    >>> [requested_monday(date(2026, 3, day)).day for day in (2, 6, 7, 8)]
    [2, 2, 9, 9]
    """
    week = Week.of(start)
    return (week if start.weekday() < 5 else week.plus(1)).monday


def start_options(today: date, earliest: date | None) -> tuple[date, ...]:
    """Return the Mondays on which a cycle picked today can start without `--start`, the default first.

    From Thursday on there are two: next Monday and the Monday of this week. `earliest` is the Monday after the previous
    cycle. If it is not earlier than the default, it is the only option (docs/rules.md §1).
    """
    default, this_monday = default_start(today), Week.of(today).monday
    if earliest is not None and default <= earliest:
        return (earliest,)
    return (
        (default,)
        if this_monday == default or (earliest is not None and this_monday < earliest)
        else (default, this_monday)
    )
