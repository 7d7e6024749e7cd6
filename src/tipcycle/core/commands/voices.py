"""Add a voice."""

from datetime import date

from tipcycle.core.errors import EmptyTextError
from tipcycle.core.events import Change, Journal, SpiralPlace, Voice
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week


def add_voice(
    journal: Journal,
    today: date,
    text: str,
    *,
    by: str | None,
    tip: int | None,
    share: bool,
    spiral_place: SpiralPlace | None,
) -> Change:
    """Return a voice for the last cycle that has begun, or for `journal.toml` before the first cycle.

    Raises `EmptyTextError` if the text is empty.
    """
    if not text.strip():
        raise EmptyTextError("TEXT")
    cycle = Cycles(journal).latest_begun(today)
    week = Week.of(today) if cycle is not None and Week.of(today) in cycle.weeks else None
    payload = Voice(text=text.strip(), by=by or None, tip=tip, week=week, shared=share, heard=spiral_place)
    return Change(cycle.starts if cycle else None, (payload,))
