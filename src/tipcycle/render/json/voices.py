"""What was heard, and a voice or a note as the review holds it too."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.voices import VoiceRecord
from tipcycle.render.json.values import format_instant

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates
    from tipcycle.render.json import contract


def voices_json(voices: Iterable[VoiceRecord]) -> contract.VoicesDocument:
    """`tipcycle voices --json`."""
    return {"voices": [remark_fields(voice.remark, voice.cycle) for voice in voices]}


def remark_fields(remark: Remark, cycle: Cycle | CycleDates | None) -> contract.RemarkFields:
    """A voice or a note."""
    return {
        "id": remark.id,
        "at": format_instant(remark.at),
        "text": remark.text,
        "by": remark.by,
        "tip": remark.tip,
        "cycle": cycle.number if cycle else None,
        "shared": remark.shared,
        "week": str(remark.week) if remark.week else None,
        "heard": remark.spiral_place,
    }
