"""The document of `review`."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from tipcycle.core.cycle import Remark
from tipcycle.core.momentum.verdict import Measure, MomentumVerdict
from tipcycle.core.review import Review, TipOutcome
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.json.momentum import TurnFields, turn_fields
from tipcycle.render.json.practices import CyclePulseFields, pulse_fields
from tipcycle.render.json.status import CycleFields, TipRecordFields, cycle_fields, tip_record_fields
from tipcycle.render.json.values import Date, TipNumber, WeekText
from tipcycle.render.json.voices import RemarkFields, remark_fields


class ReviewedTipFields(TipRecordFields, frozen=True):
    """One tip of a cycle, with the texts that the reader may see."""

    notes: Sequence[RemarkFields]
    """The notes; without `--private` only the shared ones."""
    costly_weeks: Sequence[WeekText]
    """The weeks in which it was done though it cost something."""
    stands_since: Date | None
    """The day since which a tip that is made once stands; null while it does not."""
    outcome: TipOutcome | None
    """The outcome; null before the close."""
    lesson: str | None
    """The lesson learned, written at the close."""
    swapped_for: TipNumber | None
    """The tip that replaced it; null if it was not swapped."""
    because: str | None
    """The reason for the swap."""


class FeltWeekFields(Struct, frozen=True):
    """The feelings of one week."""

    week: WeekText
    """The week."""
    team: int | None
    """The feeling in the team, 1–5."""
    customers: int | None
    """The feeling with customers, 1–5."""


class PauseFields(Struct, frozen=True):
    """Weeks off, with the reason."""

    weeks: Sequence[WeekText]
    """The weeks."""
    because: str | None
    """The reason."""


class AnswerFields(Struct, frozen=True):
    """An answer to the question of the week before."""

    week: WeekText
    """The week in which the answer was given."""
    text: str
    """The answer."""


class CostlyMomentFields(Struct, frozen=True):
    """An occasion on which doing a tip cost something."""

    tip: TipNumber
    """The tip."""
    week: WeekText
    """The week."""
    on: Date
    """The day on which it was answered, at the latest the Sunday of its week."""
    notes: Sequence[str]
    """The notes about it that the reader may see."""


class VerdictFields(Struct, frozen=True):
    """The verdict, for the back of the sheet."""

    verdict: MomentumVerdict
    """The id of the verdict, as in `momentum`."""
    verdicts: Sequence[MomentumVerdict]
    """All possible verdicts, as in `momentum`."""
    close_calls: Sequence[Measure]
    """The measures close to their threshold."""


class NextFiveFields(Struct, frozen=True):
    """The places of the next five; the last one is for the team."""

    seated: Sequence[TipNumber]
    """The tips that already have a place."""
    free: int
    """The number of free places."""
    suggested: Sequence[TipNumber]
    """The tips from which the team may choose one."""
    picked: bool
    """True if all five are already picked."""


class YearSlotFields(Struct, frozen=True):
    """One of the six cycles of a year."""

    cycle: int | None
    """The number of the cycle; null if it is not picked yet."""
    stayed: int
    """The number of its tips that are implemented."""
    extended: int
    """The number of its tips that continue in the next cycle."""
    making: int
    """The number of its tips that are in progress."""


class ReviewDocument(Struct, frozen=True):
    """Everything in a review; with `--private` also what only the manager may read."""

    today: Date
    """The date of the run."""
    private: bool
    """True if private texts are included."""
    name: str | None
    """The name of the manager."""
    team: str | None
    """The name of the team."""
    cycle: CycleFields | None = None
    """The cycle; null before the first Monday, when everything else is empty too."""
    words: str | None = None
    """The manager's own sentence about the cycle."""
    running: str | None = None
    """The work that had to keep running meanwhile."""
    voices: Sequence[RemarkFields] = ()
    """The voices; without `--private` only the shared ones."""
    notes: Sequence[RemarkFields] = ()
    """The notes that belong to no tip."""
    tips: Sequence[ReviewedTipFields] = ()
    """The five tips, then those that were swapped out."""
    felt: Sequence[FeltWeekFields] = ()
    """The feelings of each answered week."""
    paused: Sequence[WeekText] = ()
    """The weeks off."""
    pauses: Sequence[PauseFields] = ()
    """The weeks off with their reasons; empty without `--private`."""
    answers: Sequence[AnswerFields] = ()
    """The answers to the weekly question; empty without `--private`."""
    stayed: Sequence[TipNumber] = ()
    """The tips of this cycle that are implemented since its close."""
    board: Sequence[int] = ()
    """The number of newly implemented tips of each closed cycle, up to this one."""
    extended: Sequence[TipNumber] = ()
    """The tips that continue in the next cycle."""
    sentence: str | None = None
    """The touchstone sentence at that time."""
    provisional: bool = False
    """True if that sentence had not been written together yet."""
    voiced: Sequence[WeekText] = ()
    """The weeks with a voice that the reader may see."""
    costly: Sequence[CostlyMomentFields] = ()
    """The occasions on which doing a tip cost something."""
    reading: VerdictFields | None = None
    """The verdict at the end of the cycle, or today."""
    next_five: NextFiveFields | None = None
    """The places of the next five."""
    year: Sequence[YearSlotFields] = ()
    """The six cycles of the year to which this cycle belongs."""
    implemented: int = 0
    """The number of tips implemented up to this cycle, each counted once."""
    pulse: Sequence[CyclePulseFields] = ()
    """The last six pulses up to this cycle that have at least five slips, oldest first."""
    spiral: Sequence[TurnFields] = ()
    """The four turns up to this cycle; without `--private` only shared voices count. Empty if no tip was aimed or no
    voice was heard."""


