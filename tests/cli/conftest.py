"""Fixtures and helpers that run the program in process on a scenario, or as a separate process."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.scenarios import Scenario
from tests.conftest import RunResult, TipcycleRunner

TIPCYCLE_PATH = Path(sys.executable).with_name("tipcycle")
"""The installed program. `test_output.py` checks that it runs the source tree under test."""

RunOnScenario = Callable[..., RunResult]


@pytest.fixture
def run_on_scenario(home: Path, tipcycle: TipcycleRunner) -> RunOnScenario:
    """Return a function that writes a scenario to disk and runs one command on it.

    Example: `run_on_scenario(example_cycle, "status --json", on="2026-05-03")`.
    """

    def call(scenario: Scenario, args: str | list[str] = "", *, on: str = "2026-03-13", lang: str = "en") -> RunResult:
        scenario(home)
        return tipcycle(args, on=on, lang=lang)

    return call


def subprocess_environ(home: Path, *, on: str = "2026-03-13", lang: str = "en", **overrides: str) -> dict[str, str]:
    """Return the environment for a run in a separate process. Only the variables that Python needs are inherited."""
    inherited = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE") if key in os.environ}
    variables = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": on, "TIPCYCLE_LANG": lang}
    return {
        **inherited,
        "HOME": str(home.parent),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **variables,
        **overrides,
    }


def run_subprocess(
    args: list[str], environ: Mapping[str, str], *, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> "subprocess.CompletedProcess[str]":
    """Run the installed program in a separate process, without input."""
    return subprocess.run(
        [str(TIPCYCLE_PATH), *args],
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def installed_package_path() -> Path:
    """Return the folder of the package that the installed program imports.

    Python reports it on stderr, because `PYTHONVERBOSE` lists each file that is loaded.
    """
    result = run_subprocess(["--version"], {**subprocess_environ(Path("nowhere")), "PYTHONVERBOSE": "1"})
    match = re.search(r"(?:matches|code object from) '?(.+[\\/]tipcycle)[\\/]__init__\.py", result.stderr)
    assert match is not None, result.stderr[-500:]
    return Path(match[1]).resolve()
