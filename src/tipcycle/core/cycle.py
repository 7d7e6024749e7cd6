"""A cycle: what holds of it now (docs/rules.md §1–2).

A cycle knows no today; statuses take it as an argument, because a week that has not begun has no status yet.
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
"""The status of a (tip, week), one character each (docs/rules.md §2)."""

DONE_STATUSES = (DID, COSTLY)
COUNTED_STATUSES = (DID, COSTLY, MISSED)


class Tenure(Struct, frozen=True):
    """A tip among the five, from `first` until the week before `until` (None: to the end)."""

    tip: int
    first: Week
    until: Week | None = None

    def covers(self, week: Week) -> bool:
        """Whether the tip was among the five that week."""
        return self.first <= week and (self.until is None or week < self.until)


class TipResult(Struct, frozen=True):
    """What was answered for a tip in a week, after every correction."""

    status: str
    on: date
    built: bool = False


class WeekFeelings(Struct, frozen=True):
    """How a week felt, 1–5 each, as one person sees it."""

    team: int | None = None
    customers: int | None = None


class Remark(Struct, frozen=True):
    """A note or a voice that stands: words, who said them, whether they may go on paper."""

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
    """Where on the spiral it was heard."""


class IgnoredEvent(Struct, frozen=True):
    """Something harmless in a file that does not count: which block, and why (`what` of a `core.problems.Problem`)."""

    event: Event
    code: str
    tip: int | None = None


class Cycle(Struct, frozen=True, dict=True):
    """Five tips and what became of them in two months."""

    number: int
    header: CycleHeader
    pick: Pick
    tenures: tuple[Tenure, ...]
    """The five in the order of their seats, then those that were swapped out; none that made place before the start."""
    swaps: tuple[Swap, ...]
    """Those that closed a tip, with its weeks."""
    results: Mapping[tuple[int, Week], TipResult]
    feelings: Mapping[Week, WeekFeelings]
    checkin_dates: Mapping[Week, date]
    """The weeks that have a check-in, with the day of the earliest one that stands."""
    answers: Mapping[Week, str]
    """Answers to the question of the week before; private."""
    paused_weeks: frozenset[Week]
    pauses: tuple[Pause, ...]
    remarks: tuple[Remark, ...]
    summary: str | None
    plans: Mapping[int, str]
    """When and where a tip is done, in the manager's own words."""
    close: Close | None
    closed_on: date | None
    lessons: Mapping[int, str]
    ignored: tuple[IgnoredEvent, ...]

    @property
    def starts(self) -> date:
        """The first Monday, which is also the cycle's id and file name."""
        return self.header.starts

    @property
    def ends(self) -> date:
        """The last Sunday."""
        return self.weeks[-1].sunday

    @property
    def closable_from(self) -> date:
        """From this day on, the Monday of its last week, it can be closed."""
        return self.weeks[-1].monday

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Its 8 or 9 weeks."""
        return self.header.calendar_weeks

    @property
    def five(self) -> tuple[int, ...]:
        """The tips among the five now, or at the close."""
        return tuple(tenure.tip for tenure in self.tenures if tenure.until is None)

    @property
    def extended_tips(self) -> tuple[int, ...]:
        """The tips among the five that the close extends, each once; a hand may have written others beside them."""
        return tuple(tip for tip in dict.fromkeys(self.close.extend if self.close else ()) if tip in self.five)

    def state(self, today: date) -> CycleState:
        """Planned, running, ended or closed."""
        if self.close is not None:
            return "closed"
        if today < self.starts:
            return "planned"
        return "running" if today <= self.ends else "ended"

    def week_number(self, week: Week) -> int | None:
        """Which week of the cycle this is, from 1; None outside it."""
        return self.weeks.index(week) + 1 if week in self.weeks else None

    def status(self, tip: int, week: Week, today: date) -> str:
        """The status of `tip` in `week`, one character.

        Silence is not failure: what was not answered stays `?` and never becomes a miss (docs/rules.md §2).
        """
        if week.monday > today or not any(tenure.tip == tip and tenure.covers(week) for tenure in self.tenures):
            return NOT_BEGUN
        answer = self.results.get((tip, week))
        if answer is not None and answer.status in DONE_STATUSES:
            return answer.status
        if week in self.paused_weeks:
            return PAUSED
        return answer.status if answer is not None else OPEN

    def statuses(self, tip: int, today: date) -> str:
        """One character for each week of the cycle."""
        return "".join(self.status(tip, week, today) for week in self.weeks)
