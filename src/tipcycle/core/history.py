"""All entries of a journal in order, and counts of its contents."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Journal
from tipcycle.core.projection import Entry, active_remarks, entries


class HistoryEntry(Struct, frozen=True):
    """One entry and its cycle."""

    entry: Entry
    cycle_start: date | None
    """First Monday of the cycle; None for an entry in `journal.toml`."""
    cycle_number: int | None
    """Number of the cycle; None if the cycle is void or there is none."""

    @property
    def on(self) -> date:
        """Local date of the entry."""
        return self.entry.events[0].on


def journal_history(journal: Journal, cycles: Sequence[Cycle]) -> tuple[HistoryEntry, ...]:
    """Return all entries in order, including undone ones."""
    numbers = {cycle.starts: cycle.number for cycle in cycles}
    history = [HistoryEntry(entry, None, None) for entry in entries(journal.global_events)]
    for file in journal.cycle_files:
        starts = file.header.starts
        history += [HistoryEntry(entry, starts, numbers.get(starts)) for entry in entries(file.events)]
    return tuple(sorted(history, key=lambda item: (item.entry.at, item.entry.ids)))


class JournalStats(Struct, frozen=True):
    """Counts of the active contents of a journal."""

    cycles: int
    checkins: int
    """Number of weeks with a check-in."""
    remarks: int
    """Number of notes and voices."""


def journal_stats(journal: Journal, cycles: Sequence[Cycle]) -> JournalStats:
    """Return the counts of a journal. Undone entries do not count."""
    return JournalStats(
        len(cycles),
        sum(len(cycle.checkin_dates) for cycle in cycles),
        sum(len(cycle.remarks) for cycle in cycles) + len(active_remarks(journal.global_events)),
    )
