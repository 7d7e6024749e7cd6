"""The installed program in a separate process: broken pipes, full disks, closed streams and encodings."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import tipcycle
from tests.cli.conftest import TIPCYCLE_PATH, installed_package_path, run_subprocess, subprocess_environ
from tests.cli.scenarios import EXAMPLE_TODAY, example_cycle, file_contents, running_cycle

FULL_DEVICE = Path("/dev/full")
needs_full_device = pytest.mark.skipif(not FULL_DEVICE.exists(), reason="this system has no device that is always full")


def test_installed_program_runs_the_source_tree_under_test() -> None:
    source = Path(__file__).resolve().parents[2] / "src" / "tipcycle"
    assert (installed_package_path(), Path(tipcycle.__file__).resolve().parent) == (source, source)


@pytest.mark.parametrize("args", ["status", "status --json", "tips list", "tips list --json", "review", "", "--help"])
def test_closed_pipe_ends_a_read_quietly(args: str, home: Path) -> None:
    """The exit code is 0 and stderr is empty."""
    example_cycle(home)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = run_subprocess(args.split(), subprocess_environ(home, on=EXAMPLE_TODAY), stdout=writer)
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (0, "")


def test_head_prints_the_first_line_without_errors(home: Path) -> None:
    command = f"set -o pipefail; {TIPCYCLE_PATH} tips list --json | head -1"
    result = subprocess.run(
        ["bash", "-c", command],
        env=subprocess_environ(home),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "{\n", "")


@needs_full_device
@pytest.mark.parametrize("args", ["status", "status --json", "tips show 42"])
def test_full_disk_is_reported(args: str, home: Path) -> None:
    """The exit code is 74, and stderr has the reason and a hint."""
    example_cycle(home)
    with FULL_DEVICE.open("wb") as device:
        result = run_subprocess(args.split(), subprocess_environ(home, on=EXAMPLE_TODAY), stdout=device.fileno())
    assert result.returncode == 74
    assert len(result.stderr.splitlines()) == 3
    assert "Traceback" not in result.stderr
    assert "inside tipcycle" not in result.stderr


@needs_full_device
def test_unwritable_stderr_does_not_change_the_result(home: Path) -> None:
    """If messages cannot be printed, changes are saved and the exit codes are the same."""
    running_cycle(home)
    with FULL_DEVICE.open("wb") as device:
        saved = run_subprocess(["note", "a line"], subprocess_environ(home), stderr=device.fileno())
        rejected = run_subprocess(["frobnicate"], subprocess_environ(home), stderr=device.fileno())
    assert (saved.returncode, rejected.returncode) == (0, 2)
    assert 'text = "a line"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes streams is needed")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("status >&-", 0),
        ("status --json >&-", 0),
        ("frobnicate 2>&-", 2),
        ("note line 2>&- >&-", 0),
        ("status <&-", 0),
        ("checkin <&-", 2),
    ],
)
def test_closed_streams_do_not_change_the_exit_code(command: str, code: int, home: Path) -> None:
    running_cycle(home)
    result = subprocess.run(
        ["bash", "-c", f"{TIPCYCLE_PATH} {command}"],
        env=subprocess_environ(home),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    assert "inside tipcycle" not in result.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "nl_NL.ISO-8859-1"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_works_with_each_encoding(encoding: str, locale: str, home: Path) -> None:
    """Text has the encoding of the terminal, and JSON is UTF-8."""
    example_cycle(home)
    environment = subprocess_environ(home, on=EXAMPLE_TODAY, LC_ALL=locale, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    review = subprocess.run([TIPCYCLE_PATH, "review"], env=environment, capture_output=True, timeout=60, check=False)
    status = subprocess.run(
        [TIPCYCLE_PATH, "status", "--json"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert (review.returncode, status.returncode) == (0, 0)
    assert review.stdout.decode(encoding)
    assert json.loads(status.stdout.decode("utf-8"))["cycle"]["number"] == 1


def test_no_questions_without_a_terminal(home: Path) -> None:
    """A command that needs answers exits with 2, names the missing option and writes nothing."""
    running_cycle(home)
    files_before = file_contents(home)
    for args, option in (("checkin", "--did"), ("close", "--keep"), ("undo", "--yes"), ("swap 42 18", "--because")):
        result = run_subprocess(args.split(), subprocess_environ(home, on="2026-04-30"))
        assert (args, result.returncode, result.stdout) == (args, 2, "")
        assert option in result.stderr
    assert file_contents(home) == files_before


def test_output_in_a_pipe_is_plain(home: Path) -> None:
    """The output has no symbols and no colours, whatever the environment variables are."""
    example_cycle(home)
    for overrides in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}):
        for args in (["status"], ["review"], []):
            output = run_subprocess(args, subprocess_environ(home, on=EXAMPLE_TODAY, **overrides)).stdout
            assert not set(output) & set("\x1b●◆○‖")
