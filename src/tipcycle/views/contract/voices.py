"""`tipcycle voices --json`, and a voice or a note as the review holds it too."""

from typing import TypedDict

from tipcycle.core.blocks import Spiral
from tipcycle.views.contract.values import Id, Instant, Tip, Week


class Line(TypedDict):
    """A voice or a note."""

    id: Id
    """Its id, by which it is shared."""
    at: Instant
    """When it was written down."""
    text: str
    """The words."""
    by: str | None
    """Who said them, as a role."""
    tip: Tip | None
    """The tip it is about."""
    cycle: int | None
    """The number of its cycle; null for what belongs to none."""
    shared: bool
    """Whether it may go on paper."""
    week: Week | None
    """The week it is about."""
    heard: Spiral | None
    """Where on the spiral it was heard: `culture`, `experience`, `loyalty` or `reputation`."""


class Voices(TypedDict):
    """What was heard, private lines included: for the manager's own eyes."""

    voices: list[Line]
    """The voices that were asked for, in the order in which they were heard."""
