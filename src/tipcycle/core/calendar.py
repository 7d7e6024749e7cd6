"""Which week a check-in answers, and which weeks are due (docs/rules.md §10)."""

from collections.abc import Sequence
from datetime import date, timedelta

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import AlreadyClosed, NotBegun, WeekNotBegun, WeekOutside, WeekPaused
from tipcycle.core.weeks import Week

THURSDAY, FRIDAY = 3, 4


def checkin_day(week: Week, weekday: int) -> date:
    """The day on which `week` is looked back on: in the week itself from Thursday to Sunday, else in the next.

    >>> checkin_day(Week(date(2026, 3, 2)), FRIDAY), checkin_day(Week(date(2026, 3, 2)), 0)
    (datetime.date(2026, 3, 6), datetime.date(2026, 3, 9))
    """
    return (week if weekday >= THURSDAY else week.plus(1)).day(weekday)


def due_until(week: Week) -> date:
    """The last day on which a check-in is waited for: two weeks after the Sunday.

    >>> due_until(Week.parse("2026-W10"))
    datetime.date(2026, 3, 22)
    """
    return week.sunday + timedelta(days=14)


def feelings_until(week: Week) -> date:
    """The last day on which a feeling is taken, the Thursday after: doing can be remembered, feeling cannot.

    >>> feelings_until(Week.parse("2026-W10"))
    datetime.date(2026, 3, 12)
    """
    return week.sunday + timedelta(days=4)


def is_due(cycle: Cycle, week: Week, weekday: int, today: date) -> bool:
    """Whether a check-in for `week` is waiting."""
    return (
        cycle.close is None
        and week in cycle.weeks
        and week not in cycle.paused
        and week not in cycle.checked_in
        and checkin_day(week, weekday) <= today <= due_until(week)
    )


def due_weeks(cycle: Cycle, weekday: int, today: date) -> tuple[Week, ...]:
    """The weeks of a cycle whose check-in is waiting, oldest first."""
    return tuple(week for week in cycle.weeks if is_due(cycle, week, weekday, today))


def refuse_planned(cycle: Cycle, today: date) -> None:
    """Refuses what needs a cycle that has begun."""
    if cycle.state(today) == "planned":
        raise NotBegun(cycle.starts)


def week_to_answer(cycle: Cycle, weekday: int, today: date) -> Week:
    """The week that a check-in without `--week` answers."""
    refuse_planned(cycle, today)
    week = _without_pause(cycle, weekday, today)
    if week in cycle.paused:
        raise WeekPaused(week)
    return week


def _without_pause(cycle: Cycle, weekday: int, today: date) -> Week:
    this = Week.of(today)
    if this > cycle.weeks[-1]:
        return cycle.weeks[-1]
    if today >= checkin_day(this, weekday):
        return this
    last = this.plus(-1)
    if last in cycle.weeks and last not in cycle.paused and last not in cycle.checked_in:
        return last
    return this


def refuse_week(cycles: Sequence[Cycle], week: Week, today: date) -> None:
    """Refuses a named week that has not begun, or lies outside the open cycle."""
    cycle = cycles[-1]
    if week in cycle.weeks:
        if week.monday > today:
            raise WeekNotBegun(week)
        return
    for earlier in cycles[:-1]:
        if week in earlier.weeks and earlier.close is not None:
            raise AlreadyClosed(earlier.number)
    raise WeekOutside(week, cycle.starts, cycle.ends)
