"""Kinds of values as JSON has them."""

from datetime import datetime
from fractions import Fraction


def instant(at: datetime) -> str:
    """A moment in UTC, as `2026-03-06T16:05:00Z`."""
    return at.isoformat().replace("+00:00", "Z")


def number(value: Fraction | None) -> float | None:
    """The same as a float; None stays unknown."""
    return None if value is None else float(value)
