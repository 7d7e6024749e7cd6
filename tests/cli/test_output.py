"""Pipes that break, disks that are full, streams that are closed: the installed program in a process of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import tipcycle
from tests.cli.conftest import TIPCYCLE_PATH, installed_package_path, run_subprocess, subprocess_environ
from tests.cli.scenarios import EXAMPLE_TODAY, example_cycle, file_contents, running_cycle

FULL = Path("/dev/full")
needs_a_full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


def test_the_installed_program_is_the_tree_that_is_tested() -> None:
    """What runs in a process of its own is what runs inside the tests, and it lies beside them."""
    source = Path(__file__).resolve().parents[2] / "src" / "tipcycle"
    assert (installed_package_path(), Path(tipcycle.__file__).resolve().parent) == (source, source)


@pytest.mark.parametrize("words", ["status", "status --json", "tips list", "tips list --json", "review", "", "--help"])
def test_a_reader_that_went_away_is_no_error(words: str, home: Path) -> None:
    """A pipe that nobody reads any more ends a read quietly: exit 0 and not a word."""
    example_cycle(home)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = run_subprocess(words.split(), subprocess_environ(home, on=EXAMPLE_TODAY), stdout=writer)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_head_takes_the_first_line(home: Path) -> None:
    """`tipcycle tips list --json | head -1` shows one line and leaves no noise."""
    command = f"set -o pipefail; {TIPCYCLE_PATH} tips list --json | head -1"
    ran = subprocess.run(
        ["bash", "-c", command],
        env=subprocess_environ(home),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "{\n", "")


@needs_a_full_device
@pytest.mark.parametrize("words", ["status", "status --json", "tips show 42"])
def test_a_full_disk_is_said(words: str, home: Path) -> None:
    """A read whose output cannot be kept exits 74 and says why, in one line and a hint."""
    example_cycle(home)
    with FULL.open("wb") as full:
        ran = run_subprocess(words.split(), subprocess_environ(home, on=EXAMPLE_TODAY), stdout=full.fileno())
    assert ran.returncode == 74
    assert len(ran.stderr.splitlines()) == 3
    assert "Traceback" not in ran.stderr
    assert "inside tipcycle" not in ran.stderr


@needs_a_full_device
def test_a_message_nobody_can_hear_changes_nothing(home: Path) -> None:
    """When stderr cannot take it, what was saved is saved and exits 0, and a refusal keeps its code."""
    running_cycle(home)
    with FULL.open("wb") as full:
        saved = run_subprocess(["note", "a line"], subprocess_environ(home), stderr=full.fileno())
        refused = run_subprocess(["frobnicate"], subprocess_environ(home), stderr=full.fileno())
    assert (saved.returncode, refused.returncode) == (0, 2)
    assert 'text = "a line"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes streams is needed")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("status >&-", 0),
        ("status --json >&-", 0),
        ("frobnicate 2>&-", 2),
        ("note line 2>&- >&-", 0),
        ("status <&-", 0),
        ("checkin <&-", 2),
    ],
)
def test_closed_streams_are_survived(line: str, code: int, home: Path) -> None:
    """Without stdin, stdout or stderr the exit code is what it would be."""
    running_cycle(home)
    ran = subprocess.run(
        ["bash", "-c", f"{TIPCYCLE_PATH} {line}"],
        env=subprocess_environ(home),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert "inside tipcycle" not in ran.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "nl_NL.ISO-8859-1"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_is_survived(encoding: str, locale: str, home: Path) -> None:
    """Whatever the console can show, a status is shown and JSON is UTF-8."""
    example_cycle(home)
    environment = subprocess_environ(home, on=EXAMPLE_TODAY, LC_ALL=locale, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    shown = subprocess.run([TIPCYCLE_PATH, "review"], env=environment, capture_output=True, timeout=60, check=False)
    data = subprocess.run(
        [TIPCYCLE_PATH, "status", "--json"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert (shown.returncode, data.returncode) == (0, 0)
    assert shown.stdout.decode(encoding)
    assert json.loads(data.stdout.decode("utf-8"))["cycle"]["number"] == 1


def test_without_a_terminal_nothing_is_asked(home: Path) -> None:
    """With nobody to ask, a command that needs answers names its flags, exits 2 and writes nothing."""
    running_cycle(home)
    before = file_contents(home)
    for words, flag in (("checkin", "--did"), ("close", "--keep"), ("undo", "--yes"), ("swap 42 18", "--because")):
        ran = run_subprocess(words.split(), subprocess_environ(home, on="2026-04-30"))
        assert (words, ran.returncode, ran.stdout) == (words, 2, "")
        assert flag in ran.stderr
    assert file_contents(home) == before


def test_plain_where_nothing_can_be_drawn(home: Path) -> None:
    """In a pipe no sign and no colour carries a fact, with NO_COLOR or without."""
    example_cycle(home)
    for more in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}):
        for words in (["status"], ["review"], []):
            shown = run_subprocess(words, subprocess_environ(home, on=EXAMPLE_TODAY, **more)).stdout
            assert not set(shown) & set("\x1b●◆○‖")
