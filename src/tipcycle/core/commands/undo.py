"""Undo the last active entry (docs/rules.md §7)."""

from datetime import date

from msgspec import Struct

from tipcycle.core.errors import LaterCycleExistsError, NothingToUndoError, PickInUseError
from tipcycle.core.events import Change, Checkin, Close, CycleFile, Event, Journal, Pick, Undo
from tipcycle.core.projection import Cycles, Entry, active_events, entries


class UndoResult(Struct, frozen=True):
    """The outcome of an undo, with the entry that it reverses."""

    change: Change
    entry: Entry


def last_entry(journal: Journal) -> tuple[Entry, date | None]:
    """Return the last active entry of any file, and the first Monday of its cycle or None.

    Raises `NothingToUndoError` if there is no active entry.
    """
    active_entries: list[tuple[Entry, date | None]] = [
        (entry, None) for entry in entries(journal.global_events) if not entry.is_undone
    ]
    for file in journal.cycle_files:
        active_entries += [(entry, file.header.starts) for entry in entries(file.events) if not entry.is_undone]
    if not active_entries:
        raise NothingToUndoError
    return max(active_entries, key=lambda pair: (pair[0].at, pair[0].ids))


def undo(journal: Journal) -> UndoResult:
    """Return the undo of the last active entry. The entry stays in the file.

    A pick can be undone only if its cycle has no answers; the cycle becomes void and its number is used again.
    Otherwise raises `PickInUseError`. A close can be undone only if no later cycle is picked. Otherwise raises
    `LaterCycleExistsError`.
    """
    entry, starts = last_entry(journal)
    if any(isinstance(event.payload, Pick) for event in entry.events):
        file = next(file for file in journal.cycle_files if file.header.starts == starts)
        if _has_checkins(file, entry.events):
            number = next((cycle.number for cycle in Cycles(journal) if cycle.starts == starts), 0)
            raise PickInUseError(number)
    if starts is not None and any(isinstance(event.payload, Close) for event in entry.events):
        _require_no_later_cycle(journal, starts, entry)
    return UndoResult(Change(starts, (Undo(of=entry.ids),)), entry)


def _require_no_later_cycle(journal: Journal, starts: date, entry: Entry) -> None:
    """Raise `LaterCycleExistsError` if undoing the entry would reopen a cycle that has a later one.

    Only the last cycle can be closed, so the reopened one could never be closed again.
    """
    cycles = Cycles(journal)
    later_number = next((cycle.number for cycle in cycles if cycle.starts > starts), None)
    file = next(file for file in journal.cycle_files if file.header.starts == starts)
    stays_closed = any(
        isinstance(event.payload, Close) and event not in entry.events for event in active_events(file.events)
    )
    if later_number is not None and not stays_closed:
        raise LaterCycleExistsError(later_number, starts)


def _has_checkins(file: CycleFile, excluding: tuple[Event, ...]) -> bool:
    return any(isinstance(event.payload, Checkin) and event not in excluding for event in active_events(file.events))
