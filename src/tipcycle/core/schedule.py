"""Check-in days, deadlines and due weeks (docs/rules.md §10), and the agenda of a cycle."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleClosedError,
    CycleNotStartedError,
    CycleStillOpenError,
    NoCycleError,
    ReviewDayError,
    WeekNotStartedError,
    WeekOutsideCycleError,
    WeekPausedError,
)
from tipcycle.core.weeks import Week

THURSDAY, FRIDAY = 3, 4


def checkin_day(week: Week, weekday: int) -> date:
    """Return the check-in day of `week`. Weekday 0 is Monday.

    Thursday to Sunday fall in the week itself, Monday to Wednesday in the week after it.

    >>> checkin_day(Week(date(2026, 3, 2)), FRIDAY), checkin_day(Week(date(2026, 3, 2)), 0)
    (datetime.date(2026, 3, 6), datetime.date(2026, 3, 9))
    """
    return (week if weekday >= THURSDAY else week.plus(1)).day(weekday)


def checkin_deadline(week: Week) -> date:
    """Return the last day on which a check-in for `week` is due: 14 days after its Sunday.

    >>> checkin_deadline(Week.parse("2026-W10"))
    datetime.date(2026, 3, 22)
    """
    return week.sunday + timedelta(days=14)


def feelings_deadline(week: Week) -> date:
    """Return the last day on which feelings about `week` are accepted: the Thursday after it.

    People remember what they did, but not how it felt (docs/rules.md §4).

    >>> feelings_deadline(Week.parse("2026-W10"))
    datetime.date(2026, 3, 12)
    """
    return week.sunday + timedelta(days=4)


def is_due(cycle: Cycle, week: Week, weekday: int, today: date) -> bool:
    """Return True if a check-in for `week` is due on `today`."""
    return (
        cycle.close is None
        and week in cycle.weeks
        and week not in cycle.paused_weeks
        and week not in cycle.checkin_dates
        and checkin_day(week, weekday) <= today <= checkin_deadline(week)
    )


def due_weeks(cycle: Cycle, weekday: int, today: date) -> tuple[Week, ...]:
    """Return the due weeks of a cycle, oldest first."""
    return tuple(week for week in cycle.weeks if is_due(cycle, week, weekday, today))


def require_begun(cycle: Cycle, today: date) -> None:
    """Raise `CycleNotStartedError` if the cycle has not begun."""
    if cycle.state(today) == "planned":
        raise CycleNotStartedError(cycle.starts)


def default_checkin_week(cycle: Cycle, weekday: int, today: date) -> Week:
    """Return the week that a check-in without `--week` answers.

    Raises `CycleNotStartedError` before the first Monday, and `WeekPausedError` if that week is paused.
    """
    require_begun(cycle, today)
    week = _default_week(cycle, weekday, today)
    if week in cycle.paused_weeks:
        raise WeekPausedError(week)
    return week


def _default_week(cycle: Cycle, weekday: int, today: date) -> Week:
    this_week = Week.of(today)
    if this_week > cycle.weeks[-1]:
        return cycle.weeks[-1]
    if today >= checkin_day(this_week, weekday):
        return this_week
    last_week = this_week.plus(-1)
    if last_week in cycle.weeks and last_week not in cycle.paused_weeks and last_week not in cycle.checkin_dates:
        return last_week
    return this_week


def require_answerable_week(cycles: Sequence[Cycle], week: Week, today: date) -> None:
    """Raise an error if the week named by the user cannot be answered.

    Raises `WeekNotStartedError` for a future week of the open cycle, `CycleClosedError` for a week of an earlier closed
    cycle, and `WeekOutsideCycleError` for any other week outside the open cycle.
    """
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
    """Appointment for the check-in of one week."""

    week: Week
    week_number: int
    """Number of the answered week in the cycle, from 1."""
    on: date


class Agenda(Struct, frozen=True):
    """The appointments of one cycle."""

    cycle: Cycle
    checkins: tuple[CheckinAppointment, ...]
    """Check-ins from today on."""
    cancelled: tuple[CheckinAppointment, ...]
    """Check-ins from today on that an earlier file may contain and that are not needed: of paused and answered weeks,
    and all of them after an early close."""
    review_on: date
    """Day of the review: the chosen day, else the last check-in day of the cycle, or today if that day has passed."""
    is_closed: bool
    """True after an early close: the review is cancelled too."""
    previous: "Agenda | None" = None
    """Cancelled appointments of the previous cycle, if it was closed early and the next one is picked."""


def cycle_agenda(cycles: Sequence[Cycle], weekday: int, today: date, review_on: date | None = None) -> Agenda:
    """Return the appointments of the planned or running cycle, or the cancelled ones after an early close.

    Past check-ins are left out, because some calendar programs show old alarms after an import. `review_on` is the
    chosen day of the review. Raises `NoCycleError`, `CycleClosedError` if nothing is left to cancel,
    `CycleStillOpenError` if the cycle has ended, or `ReviewDayError` for a review in the past or before the cycle.
    """
    if not cycles:
        raise NoCycleError
    cycle = cycles[-1]
    state = cycle.state(today)
    if state == "closed" and (review_on is not None or checkin_day(cycle.weeks[-1], weekday) < today):
        raise CycleClosedError(cycle.number)
    if state == "ended":
        raise CycleStillOpenError(cycle.number, cycle.closable_from, has_ended=True)
    if review_on is not None and review_on < max(today, cycle.starts):
        raise ReviewDayError(review_on, max(today, cycle.starts))
    previous = cycles[-2] if len(cycles) > 1 else None
    if previous is None or previous.close is None or checkin_day(previous.weeks[-1], weekday) < today:
        return _agenda(cycle, weekday, today, review_on)
    return replace(_agenda(cycle, weekday, today, review_on), previous=_agenda(previous, weekday, today))


def _agenda(cycle: Cycle, weekday: int, today: date, review_on: date | None = None) -> Agenda:
    appointments = [
        CheckinAppointment(week, number, checkin_day(week, weekday)) for number, week in enumerate(cycle.weeks, 1)
    ]
    working_days = [appointment.on for appointment in appointments if appointment.week not in cycle.paused_weeks]
    needed: list[CheckinAppointment] = []
    cancelled: list[CheckinAppointment] = []
    for appointment in appointments:
        is_off = appointment.week in cycle.paused_weeks or appointment.week in cycle.checkin_dates
        if appointment.on >= today:
            (cancelled if is_off or cycle.close else needed).append(appointment)
    return Agenda(
        cycle=cycle,
        checkins=tuple(needed),
        cancelled=tuple(cancelled),
        review_on=review_on or max(working_days[-1] if working_days else appointments[-1].on, today),
        is_closed=cycle.close is not None,
    )
