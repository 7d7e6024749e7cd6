"""Weeks, and the chain of two-month cycles (docs/rules.md §1). Calendar dates only, never instants."""

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

MONTHS_PER_CYCLE = 2
WEEKS_PER_CYCLE = (8, 9)
"""Every cycle has 8 or 9 whole weeks, whatever its anchor (tests walk every Monday of four years)."""

MIN_YEAR = 1000
"""A cycle of an earlier year has fewer than four digits in some places and is a slip of the keyboard."""
YEAR_LIMIT = 9000
"""Every entry needs a later stamp and every week a week after it, so this year and those behind it are not counted."""

_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Week(Struct, frozen=True, order=True):
    """One calendar week, Monday to Sunday, known by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that `day` falls in.

        >>> str(Week.of(date(2027, 1, 1)))
        '2026-W53'
        """
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> "Week":
        """The week written as `2026-W10` (ISO 8601); ValueError for anything else.

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
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> "Week":
        """The week that comes `weeks` later (earlier when negative)."""
        return Week(self.monday + timedelta(weeks=weeks))

    def day(self, weekday: int) -> date:
        """The date of `weekday` in this week; Monday is 0."""
        return self.monday + timedelta(days=weekday)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later; a month that is too short gives its last day.

    >>> add_months(date(2026, 12, 31), 2)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nearest_monday(day: date) -> date:
    """The Monday closest to `day`; seven is odd, so there is never a tie.

    >>> nearest_monday(date(2026, 3, 5)), nearest_monday(date(2026, 3, 6))
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9))
    """
    return day + timedelta(days=(3 - day.weekday()) % 7 - 3)


def cycle_start(anchor: date, index: int) -> date:
    """The first Monday of cycle `k` (from 0) in the chain that begins at `anchor`, a Monday.

    Counted from the anchor each time, so that nothing drifts (docs/rules.md §1).
    """
    return nearest_monday(add_months(anchor, MONTHS_PER_CYCLE * index))


def cycle_week_count(anchor: date, starts: date) -> int:
    """How many weeks the cycle of this chain that begins at `starts` has: 8 or 9.

    ValueError when no cycle of the chain begins there.

    >>> anchor = date(2026, 1, 5)
    >>> [cycle_week_count(anchor, cycle_start(anchor, k)) for k in range(6)]
    [8, 9, 9, 9, 8, 9]
    """
    months = (starts.year - anchor.year) * 12 + starts.month - anchor.month
    for k in (months // 2, months // 2 + 1):  # the nearest Monday may lie in the month before
        if k >= 0 and cycle_start(anchor, k) == starts:
            return (cycle_start(anchor, k + 1) - starts).days // 7
    raise ValueError(starts)


def default_start(picked_on: date) -> date:
    """The Monday on which five tips picked that day begin.

    Monday to Wednesday: this week; from Thursday on: next week, because nobody begins with a week that is
    nearly over (docs/rules.md §1).

    >>> [default_start(date(2026, 3, day)).day for day in (2, 4, 5, 8)]
    [2, 2, 9, 9]
    """
    this = Week.of(picked_on)
    return (this if picked_on.weekday() <= 2 else this.plus(1)).monday


def start_options(today: date, earliest: date | None) -> tuple[date, ...]:
    """The Mondays that a cycle picked today may begin on without `--start`: its own first, then this week's.

    From Thursday on there are two. `earliest` is the Monday after the cycle before; while that lies ahead it is the
    only one (docs/rules.md §1).
    """
    own, this = default_start(today), Week.of(today).monday
    if earliest is not None and own <= earliest:
        return (earliest,)
    return (own,) if this == own or (earliest is not None and this < earliest) else (own, this)
