"""Conversions of single values to JSON values."""

from datetime import datetime
from fractions import Fraction


def format_instant(instant: datetime) -> str:
    """Return a UTC time in ISO 8601: `2026-03-06T16:05:00Z`."""
    return instant.isoformat().replace("+00:00", "Z")


def to_float(value: Fraction | None) -> float | None:
    """Return a fraction as a float, and None as None."""
    return None if value is None else float(value)
