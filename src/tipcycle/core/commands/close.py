"""Closing a cycle: what happens to each of the five, and what stays (docs/rules.md §6)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from tipcycle.core.commands.guards import require_in_five, require_open_cycle, require_unique
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import ByHandNotKeptError, CloseTooEarlyError, MissingDecisionsError, TipNotAliveError
from tipcycle.core.events import Change, Close, Journal, Lesson, Payload
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.momentum.strength import cycle_tip_records, implemented_at_close
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import Catalogue

STRONG_CYCLE_MIN_TIPS = 3
"""From three implemented tips on, the close leads with what stays; else with the clean page."""


class CloseDecisions(Struct, frozen=True, kw_only=True):
    """What the manager decides at the close."""

    keep: tuple[int, ...] = ()
    adapt: tuple[int, ...] = ()
    extend: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    by_hand: tuple[int, ...] = ()
    lessons: Mapping[int, str] = field(default_factory=dict)
    alive: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


class CloseResult(Struct, frozen=True):
    """What a close leads to."""

    change: Change
    cycle: Cycle
    implemented: tuple[int, ...]
    """The tips of this cycle that count as implemented from now on."""
    kept_not_implemented: tuple[int, ...]
    """Kept or adapted without holding: welcome to stay, not counted, may be picked again."""
    extended_tips: tuple[int, ...]

    @property
    def is_strong(self) -> bool:
        """Whether to lead with what stays."""
        return len(self.implemented) >= STRONG_CYCLE_MIN_TIPS


def require_closable(cycle: Cycle, today: date) -> None:
    """Refuses a close before the last week of the cycle."""
    if today < cycle.closable_from:
        raise CloseTooEarlyError(cycle.number, cycle.closable_from)


def close(journal: Journal, catalogue: Catalogue, today: date, decisions: CloseDecisions) -> CloseResult:
    """The cycle is rounded off: each tip still among the five is kept, adapted, extended or dropped."""
    cycles = Cycles(journal)
    cycle = require_open_cycle(cycles)
    require_closable(cycle, today)
    decided = (*decisions.keep, *decisions.adapt, *decisions.extend, *decisions.drop)
    require_unique(decided)
    require_in_five((*decided, *decisions.lessons), cycle.five)
    missing = tuple(tip for tip in cycle.five if tip not in decided)
    if missing:
        raise MissingDecisionsError(missing)
    payload = Close(
        keep=decisions.keep,
        adapt=decisions.adapt,
        extend=decisions.extend,
        drop=decisions.drop,
        by_hand=decisions.by_hand,
        alive=decisions.alive,
        lapsed=decisions.lapsed,
    )
    require_unique(decisions.by_hand)
    alone = tuple(tip for tip in decisions.by_hand if tip not in payload.staying_tips)
    if alone:
        raise ByHandNotKeptError(alone)
    require_unique((*decisions.alive, *decisions.lapsed))
    living = implemented_tips(cycles, catalogue.kind_of).last_asked
    for tip in (*decisions.alive, *decisions.lapsed):
        if tip not in living:
            raise TipNotAliveError(tip)
    counting = implemented_at_close(cycle_tip_records(cycles, len(cycles) - 1, catalogue.kind_of, today), payload)
    lessons: list[Payload] = [
        Lesson(tip=tip, text=text.strip()) for tip, text in decisions.lessons.items() if text.strip()
    ]
    return CloseResult(
        change=Change(cycle.starts, (payload, *lessons)),
        cycle=cycle,
        implemented=counting,
        kept_not_implemented=tuple(tip for tip in cycle.five if tip in payload.staying_tips and tip not in counting),
        extended_tips=decisions.extend,
    )
