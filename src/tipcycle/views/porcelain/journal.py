"""The journal looked at from outside: what is wrong in it, what was written, what it was before."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tipcycle.core.blocks import kind_of
from tipcycle.core.history import Written
from tipcycle.core.problems import Problem
from tipcycle.views.backup_words import Shown
from tipcycle.views.porcelain.values import instant

if TYPE_CHECKING:
    from tipcycle.views import contract


def problems_json(problems: Iterable[Problem], sentences: Mapping[Problem, tuple[str, str]]) -> contract.Check:
    """`tipcycle journal check --json`."""
    return {
        "problems": [
            {
                "level": problem.level,
                "file": problem.file,
                "line": problem.line,
                "message": sentences[problem][0],
                "hint": sentences[problem][1],
            }
            for problem in problems
        ]
    }


def history_json(history: Iterable[Written]) -> contract.History:
    """`tipcycle journal history --json`: every entry, what was taken back included."""
    return {
        "entries": [
            {
                "at": instant(written.entry.at),
                "on": written.on.isoformat(),
                "cycle": written.number,
                "undone": written.entry.undone,
                "blocks": [{"id": block.id, "kind": kind_of(block.body)} for block in written.entry.blocks],
            }
            for written in history
        ]
    }


def backups_json(backups: Iterable[Shown]) -> contract.Backups:
    """`tipcycle journal backups --json`."""
    return {
        "backups": [
            {
                "file": backup.file,
                "number": backup.number,
                "written": instant(backup.written),
                "size": backup.size,
                "blocks": backup.blocks,
                "readable": backup.errors == 0,
                "longer": backup.longer,
                "path": backup.path,
            }
            for backup in backups
        ]
    }
