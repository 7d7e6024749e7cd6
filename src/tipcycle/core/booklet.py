"""The booklet: the shared voices of a year by month, and the implemented tips. It contains no figures and no names."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Journal, Profile
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR, implemented_tips
from tipcycle.core.momentum.strength import KindLookup
from tipcycle.core.projection import Cycles
from tipcycle.core.voices import all_voices, heard_on, shared_voices


class BookletVoice(Struct, frozen=True):
    """A quote and the date on which it was heard."""

    on: date
    text: str
    by: str | None


class Booklet(Struct, frozen=True):
    """The shared voices of six cycles."""

    today: date
    cover_name: str | None
    """Name on the cover: the team, or else the manager."""
    starts: date
    """First Monday of the year. A year is six cycles."""
    last_cycle_starts: date
    """First Monday of the last cycle in the year."""
    voices_by_month: tuple[tuple[date, tuple[BookletVoice, ...]], ...]
    """First day of each month with voices, and the voices of that month."""
    alive_tips: tuple[int, ...]
    """Tips that were implemented in this year and are still alive."""


def build_booklet(
    journal: Journal, cycles: Cycles, position: int, kind_of: KindLookup, profile: Profile, today: date
) -> Booklet:
    """Return the booklet of the year that contains the cycle at `position`.

    The booklet contains only voices. Notes are left out, even shared notes with a speaker that the wall shows, because
    a note is about the work.
    """
    first_index = position // CYCLES_PER_YEAR * CYCLES_PER_YEAR
    year_cycles = cycles[first_index : first_index + CYCLES_PER_YEAR]
    next_year_starts = (
        cycles[first_index + CYCLES_PER_YEAR].starts if len(cycles) > first_index + CYCLES_PER_YEAR else date.max
    )
    cycle_numbers = {cycle.number for cycle in year_cycles}
    voices = [
        BookletVoice(heard_on(remark), remark.text, remark.by)
        for remark, number in (
            (voice.remark, voice.cycle_number) for voice in shared_voices(all_voices(journal, cycles))
        )
        if remark.is_voice
        and (number in cycle_numbers if number else year_cycles[0].starts <= heard_on(remark) < next_year_starts)
    ]
    voices.sort(key=lambda voice: voice.on)
    return Booklet(
        today=today,
        cover_name=profile.team or profile.name,
        starts=year_cycles[0].starts,
        last_cycle_starts=year_cycles[-1].starts,
        voices_by_month=tuple(
            (month, tuple(voice)) for month, voice in groupby(voices, key=lambda voice: voice.on.replace(day=1))
        ),
        alive_tips=_alive_tips(cycles, first_index, kind_of),
    )


def latest_booklet(
    journal: Journal, cycles: Cycles, position: int, kind_of: KindLookup, profile: Profile, today: date
) -> Booklet:
    """Return the booklet of the last year with a voice or an implemented tip, up to the cycle at `position`.

    A year that has just begun has nothing to print yet. If no year has, return that of `position`.
    """
    years = [
        build_booklet(journal, cycles, last, kind_of, profile, today) for last in range(position, -1, -CYCLES_PER_YEAR)
    ]
    return next((booklet for booklet in years if booklet.voices_by_month or booklet.alive_tips), years[0])


def _alive_tips(cycles: Sequence[Cycle], first_index: int, kind_of: KindLookup) -> tuple[int, ...]:
    cycles_to_date = cycles[: first_index + CYCLES_PER_YEAR]
    implemented = implemented_tips(cycles_to_date, kind_of)
    closed_cycles = [cycle for cycle in cycles_to_date if cycle.close is not None]
    return tuple(
        tip
        for cycle, tips in zip(closed_cycles, implemented.by_cycle, strict=True)
        for tip in tips
        if cycle.starts >= cycles[first_index].starts and tip not in implemented.lapsed
    )
