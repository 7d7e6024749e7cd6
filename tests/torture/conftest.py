"""The runner that the rows share, and the summary of what was tried."""

import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # typer 0.25 imports names that click 8.5 deprecates
    import typer  # noqa: F401

from tests.torture.fork_client import Runner, open_runner
from tests.torture.report import RunReport

_START_TIME = pytest.StashKey[float]()


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Forks runs of the package as it is."""
    with open_runner() as made:
        yield made


SHARED_MEMORY = Path("/dev/shm")
REQUIRED_BYTES = 1024**3
"""Bytes that the largest cases may need together."""


def _has_room(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > REQUIRED_BYTES


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder that any user can enter, for the cases of one row.

    It lies in memory where there is room, because waiting for a disk proves nothing where each call is attacked by
    itself; but rows that are killed at any time or written to by many lie on the disk (`on_disk`).
    """
    in_memory = request.node.get_closest_marker("on_disk") is None and _has_room(SHARED_MEMORY)
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=SHARED_MEMORY if in_memory else None)).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write` is for a run of this folder alone."""
    parser.addoption("--write", action="store_true", help="renew the figures in docs/reliability.md")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Notes when the run began."""
    session.config.stash[_START_TIME] = time.monotonic()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """A line a row: points tried, violations; then what was left out, and why."""
    figures = RunReport()
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            if "tests/torture" not in getattr(report, "nodeid", ""):
                continue
            if outcome == "skipped":
                reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
                figures.skipped.add(f"{report.nodeid.rpartition('/')[2]}: {reason}")
            for name, reported in getattr(report, "user_properties", []):
                if name == "torture" and report.when == "call":
                    figures.add_result(reported)
    if not figures.rows and not figures.skipped:
        return
    terminalreporter.section("torture")
    for line in figures.lines():
        terminalreporter.write_line(line)
    if config.getoption("--write", default=False):
        seconds = time.monotonic() - config.stash[_START_TIME]
        processes = len(getattr(config.option, "tx", None) or "1")
        figures.write(seconds, processes, is_full_run=not config.option.keyword and not config.option.deselect)
