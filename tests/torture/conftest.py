"""The runner that the rows share, and the summary of what was tried."""

import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # typer 0.25 imports names that click 8.5 deprecates
    import typer  # noqa: F401

from tests.torture.runner import Runner, runner_of


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Forks runs of the package as it is."""
    with runner_of() as made:
        yield made


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that any user can enter, for the cases of one row."""
    folder = Path(tempfile.mkdtemp(prefix="torture-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _number(row: str) -> tuple[int, str]:
    found = re.match(r"T(\d+)", row)
    return (int(found[1]) if found else 99, row)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A line a row: points tried, violations; then what was left out, and why."""
    rows: dict[str, list[int]] = {}
    notes: dict[str, None] = {}
    skipped: list[str] = []
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            if "tests/torture" not in getattr(report, "nodeid", ""):
                continue
            if outcome == "skipped":
                why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
                skipped.append(f"{report.nodeid.rpartition('/')[2]}: {why}")
            for name, told in getattr(report, "user_properties", []):
                if name == "torture" and report.when == "call":
                    row = rows.setdefault(told["row"], [0, 0])
                    row[0] += told["points"]
                    row[1] += told["violations"]
                    notes.update(dict.fromkeys(f"{told['row'].split()[0]}: {note}" for note in told["notes"]))
    if not rows and not skipped:
        return
    terminalreporter.section("torture")
    width = max((len(row) for row in rows), default=0)
    for row in sorted(rows, key=_number):
        terminalreporter.write_line(f"{row:<{width}}  {rows[row][0]:>7} points  {rows[row][1]:>3} violations")
    for note in sorted(notes):
        terminalreporter.write_line(f"note     {note}")
    for skip in sorted(skipped):
        terminalreporter.write_line(f"skipped  {skip}")
    if not skipped:
        terminalreporter.write_line("skipped  nothing")
