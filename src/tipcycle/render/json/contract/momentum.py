"""Document types of `tipcycle momentum --json`."""

from typing import TypedDict

from tipcycle.core.events import SpiralPlace
from tipcycle.core.momentum.verdict import Direction, Measure, MomentumVerdict
from tipcycle.render.json.contract.status import CycleFields, TipRecordFields
from tipcycle.render.json.contract.values import DateText, WeekText


class AppliedFields(TypedDict):
    """The tips done, over the last six weeks that count."""

    did: int
    """Times done, including the costly ones."""
    missed: int
    """Times missed."""
    share: float | None
    """`did` ÷ (`did` + `missed`); null with fewer than 8 answers."""
    before: float | None
    """The share over the six weeks before; null with fewer than 4 answers."""


class FeelingFields(TypedDict):
    """The mean feeling of the weeks, in the manager's view."""

    mean: float | None
    """The mean of the answers, from 1 to 5; null with fewer than 3 answers."""
    before: float | None
    """The mean over the six weeks before; null with fewer than 2 answers."""


class FeltFields(TypedDict):
    """The feelings in the team and with customers. The two are never combined."""

    team: FeelingFields
    """The feeling in the team."""
    customers: FeelingFields
    """The feeling with customers."""


class RhythmFields(TypedDict):
    """The regularity of check-ins. It is not a streak."""

    on_time: int
    """The number of weeks with a check-in at most two weeks after their Sunday."""
    counted: int
    """The number of weeks considered, at most the last 8."""


class ReachFields(TypedDict):
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


class DirectionsFields(TypedDict):
    """The direction of each measure."""

    applied: Direction | None
    """The share of tips done; a change of 0.05 is a direction, null without a value to compare with."""
    team: Direction | None
    """The mean feeling in the team; half a point is a direction."""
    customers: Direction | None
    """The mean feeling with customers; half a point is a direction."""


class MomentumDocument(TypedDict):
    """The tips done, the feelings, the implemented tips, and one verdict. There is no overall score."""

    today: DateText
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
    close_calls: list[Measure]
    """The measures so close to their threshold that the verdict could change."""
    directions: DirectionsFields
    """The direction of each measure."""
    window: list[WeekText]
    """The weeks that the figures cover, at most six, oldest first."""
    tips: list[TipRecordFields]
    """The tips of the cycle."""


class TurnFields(TypedDict):
    """One turn of the spiral. The two counts do not imply cause and effect."""

    place: SpiralPlace
    """The place: `culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """The number of implemented tips aimed there."""
    heard: int
    """The number of voices heard there."""


class SpiralDocument(MomentumDocument):
    """The momentum document with the spiral."""

    spiral: list[TurnFields]
    """The four turns in order; only with `--spiral`."""
