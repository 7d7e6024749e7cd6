"""What belongs to the manager and to no cycle: the profile, stars, what may go on paper."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Block, Body, Change, Journal, Note, Profile, Share, Star, Voice
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import refuse_twice
from tipcycle.core.errors import UnknownLine
from tipcycle.core.standing import standing

SHORTEST_ID = 4
"""An id is cut short to no fewer signs."""


class Shared(Struct, frozen=True):
    """What sharing or unsharing leads to."""

    change: Change
    texts: tuple[str, ...]


def profile_of(journal: Journal) -> Profile:
    """The profile that holds now: of each key the latest."""
    found: dict[str, str | None] = {}
    for block in standing(journal.own):
        if isinstance(block.body, Profile):
            for key in ("name", "team", "language", "day"):
                value = getattr(block.body, key)
                if value is not None:
                    found[key] = value or None
    return Profile(**found)


def set_profile(profile: Profile) -> Change:
    """The keys that are given become the profile's; an empty text clears one."""
    return Change(None, (profile,))


def star(tips: tuple[int, ...], *, starred: bool) -> Change:
    """These tips stuck while reading, or no longer do."""
    refuse_twice(tips)
    return Change(None, (Star(tips=tips, starred=starred),))


def _lines(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in standing(blocks) if isinstance(block.body, Note | Voice)]


def share(journal: Journal, ids: Iterable[str], *, shared: bool) -> Shared:
    """These notes and voices of one file may go on paper, or no longer may.

    An id may be cut short to four signs: with fewer a slip, or an empty word, would share a line that nobody named.
    """
    places: list[tuple[date | None, Block]] = [(None, block) for block in _lines(journal.own)]
    for file in journal.files:
        places += [(file.header.starts, block) for block in _lines(file.blocks)]
    bodies: list[Body] = []
    texts: list[str] = []
    target: date | None = None
    for word in ids:
        exact = [(starts, block) for starts, block in places if block.id == word]
        hits = exact or [(starts, block) for starts, block in places if block.id.startswith(word)]
        named = bool(exact) or len(word) >= SHORTEST_ID
        if not named or len({block.id for _, block in hits}) != 1 or (bodies and hits[0][0] != target):
            raise UnknownLine(word, several=len(hits) > 1)
        target, block = hits[0]
        assert isinstance(block.body, Note | Voice)
        bodies.append(Share(of=block.id, shared=shared))
        texts.append(block.body.text)
    return Shared(Change(target, tuple(bodies)), tuple(texts))


def cycle_named(cycles: Cycles, word: str | None, today: date) -> Cycle | None:
    """The cycle with this number or first Monday; without a word the one begun last."""
    if word is None:
        return cycles.begun(today)
    return next((c for c in cycles if word in (str(c.number), c.starts.isoformat())), None)
