"""What goes on paper: the manager's own sentence and the lines that others may read, in one entry."""

from collections.abc import Mapping

from tipcycle.core.errors import CycleClosedError, EmptyTextError, NoCycleError, UnknownRemarkError
from tipcycle.core.events import Change, Journal, Payload, Share, Summary
from tipcycle.core.projection import Cycles


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
