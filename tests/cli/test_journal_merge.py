"""`journal merge`, and the report of `journal check` about conflict copies."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, invalid_week, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli.main import run

CYCLE_FILE = "cycles/2026-03-02.toml"


@pytest.fixture
def laptop(home: Path, tmp_path: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a second copy of the journal. Each copy has a note that the other does not have."""
    running_cycle(home)
    copy_home = tmp_path / "laptop"
    shutil.copytree(home, copy_home)
    tipcycle("note here")
    monkeypatch.setenv("TIPCYCLE_HOME", str(copy_home))
    monkeypatch.setenv("TIPCYCLE_TODAY", "2026-03-07")  # another day, so that no two entries get the same stamp
    assert run(["note", "there"]) == 0
    assert run(["profile", "--name", "Ro"]) == 0
    return copy_home


def notes(tipcycle: TipcycleRunner) -> set[str]:
    """Return the texts of all notes in the journal."""
    document = json.loads(tipcycle("journal export --format json --output -").stdout)
    return {
        event["values"]["text"] for cycle in document["cycles"] for event in cycle["blocks"] if event["kind"] == "note"
    }


@pytest.mark.parametrize("source_kind", ["folder", "files", "archive"])
def test_merge_adds_missing_events(
    source_kind: str, laptop: Path, home: Path, tipcycle: TipcycleRunner, tmp_path: Path
) -> None:
    """The source can be a folder, its files or an archive. Our events stay, and the message counts the new ones."""
    original = (home / CYCLE_FILE).read_bytes()
    sources = [str(laptop)]
    if source_kind == "files":
        sources = [str(laptop / CYCLE_FILE), str(laptop / "journal.toml")]
    if source_kind == "archive":
        sources = [str(tmp_path / "a.zip")]
        assert run(["journal", "export", "--output", sources[0], "--home", str(laptop)]) == 0
    result = tipcycle(["journal", "merge", *sources])
    assert result.exit_code == 0
    assert (home / CYCLE_FILE).read_bytes().startswith(original)
    assert notes(tipcycle) == {"here", "there"}
    assert f"Saved: 1 entry came into {CYCLE_FILE}." in result.stderr
    assert "Saved: journal.toml was not here and is copied, with 1 entry." in result.stderr
    assert "Ro" in tipcycle("profile").stdout


