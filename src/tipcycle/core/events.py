"""Events of a journal: one payload class for each kind of block in the files (docs/reference/file-format.md).

An event has a stamp (id and times) and a payload (the content). The tags of the payload classes and the names of
their fields are the names in the files.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, field

from tipcycle.core.languages import LanguageCode
from tipcycle.core.weeks import WEEKS_PER_CYCLE, Week

TIPS_PER_CYCLE = 5
SCALE = range(1, 6)
"""Allowed values of a feeling or an answer to the pulse."""
REFLECTION_QUESTION_COUNT = 8
"""Number of questions in a reflection."""

# msgspec checks these constraints when `storage.field_types` converts a block. The name of the annotation selects the
# text for the expected value.
WeekCount = Annotated[int, Meta(ge=WEEKS_PER_CYCLE[0], le=WEEKS_PER_CYCLE[-1])]
"""Number of weeks in a cycle: 8 or 9."""
Monday = date
"""Date of a Monday. `storage.field_types` checks the weekday."""
TipNumber = Annotated[int, Meta(ge=1, le=99_999)]
"""Number of a tip: 1–101 in the catalogue, 201 or higher for the manager's own tips."""
TipNumbers = tuple[TipNumber, ...]
Weeks = tuple[Week, ...]
EventIds = tuple[str, ...]
ScaleValue = Annotated[int, Meta(ge=SCALE[0], le=SCALE[-1])]
"""A feeling or an answer to the pulse, from 1 to 5."""
SlipCounts = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=9999)], ...], Meta(min_length=len(SCALE), max_length=len(SCALE))
]
"""Five counts: the number of slips with answer 1, 2, 3, 4 and 5."""
ReflectionAnswers = Annotated[str, Meta(pattern=rf"\A[yn?]{{{REFLECTION_QUESTION_COUNT}}}\Z")]
"""Eight characters: `y`, `n` or `?`."""
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SpiralPlace = Literal["culture", "experience", "loyalty", "reputation"]

