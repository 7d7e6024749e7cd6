"""A whole journal as one JSON document: every block as it stands in the files, and the facts of each cycle."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

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
"""Every block of a file: its kind, its keys, and what was understood of it."""

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
    """`tipcycle journal export --format json`. `unread` is how many things had to be left out."""
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
    """A cycle that was taken back has no number, and neither has one that cannot be read."""
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
    """The blocks in order; those of unknown kinds come last."""
    entries = list(tables)
    undone = undone_ids(block for _, _, block in entries if block is not None)
    ordered = sorted(
        entries, key=lambda one: (one[2] is None, one[2].at if one[2] else datetime.min.replace(tzinfo=UTC))
    )
    return [
        {"kind": kind, "undone": block is not None and block.id in undone, "values": _json_value(table, 0)}
        for kind, table, block in ordered
    ]


def _json_value(value: Any, depth: int) -> Any:
    """A value of a file as JSON has it; what JSON has no form for becomes a text."""
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
