"""Swap one of the five tips for another (docs/rules.md §7)."""

from datetime import date

from msgspec import Struct

from tipcycle.core.commands.guards import require_in_five, require_open_cycle
from tipcycle.core.errors import DuplicateTipError, EmptyTextError, SwapTooLateError, TipSwappedOutError
from tipcycle.core.events import Change, Journal, Swap
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import require_pickable
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week

LATE_SWAP_WEEKS = 3
"""Number of final weeks in which the result advises to keep the new tip for the next cycle."""


class SwapResult(Struct, frozen=True):
    """The outcome of a swap."""

    change: Change
    start_week: Week
    is_late: bool
    """True if so few weeks are left that the next cycle is better for the new tip."""
    week_count: int
    """Number of weeks in which the new tip is one of the five."""


def swap(journal: Journal, catalogue: Catalogue, today: date, old: int, new: int, because: str) -> SwapResult:
    """Return a swap of `old` for `new` from this week, or from next week if `old` has an answer for this week.

    Raises `SwapTooLateError` if no week is left, `TipSwappedOutError` if `new` was swapped out in this cycle,
    `EmptyTextError` without a reason, or the error of a tip that cannot be picked.
    """
    cycles = Cycles(journal)
    cycle = require_open_cycle(cycles)
    if not because.strip():
        raise EmptyTextError("--because")
    require_in_five((old,), cycle.five)
    if old == new:
        raise DuplicateTipError(old)
    if new in {tenure.tip for tenure in cycle.tenures if tenure.end_week is not None}:
        raise TipSwappedOutError(new)
    require_pickable((new,), cycles, catalogue)
    this_week, last_week = Week.of(today), cycle.weeks[-1]
    if this_week > last_week:
        # The cycle has ended and is not closed yet.
        raise SwapTooLateError(old)
    start_week = max(this_week, cycle.weeks[0])
    if (old, start_week) in cycle.results:
        if start_week == last_week:
            raise SwapTooLateError(old)
        start_week = start_week.plus(1)
    tenure = next(tenure for tenure in cycle.tenures if tenure.tip == old)
    start_week = max(start_week, tenure.first_week)
    payload = Swap(old=old, new=new, from_=start_week, because=because.strip())
    is_late = this_week.plus(LATE_SWAP_WEEKS) > last_week
    week_count = (last_week.monday - start_week.monday).days // 7 + 1
    return SwapResult(Change(cycle.starts, (payload,)), start_week, is_late, week_count)
