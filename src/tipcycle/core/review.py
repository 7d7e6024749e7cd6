"""The facts of a review of one cycle. Renderers of a review print these facts and compute nothing.

A review for others contains no private remark, no reason of a pause and no `by_hand`, so that no renderer can leak
them. Data from after the cycle does not change its review.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, CycleState, Remark, Status, WeekFeelings
from tipcycle.core.events import TIPS_PER_CYCLE, Journal, Pause, Profile
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.momentum.report import YearSlot, momentum_report, year_slots
from tipcycle.core.momentum.spiral import SpiralTurn, review_spiral
from tipcycle.core.momentum.strength import KindLookup, TipRecord, cycle_tip_records, implemented_at_close
from tipcycle.core.momentum.verdict import FactSides, Measure, MomentumVerdict
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import CyclePulse, cycle_pulses, recent_pulses
from tipcycle.core.suggestions import starred_tips, suggest
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import current_touchstone
from tipcycle.core.voices import all_voices
from tipcycle.core.weeks import Week

TipOutcome = Literal["keep", "adapt", "extend", "drop", "swapped"]


class CycleDates(Struct, frozen=True):
    """Number and dates of a cycle, without any text of the manager."""

    number: int
    starts: date
    ends: date
    weeks: tuple[Week, ...]

    def week_number(self, week: Week) -> int | None:
        """Return the number of the week in the cycle, from 1, or None if the week is outside the cycle."""
        return self.weeks.index(week) + 1 if week in self.weeks else None


class ReviewedTip(Struct, frozen=True):
    """One tip of the cycle, with the notes that the reader may see."""

    record: TipRecord
    notes: tuple[Remark, ...]
    costly_weeks: tuple[Week, ...]
    outcome: TipOutcome | None
    """Decision at the close, or `swapped`. None before the close: the decision is made during the review."""
    lesson: str | None
    swapped_for: int | None
    """The tip that replaced it."""
    swap_reason: str | None


class CostlyMoment(Struct, frozen=True):
    """A week in which a tip was done at a cost, with the notes that the reader may see."""

    tip: int
    week: Week
    on: date
    """Date of the answer, at the latest the Sunday of the week."""
    texts: tuple[str, ...]


class ReviewVerdict(Struct, frozen=True):
    """The verdict at the end of the cycle, or today if earlier. Only for the back of the printed sheet."""

    verdict: MomentumVerdict
    verdicts: tuple[MomentumVerdict, ...]
    close_calls: tuple[Measure, ...]
    sides: FactSides


class NextFive(Struct, frozen=True):
    """The five places of the next cycle. The last free place is the team's choice."""

    placed_tips: tuple[int, ...]
    """Tips that already have a place: the extended tips, or all five after the next pick."""
    free_places: int
    """Number of free places, including the team's place."""
    suggested_tips: tuple[int, ...]
    """Suggestions for the team's place. The team can also choose another tip."""
    is_picked: bool
    """True if the next five are already picked."""


class Review(Struct, frozen=True):
    """The review of one cycle, for others or for the manager alone."""

    is_private: bool
    """True if the review is for the manager alone and contains everything."""
    today: date
    name: str | None
    team: str | None
    cycle: CycleDates
    state: CycleState
    touchstone: str | None
    """The touchstone sentence at the close, or now if the cycle is open."""
    is_provisional: bool
    """True if the touchstone sentence is provisional."""
    summary: str | None
    voices: tuple[Remark, ...]
    tips: tuple[ReviewedTip, ...]
    other_notes: tuple[Remark, ...]
    """Notes that are not about a tip of this cycle."""
    feelings: tuple[tuple[Week, WeekFeelings], ...]
    weeks_with_voice: frozenset[Week]
    """Weeks with a voice that the reader may see."""
    costly_moments: tuple[CostlyMoment, ...]
    verdict: ReviewVerdict | None
    """None before the first Monday."""
    paused_weeks: tuple[Week, ...]
    pauses: tuple[Pause, ...]
    """Pauses with their reasons; empty unless the review is private."""
    texts: Mapping[str, tuple[tuple[Week, str], ...]]
    """The private texts of the check-ins, by their name in `PrivateTexts`; empty unless the review is private."""
    running: str | None
    implemented_tips: tuple[int, ...]
    """Tips of this cycle that count as implemented since its close."""
    implemented_per_cycle: tuple[int, ...]
    """Number of tips that each closed cycle added to the implemented tips, up to this cycle."""
    year_slots: tuple[YearSlot, ...]
    """The six cycles of the year to which this cycle belongs."""
    extended_tips: tuple[int, ...]
    """Tips that this cycle extends into the next five."""
    next_five: NextFive
    pulses: tuple[CyclePulse, ...]
    """Pulses of this cycle and earlier ones, oldest first. Only those with five or more answers, and without the
    counts of the answers."""
    spiral_turns: tuple[SpiralTurn, ...]
    """The spiral up to this cycle; empty if no tip aims or no voice was heard at any spiral place."""

    @property
    def total_implemented(self) -> int:
        """Number of tips implemented in all cycles up to this one. Each tip counts once."""
        return sum(self.implemented_per_cycle)


