"""The whole journal as one JSON document: every block of the files, and the facts of each cycle."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Event, Profile
from tipcycle.core.projection import undone_ids
from tipcycle.render.json.profile import profile_fields
from tipcycle.render.json.values import format_instant

if TYPE_CHECKING:
    from tipcycle.render.json import contract

StoredTables = Iterable[tuple[str, Mapping[str, Any], Event | None]]
"""The blocks of a file: kind, keys and values, and the parsed event, or None if it is not valid."""

_MAX_DEPTH = 40
_MAX_INT = 2**63


def journal_json(
    profile: Profile,
    journal_tables: StoredTables,
    cycle_tables: Mapping[date, StoredTables],
    cycles: Sequence[Cycle],
    own_tips: Iterable[Mapping[str, Any]],
    unread_count: int,
) -> contract.ExportDocument:
    """Return the document of `tipcycle journal export --format json`.

    `unread_count` is the number of items that could not be read and are left out.
    """
    cycles_by_start = {cycle.starts: cycle for cycle in cycles}
    return {
        "profile": profile_fields(profile),
        "journal": {"blocks": _stored_blocks(journal_tables)},
        "cycles": [
            _stored_cycle(starts, cycles_by_start.get(starts), tables)
            for starts, tables in sorted(cycle_tables.items())
        ],
        "own_tips": [_json_value(tip, 0) for tip in own_tips],
        "unread": unread_count,
    }


def _stored_cycle(starts: date, cycle: Cycle | None, tables: StoredTables) -> contract.StoredCycle:
    """Return one cycle file. An undone or unreadable cycle has no number."""
    return {
        "id": starts.isoformat(),
        "number": cycle.number if cycle else None,
        "starts": starts.isoformat(),
        "ends": cycle.ends.isoformat() if cycle else None,
        "weeks": len(cycle.weeks) if cycle else None,
        "anchor": cycle.header.anchor.isoformat() if cycle else None,
        "five": list(cycle.five) if cycle else [],
        "closed_on": cycle.closed_on.isoformat() if cycle and cycle.closed_on else None,
        "blocks": _stored_blocks(tables),
    }


def _stored_blocks(tables: StoredTables) -> list[contract.StoredBlock]:
    """Return the blocks ordered by time; blocks of unknown kinds come last."""
    blocks = list(tables)
    undone = undone_ids(event for _, _, event in blocks if event is not None)
    ordered_blocks = sorted(
        blocks, key=lambda block: (block[2] is None, block[2].at if block[2] else datetime.min.replace(tzinfo=UTC))
    )
    return [
        {"kind": kind, "undone": event is not None and event.id in undone, "values": _json_value(table, 0)}
        for kind, table, event in ordered_blocks
    ]


def _json_value(value: Any, depth: int) -> Any:
    """Convert a TOML value to a JSON value. A value without a JSON type becomes a string."""
    if depth > _MAX_DEPTH:
        return "…"
    match value:
        case Mapping():
            return {key: _json_value(item, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_json_value(item, depth + 1) for item in value]
        case datetime() if value.tzinfo is not None:
            return format_instant(value)
        case date() | time():
            return value.isoformat()
        case float() if not isfinite(value):
            return str(value)
        case int() if abs(value) >= _MAX_INT:
            return hex(value)
    return value
