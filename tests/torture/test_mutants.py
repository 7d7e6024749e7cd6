"""Check the harness itself: each mutant of the package is caught by its rows."""

import os
from pathlib import Path

import pytest

from tests.torture.fork_client import open_runner
from tests.torture.mutants import MUTANTS, mutated_package
from tests.torture.tally import Tally, report_tally

pytestmark = pytest.mark.torture

CASES = [(name, row) for name, mutant in MUTANTS.items() for row in mutant.caught_by]


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{name}, {row}" for name, row in CASES])
def test_mutant_is_caught(name: str, row: str, workspace: Path, request: pytest.FixtureRequest) -> None:
    """The row finds violations in the mutant; its own test shows that it finds none in the real package."""
    if row == "T28" and os.geteuid() != 0:
        pytest.skip("only root can make files of another user")
    mutant = MUTANTS[name]
    mutant_tally = Tally(row)
    with open_runner(mutated_package(mutant, workspace / "copy")) as runner:
        mutant.caught_by[row](runner, workspace / "case", mutant_tally)
    tally = Tally("mutants caught")
    tally.add_point([] if mutant_tally.violations else [f"{row} saw nothing in {mutant_tally.points} points"], name)
    if mutant_tally.violations:
        tally.caught_mutants.append((name, row))
    report_tally(tally, request)
