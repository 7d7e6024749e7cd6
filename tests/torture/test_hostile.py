"""T20: no text from a file, an argument or a file's name steers a terminal, becomes markup or breaks a document."""

from pathlib import Path

import pytest

from tests.torture.fork_client import Runner
from tests.torture.hostile_text import STEERING_CODES, payloads
from tests.torture.tally import Tally, report_tally

pytestmark = pytest.mark.torture
PARTS = 8


def check_hostile_text(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """T20: these payloads, in every place."""
    reported = runner.call("tests.torture.hostile_text:run_payloads", folder=str(folder), names=names, seconds=3600)
    tally.points += reported["tried"]
    tally.violations += reported["broken"]


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_text(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T20: every payload in every place where text is shown: plain, on a screen, as JSON, and in what was typed."""
    tally = Tally("T20 hostile text")
    tally.notes.append(
        f"{len(payloads())} payloads, with {len(STEERING_CODES)} code points; lone surrogates as arguments only"
    )
    check_hostile_text(runner, ground, tally, list(payloads())[part::PARTS])
    report_tally(tally, request, min_points=1000)
