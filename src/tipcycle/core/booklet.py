"""A year of voices: what was heard and may be read by others, month by month, and what stays. No figures, no names."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Journal, Profile
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR, implemented_tips
from tipcycle.core.momentum.strength import KindLookup
from tipcycle.core.voices import all_voices, heard_on, shared_voices


class BookletVoice(Struct, frozen=True):
    """Words that somebody said, and when they were heard."""

    on: date
    text: str
    by: str | None


class Booklet(Struct, frozen=True):
    """Six cycles of shared voices."""

    today: date
    cover_name: str | None
    """The line on the cover: the team, else the manager's own name."""
    starts: date
    """The first Monday of the year, a year being six cycles."""
    last_cycle_starts: date
    """The first Monday of its last cycle."""
    voices_by_month: tuple[tuple[date, tuple[BookletVoice, ...]], ...]
    """The first of each month in which something was heard."""
    alive_tips: tuple[int, ...]
    """The tips that became normal in this year and still live."""


def build_booklet(
    journal: Journal, cycles: Sequence[Cycle], position: int, kind_of: KindLookup, profile: Profile, today: date
) -> Booklet:
    """The booklet of the year that the cycle at `position` belongs to.

    Only voices are printed. A note that says who said it hangs on the wall once it is shared; in here it stays out with
    all other notes, because a note is about the work and not what was heard in that year.
    """
    first_index = position // CYCLES_PER_YEAR * CYCLES_PER_YEAR
    year_cycles = cycles[first_index : first_index + CYCLES_PER_YEAR]
    next_year_starts = (
        cycles[first_index + CYCLES_PER_YEAR].starts if len(cycles) > first_index + CYCLES_PER_YEAR else date.max
    )
    cycle_numbers = {cycle.number for cycle in year_cycles}
    voices = [
        BookletVoice(heard_on(line), line.text, line.by)
        for line, cycle in ((each.remark, each.cycle) for each in shared_voices(all_voices(journal, cycles)))
        if line.is_voice
        and (cycle.number in cycle_numbers if cycle else year_cycles[0].starts <= heard_on(line) < next_year_starts)
    ]
    voices.sort(key=lambda heard: heard.on)
    return Booklet(
        today=today,
        cover_name=profile.team or profile.name,
        starts=year_cycles[0].starts,
        last_cycle_starts=year_cycles[-1].starts,
        voices_by_month=tuple(
            (month, tuple(heard)) for month, heard in groupby(voices, key=lambda heard: heard.on.replace(day=1))
        ),
        alive_tips=_alive_tips(cycles, first_index, kind_of),
    )


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
