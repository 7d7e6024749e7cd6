"""Picking five (docs/rules.md §1, §11)."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.commands.guards import require_unique
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleStillOpenError,
    InvalidDateError,
    WrongTipCountError,
)
from tipcycle.core.events import TIPS_PER_CYCLE, Change, CycleFile, CycleHeader, Journal, Pick
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import extended_tips, require_pickable
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import MIN_YEAR, YEAR_LIMIT, Week, cycle_week_count, default_start


class PickResult(Struct, frozen=True):
    """What a pick leads to."""

    change: Change
    header: CycleHeader
    number: int
    tips: tuple[int, ...]
    requested_start: date | None
    """The start that was asked for, when its Monday or the cycle before made it another."""
    previous_end: date | None
    """The last Sunday of the cycle before, when that moved the start."""

    def is_far_off(self, today: date) -> bool:
        """Whether the start lies more than half a year off, on either side: perhaps a slip of the keyboard."""
        return abs(self.header.starts - today) > MAX_START_DISTANCE


MAX_START_DISTANCE = timedelta(days=183)
"""Half a year."""


def require_no_open_cycle(cycles: Sequence[Cycle], today: date) -> None:
    """Refuses a pick while the last cycle is not closed."""
    if cycles and cycles[-1].close is None:
        last = cycles[-1]
        raise CycleStillOpenError(
            last.number, last.closable_from, has_ended=today > last.ends, is_planned=today < last.starts
        )


def partial_selection(
    cycles: Sequence[Cycle], catalogue: Catalogue, today: date, tips: Sequence[int]
) -> tuple[int, ...] | None:
    """The named tips that need a place, where others are still free; None for five or more.

    Refuses while a cycle is open, and tips that cannot be picked.
    """
    require_no_open_cycle(cycles, today)
    require_unique(tips)
    extended = extended_tips(cycles)
    chosen = tuple(tip for tip in tips if tip not in extended)
    if len(chosen) + len(extended) >= TIPS_PER_CYCLE:
        return None
    require_pickable(chosen, cycles, catalogue)
    return chosen


def next_header(cycles: Sequence[Cycle], requested_start: date) -> CycleHeader:
    """The cycle that begins on `wanted`, a Monday, or on the first Monday that the cycle before leaves free.

    On that very Monday the chain goes on with its anchor; any later one is a new anchor.
    """
    free = cycles[-1].ends + timedelta(days=1) if cycles else None
    if free is None or requested_start > free:
        return _new_chain_header(requested_start)
    anchor = cycles[-1].header.anchor
    try:
        return CycleHeader(free, cycle_week_count(anchor, free), anchor)
    except ValueError:  # the chain's anchor was edited by hand: count anew from here
        return _new_chain_header(free)


def _new_chain_header(starts: date) -> CycleHeader:
    return CycleHeader(starts, cycle_week_count(starts, starts), starts)


def pick(
    journal: Journal,
    catalogue: Catalogue,
    today: date,
    tips: Sequence[int],
    *,
    start: date | None = None,
    running: str | None = None,
) -> PickResult:
    """The five of the next cycle; extended tips have their place and need not be named.

    Refuses while a cycle is open, tips that cannot be picked, and any number but five.
    """
    cycles = Cycles(journal)
    require_no_open_cycle(cycles, today)
    require_unique(tips)
    extended = extended_tips(cycles)
    chosen = tuple(tip for tip in tips if tip not in extended)
    if len(chosen) + len(extended) != TIPS_PER_CYCLE:
        raise WrongTipCountError(len(chosen), TIPS_PER_CYCLE - len(extended), extended)
    require_pickable(chosen, cycles, catalogue)
    try:
        wanted = default_start(today) if start is None else Week.of(start).monday
    except OverflowError:
        raise InvalidDateError((start or today).isoformat()) from None
    if not MIN_YEAR <= wanted.year < YEAR_LIMIT:
        raise InvalidDateError(wanted.isoformat())
    header = next_header(cycles, wanted)
    if header.calendar_weeks[-1].sunday.year >= YEAR_LIMIT:
        raise InvalidDateError(wanted.isoformat())
    five = (*extended, *chosen)
    existing = next((file for file in journal.cycle_files if file.header.starts == header.starts), None)
    return PickResult(
        change=Change(header.starts, (_pick_payload(five, running, header, existing),), None if existing else header),
        header=header,
        number=len(cycles) + 1,
        tips=five,
        requested_start=start if start != header.starts else None,
        previous_end=cycles[-1].ends if cycles and header.starts != wanted else None,
    )


def _pick_payload(
    five: tuple[int, ...], running: str | None, header: CycleHeader, existing_file: CycleFile | None
) -> Pick:
    """The block to write; in the file of an undone cycle it carries what the old header says otherwise."""
    anew = existing_file is not None and existing_file.header != header
    return Pick(
        tips=five,
        running=running or None,
        weeks=header.weeks if anew else None,
        anchor=header.anchor if anew else None,
    )
