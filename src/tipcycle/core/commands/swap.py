"""One of the five makes place for another (docs/rules.md §7)."""

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
"""In the last three weeks the new tip does better in the next cycle; it is said, not refused."""


class SwapResult(Struct, frozen=True):
    """What a swap leads to."""

    change: Change
    start_week: Week
    is_late: bool
    """Whether so few weeks are left that the next cycle suits the new tip better."""


def swap(journal: Journal, catalogue: Catalogue, today: date, old: int, new: int, because: str) -> SwapResult:
    """`new` takes the place of `old`: this week, or the next when this week already has an answer for `old`."""
    cycles = Cycles(journal)
    cycle = require_open_cycle(cycles)
    if not because.strip():
        raise EmptyTextError("--because")
    require_in_five((old,), cycle.five)
    if old == new:
        raise DuplicateTipError(old)
    if new in {tenure.tip for tenure in cycle.tenures if tenure.until is not None}:
        raise TipSwappedOutError(new)
    require_pickable((new,), cycles, catalogue)
    this, last = Week.of(today), cycle.weeks[-1]
    if this > last:
        # Nothing is left to swap for: the cycle has ended and waits for its close.
        raise SwapTooLateError(old)
    begins = max(this, cycle.weeks[0])
    if (old, begins) in cycle.results:
        if begins == last:
            raise SwapTooLateError(old)
        begins = begins.plus(1)
    seat = next(tenure for tenure in cycle.tenures if tenure.tip == old)
    begins = max(begins, seat.first)
    payload = Swap(old=old, new=new, from_=begins, because=because.strip())
    late = this.plus(LATE_SWAP_WEEKS) > last
    return SwapResult(Change(cycle.starts, (payload,)), begins, late)
