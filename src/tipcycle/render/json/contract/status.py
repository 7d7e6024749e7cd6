"""Document type of `tipcycle status --json`, and the cycle and tip fields that other documents share."""

from typing import TypedDict

from tipcycle.core.cycle import CycleState
from tipcycle.core.momentum.strength import StrengthLevel
from tipcycle.core.tips import TipKind
from tipcycle.render.json.contract.values import DateText, TipNumber, WeekText


class CycleFields(TypedDict):
    """One cycle."""

    id: DateText
    """The first Monday, which is also the name of the cycle's file."""
    number: int
    """The number of the cycle, from 1. An undone cycle has none, and its number is used again."""
    starts: DateText
    """The first Monday."""
    ends: DateText
    """The last Sunday."""
    weeks: int
    """The number of weeks, 8 or 9."""
    week: int | None
    """The number of the current week in the cycle, from 1; null outside the cycle."""
    state: CycleState
    """Planned before the first Monday, ended after the last Sunday, closed after the close."""


class TipRecordFields(TypedDict):
    """One tip of a cycle, with its weeks."""

    tip: TipNumber
    """The tip."""
    title: str
    """The title, in the language of the run."""
    kind: TipKind | None
    """Done every week, when it arises, or once; null for a tip that no file contains any more."""
    strength: float
    """The strength, from 0 to 1: a week done adds a quarter of the remainder, a miss subtracts an eighth."""
    state: StrengthLevel
    """The label of the strength: firm from 0.75, rooted from 0.85."""
    holds: bool
    """True if it is firm, stands because it was made once, or was done each time it arose."""
    did: int
    """The number of weeks done in this cycle, including the costly ones."""
    counted: int
    """The number of weeks of this cycle with a yes or a no."""
    weeks: str
    """One character a week: `D` did, `C` did though it cost something, `M` missed, `N` no occasion, `P` a week off,
    `?` not answered, `.` not begun or not among the five."""
    active: bool
    """True if it is among the five; false if it was swapped out."""


class StatusDocument(TypedDict):
    """The cycle that was picked last."""

    today: DateText
    """The date of the run."""
    cycle: CycleFields | None
    """The cycle that was picked last; null before the first pick."""
    due: list[WeekText]
    """The weeks without a check-in that can be answered now, oldest first."""
    tips: list[TipRecordFields]
    """The five tips in order, then those that were swapped out."""
