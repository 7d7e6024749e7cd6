"""What a shell may complete, asked the way the shells ask."""

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

READ: dict[str, Callable[[str], list[str]]] = {
    "bash": str.split,
    "zsh": lambda out: re.findall(r'(?m)^(?:_arguments .+?\(\()?"([^"]+)"', out),
    "fish": lambda out: [line.partition("\t")[0] for line in out.splitlines() if line],
}
"""What a shell makes of the answer: bare words, words with a colon and an explanation, with a tab and one."""


def completed(home: Path, words: str, *, lang: str = "en", shell: str = "bash") -> list[str]:
    """What a shell would offer for the last of these words."""
    asked = {
        "bash": {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": words},
        "fish": {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    environment = subprocess_environ(home, on="2026-03-10", lang=lang, _TIPCYCLE_COMPLETE=f"complete_{shell}", **asked)
    ran = run_subprocess([], environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    return READ[shell](ran.stdout)


@pytest.mark.parametrize("shell", READ)
@pytest.mark.parametrize(
    ("words", "lang", "expected"),
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
    ],
)
def test_a_shell_is_offered_what_fits(home: Path, words: str, lang: str, expected: list[str], shell: str) -> None:
    """Commands, tips by number and slug, the five in a list, the weeks that have begun, themes, flags."""
    running_cycle(home)
    assert completed(home, words, lang=lang, shell=shell) == expected


def test_completing_writes_nothing(home: Path) -> None:
    """Asking for completions reads; it begins no journal and touches none."""
    assert "checkin" in completed(home, "tipcycle ch")
    assert not home.exists()
    planned_cycle(home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    completed(home, "tipcycle checkin --did 3")
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str, tipcycle: TipcycleRunner) -> None:
    """The script names the program and the variable it is asked by, and the shell, where it is here, can read it."""
    ran = tipcycle(["completion", shell])
    assert ran.exit_code == 0
    assert "_TIPCYCLE_COMPLETE" in ran.stdout
    if shell in READ and shutil.which(shell) and sys.platform != "win32":
        read = subprocess.run([shell, "-n"], input=ran.stdout, capture_output=True, text=True, check=False)
        assert (read.returncode, read.stderr) == (0, "")


def test_another_shell_is_refused(tipcycle: TipcycleRunner) -> None:
    """Exit 2, with the shells that are known."""
    ran = tipcycle("completion tcsh")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert all(shell in ran.stderr for shell in SHELLS)


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash here")
def test_bash_completes_with_its_script(home: Path, tipcycle: TipcycleRunner) -> None:
    """Bash itself, with the script read, makes what is typed into the one word that fits."""
    running_cycle(home)
    typed = "COMP_WORDS=(tipcycle mom); COMP_CWORD=1; _tipcycle_completion tipcycle; echo ${COMPREPLY[@]}"
    path = os.pathsep.join([str(TIPCYCLE_PATH.parent), os.environ["PATH"]])
    ran = subprocess.run(
        ["bash", "-c", f"{tipcycle('completion bash').stdout}\n{typed}"],
        env=subprocess_environ(home, PATH=path), capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "momentum\n", "")
