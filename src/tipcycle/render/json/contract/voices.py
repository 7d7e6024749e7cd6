"""Document type of `tipcycle voices --json`, and the remark fields that the review shares."""

from typing import TypedDict

from tipcycle.core.events import SpiralPlace
from tipcycle.render.json.contract.values import EventId, InstantText, TipNumber, WeekText


class RemarkFields(TypedDict):
    """A voice or a note."""

    id: EventId
    """The id, which `voices share` accepts."""
    at: InstantText
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
    heard: SpiralPlace | None
    """The place on the spiral where it was heard: `culture`, `experience`, `loyalty` or `reputation`."""


class VoicesDocument(TypedDict):
    """The voices, including private ones. For the manager only."""

    voices: list[RemarkFields]
    """The selected voices, in the order in which they were heard."""
