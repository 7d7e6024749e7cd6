"""Proof that the harness bites: each deliberately broken copy of the package is caught by its rows."""

from pathlib import Path

import pytest

from tests.torture.fork_client import open_runner
from tests.torture.mutants import MUTANTS, mutated_package
from tests.torture.tally import Tally, report_tally

pytestmark = pytest.mark.torture

CASES = [(name, row) for name, mutant in MUTANTS.items() for row in mutant.caught_by]


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{name}, {row}" for name, row in CASES])
def test_the_mutant_is_caught(name: str, row: str, ground: Path, request: pytest.FixtureRequest) -> None:
    """The row sees violations in the broken copy (that it sees none in the real one is the row's own test)."""
    mutant = MUTANTS[name]
    found = Tally(row)
    with open_runner(mutated_package(mutant, ground / "copy")) as runner:
        mutant.caught_by[row](runner, ground / "case", found)
    tally = Tally("mutants caught")
    tally.add_point([] if found.violations else [f"{row} saw nothing in {found.points} points"], name)
    if found.violations:
        tally.caught_mutants.append((name, row))
    report_tally(tally, request)
