"""Star and unstar tips."""

from tipcycle.core.commands.guards import require_unique
from tipcycle.core.events import Change, Star


def set_stars(tips: tuple[int, ...], *, starred: bool) -> Change:
    """These tips stuck while reading, or no longer do."""
    require_unique(tips)
    return Change(None, (Star(tips=tips, starred=starred),))
