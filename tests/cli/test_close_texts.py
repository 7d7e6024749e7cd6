"""The sentences of `close` at the edges of their states."""

from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_TODAY, example_cycle
from tests.conftest import TipcycleRunner


@pytest.mark.parametrize(
    ("decisions", "is_clean"),
    [
        ("--extend 5,13,33,34,42", False),
        ("--extend 42 --drop 5,13,33,34", False),
        ("--drop 5,13,33,34,42", True),
    ],
)
def test_page_is_clean_only_if_no_tip_goes_on(
    home: Path, tipcycle: TipcycleRunner, decisions: str, is_clean: bool
) -> None:
    example_cycle(home)
    output = tipcycle(f"close {decisions}", on=EXAMPLE_TODAY).stderr
    assert ("A clean page" in output) == is_clean
