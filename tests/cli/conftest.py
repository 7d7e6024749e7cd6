"""How the tests of the edge run the program: in process on a scene, or as its own process."""

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
"""The installed program; `test_streams` holds that it leads to the tree that is tested here."""

RunOnScenario = Callable[..., RunResult]


@pytest.fixture
def on_scene(home: Path, tipcycle: TipcycleRunner) -> RunOnScenario:
    """Lays a scene down and runs one command on it: `on_scene(worked, "status --json", on="2026-05-03")`."""

    def call(scene: Scenario, words: str | list[str] = "", *, on: str = "2026-03-13", lang: str = "en") -> RunResult:
        scene(home)
        return tipcycle(words, on=on, lang=lang)

    return call


def subprocess_environ(home: Path, *, on: str = "2026-03-13", lang: str = "en", **overrides: str) -> dict[str, str]:
    """The environment of a run in a process of its own: nothing of the machine's but the way to Python."""
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
    """The installed program in a process of its own, with nobody to ask."""
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
    """The package that the installed program runs, as it says itself when Python names each file that it loads."""
    result = run_subprocess(["--version"], {**subprocess_environ(Path("nowhere")), "PYTHONVERBOSE": "1"})
    match = re.search(r"(?:matches|code object from) '?(.+[\\/]tipcycle)[\\/]__init__\.py", result.stderr)
    assert match is not None, result.stderr[-500:]
    return Path(match[1]).resolve()
