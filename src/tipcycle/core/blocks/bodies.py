"""What a block can say: one class for each kind, in the words of the files.

A trailing underscore only keeps Python's keywords free.
"""

from __future__ import annotations  # the annotations name the shapes that `journal.shapes` reads and writes

from datetime import date

from msgspec import Struct

from tipcycle.core.blocks.values import (
    Counts,
    CycleWeeks,
    Ids,
    Language,
    Marks,
    Monday,
    Numbers,
    Scale,
    Spiral,
    Tip,
    Weekday,
    Weeks,
)
from tipcycle.core.weeks import Week


class Pick(Struct, frozen=True, kw_only=True, tag=True):
    """Five tips chosen for a cycle."""

    tips: Numbers
    """The five, by number."""
    running: str | None = None
    """What must simply keep running meanwhile."""
    weeks: CycleWeeks | None = None
    """Only where a pick begins anew in the file of a cycle that was undone and counts differently: how many weeks."""
    anchor: Monday | None = None
    """Beside `weeks`: the Monday from which the chain of cycles counts."""


class Checkin(Struct, frozen=True, kw_only=True, tag=True):
    """The answers of one week; a later one for the same week replaces what it names."""

    week: Week
    """The week that is looked back on."""
    did: Numbers = ()
    """Done."""
    costly: Numbers = ()
    """Done, though it cost something."""
    missed: Numbers = ()
    """Not done."""
    none: Numbers = ()
    """It did not arise; only tips that wait for their occasion."""
    built: Numbers = ()
    """Done, and it stands now; only tips that are made once."""
    team: Scale | None = None
    """How the week felt in the team."""
    customers: Scale | None = None
    """How it felt with customers."""
    answer: str | None = None
    """To last week's question; private."""


class Note(Struct, frozen=True, kw_only=True, tag=True):
    """A line about a tip and a week; an empty one clears the earlier."""

    text: str
    """The line; an empty one clears what was noted for that tip and week."""
    tip: Tip | None = None
    """The tip it is about."""
    week: Week | None = None
    """The week it is about."""
    by: str | None = None
    """Who said it, as a role."""
    shared: bool = False
    """Whether it may go on paper."""


class Voice(Struct, frozen=True, kw_only=True, tag=True):
    """Words worth keeping; who said them only as a role."""

    text: str
    """What was said."""
    by: str | None = None
    """Who said it, as a role."""
    tip: Tip | None = None
    """The tip it is about."""
    week: Week | None = None
    """The week in which it was heard."""
    shared: bool = False
    """Whether it may go on paper."""
    heard: Spiral | None = None
    """Where it was heard, for the spiral."""


class Share(Struct, frozen=True, kw_only=True, tag=True):
    """Whether a note or voice may go on paper, from now on."""

    of: str
    """The id of the note or voice."""
    shared: bool
    """Whether it may go on paper."""


class Pause(Struct, frozen=True, kw_only=True, tag=True):
    """Weeks that do not count; the reason is never printed for others."""

    weeks: Weeks
    """The weeks off."""
    because: str | None = None
    """Why; private."""


class Swap(Struct, frozen=True, kw_only=True, tag=True):
    """One of the five makes place for another."""

    old: Tip
    """The tip that makes place."""
    new: Tip
    """The tip that comes in its place."""
    from_: Week
    """The first week of the new one."""
    because: str
    """Why; it shows in the review."""


class Close(Struct, frozen=True, kw_only=True, tag=True):
    """What happens to each of the five, and which earlier ones are still alive."""

    keep: Numbers = ()
    """It became normal."""
    adapt: Numbers = ()
    """Kept in another form."""
    extend: Numbers = ()
    """Another round, with a place in the next five."""
    drop: Numbers = ()
    """Let go."""
    by_hand: Numbers = ()
    """Of those kept or adapted, the ones that count whatever their weeks say."""
    alive: Numbers = ()
    """Earlier tips that are still alive."""
    lapsed: Numbers = ()
    """Earlier tips that faded away."""

    @property
    def kept(self) -> frozenset[int]:
        """The tips that stay, as they were or in another form."""
        return frozenset(self.keep + self.adapt)


class Lesson(Struct, frozen=True, kw_only=True, tag=True):
    """What one tip taught, written at the close."""

    tip: Tip
    """Which tip."""
    text: str
    """What it taught."""


class Words(Struct, frozen=True, kw_only=True, tag=True):
    """The manager's own sentence on the cycle."""

    text: str
    """The sentence; an empty one clears it."""


class Plan(Struct, frozen=True, kw_only=True, tag=True):
    """When and where one of the five is done, in the manager's own words; an empty one clears it."""

    tip: Tip
    """Which tip."""
    text: str
    """If …, then …"""


class Undo(Struct, frozen=True, kw_only=True, tag=True):
    """Takes back the entry that consists of these blocks."""

    of: Ids
    """Their ids."""


class Profile(Struct, frozen=True, kw_only=True, tag=True):
    """Who the manager is; of each key the latest wins."""

    name: str | None = None
    """For the printouts."""
    team: str | None = None
    """For the printouts."""
    language: Language | None = None
    """Which language tipcycle speaks."""
    day: Weekday | None = None
    """The check-in day; Friday where none is said."""


class Star(Struct, frozen=True, kw_only=True, tag=True):
    """Tips that stuck while reading, or no longer do."""

    tips: Numbers
    """Which tips."""
    starred: bool = True
    """Whether they have a star from now on."""


class Sentence(Struct, frozen=True, kw_only=True, tag=True):
    """The touchstone sentence; provisional until it was written together."""

    text: str
    """The sentence."""
    together: date | None = None
    """The day on which it was written together."""


class Pulse(Struct, frozen=True, kw_only=True, tag=True):
    """How customer-focused we find ourselves: the leader's guess and answer, and a tally of paper slips."""

    guess: Scale | None = None
    """What the manager thinks colleagues will say."""
    own: Scale | None = None
    """What the manager says."""
    others: Counts = ()
    """How many slips said 1, 2, 3, 4 and 5; never who, never in which order."""


class Reflection(Struct, frozen=True, kw_only=True, tag=True):
    """Eight plain answers on the change at hand."""

    answers: Marks
    """Three on the way of working, three on the way of thinking, one on running, one on exploring."""
