"""A whole journal as one JSON document: every block as it stands in the files, and the facts of each cycle."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any

from tipcycle.core.blocks import Block, Profile
from tipcycle.core.cycle import Cycle
from tipcycle.core.standing import undone_ids
from tipcycle.views.porcelain.profile import profile_fields
from tipcycle.views.porcelain.values import instant

if TYPE_CHECKING:
    from tipcycle.views import contract

Tables = Iterable[tuple[str, Mapping[str, Any], Block | None]]
"""Every block of a file: its kind, its keys, and what was understood of it."""

_DEEPEST = 40
_LONGEST = 2**63


def journal_json(
    profile: Profile,
    own: Tables,
    files: Mapping[date, Tables],
    cycles: Sequence[Cycle],
    tips: Iterable[Mapping[str, Any]],
    unread: int,
) -> contract.Export:
    """`tipcycle journal export --format json`. `unread` is how many things had to be left out."""
    known = {cycle.starts: cycle for cycle in cycles}
    return {
        "profile": profile_fields(profile),
        "journal": {"blocks": _blocks(own)},
        "cycles": [_cycle(starts, known.get(starts), tables) for starts, tables in sorted(files.items())],
        "own_tips": [_value(tip, 0) for tip in tips],
        "unread": unread,
    }


def _cycle(starts: date, cycle: Cycle | None, tables: Tables) -> contract.StoredCycle:
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
        "blocks": _blocks(tables),
    }


def _blocks(tables: Tables) -> list[contract.StoredBlock]:
    """The blocks in order; those of unknown kinds come last."""
    every = list(tables)
    undone = undone_ids(block for _, _, block in every if block is not None)
    ordered = sorted(every, key=lambda one: (one[2] is None, one[2].at if one[2] else datetime.min.replace(tzinfo=UTC)))
    return [
        {"kind": kind, "undone": block is not None and block.id in undone, "values": _value(table, 0)}
        for kind, table, block in ordered
    ]


def _value(value: Any, depth: int) -> Any:
    """A value of a file as JSON has it; what JSON has no form for becomes a text."""
    if depth > _DEEPEST:
        return "…"
    match value:
        case Mapping():
            return {key: _value(item, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_value(item, depth + 1) for item in value]
        case datetime() if value.tzinfo is not None:
            return instant(value)
        case date() | time():
            return value.isoformat()
        case float() if not isfinite(value):
            return str(value)
        case int() if abs(value) >= _LONGEST:
            return hex(value)
    return value
