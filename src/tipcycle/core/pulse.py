"""Two realities or one room: the leader's answer beside a tally of paper slips (mission.md, 003.2).

A tally is shown from five answers on and kept as counts only. A second one in the same cycle that differs from an
earlier one by fewer than five answers is refused, because the difference would say what those few answered; a tally
that was taken back still counts for this, since it is still in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tipcycle.core.blocks import Block, Change, Journal, Pulse
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import MissingFlags, OutOfScale, SinglesOut
from tipcycle.core.standing import in_order, standing

FLOOR = 5
"""Fewer answers than this are never shown."""
TWO_REALITIES = 1
"""From a gap of one on."""

Word = Literal["one-room", "two-realities"]


@dataclass(frozen=True, slots=True)
class Tally:
    """One cycle's pulse."""

    cycle: int | None
    """None before the first cycle."""
    on: date
    guess: int | None
    own: int | None
    answers: int
    """How many slips there were."""
    median: Fraction | None
    """Of the others; None under five answers."""

    @property
    def gap(self) -> Fraction | None:
        """Leader minus the median of the others."""
        return None if self.median is None or self.own is None else self.own - self.median

    @property
    def word(self) -> Word | None:
        """One room below a gap of one, two realities from one on, in either direction."""
        if self.gap is None:
            return None
        return "two-realities" if abs(self.gap) >= TWO_REALITIES else "one-room"


def counts_of(answers: Sequence[int]) -> tuple[int, ...]:
    """How many answered 1, 2, 3, 4, 5; the order is gone.

    >>> counts_of([3, 4, 2, 5, 3])
    (0, 1, 2, 1, 1)
    """
    for answer in answers:
        if not 1 <= answer <= 5:
            raise OutOfScale(answer)
    return tuple(sum(answer == value for answer in answers) for value in range(1, 6))


def median(counts: Sequence[int]) -> Fraction | None:
    """The middle answer, halfway between two when their number is even; None under five answers."""
    every = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    if len(every) < FLOOR:
        return None
    return Fraction(every[(len(every) - 1) // 2] + every[len(every) // 2], 2)


def apart(one: Sequence[int], other: Sequence[int]) -> int:
    """In how many answers two tallies differ at least."""
    differences = [a - b for a, b in zip(one, other, strict=True)]
    return max(sum(d for d in differences if d > 0), -sum(d for d in differences if d < 0))


def _cycle_on(cycles: Sequence[Cycle], day: date) -> Cycle | None:
    begun = [cycle for cycle in cycles if cycle.starts <= day]
    return begun[-1] if begun else None


def record_pulse(
    journal: Journal, cycles: Sequence[Cycle], today: date, *, guess: int | None, own: int | None, others: Sequence[int]
) -> Change:
    """What the leader guesses and answers, and the slips, as counts."""
    for value in (guess, own):
        if value is not None and not 1 <= value <= 5:
            raise OutOfScale(value)
    if guess is None and own is None and not others:
        raise MissingFlags(("--guess", "--own", "--others"))
    counts = counts_of(others) if others else ()
    here = _cycle_on(cycles, today)
    for block in journal.own if counts else ():
        if not isinstance(block.body, Pulse) or not block.body.others or _cycle_on(cycles, block.on) != here:
            continue
        if 0 < apart(counts, block.body.others) < FLOOR:
            raise SinglesOut
    return Change(None, (Pulse(guess=guess, own=own, others=counts),))


def tallies(journal: Journal, cycles: Sequence[Cycle]) -> tuple[Tally, ...]:
    """The pulse of each cycle that has one, oldest first; of each answer the latest."""
    by_cycle: dict[int | None, list[Block]] = {}
    for block in in_order(standing(journal.own)):
        if isinstance(block.body, Pulse):
            here = _cycle_on(cycles, block.on)
            by_cycle.setdefault(here.number if here else None, []).append(block)
    return tuple(_tally(number, blocks) for number, blocks in by_cycle.items())


def _tally(number: int | None, blocks: Sequence[Block]) -> Tally:
    guess = own = None
    counts: tuple[int, ...] = ()
    for block in blocks:
        assert isinstance(block.body, Pulse)
        guess = block.body.guess or guess
        own = block.body.own or own
        counts = block.body.others or counts
    return Tally(number, blocks[-1].on, guess, own, sum(counts), median(counts) if counts else None)
