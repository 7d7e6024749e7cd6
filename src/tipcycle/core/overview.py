"""Where a manager stands today: the facts of `status`, the glance and the prompt."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from tipcycle.core.calendar import checkin_day, due_weeks
from tipcycle.core.cycle import Cycle, Line, State
from tipcycle.core.momentum.strength import KindOf, Record, records
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Kind
from tipcycle.core.voices import Heard, latest, old_voice
from tipcycle.core.weeks import Week

WORKING_DAYS = 5
AWAY_WEEKS = 2
"""From so many empty weeks in a row on, the first thing said is welcome."""


class Status(Struct, frozen=True):
    """The cycle picked last, week by week."""

    today: date
    cycle: Cycle | None
    state: State | None
    week: int | None
    """Which week of the cycle it is, from 1; None outside it."""
    due: tuple[Week, ...]
    records: tuple[Record, ...]


def status(cycles: Sequence[Cycle], kind_of: KindOf, weekday: int, today: date) -> Status:
    """The facts of `tipcycle status`."""
    if not cycles:
        return Status(today, None, None, None, (), ())
    cycle = cycles[-1]
    return Status(
        today=today,
        cycle=cycle,
        state=cycle.state(today),
        week=cycle.week_number(Week.of(today)),
        due=due_weeks(cycle, weekday, today),
        records=records(cycles, len(cycles) - 1, kind_of, today),
    )


Moment = Literal["first", "planned", "ordinary", "look-back", "back", "last-week", "ended", "closed"]
QUIET: tuple[Moment, ...] = ("planned", "ordinary", "look-back", "closed")
"""Moments at which an old voice may come back: nobody is welcomed, and nothing has to be closed."""


class Glance(Struct, frozen=True):
    """What matters today: one tip in view, one voice, one way on."""

    status: Status
    moment: Moment
    in_view: int | None
    days: dict[int, int]
    """The weekday of each tip that has one, Monday is 0."""
    voice: Line | None
    from_before: bool
    """Whether the voice is one of an earlier cycle that comes back."""
    empty: tuple[Week, ...]
    """The weeks that stayed empty, when somebody comes back after silence."""
    sentence: Touchstone | None
    looks_back: date
    """The day on which this week is looked back on."""
    checkin_on: date | None
    """The day of the next look back, while it has not come."""


def days_of(tips: Sequence[int], named: Callable[[int], int | None]) -> dict[int, int]:
    """A weekday for each tip: the one its own plan names, else a working day that is still free.

    >>> days_of([5, 13, 42], {5: 1, 13: None, 42: 0}.get)
    {5: 1, 13: 2, 42: 0}
    """
    found = {tip: day for tip in tips if (day := named(tip)) is not None}
    free = [day for day in range(WORKING_DAYS) if day not in found.values()]
    for tip in tips:
        if tip not in found and free:
            found[tip] = free.pop(0)
    return {tip: found[tip] for tip in tips if tip in found}


def empty_weeks(cycle: Cycle, weekday: int, today: date) -> tuple[Week, ...]:
    """The whole weeks before this one without a check-in or a pause, back to the last that has one.

    A week whose check-in day has not come was not asked for yet, so it is not empty.
    """
    empty: list[Week] = []
    for week in reversed(cycle.weeks):
        if week.sunday >= today or checkin_day(week, weekday) > today:
            continue
        if week in cycle.checked_in or week in cycle.paused:
            break
        empty.append(week)
    return tuple(reversed(empty))


def glance(
    cycles: Sequence[Cycle],
    kind_of: KindOf,
    named: Callable[[int], int | None],
    weekday: int,
    today: date,
    sentence: Touchstone | None = None,
    voices: Sequence[Heard] = (),
) -> Glance:
    """The facts of the bare `tipcycle`; `voices` are those that may come back while this cycle has none yet."""
    now = status(cycles, kind_of, weekday, today)
    five = [record for record in now.records if record.active]
    waiting = [record.tip for record in five if record.kind is not Kind.REFLEX and not record.stands]
    days = days_of(waiting, named)
    for record in five:
        if (day := named(record.tip)) is not None:
            days[record.tip] = day
    in_view = next((record.tip for record in five if days.get(record.tip) == today.weekday()), None)
    empty = empty_weeks(now.cycle, weekday, today) if now.cycle and now.state in ("running", "ended") else ()
    this = Week.of(today)
    looks_back = checkin_day(this, weekday)
    moment = _moment(now, empty)
    voice = next(iter(latest((now.cycle,), 1)), None) if now.cycle else None
    before = old_voice(voices, now.cycle, today) if now.cycle and not voice and moment in QUIET else None
    return Glance(
        status=now,
        moment=moment,
        in_view=in_view if now.state == "running" else None,
        days=days,
        voice=before.line if before else voice,
        from_before=before is not None,
        empty=empty,
        sentence=sentence,
        looks_back=looks_back,
        checkin_on=looks_back if now.state == "running" and today < looks_back else None,
    )


def _moment(now: Status, empty: tuple[Week, ...]) -> Moment:
    if now.cycle is None or now.state is None:
        return "first"
    if now.state in ("planned", "closed"):
        return now.state
    if now.state == "ended":
        return "ended"
    if len(empty) >= AWAY_WEEKS:
        return "back"
    if now.due:
        return "look-back"
    if now.week == len(now.cycle.weeks) and now.cycle.weeks[-1] in now.cycle.checked_in:
        return "last-week"
    return "ordinary"


def prompt_week(cycles: Sequence[Cycle], weekday: int, today: date) -> Week | None:
    """The week whose check-in the shell prompt speaks of: on its day and the day after, while it is open."""
    if not cycles:
        return None
    for week in due_weeks(cycles[-1], weekday, today):
        if checkin_day(week, weekday) <= today <= checkin_day(week, weekday) + timedelta(days=1):
            return week
    return None
