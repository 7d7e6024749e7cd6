"""What a command loads: the budget of the start. No time is measured here (`make bench` does); modules are counted."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import surroundings
from tests.cli.scenes import running

LAUNCH = """
import sys
before = set(sys.modules)
from tipcycle.cli import recall
recall.SETTLED = -3600.0
from tipcycle.__main__ import main
try:
    main()
finally:
    sys.stderr.write("\\n" + " ".join(sorted(set(sys.modules) - before)))
"""
SCREENS = {"textual", "prompt_toolkit"}
PAPER = {"typst", "jinja2", "icalendar"}
SLOW = {
    "pydantic",
    "pydantic_core",
    "rich",
    "rapidfuzz",
    "asyncio",
    "email",
    "http",
    "ssl",
    "urllib.request",
    "tipcycle.views.contract",
    *SCREENS,
    *PAPER,
}
FRAMEWORK = {"typer", "click"}
ANYTHING = {"re", "typing", "pathlib", "json", "tomllib", "enum", "datetime", "msgspec", "gettext", "inspect"}


def loaded(home: Path, words: str, *, on: str = "2026-03-13") -> set[str]:
    """The modules that a command line adds to a bare interpreter."""
    ran = subprocess.run(
        [sys.executable, "-c", LAUNCH, *words.split()],
        env=surroundings(home, on=on), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.rpartition("\n")[2].split())


@pytest.fixture
def saved(home: Path) -> Path:
    """A journal that was saved to on this machine."""
    running(home)
    loaded(home, "note --tip 5 wait")
    return home


@pytest.mark.parametrize("words", ["prompt", "", "status --json", "--help", "tips search klacht", "momentum"])
def test_what_is_recalled_loads_nothing(words: str, saved: Path) -> None:
    """A handful of modules, none of which takes time."""
    loaded(saved, words)
    found = loaded(saved, words)
    assert {name.partition(".")[0] for name in found} & (SLOW | FRAMEWORK | ANYTHING) == set()
    assert len(found) < 12, found


@pytest.mark.parametrize(
    ("words", "without", "most"),
    [
        ("prompt", SLOW | FRAMEWORK, 142),
        ("", SLOW | FRAMEWORK, 152),
        ("--help", SLOW | FRAMEWORK, 137),
        ("--version", SLOW | FRAMEWORK, 137),
        ("status --json", SLOW | {"tipcycle.picker", "tipcycle.core.review"}, 201),
        ("checkin --did 5", SLOW | {"tipcycle.core.review", "tipcycle.core.suggest"}, 191),
        ("tips show 5 --json", SLOW, 216),
        ("review --format json", SLOW, 221),
    ],
)
def test_what_is_worked_out_loads_what_it_needs(words: str, without: set[str], most: int, saved: Path) -> None:
    """No screen, paper, schema library or contract where none is shown, printed or checked.

    The interpreter's own halves, such as `_socket`, are not counted: each release of it has others.
    """
    found = loaded(saved, words)
    assert (found | {name.partition(".")[0] for name in found}) & without == set()
    counted = {name for name in found if not name.startswith("_")}
    assert len(counted) < most, len(counted)
