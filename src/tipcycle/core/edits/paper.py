"""What goes on paper: the manager's own sentence and the lines that others may read, in one entry."""

from collections.abc import Mapping

from tipcycle.core.blocks import Body, Change, Journal, Share, Words
from tipcycle.core.cycles import Cycles
from tipcycle.core.errors import AlreadyClosed, EmptyText, NoCycle, UnknownLine


def put_on_paper(journal: Journal, number: int, *, words: str | None, shared: Mapping[str, bool]) -> Change:
    """The sentence on cycle `number`, while it is open, and for some of its lines (by id) whether they are shared."""
    cycle = Cycles(journal).numbered(number)
    if cycle is None:
        raise NoCycle
    bodies: list[Body] = []
    if words is not None:
        if cycle.close is not None:
            raise AlreadyClosed(cycle.number)
        if not words.strip():
            raise EmptyText("--words")
        bodies.append(Words(text=words.strip()))
    known = {line.id for line in cycle.lines}
    for id, may in shared.items():
        if id not in known:
            raise UnknownLine(id, several=False)
        bodies.append(Share(of=id, shared=may))
    return Change(cycle.starts, tuple(bodies))
