"""What was heard, over all cycles: found again, shared, or kept private.

Voices come from check-ins, from `voices add`, and from notes that say who said it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Change, Journal, Voice
from tipcycle.core.cycle import Cycle, Line
from tipcycle.core.cycles import Cycles
from tipcycle.core.errors import EmptyText
from tipcycle.core.fold import lines_of
from tipcycle.core.weeks import Week


class Heard(Struct, frozen=True):
    """A voice, and the cycle it was heard in (None: between cycles)."""

    line: Line
    cycle: Cycle | None


def every_voice(journal: Journal, cycles: Sequence[Cycle]) -> tuple[Heard, ...]:
    """All voices that stand, oldest first; also those in the file of a cycle that was taken back."""
    found = [Heard(line, cycle) for cycle in cycles for line in cycle.lines]
    void = [file.blocks for file in journal.files if all(file.header.starts != cycle.starts for cycle in cycles)]
    found += [Heard(line, None) for blocks in (journal.own, *void) for line in lines_of(blocks)]
    found = [heard for heard in found if heard.line.is_voice or heard.line.by]
    return tuple(sorted(found, key=lambda heard: (heard.line.at, heard.line.id)))


def heard_on(line: Line) -> date:
    """The day a voice was heard: what is written down later belongs to its week."""
    return line.on if line.week is None else max(line.week.monday, min(line.on, line.week.sunday))


def latest(cycles: Iterable[Cycle], most: int) -> tuple[Line, ...]:
    """The voices of these cycles that were written down last, the last one at the end; notes are none."""
    voices = [line for cycle in cycles for line in cycle.lines if line.is_voice]
    return tuple(sorted(voices, key=lambda line: (line.at, line.id))[-most:])


def shared_voices(voices: Sequence[Heard]) -> tuple[Heard, ...]:
    """The voices that may be read by others."""
    return tuple(heard for heard in voices if heard.line.shared)


def old_voice(voices: Sequence[Heard], cycle: Cycle, today: date) -> Heard | None:
    """A voice from before this cycle, another one each week; the same all week long."""
    old = [
        heard
        for heard in voices
        if (heard.cycle.number < cycle.number if heard.cycle else heard.line.on < cycle.starts)
    ]
    return old[Week.of(today).monday.toordinal() // 7 % len(old)] if old else None


def matching(
    voices: Sequence[Heard], *, tip: int | None = None, cycle: int | None = None, search: str | None = None
) -> tuple[Heard, ...]:
    """The voices of a tip, of a cycle, with these words (accents and case do not matter)."""
    from tipcycle.core.accents import fold  # only who searches waits for the table of letters

    wanted = fold(search or "").split()
    return tuple(
        heard
        for heard in voices
        if (tip is None or heard.line.tip == tip)
        and (cycle is None or (heard.cycle is not None and heard.cycle.number == cycle))
        and all(word in fold(f"{heard.line.text} {heard.line.by or ''}") for word in wanted)
    )


def add_voice(
    journal: Journal, today: date, text: str, *, by: str | None, tip: int | None, share: bool, heard: str | None
) -> Change:
    """Words worth keeping, in the cycle begun last; before the first one they stand in the journal itself."""
    if not text.strip():
        raise EmptyText("TEXT")
    cycle = Cycles(journal).begun(today)
    week = Week.of(today) if cycle is not None and Week.of(today) in cycle.weeks else None
    body = Voice(text=text.strip(), by=by or None, tip=tip, week=week, shared=share, heard=heard)
    return Change(cycle.starts if cycle else None, (body,))
