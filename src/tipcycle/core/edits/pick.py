"""Picking five (docs/rules.md §1, §11)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.blocks import FIVE, Change, CycleFile, Header, Journal, Pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import refuse_twice
from tipcycle.core.errors import AmongTheFive, Implemented, NotADate, Refused, Retired, StillOpen, WrongCount
from tipcycle.core.momentum.reach import reach
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import FIRST_YEAR, LAST_YEAR, Week, computed_start, cycle_weeks


class Picked(Struct, frozen=True):
    """What a pick leads to."""

    change: Change
    header: Header
    number: int
    tips: tuple[int, ...]
    asked: date | None
    """The start that was asked for, when its Monday or the cycle before made it another."""
    after: date | None
    """The last Sunday of the cycle before, when that moved the start."""

    def far(self, today: date) -> bool:
        """Whether the start lies more than half a year off, on either side: perhaps a slip of the keyboard."""
        return abs(self.header.starts - today) > FAR


FAR = timedelta(days=183)
"""Half a year."""


def seats(cycles: Sequence[Cycle]) -> tuple[int, ...]:
    """The tips that take a place in the next five already: those extended at the last close."""
    return cycles[-1].extended if cycles else ()


def why_not(cycles: Sequence[Cycle], catalogue: Catalogue) -> Callable[[int], Refused | None]:
    """What keeps a tip from being picked: it is implemented, among the five of an open cycle, or retired."""
    taken = reach(cycles, catalogue.kind).taken
    five = cycles[-1].five if cycles and cycles[-1].close is None else ()

    def kept_by(tip: int) -> Refused | None:
        known = catalogue.tips.get(tip)
        if tip in taken:
            return Implemented(tip)
        if tip in five:
            return AmongTheFive(tip)
        return Retired(tip) if known is not None and known.retired else None

    return kept_by


def refuse_unpickable(tips: Iterable[int], cycles: Sequence[Cycle], catalogue: Catalogue) -> None:
    """Refuses the first tip that cannot be picked."""
    for refusal in map(why_not(cycles, catalogue), tips):
        if refusal is not None:
            raise refusal


def refuse_open(cycles: Sequence[Cycle], today: date) -> None:
    """Refuses a pick while the last cycle is not closed."""
    if cycles and cycles[-1].close is None:
        last = cycles[-1]
        raise StillOpen(last.number, last.closable, ended=today > last.ends, planned=today < last.starts)


def chosen_so_far(
    cycles: Sequence[Cycle], catalogue: Catalogue, today: date, tips: Sequence[int]
) -> tuple[int, ...] | None:
    """The named tips that need a place, where others are still free; None for five or more.

    Refuses while a cycle is open, and tips that cannot be picked.
    """
    refuse_open(cycles, today)
    refuse_twice(tips)
    extended = seats(cycles)
    chosen = tuple(tip for tip in tips if tip not in extended)
    if len(chosen) + len(extended) >= FIVE:
        return None
    refuse_unpickable(chosen, cycles, catalogue)
    return chosen


def next_header(cycles: Sequence[Cycle], wanted: date) -> Header:
    """The cycle that begins on `wanted`, a Monday, or on the first Monday that the cycle before leaves free.

    On that very Monday the chain goes on with its anchor; any later one is a new anchor.
    """
    free = cycles[-1].ends + timedelta(days=1) if cycles else None
    if free is None or wanted > free:
        return _anew(wanted)
    anchor = cycles[-1].header.anchor
    try:
        return Header(free, cycle_weeks(anchor, free), anchor)
    except ValueError:  # the chain's anchor was edited by hand: count anew from here
        return _anew(free)


def _anew(starts: date) -> Header:
    return Header(starts, cycle_weeks(starts, starts), starts)


def pick(
    journal: Journal,
    catalogue: Catalogue,
    today: date,
    tips: Sequence[int],
    *,
    start: date | None = None,
    running: str | None = None,
) -> Picked:
    """The five of the next cycle; extended tips have their place and need not be named.

    Refuses while a cycle is open, tips that cannot be picked, and any number but five.
    """
    cycles = Cycles(journal)
    refuse_open(cycles, today)
    refuse_twice(tips)
    extended = seats(cycles)
    chosen = tuple(tip for tip in tips if tip not in extended)
    if len(chosen) + len(extended) != FIVE:
        raise WrongCount(len(chosen), FIVE - len(extended), extended)
    refuse_unpickable(chosen, cycles, catalogue)
    try:
        wanted = computed_start(today) if start is None else Week.of(start).monday
    except OverflowError:
        raise NotADate((start or today).isoformat()) from None
    if not FIRST_YEAR <= wanted.year < LAST_YEAR:
        raise NotADate(wanted.isoformat())
    header = next_header(cycles, wanted)
    if header.calendar[-1].sunday.year >= LAST_YEAR:
        raise NotADate(wanted.isoformat())
    five = (*extended, *chosen)
    existing = next((file for file in journal.files if file.header.starts == header.starts), None)
    return Picked(
        change=Change(header.starts, (_body(five, running, header, existing),), None if existing else header),
        header=header,
        number=len(cycles) + 1,
        tips=five,
        asked=start if start != header.starts else None,
        after=cycles[-1].ends if cycles and header.starts != wanted else None,
    )


def _body(five: tuple[int, ...], running: str | None, header: Header, existing: CycleFile | None) -> Pick:
    """The block to write; in the file of an undone cycle it carries what the old header says otherwise."""
    anew = existing is not None and existing.header != header
    return Pick(
        tips=five,
        running=running or None,
        weeks=header.weeks if anew else None,
        anchor=header.anchor if anew else None,
    )
