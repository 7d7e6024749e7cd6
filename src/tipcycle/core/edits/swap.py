"""One of the five makes place for another (docs/rules.md §7)."""

from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Change, Journal, Swap
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import open_cycle, refuse_strangers
from tipcycle.core.edits.pick import refuse_unpickable
from tipcycle.core.errors import EmptyText, SwappedOut, TipTwice, TooLateToSwap
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week

LATE_WEEKS = 3
"""In the last three weeks the new tip does better in the next cycle; it is said, not refused."""


class Swapped(Struct, frozen=True):
    """What a swap leads to."""

    change: Change
    begins: Week
    late: bool
    """Whether so few weeks are left that the next cycle suits the new tip better."""


def swap(journal: Journal, catalogue: Catalogue, today: date, old: int, new: int, because: str) -> Swapped:
    """`new` takes the place of `old`: this week, or the next when this week already has an answer for `old`."""
    cycles = Cycles(journal)
    cycle = open_cycle(cycles)
    if not because.strip():
        raise EmptyText("--because")
    refuse_strangers((old,), cycle.five)
    if old == new:
        raise TipTwice(old)
    if new in {tenure.tip for tenure in cycle.tenures if tenure.until is not None}:
        raise SwappedOut(new)
    refuse_unpickable((new,), cycles, catalogue)
    this, last = Week.of(today), cycle.weeks[-1]
    if this > last:
        # Nothing is left to swap for: the cycle has ended and waits for its close.
        raise TooLateToSwap(old)
    begins = max(this, cycle.weeks[0])
    if (old, begins) in cycle.answers:
        if begins == last:
            raise TooLateToSwap(old)
        begins = begins.plus(1)
    seat = next(tenure for tenure in cycle.tenures if tenure.tip == old)
    begins = max(begins, seat.first)
    body = Swap(old=old, new=new, from_=begins, because=because.strip())
    late = this.plus(LATE_WEEKS) > last
    return Swapped(Change(cycle.starts, (body,)), begins, late)
