"""What two copies of a cycle answered differently, and which answer counts (docs/rules.md §2)."""

from collections.abc import Iterable

from msgspec import Struct

from tipcycle.core.answered import RANK, given
from tipcycle.core.blocks import Block, Checkin
from tipcycle.core.standing import standing
from tipcycle.core.weeks import Week


class Twice(Struct, frozen=True):
    """A tip that got two different answers for one week, one in each copy."""

    tip: int
    week: Week
    counts: str
    """The status that counts: of the later answer."""


def answered_twice(ours: Iterable[Block], theirs: Iterable[Block]) -> tuple[Twice, ...]:
    """The tips and weeks that each of two copies answered on its own, and not alike; by week and tip.

    What both copies hold is no news: a correction that one copy lacks is not answered twice.
    """
    here, there = {block.id: block for block in ours}, {block.id: block for block in theirs}
    both = [*here.values(), *(block for id, block in there.items() if id not in here)]
    latest: dict[tuple[Week, int], dict[str, tuple[Block, str]]] = {}
    for block in sorted(standing(both), key=lambda block: block.at):
        if not isinstance(block.body, Checkin):
            continue
        side = "both" if block.id in here and block.id in there else "here" if block.id in here else "there"
        for tip, (status, _) in given(block.body).items():
            sides = latest.setdefault((block.body.week, tip), {})
            before = sides.get(side)
            if before is None or _stamp(before) <= _stamp((block, status)):
                sides[side] = (block, status)
    return tuple(
        Twice(tip, week, max(sides.values(), key=_stamp)[1])
        for (week, tip), sides in sorted(latest.items())
        if "here" in sides and "there" in sides and sides["here"][1] != sides["there"][1]
    )


def _stamp(answer: tuple[Block, str]) -> tuple[object, int]:
    block, status = answer
    return block.at, RANK[status]
