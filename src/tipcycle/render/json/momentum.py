"""Documents of `momentum`: figures, verdict, tips and spiral."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from tipcycle.core.momentum.implemented import YEARLY_TARGET
from tipcycle.core.momentum.report import CycleInYear, MomentumReport
from tipcycle.core.momentum.spiral import SpiralTurn
from tipcycle.core.momentum.verdict import Direction, Measure, MomentumVerdict
from tipcycle.core.momentum.window import FeelingAverage
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.json.status import CycleFields, TipRecordFields, cycle_fields, tip_record_fields
from tipcycle.render.json.values import Date, WeekText, to_float


class AppliedFields(Struct, frozen=True):
    """The tips done, over the last six weeks that count."""

    did: int
    """Times done, including the costly ones."""
    missed: int
    """Times missed."""
    share: float | None
    """`did` ÷ (`did` + `missed`); null with fewer than 8 answers."""
    before: float | None
    """The share over the six weeks before; null with fewer than 4 answers."""


class FeelingFields(Struct, frozen=True):
    """The mean feeling of the weeks, in the manager's view."""

    mean: float | None
    """The mean of the answers, from 1 to 5; null with fewer than 3 answers."""
    before: float | None
    """The mean over the six weeks before; null with fewer than 2 answers."""


class FeltFields(Struct, frozen=True):
    """The feelings in the team and with customers. The two are never combined."""

    team: FeelingFields
    """The feeling in the team."""
    customers: FeelingFields
    """The feeling with customers."""


class RhythmFields(Struct, frozen=True):
    """The regularity of check-ins. It is not a streak."""

    on_time: int
    """The number of weeks with a check-in at most two weeks after their Sunday."""
    counted: int
    """The number of weeks considered, at most the last 8."""


class ReachFields(Struct, frozen=True):
    """The implemented tips."""

    implemented: int
    """The number of implemented tips, each counted once."""
    by_hand: int
    """The number of these that count only because the manager said so."""
    known_alive: int
    """The number of implemented tips that have not lapsed."""
    cycles_closed: int
    """The number of closed cycles."""
    pace: float | None
    """Implemented tips per year at the present pace; null before the first close."""
    target: int
    """The target of implemented tips per year."""
    next_milestone: int | None
    """The next of 5, 10, 30, 50 and 101; null after the last."""


class DirectionsFields(Struct, frozen=True):
    """The direction of each measure."""

    applied: Direction | None
    """The share of tips done; a change of 0.05 is a direction, null without a value to compare with."""
    team: Direction | None
    """The mean feeling in the team; half a point is a direction."""
    customers: Direction | None
    """The mean feeling with customers; half a point is a direction."""


class MomentumDocument(Struct, frozen=True):
    """The tips done, the feelings, the implemented tips, and one verdict. There is no overall score."""

    today: Date
    """The date of the run."""
    cycle: CycleFields | None
    """The cycle that began last; null before the first Monday."""
    applied: AppliedFields
    """The tips done."""
    felt: FeltFields
    """The feelings."""
    rhythm: RhythmFields
    """The regularity of check-ins."""
    reach: ReachFields
    """The implemented tips."""
    verdict: MomentumVerdict
    """The id of the verdict; `too_early` if one of the three measures is unknown."""
    verdicts: Sequence[MomentumVerdict]
    """All verdicts that are possible if each measure in `close_calls` takes either side, in a fixed order."""
    close_calls: Sequence[Measure]
    """The measures so close to their threshold that the verdict could change."""
    directions: DirectionsFields
    """The direction of each measure."""
    window: Sequence[WeekText]
    """The weeks that the figures cover, at most six, oldest first."""
    tips: Sequence[TipRecordFields]
    """The tips of the cycle."""


