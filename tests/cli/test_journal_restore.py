"""`journal backups` and `journal restore`: what was, and the way back to it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import LOCK_PATH, file_contents, no_journal, running_cycle
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, cycle_text

NAME = "cycles/2026-03-02.toml"


@pytest.fixture
def grown(home: Path, tipcycle: TipcycleRunner) -> list[bytes]:
    """A journal that grew by three notes: every state its cycle file had, oldest first."""
    running_cycle(home)
    states = [(home / NAME).read_bytes()]
    for word in ("one", "two", "three"):
        tipcycle(f"note {word}")
        states.append((home / NAME).read_bytes())
    return states


# Backups.


def test_none_yet(on_scene: RunOnScenario) -> None:
    """Before anything changed there are no backups, and that is no error."""
    ran = on_scene(running_cycle, "journal backups")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "no backups yet" in ran.stderr
    assert json.loads(on_scene(running_cycle, "journal backups --json").stdout) == {"version": 1, "backups": []}


def test_listed(grown: list[bytes], tipcycle: TipcycleRunner) -> None:
    """Each earlier state is a line under its file, the newest first: number, moment, size, what it holds."""
    tipcycle("profile --name Ro")
    tipcycle("profile --name Ra")
    ran = tipcycle("journal backups")
    assert ran.exit_code == 0
    lines = ran.stdout.splitlines()
    assert lines[0] == NAME
    assert [line.split()[0] for line in lines[1:4]] == ["3", "2", "1"]
    assert "4 entries" in lines[1]
    assert lines[4:6] == ["", "journal.toml"]
    assert tipcycle("journal backups journal").stdout.splitlines()[0] == "journal.toml"
    assert "journal restore" in ran.stderr


def test_as_json(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """For programs the same, with what can be read and what is longer than its follower."""
    (home / NAME).write_bytes(b"\0" * 50)
    found = json.loads(tipcycle("journal backups 2026-03-02 --json").stdout)["backups"]
    assert [backup["number"] for backup in found] == [3, 2, 1]
    assert found[0] == {
        "file": NAME,
        "number": 3,
        "written": found[0]["written"],
        "size": len(grown[2]),
        "blocks": 4,
        "readable": True,
        "longer": True,
        "path": str(home / ".tipcycle" / "backups" / f"{NAME}.000003"),
    }
    assert [backup["longer"] for backup in found] == [True, False, False]
    assert found[0]["written"].endswith("Z")


def test_what_cannot_be_read(home: Path, tipcycle: TipcycleRunner) -> None:
    """A backup that cannot be read says so, and is still there."""
    running_cycle(home)
    sound = (home / NAME).read_bytes()
    tipcycle("note x")
    (home / NAME).write_bytes(sound + b'\n[[note]]\ntext = "open\n')
    tipcycle(f"journal restore {NAME} 1 --yes")
    assert "2 entries, and a part that cannot be read" in tipcycle("journal backups").stdout
    found = json.loads(tipcycle("journal backups --json").stdout)["backups"]
    assert [backup["readable"] for backup in found] == [False, True]


def test_backups_of_nothing_known(on_scene: RunOnScenario) -> None:
    """A file that no journal has is refused."""
    assert on_scene(running_cycle, "journal backups holiday.toml").exit_code == 1


# Back to a backup.


def test_back(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """The file is, byte for byte, what it was; what was there is a backup, and the way back to it is said."""
    ran = tipcycle("journal restore 2026-03-02 1 --yes")
    assert ran.exit_code == 0
    assert (home / NAME).read_bytes() == grown[0]
    assert f"tipcycle journal restore {NAME} 4" in ran.stderr
    assert "has entries that it has not" in ran.stderr
    assert tipcycle(f"journal restore {NAME} 4 --yes").exit_code == 0
    assert (home / NAME).read_bytes() == grown[3]


def test_nothing_is_deleted(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """After a restore every state of before is still there."""
    before = {data for path, data in file_contents(home).items()}
    tipcycle("journal restore 2026-03-02 1 --yes")
    assert before <= set(file_contents(home).values())


def test_by_number_or_path(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """A number that only one file has, and the path of a backup, mean the same backup."""
    for what in ("2", str(home / ".tipcycle" / "backups" / f"{NAME}.000002")):
        shutil.copy(home / ".tipcycle" / "backups" / f"{NAME}.000001", home / NAME)
        assert tipcycle(["journal", "restore", what, "--yes"]).exit_code == 0
        assert (home / NAME).read_bytes() == grown[1]


def test_asks_first(grown: list[bytes], home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it says what comes back and asks; no and no answer change nothing."""
    for answers in (["n"], [""], []):
        type_lines(monkeypatch, *answers)
        ran = tipcycle("journal restore 2026-03-02 1")
        assert ran.exit_code == 1
        assert "2 entries" in ran.stderr
        assert (home / NAME).read_bytes() == grown[3]
    type_lines(monkeypatch, "y")
    assert tipcycle("journal restore 2026-03-02 1").exit_code == 0
    assert (home / NAME).read_bytes() == grown[0]


