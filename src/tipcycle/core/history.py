"""What was written, entry by entry, the undone ones included."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Journal
from tipcycle.core.cycle import Cycle
from tipcycle.core.standing import Entry, entries


class Written(Struct, frozen=True):
    """One entry, and the cycle it belongs to."""

    entry: Entry
    starts: date | None
    """The first Monday of the cycle; None for what belongs to no cycle."""
    number: int | None
    """The number of the cycle, while it is not void."""

    @property
    def on(self) -> date:
        """The day it was entered."""
        return self.entry.blocks[0].on


def history(journal: Journal, cycles: Sequence[Cycle]) -> tuple[Written, ...]:
    """Every entry in order."""
    numbers = {cycle.starts: cycle.number for cycle in cycles}
    found = [Written(entry, None, None) for entry in entries(journal.own)]
    for file in journal.files:
        starts = file.header.starts
        found += [Written(entry, starts, numbers.get(starts)) for entry in entries(file.blocks)]
    return tuple(sorted(found, key=lambda written: (written.entry.at, written.entry.ids)))
