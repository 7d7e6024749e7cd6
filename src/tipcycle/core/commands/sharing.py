"""Share notes and voices, and record the summary and the shared lines of a review."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from tipcycle.core.errors import CycleClosedError, EmptyTextError, NoCycleError, UnknownRemarkError
from tipcycle.core.events import Change, Event, Journal, Note, Payload, Share, Summary, Voice
from tipcycle.core.projection import Cycles, active_events

MIN_ID_LENGTH = 4
"""Minimum length of an id prefix."""


class ShareResult(Struct, frozen=True):
    """The outcome of sharing notes and voices or making them private."""

    change: Change
    texts: tuple[str, ...]


def _remark_events(events: Iterable[Event]) -> list[Event]:
    return [event for event in active_events(events) if isinstance(event.payload, Note | Voice)]


def set_shared(journal: Journal, ids: Iterable[str], *, shared: bool) -> ShareResult:
    """Return the change that shares these notes and voices of one file, or makes them private.

    An id can be shortened to a prefix of four characters. A shorter one is rejected, so that a typing error or an empty
    text does not share a remark. Raises `UnknownRemarkError` if an id matches nothing, several remarks, or a remark in
    another file.
    """
    candidates: list[tuple[date | None, Event]] = [(None, event) for event in _remark_events(journal.global_events)]
    for file in journal.cycle_files:
        candidates += [(file.header.starts, event) for event in _remark_events(file.events)]
    payloads: list[Payload] = []
    texts: list[str] = []
    cycle_start: date | None = None
    for id_prefix in ids:
        exact_matches = [(starts, event) for starts, event in candidates if event.id == id_prefix]
        matches = exact_matches or [(starts, event) for starts, event in candidates if event.id.startswith(id_prefix)]
        is_specific = bool(exact_matches) or len(id_prefix) >= MIN_ID_LENGTH
        if (
            not is_specific
            or len({event.id for _, event in matches}) != 1
            or (payloads and matches[0][0] != cycle_start)
        ):
            raise UnknownRemarkError(id_prefix, is_ambiguous=len(matches) > 1)
        cycle_start, event = matches[0]
        assert isinstance(event.payload, Note | Voice)
        payloads.append(Share(of=event.id, shared=shared))
        texts.append(event.payload.text)
    return ShareResult(Change(cycle_start, tuple(payloads)), tuple(texts))


def update_review(journal: Journal, number: int, *, summary: str | None, sharing: Mapping[str, bool]) -> Change:
    """Return the change to the summary of cycle `number` and to the sharing of its remarks, by id.

    Raises `CycleClosedError` for a summary after the close, `EmptyTextError` for an empty summary, and
    `UnknownRemarkError` for an unknown id.
    """
    cycle = Cycles(journal).by_number(number)
    if cycle is None:
        raise NoCycleError
    payloads: list[Payload] = []
    if summary is not None:
        if cycle.close is not None:
            raise CycleClosedError(cycle.number)
        if not summary.strip():
            raise EmptyTextError("--words")
        payloads.append(Summary(text=summary.strip()))
    known_ids = {remark.id for remark in cycle.remarks}
    for id, is_shared in sharing.items():
        if id not in known_ids:
            raise UnknownRemarkError(id, is_ambiguous=False)
        payloads.append(Share(of=id, shared=is_shared))
    return Change(cycle.starts, tuple(payloads))
