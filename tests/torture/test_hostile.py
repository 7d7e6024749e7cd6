"""T20: no text from a file, an argument or a file's name steers a terminal, becomes markup or breaks a document."""

from pathlib import Path

import pytest

from tests.torture.hostile import CODES, payloads
from tests.torture.runner import Runner
from tests.torture.tally import Tally, settle

pytestmark = pytest.mark.torture
PARTS = 8


def hostile_text(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """T20: these payloads, in every place."""
    told = runner.call("tests.torture.hostile:everywhere", folder=str(folder), names=names, seconds=3600)
    tally.points += told["tried"]
    tally.violations += told["broken"]


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_text(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T20: every payload in every place where text is shown: plain, on a screen, as JSON, and in what was typed."""
    tally = Tally("T20 hostile text")
    tally.notes.append(f"{len(payloads())} payloads, with {len(CODES)} code points; lone surrogates as arguments only")
    hostile_text(runner, ground, tally, list(payloads())[part::PARTS])
    settle(tally, request, least=1000)
