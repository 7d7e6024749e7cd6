"""`journal backups` and `journal restore`: restore a file from a backup, or a journal from an archive."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import LOCK_PATH, file_contents, no_journal, running_cycle
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, cycle_text
from tipcycle.storage.archive import build_archive

CYCLE_FILE = "cycles/2026-03-02.toml"


@pytest.fixture
def cycle_file_states(home: Path, tipcycle: TipcycleRunner) -> list[bytes]:
    """Add three notes to a journal. Return the content of its cycle file before the first and after each note."""
    running_cycle(home)
    states = [(home / CYCLE_FILE).read_bytes()]
    for text in ("one", "two", "three"):
        tipcycle(f"note {text}")
        states.append((home / CYCLE_FILE).read_bytes())
    return states


# Backups


def test_empty_backup_list_is_no_error(run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(running_cycle, "journal backups")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no backups yet" in result.stderr
    assert json.loads(run_on_scenario(running_cycle, "journal backups --json").stdout) == {"version": 1, "backups": []}


def test_backups_are_listed_by_file(cycle_file_states: list[bytes], tipcycle: TipcycleRunner) -> None:
    """The newest backup is first. Each line has the number and a summary of the content."""
    tipcycle("profile --name Ro")
    tipcycle("profile --name Ra")
    result = tipcycle("journal backups")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == CYCLE_FILE
    assert [line.split()[0] for line in lines[1:4]] == ["3", "2", "1"]
    assert "4 entries" in lines[1]
    assert lines[4:6] == ["", "journal.toml"]
    assert tipcycle("journal backups journal").stdout.splitlines()[0] == "journal.toml"
    assert "journal restore" in result.stderr


def test_json_lists_the_backups(cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """`readable` is true if the backup has no errors, `longer` if it is longer than the next state."""
    (home / CYCLE_FILE).write_bytes(b"\0" * 50)
    backups = json.loads(tipcycle("journal backups 2026-03-02 --json").stdout)["backups"]
    assert [backup["number"] for backup in backups] == [3, 2, 1]
    assert backups[0] == {
        "file": CYCLE_FILE,
        "number": 3,
        "written": backups[0]["written"],
        "size": len(cycle_file_states[2]),
        "blocks": 4,
        "readable": True,
        "longer": True,
        "path": str(home / ".tipcycle" / "backups" / f"{CYCLE_FILE}.000003"),
    }
    assert [backup["longer"] for backup in backups] == [True, False, False]
    assert backups[0]["written"].endswith("Z")


def test_unreadable_backup_is_listed(home: Path, tipcycle: TipcycleRunner) -> None:
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()
    tipcycle("note x")
    (home / CYCLE_FILE).write_bytes(original + b'\n[[note]]\ntext = "open\n')
    tipcycle(f"journal restore {CYCLE_FILE} 1 --yes")
    assert "2 entries, and a part that cannot be read" in tipcycle("journal backups").stdout
    backups = json.loads(tipcycle("journal backups --json").stdout)["backups"]
    assert [backup["readable"] for backup in backups] == [False, True]


def test_backups_of_an_unknown_file_are_rejected(run_on_scenario: RunOnScenario) -> None:
    assert run_on_scenario(running_cycle, "journal backups holiday.toml").exit_code == 1


# Restore from a backup


def test_restore_replaces_the_file(cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """The replaced state becomes a backup, and the message has the command that restores it."""
    result = tipcycle("journal restore 2026-03-02 1 --yes")
    assert result.exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[0]
    assert f"tipcycle journal restore {CYCLE_FILE} 4" in result.stderr
    assert "has entries that it has not" in result.stderr
    assert tipcycle(f"journal restore {CYCLE_FILE} 4 --yes").exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]


def test_restore_deletes_no_state(cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    states_before = {data for path, data in file_contents(home).items()}
    tipcycle("journal restore 2026-03-02 1 --yes")
    assert states_before <= set(file_contents(home).values())


def test_backup_can_be_named_by_number_or_path(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    """A number without a file name is enough if only one file has a backup with that number."""
    for backup in ("2", str(home / ".tipcycle" / "backups" / f"{CYCLE_FILE}.000002")):
        shutil.copy(home / ".tipcycle" / "backups" / f"{CYCLE_FILE}.000001", home / CYCLE_FILE)
        assert tipcycle(["journal", "restore", backup, "--yes"]).exit_code == 0
        assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[1]


def test_restore_asks_for_confirmation(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, any answer other than yes changes nothing."""
    for answers in (["n"], [""], []):
        type_lines(monkeypatch, *answers)
        result = tipcycle("journal restore 2026-03-02 1")
        assert result.exit_code == 1
        assert "2 entries" in result.stderr
        assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]
    type_lines(monkeypatch, "y")
    assert tipcycle("journal restore 2026-03-02 1").exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[0]


def test_restore_in_a_script_needs_yes_flag(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    result = tipcycle("journal restore 2026-03-02 1")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]


