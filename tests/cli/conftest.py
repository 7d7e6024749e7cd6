"""How the tests of the edge run the program: in process on a scene, or as its own process."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.scenes import Scene
from tests.conftest import Ran, Tipcycle

TIPCYCLE = Path(sys.executable).with_name("tipcycle")
"""The installed program; `test_streams` holds that it leads to the tree that is tested here."""

On = Callable[..., Ran]


@pytest.fixture
def on_scene(home: Path, tipcycle: Tipcycle) -> On:
    """Lays a scene down and runs one command on it: `on_scene(worked, "status --json", on="2026-05-03")`."""

    def call(scene: Scene, words: str | list[str] = "", *, on: str = "2026-03-13", lang: str = "en") -> Ran:
        scene(home)
        return tipcycle(words, on=on, lang=lang)

    return call


def surroundings(home: Path, *, on: str = "2026-03-13", lang: str = "en", **more: str) -> dict[str, str]:
    """The environment of a run in a process of its own: nothing of the machine's but the way to Python."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE") if key in os.environ}
    told = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": on, "TIPCYCLE_LANG": lang}
    return {**kept, "HOME": str(home.parent), "LANG": "C.UTF-8", "TERM": "xterm-256color", **told, **more}


def run_alone(
    words: list[str], environment: Mapping[str, str], *, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> "subprocess.CompletedProcess[str]":
    """The installed program in a process of its own, with nobody to ask."""
    return subprocess.run(
        [str(TIPCYCLE), *words],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def leads_to() -> Path:
    """The package that the installed program runs, as it says itself when Python names each file that it loads."""
    ran = run_alone(["--version"], {**surroundings(Path("nowhere")), "PYTHONVERBOSE": "1"})
    found = re.search(r"(?:matches|code object from) '?(.+[\\/]tipcycle)[\\/]__init__\.py", ran.stderr)
    assert found is not None, ran.stderr[-500:]
    return Path(found[1]).resolve()
