"""Taking back the last entry that still stands (docs/rules.md §7)."""

from datetime import date

from msgspec import Struct

from tipcycle.core.errors import LaterCycleExistsError, NothingToUndoError, PickInUseError
from tipcycle.core.events import Change, Checkin, Close, CycleFile, Event, Journal, Pick, Undo
from tipcycle.core.projection import Cycles, Entry, active_events, entries


class UndoResult(Struct, frozen=True):
    """What an undo takes back."""

    change: Change
    entry: Entry


def last_entry(journal: Journal) -> tuple[Entry, date | None]:
    """The last entry that still stands in any file, and the first Monday of its cycle."""
    found: list[tuple[Entry, date | None]] = [
        (entry, None) for entry in entries(journal.global_events) if not entry.is_undone
    ]
    for file in journal.cycle_files:
        found += [(entry, file.header.starts) for entry in entries(file.events) if not entry.is_undone]
    if not found:
        raise NothingToUndoError
    return max(found, key=lambda pair: (pair[0].at, pair[0].ids))


def undo(journal: Journal) -> UndoResult:
    """Takes back the last entry, whatever it was; what was undone stays in the file.

    A pick only while nothing was answered in it: the cycle is then void, and its number is used again. A close only
    while no later cycle is picked.
    """
    entry, starts = last_entry(journal)
    if any(isinstance(event.payload, Pick) for event in entry.blocks):
        file = next(file for file in journal.cycle_files if file.header.starts == starts)
        if _has_checkins(file, entry.blocks):
            number = next((cycle.number for cycle in Cycles(journal) if cycle.starts == starts), 0)
            raise PickInUseError(number)
    if starts is not None and any(isinstance(event.payload, Close) for event in entry.blocks):
        _require_no_later_cycle(journal, starts, entry)
    return UndoResult(Change(starts, (Undo(of=entry.ids),)), entry)


def _require_no_later_cycle(journal: Journal, starts: date, entry: Entry) -> None:
    """Refuses to open a cycle again that has a later one behind it: only the last cycle can be closed."""
    cycles = Cycles(journal)
    later = next((cycle.number for cycle in cycles if cycle.starts > starts), None)
    file = next(file for file in journal.cycle_files if file.header.starts == starts)
    stays = any(isinstance(event.payload, Close) and event not in entry.blocks for event in active_events(file.events))
    if later is not None and not stays:
        raise LaterCycleExistsError(later, starts)


def _has_checkins(file: CycleFile, excluding: tuple[Event, ...]) -> bool:
    return any(isinstance(event.payload, Checkin) and event not in excluding for event in active_events(file.events))
