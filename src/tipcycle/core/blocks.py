"""What a journal consists of: blocks, one for each thing that happened (design.md §3).

A block has a stamp (who it is, when it was written) and a body (what it says). Names of bodies and of their
fields are the names in the files; a trailing underscore only keeps Python's keywords free.
"""

from __future__ import annotations  # the annotations name the shapes that `journal.shapes` reads and writes

from dataclasses import dataclass
from datetime import date, datetime

from tipcycle.core.weeks import Week

Numbers = tuple[int, ...]
Weeks = tuple[Week, ...]
Ids = tuple[str, ...]
Tip = int
"""The number of a tip: 1–101 in the catalogue, from 201 on the manager's own."""
Scale = int
"""A felt answer, 1–5."""
Language = str
"""`en` or `nl`."""
Counts = tuple[int, ...]
"""Five numbers: how many answered 1, 2, 3, 4, 5."""
Marks = str
"""Eight signs: `y`, `n` or `?`."""
Weekday = str
"""`monday` … `sunday`."""

Spiral = str
"""`culture`, `experience`, `loyalty` or `reputation`."""

SPIRAL = ("culture", "experience", "loyalty", "reputation")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LANGUAGES = ("en", "nl")
FIVE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Five tips chosen for a cycle."""

    tips: Numbers
    running: str | None = None
    """What must simply keep running meanwhile."""
    weeks: int | None = None
    anchor: date | None = None
    """Both only where a pick begins anew in the file of a cycle that was undone and counts differently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkin:
    """The answers of one week; a later one for the same week replaces what it names."""

    week: Week
    did: Numbers = ()
    costly: Numbers = ()
    missed: Numbers = ()
    none: Numbers = ()
    built: Numbers = ()
    team: Scale | None = None
    customers: Scale | None = None
    answer: str | None = None
    """To last week's question; private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line about a tip and a week; an empty one clears the earlier."""

    text: str
    tip: Tip | None = None
    week: Week | None = None
    by: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words worth keeping; who said them only as a role."""

    text: str
    by: str | None = None
    tip: Tip | None = None
    week: Week | None = None
    shared: bool = False
    heard: Spiral | None = None
    """Where it was heard, for the spiral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Whether a note or voice may go on paper, from now on."""

    of: str
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Weeks that do not count; the reason is never printed for others."""

    weeks: Weeks
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One of the five makes place for another."""

    old: Tip
    new: Tip
    from_: Week
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """What happens to each of the five, and which earlier ones are still alive."""

    keep: Numbers = ()
    adapt: Numbers = ()
    extend: Numbers = ()
    drop: Numbers = ()
    by_hand: Numbers = ()
    alive: Numbers = ()
    lapsed: Numbers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one tip taught, written at the close."""

    tip: Tip
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The manager's own sentence on the cycle."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and where one of the five is done, in the manager's own words; an empty one clears it."""

    tip: Tip
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Takes back the entry that consists of these blocks."""

    of: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who the manager is; of each key the latest wins."""

    name: str | None = None
    team: str | None = None
    language: Language | None = None
    day: Weekday | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Star:
    """Tips that stuck while reading, or no longer do."""

    tips: Numbers
    starred: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The touchstone sentence; provisional until it was written together."""

    text: str
    together: date | None = None
    """The day on which it was written together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How customer-focused we find ourselves: the leader's guess and answer, and a tally of paper slips."""

    guess: Scale | None = None
    own: Scale | None = None
    others: Counts = ()
    """How many slips said 1, 2, 3, 4 and 5; never who, never in which order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """Eight plain answers on the change at hand."""

    answers: Marks


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


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that was written down, and when."""

    id: str
    at: datetime
    """UTC; only orders."""
    on: date
    """The local date it was entered; every rule compares this."""
    body: Body


@dataclass(frozen=True, slots=True)
class Header:
    """What a cycle file says of itself before its first block."""

    starts: date
    weeks: int
    anchor: date


@dataclass(frozen=True, slots=True)
class CycleFile:
    """A cycle as it lies on disk: the header, and its blocks in any order."""

    header: Header
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """All that a manager has written, as read."""

    own: tuple[Block, ...] = ()
    """The blocks of `journal.toml`, which belong to no cycle."""
    files: tuple[CycleFile, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of every file."""
        return self.own + tuple(block for file in self.files for block in file.blocks)


@dataclass(frozen=True, slots=True)
class Change:
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
