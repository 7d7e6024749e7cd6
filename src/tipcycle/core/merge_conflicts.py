"""Two copies of one file become one: the union of their blocks (docs/reference/file-format.md).

Pure; what a block looks like in a file is the codec's business.

The order of blocks in a file never matters (docs/rules.md §8, P4), so what comes in may stand after what is there.

What two copies of a cycle answered differently, and which answer counts (docs/rules.md §2).
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct

from tipcycle.core.events import Checkin, Event
from tipcycle.core.projection import STATUS_PRECEDENCE, active_events, checkin_statuses
from tipcycle.core.weeks import Week


class RawBlock(Struct, frozen=True):
    """One block of a file, of a kind that is known or not."""

    kind: str
    id: str
    """Empty for a block without one."""
    content_key: Hashable
    """Equal for two pieces that say the same."""
    table: Mapping[str, Any]
    """Its keys as they stand in the file."""


class BlockDiff(Struct, frozen=True):
    """What a second copy adds."""

    new_blocks: tuple[RawBlock, ...]
    conflicting_ids: tuple[str, ...]
    """Ids under which different things are said, in the two copies or in the second alone; all of them are kept."""


def diff_blocks(ours: Iterable[RawBlock], theirs: Iterable[RawBlock]) -> BlockDiff:
    """The pieces of `theirs` that `ours` does not have yet, each once, in their order."""
    known = {(piece.kind, piece.id, piece.content_key) for piece in ours}
    ids = {id for _, id, _ in known if id}
    new: list[RawBlock] = []
    differing: dict[str, None] = {}
    for piece in theirs:
        mark = (piece.kind, piece.id, piece.content_key)
        if mark in known:
            continue
        if piece.id in ids:
            differing[piece.id] = None
        known.add(mark)
        if piece.id:
            ids.add(piece.id)
        new.append(piece)
    return BlockDiff(tuple(new), tuple(differing))


def content_key(value: Any) -> Hashable:
    """A value of a file as something that is equal only to what says the same: `1`, `1.0` and `true` differ.

    >>> content_key({"a": [1, True]}) == content_key({"a": [1, 1]})
    False
    >>> content_key(float("nan")) == content_key(float("nan"))
    True
    """
    match value:
        case datetime() if value.tzinfo is not None:
            try:
                return ("instant", value.astimezone(UTC).isoformat())
            except OverflowError:  # at the calendar's ends
                return ("instant", value.isoformat())
        case date() | time():
            return (type(value).__name__, value.isoformat())
        case float():
            return ("float", repr(value))
        case list() | tuple():
            return ("list", tuple(content_key(item) for item in value))
        case Mapping():
            return ("table", frozenset((key, content_key(item)) for key, item in value.items()))
        case _:
            return (type(value).__name__, value)


class StatusConflict(Struct, frozen=True):
    """A tip that got two different answers for one week, one in each copy."""

    tip: int
    week: Week
    winning_status: str
    """The status that counts: of the later answer."""


def status_conflicts(ours: Iterable[Event], theirs: Iterable[Event]) -> tuple[StatusConflict, ...]:
    """The tips and weeks that each of two copies answered on its own, and not alike; by week and tip.

    What both copies hold is no news: a correction that one copy lacks is not answered twice.
    """
    here, there = {event.id: event for event in ours}, {event.id: event for event in theirs}
    both = [*here.values(), *(event for id, event in there.items() if id not in here)]
    latest: dict[tuple[Week, int], dict[str, tuple[Event, str]]] = {}
    for event in sorted(active_events(both), key=lambda event: event.at):
        if not isinstance(event.payload, Checkin):
            continue
        side = "both" if event.id in here and event.id in there else "here" if event.id in here else "there"
        for tip, (status, _) in checkin_statuses(event.payload).items():
            sides = latest.setdefault((event.payload.week, tip), {})
            before = sides.get(side)
            if before is None or _precedence(before) <= _precedence((event, status)):
                sides[side] = (event, status)
    return tuple(
        StatusConflict(tip, week, max(sides.values(), key=_precedence)[1])
        for (week, tip), sides in sorted(latest.items())
        if "here" in sides and "there" in sides and sides["here"][1] != sides["there"][1]
    )


def _precedence(candidate: tuple[Event, str]) -> tuple[object, int]:
    event, status = candidate
    return event.at, STATUS_PRECEDENCE[status]
