"""Taking back the last entry that still stands (docs/rules.md §7)."""

from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Block, Change, Checkin, Close, CycleFile, Journal, Pick, Undo
from tipcycle.core.cycles import Cycles
from tipcycle.core.errors import NothingToUndo, PickedSince, PickInUse
from tipcycle.core.standing import Entry, entries, standing


class Undone(Struct, frozen=True):
    """What an undo takes back."""

    change: Change
    entry: Entry


def last_entry(journal: Journal) -> tuple[Entry, date | None]:
    """The last entry that still stands in any file, and the first Monday of its cycle."""
    found: list[tuple[Entry, date | None]] = [(entry, None) for entry in entries(journal.own) if not entry.undone]
    for file in journal.files:
        found += [(entry, file.header.starts) for entry in entries(file.blocks) if not entry.undone]
    if not found:
        raise NothingToUndo
    return max(found, key=lambda pair: (pair[0].at, pair[0].ids))


def undo(journal: Journal) -> Undone:
    """Takes back the last entry, whatever it was; what was undone stays in the file.

    A pick only while nothing was answered in it: the cycle is then void, and its number is used again. A close only
    while no later cycle is picked.
    """
    entry, starts = last_entry(journal)
    if any(isinstance(block.body, Pick) for block in entry.blocks):
        file = next(file for file in journal.files if file.header.starts == starts)
        if _answered(file, entry.blocks):
            number = next((cycle.number for cycle in Cycles(journal) if cycle.starts == starts), 0)
            raise PickInUse(number)
    if starts is not None and any(isinstance(block.body, Close) for block in entry.blocks):
        _refuse_stranding(journal, starts, entry)
    return Undone(Change(starts, (Undo(of=entry.ids),)), entry)


def _refuse_stranding(journal: Journal, starts: date, entry: Entry) -> None:
    """Refuses to open a cycle again that has a later one behind it: only the last cycle can be closed."""
    cycles = Cycles(journal)
    later = next((cycle.number for cycle in cycles if cycle.starts > starts), None)
    file = next(file for file in journal.files if file.header.starts == starts)
    stays = any(isinstance(block.body, Close) and block not in entry.blocks for block in standing(file.blocks))
    if later is not None and not stays:
        raise PickedSince(later, starts)


def _answered(file: CycleFile, besides: tuple[Block, ...]) -> bool:
    return any(isinstance(block.body, Checkin) and block not in besides for block in standing(file.blocks))
