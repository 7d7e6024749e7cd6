"""`tipcycle voices --json`, and a voice or a note as the review holds it too."""

from typing import TypedDict

from tipcycle.core.events import SpiralPlace
from tipcycle.render.json.contract.values import EventId, InstantText, TipNumber, WeekText


class RemarkFields(TypedDict):
    """A voice or a note."""

    id: EventId
    """Its id, by which it is shared."""
    at: InstantText
    """When it was written down."""
    text: str
    """The words."""
    by: str | None
    """Who said them, as a role."""
    tip: TipNumber | None
    """The tip it is about."""
    cycle: int | None
    """The number of its cycle; null for what belongs to none."""
    shared: bool
    """Whether it may go on paper."""
    week: WeekText | None
    """The week it is about."""
    heard: SpiralPlace | None
    """Where on the spiral it was heard: `culture`, `experience`, `loyalty` or `reputation`."""


class VoicesDocument(TypedDict):
    """What was heard, private lines included: for the manager's own eyes."""

    voices: list[RemarkFields]
    """The voices that were asked for, in the order in which they were heard."""
