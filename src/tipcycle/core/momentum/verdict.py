"""The verdict, called “reading” on screens: one of seven phrases, chosen by three yes/no facts (docs/rules.md §5).

There is no combined index: the units do not add up, a weighted sum would let a good mood compensate for doing nothing,
and feedback on a person's score backfires in a third of studies (Kluger & DeNisi 1996).
"""

from fractions import Fraction
from typing import Literal

MomentumVerdict = Literal["momentum", "still_indoors", "few_shoulders", "sowing", "tailwind", "becalmed", "too_early"]
Measure = Literal["applied", "team", "customers"]
Direction = Literal["up", "down", "level"]

APPLIED_THRESHOLD = Fraction(2, 3)
FEELING_THRESHOLD = Fraction(7, 2)
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
    team_high, customers_high = team >= FEELING_THRESHOLD, customers >= FEELING_THRESHOLD
    if applied < APPLIED_THRESHOLD:
        return "tailwind" if team_high or customers_high else "becalmed"
    if team_high:
        return "momentum" if customers_high else "still_indoors"
    return "few_shoulders" if customers_high else "sowing"


def close_calls(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> tuple[Measure, ...]:
    """Return the figures close enough to their threshold to change the verdict; empty if it is too early."""
    if applied is None or team is None or customers is None:
        return ()
    measures: tuple[tuple[Measure, Fraction, Fraction, Fraction], ...] = (
        ("applied", applied, APPLIED_THRESHOLD, APPLIED_MARGIN),
        ("team", team, FEELING_THRESHOLD, FEELING_MARGIN),
        ("customers", customers, FEELING_THRESHOLD, FEELING_MARGIN),
    )
    return tuple(name for name, value, threshold, margin in measures if abs(value - threshold) <= margin)


def direction(current: Fraction | None, previous: Fraction | None, min_change: Fraction) -> Direction | None:
    """Return the direction of a figure, `level` for a change below `min_change`, or None if a value is unknown."""
    if current is None or previous is None:
        return None
    if abs(current - previous) < min_change:
        return "level"
    return "up" if current > previous else "down"
