"""The facts of a review; nothing in here looks for them.

Unless it is for the writer alone, no private line, no reason of a pause, nothing `by_hand` is in here at all, so that
no view can leak it.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.blocks import Pause
from tipcycle.core.cycle import Felt, Line, State
from tipcycle.core.momentum.reading import Fact, Verdict
from tipcycle.core.momentum.report import YearCycle
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.momentum.strength import Record
from tipcycle.core.pulse import Tally
from tipcycle.core.weeks import Week

Outcome = Literal["keep", "adapt", "extend", "drop", "swapped"]


class CycleDates(Struct, frozen=True):
    """Which cycle it is, without anything that was written in it."""

    number: int
    starts: date
    ends: date
    weeks: tuple[Week, ...]

    def week_number(self, week: Week) -> int | None:
        """Which week of the cycle this is, from 1; None outside it."""
        return self.weeks.index(week) + 1 if week in self.weeks else None


class ReviewedTip(Struct, frozen=True):
    """One tip of the cycle, with what may be read about it."""

    record: Record
    notes: tuple[Line, ...]
    costly_weeks: tuple[Week, ...]
    outcome: Outcome | None
    """None before the close: the table decides."""
    lesson: str | None
    swapped_for: int | None
    """The tip that took its place, and why."""
    because: str | None


class CostlyMoment(Struct, frozen=True):
    """A time when it cost something, and what may be read about it."""

    tip: int
    week: Week
    on: date
    """The day it was answered, at the latest the Sunday of its week."""
    texts: tuple[str, ...]


class Reading(Struct, frozen=True):
    """The reading at the end of the cycle, or today; for the back of the sheet, never for the front."""

    verdict: Verdict
    close_calls: tuple[Fact, ...]


class NextFive(Struct, frozen=True):
    """The seats of the next five: the last one is the team's."""

    seated: tuple[int, ...]
    """Tips with a place already: those that go on, or all five once they were picked."""
    free: int
    """How many seats are still empty, the team's among them."""
    suggested: tuple[int, ...]
    """From which the team may take one; they can write another."""
    picked: bool
    """Whether all five are known already."""


class Review(Struct, frozen=True):
    """One cycle, for a table or for its writer."""

    private: bool
    today: date
    name: str | None
    team: str | None
    cycle: CycleDates
    state: State
    sentence: str | None
    """The touchstone sentence."""
    provisional: bool
    """Whether it was not yet written together."""
    words: str | None
    voices: tuple[Line, ...]
    tips: tuple[ReviewedTip, ...]
    loose_notes: tuple[Line, ...]
    """Notes that belong to no tip in here."""
    felt: tuple[tuple[Week, Felt], ...]
    voiced: frozenset[Week]
    """The weeks with a voice that may be read here."""
    costly: tuple[CostlyMoment, ...]
    reading: Reading | None
    """None before the first Monday."""
    paused: tuple[Week, ...]
    pauses: tuple[Pause, ...]
    """With their reasons; only for the writer."""
    replies: tuple[tuple[Week, str], ...]
    """Answers to the weekly question; only for the writer."""
    running: str | None
    stayed: tuple[int, ...]
    """The tips of this cycle that are implemented since its close."""
    board: tuple[int, ...]
    """How many tips each closed cycle brought, up to this one."""
    year: tuple[YearCycle, ...]
    """The thirty boxes: the six cycles of the year that this one belongs to."""
    extended: tuple[int, ...]
    """The tips that have a place in the next five already."""
    next_five: NextFive
    pulse: tuple[Tally, ...]
    """Of this cycle and those before, oldest first; only what five or more answered, never how many said what."""
    spiral: tuple[Turn, ...]
    """Up to this cycle; empty while nothing aimed or nothing was heard."""

    @property
    def implemented(self) -> int:
        """How many tips stay since the closes up to this one, each counted once."""
        return sum(self.board)
