"""The cycles of the present year with their tips, and what became of each: the facts of `momentum --year`."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.report import Momentum
from tipcycle.core.momentum.strength import KindOf, Record, records

Fate = Literal["stays", "goes-on"]


class YearTip(Struct, frozen=True):
    """One tip of a cycle."""

    record: Record
    fate: Fate | None
    """None before the close, and for a tip that neither stays nor goes on."""


class CycleOfYear(Struct, frozen=True):
    """One cycle that was begun."""

    number: int
    starts: date
    ends: date
    tips: tuple[YearTip, ...]
    """In the order of their seats, swapped-out ones last."""


def year(cycles: Sequence[Cycle], facts: Momentum, kind_of: KindOf) -> tuple[CycleOfYear, ...]:
    """The cycles on the board of these facts, oldest first."""
    positions = [box.number - 1 for box in facts.board if box.number is not None]
    return tuple(
        CycleOfYear(
            number=cycles[position].number,
            starts=cycles[position].starts,
            ends=cycles[position].ends,
            tips=tuple(
                YearTip(record, _fate(record.tip, cycles[position], facts.reach.implemented))
                for record in records(cycles, position, kind_of, facts.today)
            ),
        )
        for position in positions
    )


def _fate(tip: int, cycle: Cycle, implemented: frozenset[int]) -> Fate | None:
    if tip in cycle.extended:
        return "goes-on"
    kept = cycle.close.kept if cycle.close is not None else frozenset[int]()
    return "stays" if tip in kept & implemented else None
