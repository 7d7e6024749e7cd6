"""Shell completion, called as the shells call it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE_PATH, run_subprocess, subprocess_environ
from tests.cli.scenarios import planned_cycle, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli.completion import SHELLS

WORD_PARSERS: dict[str, Callable[[str], list[str]]] = {
    "bash": str.split,
    "zsh": lambda out: re.findall(r'(?m)^(?:_arguments .+?\(\()?"([^"]+)"', out),
    "fish": lambda out: [line.partition("\t")[0] for line in out.splitlines() if line],
}
"""Functions that return the words in the output for each shell. zsh and fish get an explanation with each word."""


def complete(home: Path, command_line: str, *, lang: str = "en", shell: str = "bash") -> list[str]:
    """Return the completions that a shell offers for the last word of a command line."""
    variables = {
        "bash": {"COMP_WORDS": command_line, "COMP_CWORD": str(len(command_line.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": command_line},
        "fish": {"_TYPER_COMPLETE_ARGS": command_line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    environ = subprocess_environ(home, on="2026-03-10", lang=lang, _TIPCYCLE_COMPLETE=f"complete_{shell}", **variables)
    result = run_subprocess([], environ)
    assert (result.returncode, result.stderr) == (0, "")
    return WORD_PARSERS[shell](result.stdout)


@pytest.mark.parametrize("shell", WORD_PARSERS)
@pytest.mark.parametrize(
    ("command_line", "lang", "expected"),
    [
        ("tipcycle mom", "en", ["momentum"]),
        ("tipcycle afr", "nl", ["afronden"]),
        ("tipcycle afr", "en", []),
        ("tipcycle tips show 4", "en", [str(n) for n in range(40, 50)]),
        ("tipcycle tips show scrap", "en", ["scrap-one-rule"]),
        ("tipcycle checkin --did 3", "en", ["33", "34"]),
        ("tipcycle checkin --did 33,4", "en", ["33,42"]),
        ("tipcycle checkin --week 2026-", "en", ["2026-W10", "2026-W11"]),
        ("tipcycle checkin --week la", "en", ["last"]),
        ("tipcycle swap 4", "en", ["42"]),
        ("tipcycle tips list --theme ro", "en", ["room"]),
        ("tipcycle close --dr", "en", ["--drop"]),
        ("tipcycle afronden --lo", "nl", ["--loslaten"]),
        ("tipcycle afronden --dr", "nl", ["--drop"]),
        ("tipcycle tips z", "nl", ["zoek"]),
        ("tipcycle tips se", "en", ["search"]),
        ("tipcycle tips lijst --thema k", "nl", ["kompas", "klein"]),
        ("tipcycle uitspraken toevoegen --gehoord b", "nl", ["beleving"]),
        ("tipcycle review --format m", "en", ["markdown"]),
        ("tipcycle journal export --format ", "en", ["archive", "json", "csv"]),
    ],
)
def test_completion_offers_matching_words(
    home: Path, command_line: str, lang: str, expected: list[str], shell: str
) -> None:
    """Completion offers commands, tips by number and slug, tips in a list, weeks that have begun, themes and flags."""
    running_cycle(home)
    assert complete(home, command_line, lang=lang, shell=shell) == expected


def test_completion_writes_nothing(home: Path) -> None:
    """Completion creates no journal and changes no file."""
    assert "checkin" in complete(home, "tipcycle ch")
    assert not home.exists()
    planned_cycle(home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    complete(home, "tipcycle checkin --did 3")
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_script_is_valid(shell: str, tipcycle: TipcycleRunner) -> None:
    """The script of each shell uses the completion variable, and an installed shell can parse it."""
    result = tipcycle(["completion", shell])
    assert result.exit_code == 0
    assert "_TIPCYCLE_COMPLETE" in result.stdout
    if shell in WORD_PARSERS and shutil.which(shell) and sys.platform != "win32":
        syntax_check = subprocess.run([shell, "-n"], input=result.stdout, capture_output=True, text=True, check=False)
        assert (syntax_check.returncode, syntax_check.stderr) == (0, "")


def test_unknown_shell_is_rejected(tipcycle: TipcycleRunner) -> None:
    """An unknown shell gives exit code 2, and the error lists the supported shells."""
    result = tipcycle("completion tcsh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert all(shell in result.stderr for shell in SHELLS)


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash here")
def test_bash_completes_with_script(home: Path, tipcycle: TipcycleRunner) -> None:
    """Bash completes `mom` to `momentum` after it has run the script."""
    running_cycle(home)
    completion_call = "COMP_WORDS=(tipcycle mom); COMP_CWORD=1; _tipcycle_completion tipcycle; echo ${COMPREPLY[@]}"
    path = os.pathsep.join([str(TIPCYCLE_PATH.parent), os.environ["PATH"]])
    result = subprocess.run(
        ["bash", "-c", f"{tipcycle('completion bash').stdout}\n{completion_call}"],
        env=subprocess_environ(home, PATH=path), capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (0, "momentum\n", "")
