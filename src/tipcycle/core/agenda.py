"""What of a cycle belongs in a calendar: the check-ins to come, and the day of the review."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.calendar import checkin_day
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import AlreadyClosed, NoCycle, StillOpen
from tipcycle.core.weeks import Week


class LookBack(Struct, frozen=True):
    """The check-in of one week."""

    week: Week
    number: int
    """Which week of the cycle it looks back on, from 1."""
    on: date


class Agenda(Struct, frozen=True):
    """The appointments of one cycle."""

    cycle: Cycle
    checkins: tuple[LookBack, ...]
    """Those still to come; weeks off have none."""
    review_on: date
    """The last check-in day of the cycle; the present day once that has gone by."""


def agenda(cycles: Sequence[Cycle], weekday: int, today: date) -> Agenda:
    """The appointments of the cycle that is planned or running.

    What lies behind is left out: a calendar that is handed an alarm of last month may well ring it.
    """
    if not cycles:
        raise NoCycle
    cycle = cycles[-1]
    state = cycle.state(today)
    if state == "closed":
        raise AlreadyClosed(cycle.number)
    if state == "ended":
        raise StillOpen(cycle.number, cycle.closable, ended=True)
    every = [
        LookBack(week, number, checkin_day(week, weekday))
        for number, week in enumerate(cycle.weeks, 1)
        if week not in cycle.paused
    ]
    last = every[-1].on if every else checkin_day(cycle.weeks[-1], weekday)
    return Agenda(
        cycle=cycle,
        checkins=tuple(look for look in every if look.on >= today and look.week not in cycle.checked_in),
        review_on=max(last, today),
    )
