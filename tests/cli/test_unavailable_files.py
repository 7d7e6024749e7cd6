"""Data that exists and cannot be opened now is never treated as missing: dangling links and placeholders."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.scenarios import running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.storage.atomic_files import placeholder_of

PLACES = ("cycles/2026-03-02.toml", "cycles", "journal.toml", ".")
WRITES = (
    "pick 5 13 33 34 42 --start 2026-03-09",
    "checkin --did 5",
    "note hello",
    "undo --yes",
    "profile --day friday",
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights here")


def detach(home: Path, place: str, way: str) -> Path:
    """Move a file or folder of the journal to a drive that is not there, and return the path where it was."""
    path = home / place if place != "." else home
    path.rename(path.with_name("elsewhere"))
    if way == "link":
        path.symlink_to(home.parent / "not-mounted" / path.name)
    elif way == "icloud":
        path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")
    else:
        path.with_name(f"{path.name}.{way}").write_bytes(b"")
    return path


@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", ["link", "icloud", "cloud"])
def test_nothing_is_built_on_data_that_is_elsewhere(
    home: Path, tipcycle: TipcycleRunner, place: str, way: str, command: str
) -> None:
    """Every write is refused, names the place and leaves it as it is."""
    running_cycle(home)
    if place == "journal.toml" and not (home / place).exists():
        (home / place).write_text("format = 1\n", encoding="utf-8")
    path = detach(home, place, way)
    result = tipcycle(command, on="2026-03-13")
    assert result.exit_code == 74, result.stderr
    assert str(path) in result.stderr
    assert not path.exists()


@pytest.mark.parametrize("place", ["cycles/2026-03-02.toml", "cycles", "."])
@pytest.mark.parametrize("way", ["link", "icloud"])
def test_missing_cycle_is_not_reported_as_none(home: Path, tipcycle: TipcycleRunner, place: str, way: str) -> None:
    """The status says that the journal exists, and `journal check` names the place and what to do."""
    running_cycle(home)
    detach(home, place, way)
    result = tipcycle("status", on="2026-03-13")
    assert "No cycle yet" not in result.stdout + result.stderr
    assert "the drive is not there or the sync program has not fetched it" in result.stderr
    report = json.loads(tipcycle("journal check --json", on="2026-03-13").stdout)
    assert any("the drive is not there" in problem["message"] for problem in report["problems"])


@given(st.text(min_size=1))
def test_placeholder_names(name: str) -> None:
    """Each kind of placeholder leads back to the name of its file, and no journal file counts as one."""
    assert placeholder_of(f".{name}.icloud") == name
    assert placeholder_of(f"{name}.cloud") == name
    assert placeholder_of(f"{name}.toml") is None
