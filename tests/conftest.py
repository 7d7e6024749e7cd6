"""Fixtures for all tests: an isolated environment, a journal folder, and a runner for the command line."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tipcycle.cli.main import run
from tipcycle.i18n.nl import LANGUAGE as DUTCH
from tipcycle.storage.paths import Paths

os.environ.pop("TIPCYCLE_TODAY", None)

# No deadline: a test must not fail on a slow machine.
settings.register_profile("tipcycle", deadline=None)
settings.load_profile("tipcycle")


@pytest.fixture(autouse=True)
def isolated_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove tipcycle's settings from the environment. Make every use of the real data folder an error."""

    def fail() -> Paths:
        raise AssertionError("a test reached for the platform's own folders")

    monkeypatch.setattr(Paths, "platform_default", fail)
    for name in ("HOME", "LANG", "TODAY"):
        monkeypatch.delenv(f"TIPCYCLE_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@dataclass(frozen=True)
class RunResult:
    """The exit code and the output of one run of the program."""

    exit_code: int
    stdout: str
    stderr: str


TipcycleRunner = Callable[..., RunResult]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of a new journal. The folder does not exist yet."""
    return tmp_path / "journal"


@pytest.fixture
def tipcycle(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> TipcycleRunner:
    """Return a function that runs the command line in process: `tipcycle("pick 5 13 33 34 42", on="2026-02-26")`."""

    def call(args: str | list[str] = "", *, on: str = "2026-03-06", lang: str = "en") -> RunResult:
        monkeypatch.setenv("TIPCYCLE_HOME", str(home))
        monkeypatch.setenv("TIPCYCLE_TODAY", on)
        monkeypatch.setenv("TIPCYCLE_LANG", lang)
        capfd.readouterr()
        exit_code = run(args.split() if isinstance(args, str) else args)
        captured = capfd.readouterr()
        return RunResult(exit_code, captured.out, captured.err)

    return call


def with_english_words(text: str) -> str:
    """Return a text in which the Dutch words of commands, options and values are replaced by English ones."""
    values = {word: name for names in DUTCH.value_names.values() for name, word in names.items()}
    text = re.sub(r"(?<=[:,] )[\w-]+(?=,|$)", lambda match: values.get(match[0], match[0]), text)
    commands = {word: name for name, word in DUTCH.command_names.items()}
    subcommands = {word: name for names in DUTCH.subcommand_names.values() for name, word in names.items()}
    options = {word: name for name, word in DUTCH.option_names.items()}

    def translate(match: re.Match[str]) -> str:
        words = [commands.get(match[1], match[1]), subcommands.get(match[2], match[2])]
        return " ".join(["tipcycle", *filter(None, words)])

    text = re.sub(r"tipcycle ([\w-]+)(?: ([a-z-]+))?", translate, text)
    return re.sub(r"--[a-z-]+", lambda match: options.get(match[0], match[0]), text)
