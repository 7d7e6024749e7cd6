"""The facts of a review; nothing in here looks for them.

Unless it is for the writer alone, no private line, no reason of a pause, nothing `by_hand` is in here at all, so that
no view can leak it.

All that a review shows, already decided: who may read what, what was done, what became of it.

Every view of a review prints these facts and computes none.

The sheet of one cycle: its review, with what lies around the cycle already found in the journal.

Nothing that was written or decided after the reviewed cycle changes it, and what is not for others is not in it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import COSTLY, Cycle, CycleState, Remark, WeekFeelings
from tipcycle.core.events import TIPS_PER_CYCLE, Journal, Pause, Profile
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.momentum.report import YearSlot, momentum_report, year_slots
from tipcycle.core.momentum.spiral import Turn, review_spiral
from tipcycle.core.momentum.strength import KindLookup, TipRecord, cycle_tip_records, implemented_at_close
from tipcycle.core.momentum.verdict import Measure, MomentumVerdict
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import CyclePulse, cycle_pulses, recent_pulses
from tipcycle.core.suggestions import starred_tips, suggest
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import current_touchstone
from tipcycle.core.voices import all_voices
from tipcycle.core.weeks import Week

TipOutcome = Literal["keep", "adapt", "extend", "drop", "swapped"]


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

    record: TipRecord
    notes: tuple[Remark, ...]
    costly_weeks: tuple[Week, ...]
    outcome: TipOutcome | None
    """None before the close: the table decides."""
    lesson: str | None
    swapped_for: int | None
    """The tip that took its place, and why."""
    swap_reason: str | None


class CostlyMoment(Struct, frozen=True):
    """A time when it cost something, and what may be read about it."""

    tip: int
    week: Week
    on: date
    """The day it was answered, at the latest the Sunday of its week."""
    texts: tuple[str, ...]


class Reading(Struct, frozen=True):
    """The reading at the end of the cycle, or today; for the back of the sheet, never for the front."""

    verdict: MomentumVerdict
    close_calls: tuple[Measure, ...]


class NextFive(Struct, frozen=True):
    """The seats of the next five: the last one is the team's."""

    placed_tips: tuple[int, ...]
    """Tips with a place already: those that go on, or all five once they were picked."""
    free_places: int
    """How many seats are still empty, the team's among them."""
    suggested_tips: tuple[int, ...]
    """From which the team may take one; they can write another."""
    is_picked: bool
    """Whether all five are known already."""


class Review(Struct, frozen=True):
    """One cycle, for a table or for its writer."""

    is_private: bool
    today: date
    name: str | None
    team: str | None
    cycle: CycleDates
    state: CycleState
    touchstone: str | None
    """The touchstone sentence."""
    is_provisional: bool
    """Whether it was not yet written together."""
    summary: str | None
    voices: tuple[Remark, ...]
    tips: tuple[ReviewedTip, ...]
    other_notes: tuple[Remark, ...]
    """Notes that belong to no tip in here."""
    feelings: tuple[tuple[Week, WeekFeelings], ...]
    weeks_with_voice: frozenset[Week]
    """The weeks with a voice that may be read here."""
    costly_moments: tuple[CostlyMoment, ...]
    reading: Reading | None
    """None before the first Monday."""
    paused_weeks: tuple[Week, ...]
    pauses: tuple[Pause, ...]
    """With their reasons; only for the writer."""
    answers: tuple[tuple[Week, str], ...]
    """Answers to the weekly question; only for the writer."""
    running: str | None
    implemented_tips: tuple[int, ...]
    """The tips of this cycle that are implemented since its close."""
    implemented_per_cycle: tuple[int, ...]
    """How many tips each closed cycle brought, up to this one."""
    year_slots: tuple[YearSlot, ...]
    """The thirty boxes: the six cycles of the year that this one belongs to."""
    extended_tips: tuple[int, ...]
    """The tips that have a place in the next five already."""
    next_five: NextFive
    pulses: tuple[CyclePulse, ...]
    """Of this cycle and those before, oldest first; only what five or more answered, never how many said what."""
    spiral_turns: tuple[Turn, ...]
    """Up to this cycle; empty while nothing aimed or nothing was heard."""

    @property
    def total_implemented(self) -> int:
        """How many tips stay since the closes up to this one, each counted once."""
        return sum(self.implemented_per_cycle)


