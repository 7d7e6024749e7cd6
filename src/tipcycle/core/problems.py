"""What is wrong or odd in a journal, as facts; the sentences are made at the edge."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle

Level = Literal["error", "remark"]


class Problem(Struct, frozen=True):
    """One thing to know about a file. Errors forbid writing to it; remarks are odd and harmless."""

    level: Level
    file: str
    line: int | None
    """Of the block's header; None for the file as a whole."""
    what: str
    """Which problem: a word that the edge has a sentence for."""
    detail: str = ""
    """The key, kind or value that it is about."""
    expected: str = ""
    """The shape that was expected (`journal.shapes`)."""
    hidden: int = 0
    """How many blocks had to be left out for it."""
    original: str = ""
    """The file of ours that this one is a second copy of."""
    offer: int | None = None
    """The number of the latest backup of the file of which all can be read, where one could help."""


def oddities(cycles: Sequence[Cycle]) -> Iterator[tuple[str, str, str]]:
    """What the rules left out, as (block id, what, detail): answers for a tip that was not active, late feelings …"""
    for cycle in cycles:
        for oddity in cycle.oddities:
            yield oddity.block.id, oddity.why, "" if oddity.tip is None else str(oddity.tip)
