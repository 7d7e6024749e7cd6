"""The document of `voices`, and the remark fields that the review shares."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tipcycle.core.cycle import Remark
from tipcycle.core.voices import VoiceRecord
from tipcycle.render.json.values import EventId, Instant, TipNumber, WeekText


class RemarkFields(Struct, frozen=True):
    """A voice or a note."""

    id: EventId
    """The id, which `voices share` accepts."""
    at: Instant
    """The time of writing."""
    text: str
    """The text."""
    by: str | None
    """The role of the speaker."""
    tip: TipNumber | None
    """The tip it is about."""
    cycle: int | None
    """The number of the cycle; null if it belongs to no cycle."""
    shared: bool
    """True if it may be printed for others."""
    week: WeekText | None
    """The week it is about."""
    heard: str | None
    """The place on the spiral where it was heard: `culture`, `experience`, `loyalty` or `reputation`."""


class VoicesDocument(Struct, frozen=True):
    """The voices, including private ones. For the manager only."""

    voices: Sequence[RemarkFields]
    """The selected voices, in the order in which they were heard."""


def voices_json(voices: Iterable[VoiceRecord]) -> VoicesDocument:
    """Return the document of `tipcycle voices --json`."""
    return VoicesDocument(voices=[remark_fields(voice.remark, voice.cycle_number) for voice in voices])


def remark_fields(remark: Remark, cycle_number: int | None) -> RemarkFields:
    """Return a voice or a note."""
    return RemarkFields(
        id=remark.id,
        at=remark.at,
        text=remark.text,
        by=remark.by,
        tip=remark.tip,
        cycle=cycle_number,
        shared=remark.shared,
        week=str(remark.week) if remark.week else None,
        heard=remark.spiral_place,
    )
