"""Environments that cannot be read: each entry point answers, or says what it cannot find. Never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import run_subprocess, subprocess_environ

COMMANDS = (["--version"], ["--help"], ["prompt"], [], ["status"], ["checkin", "--did", "5"], ["completion", "bash"])
NO_USER_ENTRY = """
import pwd, sys
def getpwuid(uid): raise KeyError(uid)
pwd.getpwuid = getpwuid
from tipcycle.__main__ import main
sys.argv[0] = "tipcycle"
main()
"""
"""Runs the program as for a user without an entry in the user database."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these environments do not exist here")


def check(result: "subprocess.CompletedProcess[str]", args: list[str], *, is_error: bool) -> None:
    """Check that help and the version are printed, and that other commands say that the folder cannot be found."""
    assert "Traceback" not in result.stderr
    assert "something went wrong" not in result.stderr
    if not is_error:
        return
    if args[:1] in (["--version"], ["--help"], ["completion"]):
        assert (result.returncode, result.stderr) == (0, "")
    else:
        assert result.returncode == 2
        assert "the folder of your journal cannot be found" in result.stderr
        assert "--home" in result.stderr


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("flags", [[], ["--home", "~nosuchuser/x"]], ids=["variable", "flag"])
def test_home_of_unknown_user(tmp_path: Path, args: list[str], flags: list[str]) -> None:
    """`~name` of an unknown user is an error."""
    overrides = {} if flags else {"TIPCYCLE_HOME": "~nosuchuser/x"}
    check(run_subprocess([*flags, *args], subprocess_environ(tmp_path, **overrides)), args, is_error=True)


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["completion", "bash"]], ids=" ".join)
def test_date_that_does_not_exist(tmp_path: Path, args: list[str]) -> None:
    """Help and the version need no date."""
    result = run_subprocess(args, subprocess_environ(tmp_path, TIPCYCLE_TODAY="2026-02-30"))
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_user_without_home(tmp_path: Path, args: list[str]) -> None:
    """Without HOME and without an entry for the user, no folder called `~` is made."""
    environ = subprocess_environ(tmp_path)
    del environ["HOME"], environ["TIPCYCLE_HOME"]
    result = subprocess.run(
        [sys.executable, "-c", NO_USER_ENTRY, *args],
        env=environ, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip
    check(result, args, is_error=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_deleted_working_folder(tmp_path: Path, args: list[str]) -> None:
    """A relative folder in a working folder that was deleted is an error."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"import os, sys; os.rmdir({str(gone)!r}); from tipcycle.__main__ import main; main()"
    result = subprocess.run(
        [sys.executable, "-P", "-c", script, *args],
        env=subprocess_environ(tmp_path, TIPCYCLE_HOME="journal"), cwd=gone, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    check(result, args, is_error=True)


@pytest.mark.parametrize("zone", ["UTC+25", "UTC-25", "nowhere/at/all", ":", "UTC+24:59:59"])
@pytest.mark.parametrize("args", [*COMMANDS, ["calendar", "--output", "-"], ["journal", "backups"]], ids=" ".join)
def test_impossible_time_zone(tmp_path: Path, args: list[str], zone: str) -> None:
    """A time zone that does not exist, or is a day or more from UTC, stops nothing."""
    environ = subprocess_environ(tmp_path / "home", TZ=zone)
    del environ["TIPCYCLE_TODAY"]
    check(run_subprocess(args, environ), args, is_error=False)


@pytest.mark.parametrize("command", ["journal merge", "journal restore"])
def test_file_of_unknown_user(tmp_path: Path, command: str) -> None:
    """`~name/file` of an unknown user is a file that does not exist."""
    args = [*command.split(), "~nosuchuser/file.zip"]
    result = run_subprocess(args, subprocess_environ(tmp_path / "home"))
    assert result.returncode != 0
    check(result, args, is_error=False)
