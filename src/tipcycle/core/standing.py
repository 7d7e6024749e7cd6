"""Which blocks still stand: in order, without what was taken back (docs/rules.md §7)."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from tipcycle.core.blocks import Block, Share, Undo


class Entry(Struct, frozen=True):
    """All that one command wrote: the blocks of one file that carry the same stamp."""

    at: datetime
    blocks: tuple[Block, ...]
    undone: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its blocks, in order."""
        return tuple(block.id for block in self.blocks)


def in_order(blocks: Iterable[Block]) -> list[Block]:
    """The blocks by stamp, and on equal stamps by id, so that their order in the file never matters."""
    return sorted(blocks, key=lambda block: (block.at, block.id))


def undone_ids(blocks: Iterable[Block]) -> frozenset[str]:
    """The ids that were taken back. An undo is never undone: to redo is to say it again."""
    return frozenset(id for block in blocks if isinstance(block.body, Undo) for id in block.body.of)


def standing(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that count, in order: no undo, and nothing that one took back."""
    every = in_order(blocks)
    undone = undone_ids(every)
    return [block for block in every if block.id not in undone and not isinstance(block.body, Undo)]


def entries(blocks: Iterable[Block]) -> list[Entry]:
    """The blocks of one file as entries, in order; undo entries are left out."""
    every = in_order(blocks)
    undone = undone_ids(every)
    by_stamp: dict[datetime, list[Block]] = {}
    for block in every:
        if not isinstance(block.body, Undo):
            by_stamp.setdefault(block.at, []).append(block)
    return [
        Entry(at, tuple(group), undone=all(block.id in undone for block in group)) for at, group in by_stamp.items()
    ]


def shared_now(blocks: Iterable[Block]) -> dict[str, bool]:
    """What the latest standing share says of each note or voice, by id."""
    return {block.body.of: block.body.shared for block in blocks if isinstance(block.body, Share)}
