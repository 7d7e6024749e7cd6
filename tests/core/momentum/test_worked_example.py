"""The worked cycle of docs/rules.md §9, calculated by hand: each step as a fraction, and the whole report."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.core.momentum.test_strength import STATUSES_BY_TIP, worked_example
from tests.journal_builder import cycle_file, make_catalogue, make_journal, parse_statuses
from tipcycle.core.momentum.report import MomentumReport, momentum_report
from tipcycle.core.momentum.strength import strength_series
from tipcycle.core.projection import Cycles

TODAY = date(2026, 5, 3)
CLOSE = "\n[[close]]  # 2026-05-03\nkeep = [1, 33, 34]\nextend = [6]\ndrop = [5]\n"

STEPS_BY_TIP = {
    1: "1/4 7/16 37/64 175/256 1225/2048 1225/2048 5723/8192 25361/32768 108851/131072",
    33: "1/4 1/4 7/16 37/64 37/64 37/64 175/256 781/1024 3367/4096",
    34: "1/4 7/16 37/64 175/256 781/1024 781/1024 3367/4096 14197/16384 58975/65536",
    6: "0 0 0 1/4 7/16 7/16 37/64 259/512 1289/2048",
    5: "1/4 7/32 49/256 403/1024 2821/8192 2821/8192 19747/65536 124777/262144 873439/2097152",
}
"""The strength after each week, with pencil and paper: a did makes n/d into (3n + d)/4d, a miss into 7n/8d."""


@pytest.mark.parametrize("tip", STEPS_BY_TIP)
def test_strength_of_each_week(tip: int) -> None:
    assert list(strength_series(parse_statuses(STATUSES_BY_TIP[tip]))) == list(map(Fraction, STEPS_BY_TIP[tip].split()))


@pytest.mark.parametrize("tip", STEPS_BY_TIP)
def test_steps_follow_the_rule_with_whole_numbers(tip: int) -> None:
    """The table above is right by itself: no function of the program takes part."""
    fractions = [Fraction(0), *map(Fraction, STEPS_BY_TIP[tip].split())]
    for status, (before, after) in zip(STATUSES_BY_TIP[tip], pairwise(fractions), strict=True):
        n, d = before.numerator, before.denominator
        expected = (3 * n + d, 4 * d) if status in "DC" else (7 * n, 8 * d) if status == "M" else (n, d)
        assert after.numerator * expected[1] == expected[0] * after.denominator


def report(close: str = "") -> MomentumReport:
    """Return the report on 3 May, before or after the close of that day."""
    cycles = Cycles(make_journal(cycle_file(worked_example() + close)))
    return momentum_report(cycles, make_catalogue().kind_of, TODAY)


def test_window_leaves_out_the_paused_week() -> None:
    """The window is weeks 3, 4, 5, 7, 8 and 9; before it are weeks 1 and 2."""
    window = report().window
    assert [cycle.week_number(week) for cycle, week in window.current] == [3, 4, 5, 7, 8, 9]
    assert [cycle.week_number(week) for cycle, week in window.previous] == [1, 2]


def test_figures_of_the_worked_example() -> None:
    result = report()
    applied, team, customers = result.applied, result.team, result.customers
    assert (applied.done_count, applied.missed_count, applied.share) == (22, 6, Fraction(11, 14))
    assert (applied.previous_done_count, applied.previous_missed_count) == (6, 1)
    assert (team.ratings, team.mean, team.previous_mean) == ((3, 4, 4, 4, 4), Fraction(19, 5), Fraction(3))
    assert (customers.ratings, customers.mean, customers.previous_mean) == (
        (3, 4, 4, 4, 4),
        Fraction(19, 5),
        Fraction(5, 2),
    )
    assert (result.rhythm.on_time_count, result.rhythm.week_count) == (7, 8)


def test_reading_of_the_worked_example_is_momentum_with_two_arrows_up_and_one_down() -> None:
    """No fact is on its line: 22/28 is 12 points above 2/3, and 3.8 is 0.3 above 3.5."""
    result = report()
    assert (result.verdict, result.verdicts, result.close_calls) == ("momentum", ("momentum",), ())
    assert result.directions == {"applied": "down", "team": "up", "customers": "up"}


def test_close_of_the_worked_example_adds_three_tips() -> None:
    assert report().implemented_tips.all_tips == frozenset()
    result = report(CLOSE)
    assert result.implemented_tips.all_tips == {1, 33, 34}
    assert result.implemented_tips.by_hand == frozenset()
    assert (result.verdict, result.applied.done_count, result.applied.missed_count) == ("momentum", 22, 6)
