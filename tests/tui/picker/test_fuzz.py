"""Random input for the installed program in a pseudo-terminal. `tests/torture/test_picker_input.py` runs more of it."""

import os
from pathlib import Path

import pytest

from tests.tui.picker.fuzz import run_random_input

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")


@pytest.mark.parametrize("seed", range(6))
def test_random_input_never_crashes_or_saves_by_itself(home: Path, seed: int) -> None:
    assert run_random_input(home, seed, 60, confirms=seed % 2 == 0) > 0
