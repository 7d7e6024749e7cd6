"""The reading: one phrase from three yes/no facts (docs/rules.md §5)."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.momentum.verdict import APPLIED_MIN_CHANGE, FEELING_MIN_CHANGE, close_calls, direction, verdict

F = Fraction
HIGH, LOW = (F(9, 10), F(5), F(5)), (F(1, 10), F(1), F(1))

TABLE = {
    (True, True, True): "momentum",
    (True, True, False): "still_indoors",
    (True, False, True): "few_shoulders",
    (True, False, False): "sowing",
    (False, True, True): "tailwind",
    (False, True, False): "tailwind",
    (False, False, True): "tailwind",
    (False, False, False): "becalmed",
}


@pytest.mark.parametrize(("facts", "expected"), TABLE.items(), ids=str)
def test_each_row_of_the_table(facts: tuple[bool, bool, bool], expected: str) -> None:
    """Eight combinations of applied, team and customers give six phrases."""
    applied, team, customers = (HIGH[n] if fact else LOW[n] for n, fact in enumerate(facts))
    assert verdict(applied, team, customers) == expected


@pytest.mark.parametrize("missing", [0, 1, 2], ids=["applied", "team", "customers"])
def test_one_unknown_is_too_early(missing: int) -> None:
    """While one of the three is not known, there is no reading and no close call."""
    known: list[Fraction | None] = list(HIGH)
    known[missing] = None
    assert verdict(*known) == "too_early"
    assert close_calls(*known) == ()


@pytest.mark.parametrize(
    ("applied", "team", "expected"),
    [
        (F(2, 3), F(7, 2), "momentum"),
        (F(199, 300), F(7, 2), "tailwind"),
        (F(2, 3), F(349, 100), "few_shoulders"),
        (F(665, 1000), F(7, 2), "tailwind"),
    ],
    ids=["both lines exactly", "just below two thirds", "just below three and a half", "66.5 percent"],
)
def test_the_lines_belong_to_the_yes(applied: Fraction, team: Fraction, expected: str) -> None:
    """Exactly 2/3 and exactly 3.5 are on the line and count; anything below does not, however near."""
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
    ids=["five points above", "five below", "a little more", "a quarter either way", "a little more than it", "on all"],
)
def test_the_limits_of_a_close_call_are_inside(
    applied: Fraction, team: Fraction, customers: Fraction, expected: tuple[str, ...]
) -> None:
    """Within five points and within a quarter, the limits included."""
    assert close_calls(applied, team, customers) == expected


SHARE = st.fractions(0, 1, max_denominator=60)
FELT = st.fractions(1, 5, max_denominator=6)


@given(SHARE, FELT, FELT)
def test_no_height_of_two_buys_off_the_third(applied: Fraction, team: Fraction, customers: Fraction) -> None:
    """P12: Momentum needs all three on or above their lines, and has it then."""
    all_three = applied >= F(2, 3) and team >= F(7, 2) and customers >= F(7, 2)
    assert (verdict(applied, team, customers) == "momentum") == all_three


@given(SHARE, FELT, FELT)
def test_a_small_step_flips_only_what_is_a_close_call(applied: Fraction, team: Fraction, customers: Fraction) -> None:
    """Whoever is told nothing of a line stays where he is when each figure moves by less than its limit."""
    here = verdict(applied, team, customers)
    near = close_calls(applied, team, customers)
    for a, t, c in product((-1, 0, 1), repeat=3):
        moved = applied + a * F(4, 100), team + t * F(1, 5), customers + c * F(1, 5)
        lines = (F(2, 3), F(7, 2), F(7, 2))
        names = ("applied", "team", "customers")
        flipped = {
            name
            for name, now, then, line in zip(names, moved, (applied, team, customers), lines, strict=True)
            if (now >= line) != (then >= line)
        }
        assert flipped <= set(near)
        if not flipped:
            assert verdict(*moved) == here


@pytest.mark.parametrize(
    ("now", "before", "step", "expected"),
    [
        (F(75, 100), F(70, 100), APPLIED_MIN_CHANGE, "up"),
        (F(74, 100), F(70, 100), APPLIED_MIN_CHANGE, "level"),
        (F(65, 100), F(70, 100), APPLIED_MIN_CHANGE, "down"),
        (F(4), F(7, 2), FEELING_MIN_CHANGE, "up"),
        (F(4), F(36, 10), FEELING_MIN_CHANGE, "level"),
        (None, F(3), FEELING_MIN_CHANGE, None),
        (F(3), None, FEELING_MIN_CHANGE, None),
    ],
)
def test_five_points_or_half_a_point_make_a_direction(
    now: Fraction | None, before: Fraction | None, step: Fraction, expected: str | None
) -> None:
    """Less than that is level, and without both there is none."""
    assert direction(now, before, step) == expected
