"""Tests for the verdict and its close calls and directions (docs/rules.md §5)."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.momentum.verdict import (
    APPLIED_MIN_CHANGE,
    FEELING_MIN_CHANGE,
    close_calls,
    direction,
    verdict,
    verdicts,
)

F = Fraction
HIGH, LOW = (F(9, 10), F(5), F(5)), (F(1, 10), F(3), F(3))

VERDICTS = {
    (True, True, True): "momentum",
    (True, True, False): "still_indoors",
    (True, False, True): "few_shoulders",
    (True, False, False): "sowing",
    (False, True, True): "tailwind",
    (False, True, False): "tailwind",
    (False, False, True): "tailwind",
    (False, False, False): "becalmed",
}


@pytest.mark.parametrize(("facts", "expected"), VERDICTS.items(), ids=str)
def test_verdict_for_each_combination_of_facts(facts: tuple[bool, bool, bool], expected: str) -> None:
    applied, team, customers = (HIGH[n] if fact else LOW[n] for n, fact in enumerate(facts))
    assert verdict(applied, team, customers) == expected


@pytest.mark.parametrize("missing", [0, 1, 2], ids=["applied", "team", "customers"])
def test_unknown_fact_gives_too_early(missing: int) -> None:
    """If one of the three values is unknown, there are no close calls either."""
    values: list[Fraction | None] = list(HIGH)
    values[missing] = None
    assert verdict(*values) == "too_early"
    assert close_calls(*values) == ()


@pytest.mark.parametrize(
    ("applied", "team", "expected"),
    [
        (F(2, 3), F(7, 2), "momentum"),
        (F(199, 300), F(7, 2), "tailwind"),
        (F(2, 3), F(349, 100), "few_shoulders"),
        (F(665, 1000), F(7, 2), "tailwind"),
    ],
    ids=["both-equal", "applied-slightly-below", "team-slightly-below", "applied-66.5-percent"],
)
def test_value_equal_to_threshold_counts_as_yes(applied: Fraction, team: Fraction, expected: str) -> None:
    """Any smaller value counts as no, however close it is."""
    assert verdict(applied, team, F(4)) == expected


@pytest.mark.parametrize(
    ("applied", "team", "customers", "expected"),
    [
        (F(2, 3) + F(5, 100), F(5), F(5), ("applied",)),
        (F(2, 3) - F(5, 100), F(5), F(5), ("applied",)),
        (F(2, 3) + F(51, 1000), F(5), F(5), ()),
        (F(1), F(15, 4), F(13, 4), ("team", "customers")),
        (F(1), F(376, 100), F(324, 100), ()),
        (F(2, 3), F(7, 2), F(7, 2), ("applied", "team", "customers")),
    ],
    ids=[
        "5-points-above",
        "5-points-below",
        "5.1-points-above",
        "0.25-above-and-below",
        "0.26-above-and-below",
        "all-equal",
    ],
)
def test_close_call_includes_its_limits(
    applied: Fraction, team: Fraction, customers: Fraction, expected: tuple[str, ...]
) -> None:
    """A value is close to its threshold within 5 percentage points (applied) or 0.25 (feelings)."""
    assert close_calls(applied, team, customers) == expected


SHARE = st.fractions(0, 1, max_denominator=60)
FEELING = st.fractions(1, 5, max_denominator=6)


@given(SHARE, FEELING, FEELING)
def test_momentum_requires_all_three_facts(applied: Fraction, team: Fraction, customers: Fraction) -> None:
    """P12: if one value is below its threshold, no values of the other two give Momentum."""
    all_three = applied >= F(2, 3) and team >= F(7, 2) and customers >= F(7, 2)
    assert (verdict(applied, team, customers) == "momentum") == all_three


def _side(name: str, value: Fraction) -> int:
    if name == "applied":
        return int(value >= F(2, 3))
    return int(value > F(5, 2)) + int(value >= F(7, 2))


@given(SHARE, FEELING, FEELING)
def test_verdict_is_among_the_possible_ones(applied: Fraction, team: Fraction, customers: Fraction) -> None:
    """Without a close call, there is no other; a drained team or hurt customers give headwind, whatever was done."""
    possible = verdicts(applied, team, customers)
    assert verdict(applied, team, customers) in possible
    assert len(possible) == len(set(possible))
    if not close_calls(applied, team, customers):
        assert len(possible) == 1
    assert (verdict(applied, team, customers) == "headwind") == (min(team, customers) <= F(5, 2))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((F(1), F(4), F(4)), ("momentum",)),
        ((F(1), F(4), F(15, 4)), ("momentum", "still_indoors")),
        ((F(1), F(15, 4), F(13, 4)), ("momentum", "still_indoors", "few_shoulders", "sowing")),
        ((F(1), F(3), F(11, 4)), ("sowing", "headwind")),
        ((F(1), F(3), F(9, 4)), ("sowing", "headwind")),
        ((F(1), F(3), F(224, 100)), ("headwind",)),
        ((F(2, 3), F(3), F(3)), ("sowing", "becalmed")),
        ((F(0), F(7, 2), F(5)), ("tailwind",)),
    ],
)
def test_possible_verdicts(facts: tuple[Fraction, Fraction, Fraction], expected: tuple[str, ...]) -> None:
    assert verdicts(*facts) == expected
    assert verdicts(None, *facts[1:]) == ("too_early",)


@given(SHARE, FEELING, FEELING)
def test_small_changes_affect_only_close_calls(applied: Fraction, team: Fraction, customers: Fraction) -> None:
    """A change smaller than the limit of a close call changes a fact only if the fact is a close call."""
    original_verdict = verdict(applied, team, customers)
    original_close_calls = close_calls(applied, team, customers)
    for a, t, c in product((-1, 0, 1), repeat=3):
        new_values = applied + a * F(4, 100), team + t * F(1, 5), customers + c * F(1, 5)
        names = ("applied", "team", "customers")
        changed = {
            name
            for name, new_value, original_value in zip(names, new_values, (applied, team, customers), strict=True)
            if _side(name, new_value) != _side(name, original_value)
        }
        assert changed <= set(original_close_calls)
        if not changed:
            assert verdict(*new_values) == original_verdict


# Edges: each value just below, on and just above each line and each limit of a close call

TINY = F(1, 10**9)
NEAR = (-TINY, F(0), TINY)
APPLIED_EDGES = [edge + step for edge in (F(2, 3) - F(1, 20), F(2, 3), F(2, 3) + F(1, 20)) for step in NEAR]
FEELING_EDGES = [edge + step for edge in (F(9, 4), F(5, 2), F(11, 4), F(13, 4), F(7, 2), F(15, 4)) for step in NEAR]


def applied_sides(value: Fraction) -> tuple[str, ...]:
    """Return the sides that a share may take, written out as the numbers of docs/rules.md §5."""
    below, above = F(37, 60), F(43, 60)  # 2/3 minus and plus five points
    if below <= value <= above:
        return ("yes", "no")
    return ("yes",) if value > above else ("no",)


def feeling_sides(value: Fraction) -> tuple[str, ...]:
    """Return the sides that a mean may take."""
    if value < F("2.25"):
        return ("low",)
    if value <= F("2.75"):
        return ("low", "between")
    if value < F("3.25"):
        return ("between",)
    return ("between", "high") if value <= F("3.75") else ("high",)


READING_BY_SIDES = {
    ("yes", "high", "high"): "momentum",
    ("yes", "high", "between"): "still_indoors",
    ("yes", "between", "high"): "few_shoulders",
    ("yes", "between", "between"): "sowing",
    ("no", "high", "high"): "tailwind",
    ("no", "high", "between"): "tailwind",
    ("no", "between", "high"): "tailwind",
    ("no", "between", "between"): "becalmed",
}
ORDER = ("momentum", "still_indoors", "few_shoulders", "sowing", "tailwind", "becalmed", "headwind")


@pytest.mark.parametrize("applied", APPLIED_EDGES, ids=lambda value: f"{float(value):.10f}")
def test_verdicts_at_all_edges(applied: Fraction) -> None:
    """All combinations of the edges of the three facts: the possible verdicts, their order and the close calls."""
    for team, customers in product(FEELING_EDGES, repeat=2):
        sides = (applied_sides(applied), feeling_sides(team), feeling_sides(customers))
        possible = {READING_BY_SIDES.get(combination, "headwind") for combination in product(*sides)}
        assert verdicts(applied, team, customers) == tuple(name for name in ORDER if name in possible)
        assert verdict(applied, team, customers) in possible
        close = [name for name, side in zip(("applied", "team", "customers"), sides, strict=True) if len(side) > 1]
        assert list(close_calls(applied, team, customers)) == close


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((F(2, 3) - TINY, F(7, 2), F(7, 2)), "tailwind"),
        ((F(2, 3), F(7, 2), F(7, 2)), "momentum"),
        ((F(1), F(7, 2) - TINY, F(7, 2)), "few_shoulders"),
        ((F(1), F(7, 2), F(7, 2) - TINY), "still_indoors"),
        ((F(1), F(7, 2) - TINY, F(7, 2) - TINY), "sowing"),
        ((F(0), F(7, 2) - TINY, F(7, 2) - TINY), "becalmed"),
        ((F(0), F(7, 2) - TINY, F(7, 2)), "tailwind"),
        ((F(1), F(5, 2) + TINY, F(5)), "few_shoulders"),
        ((F(1), F(5, 2), F(5)), "headwind"),
        ((F(1), F(5), F(5, 2)), "headwind"),
        ((F(0), F(5, 2) + TINY, F(5, 2) + TINY), "becalmed"),
        ((F(0), F(5), F(5, 2)), "headwind"),
        ((F(0), F(1), F(1)), "headwind"),
    ],
)
def test_verdict_just_below_and_on_each_line(facts: tuple[Fraction, Fraction, Fraction], expected: str) -> None:
    assert verdict(*facts) == expected


@pytest.mark.parametrize(
    ("current", "previous", "minimum", "expected"),
    [
        (F(75, 100), F(70, 100), APPLIED_MIN_CHANGE, "up"),
        (F(74, 100), F(70, 100), APPLIED_MIN_CHANGE, "level"),
        (F(65, 100), F(70, 100), APPLIED_MIN_CHANGE, "down"),
        (F(65, 100) + TINY, F(70, 100), APPLIED_MIN_CHANGE, "level"),
        (F(75, 100) - TINY, F(70, 100), APPLIED_MIN_CHANGE, "level"),
        (F(7, 2), F(4), FEELING_MIN_CHANGE, "down"),
        (F(7, 2) + TINY, F(4), FEELING_MIN_CHANGE, "level"),
        (F(4), F(4), FEELING_MIN_CHANGE, "level"),
        (F(4), F(7, 2), FEELING_MIN_CHANGE, "up"),
        (F(4), F(36, 10), FEELING_MIN_CHANGE, "level"),
        (None, F(3), FEELING_MIN_CHANGE, None),
        (F(3), None, FEELING_MIN_CHANGE, None),
    ],
)
def test_direction_requires_a_minimum_change(
    current: Fraction | None, previous: Fraction | None, minimum: Fraction, expected: str | None
) -> None:
    """A smaller change is level. If one of the two values is unknown, there is no direction."""
    assert direction(current, previous, minimum) == expected