MAX_TEAM_SUGGESTIONS = 3
"""Tips from which the team may take one for its own place."""


def build_review(
    cycles: Sequence[Cycle],
    position: int,
    kind_of: KindLookup,
    profile: Profile,
    today: date,
    *,
    private: bool,
    suggested_tips: Sequence[int] = (),
    touchstone: str | None = None,
    is_provisional: bool = False,
    pulses: Sequence[CyclePulse] = (),
    spiral: Sequence[Turn] = (),
) -> Review:
    """The review of the cycle at `position`; with `private` everything, for the writer alone.

    `suggested` are tips for the team's place (see `suggestions`); `core.sheet` finds them and what follows them here.
    """
    cycle, cycles_to_date = cycles[position], cycles[: position + 1]
    readable_remarks = tuple(line for line in cycle.remarks if private or line.shared)
    implemented = implemented_tips(cycles_to_date, kind_of)
    cycle_records = cycle_tip_records(cycles, position, kind_of, today)
    shown_tips = {tenure.tip for tenure in cycle.tenures}
    return Review(
        is_private=private,
        today=today,
        name=profile.name,
        team=profile.team,
        cycle=CycleDates(cycle.number, cycle.starts, cycle.ends, cycle.weeks),
        state=cycle.state(today),
        touchstone=touchstone,
        is_provisional=is_provisional,
        summary=cycle.summary,
        voices=tuple(line for line in readable_remarks if line.is_voice),
        tips=tuple(_reviewed_tip(cycle, record, readable_remarks) for record in cycle_records),
        other_notes=tuple(line for line in readable_remarks if not line.is_voice and line.tip not in shown_tips),
        feelings=tuple((week, cycle.feelings[week]) for week in cycle.weeks if week in cycle.feelings),
        weeks_with_voice=frozenset(line.week for line in readable_remarks if line.is_voice and line.week is not None),
        costly_moments=_costly_moments(cycle, readable_remarks, today),
        reading=_review_reading(cycles_to_date, kind_of, today),
        paused_weeks=tuple(week for week in cycle.weeks if week in cycle.paused_weeks),
        pauses=cycle.pauses if private else (),
        answers=tuple(sorted(cycle.answers.items())) if private else (),
        running=cycle.pick.running,
        implemented_tips=_implemented_in_cycle(cycle, cycle_records),
        implemented_per_cycle=tuple(len(tips) for tips in implemented.by_cycle),
        year_slots=year_slots(cycles_to_date, implemented),
        extended_tips=cycle.extended_tips,
        next_five=_build_next_five(cycles, position, suggested_tips),
        pulses=tuple(pulses),
        spiral_turns=tuple(spiral),
    )


def _implemented_in_cycle(cycle: Cycle, records: Sequence[TipRecord]) -> tuple[int, ...]:
    """The tips of this cycle that count as implemented since its close; one made again after it lapsed does too."""
    return () if cycle.close is None else implemented_at_close(records, cycle.close)


def team_suggestions(
    catalogue: Catalogue, cycles: Sequence[Cycle], position: int, starred: Iterable[int] = ()
) -> tuple[int, ...]:
    """Two or three tips for the team's place after the cycle at `position`; none once the next five were picked."""
    cycles_to_date = cycles[: position + 1]
    free_places = TIPS_PER_CYCLE - len(cycles_to_date[-1].extended_tips)
    if len(cycles) > len(cycles_to_date) or not free_places:
        return ()
    suggestions = suggest(catalogue, cycles_to_date, starred, count=min(MAX_TEAM_SUGGESTIONS, free_places))
    return tuple(suggestion.tip for suggestion in suggestions)


