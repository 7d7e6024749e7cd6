"""The facts for `tipcycle momentum`: the report, and the cycles of a year for `--year`. Renderers compute nothing."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, CycleState, Remark, Status, WeekFeelings
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR, ImplementedTips, implemented_tips
from tipcycle.core.momentum.strength import KindLookup, TipRecord, cycle_tip_records, standing_weeks
from tipcycle.core.momentum.verdict import (
    APPLIED_MIN_CHANGE,
    FEELING_MIN_CHANGE,
    NOT_GOOD_NEWS,
    Direction,
    FactSides,
    Measure,
    MomentumVerdict,
    close_calls,
    direction,
    fact_sides,
    verdict,
    verdicts,
)
from tipcycle.core.momentum.window import (
    AppliedRate,
    FeelingAverage,
    LeftOutReason,
    Rhythm,
    Window,
    applied_rate,
    checkin_rhythm,
    counted_weeks,
    feeling_averages,
    left_out_reason,
    recent_window,
    scored_statuses,
)
from tipcycle.core.schedule import checkin_deadline
from tipcycle.core.voices import latest_voices
from tipcycle.core.weeks import Week

MAX_VOICES = 2


class ReportedTip(Struct, frozen=True):
    """One tip of the current cycle."""

    record: TipRecord
    previous_statuses: tuple[Status, ...] | None
    """Statuses in the previous cycle if the tip was extended there, or None."""


class ReportedWeek(Struct, frozen=True):
    """The figures of one week that has begun."""

    week: Week
    scored: dict[int, Status]
    """The tips that were done or missed and count, with their statuses."""
    team: int | None
    """The feeling in the team, from 1 to 5."""
    customers: int | None
    """The feeling with customers, from 1 to 5."""
    has_voice: bool
    """True if the week has a voice."""
    is_paused: bool
    left_out: LeftOutReason | None
    """Why the week does not count; None if it counts."""

    @property
    def done_count(self) -> int:
        """Number of tips done that count."""
        return sum(status.is_done for status in self.scored.values())


class YearSlot(Struct, frozen=True):
    """One of the six cycles of a year."""

    number: int | None
    """None for a cycle that was not picked yet."""
    starts: date | None
    ends: date | None
    implemented_count: int
    extended_count: int
    in_progress_count: int
    """Number of tips in an open cycle, which can still become implemented."""


class MomentumReport(Struct, frozen=True):
    """The figures, the implemented tips and the verdict on a day."""

    today: date
    cycle: Cycle | None
    """The last cycle that has begun."""
    next_start: date | None
    """First Monday of a picked cycle that has not begun, or None."""
    previous_cycle: Cycle | None
    state: CycleState | None
    week_number: int | None
    voices: tuple[Remark, ...]
    tips: tuple[ReportedTip, ...]
    window: Window
    applied: AppliedRate
    team: FeelingAverage
    customers: FeelingAverage
    closed_cycles: tuple[Cycle, ...]
    week_counts: tuple[int, ...]
    """Number of weeks of each cycle that has begun."""
    reported_weeks: tuple[tuple[ReportedWeek, ...], ...]
    """The weeks that have begun, of each cycle."""
    rhythm: Rhythm
    implemented_tips: ImplementedTips
    year_slots: tuple[YearSlot, ...]
    """The six cycles of the current year."""
    verdict: MomentumVerdict
    verdicts: tuple[MomentumVerdict, ...]
    """All verdicts possible if each close call takes either side."""
    close_calls: tuple[Measure, ...]
    sides: FactSides

    @property
    def as_of(self) -> date | None:
        """Last day of the last answered week in the window, if that is more than two weeks ago."""
        answered = [week for cycle, week in self.window.current if week in cycle.checkin_dates]
        return answered[-1].sunday if answered and self.today > checkin_deadline(answered[-1]) else None

    @property
    def smallest_tip(self) -> int | None:
        """Tip of a running cycle with the fewest yes answers in the window; None if the reading is good news.

        A finished build and a tip that only had no occasion are left out. If it weighs on people and nothing else can
        be said, there is no tip either: something must stop first.
        """
        if self.state != "running" or self.verdicts == ("headwind",) or not set(self.verdicts) <= NOT_GOOD_NEWS:
            return None
        weeks = {week for _, week in self.window.current}
        answers = [week.scored for cycle_weeks in self.reported_weeks for week in cycle_weeks if week.week in weeks]
        done = Counter(tip for scored in answers for tip, status in scored.items() if status.is_done)
        candidates = [
            tip.record.tip
            for tip in self.tips
            if tip.record.is_active
            and not tip.record.is_built
            and (tip.record.has_started or Status.NO_OCCASION not in tip.record.statuses)
        ]
        return min(candidates, key=lambda tip: done[tip], default=None)

    @property
    def running_tips(self) -> tuple[int, ...]:
        """The five of a cycle that is not closed."""
        return self.cycle.five if self.cycle is not None and self.cycle.close is None else ()

    @property
    def in_progress_count(self) -> int:
        """Number of tips in the current cycle that can still become implemented."""
        number = self.cycle.number if self.cycle else None
        return sum(slot.in_progress_count for slot in self.year_slots if slot.number == number)

    @property
    def directions(self) -> dict[Measure, Direction | None]:
        """Direction of each figure compared with the weeks before the window."""
        return {
            "applied": direction(self.applied.share, self.applied.previous_share, APPLIED_MIN_CHANGE),
            "team": direction(self.team.mean, self.team.previous_mean, FEELING_MIN_CHANGE),
            "customers": direction(self.customers.mean, self.customers.previous_mean, FEELING_MIN_CHANGE),
        }


def momentum_report(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> MomentumReport:
    """Return the facts for `tipcycle momentum`."""
    started_cycles = [cycle for cycle in cycles if cycle.starts <= today]
    cycle = started_cycles[-1] if started_cycles else None
    previous_cycle = started_cycles[-2] if len(started_cycles) > 1 else None
    counted = counted_weeks(started_cycles, today)
    current_window = recent_window(counted)
    standing = standing_weeks(started_cycles, kind_of, today)
    applied_rates, (team, customers), implemented = (
        applied_rate(current_window, today, standing),
        feeling_averages(current_window),
        implemented_tips(started_cycles, kind_of),
    )
    return MomentumReport(
        today=today,
        cycle=cycle,
        next_start=next((listed_cycle.starts for listed_cycle in cycles if listed_cycle.starts > today), None),
        previous_cycle=previous_cycle,
        state=cycle.state(today) if cycle else None,
        week_number=cycle.week_number(Week.of(today)) if cycle else None,
        voices=latest_voices(started_cycles, MAX_VOICES),
        tips=_reported_tips(started_cycles, kind_of, today),
        window=current_window,
        applied=applied_rates,
        team=team,
        customers=customers,
        closed_cycles=tuple(listed_cycle for listed_cycle in started_cycles if listed_cycle.close is not None),
        week_counts=tuple(len(listed_cycle.weeks) for listed_cycle in started_cycles),
        reported_weeks=tuple(_reported_weeks(listed_cycle, today, standing) for listed_cycle in started_cycles),
        rhythm=checkin_rhythm(counted),
        implemented_tips=implemented,
        year_slots=year_slots(started_cycles, implemented),
        verdict=verdict(applied_rates.share, team.mean, customers.mean),
        verdicts=verdicts(applied_rates.share, team.mean, customers.mean),
        close_calls=close_calls(applied_rates.share, team.mean, customers.mean),
        sides=fact_sides(applied_rates.share, team.mean, customers.mean),
    )


def _reported_weeks(cycle: Cycle, today: date, standing: Collection[tuple[int, Week]]) -> tuple[ReportedWeek, ...]:
    weeks_with_voice = {remark.week for remark in cycle.remarks if remark.is_voice}
    return tuple(
        ReportedWeek(
            week=week,
            scored=scored_statuses(cycle, week, today, standing),
            team=feelings.team,
            customers=feelings.customers,
            has_voice=week in weeks_with_voice,
            is_paused=week in cycle.paused_weeks,
            left_out=left_out_reason(cycle, week, today),
        )
        for week in cycle.weeks
        if week.monday <= today
        for feelings in [cycle.feelings.get(week, WeekFeelings())]
    )


def _reported_tips(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> tuple[ReportedTip, ...]:
    if not cycles:
        return ()
    cycle_records = cycle_tip_records(cycles, len(cycles) - 1, kind_of, today)
    previous_cycle = cycles[-2] if len(cycles) > 1 else None
    return tuple(
        ReportedTip(
            record,
            previous_cycle.statuses(record.tip, previous_cycle.closed_on or today)
            if previous_cycle is not None and len(record.all_statuses) > len(record.statuses)
            else None,
        )
        for record in cycle_records
    )


def year_slots(cycles: Sequence[Cycle], implemented: ImplementedTips) -> tuple[YearSlot, ...]:
    """Return the six cycles of the year that contains the last cycle. Years are counted from the first cycle."""
    first_index = (len(cycles) - 1) // CYCLES_PER_YEAR * CYCLES_PER_YEAR if cycles else 0
    slots = _cycle_slots(cycles, implemented)[first_index:]
    empty_slot_count = CYCLES_PER_YEAR - len(slots)
    return (*slots, *(YearSlot(None, None, None, 0, 0, 0) for _ in range(empty_slot_count)))


def _cycle_slots(cycles: Sequence[Cycle], implemented: ImplementedTips) -> list[YearSlot]:
    implemented_per_cycle = iter(implemented.by_cycle)
    implemented_counts = {cycle.number: len(next(implemented_per_cycle)) for cycle in cycles if cycle.close is not None}
    return [
        YearSlot(
            number=cycle.number,
            starts=cycle.starts,
            ends=cycle.ends,
            implemented_count=implemented_counts.get(cycle.number, 0),
            extended_count=len(cycle.extended_tips),
            in_progress_count=0 if cycle.close else len(cycle.five),
        )
        for cycle in cycles
    ]


YearOutcome = Literal["stays", "goes-on"]


class YearTip(Struct, frozen=True):
    """One tip of a cycle in a year."""

    record: TipRecord
    outcome: YearOutcome | None
    """None before the close, and for a tip that is neither implemented nor extended."""


class CycleInYear(Struct, frozen=True):
    """One cycle that has begun."""

    slot: YearSlot
    week_count: int
    weeks: tuple[ReportedWeek, ...]
    """The weeks that have begun."""
    tips: tuple[YearTip, ...]
    """Tips in the order of their places, swapped-out tips last."""


def calendar_year(cycle: Cycle) -> int:
    """Return the year to which a cycle belongs: that of the Thursday of its first week, as for ISO weeks."""
    return cycle.weeks[0].day(3).year


def cycles_in_year(
    cycles: Sequence[Cycle], report: MomentumReport, kind_of: KindLookup, year: int
) -> tuple[CycleInYear, ...]:
    """Return the cycles of a calendar year that have begun, oldest first."""
    started_cycles = cycles[: len(report.reported_weeks)]
    slots = _cycle_slots(started_cycles, report.implemented_tips)
    return tuple(
        CycleInYear(
            slot=slots[position],
            week_count=len(cycle.weeks),
            weeks=report.reported_weeks[position],
            tips=tuple(
                YearTip(record, _year_outcome(record.tip, cycle, report.implemented_tips.all_tips))
                for record in cycle_tip_records(cycles, position, kind_of, report.today)
            ),
        )
        for position, cycle in enumerate(started_cycles)
        if calendar_year(cycle) == year
    )


def _year_outcome(tip: int, cycle: Cycle, implemented: frozenset[int]) -> YearOutcome | None:
    if tip in cycle.extended_tips:
        return "goes-on"
    staying_tips = cycle.close.staying_tips if cycle.close is not None else frozenset[int]()
    return "stays" if tip in staying_tips & implemented else None