def test_nobody_to_ask(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """In a script it wants --yes."""
    ran = tipcycle("journal restore 2026-03-02 1")
    assert ran.exit_code == 2
    assert "--yes" in ran.stderr
    assert (home / NAME).read_bytes() == grown[3]


def test_as_it_was(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """A backup that says what is there already is nothing to do, and nothing to ask."""
    (home / NAME).write_bytes(grown[2])
    before = file_contents(home)
    assert tipcycle("journal restore 2026-03-02 3").exit_code == 0
    assert file_contents(home) == before


def test_after_a_crash(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """The whole way: zeros instead of a file, the check names the backup, the command in its hint brings it back."""
    (home / NAME).write_bytes(b"\0" * len(grown[3]))
    checked = tipcycle("journal check")
    assert checked.exit_code == 65
    for words in ("note x", "checkin --did 5", "pick 1 2 3 4 6 --start 2026-06-01"):
        ran = tipcycle(words)  # there is a cycle, and nobody says that there is none
        assert ran.exit_code == 65
        assert NAME in ran.stderr
    command = f"journal restore {NAME} 3"
    assert f"tipcycle {command}" in checked.stdout
    ran = tipcycle(f"{command} --yes")
    assert ran.exit_code == 0
    assert tipcycle("journal check").exit_code == 0
    assert (home / NAME).read_bytes() == grown[2]


@pytest.mark.parametrize("words", ["2026-03-02 99", "99", "holiday.toml 1", "nothing", "tips"])
def test_no_such_backup(words: str, grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """A backup that is not there is refused, and nothing changes."""
    before = file_contents(home)
    assert tipcycle(f"journal restore {words} --yes").exit_code == 1
    assert file_contents(home) == before


@pytest.mark.parametrize("words", ["", "2026-03-02 twelve", "2026-03-02 1 2"])
def test_misused(words: str, on_scene: RunOnScenario) -> None:
    """No word at all, a number that is none, a word too many."""
    assert on_scene(running_cycle, f"journal restore {words} --yes").exit_code == 2


def test_unreadable_backup(grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """A backup of which nothing can be read is not put in place of anything."""
    (home / ".tipcycle" / "backups" / f"{NAME}.000002").write_bytes(b"\0" * 9)
    ran = tipcycle("journal restore 2026-03-02 2 --yes")
    assert ran.exit_code == 65
    assert (home / NAME).read_bytes() == grown[3]


# A whole journal out of an archive.


@pytest.fixture
def archive(grown: list[bytes], home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> Path:
    """The archive of the grown journal."""
    tipcycle("profile --name Ro")
    path = tmp_path / "my journal.zip"
    assert tipcycle(["journal", "export", "--output", str(path)]).exit_code == 0
    return path


def files(home: Path) -> dict[str, bytes]:
    """The files of the journal itself."""
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.toml")}
    return {name: data for name, data in found.items() if not name.startswith(".")}


def test_new_laptop(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """On a fresh machine the journal is there again, byte for byte, without a question; it says what is back."""
    before, status = files(home), tipcycle("status --json").stdout
    shutil.rmtree(home)
    ran = tipcycle(["journal", "restore", str(archive)])
    assert ran.exit_code == 0
    assert files(home) == before
    assert "1 cycle, 1 check-in and 3 voices" in ran.stderr
    assert tipcycle("status --json").stdout == status
    assert {path.stat().st_mode & 0o077 for path in home.rglob("*")} == {0}


def test_nothing_to_do(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """An archive of what is there already changes nothing and asks nothing."""
    before = file_contents(home)
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert file_contents(home) == before


def test_older_copy(archive: Path, grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """A journal that is an earlier state of the archive grows into it without a question."""
    (home / NAME).write_bytes(grown[1])
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert (home / NAME).read_bytes() == grown[3]


def test_not_over_another_journal(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """Files that hold something else are not replaced unasked: they are named, and so is the way that loses nothing."""
    tipcycle("note four")
    before = file_contents(home)
    ran = tipcycle(["journal", "restore", str(archive)])
    assert ran.exit_code == 2
    assert NAME in ran.stderr
    assert f"tipcycle journal merge '{archive}'" in ran.stderr
    assert file_contents(home) == before


def test_over_another_journal(archive: Path, grown: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """With --yes they are replaced, and each is a backup then; files that the archive does not have stay."""
    tipcycle("note four")
    four = (home / NAME).read_bytes()
    other = home / "cycles" / "2026-05-04.toml"
    other.write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    ran = tipcycle(["journal", "restore", str(archive), "--yes"])
    assert ran.exit_code == 0
    assert (home / NAME).read_bytes() == grown[3]
    assert four in file_contents(home).values()
    assert "cycles/2026-05-04.toml" in ran.stderr
    assert other.read_text("utf-8") == cycle_text(PICK_TEXT, starts="2026-05-04")


def test_asks_before_it_replaces(
    archive: Path, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal it asks; no leaves everything."""
    tipcycle("note four")
    before = file_contents(home)
    type_lines(monkeypatch, "n")
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 1
    assert file_contents(home) == before
    type_lines(monkeypatch, "j")
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert file_contents(home) != before


NO_ARCHIVES = {"cut": b"PK\3\4", "noise": b"PK\3\4" + b"x" * 500, "text": b"no zip", "empty": b""}


@pytest.mark.parametrize("data", NO_ARCHIVES.values(), ids=NO_ARCHIVES.keys())
def test_not_an_archive(data: bytes, home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """A file that is no archive of ours is refused with its name, and no journal is made."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    ran = tipcycle(["journal", "restore", str(path)])
    assert ran.exit_code == 65
    assert str(path) in ran.stderr
    assert set(file_contents(home)) <= {LOCK_PATH}


def test_no_archive_there(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """An archive that is not there is told apart from one that is broken."""
    assert tipcycle(["journal", "restore", str(tmp_path / "a.zip")]).exit_code == 1
    assert not home.exists()


def test_archive_with_a_name_of_ours(
    archive: Path, home: Path, tipcycle: TipcycleRunner, on_scene: RunOnScenario
) -> None:
    """An archive whose name is that of a journal's file is an archive all the same, when it ends in .zip."""
    other = archive.with_name("journal.zip")
    archive.rename(other)
    shutil.rmtree(home)
    assert on_scene(no_journal, ["journal", "restore", str(other)]).exit_code == 0
    assert (home / NAME).is_file()


def test_broken_files_come_back_too(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """A journal with an error comes back with its error, which is said."""
    running_cycle(home)
    with (home / NAME).open("ab") as file:
        file.write(b'\n[[note]]\ntext = "open\n')
    tipcycle(f"journal export --output {tmp_path / 'a.zip'}")
    broken = (home / NAME).read_bytes()
    shutil.rmtree(home)
    ran = tipcycle(f"journal restore {tmp_path / 'a.zip'}")
    assert ran.exit_code == 3
    assert "journal check" in ran.stderr
    assert (home / NAME).read_bytes() == broken
