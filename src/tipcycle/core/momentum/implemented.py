"""Implemented tips: tips that became normal practice, each counted once (docs/rules.md §4, §6)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.strength import KindLookup, cycle_tip_records, implemented_at_close

YEARLY_TARGET = 30
"""Target for the number of implemented tips a year."""
CYCLES_PER_YEAR = 6
MILESTONES = (5, 10, 30, 50, 101)
MAX_TIPS_TO_ASK = 3


class ImplementedTips(Struct, frozen=True):
    """The implemented tips by cycle, and their later state."""

    by_cycle: tuple[tuple[int, ...], ...]
    """New implemented tips of each closed cycle. Each tip occurs once."""
    by_hand: frozenset[int]
    """Tips that count as implemented only because the manager decided so."""
    lapsed: frozenset[int]
    """Tips that are no longer alive and were not implemented again."""
    last_asked: dict[int, date | None]
    """Date of the last question “still alive?” for each tip that is alive; None if not asked yet."""

    @property
    def all_tips(self) -> frozenset[int]:
        """All tips that were ever implemented."""
        return frozenset(tip for tips in self.by_cycle for tip in tips)

    @property
    def alive_count(self) -> int:
        """Number of implemented tips that are alive. A tip that was never asked about counts as alive."""
        return len(self.alive)

    @property
    def closed_cycle_count(self) -> int:
        """Number of closed cycles."""
        return len(self.by_cycle)

    @property
    def yearly_pace(self) -> Fraction | None:
        """Implemented tips a year at the current pace; None before the first close."""
        return (
            Fraction(len(self.all_tips) * CYCLES_PER_YEAR, self.closed_cycle_count) if self.closed_cycle_count else None
        )

    @property
    def last_milestone(self) -> int | None:
        """Highest milestone that was reached; None before the first."""
        return max((milestone for milestone in MILESTONES if milestone <= len(self.all_tips)), default=None)

    @property
    def next_milestone(self) -> int | None:
        """Lowest milestone that was not reached; None after the last."""
        return next((milestone for milestone in MILESTONES if milestone > len(self.all_tips)), None)

    @property
    def alive(self) -> frozenset[int]:
        """Implemented tips that have not lapsed. They cannot be picked."""
        return self.all_tips - self.lapsed


def implemented_tips(cycles: Sequence[Cycle], kind_of: KindLookup) -> ImplementedTips:
    """Return the implemented tips of all closed cycles."""
    by_cycle: list[tuple[int, ...]] = []
    all_tips: set[int] = set()
    by_hand: set[int] = set()
    lapsed: set[int] = set()
    last_asked: dict[int, date | None] = {}
    for position, cycle in enumerate(cycles):
        close, closed_on = cycle.close, cycle.closed_on
        if close is None or closed_on is None:
            continue
        for tip in close.alive + close.lapsed:
            if tip in last_asked:
                last_asked[tip] = closed_on
        for tip in close.lapsed:
            if tip in all_tips:
                lapsed.add(tip)
                last_asked.pop(tip, None)
        new_tips: list[int] = []
        cycle_records = cycle_tip_records(cycles, position, kind_of, closed_on)
        newly_implemented = implemented_at_close(cycle_records, close)
        for record in cycle_records:
            if record.tip not in newly_implemented:
                continue
            if record.tip not in all_tips:
                new_tips.append(record.tip)
                if not record.holds:
                    by_hand.add(record.tip)
            elif record.holds:
                by_hand.discard(record.tip)
            all_tips.add(record.tip)
            lapsed.discard(record.tip)
            last_asked.setdefault(record.tip, None)
        by_cycle.append(tuple(new_tips))
    return ImplementedTips(tuple(by_cycle), frozenset(by_hand), frozenset(lapsed), last_asked)


def tips_to_ask_about(implemented: ImplementedTips) -> tuple[int, ...]:
    """Return up to three implemented tips to ask about at a close.

    The least recently asked come first, then the lowest numbers.

    >>> tips_to_ask_about(ImplementedTips(((5, 9),), frozenset(), frozenset(), {9: None, 5: None}))
    (5, 9)
    """
    by_last_asked = sorted(implemented.last_asked, key=lambda tip: (implemented.last_asked[tip] or date.min, tip))
    return tuple(by_last_asked[:MAX_TIPS_TO_ASK])
