"""Document types of `tipcycle review --format json`."""

from typing import TypedDict

from tipcycle.core.momentum.verdict import Measure, MomentumVerdict
from tipcycle.core.review import TipOutcome
from tipcycle.render.json.contract.momentum import TurnFields
from tipcycle.render.json.contract.practices import CyclePulseFields
from tipcycle.render.json.contract.status import CycleFields, TipRecordFields
from tipcycle.render.json.contract.values import DateText, TipNumber, WeekText
from tipcycle.render.json.contract.voices import RemarkFields


class ReviewedTipFields(TipRecordFields):
    """One tip of a cycle, with the texts that the reader may see."""

    notes: list[RemarkFields]
    """The notes; without `--private` only the shared ones."""
    costly_weeks: list[WeekText]
    """The weeks in which it was done though it cost something."""
    stands_since: DateText | None
    """The day since which a tip that is made once stands; null while it does not."""
    outcome: TipOutcome | None
    """The outcome; null before the close."""
    lesson: str | None
    """The lesson learned, written at the close."""
    swapped_for: TipNumber | None
    """The tip that replaced it; null if it was not swapped."""
    because: str | None
    """The reason for the swap."""


class FeltWeekFields(TypedDict):
    """The feelings of one week."""

    week: WeekText
    """The week."""
    team: int | None
    """The feeling in the team, 1–5."""
    customers: int | None
    """The feeling with customers, 1–5."""


class PauseFields(TypedDict):
    """Weeks off, with the reason."""

    weeks: list[WeekText]
    """The weeks."""
    because: str | None
    """The reason."""


class AnswerFields(TypedDict):
    """An answer to the question of the week before."""

    week: WeekText
    """The week in which the answer was given."""
    text: str
    """The answer."""


class CostlyMomentFields(TypedDict):
    """An occasion on which doing a tip cost something."""

    tip: TipNumber
    """The tip."""
    week: WeekText
    """The week."""
    on: DateText
    """The day on which it was answered, at the latest the Sunday of its week."""
    notes: list[str]
    """The notes about it that the reader may see."""


class VerdictFields(TypedDict):
    """The verdict, for the back of the sheet."""

    verdict: MomentumVerdict
    """The id of the verdict, as in `momentum`."""
    close_calls: list[Measure]
    """The measures close to their threshold."""


class NextFiveFields(TypedDict):
    """The places of the next five; the last one is for the team."""

    seated: list[TipNumber]
    """The tips that already have a place."""
    free: int
    """The number of free places."""
    suggested: list[TipNumber]
    """The tips from which the team may choose one."""
    picked: bool
    """True if all five are already picked."""


class YearSlotFields(TypedDict):
    """One of the six cycles of a year."""

    cycle: int | None
    """The number of the cycle; null if it is not picked yet."""
    stayed: int
    """The number of its tips that are implemented."""
    extended: int
    """The number of its tips that continue in the next cycle."""
    making: int
    """The number of its tips that are in progress."""


class ReviewDocument(TypedDict):
    """Everything in a review; with `--private` also what only the manager may read."""

    today: DateText
    """The date of the run."""
    private: bool
    """True if private texts are included."""
    name: str | None
    """The name of the manager."""
    team: str | None
    """The name of the team."""
    cycle: CycleFields | None
    """The cycle; null before the first Monday, when everything else is empty too."""
    words: str | None
    """The manager's own sentence about the cycle."""
    running: str | None
    """The work that had to keep running meanwhile."""
    voices: list[RemarkFields]
    """The voices; without `--private` only the shared ones."""
    notes: list[RemarkFields]
    """The notes that belong to no tip."""
    tips: list[ReviewedTipFields]
    """The five tips, then those that were swapped out."""
    felt: list[FeltWeekFields]
    """The feelings of each answered week."""
    paused: list[WeekText]
    """The weeks off."""
    pauses: list[PauseFields]
    """The weeks off with their reasons; empty without `--private`."""
    answers: list[AnswerFields]
    """The answers to the open questions; empty without `--private`."""
    stayed: list[TipNumber]
    """The tips of this cycle that are implemented since its close."""
    board: list[int]
    """The number of newly implemented tips of each closed cycle, up to this one."""
    extended: list[TipNumber]
    """The tips that continue in the next cycle."""
    sentence: str | None
    """The touchstone sentence at that time."""
    provisional: bool
    """True if that sentence had not been written together yet."""
    voiced: list[WeekText]
    """The weeks with a voice that the reader may see."""
    costly: list[CostlyMomentFields]
    """The occasions on which doing a tip cost something."""
    reading: VerdictFields | None
    """The verdict at the end of the cycle, or today."""
    next_five: NextFiveFields | None
    """The places of the next five."""
    year: list[YearSlotFields]
    """The six cycles of the year to which this cycle belongs."""
    implemented: int
    """The number of tips implemented up to this cycle, each counted once."""
    pulse: list[CyclePulseFields]
    """The last six pulses up to this cycle that have at least five slips, oldest first."""
    spiral: list[TurnFields]
    """The four turns up to this cycle; without `--private` only shared voices count. Empty if no tip was aimed or no
    voice was heard."""
