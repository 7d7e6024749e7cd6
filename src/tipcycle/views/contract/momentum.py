"""`tipcycle momentum --json`."""

from typing import TypedDict

from tipcycle.core.blocks import Spiral
from tipcycle.core.momentum.reading import Direction, Fact, Verdict
from tipcycle.views.contract.status import Cycle, TipOfCycle
from tipcycle.views.contract.values import Date, Week


class Applied(TypedDict):
    """How often tips were done, over the last six weeks that can be judged."""

    did: int
    """Times done, costly ones included."""
    missed: int
    """Times not done."""
    share: float | None
    """Did ÷ (did + missed); null under 8 answers."""
    before: float | None
    """The same over the six weeks before; null under 4 answers."""


class Feeling(TypedDict):
    """How those weeks felt, as the manager sees it."""

    mean: float | None
    """The mean of the answers from 1 to 5; null under 3 answers."""
    before: float | None
    """The same over the six weeks before; null under 2 answers."""


class Felt(TypedDict):
    """How those weeks felt. The two are never added up."""

    team: Feeling
    """In the team."""
    customers: Feeling
    """With customers."""


class Rhythm(TypedDict):
    """How regularly somebody looked back. No streak."""

    on_time: int
    """How many of these weeks had a check-in within two weeks of their Sunday."""
    counted: int
    """Out of how many weeks, at most the last 8."""


class Reach(TypedDict):
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


class Directions(TypedDict):
    """Where each figure is going."""

    applied: Direction | None
    """What was done; 0.05 makes a direction, null where there is nothing to compare."""
    team: Direction | None
    """How it felt in the team; half a point makes a direction."""
    customers: Direction | None
    """How it felt with customers; half a point makes a direction."""


class Momentum(TypedDict):
    """What was done, how it felt, what stays, and one reading. Never one number."""

    today: Date
    """The day of this run."""
    cycle: Cycle | None
    """The cycle begun last; null before the first Monday."""
    applied: Applied
    """What was done."""
    felt: Felt
    """How it felt."""
    rhythm: Rhythm
    """How regularly somebody looked back."""
    reach: Reach
    """What stays."""
    verdict: Verdict
    """The reading, by its id; `too_early` while one of the three facts is unknown."""
    close_calls: list[Fact]
    """The facts that stand so near their line that the reading could flip."""
    directions: Directions
    """Where each figure is going."""
    window: list[Week]
    """The weeks that went in, at most six, the oldest first."""
    tips: list[TipOfCycle]
    """The tips of that cycle."""


class Turn(TypedDict):
    """One turn of the spiral: side by side, without a claim of effect."""

    place: Spiral
    """Which turn: `culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """How many implemented tips aim there."""
    heard: int
    """How many voices were heard there."""


class MomentumAndSpiral(Momentum):
    """The same, and the spiral."""

    spiral: list[Turn]
    """The four turns in their order; only with `--spiral`."""