MAX_TEAM_SUGGESTIONS = 3
"""Maximum number of suggestions for the team's place."""


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
    spiral: Sequence[SpiralTurn] = (),
) -> Review:
    """Return the review of the cycle at `position`, with all private data if `private` is true.

    `suggested_tips` are suggestions for the team's place. `cycle_review` looks up the values of the keyword arguments
    in a journal.
    """
    cycle, cycles_to_date = cycles[position], cycles[: position + 1]
    readable_remarks = tuple(remark for remark in cycle.remarks if private or remark.shared)
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
        voices=tuple(remark for remark in readable_remarks if remark.is_voice),
        tips=tuple(_reviewed_tip(cycle, record, readable_remarks) for record in cycle_records),
        other_notes=tuple(
            remark for remark in readable_remarks if not remark.is_voice and remark.tip not in shown_tips
        ),
        feelings=tuple((week, cycle.feelings[week]) for week in cycle.weeks if week in cycle.feelings),
        weeks_with_voice=frozenset(
            remark.week for remark in readable_remarks if remark.is_voice and remark.week is not None
        ),
        costly_moments=_costly_moments(cycle, readable_remarks, today),
        verdict=_review_verdict(cycles_to_date, kind_of, today),
        paused_weeks=tuple(week for week in cycle.weeks if week in cycle.paused_weeks),
        pauses=cycle.pauses if private else (),
        texts={name: tuple(sorted(texts.items())) if private else () for name, texts in cycle.texts.items()},
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
    """Return the tips of this cycle that count as implemented since its close.

    Includes tips that had lapsed and were implemented again.
    """
    return () if cycle.close is None else implemented_at_close(records, cycle.close)


def team_suggestions(
    catalogue: Catalogue,
    cycles: Sequence[Cycle],
    position: int,
    starred: Iterable[int] = (),
    *,
    has_sentence: bool = False,
) -> tuple[int, ...]:
    """Return up to three suggestions for the team's place after the cycle at `position`.

    The result is empty if the next five are picked or no place is free.
    """
    cycles_to_date = cycles[: position + 1]
    free_places = TIPS_PER_CYCLE - len(cycles_to_date[-1].extended_tips)
    if len(cycles) > len(cycles_to_date) or not free_places:
        return ()
    count = min(MAX_TEAM_SUGGESTIONS, free_places)
    suggestions = suggest(catalogue, cycles_to_date, starred, count=count, has_sentence=has_sentence)
    return tuple(suggestion.tip for suggestion in suggestions)


def _reviewed_tip(cycle: Cycle, record: TipRecord, remarks: tuple[Remark, ...]) -> ReviewedTip:
    swap = next((swap for swap in cycle.swaps if swap.old == record.tip), None)
    return ReviewedTip(
        record=record,
        notes=_tip_notes(remarks, record.tip),
        costly_weeks=tuple(
            week for week, status in zip(cycle.weeks, record.statuses, strict=True) if status is Status.COSTLY
        ),
        outcome=_tip_outcome(cycle, record),
        lesson=cycle.lessons.get(record.tip),
        swapped_for=swap.new if swap else None,
        swap_reason=swap.because if swap else None,
    )


def _tip_notes(remarks: tuple[Remark, ...], tip: int) -> tuple[Remark, ...]:
    return tuple(remark for remark in remarks if not remark.is_voice and remark.tip == tip)


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
    """Return all weeks in which a tip was done at a cost, by week and date."""
    moments = [
        CostlyMoment(
            tip=tenure.tip,
            week=week,
            on=min(cycle.results[tenure.tip, week].answered_on, week.sunday),
            texts=tuple(remark.text for remark in _tip_notes(remarks, tenure.tip) if remark.week == week),
        )
        for tenure in cycle.tenures
        for week in cycle.weeks
        if cycle.status(tenure.tip, week, today) is Status.COSTLY
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.week, moment.on)))


def _review_verdict(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> ReviewVerdict | None:
    """Return the verdict at the end of the last cycle, or on `today` if earlier. None before its first Monday."""
    cycle = cycles[-1]
    if cycle.starts > today:
        return None
    report = momentum_report(cycles, kind_of, min(today, cycle.ends))
    return ReviewVerdict(report.verdict, report.verdicts, report.close_calls, report.sides)


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
    """Return the review of cycle `number`.

    Adds the touchstone sentence at the time, suggestions for the team's place, pulses and the spiral to `build_review`.
    """
    position, cycles_to_date = number - 1, cycles[:number]
    touchstone = current_touchstone(journal, until=cycles_to_date[-1].closed_on or today)
    return build_review(
        cycles,
        position,
        catalogue.kind_of,
        profile,
        today,
        private=private,
        suggested_tips=team_suggestions(
            catalogue,
            cycles,
            position,
            starred_tips(journal),
            has_sentence=current_touchstone(journal) is not None,
        ),
        touchstone=touchstone.text if touchstone else None,
        is_provisional=touchstone is not None and touchstone.is_provisional,
        pulses=recent_pulses(cycle_pulses(journal, cycles), number),
        spiral=review_spiral(cycles_to_date, catalogue, all_voices(journal, cycles), private=private),
    )
