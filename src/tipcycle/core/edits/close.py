"""Closing a cycle: what happens to each of the five, and what stays (docs/rules.md §6)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from tipcycle.core.blocks import Body, Change, Close, Journal, Lesson
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import open_cycle, refuse_strangers, refuse_twice
from tipcycle.core.errors import ByHandAlone, NoDecision, NotStaying, TooEarlyToClose
from tipcycle.core.momentum.reach import reach
from tipcycle.core.momentum.strength import implemented, records
from tipcycle.core.tips import Catalogue

STRONG_CYCLE = 3
"""From three implemented tips on, the close leads with what stays; else with the clean page."""


class Decisions(Struct, frozen=True, kw_only=True):
    """What the manager decides at the close."""

    keep: tuple[int, ...] = ()
    adapt: tuple[int, ...] = ()
    extend: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    by_hand: tuple[int, ...] = ()
    lessons: Mapping[int, str] = field(default_factory=dict)
    alive: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


class Closed(Struct, frozen=True):
    """What a close leads to."""

    change: Change
    cycle: Cycle
    implemented: tuple[int, ...]
    """The tips of this cycle that count as implemented from now on."""
    not_yet: tuple[int, ...]
    """Kept or adapted without holding: welcome to stay, not counted, may be picked again."""
    extend: tuple[int, ...]

    @property
    def strong(self) -> bool:
        """Whether to lead with what stays."""
        return len(self.implemented) >= STRONG_CYCLE


def refuse_too_early(cycle: Cycle, today: date) -> None:
    """Refuses a close before the last week of the cycle."""
    if today < cycle.closable:
        raise TooEarlyToClose(cycle.number, cycle.closable)


def close(journal: Journal, catalogue: Catalogue, today: date, decisions: Decisions) -> Closed:
    """The cycle is rounded off: each tip still among the five is kept, adapted, extended or dropped."""
    cycles = Cycles(journal)
    cycle = open_cycle(cycles)
    refuse_too_early(cycle, today)
    decided = (*decisions.keep, *decisions.adapt, *decisions.extend, *decisions.drop)
    refuse_twice(decided)
    refuse_strangers((*decided, *decisions.lessons), cycle.five)
    missing = tuple(tip for tip in cycle.five if tip not in decided)
    if missing:
        raise NoDecision(missing)
    body = Close(
        keep=decisions.keep,
        adapt=decisions.adapt,
        extend=decisions.extend,
        drop=decisions.drop,
        by_hand=decisions.by_hand,
        alive=decisions.alive,
        lapsed=decisions.lapsed,
    )
    refuse_twice(decisions.by_hand)
    alone = tuple(tip for tip in decisions.by_hand if tip not in body.kept)
    if alone:
        raise ByHandAlone(alone)
    refuse_twice((*decisions.alive, *decisions.lapsed))
    living = reach(cycles, catalogue.kind).asked
    for tip in (*decisions.alive, *decisions.lapsed):
        if tip not in living:
            raise NotStaying(tip)
    counting = implemented(records(cycles, len(cycles) - 1, catalogue.kind, today), body)
    lessons: list[Body] = [
        Lesson(tip=tip, text=text.strip()) for tip, text in decisions.lessons.items() if text.strip()
    ]
    return Closed(
        change=Change(cycle.starts, (body, *lessons)),
        cycle=cycle,
        implemented=counting,
        not_yet=tuple(tip for tip in cycle.five if tip in body.kept and tip not in counting),
        extend=decisions.extend,
    )
