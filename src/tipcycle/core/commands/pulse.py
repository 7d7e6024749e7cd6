"""Record a pulse: the leader's guess and answer, and the tally of paper slips."""

from collections.abc import Sequence
from datetime import date

from tipcycle.core.errors import MissingOptionsError, OutOfRangeError, RevealsIndividualsError, TooFewSlipsError
from tipcycle.core.events import SCALE, Change, Journal, Pulse
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import (
    MIN_ANSWERS,
    PulseResult,
    SlipTally,
    count_answers,
    nearby_counts,
    reveals_individuals,
    slip_tallies,
)


def record_pulse(
    journal: Journal, today: date, *, guess: int | None, own: int | None, others: Sequence[int]
) -> PulseResult:
    """What the leader guesses and answers, and the slips, as counts.

    Fewer than five slips are left out; TooFewSlipsError when nothing else was given.
    """
    for value in (guess, own):
        if value is not None and value not in SCALE:
            raise OutOfRangeError(value)
    if guess is None and own is None and not others:
        raise MissingOptionsError(("--guess", "--own", "--others"))
    counts = count_answers(others) if others else ()
    if 0 < len(others) < MIN_ANSWERS:
        if guess is None and own is None:
            raise TooFewSlipsError(len(others), MIN_ANSWERS)
        return PulseResult(Change(None, (Pulse(guess=guess, own=own),)), len(others))
    if counts:
        cycles = Cycles(journal)
        entered = slip_tallies(journal, cycles)
        seen = max([today, *(tally.latest_day for tally in entered)])
        if reveals_individuals(counts, nearby_counts(SlipTally("", cycles.number_on(today), seen, counts), entered)):
            raise RevealsIndividualsError
    return PulseResult(Change(None, (Pulse(guess=guess, own=own, others=counts),)), 0)
