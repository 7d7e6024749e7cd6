"""Differences between two copies of a journal file: missing blocks and conflicting statuses (docs/rules.md §2).

The order of the blocks in a file has no effect (docs/rules.md §8, P4), so new blocks can be appended. This module does
not parse or write files (docs/reference/file-format.md).
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct

from tipcycle.core.cycle import Status
from tipcycle.core.events import Checkin, Event
from tipcycle.core.projection import active_events, checkin_statuses
from tipcycle.core.weeks import Week


class RawBlock(Struct, frozen=True):
    """One block of a file, of a known or unknown kind."""

    kind: str
    id: str
    """Empty for a block without an id."""
    content_key: Hashable
    """Equal for two blocks with the same content."""
    table: Mapping[str, Any]
    """The keys and values of the block in the file."""


class BlockDiff(Struct, frozen=True):
    """The blocks that a second copy adds."""

    new_blocks: tuple[RawBlock, ...]
    conflicting_ids: tuple[str, ...]
    """Ids with different contents, in the two copies or within the second copy. All blocks are kept."""


def diff_blocks(ours: Iterable[RawBlock], theirs: Iterable[RawBlock]) -> BlockDiff:
    """Return the blocks of `theirs` that `ours` does not contain, without duplicates and in order."""
    known_keys = {(block.kind, block.id, block.content_key) for block in ours}
    known_ids = {id for _, id, _ in known_keys if id}
    new_blocks: list[RawBlock] = []
    conflicting_ids: dict[str, None] = {}
    for block in theirs:
        key = (block.kind, block.id, block.content_key)
        if key in known_keys:
            continue
        if block.id in known_ids:
            conflicting_ids[block.id] = None
        known_keys.add(key)
        if block.id:
            known_ids.add(block.id)
        new_blocks.append(block)
    return BlockDiff(tuple(new_blocks), tuple(conflicting_ids))


def content_key(value: Any) -> Hashable:
    """Return a hashable key of a TOML value. Equal keys mean equal content: `1`, `1.0` and `true` differ.

    >>> content_key({"a": [1, True]}) == content_key({"a": [1, 1]})
    False
    >>> content_key(float("nan")) == content_key(float("nan"))
    True
    """
    match value:
        case datetime() if value.tzinfo is not None:
            try:
                return ("instant", value.astimezone(UTC).isoformat())
            except OverflowError:  # outside the range of `datetime`
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
    """A tip that has different answers for the same week in the two copies."""

    tip: int
    week: Week
    winning_status: Status
    """The status that counts: that of the later answer."""


def status_conflicts(ours: Iterable[Event], theirs: Iterable[Event]) -> tuple[StatusConflict, ...]:
    """Return the conflicting statuses of two copies, by week and tip.

    Only answers that one copy has and the other does not can conflict. Answers in both copies, such as the one that a
    later correction replaces, are not compared.
    """
    our_events, their_events = {event.id: event for event in ours}, {event.id: event for event in theirs}
    all_events = [*our_events.values(), *(event for id, event in their_events.items() if id not in our_events)]
    latest_answers: dict[tuple[Week, int], dict[str, tuple[Event, Status]]] = {}
    for event in sorted(active_events(all_events), key=lambda event: event.at):
        if not isinstance(event.payload, Checkin):
            continue
        side = (
            "both"
            if event.id in our_events and event.id in their_events
            else "here"
            if event.id in our_events
            else "there"
        )
        for tip, (status, _) in checkin_statuses(event.payload).items():
            sides = latest_answers.setdefault((event.payload.week, tip), {})
            previous = sides.get(side)
            if previous is None or _precedence(previous) <= _precedence((event, status)):
                sides[side] = (event, status)
    return tuple(
        StatusConflict(tip, week, max(sides.values(), key=_precedence)[1])
        for (week, tip), sides in sorted(latest_answers.items())
        if "here" in sides and "there" in sides and sides["here"][1] != sides["there"][1]
    )


def _precedence(candidate: tuple[Event, Status]) -> tuple[object, int]:
    event, status = candidate
    return event.at, status.precedence