def test_restore_of_an_identical_state_does_nothing(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    """The command does not ask for confirmation and changes nothing."""
    (home / CYCLE_FILE).write_bytes(cycle_file_states[2])
    files_before = file_contents(home)
    assert tipcycle("journal restore 2026-03-02 3").exit_code == 0
    assert file_contents(home) == files_before


def test_restore_after_a_crash(cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner) -> None:
    """If the file contains only zeros, `journal check` suggests a backup, and the suggested command restores it."""
    (home / CYCLE_FILE).write_bytes(b"\0" * len(cycle_file_states[3]))
    check_result = tipcycle("journal check")
    assert check_result.exit_code == 65
    for args in ("note x", "checkin --did 5", "pick 1 2 3 4 6 --start 2026-06-01"):
        result = tipcycle(args)  # must not report that there is no cycle
        assert result.exit_code == 65
        assert CYCLE_FILE in result.stderr
    command = f"journal restore {CYCLE_FILE} 3"
    assert f"tipcycle {command}" in check_result.stdout
    result = tipcycle(f"{command} --yes")
    assert result.exit_code == 0
    assert tipcycle("journal check").exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[2]


@pytest.mark.parametrize("args", ["2026-03-02 99", "99", "holiday.toml 1", "nothing", "tips"])
def test_missing_backup_is_rejected(
    args: str, cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    files_before = file_contents(home)
    assert tipcycle(f"journal restore {args} --yes").exit_code == 1
    assert file_contents(home) == files_before


@pytest.mark.parametrize("args", ["", "2026-03-02 twelve", "2026-03-02 1 2"])
def test_invalid_arguments_are_usage_errors(args: str, run_on_scenario: RunOnScenario) -> None:
    """The arguments have no file, an invalid number or an extra word."""
    assert run_on_scenario(running_cycle, f"journal restore {args} --yes").exit_code == 2


def test_completely_unreadable_backup_is_not_restored(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    (home / ".tipcycle" / "backups" / f"{CYCLE_FILE}.000002").write_bytes(b"\0" * 9)
    result = tipcycle("journal restore 2026-03-02 2 --yes")
    assert result.exit_code == 65
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]


# Restore from an archive


@pytest.fixture
def archive(cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> Path:
    """Return the path of an archive of the journal with three notes and a profile."""
    tipcycle("profile --name Ro")
    path = tmp_path / "my journal.zip"
    assert tipcycle(["journal", "export", "--output", str(path)]).exit_code == 0
    return path


def journal_files(home: Path) -> dict[str, bytes]:
    """Return the journal files and their contents, except those in hidden folders."""
    contents = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.toml")}
    return {name: data for name, data in contents.items() if not name.startswith(".")}


def test_archive_restores_a_missing_journal(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The files are equal byte for byte and private. The message lists the content, and no confirmation is needed."""
    files_before, status = journal_files(home), tipcycle("status --json").stdout
    shutil.rmtree(home)
    result = tipcycle(["journal", "restore", str(archive)])
    assert result.exit_code == 0
    assert journal_files(home) == files_before
    assert "1 cycle, 1 check-in and 3 voices" in result.stderr
    assert tipcycle("status --json").stdout == status
    assert {path.stat().st_mode & 0o077 for path in home.rglob("*")} == {0}


def test_archive_of_an_identical_journal_does_nothing(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The command does not ask for confirmation and changes nothing."""
    files_before = file_contents(home)
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert file_contents(home) == files_before


def test_archive_extends_an_older_journal(
    archive: Path, cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    """If the archive only adds events, no confirmation is needed."""
    (home / CYCLE_FILE).write_bytes(cycle_file_states[1])
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]


def test_archive_does_not_replace_different_files(archive: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The message names the files and the merge command, which loses nothing."""
    tipcycle("note four")
    files_before = file_contents(home)
    result = tipcycle(["journal", "restore", str(archive)])
    assert result.exit_code == 2
    assert CYCLE_FILE in result.stderr
    assert f"tipcycle journal merge '{archive}'" in result.stderr
    assert file_contents(home) == files_before


def test_yes_flag_replaces_different_files(
    archive: Path, cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    """Each replaced file becomes a backup. Files that are not in the archive stay."""
    tipcycle("note four")
    replaced = (home / CYCLE_FILE).read_bytes()
    other_cycle = home / "cycles" / "2026-05-04.toml"
    other_cycle.write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    result = tipcycle(["journal", "restore", str(archive), "--yes"])
    assert result.exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == cycle_file_states[3]
    assert replaced in file_contents(home).values()
    assert "cycles/2026-05-04.toml" in result.stderr
    assert other_cycle.read_text("utf-8") == cycle_text(PICK_TEXT, starts="2026-05-04")


def test_archive_asks_before_it_replaces_files(
    archive: Path, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, the answer no changes nothing."""
    tipcycle("note four")
    files_before = file_contents(home)
    type_lines(monkeypatch, "n")
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 1
    assert file_contents(home) == files_before
    type_lines(monkeypatch, "j")
    assert tipcycle(["journal", "restore", str(archive)]).exit_code == 0
    assert file_contents(home) != files_before


INVALID_ARCHIVES = {"cut": b"PK\3\4", "noise": b"PK\3\4" + b"x" * 500, "text": b"no zip", "empty": b""}


@pytest.mark.parametrize("data", INVALID_ARCHIVES.values(), ids=INVALID_ARCHIVES.keys())
def test_invalid_archive_is_rejected(data: bytes, home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """The message names the file, and no journal is created."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    result = tipcycle(["journal", "restore", str(path)])
    assert result.exit_code == 65
    assert str(path) in result.stderr
    assert set(file_contents(home)) <= {LOCK_PATH}


def test_missing_archive_is_rejected(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """A missing archive gives exit code 1, and an invalid one gives 65."""
    assert tipcycle(["journal", "restore", str(tmp_path / "a.zip")]).exit_code == 1
    assert not home.exists()


def test_archive_can_have_the_name_of_a_journal_file(
    archive: Path, home: Path, tipcycle: TipcycleRunner, run_on_scenario: RunOnScenario
) -> None:
    """A file name that ends with `.zip` is an archive."""
    renamed = archive.with_name("journal.zip")
    archive.rename(renamed)
    shutil.rmtree(home)
    assert run_on_scenario(no_journal, ["journal", "restore", str(renamed)]).exit_code == 0
    assert (home / CYCLE_FILE).is_file()


def test_archive_restores_damaged_files(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """The message refers to `journal check`, and the exit code is 3."""
    running_cycle(home)
    with (home / CYCLE_FILE).open("ab") as file:
        file.write(b'\n[[note]]\ntext = "open\n')
    tipcycle(f"journal export --output {tmp_path / 'a.zip'}")
    damaged = (home / CYCLE_FILE).read_bytes()
    shutil.rmtree(home)
    result = tipcycle(f"journal restore {tmp_path / 'a.zip'}")
    assert result.exit_code == 3
    assert "journal check" in result.stderr
    assert (home / CYCLE_FILE).read_bytes() == damaged


# Content under the wrong name


@pytest.mark.parametrize("name", ["cycles/2026-04-27.toml", "journal.toml", "tips.toml"])
def test_content_of_another_file_is_not_restored(
    name: str, home: Path, tipcycle: TipcycleRunner, tmp_path: Path
) -> None:
    """A file under a Monday that is not its own is refused, from an archive and from the backups, but can be merged."""
    running_cycle(home)
    content = (home / CYCLE_FILE).read_bytes()
    (tmp_path / "a.zip").write_bytes(build_archive({name: content}))
    backup = home / ".tipcycle/backups" / f"{name}.000001"
    backup.parent.mkdir(parents=True, exist_ok=True)
    backup.write_bytes(content)
    files_before = file_contents(home)
    for args in (f"journal restore --yes {tmp_path / 'a.zip'}", f"journal restore --yes {name} 1"):
        result = tipcycle(args)
        assert result.exit_code == 65, result.stderr
        assert name in result.stderr
        assert CYCLE_FILE in result.stderr
        assert file_contents(home) == files_before
    (home / CYCLE_FILE).unlink()
    assert tipcycle(f"journal merge {tmp_path / 'a.zip'}").exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == content


def test_own_tips_without_a_tip_are_restored(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    running_cycle(home)
    (tmp_path / "a.zip").write_bytes(build_archive({"tips.toml": b"format = 1\n"}))
    assert tipcycle(f"journal restore --yes {tmp_path / 'a.zip'}").exit_code == 0


# Undo afterwards


def test_undo_after_a_restore_names_what_was_taken_out(
    cycle_file_states: list[bytes], home: Path, tipcycle: TipcycleRunner
) -> None:
    """The undo takes back an older entry than the restore, so it says what the restore did, also with `--yes`."""
    tipcycle(f"journal restore {CYCLE_FILE} 2 --yes")
    for args in ("undo", "undo --yes"):
        result = tipcycle(args)
        assert "wrote “one”" in result.stderr
        assert f"tipcycle journal restore {CYCLE_FILE} 4" in result.stderr
        assert "2 entries" in result.stderr
    assert f"journal restore {CYCLE_FILE}" not in tipcycle("undo --yes").stderr


def test_undo_without_a_restore_names_only_the_entry(home: Path, tipcycle: TipcycleRunner) -> None:
    """Entries in several files, and entries that were undone, are no changes from elsewhere."""
    running_cycle(home)
    for args in ("note one", "profile --name Ro", "profile --name Ra", "note two", "profile --name Ri"):
        tipcycle(args)
    for _step in range(4):
        result = tipcycle("undo --yes")
        assert (result.exit_code, len(result.stderr.splitlines())) == (0, 1), result.stderr
