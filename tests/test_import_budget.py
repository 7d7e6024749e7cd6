"""The modules that each command loads. `make bench` measures times; these tests only count modules."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import subprocess_environ
from tests.cli.scenarios import running_cycle

LAUNCH_SCRIPT = """
import sys
before = set(sys.modules)
from tipcycle.cli import prompt_stamp
prompt_stamp.MIN_FILE_AGE = -3600.0
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
    *TUI_MODULES,
    *DOCUMENT_MODULES,
}
UNNEEDED_MODULES = {"random", "secrets", "hmac", "tempfile", "importlib.resources", "typing_extensions"}
"""Modules of the standard library and of msgspec that a careless import adds to every command."""
CLI_FRAMEWORK_MODULES = {"typer", "click"}
STDLIB_MODULES = {"re", "typing", "pathlib", "json", "tomllib", "enum", "datetime", "msgspec", "gettext", "inspect"}


def loaded_modules(home: Path, words: str, *, on: str = "2026-03-13") -> set[str]:
    """Run a command and return the modules that it loads in addition to a bare interpreter."""
    result = subprocess.run(
        [sys.executable, "-c", LAUNCH_SCRIPT, *words.split()],
        env=subprocess_environ(home, on=on),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return set(result.stderr.rpartition("\n")[2].split())


@pytest.fixture
def saved_journal(home: Path) -> Path:
    """Return the home of a journal with one saved change."""
    running_cycle(home)
    loaded_modules(home, "note --tip 5 wait")
    return home


@pytest.mark.parametrize("on", ["2026-03-13", "2026-03-11"], ids=["due", "not due"])
def test_prompt_with_a_stamp_loads_few_modules(on: str, saved_journal: Path) -> None:
    """With its stamp, the prompt loads fewer than 12 modules, all of them fast; with `TIPCYCLE_TODAY` also datetime."""
    loaded_modules(saved_journal, "prompt", on=on)
    assert len(loaded_modules(saved_journal, "prompt", on=on)) < 12
    modules = loaded_modules(saved_journal, "prompt", on="")
    assert not {name.partition(".")[0] for name in modules} & (SLOW_MODULES | CLI_FRAMEWORK_MODULES | STDLIB_MODULES)


@pytest.mark.parametrize(
    ("words", "forbidden", "max_count"),
    [
        ("prompt", CLI_FRAMEWORK_MODULES, 115),
        ("", CLI_FRAMEWORK_MODULES, 126),
        ("--help", CLI_FRAMEWORK_MODULES, 109),
        ("--version", CLI_FRAMEWORK_MODULES, 109),
        ("status --json", {"tipcycle.tui.picker", "tipcycle.core.review"}, 190),
        ("checkin --did 5", {"tipcycle.core.review", "tipcycle.core.suggestions"}, 193),
        ("momentum", {"tipcycle.tui.picker"}, 196),
        ("voices", {"tipcycle.core.review", "tipcycle.core.search"}, 185),
        ("tips list", {"tipcycle.core.search"}, 190),
        ("tips search room", {"tipcycle.core.review"}, 191),
        ("tips show 5 --json", {"tipcycle.core.search"}, 195),
        ("review --format json", set(), 216),
    ],
)
def test_command_loads_only_needed_modules(
    words: str, forbidden: set[str], max_count: int, saved_journal: Path
) -> None:
    """A command loads the TUI, PDF and schema modules only if it needs them.

    Private modules of the interpreter, such as `_socket`, are not counted, because they differ between releases.
    """
    modules = loaded_modules(saved_journal, words)
    unneeded = UNNEEDED_MODULES - ({"random"} if words.startswith("review") else set())
    found = modules | {name.partition(".")[0] for name in modules}
    assert found & (forbidden | SLOW_MODULES | unneeded) == set()
    public_modules = {name for name in modules if not name.startswith("_")}
    assert len(public_modules) < max_count, len(public_modules)
