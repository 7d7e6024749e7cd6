"""What is wrong or odd in a journal, as facts; the sentences are made at the edge."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tipcycle.core.blocks import Block, Body, Checkin, Close, Lesson, Note, Pick, Plan, Star, Swap, Voice
from tipcycle.core.cycle import Cycle
from tipcycle.core.standing import standing

Level = Literal["error", "remark"]


class Problem(Struct, frozen=True):
    """One thing to know about a file. Errors forbid writing to it; remarks are odd and harmless."""

    level: Level
    file: str
    line: int | None
    """Of the block's header; None for the file as a whole."""
    what: str
    """Which problem: a word that the edge has a sentence for."""
    detail: str = ""
    """The key, kind or value that it is about."""
    expected: str = ""
    """The shape that was expected (`journal.shapes`)."""
    hidden: int = 0
    """How many blocks had to be left out for it."""
    original: str = ""
    """The file of ours that this one is a second copy of."""
    offer: int | None = None
    """The number of the backup of the file that could help, where one could."""
    newer: int = 0
    """How many entries stand in the file that this backup does not have."""
    beside: str = ""
    """What else the sentence names: how the line begins, or the cycle that came after."""
    how: str = ""
    """How it came so, where the hint depends on it."""


def left_open(cycles: Sequence[Cycle]) -> Iterator[tuple[Cycle, Cycle]]:
    """Each cycle that was never closed although a later one was picked, and the one that came after it."""
    for earlier, later in pairwise(cycles):
        if earlier.close is None:
            yield earlier, later


def unknown_tips(blocks: Iterable[Block], knows: Callable[[int], bool]) -> Iterator[tuple[str, int]]:
    """The tips that blocks name and that there are not, each once, with the id of the first block that names it."""
    said: set[int] = set()
    for block in standing(blocks):
        for tip in _tips_in(block.body):
            if tip not in said and not knows(tip):
                said.add(tip)
                yield block.id, tip


def _tips_in(body: Body) -> tuple[int, ...]:
    match body:
        case Pick(tips=tips) | Star(tips=tips):
            return tips
        case Checkin():
            return (*body.did, *body.costly, *body.missed, *body.none, *body.built)
        case Close():
            return (*body.keep, *body.adapt, *body.extend, *body.drop, *body.by_hand, *body.alive, *body.lapsed)
        case Swap(old=old, new=new):
            return (old, new)
        case Note(tip=tip) | Voice(tip=tip) | Lesson(tip=tip) | Plan(tip=tip):
            return () if tip is None else (tip,)
    return ()


def oddities(cycles: Sequence[Cycle]) -> Iterator[tuple[date, str, str, str]]:
    """What the rules left out, as (first Monday of the cycle in whose file it stands, block id, what, detail).

    Answers for a tip that was not active, feelings that came too late …
    """
    for cycle in cycles:
        for oddity in cycle.oddities:
            yield cycle.starts, oddity.block.id, oddity.why, "" if oddity.tip is None else str(oddity.tip)
