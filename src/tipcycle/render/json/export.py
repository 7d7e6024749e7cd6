"""The whole journal as one JSON document: every block of the files, and the facts of each cycle."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Event, Profile
from tipcycle.core.projection import undone_ids
from tipcycle.render.json.profile import ProfileFields, profile_fields
from tipcycle.render.json.values import Date, TipNumber, TomlTable

StoredTables = Iterable[tuple[str, Mapping[str, Any], Event | None]]
"""The blocks of a file: kind, keys and values, and the parsed event, or None if it is not valid."""

_MAX_DEPTH = 40
_MAX_INT = 2**63


class StoredBlock(Struct, frozen=True):
    """A block of a journal file."""

    kind: str
    """The kind: `pick`, `checkin` …, or one that tipcycle does not know."""
    undone: bool
    """True if it was undone."""
    values: TomlTable
    """The keys and values."""


class StoredJournal(Struct, frozen=True):
    """The file `journal.toml`."""

    blocks: Sequence[StoredBlock]
    """The blocks, oldest first."""


class StoredCycle(Struct, frozen=True, kw_only=True):
    """The file of a cycle."""

    id: Date
    """The first Monday, which is also the file name."""
    number: int | None = None
    """The number of the cycle; null if it was undone or cannot be read."""
    starts: Date
    """The first Monday."""
    ends: Date | None = None
    """The last Sunday."""
    weeks: int | None = None
    """The number of weeks."""
    anchor: Date | None = None
    """The Monday from which the starts of all cycles in the chain are computed."""
    five: Sequence[TipNumber] = ()
    """The five tips, now or at the close."""
    closed_on: Date | None = None
    """The day on which the cycle was closed."""
    blocks: Sequence[StoredBlock]
    """The blocks, oldest first."""


class ExportDocument(Struct, frozen=True):
    """A whole journal."""

    profile: ProfileFields
    """The profile of the manager."""
    journal: StoredJournal
    """The blocks that belong to no cycle."""
    cycles: Sequence[StoredCycle]
    """The cycles, oldest first."""
    own_tips: Sequence[TomlTable]
    """The manager's own tips."""
    unread: int
    """The number of items that could not be read and are left out."""


def journal_json(
    profile: Profile,
    journal_tables: StoredTables,
    cycle_tables: Mapping[date, StoredTables],
    cycles: Sequence[Cycle],
    own_tips: Iterable[Mapping[str, Any]],
    unread_count: int,
) -> ExportDocument:
    """Return the document of `tipcycle journal export --format json`.

    `unread_count` is the number of items that could not be read and are left out.
    """
    cycles_by_start = {cycle.starts: cycle for cycle in cycles}
    return ExportDocument(
        profile=profile_fields(profile),
        journal=StoredJournal(blocks=_stored_blocks(journal_tables)),
        cycles=[
            _stored_cycle(starts, cycles_by_start.get(starts), tables)
            for starts, tables in sorted(cycle_tables.items())
        ],
        own_tips=[_json_value(tip, 0) for tip in own_tips],
        unread=unread_count,
    )


def _stored_cycle(starts: date, cycle: Cycle | None, tables: StoredTables) -> StoredCycle:
    """Return one cycle file. An undone or unreadable cycle has no number."""
    blocks = _stored_blocks(tables)
    if cycle is None:
        return StoredCycle(id=starts, starts=starts, blocks=blocks)
    return StoredCycle(
        id=starts,
        number=cycle.number,
        starts=starts,
        ends=cycle.ends,
        weeks=len(cycle.weeks),
        anchor=cycle.header.anchor,
        five=cycle.five,
        closed_on=cycle.closed_on,
        blocks=blocks,
    )


def _stored_blocks(tables: StoredTables) -> list[StoredBlock]:
    """Return the blocks ordered by time; blocks of unknown kinds come last."""
    blocks = list(tables)
    undone = undone_ids(event for _, _, event in blocks if event is not None)
    ordered_blocks = sorted(
        blocks, key=lambda block: (block[2] is None, block[2].at if block[2] else datetime.min.replace(tzinfo=UTC))
    )
    return [
        StoredBlock(kind, event is not None and event.id in undone, _json_value(table, 0))
        for kind, table, event in ordered_blocks
    ]


def _json_value(value: Any, depth: int) -> Any:
    """Return a TOML value without what JSON cannot hold: deep nesting, infinite numbers and very large integers."""
    if depth > _MAX_DEPTH:
        return "…"
    match value:
        case Mapping():
            return {key: _json_value(item, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_json_value(item, depth + 1) for item in value]
        case float() if not isfinite(value):
            return str(value)
        case int() if abs(value) >= _MAX_INT:
            return hex(value)
    return value
