"""Commands that share notes and voices, and that record what the review prints."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from tipcycle.core.errors import CycleClosedError, EmptyTextError, NoCycleError, UnknownRemarkError
from tipcycle.core.events import Change, Event, Journal, Note, Payload, Share, Summary, Voice
from tipcycle.core.projection import Cycles, active_events

MIN_ID_LENGTH = 4
"""An id is cut short to no fewer signs."""


class ShareResult(Struct, frozen=True):
    """What sharing or unsharing leads to."""

    change: Change
    texts: tuple[str, ...]


def _remark_events(events: Iterable[Event]) -> list[Event]:
    return [event for event in active_events(events) if isinstance(event.payload, Note | Voice)]


def set_shared(journal: Journal, ids: Iterable[str], *, shared: bool) -> ShareResult:
    """These notes and voices of one file may go on paper, or no longer may.

    An id may be cut short to four signs: with fewer a slip, or an empty word, would share a line that nobody named.
    """
    places: list[tuple[date | None, Event]] = [(None, event) for event in _remark_events(journal.global_events)]
    for file in journal.cycle_files:
        places += [(file.header.starts, event) for event in _remark_events(file.events)]
    payloads: list[Payload] = []
    texts: list[str] = []
    target: date | None = None
    for word in ids:
        exact = [(starts, event) for starts, event in places if event.id == word]
        hits = exact or [(starts, event) for starts, event in places if event.id.startswith(word)]
        named = bool(exact) or len(word) >= MIN_ID_LENGTH
        if not named or len({event.id for _, event in hits}) != 1 or (payloads and hits[0][0] != target):
            raise UnknownRemarkError(word, is_ambiguous=len(hits) > 1)
        target, event = hits[0]
        assert isinstance(event.payload, Note | Voice)
        payloads.append(Share(of=event.id, shared=shared))
        texts.append(event.payload.text)
    return ShareResult(Change(target, tuple(payloads)), tuple(texts))



def update_review(journal: Journal, number: int, *, summary: str | None, sharing: Mapping[str, bool]) -> Change:
    """The sentence on cycle `number`, while it is open, and for some of its lines (by id) whether they are shared."""
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
    known = {line.id for line in cycle.remarks}
    for id, may in sharing.items():
        if id not in known:
            raise UnknownRemarkError(id, is_ambiguous=False)
        payloads.append(Share(of=id, shared=may))
    return Change(cycle.starts, tuple(payloads))
