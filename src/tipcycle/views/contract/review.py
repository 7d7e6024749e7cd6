"""`tipcycle review --format json`."""

from typing import TypedDict

from tipcycle.core.momentum.reading import Fact, Verdict
from tipcycle.core.review import Outcome
from tipcycle.views.contract.momentum import Turn
from tipcycle.views.contract.practices import Tally
from tipcycle.views.contract.status import Cycle, TipOfCycle
from tipcycle.views.contract.values import Date, Tip, Week
from tipcycle.views.contract.voices import Line


class ReviewedTip(TipOfCycle):
    """One tip of a cycle, with what may be read about it."""

    notes: list[Line]
    """Its notes; without `--private` those that may go on paper."""
    costly_weeks: list[Week]
    """The weeks in which it was done though it cost something."""
    stands_since: Date | None
    """Since when a thing that is made once stands; null while it does not."""
    outcome: Outcome | None
    """What became of it; null before the close."""
    lesson: str | None
    """What it taught, written at the close."""
    swapped_for: Tip | None
    """The tip that took its place; null for one that stayed."""
    because: str | None
    """Why it was swapped."""


class FeltWeek(TypedDict):
    """How one week felt."""

    week: Week
    """The week."""
    team: int | None
    """In the team, 1–5."""
    customers: int | None
    """With customers, 1–5."""


class Pause(TypedDict):
    """Weeks off, with the reason."""

    weeks: list[Week]
    """The weeks."""
    because: str | None
    """Why."""


class Answer(TypedDict):
    """An answer to the question of the week before."""

    week: Week
    """The week it was given in."""
    text: str
    """The answer."""


class CostlyMoment(TypedDict):
    """A time when it cost something."""

    tip: Tip
    """Which tip."""
    week: Week
    """In which week."""
    on: Date
    """The day it was answered, at the latest the Sunday of its week."""
    notes: list[str]
    """What may be read about it."""


class Reading(TypedDict):
    """The reading, for the back of the sheet."""

    verdict: Verdict
    """By its id, as in `momentum`."""
    close_calls: list[Fact]
    """The facts that stand near their line."""


class NextFive(TypedDict):
    """The places of the next five; the last one is the team's."""

    seated: list[Tip]
    """Tips with a place already."""
    free: int
    """How many places are still empty."""
    suggested: list[Tip]
    """From which the team may take one."""
    picked: bool
    """Whether all five are known already."""


class YearBox(TypedDict):
    """One cycle of a year of six."""

    cycle: int | None
    """Its number; null for one that was not picked yet."""
    stayed: int
    """How many of its tips stay."""
    extended: int
    """How many went on for another round."""
    making: int
    """How many are still under way."""


class Review(TypedDict):
    """Everything a review prints; with `--private` what is for the manager alone as well."""

    today: Date
    """The day of this run."""
    private: bool
    """Whether private lines are in here."""
    name: str | None
    """The manager's name."""
    team: str | None
    """The team's name."""
    cycle: Cycle | None
    """The cycle; null before the first Monday, and everything else is empty then."""
    words: str | None
    """The manager's own sentence on the cycle."""
    running: str | None
    """What had to keep running meanwhile."""
    voices: list[Line]
    """What was heard; without `--private` what may go on paper."""
    notes: list[Line]
    """Notes that belong to no tip."""
    tips: list[ReviewedTip]
    """The five, then those that were swapped out."""
    felt: list[FeltWeek]
    """How each answered week felt."""
    paused: list[Week]
    """The weeks off."""
    pauses: list[Pause]
    """The same with their reasons; empty without `--private`."""
    answers: list[Answer]
    """Answers to the weekly question; empty without `--private`."""
    stayed: list[Tip]
    """The tips of this cycle that stay since its close."""
    board: list[int]
    """How many tips each closed cycle brought, up to this one."""
    extended: list[Tip]
    """The tips that go on for another round."""
    sentence: str | None
    """The touchstone sentence that held then."""
    provisional: bool
    """Whether that was not yet written together."""
    voiced: list[Week]
    """The weeks with a voice that may be read here."""
    costly: list[CostlyMoment]
    """The times when it cost something."""
    reading: Reading | None
    """The reading at the end of the cycle, or today."""
    next_five: NextFive | None
    """The places of the next five."""
    year: list[YearBox]
    """The six cycles of the year that this one belongs to."""
    implemented: int
    """Tips that became normal up to this cycle, each counted once."""
    pulse: list[Tally]
    """Of this cycle and those before it the last six with five slips or more, the oldest first."""
    spiral: list[Turn]
    """The four turns up to this cycle; without `--private` of the voices that may go on paper. Empty while nothing
    aimed or nothing was heard."""
