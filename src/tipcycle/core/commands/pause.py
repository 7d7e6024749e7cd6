"""Pause weeks, so that they do not count (docs/rules.md §7)."""

from msgspec import Struct

from tipcycle.core.commands.guards import require_open_cycle
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import PauseOutsideCycleError, ReversedPauseError
from tipcycle.core.events import Change, Journal, Pause
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week


class PauseResult(Struct, frozen=True):
    """The outcome of a pause."""

    change: Change
    cycle: Cycle
    weeks: tuple[Week, ...]
    was_clipped: bool
    """True if some of the named weeks are outside the cycle."""
    already_paused: bool
    """True if all weeks are already paused and there is no new reason, so there is nothing to save."""


def pause(journal: Journal, first: Week, last: Week, because: str | None = None) -> PauseResult:
    """Return a pause of the weeks from `first` to `last` in the open cycle. The end of the cycle does not move.

    Raises `ReversedPauseError` if `last` is before `first`, and `PauseOutsideCycleError` if no week is in the cycle.
    """
    cycle = require_open_cycle(Cycles(journal))
    if last < first:
        raise ReversedPauseError
    weeks = tuple(week for week in cycle.weeks if first <= week <= last)
    if not weeks:
        raise PauseOutsideCycleError(cycle.starts, cycle.ends)
    was_clipped = first < cycle.weeks[0] or last > cycle.weeks[-1]
    payload = Pause(weeks=weeks, because=(because or "").strip() or None)
    is_known = payload in cycle.pauses or payload.because is None
    already_paused = is_known and cycle.paused_weeks.issuperset(weeks)
    return PauseResult(Change(cycle.starts, (payload,)), cycle, weeks, was_clipped, already_paused)


def pause_empty_weeks(journal: Journal, weeks: tuple[Week, ...]) -> Change:
    """Return a pause of past weeks without a check-in."""
    return Change(require_open_cycle(Cycles(journal)).starts, (Pause(weeks=weeks),))
