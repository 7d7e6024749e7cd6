"""What stays: tips that became normal, counted once each (docs/rules.md §4, §6)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.strength import KindLookup, cycle_tip_records, implemented_at_close

YEARLY_TARGET = 30
"""Thirty implemented actions a year."""
CYCLES_PER_YEAR = 6
MILESTONES = (5, 10, 30, 50, 101)
MAX_TIPS_TO_ASK = 3


class ImplementedTips(Struct, frozen=True):
    """Which tips are implemented, by the cycle that brought them, and what became of them."""

    by_cycle: tuple[tuple[int, ...], ...]
    """For each closed cycle the tips that are implemented since then, each number once."""
    by_hand: frozenset[int]
    """Implemented only because the manager said so."""
    lapsed: frozenset[int]
    """No longer alive, and not made again since."""
    last_asked: dict[int, date | None]
    """Each implemented tip that still lives, with the day it was last asked about."""

    @property
    def tips(self) -> frozenset[int]:
        """Every tip that was ever implemented."""
        return frozenset(tip for tips in self.by_cycle for tip in tips)

    @property
    def alive_count(self) -> int:
        """Implemented minus lapsed; never asked counts as alive."""
        return len(self.alive)

    @property
    def closed_cycle_count(self) -> int:
        """How many cycles were closed."""
        return len(self.by_cycle)

    @property
    def yearly_pace(self) -> Fraction | None:
        """Implemented a year at this pace, against thirty; None before the first close."""
        return Fraction(len(self.tips) * CYCLES_PER_YEAR, self.closed_cycle_count) if self.closed_cycle_count else None

    @property
    def last_milestone(self) -> int | None:
        """The last of 5, 10, 30, 50, 101 that was reached; None before the first."""
        return max((mark for mark in MILESTONES if mark <= len(self.tips)), default=None)

    @property
    def next_milestone(self) -> int | None:
        """The next of 5, 10, 30, 50, 101; None past the last."""
        return next((mark for mark in MILESTONES if mark > len(self.tips)), None)

    @property
    def alive(self) -> frozenset[int]:
        """Implemented and not lapsed: no longer pickable."""
        return self.tips - self.lapsed


def implemented_tips(cycles: Sequence[Cycle], kind_of: KindLookup) -> ImplementedTips:
    """What stays after all closed cycles."""
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
    """Up to three earlier implemented tips to ask about at a close: least recently asked first, then lowest number.

    >>> tips_to_ask_about(ImplementedTips(((5, 9),), frozenset(), frozenset(), {9: None, 5: None}))
    (5, 9)
    """
    by_last_asked = sorted(implemented.last_asked, key=lambda tip: (implemented.last_asked[tip] or date.min, tip))
    return tuple(by_last_asked[:MAX_TIPS_TO_ASK])
