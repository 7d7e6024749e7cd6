"""A year of voices: what was heard and may be read by others, month by month, and what stays. No figures, no names."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from tipcycle.core.blocks import Journal, Profile
from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.reach import CYCLES_A_YEAR, reach
from tipcycle.core.momentum.strength import KindOf
from tipcycle.core.voices import every_voice, heard_on, shared_voices


class Heard(Struct, frozen=True):
    """Words that somebody said, and when they were heard."""

    on: date
    text: str
    by: str | None


class Booklet(Struct, frozen=True):
    """Six cycles of shared voices."""

    today: date
    team: str | None
    """The line on the cover: the team, else the manager's own name."""
    first: date
    """The first Monday of the year, a year being six cycles."""
    last: date
    """The first Monday of its last cycle."""
    months: tuple[tuple[date, tuple[Heard, ...]], ...]
    """The first of each month in which something was heard."""
    stays: tuple[int, ...]
    """The tips that became normal in this year and still live."""


def booklet(
    journal: Journal, cycles: Sequence[Cycle], position: int, kind_of: KindOf, profile: Profile, today: date
) -> Booklet:
    """The booklet of the year that the cycle at `position` belongs to.

    Only voices are printed. A note that says who said it hangs on the wall once it is shared; in here it stays out with
    all other notes, because a note is about the work and not what was heard in that year.
    """
    begin = position // CYCLES_A_YEAR * CYCLES_A_YEAR
    year = cycles[begin : begin + CYCLES_A_YEAR]
    after = cycles[begin + CYCLES_A_YEAR].starts if len(cycles) > begin + CYCLES_A_YEAR else date.max
    numbers = {cycle.number for cycle in year}
    voices = [
        Heard(heard_on(line), line.text, line.by)
        for line, cycle in ((each.line, each.cycle) for each in shared_voices(every_voice(journal, cycles)))
        if line.is_voice and (cycle.number in numbers if cycle else year[0].starts <= heard_on(line) < after)
    ]
    voices.sort(key=lambda heard: heard.on)
    return Booklet(
        today=today,
        team=profile.team or profile.name,
        first=year[0].starts,
        last=year[-1].starts,
        months=tuple(
            (month, tuple(heard)) for month, heard in groupby(voices, key=lambda heard: heard.on.replace(day=1))
        ),
        stays=_stays(cycles, begin, kind_of),
    )


def _stays(cycles: Sequence[Cycle], begin: int, kind_of: KindOf) -> tuple[int, ...]:
    upto = cycles[: begin + CYCLES_A_YEAR]
    found = reach(upto, kind_of)
    closed = [cycle for cycle in upto if cycle.close is not None]
    return tuple(
        tip
        for cycle, tips in zip(closed, found.by_cycle, strict=True)
        for tip in tips
        if cycle.starts >= cycles[begin].starts and tip not in found.lapsed
    )
