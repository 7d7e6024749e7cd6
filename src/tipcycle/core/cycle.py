"""The current state of one cycle, and the status of each tip in each week (docs/rules.md §1–2).

A `Cycle` does not store today's date. Methods take it as an argument, because a future week has no status yet.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from msgspec import Struct

from tipcycle.core.events import Close, CycleHeader, Event, Pause, Pick, Swap
from tipcycle.core.weeks import Week

CycleState = Literal["planned", "running", "ended", "closed"]

DID, COSTLY, MISSED, NONE, PAUSED, OPEN, NOT_BEGUN = "D", "C", "M", "N", "P", "?", "."
"""Status of a tip in a week, one character each (docs/rules.md §2)."""

DONE_STATUSES = (DID, COSTLY)
"""Statuses that count as done."""
COUNTED_STATUSES = (DID, COSTLY, MISSED)
"""Statuses with an effect on the strength and the figures: done or missed."""


class Tenure(Struct, frozen=True):
    """The weeks in which a tip is among the five."""

    tip: int
    first_week: Week
    end_week: Week | None = None
    """First week after the tenure; None if it lasts until the end of the cycle."""

    def covers(self, week: Week) -> bool:
        """Return True if the tip is among the five in `week`."""
        return self.first_week <= week and (self.end_week is None or week < self.end_week)


class TipResult(Struct, frozen=True):
    """The answer that counts for a tip in a week, after all corrections."""

    status: str
    answered_on: date
    built: bool = False


class WeekFeelings(Struct, frozen=True):
    """The two feelings about a week, each from 1 to 5, or None without an answer."""

    team: int | None = None
    customers: int | None = None


class Remark(Struct, frozen=True):
    """An active note or voice."""

    id: str
    at: datetime
    on: date
    text: str
    by: str | None
    tip: int | None
    week: Week | None
    shared: bool
    is_voice: bool
    spiral_place: str | None = None
    """Place on the spiral where it was heard."""


class IgnoredEvent(Struct, frozen=True):
    """An event that has no effect, and the reason as a `code` of `core.diagnostics.Problem`."""

    event: Event
    code: str
    tip: int | None = None


class Cycle(Struct, frozen=True, dict=True):
    """Five tips and their results over two months."""

    number: int
    header: CycleHeader
    pick: Pick
    tenures: tuple[Tenure, ...]
    """Tenures of the five in the order of their places, then of the tips that were swapped out. A tip that was
    swapped out before the start is not included."""
    swaps: tuple[Swap, ...]
    """Swaps that ended a tenure. Swaps before the start are not included."""
    results: Mapping[tuple[int, Week], TipResult]
    feelings: Mapping[Week, WeekFeelings]
    checkin_dates: Mapping[Week, date]
    """Weeks with a check-in, and the date of the earliest active one."""
    answers: Mapping[Week, str]
    """Answers to the question of the previous week; private."""
    paused_weeks: frozenset[Week]
    pauses: tuple[Pause, ...]
    remarks: tuple[Remark, ...]
    summary: str | None
    plans: Mapping[int, str]
    """The manager's plan for each tip: when and where to do it."""
    close: Close | None
    closed_on: date | None
    lessons: Mapping[int, str]
    ignored: tuple[IgnoredEvent, ...]

    @property
    def starts(self) -> date:
        """First Monday; also the id of the cycle and the name of its file."""
        return self.header.starts

    @property
    def ends(self) -> date:
        """Last Sunday."""
        return self.weeks[-1].sunday

    @property
    def closable_from(self) -> date:
        """First day on which the cycle can be closed: the Monday of its last week."""
        return self.weeks[-1].monday

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The 8 or 9 weeks of the cycle, in order."""
        return self.header.calendar_weeks

    @property
    def five(self) -> tuple[int, ...]:
        """Tips among the five now, or at the close."""
        return tuple(tenure.tip for tenure in self.tenures if tenure.end_week is None)

    @property
    def extended_tips(self) -> tuple[int, ...]:
        """Tips among the five that the close extends. Duplicates and other tips in an edited file are ignored."""
        return tuple(tip for tip in dict.fromkeys(self.close.extend if self.close else ()) if tip in self.five)

    def state(self, today: date) -> CycleState:
        """Return the state on `today`: planned, running, ended or closed."""
        if self.close is not None:
            return "closed"
        if today < self.starts:
            return "planned"
        return "running" if today <= self.ends else "ended"

    def week_number(self, week: Week) -> int | None:
        """Return the number of the week in the cycle, from 1, or None if the week is outside the cycle."""
        return self.weeks.index(week) + 1 if week in self.weeks else None

    def status(self, tip: int, week: Week, today: date) -> str:
        """Return the status of `tip` in `week`, one character.

        A missing answer stays `?` and never becomes a miss (docs/rules.md §2).
        """
        if week.monday > today or not any(tenure.tip == tip and tenure.covers(week) for tenure in self.tenures):
            return NOT_BEGUN
        result = self.results.get((tip, week))
        if result is not None and result.status in DONE_STATUSES:
            return result.status
        if week in self.paused_weeks:
            return PAUSED
        return result.status if result is not None else OPEN

    def statuses(self, tip: int, today: date) -> str:
        """Return the statuses of `tip` in all weeks of the cycle, one character each."""
        return "".join(self.status(tip, week, today) for week in self.weeks)
