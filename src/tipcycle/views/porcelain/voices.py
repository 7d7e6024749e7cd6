"""What was heard, and a voice or a note as the review holds it too."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tipcycle.core.cycle import Cycle, Line
from tipcycle.core.voices import Heard
from tipcycle.views.porcelain.values import instant

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates
    from tipcycle.views import contract


def voices_json(voices: Iterable[Heard]) -> contract.Voices:
    """`tipcycle voices --json`."""
    return {"voices": [line_json(heard.line, heard.cycle) for heard in voices]}


def line_json(line: Line, cycle: Cycle | CycleDates | None) -> contract.Line:
    """A voice or a note."""
    return {
        "id": line.id,
        "at": instant(line.at),
        "text": line.text,
        "by": line.by,
        "tip": line.tip,
        "cycle": cycle.number if cycle else None,
        "shared": line.shared,
        "week": str(line.week) if line.week else None,
        "heard": line.heard,
    }