SPIRAL_PLACES: tuple[SpiralPlace, ...] = get_args(SpiralPlace)
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class Pick(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The five tips of a cycle."""

    tips: TipNumbers
    """The five tip numbers."""
    running: str | None = None
    """Work that must keep running during the cycle."""
    ask: str | None = None
    """Role of the person who may ask the manager about the five. It is printed on the card and never reminds anyone."""
    weeks: WeekCount | None = None
    """Number of weeks in the cycle. Present only if a new pick reuses the file of an undone cycle and this value
    differs from the header."""
    anchor: Monday | None = None
    """First Monday of the chain of cycles. Present only together with `weeks`."""


class Checkin(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The answers about one week. A later check-in for the same week replaces only the values that it names."""

    week: Week
    """The week that the answers are about."""
    did: TipNumbers = ()
    """Tips that were done."""
    costly: TipNumbers = ()
    """Tips that were done at a cost."""
    missed: TipNumbers = ()
    """Tips that were not done."""
    none: TipNumbers = ()
    """Tips whose occasion did not arise; only reflexes."""
    built: TipNumbers = ()
    """Tips that were done and now stand; only builds."""
    team: ScaleValue | None = None
    """Feeling about the week in the team."""
    customers: ScaleValue | None = None
    """Feeling about the week with customers."""
    answer: str | None = None
    """Answer to the question of the previous week; private."""


class PrivateTexts(Struct, frozen=True, kw_only=True):
    """The private texts of a check-in, with the names of their fields in `Checkin`.

    Each of them is in the types that inherit from this one, in the projection and in each form of the private review.
    """

    answer: str | None = None
    """The answer to last week's question."""


def private_texts(source: Checkin | PrivateTexts) -> dict[str, str]:
    """Return the private texts that are not empty, by name."""
    texts = {name: (getattr(source, name) or "").strip() for name in PrivateTexts.__struct_fields__}
    return {name: text for name, text in texts.items() if text}


class Note(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """A note about a tip or a week."""

    text: str
    """The note. An empty text clears the earlier note for the same tip and week."""
    tip: TipNumber | None = None
    """The tip that the note is about."""
    week: Week | None = None
    """The week that the note is about."""
    by: str | None = None
    """Role of the person who said it."""
    shared: bool = False
    """`true` if the note may be shown to others."""


class Voice(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """A quote worth keeping. The speaker is recorded only as a role."""

    text: str
    """The quote."""
    by: str | None = None
    """Role of the person who said it."""
    tip: TipNumber | None = None
    """The tip that the quote is about."""
    week: Week | None = None
    """The week in which it was heard."""
    shared: bool = False
    """`true` if the quote may be shown to others."""
    heard: SpiralPlace | None = None
    """Place on the spiral where it was heard."""


class Share(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The decision to show a note or voice to others from now on, or to keep it private."""

    of: str
    """Id of the note or voice."""
    shared: bool
    """`true` if it may be shown to others."""


class Pause(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """Weeks that do not count."""

    weeks: Weeks
    """The paused weeks."""
    because: str | None = None
    """The reason; private."""


class Swap(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The replacement of one of the five tips by another tip."""

    old: TipNumber
    """The tip that is replaced."""
    new: TipNumber
    """The tip that replaces it."""
    from_: Week = field(name="from")
    """First week of the new tip."""
    because: str
    """The reason; the review shows it."""


class Close(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The decisions about the five tips at the end of a cycle, and about earlier implemented tips."""

    keep: TipNumbers = ()
    """Tips that became normal practice."""
    adapt: TipNumbers = ()
    """Tips that are kept in another form."""
    extend: TipNumbers = ()
    """Tips that take a place in the next five."""
    drop: TipNumbers = ()
    """Tips that are dropped."""
    by_hand: TipNumbers = ()
    """Kept or adapted tips that count as implemented regardless of their statuses."""
    alive: TipNumbers = ()
    """Earlier implemented tips that are still alive."""
    lapsed: TipNumbers = ()
    """Earlier implemented tips that are no longer alive."""

    @property
    def staying_tips(self) -> frozenset[int]:
        """The tips that are kept or adapted."""
        return frozenset(self.keep + self.adapt)


class Lesson(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The lesson from one tip, written at the close."""

    tip: TipNumber
    """The tip."""
    text: str
    """The lesson."""


class Summary(Struct, frozen=True, kw_only=True, tag="words", omit_defaults=True):
    """The manager's own sentence about the cycle."""

    text: str
    """The sentence. An empty text clears it."""


class Plan(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The manager's plan for one of the five tips: when and where to do it."""

    tip: TipNumber
    """The tip."""
    text: str
    """The plan, as “If …, then …”. An empty text clears it."""


class Undo(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The reversal of one entry."""

    of: EventIds
    """Ids of all blocks of the entry."""


class Profile(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """The profile of the manager. The latest value of each key counts."""

    name: str | None = None
    """Name of the manager, for printouts."""
    team: str | None = None
    """Name of the team, for printouts."""
    language: LanguageCode | None = None
    """Language of tipcycle's output."""
    day: Weekday | None = None
    """Check-in day. The default is Friday."""


class Star(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """Tips that get or lose a star."""

    tips: TipNumbers
    """The tips."""
    starred: bool = True
    """`true` to add the star, `false` to remove it."""


class Touchstone(Struct, frozen=True, kw_only=True, tag="sentence", omit_defaults=True):
    """The touchstone sentence. It is provisional until it has a date in `together`."""

    text: str
    """The sentence."""
    together: date | None = None
    """Date on which the team wrote or confirmed the sentence together."""


class Pulse(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """Customer focus of the team: the manager's guess and own answer, and a tally of paper slips."""

    guess: ScaleValue | None = None
    """The answer that the manager expects from colleagues."""
    own: ScaleValue | None = None
    """The manager's own answer."""
    others: SlipCounts = ()
    """Number of slips with answer 1, 2, 3, 4 and 5. Names and order are not recorded."""


class Reflection(Struct, frozen=True, kw_only=True, tag=str.lower, omit_defaults=True):
    """Eight answers about the current change."""

    answers: ReflectionAnswers
    """Three answers about the way of working, three about the way of thinking, one about running and one about
    exploring."""


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
"""Payloads that a cycle file can contain."""
JOURNAL_PAYLOADS: tuple[type[Payload], ...] = (Profile, Star, Touchstone, Pulse, Reflection, Voice, Share, Undo)
"""Payloads that `journal.toml` can contain."""


def event_kind(payload: Payload | type[Payload]) -> str:
    """Return the name of the block that stores a payload: `pick` for `[[pick]]`, `checkin` for `[[checkin]]`."""
    tag = payload.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


class Event(Struct, frozen=True):
    """One recorded fact: a stamp and a payload."""

    id: str
    """Random id. It needs no counter, so that two machines do not create the same id."""
    at: datetime
    """UTC time at which the block was written; used only for ordering."""
    on: date
    """Local date of the entry; all rules use this date."""
    payload: Payload


class CycleHeader(Struct, frozen=True):
    """The `[cycle]` table at the start of a cycle file."""

    starts: date
    """First Monday of the cycle; also the name of the file."""
    weeks: int
    """Number of weeks in the cycle."""
    anchor: date
    """First Monday of the chain of cycles."""

    @property
    def calendar_weeks(self) -> tuple[Week, ...]:
        """All weeks of the cycle, in order."""
        first = Week(self.starts)
        return tuple(first.plus(n) for n in range(self.weeks))


class CycleFile(Struct, frozen=True):
    """A cycle file: the header and the events, in any order."""

    header: CycleHeader
    events: tuple[Event, ...]


class Journal(Struct, frozen=True):
    """All events of a manager, as read from the files."""

    global_events: tuple[Event, ...] = ()
    """Events of `journal.toml`; they belong to no cycle."""
    cycle_files: tuple[CycleFile, ...] = ()


class Change(Struct, frozen=True):
    """One entry to add to a journal: the payloads of one command, all for the same file."""

    cycle_start: date | None
    """First Monday of the cycle whose file gets the entry; None for `journal.toml`."""
    payloads: tuple[Payload, ...]
    new_header: CycleHeader | None = None
    """Header of the cycle file if the file does not exist yet."""

    @property
    def change(self) -> Change:
        """The change itself. An edit without other results can return a plain `Change` as its outcome."""
        return self
