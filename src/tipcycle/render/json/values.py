"""Kinds of values as JSON has them."""

from datetime import datetime
from fractions import Fraction


def format_instant(moment: datetime) -> str:
    """A moment in UTC, as `2026-03-06T16:05:00Z`."""
    return moment.isoformat().replace("+00:00", "Z")


def to_float(value: Fraction | None) -> float | None:
    """The same as a float; None stays unknown."""
    return None if value is None else float(value)
