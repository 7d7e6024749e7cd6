"""Fixed days and clocks for tests."""

from collections.abc import Callable
from datetime import UTC, date, datetime

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)


def noon() -> datetime:
    """Return 6 March 2026, 12:00 UTC, as a clock that never advances."""
    return NOON


def clock(*moments: datetime) -> Callable[[], datetime]:
    """Return a clock that gives these moments in order and then repeats the last one."""
    remaining = list(moments)
    return lambda: remaining.pop(0) if len(remaining) > 1 else remaining[0]
