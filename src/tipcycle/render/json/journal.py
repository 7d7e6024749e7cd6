"""Documents about the journal files: problems, history and backups."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tipcycle.core.diagnostics import Problem
from tipcycle.core.events import event_kind
from tipcycle.core.history import HistoryEntry
from tipcycle.render.diagnostics import BackupRow
from tipcycle.render.json.values import format_instant

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def check_json(problems: Iterable[Problem], messages: Mapping[Problem, tuple[str, str]]) -> contract.CheckDocument:
    """Return the document of `tipcycle journal check --json`."""
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
    """Return the document of `tipcycle journal history --json`, including undone entries."""
    return {
        "entries": [
            {
                "at": format_instant(history_entry.entry.at),
                "on": history_entry.on.isoformat(),
                "cycle": history_entry.cycle_number,
                "undone": history_entry.entry.is_undone,
                "blocks": [{"id": event.id, "kind": event_kind(event.payload)} for event in history_entry.entry.events],
            }
            for history_entry in entries
        ]
    }


def backups_json(backups: Iterable[BackupRow]) -> contract.BackupsDocument:
    """Return the document of `tipcycle journal backups --json`."""
    return {
        "backups": [
            {
                "file": backup.file,
                "number": backup.number,
                "written": format_instant(backup.written_at),
                "size": backup.size,
                "blocks": backup.event_count,
                "readable": backup.error_count == 0,
                "longer": backup.is_larger,
                "path": backup.path,
            }
            for backup in backups
        ]
    }
