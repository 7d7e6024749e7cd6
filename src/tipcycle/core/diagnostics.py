"""Problems in a journal, as facts. `render.diagnostics` turns them into messages."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import (
    Checkin,
    Close,
    Event,
    Lesson,
    Note,
    Payload,
    Pick,
    Plan,
    Share,
    Star,
    Swap,
    Undo,
    Voice,
)
from tipcycle.core.projection import active_events, undone_ids

Severity = Literal["error", "remark"]
"""An error, or a warning. JSON and screens call a warning `remark`."""


class Problem(Struct, frozen=True):
    """A problem with a file. Errors prevent writing to the file; warnings are harmless."""

    severity: Severity
    file: str
    line: int | None
    """Line of the block header; None if the problem concerns the whole file."""
    code: str
    """Identifier of the message in `render.diagnostics`."""
    detail: str = ""
    """The affected key, kind or value."""
    expected: str = ""
    """The expected value type (`storage.field_types`)."""
    skipped_blocks: int = 0
    """Number of blocks that are ignored because of the problem."""
    original_file: str = ""
    """The journal file of which this file is a copy."""
    backup_number: int | None = None
    """Number of a backup that can replace the file, if there is one."""
    newer_entries: int = 0
    """Number of entries in the file that the backup does not contain."""
    extra_detail: str = ""
    """Second value in the message: the start of the line, or the number of the later cycle."""
    cause: str = ""
    """The cause of the problem, if the hint depends on it."""
    suggestion: str = ""
    """The known key or block that an unknown one is probably a slip for."""


def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Return the problems of `after` that `before` does not contain, wherever their lines moved to."""
    known = Counter(replace(problem, line=None) for problem in before)
    result = []
    for problem in after:
        key = replace(problem, line=None)
        if known[key]:
            known[key] -= 1
        else:
            result.append(problem)
    return result


def unclosed_cycles(cycles: Sequence[Cycle]) -> Iterator[tuple[Cycle, Cycle]]:
    """Yield each cycle that is not closed although a later one was picked, and that later cycle."""
    for earlier, later in pairwise(cycles):
        if earlier.close is None:
            yield earlier, later


def overlapping_cycles(cycles: Sequence[Cycle]) -> Iterator[tuple[Cycle, Cycle]]:
    """Yield each cycle that has a week in common with the next one, and that next cycle."""
    for earlier, later in pairwise(cycles):
        if earlier.ends >= later.starts:
            yield earlier, later


def file_problems(events: Iterable[Event], *, is_cycle: bool) -> Iterator[tuple[str | None, str, str]]:
    """Yield what one file leaves out, whatever its cycle: the event id or None, the problem code and the detail.

    Needs no projection, so that every command can afford it.
    """
    events = tuple(events)
    undone = undone_ids(events)
    names = {event.id: event.payload for event in events}
    for event in events:
        if isinstance(event.payload, Undo):
            unnamed = (id for id in event.payload.of if isinstance(names.get(id), Undo | None))
        elif isinstance(event.payload, Share) and event.id not in undone:
            unnamed = (id for id in (event.payload.of,) if not isinstance(names.get(id), Note | Voice))
        else:
            continue
        yield from ((event.id, "names-nothing", id) for id in unnamed)
    if not is_cycle:
        return
    active = [event for event in events if event.id not in undone and not isinstance(event.payload, Undo)]
    if active and not any(isinstance(event.payload, Pick) for event in active):
        yield None, "no-pick", str(len(active))


def never_kept_tips(cycles: Sequence[Cycle]) -> Iterator[tuple[date, int]]:
    """Yield the tips of `alive` and `lapsed` that no earlier close kept, with the first Monday of the cycle."""
    kept: set[int] = set()
    for cycle in cycles:
        if cycle.close is not None:
            yield from (
                (cycle.starts, tip) for tip in dict.fromkeys(cycle.close.alive + cycle.close.lapsed) if tip not in kept
            )
            kept |= cycle.close.staying_tips


def unknown_tips(events: Iterable[Event], is_known: Callable[[int], bool]) -> Iterator[tuple[str, int]]:
    """Yield each unknown tip once, with the id of the first event that names it."""
    reported: set[int] = set()
    for event in active_events(events):
        for tip in _named_tips(event.payload):
            if tip not in reported and not is_known(tip):
                reported.add(tip)
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
    """Yield the events without effect, such as answers about a tip that was not active.

    Each item is the first Monday of the cycle, the event id, the problem code and the detail.
    """
    for cycle in cycles:
        for ignored in cycle.ignored:
            yield cycle.starts, ignored.event.id, ignored.code, "" if ignored.tip is None else str(ignored.tip)
