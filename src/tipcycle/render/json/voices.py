"""The document of `voices`, and the remark fields that the review shares."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.voices import VoiceRecord
from tipcycle.render.json.values import format_instant

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates
    from tipcycle.render.json import contract


def voices_json(voices: Iterable[VoiceRecord]) -> contract.VoicesDocument:
    """Return the document of `tipcycle voices --json`."""
    return {"voices": [remark_fields(voice.remark, voice.cycle) for voice in voices]}


def remark_fields(remark: Remark, cycle: Cycle | CycleDates | None) -> contract.RemarkFields:
    """Return a voice or a note."""
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
