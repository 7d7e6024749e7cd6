"""Checks that several edits share. Each raises an error if the edit is not allowed."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import CycleClosedError, DuplicateTipError, NoCycleError, TipNotInFiveError


def require_open_cycle(cycles: Sequence[Cycle]) -> Cycle:
    """Return the last cycle. Raises `NoCycleError` if there is none and `CycleClosedError` if it is closed."""
    if not cycles:
        raise NoCycleError
    if cycles[-1].close is not None:
        raise CycleClosedError(cycles[-1].number)
    return cycles[-1]


def require_unique(tips: Iterable[int]) -> None:
    """Raise `DuplicateTipError` if a tip is named more than once."""
    for tip, count in Counter(tips).items():
        if count > 1:
            raise DuplicateTipError(tip)


def require_in_five(tips: Iterable[int], five: tuple[int, ...]) -> None:
    """Raise `TipNotInFiveError` if a tip is not among the five."""
    for tip in tips:
        if tip not in five:
            raise TipNotInFiveError(tip, five)
