"""The values that a key of a block can hold, by the names that `journal.shapes` reads and writes them by.

What a block can say: one class for each kind, in the words of the files.

A trailing underscore only keeps Python's keywords free.

What a journal consists of: blocks, one for each thing that happened (docs/reference/file-format.md).

A block has a stamp (who it is, when it was written) and a body (what it says). Names of bodies and of their
fields are the names in the files.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from tipcycle.core.weeks import Week

WeekCount = int
"""How many weeks a cycle has, 8 or 9."""
Monday = date
"""The date of a Monday."""
TipNumbers = tuple[int, ...]
Weeks = tuple[Week, ...]
EventIds = tuple[str, ...]
TipNumber = int
"""The number of a tip: 1–101 in the catalogue, from 201 on the manager's own."""
ScaleValue = int
"""A felt answer, 1–5."""
LanguageCode = str
"""`en` or `nl`."""
SlipCounts = tuple[int, ...]
"""Five numbers: how many answered 1, 2, 3, 4, 5."""
ReflectionAnswers = str
"""Eight signs: `y`, `n` or `?`."""
Weekday = str
"""`monday` … `sunday`."""
SpiralPlace = str
"""`culture`, `experience`, `loyalty` or `reputation`."""

SPIRAL_PLACES = ("culture", "experience", "loyalty", "reputation")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIPS_PER_CYCLE = 5
SCALE = range(1, 6)
"""What a felt answer can be."""
REFLECTION_QUESTION_COUNT = 8
"""How many a reflection asks."""


