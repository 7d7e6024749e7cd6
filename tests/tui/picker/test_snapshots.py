"""Four pictures of the screens. After a change that is meant: TIPCYCLE_SNAPSHOTS=write pytest tests/picker"""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tui.picker.driver import CATALOGUE, THURSDAY, picker_data, run_keys

HERE = Path(__file__).parent / "snapshots"

PAST = picker_data(
    extended_tips=(8,),
    starred=frozenset({2, 9}),
    cycles_by_tip={8: (1,), 4: (1,)},
    pickable=frozenset(CATALOGUE.tips) - {4},
    today=THURSDAY,
)

PICTURES: list[tuple[str, str, tuple[str, ...], dict[str, Any]]] = [
    (
        "shelf",
        "each sign once: cursor, chosen, proposed, going on, staying, starred",
        ("down", "space", "p", "down"),
        {},
    ),
    (
        "narrow",
        "at 60×20 the shelf has the width, the door its question, the tray two lines",
        ("p",),
        {"size": (60, 20)},
    ),
    ("why", "the reasons take the card's place and the tray's", ("p", "w"), {}),
    ("confirm", "everything that is asked fits 80×24 without scrolling", ("p", "d"), {}),
]


@pytest.mark.parametrize(
    ("name", "keys", "told"), [(row[0], *row[2:]) for row in PICTURES], ids=[row[1] for row in PICTURES]
)
def test_a_screen_looks_as_it_did(name: str, keys: tuple[str, ...], told: dict[str, Any]) -> None:
    """Down to the last cell and style."""
    golden = HERE / f"{name}.svg"
    svg = re.sub(r"terminal-\d+", "terminal", run_keys(*keys, data=PAST, **told).svg)
    if os.environ.get("TIPCYCLE_SNAPSHOTS") == "write":
        golden.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == golden.read_text(encoding="utf-8"), "hint: TIPCYCLE_SNAPSHOTS=write pytest tests/picker, and look"
