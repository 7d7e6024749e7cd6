"""Two realities or one room: the leader's answer beside a tally of paper slips (docs/decisions/11-pulse.md).

A tally is kept and shown from five answers on, as counts only; fewer are never written down, since whoever opens the
file could read them. One that differs from others near it by fewer than five
answers, however they are added and subtracted, is refused, because the difference would say what those few answered.
Near are tallies of one cycle and those less than four weeks apart; where the clock went back, the latest day that was
seen counts. A tally that was taken back still counts, since it is still in the file; where a file holds such tallies
all the same (two machines, a hand), none of them is shown.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Literal

from msgspec import Struct

from tipcycle.core.blocks import SCALE, Block, Change, Journal, Pulse
from tipcycle.core.cycles import Cycles
from tipcycle.core.errors import MissingFlags, OutOfScale, SinglesOut, TooFewSlips
from tipcycle.core.standing import in_order, undone_ids

FLOOR = 5
"""Fewer answers than this are neither kept nor shown."""
LOOKED_BACK = 6
"""A sheet looks back over so many tallies: a year of cycles."""
APART = timedelta(weeks=4)
"""Tallies of two cycles that lie so far apart are of two moments."""
MOST_BESIDE = 6
"""More tallies beside each other than this are too many to say that nobody can be read out of them."""
TWO_REALITIES = 1
"""From a gap of one on."""

Word = Literal["one-room", "two-realities"]


class Tally(Struct, frozen=True):
    """One cycle's pulse."""

    cycle: int | None
    """None before the first cycle."""
    on: date
    guess: int | None
    own: int | None
    answers: int
    """How many slips there were."""
    median: Fraction | None
    """Of the others; None under five answers, and where it is held back."""
    held_back: bool = False
    """Whether tallies stand side by side that would give a few people's answers away, so that none is shown."""

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
        if answer not in SCALE:
            raise OutOfScale(answer)
    return tuple(sum(answer == value for answer in answers) for value in SCALE)


def median(counts: Sequence[int]) -> Fraction | None:
    """The middle answer, halfway between two when their number is even; None under five answers."""
    every = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    if len(every) < FLOOR:
        return None
    return Fraction(every[(len(every) - 1) // 2] + every[len(every) // 2], 2)


def singles_out(tally: Sequence[int], beside: Sequence[Sequence[int]]) -> bool:
    """Whether a tally, with others added to it or subtracted from it, leaves the answers of fewer than five.

    >>> singles_out((0, 1, 2, 1, 2), [(0, 1, 2, 1, 1)]), singles_out((0, 0, 0, 5, 5), [(0, 0, 0, 5, 0)])
    (True, False)
    """
    others = [counts for counts in dict.fromkeys(map(tuple, beside)) if counts != tuple(tally)]
    if len(others) > MOST_BESIDE:
        return True
    for signs in product((0, 1, -1), repeat=len(others)):
        left = [n + sum(s * o[place] for s, o in zip(signs, others, strict=True)) for place, n in enumerate(tally)]
        if any(signs) and 0 < max(sum(n for n in left if n > 0), -sum(n for n in left if n < 0)) < FLOOR:
            return True
    return False


class Asked(Struct, frozen=True):
    """What a pulse writes, and what it leaves out."""

    change: Change
    left_out: int
    """How many slips were too few to be kept; none of them is in the change."""


def record_pulse(journal: Journal, today: date, *, guess: int | None, own: int | None, others: Sequence[int]) -> Asked:
    """What the leader guesses and answers, and the slips, as counts.

    Fewer than five slips are left out; TooFewSlips when nothing else was given.
    """
    for value in (guess, own):
        if value is not None and value not in SCALE:
            raise OutOfScale(value)
    if guess is None and own is None and not others:
        raise MissingFlags(("--guess", "--own", "--others"))
    counts = counts_of(others) if others else ()
    if 0 < len(others) < FLOOR:
        if guess is None and own is None:
            raise TooFewSlips(len(others), FLOOR)
        return Asked(Change(None, (Pulse(guess=guess, own=own),)), len(others))
    if counts:
        cycles = Cycles(journal)
        entered = _entered(journal, cycles)
        seen = max([today, *(tally.seen for tally in entered)])
        if singles_out(counts, _beside(_Entered("", cycles.number_on(today), seen, counts), entered)):
            raise SinglesOut
    return Asked(Change(None, (Pulse(guess=guess, own=own, others=counts),)), 0)


class _Entered(Struct, frozen=True):
    """A tally as it lies in the file, taken back or not."""

    id: str
    cycle: int | None
    seen: date
    """The latest day that was seen when it was written: a clock that went back moves no tally away from another."""
    counts: tuple[int, ...]


def _entered(journal: Journal, cycles: Cycles) -> list[_Entered]:
    """Every tally of paper slips in the file, in order."""
    found: list[_Entered] = []
    seen = date.min
    for block in in_order(journal.own):
        if isinstance(block.body, Pulse) and any(block.body.others):
            seen = max(seen, block.on)
            found.append(_Entered(block.id, cycles.number_on(block.on), seen, block.body.others))
    return found


def _beside(tally: _Entered, entered: Sequence[_Entered]) -> list[tuple[int, ...]]:
    """The tallies that somebody could hold against this one."""
    return [other.counts for other in entered if other.cycle == tally.cycle or abs(other.seen - tally.seen) < APART]


def tallies(journal: Journal, cycles: Cycles) -> tuple[Tally, ...]:
    """The pulse of each cycle that has one, oldest first; of each answer the latest."""
    entered = _entered(journal, cycles)
    kept_back = {(tally.id, tally.counts): singles_out(tally.counts, _beside(tally, entered)) for tally in entered}
    undone = undone_ids(journal.own)
    by_cycle: dict[int | None, list[Block]] = {}
    for block in in_order(journal.own):
        if isinstance(block.body, Pulse) and block.id not in undone:
            by_cycle.setdefault(cycles.number_on(block.on), []).append(block)
    order = sorted(by_cycle, key=lambda number: number or 0)
    return tuple(_tally(number, by_cycle[number], kept_back) for number in order)


def looked_back(found: Sequence[Tally], number: int) -> tuple[Tally, ...]:
    """What the sheet of cycle `number` shows of them: the last six up to that cycle with five answers or more.

    >>> four, five = (Tally(1, date.min, 4, 4, n, m) for n, m in ((4, None), (5, Fraction(3))))
    >>> [tally.answers for tally in looked_back([four, five], 1)], looked_back([five], 0)
    ([5], ())
    """
    upto = [tally for tally in found if tally.cycle is None or tally.cycle <= number]
    return tuple([tally for tally in upto if tally.median is not None][-LOOKED_BACK:])


def _tally(number: int | None, blocks: Sequence[Block], kept_back: Mapping[tuple[str, tuple[int, ...]], bool]) -> Tally:
    guess = own = None
    counts: tuple[int, ...] = ()
    held_back = False
    for block in blocks:
        assert isinstance(block.body, Pulse)
        guess = block.body.guess or guess
        own = block.body.own or own
        if any(block.body.others):
            counts = block.body.others
            held_back = kept_back[block.id, counts]
    middle = None if held_back else median(counts)
    return Tally(number, max(block.on for block in blocks), guess, own, sum(counts), middle, held_back)
