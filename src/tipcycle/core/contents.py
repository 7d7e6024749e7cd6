"""How much a journal holds, in the words of who wrote it."""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.core.blocks import Journal
from tipcycle.core.cycle import Cycle
from tipcycle.core.fold import lines_of


class Contents(Struct, frozen=True):
    """What stands in a journal."""

    cycles: int
    checkins: int
    """Weeks that were looked back on."""
    voices: int
    """Voices and notes."""


def contents(journal: Journal, cycles: Sequence[Cycle]) -> Contents:
    """What stands; what was taken back does not count."""
    return Contents(
        len(cycles),
        sum(len(cycle.checked_in) for cycle in cycles),
        sum(len(cycle.lines) for cycle in cycles) + len(lines_of(journal.own)),
    )
