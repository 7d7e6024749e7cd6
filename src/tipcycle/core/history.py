"""What was written, entry by entry, the undone ones included.

How much a journal holds, in the words of who wrote it.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Journal
from tipcycle.core.projection import Entry, active_remarks, entries


class HistoryEntry(Struct, frozen=True):
    """One entry, and the cycle it belongs to."""

    entry: Entry
    cycle_start: date | None
    """The first Monday of the cycle; None for what belongs to no cycle."""
    cycle_number: int | None
    """The number of the cycle, while it is not void."""

    @property
    def on(self) -> date:
        """The day it was entered."""
        return self.entry.blocks[0].on


def journal_history(journal: Journal, cycles: Sequence[Cycle]) -> tuple[HistoryEntry, ...]:
    """Every entry in order."""
    numbers = {cycle.starts: cycle.number for cycle in cycles}
    found = [HistoryEntry(entry, None, None) for entry in entries(journal.global_events)]
    for file in journal.cycle_files:
        starts = file.header.starts
        found += [HistoryEntry(entry, starts, numbers.get(starts)) for entry in entries(file.events)]
    return tuple(sorted(found, key=lambda written: (written.entry.at, written.entry.ids)))


class JournalStats(Struct, frozen=True):
    """What stands in a journal."""

    cycles: int
    checkins: int
    """Weeks that were looked back on."""
    remarks: int
    """Voices and notes."""


def journal_stats(journal: Journal, cycles: Sequence[Cycle]) -> JournalStats:
    """What stands; what was taken back does not count."""
    return JournalStats(
        len(cycles),
        sum(len(cycle.checkin_dates) for cycle in cycles),
        sum(len(cycle.remarks) for cycle in cycles) + len(active_remarks(journal.global_events)),
    )