class TurnFields(Struct, frozen=True):
    """One turn of the spiral. The two counts do not imply cause and effect."""

    place: str
    """The place: `culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """The number of implemented tips aimed there."""
    heard: int
    """The number of voices heard there."""


class MomentumTurnFields(TurnFields, frozen=True):
    """One turn of the spiral, with the tips that run now."""

    running: int
    """The number of tips of an open cycle that aim there."""


class SpiralDocument(MomentumDocument, frozen=True):
    """The momentum document with the spiral."""

    spiral: Sequence[MomentumTurnFields]
    """The four turns in order; only with `--spiral`."""


class YearWeekFields(Struct, frozen=True):
    """One week that has begun."""

    week: WeekText
    """The week."""
    did: int
    """The number of tips done that count, including the costly ones."""
    missed: int
    """The number of tips missed that count."""
    team: int | None
    """The feeling in the team, from 1 to 5."""
    customers: int | None
    """The feeling with customers, from 1 to 5."""
    paused: bool
    """True for a week off."""


class YearTipFields(TipRecordFields, frozen=True):
    """One tip of a cycle of the year, and what came of it."""

    outcome: Literal["stays", "goes-on"] | None
    """`stays` if it was implemented, `goes-on` if it was extended, null otherwise."""


class YearCycleFields(Struct, frozen=True):
    """One cycle of the year that has begun."""

    number: int
    """The number of the cycle, from 1."""
    starts: Date
    """The first Monday."""
    ends: Date
    """The last Sunday."""
    weeks: Sequence[YearWeekFields]
    """The weeks that have begun, oldest first."""
    tips: Sequence[YearTipFields]
    """The tips in the order of their places, then those that were swapped out."""


class YearDocument(Struct, frozen=True):
    """A year, week by week. A cycle belongs to the calendar year of the Thursday of its first week."""

    today: Date
    """The date of the run."""
    year: int | None
    """The year; null before the first cycle has begun."""
    cycles: Sequence[YearCycleFields]
    """The cycles of the year that have begun, oldest first."""
    implemented: int
    """The number of tips implemented in these cycles, each counted once."""


def year_json(
    report: MomentumReport,
    year: int | None,
    cycles: Iterable[CycleInYear],
    catalogue: Catalogue,
    translator: Translator,
) -> YearDocument:
    """Return the document of `tipcycle momentum --year --json`."""
    shown_cycles = list(cycles)
    return YearDocument(
        today=report.today,
        year=year,
        cycles=[_year_cycle_fields(cycle, catalogue, translator) for cycle in shown_cycles],
        implemented=sum(cycle.slot.implemented_count for cycle in shown_cycles),
    )


def _year_cycle_fields(cycle: CycleInYear, catalogue: Catalogue, translator: Translator) -> YearCycleFields:
    slot = cycle.slot
    assert slot.number is not None
    assert slot.starts is not None
    assert slot.ends is not None
    return YearCycleFields(
        number=slot.number,
        starts=slot.starts,
        ends=slot.ends,
        weeks=[
            YearWeekFields(
                week=str(week.week),
                did=week.done_count,
                missed=len(week.scored) - week.done_count,
                team=week.team,
                customers=week.customers,
                paused=week.is_paused,
            )
            for week in cycle.weeks
        ],
        tips=[
            YearTipFields(**asdict(tip_record_fields(tip.record, catalogue, translator)), outcome=tip.outcome)
            for tip in cycle.tips
        ],
    )


def momentum_json(report: MomentumReport, catalogue: Catalogue, translator: Translator) -> MomentumDocument:
    """Return the document of `tipcycle momentum --json`."""
    applied, implemented = report.applied, report.implemented_tips
    return MomentumDocument(
        today=report.today,
        cycle=cycle_fields(report.cycle, report.state, report.week_number),
        applied=AppliedFields(
            applied.done_count, applied.missed_count, to_float(applied.share), to_float(applied.previous_share)
        ),
        felt=FeltFields(_feeling_fields(report.team), _feeling_fields(report.customers)),
        rhythm=RhythmFields(report.rhythm.on_time_count, report.rhythm.week_count),
        reach=ReachFields(
            implemented=len(implemented.all_tips),
            by_hand=len(implemented.by_hand),
            known_alive=implemented.alive_count,
            cycles_closed=implemented.closed_cycle_count,
            pace=to_float(implemented.yearly_pace),
            target=YEARLY_TARGET,
            next_milestone=implemented.next_milestone,
        ),
        verdict=report.verdict,
        verdicts=report.verdicts,
        close_calls=report.close_calls,
        directions=DirectionsFields(**report.directions),
        window=[str(week) for _, week in report.window.current],
        tips=[tip_record_fields(reported_tip.record, catalogue, translator) for reported_tip in report.tips],
    )


def spiral_json(
    report: MomentumReport, turns: Iterable[SpiralTurn], catalogue: Catalogue, translator: Translator
) -> SpiralDocument:
    """Return the document of `tipcycle momentum --spiral --json`."""
    return SpiralDocument(
        **asdict(momentum_json(report, catalogue, translator)),
        spiral=[MomentumTurnFields(**asdict(turn_fields(turn)), running=turn.running_count) for turn in turns],
    )


def turn_fields(turn: SpiralTurn) -> TurnFields:
    """Return one turn of the spiral."""
    return TurnFields(turn.spiral_place, turn.tip_count, turn.voice_count)


def _feeling_fields(average: FeelingAverage) -> FeelingFields:
    return FeelingFields(to_float(average.mean), to_float(average.previous_mean))
