"""Record a pulse: the manager's guess and answer, and the tally of paper slips."""

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
    """Return the pulse to record, with the slips as counts only.

    Fewer than five slips are left out. Raises `TooFewSlipsError` if there is nothing else to record,
    `RevealsIndividualsError` if the tally would reveal the answers of a few people, and `OutOfRangeError` for a value
    outside 1–5.
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
        tallies = slip_tallies(journal, cycles)
        latest_day = max([today, *(tally.latest_day for tally in tallies)])
        if reveals_individuals(
            counts, nearby_counts(SlipTally("", cycles.number_on(today), latest_day, counts), tallies)
        ):
            raise RevealsIndividualsError
    return PulseResult(Change(None, (Pulse(guess=guess, own=own, others=counts),)), 0)
