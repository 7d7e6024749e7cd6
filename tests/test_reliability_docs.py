"""Tests that docs/reliability.md matches the torture tests: rows, test files and figures.

The sentences of the page are free; only names, links and figures are compared.
"""

import re
from pathlib import Path

import pytest

from tests.torture.mutants import MUTANTS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
TORTURE = ROOT / "tests" / "torture"
UNLISTED_TEST_FILES = {"test_mutants.py", "test_picker_input.py"}
"""Test files without a row: one tests the rows themselves, the other a screen, which saves nothing."""


def documented_rows() -> dict[str, set[str]]:
    """Return the test files of each row in the table of attacks, by row (`T1`)."""
    lines = re.findall(r"^\| (T\d+) \|(.+)\|$", PAGE, re.MULTILINE)
    assert len(lines) == len({row for row, _ in lines}), "a row is listed twice"
    return {row: set(re.findall(r"`(test_\w+\.py)`", cells)) for row, cells in lines}


def implemented_rows() -> dict[str, set[str]]:
    """Return the test files of each row that the torture tests report, by row."""
    files_by_row: dict[str, set[str]] = {}
    for file in TORTURE.glob("test_*.py"):
        for row in re.findall(r"\bTally\(\s*\"(T\d+) ", file.read_text("utf-8")):
            files_by_row.setdefault(row, set()).add(file.name)
    return files_by_row


def test_table_of_attacks_has_every_row_with_its_test_files() -> None:
    """Each row of the torture tests is documented with exactly the files that test it."""
    rows = documented_rows()
    assert rows == implemented_rows()
    assert set.union(*rows.values()) | UNLISTED_TEST_FILES == {file.name for file in TORTURE.glob("test_*.py")}


def test_each_guarantee_names_rows_and_each_row_has_a_guarantee() -> None:
    """The table of guarantees names only rows that exist, and names each of them."""
    cells = re.findall(
        r"^\| (?!T\d)[^|]+ \| (T\d+[^|]*) \|$", PAGE.split("\n## Guarantees\n")[1].split("\n## ")[0], re.M
    )
    assert len(cells) >= 5
    named = {row for cell in cells for row in re.findall(r"T\d+", cell)}
    assert named == set(documented_rows())


def test_readme_links_to_the_page() -> None:
    """The README links its promises to the page that says how they are tested."""
    assert "](docs/reliability.md)" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("section", ["ci", "ran", "large", "mutants"])
def test_generated_section_exists_and_is_filled(section: str) -> None:
    """The page has each section that `make torture ARGS=--write` updates."""
    match = re.search(rf"(?s)<!-- torture: {section} -->\n\n((?:(?!<!--).)+)\n<!-- -->", PAGE)
    assert match, section
    assert "Not run yet" not in match[1]


def test_figures_show_no_violation() -> None:
    """Each row of the figures has been run and has no violation."""
    rows = re.findall(r"^\| [^|]+ \| ([\d,]+) \| (\d+) \|$", PAGE, re.MULTILINE)
    assert rows
    assert all(int(points.replace(",", "")) and violations == "0" for points, violations in rows)


def test_figures_have_the_names_of_the_tallies() -> None:
    """Each figure has the name of a tally in the torture tests; `--write` would otherwise keep a stale row."""
    figures = set(re.findall(r"^\| ([^|]+) \| [\d,]+ \| \d+ \|$", PAGE, re.MULTILINE))
    tallies = {
        name
        for file in TORTURE.glob("*.py")
        for name in re.findall(r"\bTally\(\s*\"([^\"]+)\"", file.read_text("utf-8"))
    }
    assert figures
    assert figures - tallies == set()


def test_table_of_mutants_matches_the_mutants() -> None:
    """The table has each mutant with the rows that detect it."""
    table = re.search(r"(?s)<!-- torture: mutants -->\n(.*?)<!-- -->", PAGE)
    assert table
    documented = dict(re.findall(r"^\| ([^|]+) \| (T\d[^|]*) \|$", table[1], re.MULTILINE))
    assert documented == {name: ", ".join(sorted(mutant.caught_by)) for name, mutant in MUTANTS.items()}
