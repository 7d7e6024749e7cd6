"""What stays: tips that became normal, counted once each (docs/rules.md §4, §6)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.strength import KindOf, implemented, records

TARGET = 30
"""Thirty implemented actions a year."""
CYCLES_A_YEAR = 6
MILESTONES = (5, 10, 30, 50, 101)
ASKED_AT_A_CLOSE = 3


class Reach(Struct, frozen=True):
    """Which tips are implemented, by the cycle that brought them, and what became of them."""

    by_cycle: tuple[tuple[int, ...], ...]
    """For each closed cycle the tips that are implemented since then, each number once."""
    by_hand: frozenset[int]
    """Implemented only because the manager said so."""
    lapsed: frozenset[int]
    """No longer alive, and not made again since."""
    asked: dict[int, date | None]
    """Each implemented tip that still lives, with the day it was last asked about."""

    @property
    def implemented(self) -> frozenset[int]:
        """Every tip that was ever implemented."""
        return frozenset(tip for tips in self.by_cycle for tip in tips)

    @property
    def known_alive(self) -> int:
        """Implemented minus lapsed; never asked counts as alive."""
        return len(self.taken)

    @property
    def cycles_closed(self) -> int:
        """How many cycles were closed."""
        return len(self.by_cycle)

    @property
    def pace(self) -> Fraction | None:
        """Implemented a year at this pace, against thirty; None before the first close."""
        return Fraction(len(self.implemented) * CYCLES_A_YEAR, self.cycles_closed) if self.cycles_closed else None

    @property
    def milestone(self) -> int | None:
        """The last of 5, 10, 30, 50, 101 that was reached; None before the first."""
        return max((mark for mark in MILESTONES if mark <= len(self.implemented)), default=None)

    @property
    def next_milestone(self) -> int | None:
        """The next of 5, 10, 30, 50, 101; None past the last."""
        return next((mark for mark in MILESTONES if mark > len(self.implemented)), None)

    @property
    def taken(self) -> frozenset[int]:
        """Implemented and not lapsed: no longer pickable."""
        return self.implemented - self.lapsed


def reach(cycles: Sequence[Cycle], kind_of: KindOf) -> Reach:
    """What stays after all closed cycles."""
    by_cycle: list[tuple[int, ...]] = []
    ever: set[int] = set()
    by_hand: set[int] = set()
    lapsed: set[int] = set()
    asked: dict[int, date | None] = {}
    for position, cycle in enumerate(cycles):
        close, on = cycle.close, cycle.closed_on
        if close is None or on is None:
            continue
        for tip in close.alive + close.lapsed:
            if tip in asked:
                asked[tip] = on
        for tip in close.lapsed:
            if tip in ever:
                lapsed.add(tip)
                asked.pop(tip, None)
        new: list[int] = []
        found = records(cycles, position, kind_of, on)
        counting = implemented(found, close)
        for record in found:
            if record.tip not in counting:
                continue
            if record.tip not in ever:
                new.append(record.tip)
                if not record.holds:
                    by_hand.add(record.tip)
            elif record.holds:
                by_hand.discard(record.tip)
            ever.add(record.tip)
            lapsed.discard(record.tip)
            asked.setdefault(record.tip, None)
        by_cycle.append(tuple(new))
    return Reach(tuple(by_cycle), frozenset(by_hand), frozenset(lapsed), asked)


def to_ask(found: Reach) -> tuple[int, ...]:
    """Up to three earlier implemented tips to ask about at a close: least recently asked first, then lowest number.

    >>> to_ask(Reach(((5, 9),), frozenset(), frozenset(), {9: None, 5: None}))
    (5, 9)
    """
    order = sorted(found.asked, key=lambda tip: (found.asked[tip] or date.min, tip))
    return tuple(order[:ASKED_AT_A_CLOSE])
