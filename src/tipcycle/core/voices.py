"""The voices of all cycles: filters, and selections for the home screen and printouts.

Voices come from check-ins, from `voices add`, and from notes with a speaker.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.events import Journal
from tipcycle.core.projection import Cycles, active_remarks, cycle_remarks
from tipcycle.core.weeks import Week


class VoiceRecord(Struct, frozen=True):
    """A voice and its cycle."""

    remark: Remark
    cycle_number: int | None
    """The number of the cycle in which it was heard; None if it was heard between cycles."""


def all_voices(journal: Journal, cycles: Cycles) -> tuple[VoiceRecord, ...]:
    """Return all active voices, oldest first, including those in the files of void cycles. Folds no cycle."""
    files = cycles.files
    records = [
        VoiceRecord(remark, number) for number, file in enumerate(files, 1) for remark in cycle_remarks(file.events)
    ]
    starts = {file.header.starts for file in files}
    void_events = [file.events for file in journal.cycle_files if file.header.starts not in starts]
    records += [
        VoiceRecord(remark, None)
        for events in (journal.global_events, *void_events)
        for remark in active_remarks(events)
    ]
    records = [record for record in records if record.remark.is_voice or record.remark.by]
    return tuple(sorted(records, key=lambda record: (record.remark.at, record.remark.id)))


def heard_on(remark: Remark) -> date:
    """Return the date on which a voice was heard. A voice recorded after its week was heard in that week."""
    return remark.on if remark.week is None else max(remark.week.monday, min(remark.on, remark.week.sunday))


def latest_voices(cycles: Iterable[Cycle], limit: int) -> tuple[Remark, ...]:
    """Return the last recorded voices of these cycles, the latest last. Notes are not included."""
    voices = [remark for cycle in cycles for remark in cycle.remarks if remark.is_voice]
    return tuple(sorted(voices, key=lambda remark: (remark.at, remark.id))[-limit:])


def shared_voices(voices: Sequence[VoiceRecord]) -> tuple[VoiceRecord, ...]:
    """Return the voices that may be shown to others."""
    return tuple(voice for voice in voices if voice.remark.shared)


def earlier_voice(voices: Sequence[VoiceRecord], cycle: Cycle, today: date) -> VoiceRecord | None:
    """Return a voice from before this cycle, or None. The choice changes each week and is fixed within a week."""
    earlier = [
        voice
        for voice in voices
        if (voice.cycle_number < cycle.number if voice.cycle_number else voice.remark.on < cycle.starts)
    ]
    return earlier[Week.of(today).monday.toordinal() // 7 % len(earlier)] if earlier else None


def filter_voices(
    voices: Sequence[VoiceRecord], *, tip: int | None = None, cycle: int | None = None, query: str | None = None
) -> tuple[VoiceRecord, ...]:
    """Return the voices that match all given filters: a tip, a cycle number, the words of a query.

    Accents and case are ignored.
    """
    found = tuple(
        voice
        for voice in voices
        if (tip is None or voice.remark.tip == tip) and (cycle is None or voice.cycle_number == cycle)
    )
    if query is None:
        return found
    from tipcycle.core.search import normalize  # only a search needs it

    words = normalize(query).split()
    texts = ((voice, normalize(f"{voice.remark.text} {voice.remark.by or ''}")) for voice in found)
    return tuple(voice for voice, text in texts if all(word in text for word in words))
