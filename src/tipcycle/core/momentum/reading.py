"""The reading: one phrase from three yes/no facts (docs/rules.md §5).

Why no index: the units do not add up, a weighted sum lets a good mood buy off doing nothing, and feedback about a
person's score backfires in a third of studies (Kluger & DeNisi 1996).
"""

from fractions import Fraction
from typing import Literal

Verdict = Literal["momentum", "still_indoors", "few_shoulders", "sowing", "tailwind", "becalmed", "too_early"]
Fact = Literal["applied", "team", "customers"]
Direction = Literal["up", "down", "level"]

APPLIED_LINE = Fraction(2, 3)
FELT_LINE = Fraction(7, 2)
APPLIED_CLOSE = Fraction(5, 100)
FELT_CLOSE = Fraction(1, 4)
APPLIED_STEP = Fraction(5, 100)
"""Five points make a direction."""
FELT_STEP = Fraction(1, 2)
"""Half a point makes a direction."""


def verdict(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> Verdict:
    """The id of the phrase for three figures; `too_early` while one of them is unknown.

    >>> verdict(Fraction(2, 3), Fraction(7, 2), Fraction(3))
    'still_indoors'
    """
    if applied is None or team is None or customers is None:
        return "too_early"
    livens, heard = team >= FELT_LINE, customers >= FELT_LINE
    if applied < APPLIED_LINE:
        return "tailwind" if livens or heard else "becalmed"
    if livens:
        return "momentum" if heard else "still_indoors"
    return "few_shoulders" if heard else "sowing"


def close_calls(applied: Fraction | None, team: Fraction | None, customers: Fraction | None) -> tuple[Fact, ...]:
    """The facts that stand so near their line that the phrase could flip; none while it is too early."""
    if applied is None or team is None or customers is None:
        return ()
    facts: tuple[tuple[Fact, Fraction, Fraction, Fraction], ...] = (
        ("applied", applied, APPLIED_LINE, APPLIED_CLOSE),
        ("team", team, FELT_LINE, FELT_CLOSE),
        ("customers", customers, FELT_LINE, FELT_CLOSE),
    )
    return tuple(name for name, value, line, near in facts if abs(value - line) <= near)


def direction(now: Fraction | None, before: Fraction | None, step: Fraction) -> Direction | None:
    """Whether a figure rose or fell by at least a step; None where there is nothing to compare."""
    if now is None or before is None:
        return None
    if abs(now - before) < step:
        return "level"
    return "up" if now > before else "down"
