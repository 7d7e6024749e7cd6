"""Annotated types of texts and numbers that many fields use. The annotation is the word in the reference."""

from typing import Annotated, Any

DateText = Annotated[str, "date"]
"""`2026-03-02`"""
WeekText = Annotated[str, "week"]
"""`2026-W10`, a calendar week from Monday to Sunday (ISO 8601)."""
InstantText = Annotated[str, "instant"]
"""`2026-03-06T16:05:00Z`, always UTC."""
EventId = Annotated[str, "id"]
"""Sixteen characters that identify a block in every copy of a journal."""
TipNumber = Annotated[int, "tip"]
"""The number of a tip: 1–101 in the catalogue, from 201 for the manager's own."""
PathText = Annotated[str, "path"]
"""The path of a file or folder on this machine."""
TomlTable = Annotated[dict[str, Any], "table"]
"""Keys and values exactly as in the file; see the [file format](file-format.md)."""
