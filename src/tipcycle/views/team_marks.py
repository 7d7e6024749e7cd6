"""What the team marks on a sheet with its own pen, the same on paper and in the page."""

from tipcycle.locales import Words
from tipcycle.views.review_words import CUSTOMERS_SHORT, TEAM_SHORT

DECISIONS = ("keep", "adapt", "extend", "drop")
"""What may become of a tip, in the order of its boxes."""


def felt_scale(words: Words, *, customers: bool) -> tuple[str, tuple[str, ...]]:
    """The name of a scale, and its five steps from the lowest."""
    _ = words.text
    steps = CUSTOMERS_SHORT if customers else TEAM_SHORT
    return _("with customers") if customers else _("in the team"), tuple(words.text(step) for step in steps)


def felt_scales(words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Both, the team's first."""
    return felt_scale(words, customers=False), felt_scale(words, customers=True)
