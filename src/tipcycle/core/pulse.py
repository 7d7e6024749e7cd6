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

from tipcycle.core.errors import OutOfRangeError
from tipcycle.core.events import SCALE, Change, Event, Journal, Pulse
from tipcycle.core.projection import Cycles, sort_events, undone_ids

MIN_ANSWERS = 5
"""Fewer answers than this are neither kept nor shown."""
MAX_RECENT_PULSES = 6
"""A sheet looks back over so many tallies: a year of cycles."""
MIN_SEPARATION = timedelta(weeks=4)
"""Tallies of two cycles that lie so far apart are of two moments."""
MAX_NEARBY = 6
"""More tallies beside each other than this are too many to say that nobody can be read out of them."""
GAP_THRESHOLD = 1
"""From a gap of one on."""

PulseVerdict = Literal["one-room", "two-realities"]


class CyclePulse(Struct, frozen=True):
    """One cycle's pulse."""

    cycle_number: int | None
    """None before the first cycle."""
    on: date
    guess: int | None
    own: int | None
    answer_count: int
    """How many slips there were."""
    median: Fraction | None
    """Of the others; None under five answers, and where it is held back."""
    is_withheld: bool = False
    """Whether tallies stand side by side that would give a few people's answers away, so that none is shown."""

    @property
    def gap(self) -> Fraction | None:
        """Leader minus the median of the others."""
        return None if self.median is None or self.own is None else self.own - self.median

    @property
    def verdict(self) -> PulseVerdict | None:
        """One room below a gap of one, two realities from one on, in either direction."""
        if self.gap is None:
            return None
        return "two-realities" if abs(self.gap) >= GAP_THRESHOLD else "one-room"


def count_answers(answers: Sequence[int]) -> tuple[int, ...]:
    """How many answered 1, 2, 3, 4, 5; the order is gone.

    >>> count_answers([3, 4, 2, 5, 3])
    (0, 1, 2, 1, 1)
    """
    for answer in answers:
        if answer not in SCALE:
            raise OutOfRangeError(answer)
    return tuple(sum(answer == value for answer in answers) for value in SCALE)


def median(counts: Sequence[int]) -> Fraction | None:
    """The middle answer, halfway between two when their number is even; None under five answers."""
    every = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    if len(every) < MIN_ANSWERS:
        return None
    return Fraction(every[(len(every) - 1) // 2] + every[len(every) // 2], 2)


def reveals_individuals(candidate: Sequence[int], nearby: Sequence[Sequence[int]]) -> bool:
    """Whether a tally, with others added to it or subtracted from it, leaves the answers of fewer than five.

    >>> reveals_individuals((0, 1, 2, 1, 2), [(0, 1, 2, 1, 1)]), reveals_individuals((0, 0, 0, 5, 5), [(0, 0, 0, 5, 0)])
    (True, False)
    """
    others = [counts for counts in dict.fromkeys(map(tuple, nearby)) if counts != tuple(candidate)]
    if len(others) > MAX_NEARBY:
        return True
    for signs in product((0, 1, -1), repeat=len(others)):
        left = [n + sum(s * o[place] for s, o in zip(signs, others, strict=True)) for place, n in enumerate(candidate)]
        if any(signs) and 0 < max(sum(n for n in left if n > 0), -sum(n for n in left if n < 0)) < MIN_ANSWERS:
            return True
    return False


class PulseResult(Struct, frozen=True):
    """What a pulse writes, and what it leaves out."""

    change: Change
    discarded_slips: int
    """How many slips were too few to be kept; none of them is in the change."""


class SlipTally(Struct, frozen=True):
    """A tally as it lies in the file, taken back or not."""

    id: str
    cycle_number: int | None
    latest_day: date
    """The latest day that was seen when it was written: a clock that went back moves no tally away from another."""
    counts: tuple[int, ...]


def slip_tallies(journal: Journal, cycles: Cycles) -> list[SlipTally]:
    """Every tally of paper slips in the file, in order."""
    found: list[SlipTally] = []
    seen = date.min
    for event in sort_events(journal.global_events):
        if isinstance(event.payload, Pulse) and any(event.payload.others):
            seen = max(seen, event.on)
            found.append(SlipTally(event.id, cycles.number_on(event.on), seen, event.payload.others))
    return found


def nearby_counts(tally: SlipTally, others: Sequence[SlipTally]) -> list[tuple[int, ...]]:
    """The tallies that somebody could hold against this one."""
    return [
        other.counts
        for other in others
        if other.cycle_number == tally.cycle_number or abs(other.latest_day - tally.latest_day) < MIN_SEPARATION
    ]


def cycle_pulses(journal: Journal, cycles: Cycles) -> tuple[CyclePulse, ...]:
    """The pulse of each cycle that has one, oldest first; of each answer the latest."""
    entered = slip_tallies(journal, cycles)
    kept_back = {
        (tally.id, tally.counts): reveals_individuals(tally.counts, nearby_counts(tally, entered)) for tally in entered
    }
    undone = undone_ids(journal.global_events)
    by_cycle: dict[int | None, list[Event]] = {}
    for event in sort_events(journal.global_events):
        if isinstance(event.payload, Pulse) and event.id not in undone:
            by_cycle.setdefault(cycles.number_on(event.on), []).append(event)
    order = sorted(by_cycle, key=lambda number: number or 0)
    return tuple(_cycle_pulse(number, by_cycle[number], kept_back) for number in order)


def recent_pulses(pulses: Sequence[CyclePulse], cycle_number: int) -> tuple[CyclePulse, ...]:
    """What the sheet of cycle `number` shows of them: the last six up to that cycle with five answers or more.

    >>> four, five = (CyclePulse(1, date.min, 4, 4, n, m) for n, m in ((4, None), (5, Fraction(3))))
    >>> [tally.answer_count for tally in recent_pulses([four, five], 1)], recent_pulses([five], 0)
    ([5], ())
    """
    upto = [tally for tally in pulses if tally.cycle_number is None or tally.cycle_number <= cycle_number]
    return tuple([tally for tally in upto if tally.median is not None][-MAX_RECENT_PULSES:])


def _cycle_pulse(
    cycle_number: int | None, events: Sequence[Event], withheld: Mapping[tuple[str, tuple[int, ...]], bool]
) -> CyclePulse:
    guess = own = None
    counts: tuple[int, ...] = ()
    held_back = False
    for block in events:
        assert isinstance(block.payload, Pulse)
        guess = block.payload.guess or guess
        own = block.payload.own or own
        if any(block.payload.others):
            counts = block.payload.others
            held_back = withheld[block.id, counts]
    middle = None if held_back else median(counts)
    return CyclePulse(cycle_number, max(event.on for event in events), guess, own, sum(counts), middle, held_back)
