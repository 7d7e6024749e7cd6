"""Snapshots of the screens of the picker.

After an intended change, run `TIPCYCLE_SNAPSHOTS=write pytest tests/tui/picker` and review the images.
"""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tui.picker.driver import CATALOGUE, THURSDAY, picker_data, run_keys

SNAPSHOT_DIR = Path(__file__).parent / "snapshots"

DATA_WITH_HISTORY = picker_data(
    extended_tips=(8,),
    starred=frozenset({2, 9}),
    cycles_by_tip={8: (1,), 4: (1,)},
    pickable=frozenset(CATALOGUE.tips) - {4},
    today=THURSDAY,
)

SNAPSHOTS: list[tuple[str, str, tuple[str, ...], dict[str, Any]]] = [
    (
        "list",
        "each sign once: cursor, chosen, proposed, extended, implemented, starred",
        ("down", "space", "p", "down"),
        {},
    ),
    (
        "narrow",
        "at 60×20: full-width list, question of the theme, selection panel of two lines",
        ("p",),
        {"size": (60, 20)},
    ),
    ("why", "the reasons replace the details and the selection panel", ("p", "w"), {}),
    ("confirm", "all questions fit 80×24 without scrolling", ("p", "d"), {}),
]


@pytest.mark.parametrize(
    ("name", "keys", "options"), [(row[0], *row[2:]) for row in SNAPSHOTS], ids=[row[1] for row in SNAPSHOTS]
)
def test_screen_matches_its_snapshot(name: str, keys: tuple[str, ...], options: dict[str, Any]) -> None:
    """The comparison includes every cell and every style."""
    snapshot_file = SNAPSHOT_DIR / f"{name}.svg"
    svg = re.sub(r"terminal-\d+", "terminal", run_keys(*keys, data=DATA_WITH_HISTORY, **options).svg)
    if os.environ.get("TIPCYCLE_SNAPSHOTS") == "write":
        snapshot_file.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == snapshot_file.read_text(encoding="utf-8"), (
        "hint: TIPCYCLE_SNAPSHOTS=write pytest tests/tui/picker, and look"
    )
