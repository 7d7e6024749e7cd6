"""What was heard, over all cycles: found again, shared, or kept private."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tipcycle.core.blocks import Change, Journal, Voice
from tipcycle.core.cycle import Cycle, Line, lines_of
from tipcycle.core.errors import EmptyText
from tipcycle.core.weeks import Week


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice, and the cycle it was heard in (None: between cycles)."""

    line: Line
    cycle: Cycle | None


def every_voice(journal: Journal, cycles: Sequence[Cycle]) -> tuple[Heard, ...]:
    """All voices that stand, oldest first."""
    found = [Heard(line, cycle) for cycle in cycles for line in cycle.lines if line.is_voice]
    found += [Heard(line, None) for line in lines_of(journal.own) if line.is_voice]
    return tuple(sorted(found, key=lambda heard: (heard.line.at, heard.line.id)))


def matching(
    voices: Sequence[Heard], *, tip: int | None = None, cycle: int | None = None, search: str | None = None
) -> tuple[Heard, ...]:
    """The voices of a tip, of a cycle, with these words (accents and case do not matter)."""
    wanted = _folded(search or "").split()
    return tuple(
        heard
        for heard in voices
        if (tip is None or heard.line.tip == tip)
        and (cycle is None or (heard.cycle is not None and heard.cycle.number == cycle))
        and all(word in _folded(f"{heard.line.text} {heard.line.by or ''}") for word in wanted)
    )


def _folded(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    ).casefold()


def add_voice(
    cycles: Sequence[Cycle], today: date, text: str, *, by: str | None, tip: int | None, share: bool, heard: str | None
) -> Change:
    """Words worth keeping, in the cycle begun last; before the first one they stand in the journal itself."""
    if not text.strip():
        raise EmptyText("TEXT")
    begun = [cycle for cycle in cycles if cycle.starts <= today]
    cycle = begun[-1] if begun else None
    week = Week.of(today) if cycle is not None and Week.of(today) in cycle.weeks else None
    body = Voice(text=text.strip(), by=by or None, tip=tip, week=week, shared=share, heard=heard)
    return Change(cycle.starts if cycle else None, (body,))
