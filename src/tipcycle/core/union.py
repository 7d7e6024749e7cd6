"""Two copies of one file become one: the union of their blocks (docs/reference/file-format.md).

Pure; what a block looks like in a file is the codec's business.

The order of blocks in a file never matters (docs/rules.md §8, P4), so what comes in may stand after what is there.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct


class Piece(Struct, frozen=True):
    """One block of a file, of a kind that is known or not."""

    kind: str
    id: str
    """Empty for a block without one."""
    content: Hashable
    """Equal for two pieces that say the same."""
    table: Mapping[str, Any]
    """Its keys as they stand in the file."""


class Union(Struct, frozen=True):
    """What a second copy adds."""

    new: tuple[Piece, ...]
    differing: tuple[str, ...]
    """Ids under which different things are said, in the two copies or in the second alone; all of them are kept."""


def union(ours: Iterable[Piece], theirs: Iterable[Piece]) -> Union:
    """The pieces of `theirs` that `ours` does not have yet, each once, in their order."""
    known = {(piece.kind, piece.id, piece.content) for piece in ours}
    ids = {id for _, id, _ in known if id}
    new: list[Piece] = []
    differing: dict[str, None] = {}
    for piece in theirs:
        mark = (piece.kind, piece.id, piece.content)
        if mark in known:
            continue
        if piece.id in ids:
            differing[piece.id] = None
        known.add(mark)
        if piece.id:
            ids.add(piece.id)
        new.append(piece)
    return Union(tuple(new), tuple(differing))


def content_of(value: Any) -> Hashable:
    """A value of a file as something that is equal only to what says the same: `1`, `1.0` and `true` differ.

    >>> content_of({"a": [1, True]}) == content_of({"a": [1, 1]})
    False
    >>> content_of(float("nan")) == content_of(float("nan"))
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
            return ("list", tuple(content_of(item) for item in value))
        case Mapping():
            return ("table", frozenset((key, content_of(item)) for key, item in value.items()))
        case _:
            return (type(value).__name__, value)
