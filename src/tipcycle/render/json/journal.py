"""The journal looked at from outside: what is wrong in it, what was written, what it was before."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tipcycle.core.diagnostics import Problem
from tipcycle.core.events import event_kind
from tipcycle.core.history import HistoryEntry
from tipcycle.render.diagnostics import BackupRow
from tipcycle.render.json.values import format_instant

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def problems_json(problems: Iterable[Problem], messages: Mapping[Problem, tuple[str, str]]) -> contract.CheckDocument:
    """`tipcycle journal check --json`."""
    return {
        "problems": [
            {
                "level": problem.severity,
                "file": problem.file,
                "line": problem.line,
                "message": messages[problem][0],
                "hint": messages[problem][1],
            }
            for problem in problems
        ]
    }


def history_json(entries: Iterable[HistoryEntry]) -> contract.HistoryDocument:
    """`tipcycle journal history --json`: every entry, what was taken back included."""
    return {
        "entries": [
            {
                "at": format_instant(history_entry.entry.at),
                "on": history_entry.on.isoformat(),
                "cycle": history_entry.cycle_number,
                "undone": history_entry.entry.is_undone,
                "blocks": [{"id": block.id, "kind": event_kind(block.payload)} for block in history_entry.entry.blocks],
            }
            for history_entry in entries
        ]
    }


def backups_json(backups: Iterable[BackupRow]) -> contract.BackupsDocument:
    """`tipcycle journal backups --json`."""
    return {
        "backups": [
            {
                "file": backup.file,
                "number": backup.number,
                "written": format_instant(backup.written_at),
                "size": backup.size,
                "blocks": backup.blocks,
                "readable": backup.errors == 0,
                "longer": backup.longer,
                "path": backup.path,
            }
            for backup in backups
        ]
    }
