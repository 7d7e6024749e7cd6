"""T20: text from a file, an argument or a file name cannot control a terminal, act as markup or break a document."""

from pathlib import Path

import pytest

from tests.torture.fork_client import Runner
from tests.torture.hostile_text import STEERING_CODES, payloads
from tests.torture.tally import Tally, report_tally

pytestmark = pytest.mark.torture
PARTS = 8


def check_hostile_text(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """Put these payloads into every place (T20)."""
    response = runner.call("tests.torture.hostile_text:run_payloads", folder=str(folder), names=names, timeout=3600)
    tally.points += response["tried"]
    tally.violations += response["violations"]


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_text_stays_text(part: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T20: every payload is shown as text through a pipe, on a terminal, in JSON and when it was typed."""
    tally = Tally("T20 hostile text")
    tally.notes.append(
        f"{len(payloads())} payloads, with {len(STEERING_CODES)} code points; lone surrogates as arguments only"
    )
    check_hostile_text(runner, workspace, tally, list(payloads())[part::PARTS])
    report_tally(tally, request, min_points=1000)
