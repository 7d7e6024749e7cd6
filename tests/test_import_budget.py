"""What a command loads: the budget of the start. No time is measured here (`make bench` does); modules are counted."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import subprocess_environ
from tests.cli.scenarios import running_cycle

LAUNCH_SCRIPT = """
import sys
before = set(sys.modules)
from tipcycle.cli import response_cache
response_cache.MIN_FILE_AGE = -3600.0
from tipcycle.__main__ import main
try:
    main()
finally:
    sys.stderr.write("\\n" + " ".join(sorted(set(sys.modules) - before)))
"""
TUI_MODULES = {"textual", "prompt_toolkit"}
DOCUMENT_MODULES = {"typst", "jinja2", "icalendar"}
SLOW_MODULES = {
    "pydantic",
    "pydantic_core",
    "rich",
    "rapidfuzz",
    "asyncio",
    "email",
    "http",
    "ssl",
    "urllib.request",
    "tipcycle.render.json.contract",
    *TUI_MODULES,
    *DOCUMENT_MODULES,
}
CLI_FRAMEWORK_MODULES = {"typer", "click"}
STDLIB_MODULES = {"re", "typing", "pathlib", "json", "tomllib", "enum", "datetime", "msgspec", "gettext", "inspect"}


def loaded_modules(home: Path, words: str, *, on: str = "2026-03-13") -> set[str]:
    """The modules that a command line adds to a bare interpreter."""
    result = subprocess.run(
        [sys.executable, "-c", LAUNCH_SCRIPT, *words.split()],
        env=subprocess_environ(home, on=on), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return set(result.stderr.rpartition("\n")[2].split())


@pytest.fixture
def saved_journal(home: Path) -> Path:
    """A journal that was saved to on this machine."""
    running_cycle(home)
    loaded_modules(home, "note --tip 5 wait")
    return home


@pytest.mark.parametrize("words", ["prompt", "", "status --json", "--help", "tips search klacht", "momentum"])
def test_what_is_recalled_loads_nothing(words: str, saved_journal: Path) -> None:
    """A handful of modules, none of which takes time."""
    loaded_modules(saved_journal, words)
    found = loaded_modules(saved_journal, words)
    assert {name.partition(".")[0] for name in found} & (SLOW_MODULES | CLI_FRAMEWORK_MODULES | STDLIB_MODULES) == set()
    assert len(found) < 12, found


@pytest.mark.parametrize(
    ("words", "without", "most"),
    [
        ("prompt", SLOW_MODULES | CLI_FRAMEWORK_MODULES, 142),
        ("", SLOW_MODULES | CLI_FRAMEWORK_MODULES, 152),
        ("--help", SLOW_MODULES | CLI_FRAMEWORK_MODULES, 137),
        ("--version", SLOW_MODULES | CLI_FRAMEWORK_MODULES, 137),
        ("status --json", SLOW_MODULES | {"tipcycle.tui.picker", "tipcycle.core.review"}, 201),
        ("checkin --did 5", SLOW_MODULES | {"tipcycle.core.review", "tipcycle.core.suggestions"}, 191),
        ("tips show 5 --json", SLOW_MODULES, 216),
        ("review --format json", SLOW_MODULES, 221),
    ],
)
def test_what_is_worked_out_loads_what_it_needs(words: str, without: set[str], most: int, saved_journal: Path) -> None:
    """No screen, paper, schema library or contract where none is shown, printed or checked.

    The interpreter's own halves, such as `_socket`, are not counted: each release of it has others.
    """
    found = loaded_modules(saved_journal, words)
    assert (found | {name.partition(".")[0] for name in found}) & without == set()
    counted = {name for name in found if not name.startswith("_")}
    assert len(counted) < most, len(counted)
