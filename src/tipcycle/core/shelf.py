"""What a manager did with the catalogue: stars, and which cycles a tip was picked in."""

from collections.abc import Sequence

from tipcycle.core.blocks import Journal, Star
from tipcycle.core.cycle import Cycle
from tipcycle.core.standing import standing


def starred(journal: Journal) -> frozenset[int]:
    """The tips that have a star now."""
    stars: set[int] = set()
    for block in standing(journal.own):
        if isinstance(block.body, Star):
            (stars.update if block.body.starred else stars.difference_update)(block.body.tips)
    return frozenset(stars)


def picked_in(cycles: Sequence[Cycle]) -> dict[int, tuple[int, ...]]:
    """For each tip that ever had a place, the numbers of its cycles."""
    found: dict[int, tuple[int, ...]] = {}
    for cycle in cycles:
        for tenure in cycle.tenures:
            found[tenure.tip] = (*found.get(tenure.tip, ()), cycle.number)
    return found
