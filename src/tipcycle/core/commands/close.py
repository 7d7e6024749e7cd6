"""Close a cycle: decide about each of the five tips and record what stays (docs/rules.md §6)."""

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
"""Number of implemented tips from which the result starts with what stays instead of the fresh start."""


class CloseDecisions(Struct, frozen=True, kw_only=True):
    """The manager's decisions at the close."""

    keep: tuple[int, ...] = ()
    adapt: tuple[int, ...] = ()
    extend: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    by_hand: tuple[int, ...] = ()
    lessons: Mapping[int, str] = field(default_factory=dict)
    alive: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


class CloseResult(Struct, frozen=True):
    """The outcome of a close."""

    change: Change
    cycle: Cycle
    implemented: tuple[int, ...]
    """Tips of this cycle that now count as implemented."""
    kept_not_implemented: tuple[int, ...]
    """Kept or adapted tips that do not hold. They do not count and can be picked again."""
    extended_tips: tuple[int, ...]

    @property
    def is_strong(self) -> bool:
        """True if the result starts with what stays."""
        return len(self.implemented) >= STRONG_CYCLE_MIN_TIPS


def require_closable(cycle: Cycle, today: date) -> None:
    """Raise `CloseTooEarlyError` before the last week of the cycle."""
    if today < cycle.closable_from:
        raise CloseTooEarlyError(cycle.number, cycle.closable_from)


def close(journal: Journal, catalogue: Catalogue, today: date, decisions: CloseDecisions) -> CloseResult:
    """Return the close of the open cycle. Each of the five tips must be kept, adapted, extended or dropped.

    Raises `CloseTooEarlyError`, `MissingDecisionsError`, `ByHandNotKeptError`, `TipNotAliveError`, or the error of a
    guard.
    """
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
    not_kept = tuple(tip for tip in decisions.by_hand if tip not in payload.staying_tips)
    if not_kept:
        raise ByHandNotKeptError(not_kept)
    require_unique((*decisions.alive, *decisions.lapsed))
    alive_tips = implemented_tips(cycles, catalogue.kind_of).last_asked
    for tip in (*decisions.alive, *decisions.lapsed):
        if tip not in alive_tips:
            raise TipNotAliveError(tip)
    implemented = implemented_at_close(cycle_tip_records(cycles, len(cycles) - 1, catalogue.kind_of, today), payload)
    lessons: list[Payload] = [
        Lesson(tip=tip, text=text.strip()) for tip, text in decisions.lessons.items() if text.strip()
    ]
    return CloseResult(
        change=Change(cycle.starts, (payload, *lessons)),
        cycle=cycle,
        implemented=implemented,
        kept_not_implemented=tuple(tip for tip in cycle.five if tip in payload.staying_tips and tip not in implemented),
        extended_tips=decisions.extend,
    )
