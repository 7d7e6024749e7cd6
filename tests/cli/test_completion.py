"""What a shell may complete, asked the way the shells ask."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE
from tests.cli.scenes import planned, running
from tests.conftest import Tipcycle
from tipcycle.cli.complete import SHELLS


def completed(home: Path, words: str, *, lang: str = "en") -> list[str]:
    """What bash would offer for the last of these words."""
    environment = {
        "PATH": os.environ["PATH"],
        "TIPCYCLE_HOME": str(home),
        "TIPCYCLE_TODAY": "2026-03-10",
        "TIPCYCLE_LANG": lang,
        "_TIPCYCLE_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    ran = subprocess.run([str(TIPCYCLE)], env=environment, capture_output=True, text=True, check=True)
    assert not ran.stderr
    return ran.stdout.split()


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
def test_a_shell_is_offered_what_fits(home: Path, words: str, lang: str, expected: list[str]) -> None:
    """Commands, tips by number and slug, the five in a list, the weeks that have begun, themes, flags."""
    running(home)
    assert completed(home, words, lang=lang) == expected


def test_completing_writes_nothing(home: Path) -> None:
    """Asking for completions reads; it begins no journal and touches none."""
    assert "checkin" in completed(home, "tipcycle ch")
    assert not home.exists()
    planned(home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    completed(home, "tipcycle checkin --did 3")
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str, tipcycle: Tipcycle) -> None:
    """The script names the program and the variable it is asked by; another shell is refused."""
    ran = tipcycle(["completion", shell])
    assert ran.code == 0
    assert "_TIPCYCLE_COMPLETE" in ran.out
    assert tipcycle("completion tcsh").code == 2
