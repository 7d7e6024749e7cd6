"""Tests for tools/simulate_momentum.py, and that docs/momentum.md has its tables and states the figures of the goal."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from simulate_momentum import (
    GROUPS,
    KINDS,
    WEEKS,
    Reading,
    Year,
    contradictions,
    delay,
    interval,
    kind_table,
    measures_of,
    rule_table,
    share_table,
    simulate,
)

from tipcycle.core.momentum.verdict import MomentumVerdict

PAGE = (Path(__file__).parent.parent / "docs" / "momentum.md").read_text("utf-8")
UP: MomentumVerdict = "momentum"
DOWN: MomentumVerdict = "becalmed"


def readings_of(kind_name: str, seed: str = "1") -> list[Reading]:
    """Return the readings of one year."""
    (kind,) = (kind for kind in KINDS if kind.name == kind_name)
    return list(Year(kind, seed, 0.8, Fraction(1)).readings())


def said(*verdicts: MomentumVerdict, truth: MomentumVerdict = UP) -> Reading:
    """Return a reading with these possible verdicts."""
    return Reading(verdicts[0], verdicts, truth, truth)


def test_there_are_24_kinds_of_which_19_count() -> None:
    assert len({kind.name for kind in KINDS}) == 24
    assert sum(kind.group in GROUPS for kind in KINDS) == 19
    assert sum(kind.group == "steady" for kind in KINDS) == 9


def test_same_seed_gives_the_same_year() -> None:
    assert readings_of("two busy seasons") == readings_of("two busy seasons")
    assert readings_of("two busy seasons") != readings_of("two busy seasons", seed="2")


def test_truth_of_a_year_follows_its_levels() -> None:
    """The reading is too early for two weeks, and the truth changes once in the year with a step."""
    readings = readings_of("one step up")
    assert len(readings) == WEEKS
    assert [reading.verdict == "too_early" for reading in readings[:4]] == [True, True, False, False]
    assert {reading.truth for reading in readings[:26]} == {"becalmed"}
    assert {reading.truth for reading in readings[26:]} == {"momentum"}
    assert readings[-1].window_truth == "momentum"


def test_counts_of_one_manager() -> None:
    counts = measures_of([said(UP), said(DOWN, UP), said(DOWN), said("too_early")])
    assert (counts["one"], counts["single"], counts["both"]) == ((1, 3), (1, 2), (2, 3))
    assert (counts["said one"], counts["said two"], counts["too early"]) == ((2, 3), (1, 3), (1, 4))


@pytest.mark.parametrize(
    ("readings", "count"),
    [
        ([said(UP), said(DOWN)], 1),
        ([said(UP), said(UP, DOWN), said(DOWN)], 0),
        ([said(UP), said("too_early"), said(DOWN)], 0),
    ],
    ids=["nothing-in-common", "both-phrases-between", "too-early-between"],
)
def test_contradiction_is_two_weeks_without_a_common_phrase(readings: list[Reading], count: int) -> None:
    assert contradictions(readings, lambda reading: reading.verdicts)[0] == count


def test_delay_counts_the_weeks_until_the_truth_is_said() -> None:
    readings = [said(DOWN, truth=DOWN), said(DOWN), said(DOWN), said(UP, DOWN)]
    assert delay(readings, lambda reading: reading.verdicts) == (2, 1)
    assert delay(readings[:1], lambda reading: reading.verdicts) == (0, 0)


def test_interval_contains_the_figure_of_managers_that_differ() -> None:
    """Managers without a difference have an interval of zero width."""
    assert interval([[{"one": (1, 2)}] * 5], "one") == (0.5, 0)
    figure, half_width = interval([[{"one": (1, 2)}, {"one": (2, 2)}] * 5], "one")
    assert (figure, 0 < half_width < 0.25) == (0.75, True)


def test_page_has_a_table_for_each_section_and_the_figures_of_the_goal() -> None:
    """The tables have the columns that the tool prints, and the text quotes them."""
    tables = dict(re.findall(r"<!-- generated: (\w+) -->\n\n(.*?)\n\n<!-- end -->", PAGE, re.DOTALL))
    results = simulate(1)
    for name, render in (("rules", rule_table), ("shares", share_table), ("kinds", kind_table)):
        assert tables[name].splitlines()[:2] == render(results).splitlines()[:2]
    assert [line.split("|")[1] for line in tables["kinds"].splitlines()[2:]] == [f" {kind.name} " for kind in KINDS]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in tables["rules"].splitlines()[2:]]
    steady, both = rows[1][3], rows[2]
    assert steady.replace(" ±", " ± ") + " %" in PAGE
    assert f"{both[8].split()[0]} a cycle for those managers, {both[7].split()[0]} over all kinds" in PAGE
