"""A day, and clocks that say what a test wants."""

from collections.abc import Callable
from datetime import UTC, date, datetime

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)


def noon() -> datetime:
    """A clock that stands still."""
    return NOON


def clock(*moments: datetime) -> Callable[[], datetime]:
    """A clock that says these moments, one after the other, and then the last for ever."""
    said = list(moments)
    return lambda: said.pop(0) if len(said) > 1 else said[0]
