"""The stamp of the shell prompt gives the same line as the full run, or none at all."""

import os
import random
import sys
from binascii import crc32
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import platformdirs
import pytest

from tests.cli.scenarios import planned_cycle
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, cycle_text
from tipcycle.cli import prompt_stamp

DAYS = [str(date(2026, 2, 26) + timedelta(days=offset)) for offset in range(32)]
NEXT_CYCLE = cycle_text(PICK_TEXT, starts="2026-03-16", anchor="2026-03-16")


@pytest.fixture
def stamped(
    home: Path, tipcycle: TipcycleRunner, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str | None]:
    """Return a function that gives the output from the stamp, or None if the stamp is not used."""
    monkeypatch.setattr(prompt_stamp, "MIN_FILE_AGE", -3600.0)

    def call(on: str = "2026-03-06", lang: str = "en", **variables: str) -> str | None:
        for name, value in {
            "TIPCYCLE_TODAY": on,
            "TIPCYCLE_LANG": lang,
            "TIPCYCLE_HOME": str(home),
            **variables,
        }.items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        is_printed = prompt_stamp.print_from_stamp()
        output = capfd.readouterr().out
        assert is_printed or not output
        return output if is_printed else None

    return call


@pytest.fixture
def stamp(home: Path, tipcycle: TipcycleRunner, stamped: Callable[..., str | None]) -> Path:
    """Return the stamp of a journal in which a check-in is due on 6 and 7 March 2026."""
    planned_cycle(home)
    (home / ".tipcycle").mkdir()
    assert stamped() is None
    assert tipcycle("prompt").stdout == stamped() == "● check-in\n"
    return home / ".tipcycle" / "cache" / "prompt"


def replace_text(path: Path, old: str, new: str) -> None:
    """Replace a text by one of the same length, and restore the modification time, as an editor or a copy can."""
    stat_before, text = path.stat(), path.read_text("utf-8")
    assert len(old) == len(new)
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    os.utime(path, ns=(stat_before.st_atime_ns, stat_before.st_mtime_ns))


def edit_by_hand(home: Path) -> None:
    """Make the cycle one day later. The file keeps its size and modification time."""
    replace_text(home / "cycles" / "2026-03-02.toml", "tips = [5,", "tips = [6,")


CHANGES: dict[str, str | Callable[[Path], object]] = {
    "check-in": "checkin --did 5 --week 2026-W10",
    "undo": "undo --yes",
    "pause": "pause 2026-W11 --because fair",
    "undo of the pause": "undo --yes",
    "another day": "profile --day monday",
    "note": "note x",
    "edit by hand": edit_by_hand,
    "another file": lambda home: (home / "cycles" / "2026-03-02 (copy).toml").touch(),
    "another cycle": lambda home: (home / "cycles" / "2026-03-16.toml").write_text(NEXT_CYCLE, "utf-8"),
    "no cycles": lambda home: (home / "cycles").rename(home / "away"),
    "no profile": lambda home: (home / "journal.toml").unlink(),
}


def test_stamp_is_true_on_each_day_after_each_change(
    stamp: Path, home: Path, tipcycle: TipcycleRunner, stamped: Callable[..., str | None]
) -> None:
    """After a change the stamp is not used; afterwards it gives the computed line on each day, in each language."""
    for name, change in CHANGES.items():
        if isinstance(change, str):
            assert tipcycle(change, on="2026-03-09").exit_code == 0, name
        else:
            change(home)
        assert stamped() is None, name
        for lang in ("en", "nl"):
            expected = {on: tipcycle("prompt", on=on, lang=lang).stdout for on in DAYS}
            assert {on: stamped(on, lang) for on in DAYS} == expected, name


@pytest.mark.parametrize(
    "variables",
    [
        {"lang": "nl"},
        {"LC_ALL": "nl_BE.UTF-8"},
        {"HOME": "/elsewhere"},
        {"TIPCYCLE_HOME": "/elsewhere"},
        {"XDG_DATA_HOME": "/elsewhere"},
        {"on": "2026-02-30"},
        {"on": "tomorrow"},
    ],
    ids=str,
)
def test_another_environment_does_not_use_the_stamp(
    variables: dict[str, str], stamp: Path, stamped: Callable[..., str | None]
) -> None:
    assert stamped(**variables) is None


