"""`tipcycle review --format json`."""

from typing import TypedDict

from tipcycle.core.momentum.verdict import Measure, MomentumVerdict
from tipcycle.core.review import TipOutcome
from tipcycle.render.json.contract.momentum import TurnFields
from tipcycle.render.json.contract.practices import CyclePulseFields
from tipcycle.render.json.contract.status import CycleFields, TipRecordFields
from tipcycle.render.json.contract.values import DateText, TipNumber, WeekText
from tipcycle.render.json.contract.voices import RemarkFields


class ReviewedTipFields(TipRecordFields):
    """One tip of a cycle, with what may be read about it."""

    notes: list[RemarkFields]
    """Its notes; without `--private` those that may go on paper."""
    costly_weeks: list[WeekText]
    """The weeks in which it was done though it cost something."""
    stands_since: DateText | None
    """Since when a thing that is made once stands; null while it does not."""
    outcome: TipOutcome | None
    """What became of it; null before the close."""
    lesson: str | None
    """What it taught, written at the close."""
    swapped_for: TipNumber | None
    """The tip that took its place; null for one that stayed."""
    because: str | None
    """Why it was swapped."""


class FeltWeekFields(TypedDict):
    """How one week felt."""

    week: WeekText
    """The week."""
    team: int | None
    """In the team, 1–5."""
    customers: int | None
    """With customers, 1–5."""


class PauseFields(TypedDict):
    """Weeks off, with the reason."""

    weeks: list[WeekText]
    """The weeks."""
    because: str | None
    """Why."""


class AnswerFields(TypedDict):
    """An answer to the question of the week before."""

    week: WeekText
    """The week it was given in."""
    text: str
    """The answer."""


class CostlyMomentFields(TypedDict):
    """A time when it cost something."""

    tip: TipNumber
    """Which tip."""
    week: WeekText
    """In which week."""
    on: DateText
    """The day it was answered, at the latest the Sunday of its week."""
    notes: list[str]
    """What may be read about it."""


class VerdictFields(TypedDict):
    """The reading, for the back of the sheet."""

    verdict: MomentumVerdict
    """By its id, as in `momentum`."""
    close_calls: list[Measure]
    """The facts that stand near their line."""


class NextFiveFields(TypedDict):
    """The places of the next five; the last one is the team's."""

    seated: list[TipNumber]
    """Tips with a place already."""
    free: int
    """How many places are still empty."""
    suggested: list[TipNumber]
    """From which the team may take one."""
    picked: bool
    """Whether all five are known already."""


class YearSlotFields(TypedDict):
    """One cycle of a year of six."""

    cycle: int | None
    """Its number; null for one that was not picked yet."""
    stayed: int
    """How many of its tips stay."""
    extended: int
    """How many went on for another round."""
    making: int
    """How many are still under way."""


class ReviewDocument(TypedDict):
    """Everything a review prints; with `--private` what is for the manager alone as well."""

    today: DateText
    """The day of this run."""
    private: bool
    """Whether private lines are in here."""
    name: str | None
    """The manager's name."""
    team: str | None
    """The team's name."""
    cycle: CycleFields | None
    """The cycle; null before the first Monday, and everything else is empty then."""
    words: str | None
    """The manager's own sentence on the cycle."""
    running: str | None
    """What had to keep running meanwhile."""
    voices: list[RemarkFields]
    """What was heard; without `--private` what may go on paper."""
    notes: list[RemarkFields]
    """Notes that belong to no tip."""
    tips: list[ReviewedTipFields]
    """The five, then those that were swapped out."""
    felt: list[FeltWeekFields]
    """How each answered week felt."""
    paused: list[WeekText]
    """The weeks off."""
    pauses: list[PauseFields]
    """The same with their reasons; empty without `--private`."""
    answers: list[AnswerFields]
    """Answers to the weekly question; empty without `--private`."""
    stayed: list[TipNumber]
    """The tips of this cycle that stay since its close."""
    board: list[int]
    """How many tips each closed cycle brought, up to this one."""
    extended: list[TipNumber]
    """The tips that go on for another round."""
    sentence: str | None
    """The touchstone sentence that held then."""
    provisional: bool
    """Whether that was not yet written together."""
    voiced: list[WeekText]
    """The weeks with a voice that may be read here."""
    costly: list[CostlyMomentFields]
    """The times when it cost something."""
    reading: VerdictFields | None
    """The reading at the end of the cycle, or today."""
    next_five: NextFiveFields | None
    """The places of the next five."""
    year: list[YearSlotFields]
    """The six cycles of the year that this one belongs to."""
    implemented: int
    """Tips that became normal up to this cycle, each counted once."""
    pulse: list[CyclePulseFields]
    """Of this cycle and those before it the last six with five slips or more, the oldest first."""
    spiral: list[TurnFields]
    """The four turns up to this cycle; without `--private` of the voices that may go on paper. Empty while nothing
    aimed or nothing was heard."""
