"""The current state of one cycle, and the status of each tip in each week (docs/rules.md §1–2).

A `Cycle` does not store today's date. Methods take it as an argument, because a future week has no status yet.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from msgspec import Struct

from tipcycle.core.events import Close, CycleHeader, Event, Pause, Pick, Swap
from tipcycle.core.messages import N_
from tipcycle.core.weeks import Week

CycleState = Literal["planned", "running", "ended", "closed"]


class Status(StrEnum):
    """The status of a tip in a week (docs/rules.md §2). The value is its name in flags, files and CSV."""

    letter: str
    """The character in the JSON field `weeks`."""
    sign: str
    """The character on a screen. The signs differ in shape, so that no colour is needed to tell them apart."""
    word: str
    """One word for plain output (a pipe or a screen reader), as a message id."""
    meaning: str
    """The meaning in a legend, as a message id."""

    def __new__(cls, value: str, letter: str, sign: str, word: str, meaning: str) -> Self:
        """Return a member with its attributes."""
        status = str.__new__(cls, value)
        status._value_ = value
        status.letter, status.sign, status.word, status.meaning = letter, sign, word, meaning
        return status

    DID = "did", "D", "●", N_("yes"), N_("did")
    COSTLY = "costly", "C", "◆", N_("yes!"), N_("did, though it cost something")
    MISSED = "missed", "M", "○", N_("no"), N_("did not")
    NO_OCCASION = "none", "N", "–", N_("n/a"), N_("no occasion")
    PAUSED = "paused", "P", "‖", N_("off"), N_("week off")
    UNANSWERED = "open", "?", "·", N_("open"), N_("open")
    NOT_STARTED = "not_begun", ".", "·", "", N_("still to come")

    @property
    def is_done(self) -> bool:
        """True if the tip was done."""
        return self is Status.DID or self is Status.COSTLY

    @property
    def is_counted(self) -> bool:
        """True if the status affects the strength and the figures: done or missed."""
        return self.is_done or self is Status.MISSED

    @property
    def precedence(self) -> int:
        """Rank among answers with the same `at`, from two machines. The highest counts (docs/rules.md §2)."""
        return (Status.MISSED, Status.NO_OCCASION, Status.DID, Status.COSTLY).index(self)


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

    status: Status
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
    key: str
    """Id of the oldest pick of the file, undone or not. It is random, so it tells this cycle from that of another
    manager who starts on the same Monday."""
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
    texts: Mapping[str, Mapping[Week, str]]
    """The private texts of the check-ins, by their name in `PrivateTexts`."""
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

    def status(self, tip: int, week: Week, today: date) -> Status:
        """Return the status of `tip` in `week`.

        A missing answer stays unanswered and never becomes a miss (docs/rules.md §2).
        """
        if week.monday > today or not any(tenure.tip == tip and tenure.covers(week) for tenure in self.tenures):
            return Status.NOT_STARTED
        result = self.results.get((tip, week))
        if result is not None and result.status.is_done:
            return result.status
        if week in self.paused_weeks:
            return Status.PAUSED
        return result.status if result is not None else Status.UNANSWERED

    def statuses(self, tip: int, today: date) -> tuple[Status, ...]:
        """Return the statuses of `tip` in all weeks of the cycle."""
        return tuple(self.status(tip, week, today) for week in self.weeks)
