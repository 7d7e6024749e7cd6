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
    return Paused(Change(cycle.starts, (body,)), cycle, weeks, left_out)


def off_already(journal: Journal, first: Week, last: Week) -> tuple[Week, ...]:
    """The weeks from `first` to `last` when all of them lie in the open cycle and are off; else none."""
    cycle = open_cycle(Cycles(journal))
    inside = cycle.weeks[0] <= first and last <= cycle.weeks[-1]
    weeks = tuple(week for week in cycle.weeks if first <= week <= last)
    return weeks if inside and cycle.paused.issuperset(weeks) else ()


def away(journal: Journal, weeks: tuple[Week, ...]) -> Change:
    """A pause over weeks that stayed empty, after the fact."""
    return Change(open_cycle(Cycles(journal)).starts, (Pause(weeks=weeks),))
