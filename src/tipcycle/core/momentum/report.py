"""All that the momentum report shows, already decided.

The cycles of the present year with their tips, and what became of each: the facts of `momentum --year`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, CycleState, Remark
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR, ImplementedTips, implemented_tips
from tipcycle.core.momentum.strength import KindLookup, TipRecord, cycle_tip_records
from tipcycle.core.momentum.verdict import (
    APPLIED_MIN_CHANGE,
    FEELING_MIN_CHANGE,
    Direction,
    Measure,
    MomentumVerdict,
    close_calls,
    direction,
    verdict,
)
from tipcycle.core.momentum.window import (
    AppliedRate,
    FeelingAverage,
    Rhythm,
    Window,
    applied_rate,
    checkin_rhythm,
    counted_weeks,
    feeling_averages,
    recent_window,
)
from tipcycle.core.voices import latest_voices
from tipcycle.core.weeks import Week

MAX_VOICES = 2


class ReportedTip(Struct, frozen=True):
    """One tip in the report: this cycle, and the weeks of the cycle it came from."""

    record: TipRecord
    previous_statuses: str | None
    """None for a tip that begins in this cycle."""


class ReportedWeek(Struct, frozen=True):
    """How one week that has begun felt, from 1 to 5."""

    team: int | None
    customers: int | None
    has_voice: bool
    """Whether a voice was kept in it."""


class YearSlot(Struct, frozen=True):
    """One cycle on the board of a year."""

    number: int | None
    """None for one that has not been picked."""
    starts: date | None
    ends: date | None
    implemented_count: int
    extended_count: int
    in_progress_count: int
    """Tips of the present cycle, of which nobody knows yet what stays."""


class MomentumReport(Struct, frozen=True):
    """What was done, what is felt, what stays, and one reading."""

    today: date
    cycle: Cycle | None
    """The cycle begun last."""
    next_start: date | None
    """The first Monday of a cycle that was picked and has not begun."""
    previous_cycle: Cycle | None
    state: CycleState | None
    week_number: int | None
    voices: tuple[Remark, ...]
    tips: tuple[ReportedTip, ...]
    window: Window
    applied: AppliedRate
    team: FeelingAverage
    customers: FeelingAverage
    reported_weeks: tuple[tuple[ReportedWeek, ...], ...]
    """Week by week, of the cycle before, if there was one, and of the present one."""
    rhythm: Rhythm
    implemented_tips: ImplementedTips
    year_slots: tuple[YearSlot, ...]
    """The six cycles of the present year."""
    verdict: MomentumVerdict
    close_calls: tuple[Measure, ...]

    @property
    def in_progress_count(self) -> int:
        """How many tips of the present cycle are in the making."""
        number = self.cycle.number if self.cycle else None
        return sum(box.in_progress_count for box in self.year_slots if box.number == number)

    @property
    def directions(self) -> dict[Measure, Direction | None]:
        """Where each figure is going."""
        return {
            "applied": direction(self.applied.share, self.applied.previous_share, APPLIED_MIN_CHANGE),
            "team": direction(self.team.mean, self.team.previous_mean, FEELING_MIN_CHANGE),
            "customers": direction(self.customers.mean, self.customers.previous_mean, FEELING_MIN_CHANGE),
        }


def momentum_report(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> MomentumReport:
    """The facts of `tipcycle momentum`."""
    started_cycles = [cycle for cycle in cycles if cycle.starts <= today]
    cycle = started_cycles[-1] if started_cycles else None
    previous_cycle = started_cycles[-2] if len(started_cycles) > 1 else None
    counted = counted_weeks(started_cycles, today)
    current_window = recent_window(counted)
    applied_rates, (team, customers), implemented = (
        applied_rate(current_window, today),
        feeling_averages(current_window),
        implemented_tips(started_cycles, kind_of),
    )
    return MomentumReport(
        today=today,
        cycle=cycle,
        next_start=next((each.starts for each in cycles if each.starts > today), None),
        previous_cycle=previous_cycle,
        state=cycle.state(today) if cycle else None,
        week_number=cycle.week_number(Week.of(today)) if cycle else None,
        voices=latest_voices(started_cycles, MAX_VOICES),
        tips=_reported_tips(started_cycles, kind_of, today),
        window=current_window,
        applied=applied_rates,
        team=team,
        customers=customers,
        reported_weeks=tuple(_reported_weeks(each, today) for each in started_cycles[-2:]),
        rhythm=checkin_rhythm(counted),
        implemented_tips=implemented,
        year_slots=year_slots(started_cycles, implemented),
        verdict=verdict(applied_rates.share, team.mean, customers.mean),
        close_calls=close_calls(applied_rates.share, team.mean, customers.mean),
    )


def _reported_weeks(cycle: Cycle, today: date) -> tuple[ReportedWeek, ...]:
    weeks_with_voice = {line.week for line in cycle.remarks if line.is_voice}
    feelings_by_week = [(week, cycle.feelings.get(week)) for week in cycle.weeks if week.monday <= today]
    return tuple(
        ReportedWeek(
            feelings.team if feelings else None, feelings.customers if feelings else None, week in weeks_with_voice
        )
        for week, feelings in feelings_by_week
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
    """The six cycles of the year that the last one belongs to; a year is counted from the first cycle."""
    first_index = (len(cycles) - 1) // CYCLES_PER_YEAR * CYCLES_PER_YEAR if cycles else 0
    implemented_per_cycle = iter(implemented.by_cycle)
    implemented_counts = {cycle.number: len(next(implemented_per_cycle)) for cycle in cycles if cycle.close is not None}
    slots = [
        YearSlot(
            number=cycle.number,
            starts=cycle.starts,
            ends=cycle.ends,
            implemented_count=implemented_counts.get(cycle.number, 0),
            extended_count=len(cycle.extended_tips),
            in_progress_count=0 if cycle.close else len(cycle.five),
        )
        for cycle in cycles[first_index:]
    ]
    empty_slot_count = CYCLES_PER_YEAR - len(slots)
    return (*slots, *(YearSlot(None, None, None, 0, 0, 0) for _ in range(empty_slot_count)))


YearOutcome = Literal["stays", "goes-on"]


class YearTip(Struct, frozen=True):
    """One tip of a cycle."""

    record: TipRecord
    outcome: YearOutcome | None
    """None before the close, and for a tip that neither stays nor goes on."""


class CycleInYear(Struct, frozen=True):
    """One cycle that was begun."""

    number: int
    starts: date
    ends: date
    tips: tuple[YearTip, ...]
    """In the order of their seats, swapped-out ones last."""


def cycles_in_year(cycles: Sequence[Cycle], report: MomentumReport, kind_of: KindLookup) -> tuple[CycleInYear, ...]:
    """The cycles on the board of these facts, oldest first."""
    positions = [slot.number - 1 for slot in report.year_slots if slot.number is not None]
    return tuple(
        CycleInYear(
            number=cycles[position].number,
            starts=cycles[position].starts,
            ends=cycles[position].ends,
            tips=tuple(
                YearTip(record, _year_outcome(record.tip, cycles[position], report.implemented_tips.tips))
                for record in cycle_tip_records(cycles, position, kind_of, report.today)
            ),
        )
        for position in positions
    )


def _year_outcome(tip: int, cycle: Cycle, implemented: frozenset[int]) -> YearOutcome | None:
    if tip in cycle.extended_tips:
        return "goes-on"
    kept = cycle.close.staying_tips if cycle.close is not None else frozenset[int]()
    return "stays" if tip in kept & implemented else None
