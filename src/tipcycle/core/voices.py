"""What was heard, over all cycles: found again, shared, or kept private.

Voices come from check-ins, from `voices add`, and from notes that say who said it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.events import Journal
from tipcycle.core.projection import active_remarks
from tipcycle.core.weeks import Week


class VoiceRecord(Struct, frozen=True):
    """A voice, and the cycle it was heard in (None: between cycles)."""

    remark: Remark
    cycle: Cycle | None


def all_voices(journal: Journal, cycles: Sequence[Cycle]) -> tuple[VoiceRecord, ...]:
    """All voices that stand, oldest first; also those in the file of a cycle that was taken back."""
    found = [VoiceRecord(line, cycle) for cycle in cycles for line in cycle.remarks]
    void = [file.events for file in journal.cycle_files if all(file.header.starts != cycle.starts for cycle in cycles)]
    found += [VoiceRecord(line, None) for events in (journal.global_events, *void) for line in active_remarks(events)]
    found = [heard for heard in found if heard.remark.is_voice or heard.remark.by]
    return tuple(sorted(found, key=lambda heard: (heard.remark.at, heard.remark.id)))


def heard_on(remark: Remark) -> date:
    """The day a voice was heard: what is written down later belongs to its week."""
    return remark.on if remark.week is None else max(remark.week.monday, min(remark.on, remark.week.sunday))


def latest_voices(cycles: Iterable[Cycle], limit: int) -> tuple[Remark, ...]:
    """The voices of these cycles that were written down last, the last one at the end; notes are none."""
    voices = [line for cycle in cycles for line in cycle.remarks if line.is_voice]
    return tuple(sorted(voices, key=lambda line: (line.at, line.id))[-limit:])


def shared_voices(voices: Sequence[VoiceRecord]) -> tuple[VoiceRecord, ...]:
    """The voices that may be read by others."""
    return tuple(heard for heard in voices if heard.remark.shared)


def earlier_voice(voices: Sequence[VoiceRecord], cycle: Cycle, today: date) -> VoiceRecord | None:
    """A voice from before this cycle, another one each week; the same all week long."""
    old = [
        heard
        for heard in voices
        if (heard.cycle.number < cycle.number if heard.cycle else heard.remark.on < cycle.starts)
    ]
    return old[Week.of(today).monday.toordinal() // 7 % len(old)] if old else None


def filter_voices(
    voices: Sequence[VoiceRecord], *, tip: int | None = None, cycle: int | None = None, query: str | None = None
) -> tuple[VoiceRecord, ...]:
    """The voices of a tip, of a cycle, with these words (accents and case do not matter)."""
    from tipcycle.core.search import normalize  # only who searches waits for the table of letters

    wanted = normalize(query or "").split()
    return tuple(
        heard
        for heard in voices
        if (tip is None or heard.remark.tip == tip)
        and (cycle is None or (heard.cycle is not None and heard.cycle.number == cycle))
        and all(word in normalize(f"{heard.remark.text} {heard.remark.by or ''}") for word in wanted)
    )
