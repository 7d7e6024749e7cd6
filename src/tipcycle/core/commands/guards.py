"""What every edit asks of a journal."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import CycleClosedError, DuplicateTipError, NoCycleError, TipNotInFiveError


def require_open_cycle(cycles: Sequence[Cycle]) -> Cycle:
    """The cycle picked last, if it still takes entries."""
    if not cycles:
        raise NoCycleError
    if cycles[-1].close is not None:
        raise CycleClosedError(cycles[-1].number)
    return cycles[-1]


def require_unique(tips: Iterable[int]) -> None:
    """Refuses a list that names a tip more than once."""
    for tip, count in Counter(tips).items():
        if count > 1:
            raise DuplicateTipError(tip)


def require_in_five(tips: Iterable[int], five: tuple[int, ...]) -> None:
    """Refuses a tip that is not among the five."""
    for tip in tips:
        if tip not in five:
            raise TipNotInFiveError(tip, five)
