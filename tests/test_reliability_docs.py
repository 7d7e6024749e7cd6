"""docs/reliability.md names every clause of the promise, every row and every test of the harness."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
TORTURE = ROOT / "tests" / "torture"
UNLISTED_TESTS = {
    "test_mutants.py::test_the_mutant_is_caught",
    "test_power.py::test_the_simulation_loses_what_it_should",
}


def promise_clauses() -> list[str]:
    """The clauses of the README."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## Private, and safe")[2].partition("\nYour journal")[0]
    return [" ".join(line.split()) for line in re.findall(r"(?m)^\* (.+(?:\n  .+)*)", text)]


def test_every_clause_has_its_rows() -> None:
    """Word for word as the README says it, with the rows that attack it."""
    rows = set(re.findall(r"(?m)^\| (T\d+) \|", PAGE))
    assert len(promise_clauses()) == 5
    for clause in promise_clauses():
        line = re.search(rf"(?m)^\| {re.escape(clause)} \| (.+) \|$", PAGE)
        assert line, clause
        attacked_by = set(re.findall(r"T\d+", line[1]))
        assert attacked_by, clause
        assert attacked_by <= rows


def test_every_test_of_the_harness_is_named() -> None:
    """And none that is not there."""
    named = set(re.findall(r"`(test_\w+\.py::test_\w+)`", PAGE))
    there = {
        f"{file.name}::{name}"
        for file in TORTURE.glob("test_*.py")
        for name in re.findall(r"(?m)^def (test_\w+)", file.read_text("utf-8"))
    }
    assert named == there - UNLISTED_TESTS


@pytest.mark.parametrize("part", ["ci", "ran", "large", "mutants"])
def test_the_figures_have_their_place(part: str) -> None:
    """`make torture ARGS=--write` finds where they go, and they are there."""
    found = re.search(rf"(?s)<!-- torture: {part} -->\n\n((?:(?!<!--).)+)\n<!-- -->", PAGE)
    assert found, part
    assert "Not run yet" not in found[1]


def test_no_figure_shows_a_violation() -> None:
    """What is shown was run, and nothing broke."""
    rows = re.findall(r"(?m)^\| [^|]+ \| ([\d,]+) \| (\d+) \|$", PAGE)
    assert rows
    assert all(int(points.replace(",", "")) and violations == "0" for points, violations in rows)
