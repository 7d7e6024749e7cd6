"""The screen of `tipcycle momentum`: one grid of weeks, and where each fact stands (docs/rules.md §4–5)."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from tests.cli.scenarios import EXAMPLE_TODAY, closed_cycle, example_cycle, write_journal
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tests.parametrize import in_each_language
from tests.render.terminal_output import render_command
from tipcycle.core.momentum.report import momentum_report
from tipcycle.core.momentum.verdict import close_calls, direction
from tipcycle.core.projection import Cycles
from tipcycle.i18n import load_translator
from tipcycle.render.momentum_screen import _AXIS_STEPS, _WIDE_AXIS_STEPS, CLOSE, LINE, NOW, _axis
from tipcycle.render.momentum_text import Fact, report_facts

WEEKS_BEFORE_AND_NOW = {5: "DDDDDDDDD", 13: "MMDDDDDDD", 33: "DMDMDMDMM", 34: "MMMMDDDDD", 42: "DDDDDDDMD"}


def felt_journal(team: str, customers: str) -> str:
    """Return a cycle with these ratings, one character a week."""
    weeks = {tip: letters[: len(team)] for tip, letters in WEEKS_BEFORE_AND_NOW.items()}
    blocks = [weekly_checkins(weeks)]
    for n, (team_rating, customer_rating) in enumerate(zip(team, customers, strict=True)):
        week = f"2026-W{10 + n}"
        day = date.fromisocalendar(2026, 10 + n, 5)
        blocks.append(f'[[checkin]]  # {day}\nweek = "{week}"\nteam = {team_rating}\ncustomers = {customer_rating}\n')
    return with_pick(*blocks)


@in_each_language
def test_grid_and_standing_fit_24_lines(home: Path, language: str) -> None:
    """At 80 columns, an ordinary week needs at most 24 lines from the grid to the legend of where it stands."""
    example_cycle(home)
    lines = render_command(home, "momentum", today=EXAMPLE_TODAY, width=80, language=language).splitlines()
    first = next(n for n, line in enumerate(lines) if "123456789" in line)
    last = max(n for n, line in enumerate(lines) if f"{CLOSE} " in line)
    assert last - first + 1 <= 24


@in_each_language
def test_rows_of_tips_and_feelings_share_their_columns(home: Path, language: str) -> None:
    """The paused week of every tip and of both feelings is in one column, at every width."""
    example_cycle(home)
    for width in (50, 80, 100):
        lines = render_command(home, "momentum", today=EXAMPLE_TODAY, width=width, language=language).splitlines()
        columns = [cell_len(line[: line.index("‖")]) for line in lines if "‖" in line and "‖ " not in line]
        assert len(columns) == 8
        assert len(set(columns)) == 1


@pytest.mark.parametrize("width", [50, 80, 100])
@pytest.mark.parametrize("measure", range(3))
def test_dot_is_in_a_band_exactly_if_it_is_too_close_to_call(measure: int, width: int) -> None:
    """For every value, the dot is also on the right side of its lines, and a higher value is never further left."""
    report = momentum_report(Cycles(make_journal(cycle_file(PICK_TEXT))), make_catalogue().kind_of, date(2026, 3, 20))
    facts = report_facts(report, load_translator("en"))
    empty = axis_of(replace(facts[measure], now=None), width)
    bands = {n for n, sign in enumerate(empty) if sign in CLOSE + LINE}
    previous_cell = 0
    for step in range(241):
        fact = facts[measure]
        value = fact.lowest + (fact.highest - fact.lowest) * Fraction(step, 240)
        fact = replace(fact, now=value)
        cell = axis_of(fact, width).index(NOW)
        assert (cell in bands) == fact.is_close, value
        assert cell >= previous_cell
        for line, line_cell in zip(fact.lines, (n for n, sign in enumerate(empty) if sign == LINE), strict=True):
            assert (cell > line_cell, cell < line_cell) == (value > line, value < line)
        previous_cell = cell


def axis_of(fact: Fact, width: int) -> str:
    """Return the axis of a fact at this width of the terminal."""
    return _axis(fact, _WIDE_AXIS_STEPS if width >= 90 else _AXIS_STEPS)


def test_facts_agree_with_close_calls_and_directions() -> None:
    cycles = Cycles(make_journal(cycle_file(felt_journal("333333444", "222222333"))))
    report = momentum_report(cycles, make_catalogue().kind_of, date(2026, 5, 3))
    facts: dict[str, Fact] = dict(
        zip(("applied", "team", "customers"), report_facts(report, load_translator("en")), strict=True)
    )
    assert tuple(name for name, fact in facts.items() if fact.is_close) == report.close_calls
    assert close_calls(*(fact.now for fact in facts.values())) == report.close_calls
    assert facts["team"].direction == direction(facts["team"].now, facts["team"].before, Fraction(1, 2))


def test_small_step_is_the_tip_with_the_fewest_yes_answers(home: Path, tipcycle: TipcycleRunner) -> None:
    """It comes with a reading that is not good news only, and not when it weighs on people."""
    for ratings, expected in ((3, "Early days"), (2, "Headwind"), (5, "Momentum")):
        text = felt_journal(str(ratings) * 9, str(ratings) * 9)
        write_journal(home, c2026_03_02=text)
        output = tipcycle("momentum", on="2026-05-03").stdout
        assert f"Reading: {expected}" in output
        assert ("A small step: 33 Back the colleague now" in output) == (expected == "Early days")
        (home / "cycles" / "2026-03-02.toml").unlink()


def test_old_figures_name_their_day(home: Path, tipcycle: TipcycleRunner) -> None:
    """After four weeks without an answer, the reading starts with the last Sunday that was answered."""
    write_journal(home, c2026_03_02=felt_journal("44444", "44444"))
    assert "Reading: As of 5 April: " in tipcycle("momentum", on="2026-05-03").stdout
    assert "As of" not in tipcycle("momentum", on="2026-04-19").stdout


def test_year_of_another_year_names_the_years_with_cycles(home: Path, tipcycle: TipcycleRunner) -> None:
    closed_cycle(home)
    assert tipcycle("momentum --of 2024", on=EXAMPLE_TODAY).stdout == (
        "No cycle began in 2024. There are cycles in 2026.\n"
    )
    both = [tipcycle(f"momentum --year {option}", on="2027-06-01").stdout for option in ("", "--of 2026")]
    assert both[0] == both[1] != ""
