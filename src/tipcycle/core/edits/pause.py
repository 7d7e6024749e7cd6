"""Weeks that do not count (docs/rules.md §7)."""

from msgspec import Struct

from tipcycle.core.blocks import Change, Journal, Pause
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import open_cycle
from tipcycle.core.errors import BackwardsPause, NothingToPause
from tipcycle.core.weeks import Week


class Paused(Struct, frozen=True):
    """What a pause leads to."""

    change: Change
    cycle: Cycle
    weeks: tuple[Week, ...]
    left_out: bool
    """Whether a named week lay outside the cycle."""
    known: bool
    """Whether all of them are off already and no reason is added, so that there is nothing to write."""


def pause(journal: Journal, first: Week, last: Week, because: str | None = None) -> Paused:
    """The weeks from `first` to `last` that lie in the open cycle do not count; its end stays where it is."""
    cycle = open_cycle(Cycles(journal))
    if last < first:
        raise BackwardsPause
    weeks = tuple(week for week in cycle.weeks if first <= week <= last)
    if not weeks:
        raise NothingToPause(cycle.starts, cycle.ends)
    left_out = first < cycle.weeks[0] or last > cycle.weeks[-1]
    body = Pause(weeks=weeks, because=(because or "").strip() or None)
    known = body.because is None and cycle.paused.issuperset(weeks)
    return Paused(Change(cycle.starts, (body,)), cycle, weeks, left_out, known)


def away(journal: Journal, weeks: tuple[Week, ...]) -> Change:
    """A pause over weeks that stayed empty, after the fact."""
    return Change(open_cycle(Cycles(journal)).starts, (Pause(weeks=weeks),))
