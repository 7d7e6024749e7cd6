"""`tipcycle momentum --json`."""

from typing import TypedDict

from tipcycle.core.events import SpiralPlace
from tipcycle.core.momentum.verdict import Direction, Measure, MomentumVerdict
from tipcycle.render.json.contract.status import CycleFields, TipRecordFields
from tipcycle.render.json.contract.values import DateText, WeekText


class AppliedFields(TypedDict):
    """How often tips were done, over the last six weeks that can be judged."""

    did: int
    """Times done, costly ones included."""
    missed: int
    """Times not done."""
    share: float | None
    """Did ÷ (did + missed); null under 8 answers."""
    before: float | None
    """The same over the six weeks before; null under 4 answers."""


class FeelingFields(TypedDict):
    """How those weeks felt, as the manager sees it."""

    mean: float | None
    """The mean of the answers from 1 to 5; null under 3 answers."""
    before: float | None
    """The same over the six weeks before; null under 2 answers."""


class FeltFields(TypedDict):
    """How those weeks felt. The two are never added up."""

    team: FeelingFields
    """In the team."""
    customers: FeelingFields
    """With customers."""


class RhythmFields(TypedDict):
    """How regularly somebody looked back. No streak."""

    on_time: int
    """How many of these weeks had a check-in within two weeks of their Sunday."""
    counted: int
    """Out of how many weeks, at most the last 8."""


class ReachFields(TypedDict):
    """What stays."""

    implemented: int
    """Tips that became normal, each counted once."""
    by_hand: int
    """Those among them that count only because the manager said so."""
    known_alive: int
    """Implemented, less those that faded away."""
    cycles_closed: int
    """How many cycles were closed."""
    pace: float | None
    """Implemented in a year at this pace; null before the first close."""
    target: int
    """How many in a year the loop aims at."""
    next_milestone: int | None
    """The next of 5, 10, 30, 50 and 101; null past the last."""


class DirectionsFields(TypedDict):
    """Where each figure is going."""

    applied: Direction | None
    """What was done; 0.05 makes a direction, null where there is nothing to compare."""
    team: Direction | None
    """How it felt in the team; half a point makes a direction."""
    customers: Direction | None
    """How it felt with customers; half a point makes a direction."""


class MomentumDocument(TypedDict):
    """What was done, how it felt, what stays, and one reading. Never one number."""

    today: DateText
    """The day of this run."""
    cycle: CycleFields | None
    """The cycle begun last; null before the first Monday."""
    applied: AppliedFields
    """What was done."""
    felt: FeltFields
    """How it felt."""
    rhythm: RhythmFields
    """How regularly somebody looked back."""
    reach: ReachFields
    """What stays."""
    verdict: MomentumVerdict
    """The reading, by its id; `too_early` while one of the three facts is unknown."""
    close_calls: list[Measure]
    """The facts that stand so near their line that the reading could flip."""
    directions: DirectionsFields
    """Where each figure is going."""
    window: list[WeekText]
    """The weeks that went in, at most six, the oldest first."""
    tips: list[TipRecordFields]
    """The tips of that cycle."""


class TurnFields(TypedDict):
    """One turn of the spiral: side by side, without a claim of effect."""

    place: SpiralPlace
    """Which turn: `culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """How many implemented tips aim there."""
    heard: int
    """How many voices were heard there."""


class SpiralDocument(MomentumDocument):
    """The same, and the spiral."""

    spiral: list[TurnFields]
    """The four turns in their order; only with `--spiral`."""