def test_stamp_follows_the_date_of_the_machine(
    stamp: Path, stamped: Callable[..., str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for today, expected in (("2026-03-07", "● check-in\n"), ("2026-03-08", "")):
        monkeypatch.setattr(prompt_stamp.time, "strftime", lambda _format, today=today: today)
        assert stamped(on="") == expected


def test_another_version_does_not_use_the_stamp(
    stamp: Path, stamped: Callable[..., str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_stamp, "__version__", "0.0.0")
    assert stamped() is None


def test_damaged_stamp_is_not_used(stamp: Path, stamped: Callable[..., str | None]) -> None:
    intact, rng = stamp.read_bytes(), random.Random(1)
    damaged = [b"", b"\0" * len(intact), intact + b"\xff", intact + b" 2026-03-08", intact[::-1], intact * 9999]
    damaged += [intact[:length] for length in range(0, len(intact), 5)]
    for _ in range(200):
        offset = rng.randrange(len(intact))
        damaged.append(intact[:offset] + bytes([intact[offset] ^ 1 << rng.randrange(8)]) + intact[offset + 1 :])
    for data in damaged:
        stamp.write_bytes(data)
        assert stamped() is None, data
    stamp.write_bytes(intact)
    assert stamped() == "● check-in\n"


def test_forged_stamp_prints_no_control_characters(stamp: Path, stamped: Callable[..., str | None]) -> None:
    body = stamp.read_bytes().partition(b"\n")[2].replace("●".encode(), b"\x1b[2J")
    stamp.write_bytes(b"%08x\n" % crc32(body) + body)
    assert stamped() == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "create",
    [
        os.mkfifo if os.name != "nt" else None,
        Path.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: None,
    ],
    ids=["pipe", "folder", "device", "link loop", "deleted"],
)
def test_stamp_that_is_no_file_is_not_used(
    create: Callable[[Path], object], stamp: Path, stamped: Callable[..., str | None], tipcycle: TipcycleRunner
) -> None:
    stamp.unlink()
    create(stamp)
    assert stamped() is None
    assert tipcycle("prompt").stdout == "● check-in\n"


def test_recent_change_gives_no_stamp(
    stamp: Path, tipcycle: TipcycleRunner, stamped: Callable[..., str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changed just now could change again within one step of its clock, two seconds on some disks."""
    assert tipcycle("note x").exit_code == 0
    monkeypatch.setattr(prompt_stamp, "MIN_FILE_AGE", 3600.0)
    assert tipcycle("prompt").stdout
    assert stamped() is None


@pytest.mark.parametrize("args", ["--lang nl prompt", "prompt --plain"])
def test_prompt_with_options_saves_no_stamp(args: str, stamp: Path, tipcycle: TipcycleRunner) -> None:
    stamp.unlink()
    assert tipcycle(args).stdout
    assert not stamp.exists()


def test_unsaved_journal_gets_no_stamp(
    home: Path, tipcycle: TipcycleRunner, stamped: Callable[..., str | None]
) -> None:
    """Reading a journal creates no folder, and a journal that does not exist gives no line."""
    assert (tipcycle("prompt").stdout, stamped(), home.exists()) == ("", None, False)
    planned_cycle(home)
    assert (tipcycle("prompt").stdout, stamped()) == ("● check-in\n", None)
    assert sorted(path.name for path in home.iterdir()) == ["cycles"]


def test_unreadable_journal_gets_no_stamp(
    stamp: Path, home: Path, tipcycle: TipcycleRunner, stamped: Callable[..., str | None]
) -> None:
    """The disk may be readable again later, with the same files."""
    (home / "journal.toml").mkdir()
    assert tipcycle("prompt").stdout == "● check-in\n"
    assert stamped() is None


def test_stamp_and_its_folder_are_private(stamp: Path) -> None:
    if os.name != "nt":
        assert (stamp.stat().st_mode & 0o777, stamp.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_cache_folder_equals_that_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code finds the folder without importing the library."""
    monkeypatch.delenv("TIPCYCLE_HOME", raising=False)
    for value in ("", "/somewhere/else"):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert prompt_stamp._cache_folder() == str(platformdirs.user_cache_path("tipcycle", appauthor=False))


def test_entry_point_uses_the_stamp(
    stamp: Path, stamped: Callable[..., str | None], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tipcycle import __main__ as program

    stamped()
    monkeypatch.setattr(sys, "argv", ["tipcycle", "prompt"])
    monkeypatch.setattr("tipcycle.cli.main.run", lambda argv: pytest.fail("the stamp is not used"))
    with pytest.raises(SystemExit) as exit:
        program.main()
    assert (exit.value.code, capfd.readouterr().out) == (0, "● check-in\n")
