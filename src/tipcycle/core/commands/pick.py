"""Pick five tips for the next cycle (docs/rules.md §1, §11)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tipcycle.core.commands.guards import require_unique
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleStillOpenError,
    InvalidDateError,
    WrongTipCountError,
)
from tipcycle.core.events import TIPS_PER_CYCLE, Change, CycleFile, CycleHeader, Journal, Pick, Plan
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import extended_tips, require_pickable
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import MIN_YEAR, YEAR_LIMIT, cycle_week_count, default_start, requested_monday


class PickResult(Struct, frozen=True):
    """The outcome of a pick."""

    change: Change
    header: CycleHeader
    number: int
    tips: tuple[int, ...]
    requested_start: date | None
    """The requested start, if the cycle starts on another date; otherwise None."""
    previous_end: date | None
    """Last Sunday of the previous cycle, if that cycle moved the start; otherwise None."""

    def is_far_off(self, today: date) -> bool:
        """Return True if the start is more than half a year from today, which can be a typing error."""
        return abs(self.header.starts - today) > MAX_START_DISTANCE


MAX_START_DISTANCE = timedelta(days=183)
"""Distance from today up to which a start is not questioned: half a year."""


def require_no_open_cycle(cycles: Sequence[Cycle], today: date) -> None:
    """Raise `CycleStillOpenError` if the last cycle is not closed."""
    if cycles and cycles[-1].close is None:
        last = cycles[-1]
        raise CycleStillOpenError(
            last.number, last.closable_from, has_ended=today > last.ends, is_planned=today < last.starts
        )


def partial_selection(
    cycles: Sequence[Cycle], catalogue: Catalogue, today: date, tips: Sequence[int]
) -> tuple[int, ...] | None:
    """Return the named tips that need a place if there are too few for a pick, or None if there are enough.

    Raises the same errors as `pick` for an open cycle, a duplicate tip, and a tip that cannot be picked.
    """
    require_no_open_cycle(cycles, today)
    require_unique(tips)
    extended = extended_tips(cycles)
    chosen = tuple(tip for tip in tips if tip not in extended)
    if len(chosen) + len(extended) >= TIPS_PER_CYCLE:
        return None
    require_pickable(chosen, cycles, catalogue)
    return chosen


def carried_plans(cycles: Sequence[Cycle]) -> dict[int, str]:
    """Return the plans of the extended tips, which they keep in the next cycle."""
    return {tip: cycles[-1].plans[tip] for tip in extended_tips(cycles) if tip in cycles[-1].plans}


def next_header(cycles: Sequence[Cycle], requested_start: date) -> CycleHeader:
    """Return the header of a cycle that starts on `requested_start`, a Monday, or on the first free Monday after it.

    A start on the first Monday after the previous cycle continues its chain. A later start begins a new chain.
    """
    earliest_start = cycles[-1].ends + timedelta(days=1) if cycles else None
    if earliest_start is None or requested_start > earliest_start:
        return _new_chain_header(requested_start)
    anchor = cycles[-1].header.anchor
    try:
        return CycleHeader(earliest_start, cycle_week_count(anchor, earliest_start), anchor)
    except ValueError:  # the anchor was edited by hand: begin a new chain
        return _new_chain_header(earliest_start)


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
    ask: str | None = None,
    plans: Mapping[int, str] | None = None,
) -> PickResult:
    """Return the pick of the next five tips. Extended tips have a place and need not be named.

    `plans` are the manager's own moments; an empty one stands for the moment of the catalogue. Extended tips keep the
    plan of the cycle before.

    Raises `CycleStillOpenError`, `DuplicateTipError`, `WrongTipCountError`, `InvalidDateError`, or the error of a tip
    that cannot be picked.
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
        wanted_start = default_start(today) if start is None else requested_monday(start)
    except OverflowError:
        raise InvalidDateError((start or today).isoformat()) from None
    if not MIN_YEAR <= wanted_start.year < YEAR_LIMIT:
        raise InvalidDateError(wanted_start.isoformat())
    header = next_header(cycles, wanted_start)
    if header.calendar_weeks[-1].sunday.year >= YEAR_LIMIT:
        raise InvalidDateError(wanted_start.isoformat())
    five = (*extended, *chosen)
    own_plans = {tip: text.strip() for tip, text in {**carried_plans(cycles), **(plans or {})}.items()}
    existing_file = next((file for file in journal.cycle_files if file.header.starts == header.starts), None)
    return PickResult(
        change=Change(
            header.starts,
            (
                _pick_payload(five, running, ask, header, existing_file),
                *(Plan(tip=tip, text=own_plans[tip]) for tip in five if own_plans.get(tip)),
            ),
            None if existing_file else header,
        ),
        header=header,
        number=len(cycles) + 1,
        tips=five,
        requested_start=start if start != header.starts else None,
        previous_end=cycles[-1].ends if cycles and header.starts != wanted_start else None,
    )


def _pick_payload(
    five: tuple[int, ...],
    running: str | None,
    ask: str | None,
    header: CycleHeader,
    existing_file: CycleFile | None,
) -> Pick:
    """Return the payload to save.

    In the file of an undone cycle it contains the length and the anchor, if they differ from the header of the file.
    """
    overrides_header = existing_file is not None and existing_file.header != header
    return Pick(
        tips=five,
        running=running or None,
        ask=ask or None,
        weeks=header.weeks if overrides_header else None,
        anchor=header.anchor if overrides_header else None,
    )
