"""Record a reflection."""

from tipcycle.core.events import Change, Reflection


def record_reflection(answers: str) -> Change:
    """Return the reflection to record. `answers` are eight of `y`, `n` and `?`."""
    return Change(None, (Reflection(answers=answers),))
