"""What is wrong or odd in a journal, as facts; the sentences are made at the edge."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Checkin, Close, Event, Lesson, Note, Payload, Pick, Plan, Star, Swap, Voice
from tipcycle.core.projection import active_events

Severity = Literal["error", "remark"]


class Problem(Struct, frozen=True):
    """One thing to know about a file. Errors forbid writing to it; remarks are odd and harmless."""

    severity: Severity
    file: str
    line: int | None
    """Of the block's header; None for the file as a whole."""
    code: str
    """Which problem: a word that the edge has a sentence for."""
    detail: str = ""
    """The key, kind or value that it is about."""
    expected: str = ""
    """The shape that was expected (`journal.shapes`)."""
    skipped_blocks: int = 0
    """How many blocks had to be left out for it."""
    original_file: str = ""
    """The file of ours that this one is a second copy of."""
    backup_number: int | None = None
    """The number of the backup of the file that could help, where one could."""
    newer_entries: int = 0
    """How many entries stand in the file that this backup does not have."""
    extra_detail: str = ""
    """What else the sentence names: how the line begins, or the cycle that came after."""
    cause: str = ""
    """How it came so, where the hint depends on it."""


def unclosed_cycles(cycles: Sequence[Cycle]) -> Iterator[tuple[Cycle, Cycle]]:
    """Each cycle that was never closed although a later one was picked, and the one that came after it."""
    for earlier, later in pairwise(cycles):
        if earlier.close is None:
            yield earlier, later


def unknown_tips(events: Iterable[Event], is_known: Callable[[int], bool]) -> Iterator[tuple[str, int]]:
    """The tips that blocks name and that there are not, each once, with the id of the first block that names it."""
    said: set[int] = set()
    for event in active_events(events):
        for tip in _named_tips(event.payload):
            if tip not in said and not is_known(tip):
                said.add(tip)
                yield event.id, tip


def _named_tips(payload: Payload) -> tuple[int, ...]:
    match payload:
        case Pick(tips=tips) | Star(tips=tips):
            return tips
        case Checkin():
            return (*payload.did, *payload.costly, *payload.missed, *payload.none, *payload.built)
        case Close():
            return (
                *payload.keep,
                *payload.adapt,
                *payload.extend,
                *payload.drop,
                *payload.by_hand,
                *payload.alive,
                *payload.lapsed,
            )
        case Swap(old=old, new=new):
            return (old, new)
        case Note(tip=tip) | Voice(tip=tip) | Lesson(tip=tip) | Plan(tip=tip):
            return () if tip is None else (tip,)
    return ()


def ignored_events(cycles: Sequence[Cycle]) -> Iterator[tuple[date, str, str, str]]:
    """What the rules left out, as (first Monday of the cycle in whose file it stands, block id, what, detail).

    Answers for a tip that was not active, feelings that came too late …
    """
    for cycle in cycles:
        for oddity in cycle.ignored:
            yield cycle.starts, oddity.event.id, oddity.code, "" if oddity.tip is None else str(oddity.tip)
