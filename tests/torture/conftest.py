"""Fixtures of the torture tests, and the summary at the end of their run."""

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
    warnings.simplefilter("ignore", DeprecationWarning)  # Typer 0.25 imports names that click 8.5 deprecates
    import typer  # noqa: F401

from tests.torture.fork_client import Runner, open_runner
from tests.torture.report import RunReport

_START_TIME = pytest.StashKey[float]()


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Yield a fork server that runs the package of this checkout."""
    with open_runner() as fork_runner:
        yield fork_runner


SHARED_MEMORY = Path("/dev/shm")
REQUIRED_BYTES = 1024**3
"""Free space, in bytes, that the largest cases need together."""


def _has_space(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > REQUIRED_BYTES


@pytest.fixture
def workspace(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Yield a folder that any user can enter, for the cases of one test.

    It is in shared memory if that has enough space: where each call is attacked by itself, a real disk proves nothing
    and is slow. Tests that are killed at random times or have many writers use the disk (marker `on_disk`).
    """
    in_memory = request.node.get_closest_marker("on_disk") is None and _has_space(SHARED_MEMORY)
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=SHARED_MEMORY if in_memory else None)).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--write`, which is available if this folder is tested by itself."""
    parser.addoption("--write", action="store_true", help="renew the figures in docs/reliability.md")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Store the time at which the run began."""
    session.config.stash[_START_TIME] = time.monotonic()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the points and violations of each row, then what was skipped and why."""
    run_report = RunReport()
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            if "tests/torture" not in getattr(report, "nodeid", ""):
                continue
            if outcome == "skipped":
                reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
                run_report.skipped.add(f"{report.nodeid.rpartition('/')[2]}: {reason}")
            for name, row_result in getattr(report, "user_properties", []):
                if name == "torture" and report.when == "call":
                    run_report.add_result(row_result)
    if not run_report.rows and not run_report.skipped:
        return
    terminalreporter.section("torture")
    for line in run_report.lines():
        terminalreporter.write_line(line)
    if config.getoption("--write", default=False):
        seconds = time.monotonic() - config.stash[_START_TIME]
        process_count = len(getattr(config.option, "tx", None) or "1")
        run_report.write(seconds, process_count, is_full_run=not config.option.keyword and not config.option.deselect)
