"""Add and remove stars."""

from collections.abc import Iterable

from tipcycle.core.commands.guards import require_unique
from tipcycle.core.events import Change, Star


def set_stars(tips: tuple[int, ...], *, starred: bool) -> Change:
    """Return a change that adds or removes the stars of these tips. Raises `DuplicateTipError` for a duplicate."""
    require_unique(tips)
    return Change(None, (Star(tips=tips, starred=starred),))


def change_stars(added: Iterable[int], removed: Iterable[int]) -> Change:
    """Return a change that adds and removes stars as one entry. It has no payloads if nothing changes."""
    star_changes = ((tuple(added), True), (tuple(removed), False))
    return Change(None, tuple(Star(tips=tips, starred=starred) for tips, starred in star_changes if tips))
