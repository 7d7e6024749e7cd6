"""The manager's own tips: a TOML file beside the journal, only ever added to."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tipcycle.core.errors import Damaged, Newer
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.core.union import Piece, content_of
from tipcycle.journal.lock import locked, retried
from tipcycle.journal.parts import behind, decoded, format_block, parsed
from tipcycle.journal.places import OWN_TIPS, Places
from tipcycle.journal.whole import Clock, Put, put, read_whole

_HIGHEST = 10**9


def add_own_tips(
    places: Places, tips: Iterable[Mapping[str, Any]], fits: Callable[[Mapping[str, Any]], bool], clock: Clock
) -> None:
    """Adds tips to the file, behind the bytes that are there, in one durable write.

    `fits` is asked about the whole file as it would be; Damaged when it says no, and nothing is written.
    """
    added = "".join(format_block("tip", tip) for tip in tips)

    def once() -> None:
        old = read_whole(places, OWN_TIPS)
        put(places, Put(OWN_TIPS, old, _with(old, added, fits)), clock())

    with locked(places.lock):
        retried(once)


def _with(old: bytes | None, added: str, fits: Callable[[Mapping[str, Any]], bool]) -> bytes:
    head = f"format = {TIPS_FORMAT}\n".encode() if old is None else old
    _, format = tips_of(head)
    if format > TIPS_FORMAT:
        raise Newer(OWN_TIPS, format)
    new = behind(head, added, OWN_TIPS)
    document = _document(new)
    if document is None or not fits(document):
        raise Damaged(OWN_TIPS)
    return new


def _document(data: bytes) -> Mapping[str, Any] | None:
    """The file as tables; None when it is no TOML."""
    text, problem = decoded(data, OWN_TIPS)
    found = parsed(text)
    return None if problem or isinstance(found, Exception) else found


def tips_of(data: bytes) -> tuple[tuple[Piece, ...] | None, int]:
    """The tips of a file, known by their numbers, and its format; None for the tips when they cannot be read."""
    document = _document(data)
    if document is None:
        return None, TIPS_FORMAT
    said = document.get("format")
    format = min(said, _HIGHEST) if type(said) is int else TIPS_FORMAT
    tips = document.get("tip", [])
    if not isinstance(tips, list) or not all(isinstance(tip, Mapping) for tip in tips):
        return None, format
    try:
        return tuple(Piece("tip", _number(tip), content_of(tip), tip) for tip in tips), format
    except RecursionError:
        return None, format


def _number(tip: Mapping[str, Any]) -> str:
    number = tip.get("id")
    return str(number) if type(number) is int and 0 < number < _HIGHEST else ""
