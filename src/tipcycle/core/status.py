"""The state of the current cycle on a day: facts for `tipcycle status`, the home screen and the shell prompt."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, CycleState, Remark
from tipcycle.core.momentum.strength import KindLookup, TipRecord, cycle_tip_records
from tipcycle.core.schedule import checkin_day, due_weeks
from tipcycle.core.tips import TipKind
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.core.voices import VoiceRecord, earlier_voice, latest_voices
from tipcycle.core.weeks import Week

WORKING_DAYS = 5
MIN_AWAY_WEEKS = 2
"""Number of consecutive empty weeks from which the home screen first welcomes the manager back."""


class StatusReport(Struct, frozen=True):
    """The last picked cycle, week by week."""

    today: date
    cycle: Cycle | None
    state: CycleState | None
    week_number: int | None
    """Number of the current week in the cycle, from 1; None outside the cycle."""
    due_weeks: tuple[Week, ...]
    records: tuple[TipRecord, ...]


def status_report(cycles: Sequence[Cycle], kind_of: KindLookup, weekday: int, today: date) -> StatusReport:
    """Return the facts for `tipcycle status`."""
    if not cycles:
        return StatusReport(today, None, None, None, (), ())
    cycle = cycles[-1]
    return StatusReport(
        today=today,
        cycle=cycle,
        state=cycle.state(today),
        week_number=cycle.week_number(Week.of(today)),
        due_weeks=due_weeks(cycle, weekday, today),
        records=cycle_tip_records(cycles, len(cycles) - 1, kind_of, today),
    )


Situation = Literal["first", "planned", "ordinary", "look-back", "back", "last-week", "ended", "closed"]
QUIET_SITUATIONS: tuple[Situation, ...] = ("planned", "ordinary", "look-back", "closed")
"""Situations in which the home screen can show an old voice: it shows no welcome and asks for no close."""


class HomeReport(Struct, frozen=True):
    """Facts for the home screen."""

    status: StatusReport
    situation: Situation
    todays_tip: int | None
    weekdays_by_tip: dict[int, int]
    """Weekday of each tip that has one. Monday is 0."""
    voice: Remark | None
    is_old_voice: bool
    """True if the voice is from an earlier cycle."""
    empty_weeks: tuple[Week, ...]
    """Past weeks after the last week with a check-in or a pause."""
    touchstone: TouchstoneState | None
    checkin_day: date
    """Check-in day of this week."""
    next_checkin_day: date | None
    """Check-in day of this week if it is after today and the cycle is running, or None."""


def assign_weekdays(tips: Sequence[int], planned_weekday: Callable[[int], int | None]) -> dict[int, int]:
    """Return a weekday for each tip: the weekday in its plan, or else a free working day. Monday is 0.

    >>> assign_weekdays([5, 13, 42], {5: 1, 13: None, 42: 0}.get)
    {5: 1, 13: 2, 42: 0}
    """
    weekdays_by_tip = {tip: day for tip in tips if (day := planned_weekday(tip)) is not None}
    free_weekdays = [day for day in range(WORKING_DAYS) if day not in weekdays_by_tip.values()]
    for tip in tips:
        if tip not in weekdays_by_tip and free_weekdays:
            weekdays_by_tip[tip] = free_weekdays.pop(0)
    return {tip: weekdays_by_tip[tip] for tip in tips if tip in weekdays_by_tip}


def empty_weeks(cycle: Cycle, weekday: int, today: date) -> tuple[Week, ...]:
    """Return the past weeks after the last week with a check-in or a pause, oldest first.

    A week is not empty until its check-in day has come.
    """
    found_weeks: list[Week] = []
    for week in reversed(cycle.weeks):
        if week.sunday >= today or checkin_day(week, weekday) > today:
            continue
        if week in cycle.checkin_dates or week in cycle.paused_weeks:
            break
        found_weeks.append(week)
    return tuple(reversed(found_weeks))


def home_report(
    cycles: Sequence[Cycle],
    kind_of: KindLookup,
    planned_weekday: Callable[[int], int | None],
    weekday: int,
    today: date,
    touchstone: TouchstoneState | None = None,
    voices: Sequence[VoiceRecord] = (),
) -> HomeReport:
    """Return the facts for the home screen.

    While the current cycle has no voice, the report can contain an earlier one of `voices`.
    """
    status = status_report(cycles, kind_of, weekday, today)
    active_records = [record for record in status.records if record.is_active]
    tips_needing_weekday = [
        record.tip for record in active_records if record.kind is not TipKind.REFLEX and not record.is_built
    ]
    weekdays_by_tip = assign_weekdays(tips_needing_weekday, planned_weekday)
    for record in active_records:
        if (day := planned_weekday(record.tip)) is not None:
            weekdays_by_tip[record.tip] = day
    todays_tip = next(
        (record.tip for record in active_records if weekdays_by_tip.get(record.tip) == today.weekday()), None
    )
    empty = empty_weeks(status.cycle, weekday, today) if status.cycle and status.state in ("running", "ended") else ()
    this_week = Week.of(today)
    this_checkin_day = checkin_day(this_week, weekday)
    situation = _situation(status, empty)
    voice = next(iter(latest_voices((status.cycle,), 1)), None) if status.cycle else None
    old_voice = (
        earlier_voice(voices, status.cycle, today)
        if status.cycle and not voice and situation in QUIET_SITUATIONS
        else None
    )
    return HomeReport(
        status=status,
        situation=situation,
        todays_tip=todays_tip if status.state == "running" else None,
        weekdays_by_tip=weekdays_by_tip,
        voice=old_voice.remark if old_voice else voice,
        is_old_voice=old_voice is not None,
        empty_weeks=empty,
        touchstone=touchstone,
        checkin_day=this_checkin_day,
        next_checkin_day=this_checkin_day if status.state == "running" and today < this_checkin_day else None,
    )


def _situation(status: StatusReport, empty: tuple[Week, ...]) -> Situation:
    if status.cycle is None or status.state is None:
        return "first"
    if status.state in ("planned", "closed"):
        return status.state
    if status.state == "ended":
        return "ended"
    if len(empty) >= MIN_AWAY_WEEKS:
        return "back"
    if status.due_weeks:
        return "look-back"
    if status.week_number == len(status.cycle.weeks) and status.cycle.weeks[-1] in status.cycle.checkin_dates:
        return "last-week"
    return "ordinary"


def prompt_week(cycles: Sequence[Cycle], weekday: int, today: date) -> Week | None:
    """Return the due week whose check-in day is today or was yesterday, or None. The shell prompt shows it."""
    if not cycles:
        return None
    for week in due_weeks(cycles[-1], weekday, today):
        if checkin_day(week, weekday) <= today <= checkin_day(week, weekday) + timedelta(days=1):
            return week
    return None


def prompt_days(cycles: Sequence[Cycle], weekday: int) -> tuple[date, ...]:
    """Return the days on which `prompt_week` returns a week, as long as the journal does not change."""
    weeks = cycles[-1].weeks if cycles else ()
    candidates = (checkin_day(week, weekday) + timedelta(days=offset) for week in weeks for offset in (0, 1))
    return tuple(day for day in candidates if prompt_week(cycles, weekday, day) is not None)