class Pick(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Five tips chosen for a cycle."""

    tips: TipNumbers
    """The five, by number."""
    running: str | None = None
    """What must simply keep running meanwhile."""
    weeks: WeekCount | None = None
    """Only where a pick begins anew in the file of a cycle that was undone and counts differently: how many weeks."""
    anchor: Monday | None = None
    """Beside `weeks`: the Monday from which the chain of cycles counts."""


class Checkin(Struct, frozen=True, kw_only=True, tag=str.lower):
    """The answers of one week; a later one for the same week replaces what it names."""

    week: Week
    """The week that is looked back on."""
    did: TipNumbers = ()
    """Done."""
    costly: TipNumbers = ()
    """Done, though it cost something."""
    missed: TipNumbers = ()
    """Not done."""
    none: TipNumbers = ()
    """It did not arise; only tips that wait for their occasion."""
    built: TipNumbers = ()
    """Done, and it stands now; only tips that are made once."""
    team: ScaleValue | None = None
    """How the week felt in the team."""
    customers: ScaleValue | None = None
    """How it felt with customers."""
    answer: str | None = None
    """To last week's question; private."""


class Note(Struct, frozen=True, kw_only=True, tag=str.lower):
    """A line about a tip and a week; an empty one clears the earlier."""

    text: str
    """The line; an empty one clears what was noted for that tip and week."""
    tip: TipNumber | None = None
    """The tip it is about."""
    week: Week | None = None
    """The week it is about."""
    by: str | None = None
    """Who said it, as a role."""
    shared: bool = False
    """Whether it may go on paper."""


class Voice(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Words worth keeping; who said them only as a role."""

    text: str
    """What was said."""
    by: str | None = None
    """Who said it, as a role."""
    tip: TipNumber | None = None
    """The tip it is about."""
    week: Week | None = None
    """The week in which it was heard."""
    shared: bool = False
    """Whether it may go on paper."""
    heard: SpiralPlace | None = None
    """Where it was heard, for the spiral."""


class Share(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Whether a note or voice may go on paper, from now on."""

    of: str
    """The id of the note or voice."""
    shared: bool
    """Whether it may go on paper."""


class Pause(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Weeks that do not count; the reason is never printed for others."""

    weeks: Weeks
    """The weeks off."""
    because: str | None = None
    """Why; private."""


class Swap(Struct, frozen=True, kw_only=True, tag=str.lower):
    """One of the five makes place for another."""

    old: TipNumber
    """The tip that makes place."""
    new: TipNumber
    """The tip that comes in its place."""
    from_: Week
    """The first week of the new one."""
    because: str
    """Why; it shows in the review."""


class Close(Struct, frozen=True, kw_only=True, tag=str.lower):
    """What happens to each of the five, and which earlier ones are still alive."""

    keep: TipNumbers = ()
    """It became normal."""
    adapt: TipNumbers = ()
    """Kept in another form."""
    extend: TipNumbers = ()
    """Another round, with a place in the next five."""
    drop: TipNumbers = ()
    """Let go."""
    by_hand: TipNumbers = ()
    """Of those kept or adapted, the ones that count whatever their weeks say."""
    alive: TipNumbers = ()
    """Earlier tips that are still alive."""
    lapsed: TipNumbers = ()
    """Earlier tips that faded away."""

    @property
    def staying_tips(self) -> frozenset[int]:
        """The tips that stay, as they were or in another form."""
        return frozenset(self.keep + self.adapt)


class Lesson(Struct, frozen=True, kw_only=True, tag=str.lower):
    """What one tip taught, written at the close."""

    tip: TipNumber
    """Which tip."""
    text: str
    """What it taught."""


class Summary(Struct, frozen=True, kw_only=True, tag="words"):
    """The manager's own sentence on the cycle."""

    text: str
    """The sentence; an empty one clears it."""


class Plan(Struct, frozen=True, kw_only=True, tag=str.lower):
    """When and where one of the five is done, in the manager's own words; an empty one clears it."""

    tip: TipNumber
    """Which tip."""
    text: str
    """If …, then …"""


class Undo(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Takes back the entry that consists of these blocks."""

    of: EventIds
    """Their ids."""


class Profile(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Who the manager is; of each key the latest wins."""

    name: str | None = None
    """For the printouts."""
    team: str | None = None
    """For the printouts."""
    language: LanguageCode | None = None
    """Which language tipcycle speaks."""
    day: Weekday | None = None
    """The check-in day; Friday where none is said."""


class Star(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Tips that stuck while reading, or no longer do."""

    tips: TipNumbers
    """Which tips."""
    starred: bool = True
    """Whether they have a star from now on."""


class Touchstone(Struct, frozen=True, kw_only=True, tag="sentence"):
    """The touchstone sentence; provisional until it was written together."""

    text: str
    """The sentence."""
    together: date | None = None
    """The day on which it was written together."""


class Pulse(Struct, frozen=True, kw_only=True, tag=str.lower):
    """How customer-focused we find ourselves: the leader's guess and answer, and a tally of paper slips."""

    guess: ScaleValue | None = None
    """What the manager thinks colleagues will say."""
    own: ScaleValue | None = None
    """What the manager says."""
    others: SlipCounts = ()
    """How many slips said 1, 2, 3, 4 and 5; never who, never in which order."""


class Reflection(Struct, frozen=True, kw_only=True, tag=str.lower):
    """Eight plain answers on the change at hand."""

    answers: ReflectionAnswers
    """Three on the way of working, three on the way of thinking, one on running, one on exploring."""


Payload = (
    Pick
    | Checkin
    | Note
    | Voice
    | Share
    | Pause
    | Swap
    | Close
    | Lesson
    | Summary
    | Plan
    | Undo
    | Profile
    | Star
    | Touchstone
    | Pulse
    | Reflection
)

CYCLE_PAYLOADS: tuple[type[Payload], ...] = (
    Pick, Checkin, Note, Voice, Share, Pause, Swap, Close, Lesson, Summary, Plan, Undo,
)  # fmt: skip
JOURNAL_PAYLOADS: tuple[type[Payload], ...] = (Profile, Star, Touchstone, Pulse, Reflection, Voice, Share, Undo)


def event_kind(payload: Payload | type[Payload]) -> str:
    """The word of a block in the files: `[[pick]]`, `[[checkin]]` …"""
    tag = payload.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


class Event(Struct, frozen=True):
    """One thing that was written down, and when."""

    id: str
    """Unique without a counter, so that two machines never collide."""
    at: datetime
    """UTC; only orders."""
    on: date
    """The local date it was entered; every rule compares this."""
    payload: Payload


class CycleHeader(Struct, frozen=True):
    """What a cycle file says of itself before its first block."""

    starts: date
    """The first Monday, by which the file is named."""
    weeks: int
    """How many weeks the cycle has."""
    anchor: date
    """The Monday from which the chain of cycles counts."""

    @property
    def calendar_weeks(self) -> tuple[Week, ...]:
        """The weeks themselves, first to last."""
        first = Week(self.starts)
        return tuple(first.plus(n) for n in range(self.weeks))


class CycleFile(Struct, frozen=True):
    """A cycle as it lies on disk: the header, and its blocks in any order."""

    header: CycleHeader
    events: tuple[Event, ...]


class Journal(Struct, frozen=True):
    """All that a manager has written, as read."""

    global_events: tuple[Event, ...] = ()
    """The blocks of `journal.toml`, which belong to no cycle."""
    cycle_files: tuple[CycleFile, ...] = ()


class Change(Struct, frozen=True):
    """What one command adds: the blocks of one entry, all in one file."""

    cycle_start: date | None
    """The first Monday of the cycle whose file it goes to; None for `journal.toml`."""
    payloads: tuple[Payload, ...]
    new_header: CycleHeader | None = None
    """The header, when the file does not exist yet."""

    @property
    def change(self) -> Change:
        """Itself: an edit that leads to nothing else than its change."""
        return self