def review_json(review: Review, catalogue: Catalogue, translator: Translator) -> ReviewDocument:
    """Return the document of `tipcycle review --format json`: everything in the review."""
    cycle, verdict, next_five = review.cycle, review.verdict, review.next_five

    def remarks(cycle_remarks: Sequence[Remark]) -> list[RemarkFields]:
        return [remark_fields(remark, cycle.number) for remark in cycle_remarks]

    return ReviewDocument(
        today=review.today,
        private=review.is_private,
        name=review.name,
        team=review.team,
        cycle=cycle_fields(cycle, review.state, cycle.week_number(Week.of(review.today))),
        words=review.summary,
        running=review.running,
        voices=remarks(review.voices),
        notes=remarks(review.other_notes),
        tips=[
            ReviewedTipFields(
                **asdict(tip_record_fields(tip.record, catalogue, translator)),
                notes=remarks(tip.notes),
                costly_weeks=_week_texts(tip.costly_weeks),
                stands_since=tip.record.built_on,
                outcome=tip.outcome,
                lesson=tip.lesson,
                swapped_for=tip.swapped_for,
                because=tip.swap_reason,
            )
            for tip in review.tips
        ],
        felt=[FeltWeekFields(str(week), feelings.team, feelings.customers) for week, feelings in review.feelings],
        paused=_week_texts(review.paused_weeks),
        pauses=[PauseFields(_week_texts(pause.weeks), pause.because) for pause in review.pauses],
        answers=[AnswerFields(str(week), text) for week, text in review.texts["answer"]],
        stayed=review.implemented_tips,
        board=review.implemented_per_cycle,
        extended=review.extended_tips,
        sentence=review.touchstone,
        provisional=review.is_provisional,
        voiced=_week_texts(sorted(review.weeks_with_voice)),
        costly=[
            CostlyMomentFields(moment.tip, str(moment.week), moment.on, moment.texts)
            for moment in review.costly_moments
        ],
        reading=VerdictFields(verdict.verdict, verdict.verdicts, verdict.close_calls) if verdict else None,
        next_five=NextFiveFields(
            next_five.placed_tips, next_five.free_places, next_five.suggested_tips, next_five.is_picked
        ),
        year=[
            YearSlotFields(slot.number, slot.implemented_count, slot.extended_count, slot.in_progress_count)
            for slot in review.year_slots
        ],
        implemented=review.total_implemented,
        pulse=[pulse_fields(pulse) for pulse in review.pulses],
        spiral=[turn_fields(turn) for turn in review.spiral_turns],
    )


def _week_texts(weeks: Iterable[Week]) -> list[WeekText]:
    return [str(week) for week in weeks]
