"""What a journal consists of: blocks, one for each thing that happened (docs/reference/file-format.md).

A block has a stamp (who it is, when it was written) and a body (what it says). Names of bodies and of their
fields are the names in the files.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from tipcycle.core.blocks.bodies import (
    Checkin,
    Close,
    Lesson,
    Note,
    Pause,
    Pick,
    Plan,
    Profile,
    Pulse,
    Reflection,
    Sentence,
    Share,
    Star,
    Swap,
    Undo,
    Voice,
    Words,
)
from tipcycle.core.blocks.values import FIVE, QUESTIONS, SCALE, SPIRAL, WEEKDAYS, Spiral, Weekday
from tipcycle.core.weeks import Week

__all__ = (
    "FIVE", "IN_A_CYCLE", "IN_THE_JOURNAL", "QUESTIONS", "SCALE", "SPIRAL", "WEEKDAYS", "Block", "Body", "Change",
    "Checkin", "Close", "CycleFile", "Header", "Journal", "Lesson", "Note", "Pause", "Pick", "Plan", "Profile", "Pulse",
    "Reflection", "Sentence", "Share", "Spiral", "Star", "Swap", "Undo", "Voice", "Weekday", "Words", "kind_of",
)  # fmt: skip


Body = (
    Pick
    | Checkin
    | Note
    | Voice
    | Share
    | Pause
    | Swap
    | Close
    | Lesson
    | Words
    | Plan
    | Undo
    | Profile
    | Star
    | Sentence
    | Pulse
    | Reflection
)

IN_A_CYCLE: tuple[type[Body], ...] = (
    Pick, Checkin, Note, Voice, Share, Pause, Swap, Close, Lesson, Words, Plan, Undo,
)  # fmt: skip
IN_THE_JOURNAL: tuple[type[Body], ...] = (Profile, Star, Sentence, Pulse, Reflection, Voice, Share, Undo)


def kind_of(body: Body | type[Body]) -> str:
    """The word of a block in the files: `[[pick]]`, `[[checkin]]` …"""
    return (body if isinstance(body, type) else type(body)).__name__.lower()


class Block(Struct, frozen=True):
    """One thing that was written down, and when."""

    id: str
    """Unique without a counter, so that two machines never collide."""
    at: datetime
    """UTC; only orders."""
    on: date
    """The local date it was entered; every rule compares this."""
    body: Body


class Header(Struct, frozen=True):
    """What a cycle file says of itself before its first block."""

    starts: date
    """The first Monday, by which the file is named."""
    weeks: int
    """How many weeks the cycle has."""
    anchor: date
    """The Monday from which the chain of cycles counts."""

    @property
    def calendar(self) -> tuple[Week, ...]:
        """The weeks themselves, first to last."""
        first = Week(self.starts)
        return tuple(first.plus(n) for n in range(self.weeks))


class CycleFile(Struct, frozen=True):
    """A cycle as it lies on disk: the header, and its blocks in any order."""

    header: Header
    blocks: tuple[Block, ...]


class Journal(Struct, frozen=True):
    """All that a manager has written, as read."""

    own: tuple[Block, ...] = ()
    """The blocks of `journal.toml`, which belong to no cycle."""
    files: tuple[CycleFile, ...] = ()


class Change(Struct, frozen=True):
    """What one command adds: the blocks of one entry, all in one file."""

    file: date | None
    """The first Monday of the cycle whose file it goes to; None for `journal.toml`."""
    bodies: tuple[Body, ...]
    opens: Header | None = None
    """The header, when the file does not exist yet."""

    @property
    def change(self) -> Change:
        """Itself: an edit that leads to nothing else than its change."""
        return self
