"""All that a review shows, already decided: who may read what, what was done, what became of it.

Every view of a review prints these facts and computes none. Unless it is for the writer alone, no private line,
no reason of a pause, nothing `by_hand` is in here at all, so that no view can leak it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tipcycle.core.blocks import Pause, Profile
from tipcycle.core.cycle import COSTLY, Cycle, Felt, Line, State
from tipcycle.core.momentum.reach import reach
from tipcycle.core.momentum.strength import KindOf, Record, records
from tipcycle.core.weeks import Week

Outcome = Literal["keep", "adapt", "extend", "drop", "swapped"]


@dataclass(frozen=True, slots=True)
class ReviewedTip:
    """One tip of the cycle, with what may be read about it."""

    record: Record
    notes: tuple[Line, ...]
    costly_weeks: tuple[Week, ...]
    outcome: Outcome | None
    """None before the close: the table decides."""
    lesson: str | None
    swapped_for: int | None
    """The tip that took its place, and why."""
    because: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """One cycle, for a table or for its writer."""

    private: bool
    today: date
    name: str | None
    team: str | None
    cycle: Cycle
    state: State
    words: str | None
    voices: tuple[Line, ...]
    tips: tuple[ReviewedTip, ...]
    loose_notes: tuple[Line, ...]
    """Notes that belong to no tip."""
    felt: tuple[tuple[Week, Felt], ...]
    paused: tuple[Week, ...]
    pauses: tuple[Pause, ...]
    """With their reasons; only for the writer."""
    replies: tuple[tuple[Week, str], ...]
    """Answers to the weekly question; only for the writer."""
    running: str | None
    stayed: tuple[int, ...]
    """The tips of this cycle that are implemented since its close."""
    board: tuple[int, ...]
    """How many tips each closed cycle brought, up to this one."""
    extended: tuple[int, ...]
    """The tips that have a place in the next five already."""


def review(
    cycles: Sequence[Cycle], position: int, kind_of: KindOf, profile: Profile, today: date, *, private: bool
) -> Review:
    """The review of the cycle at `position`; with `private` everything, for the writer alone."""
    cycle = cycles[position]
    lines = tuple(line for line in cycle.lines if private or line.shared)
    reached = reach(cycles[: position + 1], kind_of)
    closed = cycle.close is not None
    return Review(
        private=private,
        today=today,
        name=profile.name,
        team=profile.team,
        cycle=cycle,
        state=cycle.state(today),
        words=cycle.words,
        voices=tuple(line for line in lines if line.is_voice),
        tips=tuple(_reviewed(cycle, record, lines) for record in records(cycles, position, kind_of, today)),
        loose_notes=tuple(line for line in lines if not line.is_voice and line.tip is None),
        felt=tuple((week, cycle.felt[week]) for week in cycle.weeks if week in cycle.felt),
        paused=tuple(week for week in cycle.weeks if week in cycle.paused),
        pauses=cycle.pauses if private else (),
        replies=tuple(sorted(cycle.replies.items())) if private else (),
        running=cycle.pick.running,
        stayed=reached.by_cycle[-1] if closed and reached.by_cycle else (),
        board=tuple(len(tips) for tips in reached.by_cycle),
        extended=cycle.close.extend if cycle.close else (),
    )


def _reviewed(cycle: Cycle, record: Record, lines: tuple[Line, ...]) -> ReviewedTip:
    swap = next((swap for swap in cycle.swaps if swap.old == record.tip and not record.active), None)
    return ReviewedTip(
        record=record,
        notes=tuple(line for line in lines if not line.is_voice and line.tip == record.tip),
        costly_weeks=tuple(week for week, status in zip(cycle.weeks, record.weeks, strict=True) if status == COSTLY),
        outcome=_outcome(cycle, record),
        lesson=cycle.lessons.get(record.tip),
        swapped_for=swap.new if swap else None,
        because=swap.because if swap else None,
    )


def _outcome(cycle: Cycle, record: Record) -> Outcome | None:
    if not record.active:
        return "swapped"
    if cycle.close is None:
        return None
    decided: tuple[tuple[Outcome, tuple[int, ...]], ...] = (
        ("keep", cycle.close.keep),
        ("adapt", cycle.close.adapt),
        ("extend", cycle.close.extend),
        ("drop", cycle.close.drop),
    )
    return next((outcome for outcome, tips in decided if record.tip in tips), None)
