"""`tipcycle status --json`, and the cycle and its tips as other documents hold them too."""

from typing import TypedDict

from tipcycle.core.cycle import CycleState
from tipcycle.core.momentum.strength import StrengthLevel as Strength
from tipcycle.core.tips import TipKind
from tipcycle.render.json.contract.values import DateText, TipNumber, WeekText


class CycleFields(TypedDict):
    """One cycle."""

    id: DateText
    """Its first Monday, which also names its file."""
    number: int
    """Which cycle it is, from 1; a cycle that was taken back has none, and its number is used again."""
    starts: DateText
    """Its first Monday."""
    ends: DateText
    """Its last Sunday."""
    weeks: int
    """How many weeks it has, 8 or 9."""
    week: int | None
    """Which week of the cycle today is in, from 1; null outside the cycle."""
    state: CycleState
    """Planned before its first Monday, ended after its last Sunday, closed once somebody closed it."""


class TipRecordFields(TypedDict):
    """One tip of a cycle, with its weeks."""

    tip: TipNumber
    """Which tip."""
    title: str
    """Its title, in the language of the run."""
    kind: TipKind | None
    """Done every week, when it arises, or once; null for a tip that no file knows any more."""
    strength: float
    """How firmly it stands, from 0 to 1: a week done adds a quarter of what is missing, a miss takes an eighth."""
    state: Strength
    """The word for the strength: firm from 0.75, rooted from 0.85."""
    holds: bool
    """Whether it is firm, stands because it is made once, or was done each time it arose."""
    did: int
    """Weeks done in this cycle, costly ones included."""
    counted: int
    """Weeks of this cycle with a yes or a no."""
    weeks: str
    """One character a week: `D` did, `C` did though it cost something, `M` missed, `N` no occasion, `P` a week off,
    `?` not answered, `.` not begun or not among the five."""
    active: bool
    """Whether it is among the five; false for a tip that was swapped out."""


class StatusDocument(TypedDict):
    """The cycle picked last."""

    today: DateText
    """The day of this run."""
    cycle: CycleFields | None
    """The cycle picked last; null before the first pick."""
    due: list[WeekText]
    """The weeks that wait for a check-in, the oldest first."""
    tips: list[TipRecordFields]
    """The five in the order of their places, then those that were swapped out."""
