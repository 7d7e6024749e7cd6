"""Types of values that many fields use. The annotation is the word in the reference."""

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

Date = Annotated[date, "date"]
"""`2026-03-02`"""
WeekText = Annotated[str, "week"]
"""`2026-W10`, a calendar week from Monday to Sunday (ISO 8601)."""
Instant = Annotated[datetime, "instant"]
"""`2026-03-06T16:05:00Z`, always UTC."""
EventId = Annotated[str, "id"]
"""Sixteen characters that identify a block in every copy of a journal."""
TipNumber = Annotated[int, "tip"]
"""The number of a tip: 1–101 in the catalogue, from 201 for the manager's own."""
PathText = Annotated[str, "path"]
"""The path of a file or folder on this machine."""
TomlTable = Annotated[dict[str, Any], "table"]
"""Keys and values exactly as in the file; see the [file format](file-format.md)."""


def to_float(value: Fraction | None) -> float | None:
    """Return a fraction as a float, and None as None."""
    return None if value is None else float(value)