def _reviewed_tip(cycle: Cycle, record: TipRecord, remarks: tuple[Remark, ...]) -> ReviewedTip:
    swap = next((swap for swap in cycle.swaps if swap.old == record.tip), None)
    return ReviewedTip(
        record=record,
        notes=_tip_notes(remarks, record.tip),
        costly_weeks=tuple(week for week, status in zip(cycle.weeks, record.statuses, strict=True) if status == COSTLY),
        outcome=_tip_outcome(cycle, record),
        lesson=cycle.lessons.get(record.tip),
        swapped_for=swap.new if swap else None,
        swap_reason=swap.because if swap else None,
    )


def _tip_notes(remarks: tuple[Remark, ...], tip: int) -> tuple[Remark, ...]:
    return tuple(line for line in remarks if not line.is_voice and line.tip == tip)


def _tip_outcome(cycle: Cycle, record: TipRecord) -> TipOutcome | None:
    if not record.is_active:
        return "swapped"
    if cycle.close is None:
        return None
    decisions: tuple[tuple[TipOutcome, tuple[int, ...]], ...] = (
        ("keep", cycle.close.keep),
        ("adapt", cycle.close.adapt),
        ("extend", cycle.close.extend),
        ("drop", cycle.close.drop),
    )
    return next((outcome for outcome, tips in decisions if record.tip in tips), None)


def _costly_moments(cycle: Cycle, remarks: tuple[Remark, ...], today: date) -> tuple[CostlyMoment, ...]:
    """Every time it cost something, in order."""
    moments = [
        CostlyMoment(
            tip=tenure.tip,
            week=week,
            on=min(cycle.results[tenure.tip, week].on, week.sunday),
            texts=tuple(line.text for line in _tip_notes(remarks, tenure.tip) if line.week == week),
        )
        for tenure in cycle.tenures
        for week in cycle.weeks
        if cycle.status(tenure.tip, week, today) == COSTLY
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.week, moment.on)))


def _review_reading(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> Reading | None:
    """The reading over the weeks of the cycle, as far as they have come."""
    cycle = cycles[-1]
    if cycle.starts > today:
        return None
    report = momentum_report(cycles, kind_of, min(today, cycle.ends))
    return Reading(report.verdict, report.close_calls)


def _build_next_five(cycles: Sequence[Cycle], position: int, suggested_tips: Sequence[int]) -> NextFive:
    if position + 1 < len(cycles):
        return NextFive(cycles[position + 1].pick.tips, 0, (), is_picked=True)
    extended = cycles[position].extended_tips
    free_places = TIPS_PER_CYCLE - len(extended)
    return NextFive(extended, free_places, tuple(suggested_tips) if free_places else (), is_picked=False)


def cycle_review(
    journal: Journal,
    catalogue: Catalogue,
    cycles: Cycles,
    number: int,
    profile: Profile,
    today: date,
    *,
    private: bool,
) -> Review:
    """The review of cycle `number` with the sentence that held, tips for the team's place, pulse and spiral."""
    position, cycles_to_date = number - 1, cycles[:number]
    touchstone = current_touchstone(journal, until=cycles_to_date[-1].closed_on or today)
    return build_review(
        cycles,
        position,
        catalogue.kind_of,
        profile,
        today,
        private=private,
        suggested_tips=team_suggestions(catalogue, cycles, position, starred_tips(journal)),
        touchstone=touchstone.text if touchstone else None,
        is_provisional=touchstone is not None and touchstone.is_provisional,
        pulses=recent_pulses(cycle_pulses(journal, cycles), number),
        spiral=review_spiral(cycles_to_date, catalogue, all_voices(journal, cycles), private=private),
    )
