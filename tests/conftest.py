"""What every test starts from: no real home, no real day, no colour, English unless said otherwise."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tipcycle.cli.main import run
from tipcycle.storage.paths import Paths

os.environ.pop("TIPCYCLE_TODAY", None)

settings.register_profile(
    "house", deadline=None
)  # a busy machine breaks no law; how fast it has to be is `test_budget`
settings.load_profile("house")


@pytest.fixture(autouse=True)
def isolated_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reaching for the real data folder is an error in every test."""

    def poisoned() -> Paths:
        raise AssertionError("a test reached for the platform's own folders")

    monkeypatch.setattr(Paths, "platform_default", poisoned)
    for name in ("HOME", "LANG", "TODAY"):
        monkeypatch.delenv(f"TIPCYCLE_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@dataclass(frozen=True)
class RunResult:
    """What one run of the program left behind."""

    exit_code: int
    stdout: str
    stderr: str


TipcycleRunner = Callable[..., RunResult]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a fresh journal; it does not exist yet."""
    return tmp_path / "journal"


@pytest.fixture
def tipcycle(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> TipcycleRunner:
    """Runs `tipcycle WORDS…` on a day, in process: `tipcycle("pick 5 13 33 34 42", on="2026-02-26")`."""

    def call(words: str | list[str] = "", *, on: str = "2026-03-06", lang: str = "en") -> RunResult:
        monkeypatch.setenv("TIPCYCLE_HOME", str(home))
        monkeypatch.setenv("TIPCYCLE_TODAY", on)
        monkeypatch.setenv("TIPCYCLE_LANG", lang)
        capfd.readouterr()
        code = run(words.split() if isinstance(words, str) else words)
        captured = capfd.readouterr()
        return RunResult(code, captured.out, captured.err)

    return call