def test_second_merge_writes_nothing(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    tipcycle(f"journal merge {laptop}")
    files_before = file_contents(home)
    result = tipcycle(f"journal merge {laptop}")
    assert result.exit_code == 0
    assert "nothing was written" in result.stderr
    assert file_contents(home) == files_before


def test_merge_in_both_directions_gives_equal_journals(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    tipcycle(f"journal merge {laptop}")
    assert run(["journal", "merge", str(home), "--home", str(laptop)]) == 0
    history = tipcycle("journal history --json").stdout
    assert tipcycle(f"journal history --json --home {laptop}").stdout == history
    assert tipcycle("status --json").stdout == tipcycle(f"status --json --home {laptop}").stdout


def test_merge_with_itself_changes_nothing(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    files_before = file_contents(home)
    assert tipcycle(f"journal merge {home}").exit_code == 0
    assert file_contents(home) == files_before


CONFLICT_COPY_NAMES = [
    "journal-LAPTOP.toml",
    "journal (conflicted copy).toml",
    "cycles/2026-03-02.sync-conflict-20260306-160500-ABCDEFG.toml",
    "cycles/2026-03-02 (Ro's conflicted copy 2026-03-06).toml",
]


@pytest.mark.parametrize("name", CONFLICT_COPY_NAMES)
def test_conflict_copy_is_reported_and_can_be_merged(
    name: str, laptop: Path, home: Path, tipcycle: TipcycleRunner
) -> None:
    """`journal check` reports the copy with the merge command, and after the merge with the advice to delete it."""
    original = CYCLE_FILE if name.startswith("cycles") else "journal.toml"
    shutil.copy(laptop / original, home / name)
    (problem,) = json.loads(tipcycle("journal check --json").stdout)["problems"]
    assert (problem["level"], problem["file"]) == ("remark", name)
    assert original in problem["message"]
    command = problem["hint"].partition(" takes in ")[0].removeprefix("tipcycle ")
    assert tipcycle(shlex.split(command)).exit_code == 0
    check_result = tipcycle("journal check --json")
    assert check_result.exit_code == 0
    (problem,) = json.loads(check_result.stdout)["problems"]
    assert "throw it away" in problem["hint"]
    assert (home / name).is_file()
    if original == CYCLE_FILE:
        assert notes(tipcycle) == {"here", "there"}


def test_journal_folder_as_source_merges_all_conflict_copies(
    laptop: Path, home: Path, tipcycle: TipcycleRunner
) -> None:
    shutil.copy(laptop / CYCLE_FILE, home / "cycles" / "2026-03-02-LAPTOP.toml")
    shutil.copy(laptop / "journal.toml", home / "journal (1).toml")
    assert tipcycle(f"journal merge {home}").exit_code == 0
    assert notes(tipcycle) == {"here", "there"}
    assert (home / "journal.toml").is_file()


def test_damaged_source_is_merged_partially(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The readable events are added, and the exit code is 3."""
    with (laptop / CYCLE_FILE).open("ab") as file:
        file.write(b'\n[[note]]\ntext = "open\n')
    result = tipcycle(f"journal merge {laptop}")
    assert result.exit_code == 3
    assert str(laptop / CYCLE_FILE) in result.stderr
    assert notes(tipcycle) == {"here", "there"}
    assert tipcycle("journal check").exit_code == 0


def test_events_with_the_same_id_are_both_kept(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    text = (home / CYCLE_FILE).read_text("utf-8")
    (laptop / CYCLE_FILE).write_text(text.replace('"here"', '"elsewhere"'), "utf-8")
    result = tipcycle(f"journal merge {laptop / CYCLE_FILE}")
    assert result.exit_code == 0
    assert "both are kept" in result.stderr
    assert {"here", "elsewhere"} <= notes(tipcycle)


@pytest.mark.parametrize(("source", "code"), [("nothing.toml", 1), ("empty", 65), ("/dev/null", 74)])
def test_invalid_source_changes_nothing(
    source: str, code: int, laptop: Path, home: Path, tipcycle: TipcycleRunner, tmp_path: Path
) -> None:
    """A missing file, an empty folder and a device are rejected, also next to a valid source."""
    (tmp_path / "empty").mkdir()
    files_before = file_contents(home)
    result = tipcycle(["journal", "merge", str(laptop), str(tmp_path / source)])
    assert result.exit_code == code
    assert source in result.stderr
    assert file_contents(home) == files_before


def test_merge_without_a_source_is_a_usage_error(run_on_scenario: RunOnScenario) -> None:
    assert run_on_scenario(running_cycle, "journal merge").exit_code == 2


def test_damaged_journal_file_is_not_extended(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    invalid_week(home)
    files_before = file_contents(home)
    result = tipcycle(f"journal merge {laptop}")
    assert result.exit_code == 65
    assert CYCLE_FILE in result.stderr
    assert file_contents(home) == files_before


def test_control_characters_in_file_names_are_escaped(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    shutil.copy(laptop / CYCLE_FILE, home / "cycles" / "2026-03-02 \x1b[31m\u202e.toml")
    for args in ("journal check", "journal check --json"):
        result = tipcycle(args)
        assert not set(result.stdout + result.stderr) & set("\x1b\u202e")
    result = tipcycle(["journal", "merge", str(home / "cycles" / "2026-03-02 \x1b[31m\u202e.toml")])
    assert result.exit_code == 0
    assert not set(result.stdout + result.stderr) & set("\x1b\u202e")


def test_merge_names_the_entry_that_an_incoming_undo_takes_back(
    laptop: Path, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tipcycle(f"journal merge {laptop}").exit_code == 0
    monkeypatch.setenv("TIPCYCLE_HOME", str(laptop))
    assert run(["undo", "--yes"]) == 0
    assert run(["undo", "--yes"]) == 0
    monkeypatch.setenv("TIPCYCLE_HOME", str(home))
    assert (
        "An undo came in, which takes back of Saturday 7 March: wrote “there”."
        in tipcycle(f"journal merge {laptop}").stderr
    )


def test_undo_after_a_merge_names_what_came_in(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The undo takes back one entry. The others that came in stay, and are named."""
    for text in ("first", "second"):
        assert run(["note", text, "--home", str(laptop)]) == 0
    tipcycle("note mine", on="2026-03-08")
    assert tipcycle(f"journal merge {laptop}").exit_code == 0
    result = tipcycle("undo --yes")
    assert "The last entry, of Sunday 8 March" in result.stderr
    for text in ("there", "first", "second"):
        assert f"wrote “{text}”" in result.stderr
    assert "wrote “here”" not in result.stderr
    assert "Taken back: wrote “mine”" in result.stderr


@pytest.mark.parametrize(("ours", "theirs"), [("Kim", "Ro"), ("", "Ro"), ("Kim", ""), ("", "")])
@pytest.mark.parametrize("source", ["", CYCLE_FILE])
def test_journal_of_a_colleague_is_refused(
    source: str, ours: str, theirs: str, home: Path, tmp_path: Path, tipcycle: TipcycleRunner
) -> None:
    """Without a common entry and a common name, nothing is merged. The hint says how to merge one's own."""
    other = tmp_path / "other"
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    tipcycle(f"pick 1 2 3 4 6 --home {other}", on="2026-03-02")
    for name, option in ((ours, ""), (theirs, f"--home {other}")):
        if name:
            tipcycle(f"profile --name {name} {option}")
    files_before = file_contents(home)
    result = tipcycle(f"journal merge {other / source}")
    assert result.exit_code == 1, result.stderr
    assert "nothing was merged" in result.stderr
    assert "profile --name" in result.stderr
    assert file_contents(home) == files_before


def test_merge_reports_two_fives_of_one_manager(home: Path, tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """Somebody who began on two machines can merge them after giving both the same name."""
    other = tmp_path / "other"
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    tipcycle(f"pick 1 2 3 4 6 --home {other}", on="2026-03-02")
    tipcycle(f"profile --name Ro --home {other}")
    tipcycle("profile --name ro")
    merged = tipcycle(f"journal merge {other}")
    assert merged.exit_code == 0
    assert "no entry of this copy was in your journal" in merged.stderr
    assert "there are two fives for this Monday" in merged.stderr


def test_merge_reports_two_open_cycles(home: Path, tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    other = tmp_path / "other"
    tipcycle("profile --name Ro", on="2026-03-02")
    shutil.copytree(home, other)
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    tipcycle(f"pick 1 2 3 4 6 --home {other}", on="2026-05-04")
    merged = tipcycle(f"journal merge {other}", on="2026-05-04")
    assert merged.exit_code == 0
    assert f"{CYCLE_FILE}: cycle 1 was never closed, and cycle 2 began after it" in merged.stderr


def test_merge_names_a_week_that_an_incoming_undo_empties(
    laptop: Path, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    tipcycle("checkin --week 2026-W10 --did 5,13", on="2026-03-08")
    shutil.rmtree(laptop)
    shutil.copytree(home, laptop)
    monkeypatch.setenv("TIPCYCLE_HOME", str(laptop))
    assert run(["undo", "--yes"]) == 0
    merged = tipcycle(f"journal merge {laptop}")
    assert "An undo came in, which takes back of Sunday 8 March: " in merged.stderr
