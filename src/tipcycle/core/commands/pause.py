"""Weeks that do not count (docs/rules.md §7)."""

from msgspec import Struct

from tipcycle.core.commands.guards import require_open_cycle
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import PauseOutsideCycleError, ReversedPauseError
from tipcycle.core.events import Change, Journal, Pause
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week


class PauseResult(Struct, frozen=True):
    """What a pause leads to."""

    change: Change
    cycle: Cycle
    weeks: tuple[Week, ...]
    was_clipped: bool
    """Whether a named week lay outside the cycle."""
    already_paused: bool
    """Whether all of them are off already and no reason is added, so that there is nothing to write."""


def pause(journal: Journal, first: Week, last: Week, because: str | None = None) -> PauseResult:
    """The weeks from `first` to `last` that lie in the open cycle do not count; its end stays where it is."""
    cycle = require_open_cycle(Cycles(journal))
    if last < first:
        raise ReversedPauseError
    weeks = tuple(week for week in cycle.weeks if first <= week <= last)
    if not weeks:
        raise PauseOutsideCycleError(cycle.starts, cycle.ends)
    left_out = first < cycle.weeks[0] or last > cycle.weeks[-1]
    payload = Pause(weeks=weeks, because=(because or "").strip() or None)
    known = payload.because is None and cycle.paused_weeks.issuperset(weeks)
    return PauseResult(Change(cycle.starts, (payload,)), cycle, weeks, left_out, known)


def pause_empty_weeks(journal: Journal, weeks: tuple[Week, ...]) -> Change:
    """A pause over weeks that stayed empty, after the fact."""
    return Change(require_open_cycle(Cycles(journal)).starts, (Pause(weeks=weeks),))
