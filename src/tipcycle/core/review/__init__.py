"""All that a review shows, already decided: who may read what, what was done, what became of it.

Every view of a review prints these facts and computes none.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from tipcycle.core.blocks import FIVE, Profile
from tipcycle.core.cycle import COSTLY, Cycle, Line
from tipcycle.core.momentum.reach import reach
from tipcycle.core.momentum.report import board, momentum
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.momentum.strength import KindOf, Record, implemented, records
from tipcycle.core.pulse import Tally
from tipcycle.core.review.facts import CostlyMoment, CycleDates, NextFive, Outcome, Reading, Review, ReviewedTip
from tipcycle.core.suggest import suggest
from tipcycle.core.tips import Catalogue

__all__ = (
    "CostlyMoment", "CycleDates", "NextFive", "Outcome", "Reading", "Review", "ReviewedTip", "review", "suggestions",
)  # fmt: skip

SUGGESTED = 3
"""Tips from which the team may take one for its own place."""


def review(
    cycles: Sequence[Cycle],
    position: int,
    kind_of: KindOf,
    profile: Profile,
    today: date,
    *,
    private: bool,
    suggested: Sequence[int] = (),
    sentence: str | None = None,
    provisional: bool = False,
    pulse: Sequence[Tally] = (),
    spiral: Sequence[Turn] = (),
) -> Review:
    """The review of the cycle at `position`; with `private` everything, for the writer alone.

    `suggested` are tips for the team's place (see `suggestions`); `core.sheet` finds them and what follows them here.
    """
    cycle, upto = cycles[position], cycles[: position + 1]
    lines = tuple(line for line in cycle.lines if private or line.shared)
    reached = reach(upto, kind_of)
    found = records(cycles, position, kind_of, today)
    shown = {tenure.tip for tenure in cycle.tenures}
    return Review(
        private=private,
        today=today,
        name=profile.name,
        team=profile.team,
        cycle=CycleDates(cycle.number, cycle.starts, cycle.ends, cycle.weeks),
        state=cycle.state(today),
        sentence=sentence,
        provisional=provisional,
        words=cycle.words,
        voices=tuple(line for line in lines if line.is_voice),
        tips=tuple(_reviewed(cycle, record, lines) for record in found),
        loose_notes=tuple(line for line in lines if not line.is_voice and line.tip not in shown),
        felt=tuple((week, cycle.felt[week]) for week in cycle.weeks if week in cycle.felt),
        voiced=frozenset(line.week for line in lines if line.is_voice and line.week is not None),
        costly=_costly(cycle, lines, today),
        reading=_reading(upto, kind_of, today),
        paused=tuple(week for week in cycle.weeks if week in cycle.paused),
        pauses=cycle.pauses if private else (),
        replies=tuple(sorted(cycle.replies.items())) if private else (),
        running=cycle.pick.running,
        stayed=_stayed(cycle, found),
        board=tuple(len(tips) for tips in reached.by_cycle),
        year=board(upto, reached),
        extended=cycle.extended,
        next_five=_next_five(cycles, position, suggested),
        pulse=tuple(pulse),
        spiral=tuple(spiral),
    )


def _stayed(cycle: Cycle, found: Sequence[Record]) -> tuple[int, ...]:
    """The tips of this cycle that count as implemented since its close; one made again after it lapsed does too."""
    return () if cycle.close is None else implemented(found, cycle.close)


def suggestions(
    catalogue: Catalogue, cycles: Sequence[Cycle], position: int, starred: Iterable[int] = ()
) -> tuple[int, ...]:
    """Two or three tips for the team's place after the cycle at `position`; none once the next five were picked."""
    upto = cycles[: position + 1]
    free = FIVE - len(upto[-1].extended)
    if len(cycles) > len(upto) or not free:
        return ()
    found = suggest(catalogue, upto, starred, count=min(SUGGESTED, free))
    return tuple(suggestion.tip for suggestion in found)


def _reviewed(cycle: Cycle, record: Record, lines: tuple[Line, ...]) -> ReviewedTip:
    swap = next((swap for swap in cycle.swaps if swap.old == record.tip), None)
    return ReviewedTip(
        record=record,
        notes=_notes(lines, record.tip),
        costly_weeks=tuple(week for week, status in zip(cycle.weeks, record.weeks, strict=True) if status == COSTLY),
        outcome=_outcome(cycle, record),
        lesson=cycle.lessons.get(record.tip),
        swapped_for=swap.new if swap else None,
        because=swap.because if swap else None,
    )


def _notes(lines: tuple[Line, ...], tip: int) -> tuple[Line, ...]:
    return tuple(line for line in lines if not line.is_voice and line.tip == tip)


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


def _costly(cycle: Cycle, lines: tuple[Line, ...], today: date) -> tuple[CostlyMoment, ...]:
    """Every time it cost something, in order."""
    found = [
        CostlyMoment(
            tip=tenure.tip,
            week=week,
            on=min(cycle.answers[tenure.tip, week].on, week.sunday),
            texts=tuple(line.text for line in _notes(lines, tenure.tip) if line.week == week),
        )
        for tenure in cycle.tenures
        for week in cycle.weeks
        if cycle.status(tenure.tip, week, today) == COSTLY
    ]
    return tuple(sorted(found, key=lambda moment: (moment.week, moment.on)))


def _reading(cycles: Sequence[Cycle], kind_of: KindOf, today: date) -> Reading | None:
    """The reading over the weeks of the cycle, as far as they have come."""
    cycle = cycles[-1]
    if cycle.starts > today:
        return None
    found = momentum(cycles, kind_of, min(today, cycle.ends))
    return Reading(found.verdict, found.close_calls)


def _next_five(cycles: Sequence[Cycle], position: int, suggested: Sequence[int]) -> NextFive:
    if position + 1 < len(cycles):
        return NextFive(cycles[position + 1].pick.tips, 0, (), picked=True)
    seated = cycles[position].extended
    free = FIVE - len(seated)
    return NextFive(seated, free, tuple(suggested) if free else (), picked=False)
