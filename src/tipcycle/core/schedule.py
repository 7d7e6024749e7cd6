"""Which week a check-in answers, and which weeks are due (docs/rules.md §10).

What of a cycle belongs in a calendar: the check-ins to come, and the day of the review.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleClosedError,
    CycleNotStartedError,
    CycleStillOpenError,
    NoCycleError,
    WeekNotStartedError,
    WeekOutsideCycleError,
    WeekPausedError,
)
from tipcycle.core.weeks import Week

THURSDAY, FRIDAY = 3, 4


def checkin_day(week: Week, weekday: int) -> date:
    """The day on which `week` is looked back on: in the week itself from Thursday to Sunday, else in the next.

    >>> checkin_day(Week(date(2026, 3, 2)), FRIDAY), checkin_day(Week(date(2026, 3, 2)), 0)
    (datetime.date(2026, 3, 6), datetime.date(2026, 3, 9))
    """
    return (week if weekday >= THURSDAY else week.plus(1)).day(weekday)


def checkin_deadline(week: Week) -> date:
    """The last day on which a check-in is waited for: two weeks after the Sunday.

    >>> checkin_deadline(Week.parse("2026-W10"))
    datetime.date(2026, 3, 22)
    """
    return week.sunday + timedelta(days=14)


def feelings_deadline(week: Week) -> date:
    """The last day on which a feeling is taken, the Thursday after: doing can be remembered, feeling cannot.

    >>> feelings_deadline(Week.parse("2026-W10"))
    datetime.date(2026, 3, 12)
    """
    return week.sunday + timedelta(days=4)


def is_due(cycle: Cycle, week: Week, weekday: int, today: date) -> bool:
    """Whether a check-in for `week` is waiting."""
    return (
        cycle.close is None
        and week in cycle.weeks
        and week not in cycle.paused_weeks
        and week not in cycle.checkin_dates
        and checkin_day(week, weekday) <= today <= checkin_deadline(week)
    )


def due_weeks(cycle: Cycle, weekday: int, today: date) -> tuple[Week, ...]:
    """The weeks of a cycle whose check-in is waiting, oldest first."""
    return tuple(week for week in cycle.weeks if is_due(cycle, week, weekday, today))


def require_begun(cycle: Cycle, today: date) -> None:
    """Refuses what needs a cycle that has begun."""
    if cycle.state(today) == "planned":
        raise CycleNotStartedError(cycle.starts)


def default_checkin_week(cycle: Cycle, weekday: int, today: date) -> Week:
    """The week that a check-in without `--week` answers."""
    require_begun(cycle, today)
    week = _default_week(cycle, weekday, today)
    if week in cycle.paused_weeks:
        raise WeekPausedError(week)
    return week


def _default_week(cycle: Cycle, weekday: int, today: date) -> Week:
    this = Week.of(today)
    if this > cycle.weeks[-1]:
        return cycle.weeks[-1]
    if today >= checkin_day(this, weekday):
        return this
    last = this.plus(-1)
    if last in cycle.weeks and last not in cycle.paused_weeks and last not in cycle.checkin_dates:
        return last
    return this


def require_answerable_week(cycles: Sequence[Cycle], week: Week, today: date) -> None:
    """Refuses a named week that has not begun, or lies outside the open cycle."""
    cycle = cycles[-1]
    if week in cycle.weeks:
        if week.monday > today:
            raise WeekNotStartedError(week)
        return
    for earlier in cycles[:-1]:
        if week in earlier.weeks and earlier.close is not None:
            raise CycleClosedError(earlier.number)
    raise WeekOutsideCycleError(week, cycle.starts, cycle.ends)


class CheckinAppointment(Struct, frozen=True):
    """The check-in of one week."""

    week: Week
    week_number: int
    """Which week of the cycle it looks back on, from 1."""
    on: date


class Agenda(Struct, frozen=True):
    """The appointments of one cycle."""

    cycle: Cycle
    checkins: tuple[CheckinAppointment, ...]
    """Those still to come; weeks off have none."""
    review_on: date
    """The last check-in day of the cycle; the present day once that has gone by."""


def cycle_agenda(cycles: Sequence[Cycle], weekday: int, today: date) -> Agenda:
    """The appointments of the cycle that is planned or running.

    What lies behind is left out: a calendar that is handed an alarm of last month may well ring it.
    """
    if not cycles:
        raise NoCycleError
    cycle = cycles[-1]
    state = cycle.state(today)
    if state == "closed":
        raise CycleClosedError(cycle.number)
    if state == "ended":
        raise CycleStillOpenError(cycle.number, cycle.closable_from, has_ended=True)
    every = [
        CheckinAppointment(week, number, checkin_day(week, weekday))
        for number, week in enumerate(cycle.weeks, 1)
        if week not in cycle.paused_weeks
    ]
    last = every[-1].on if every else checkin_day(cycle.weeks[-1], weekday)
    return Agenda(
        cycle=cycle,
        checkins=tuple(look for look in every if look.on >= today and look.week not in cycle.checkin_dates),
        review_on=max(last, today),
    )
