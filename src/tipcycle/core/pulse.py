"""The pulse: the manager's answer next to a tally of anonymous paper slips (docs/decisions/11-pulse.md).

A tally is stored and shown only as counts, and only from five answers on. Smaller tallies are not written at all,
because anyone who opens the file could read them.

A tally is rejected if adding or subtracting other nearby tallies leaves a difference of fewer than five answers,
because the difference would reveal those answers. Tallies are nearby if they belong to the same cycle or are less than
four weeks apart. If the clock went back, the latest date seen so far counts. Undone tallies are included, because they
stay in the file. If a file nevertheless contains such tallies (after a merge or an edit by hand), none of them is
shown.
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
"""Minimum number of answers in a tally that is stored or shown."""
MAX_RECENT_PULSES = 6
"""Maximum number of pulses in a review: one year of cycles."""
MIN_SEPARATION = timedelta(weeks=4)
"""Tallies of different cycles that are at least this far apart are independent."""
MAX_NEARBY = 6
"""Maximum number of nearby tallies that are checked. With more, a tally counts as revealing."""
GAP_THRESHOLD = 1
"""Gap from which the verdict is `two-realities`."""

PulseVerdict = Literal["one-room", "two-realities"]


class CyclePulse(Struct, frozen=True):
    """The pulse of one cycle."""

    cycle_number: int | None
    """None before the first cycle."""
    on: date
    guess: int | None
    own: int | None
    answer_count: int
    """Number of slips."""
    median: Fraction | None
    """Median of the colleagues' answers. None with fewer than five answers or if the tally is withheld."""
    is_withheld: bool = False
    """True if the tally is not shown because nearby tallies would reveal the answers of a few people."""

    @property
    def gap(self) -> Fraction | None:
        """The manager's own answer minus the median, or None if either is missing."""
        return None if self.median is None or self.own is None else self.own - self.median

    @property
    def verdict(self) -> PulseVerdict | None:
        """`one-room` for a gap smaller than one in either direction, otherwise `two-realities`."""
        if self.gap is None:
            return None
        return "two-realities" if abs(self.gap) >= GAP_THRESHOLD else "one-room"


def count_answers(answers: Sequence[int]) -> tuple[int, ...]:
    """Return the number of answers 1, 2, 3, 4 and 5. The order of the answers is not kept.

    Raises `OutOfRangeError` for any other answer.

    >>> count_answers([3, 4, 2, 5, 3])
    (0, 1, 2, 1, 1)
    """
    for answer in answers:
        if answer not in SCALE:
            raise OutOfRangeError(answer)
    return tuple(sum(answer == value for answer in answers) for value in SCALE)


def median_answer(counts: Sequence[int]) -> Fraction | None:
    """Return the median of a tally, or None with fewer than five answers.

    For an even number of answers it is halfway between the two middle ones.
    """
    answers = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    if len(answers) < MIN_ANSWERS:
        return None
    return Fraction(answers[(len(answers) - 1) // 2] + answers[len(answers) // 2], 2)


def reveals_individuals(candidate: Sequence[int], nearby: Sequence[Sequence[int]]) -> bool:
    """Return True if combining the tally with nearby ones isolates the answers of fewer than five people.

    A combination adds or subtracts any of the nearby tallies.

    >>> reveals_individuals((0, 1, 2, 1, 2), [(0, 1, 2, 1, 1)]), reveals_individuals((0, 0, 0, 5, 5), [(0, 0, 0, 5, 0)])
    (True, False)
    """
    others = [counts for counts in dict.fromkeys(map(tuple, nearby)) if counts != tuple(candidate)]
    if len(others) > MAX_NEARBY:
        return True
    for signs in product((0, 1, -1), repeat=len(others)):
        rest = [
            n + sum(sign * counts[index] for sign, counts in zip(signs, others, strict=True))
            for index, n in enumerate(candidate)
        ]
        if any(signs) and 0 < max(sum(n for n in rest if n > 0), -sum(n for n in rest if n < 0)) < MIN_ANSWERS:
            return True
    return False


class PulseResult(Struct, frozen=True):
    """The change that records a pulse, and the number of slips that it leaves out."""

    change: Change
    discarded_slip_count: int
    """Number of slips that were too few to record; the change contains none of them."""


class SlipTally(Struct, frozen=True):
    """A tally in the file, active or undone."""

    id: str
    cycle_number: int | None
    latest_day: date
    """Latest date of any tally up to this one. A clock that goes back therefore does not separate this tally from
    earlier ones."""
    counts: tuple[int, ...]


def slip_tallies(journal: Journal, cycles: Cycles) -> list[SlipTally]:
    """Return all tallies of paper slips in the file, in order."""
    tallies: list[SlipTally] = []
    latest_day = date.min
    for event in sort_events(journal.global_events):
        if isinstance(event.payload, Pulse) and any(event.payload.others):
            latest_day = max(latest_day, event.on)
            tallies.append(SlipTally(event.id, cycles.number_on(event.on), latest_day, event.payload.others))
    return tallies


def nearby_counts(tally: SlipTally, others: Sequence[SlipTally]) -> list[tuple[int, ...]]:
    """Return the counts of all tallies that are near this one."""
    return [
        other.counts
        for other in others
        if other.cycle_number == tally.cycle_number or abs(other.latest_day - tally.latest_day) < MIN_SEPARATION
    ]


def cycle_pulses(journal: Journal, cycles: Cycles) -> tuple[CyclePulse, ...]:
    """Return the pulse of each cycle that has one, oldest first. The latest value of each field counts."""
    tallies = slip_tallies(journal, cycles)
    withheld = {
        (tally.id, tally.counts): reveals_individuals(tally.counts, nearby_counts(tally, tallies)) for tally in tallies
    }
    undone = undone_ids(journal.global_events)
    by_cycle: dict[int | None, list[Event]] = {}
    for event in sort_events(journal.global_events):
        if isinstance(event.payload, Pulse) and event.id not in undone:
            by_cycle.setdefault(cycles.number_on(event.on), []).append(event)
    order = sorted(by_cycle, key=lambda number: number or 0)
    return tuple(_cycle_pulse(number, by_cycle[number], withheld) for number in order)


def recent_pulses(pulses: Sequence[CyclePulse], cycle_number: int) -> tuple[CyclePulse, ...]:
    """Return the pulses to show in the review of a cycle: the last six up to it with at least five answers.

    >>> four, five = (CyclePulse(1, date.min, 4, 4, n, m) for n, m in ((4, None), (5, Fraction(3))))
    >>> [tally.answer_count for tally in recent_pulses([four, five], 1)], recent_pulses([five], 0)
    ([5], ())
    """
    pulses_to_date = [pulse for pulse in pulses if pulse.cycle_number is None or pulse.cycle_number <= cycle_number]
    return tuple([pulse for pulse in pulses_to_date if pulse.median is not None][-MAX_RECENT_PULSES:])


def _cycle_pulse(
    cycle_number: int | None, events: Sequence[Event], withheld: Mapping[tuple[str, tuple[int, ...]], bool]
) -> CyclePulse:
    guess = own = None
    counts: tuple[int, ...] = ()
    is_withheld = False
    for event in events:
        assert isinstance(event.payload, Pulse)
        guess = event.payload.guess or guess
        own = event.payload.own or own
        if any(event.payload.others):
            counts = event.payload.others
            is_withheld = withheld[event.id, counts]
    median = None if is_withheld else median_answer(counts)
    return CyclePulse(cycle_number, max(event.on for event in events), guess, own, sum(counts), median, is_withheld)
