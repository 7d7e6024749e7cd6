"""Some 4,500 random keys, in 1,500 inputs, for the picker in a pseudo-terminal."""

import os
from pathlib import Path

import pytest

from tests.tui.picker.fuzz import run_random_input

pytestmark = [pytest.mark.torture, pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")]


def test_random_input_never_crashes_or_saves_by_itself(tmp_path: Path) -> None:
    sent = 0
    seed = 1000
    while sent < 1500:
        sent += run_random_input(tmp_path / f"journal-{seed}", seed, 400, confirms=seed % 2 == 0)
        seed += 1
