"""The verdict, called “reading” on screens: a phrase chosen by three facts (docs/rules.md §5).

There is no combined index: the units do not add up, a weighted sum would let a good mood make up for doing nothing, and
over a third of feedback interventions made performance worse, more so as attention moved to the person (Kluger & DeNisi
1996).
"""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

MomentumVerdict = Literal[
    "momentum", "still_indoors", "few_shoulders", "sowing", "tailwind", "becalmed", "headwind", "too_early"
]
VERDICT_ORDER: tuple[MomentumVerdict, ...] = (
    "momentum",
    "still_indoors",
    "few_shoulders",
    "sowing",
    "tailwind",
    "becalmed",
    "headwind",
)
NOT_GOOD_NEWS: frozenset[MomentumVerdict] = frozenset(("sowing", "tailwind", "becalmed", "headwind"))
"""Verdicts that come with a small next step."""
Measure = Literal["applied", "team", "customers"]
FeelingSide = Literal["low", "between", "high"]
Direction = Literal["up", "down", "level"]

APPLIED_THRESHOLD = Fraction(2, 3)
FEELING_THRESHOLD = Fraction(7, 2)
LOW_FEELING_THRESHOLD = Fraction(5, 2)
"""A mean at or below this line is low: it weighs on the team or on customers."""
APPLIED_MARGIN = Fraction(5, 100)
FEELING_MARGIN = Fraction(1, 4)
APPLIED_MIN_CHANGE = Fraction(5, 100)
"""Minimum change of the applied share that has a direction: five percentage points."""
FEELING_MIN_CHANGE = Fraction(1, 2)
"""Minimum change of a feeling that has a direction: half a point."""


def verdict(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> MomentumVerdict:
    """Return the id of the phrase for three figures, or `too_early` if one of them is unknown.

    >>> verdict(Fraction(2, 3), Fraction(7, 2), Fraction(3))
    'still_indoors'
    """
    if applied is None or team is None or customers is None:
        return "too_early"
    return _verdict(is_applied=applied >= APPLIED_THRESHOLD, team=_side(team), customers=_side(customers))


def verdicts(
    applied: Fraction | None, team: Fraction | None, customers: Fraction | None
) -> tuple[MomentumVerdict, ...]:
    """Return all verdicts that are possible if each fact on its line takes either side, in a fixed order.

    >>> verdicts(Fraction(1), Fraction(37, 10), Fraction(3))
    ('still_indoors', 'sowing')
    """
    if applied is None or team is None or customers is None:
        return ("too_early",)
    done_sides = (True, False) if _is_applied_close(applied) else (applied >= APPLIED_THRESHOLD,)
    possible = {
        _verdict(is_applied=done, team=team_side, customers=customers_side)
        for done in done_sides
        for team_side in _sides(team)
        for customers_side in _sides(customers)
    }
    return tuple(name for name in VERDICT_ORDER if name in possible)


def _sides(mean: Fraction) -> tuple[FeelingSide, ...]:
    if abs(mean - FEELING_THRESHOLD) <= FEELING_MARGIN:
        return ("between", "high")
    if abs(mean - LOW_FEELING_THRESHOLD) <= FEELING_MARGIN:
        return ("low", "between")
    return (_side(mean),)


def _side(mean: Fraction) -> FeelingSide:
    return "low" if mean <= LOW_FEELING_THRESHOLD else "high" if mean >= FEELING_THRESHOLD else "between"


def _is_applied_close(applied: Fraction) -> bool:
    return abs(applied - APPLIED_THRESHOLD) <= APPLIED_MARGIN


def _verdict(*, is_applied: bool, team: FeelingSide, customers: FeelingSide) -> MomentumVerdict:
    if "low" in (team, customers):
        return "headwind"
    if not is_applied:
        return "tailwind" if "high" in (team, customers) else "becalmed"
    if team == "high":
        return "momentum" if customers == "high" else "still_indoors"
    return "few_shoulders" if customers == "high" else "sowing"


def close_calls(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> tuple[Measure, ...]:
    """Return the figures close enough to their threshold to change the verdict; empty if it is too early."""
    if applied is None or team is None or customers is None:
        return ()
    is_close = {
        "applied": _is_applied_close(applied),
        "team": len(_sides(team)) > 1,
        "customers": len(_sides(customers)) > 1,
    }
    measures: tuple[Measure, ...] = ("applied", "team", "customers")
    return tuple(measure for measure in measures if is_close[measure])


class FactSides(Struct, frozen=True):
    """The side of each fact; None for a fact on its line, or unknown."""

    is_applied: bool | None
    team: FeelingSide | None
    customers: FeelingSide | None


def fact_sides(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> FactSides:
    """Return the side of each fact that is not on its line.

    >>> fact_sides(Fraction(1), Fraction(4), Fraction(17, 5))
    FactSides(is_applied=True, team='high', customers=None)
    """
    return FactSides(
        None if applied is None or _is_applied_close(applied) else applied >= APPLIED_THRESHOLD,
        None if team is None or len(_sides(team)) > 1 else _side(team),
        None if customers is None or len(_sides(customers)) > 1 else _side(customers),
    )


def direction(current: Fraction | None, previous: Fraction | None, min_change: Fraction) -> Direction | None:
    """Return the direction of a figure, `level` for a change below `min_change`, or None if a value is unknown."""
    if current is None or previous is None:
        return None
    if abs(current - previous) < min_change:
        return "level"
    return "up" if current > previous else "down"
