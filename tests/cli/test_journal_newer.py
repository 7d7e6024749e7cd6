"""A journal in a newer format can be read. Each command that writes to it is rejected with exit code 78."""

import json
import shutil
from pathlib import Path

import pytest

from tests.catalogue.tip_documents import own_document, tip, to_toml
from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, newer_format, no_journal, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.storage.archive import build_archive

CYCLE_FILE = "cycles/2026-03-02.toml"
WRITES = [
    "checkin --did 5",
    "note x",
    "pause 2026-W12",
    "swap 5 6 --because x",
    "review --words x",
    "undo --yes",
    f"journal restore {CYCLE_FILE} 1 --yes",
    "journal merge copy",
    "journal restore copy.zip --yes",
    "journal edit 2026-03-02",
]
READS = ["status", "momentum", "review --format markdown", "journal history"]


@pytest.fixture
def newer_journal(home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a running cycle in a newer format, with a backup. Add a copy and an archive in the current format."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "false")
    running_cycle(home)
    tipcycle("note x")
    shutil.copytree(home, "copy")
    with Path("copy", CYCLE_FILE).open("a", encoding="utf-8") as file:
        file.write('\n[[voice]]\nid = "v"\nat = 2026-03-07T08:00:00Z\non = 2026-03-07\ntext = "x"\n')
    tipcycle("journal export --output copy.zip --home copy")
    text = (home / CYCLE_FILE).read_text("utf-8")
    (home / CYCLE_FILE).write_text(text.replace("format = 1", "format = 2"), "utf-8")


@pytest.mark.usefixtures("newer_journal")
@pytest.mark.parametrize("args", WRITES)
def test_write_is_rejected(args: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The message names the file and the solution, and nothing changes."""
    files_before = file_contents(home)
    result = tipcycle(args)
    assert result.exit_code == 78, result.stderr
    assert CYCLE_FILE in result.stderr
    assert "newer tipcycle" in result.stderr
    assert "update tipcycle" in result.stderr
    assert file_contents(home) == files_before


@pytest.mark.usefixtures("newer_journal")
@pytest.mark.parametrize("args", READS)
def test_read_succeeds_with_a_warning(args: str, tipcycle: TipcycleRunner) -> None:
    result = tipcycle(args)
    assert result.exit_code == 0
    assert result.stdout
    assert "newer tipcycle" in result.stderr


def test_files_in_the_current_format_can_be_changed(run_on_scenario: RunOnScenario, home: Path) -> None:
    assert run_on_scenario(newer_format, "profile --name Ro").exit_code == 0


@pytest.mark.usefixtures("newer_journal")
def test_journal_check_reports_a_warning(tipcycle: TipcycleRunner) -> None:
    result = tipcycle("journal check --json")
    assert result.exit_code == 0
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["level"], problem["file"]) == ("remark", CYCLE_FILE)


def test_newer_source_is_not_restored_or_merged(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """Neither a newer archive nor a newer copy of the journal is used."""
    newer_format(home)
    tipcycle(f"journal export --output {tmp_path / 'a.zip'}")
    shutil.move(home, tmp_path / "newer")
    for args in (f"journal restore {tmp_path / 'a.zip'}", f"journal merge {tmp_path / 'newer'}"):
        for scenario in (no_journal, running_cycle):
            scenario(home)
            files_before = file_contents(home)
            assert tipcycle(args).exit_code == 78
            assert file_contents(home) == files_before


def test_newer_tips_are_read_with_a_warning(home: Path, tipcycle: TipcycleRunner) -> None:
    running_cycle(home)
    (home / "tips.toml").write_text(to_toml(own_document(tip(201), format=2)), "utf-8")
    for args in ("tips show 201", "tips list"):
        result = tipcycle(args)
        assert (result.exit_code, "tips.toml" in result.stderr, "newer tipcycle" in result.stderr) == (0, True, True)


def test_tips_from_a_newer_file_are_not_added(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    running_cycle(home)
    (tmp_path / "handed.toml").write_text(to_toml(own_document(tip(201), format=2)), "utf-8")
    files_before = file_contents(home)
    result = tipcycle(f"tips add --file {tmp_path / 'handed.toml'}")
    assert (result.exit_code, "newer tipcycle" in result.stderr) == (78, True)
    assert file_contents(home) == files_before


UNKNOWN_STRUCTURE = b"format = 2\n[tip.a]\nx = 1\n"


def test_newer_tips_of_an_unknown_structure_are_neither_restored_nor_replaced(
    home: Path, tipcycle: TipcycleRunner, tmp_path: Path
) -> None:
    running_cycle(home)
    own = to_toml(own_document(tip(201))).encode()
    (tmp_path / "newer.zip").write_bytes(build_archive({"tips.toml": UNKNOWN_STRUCTURE}))
    (tmp_path / "ours.zip").write_bytes(build_archive({"tips.toml": own}))
    for archive, current in (("newer", None), ("newer", own), ("ours", UNKNOWN_STRUCTURE)):
        if current is not None:
            (home / "tips.toml").write_bytes(current)
        files_before = file_contents(home)
        for args in (f"journal restore --yes {tmp_path / archive}.zip", f"journal merge {tmp_path / archive}.zip"):
            result = tipcycle(args)
            assert (result.exit_code, "newer tipcycle" in result.stderr) == (78, True), args
            assert file_contents(home) == files_before


@pytest.mark.parametrize("command", ["add", "merge"])
def test_newer_own_tips_are_not_changed(command: str, home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    running_cycle(home)
    (tmp_path / "handed.toml").write_text(to_toml(own_document(tip(202))), "utf-8")
    (home / "tips.toml").write_text(to_toml(own_document(tip(201), format=2)), "utf-8")
    files_before = file_contents(home)
    args_by_command = {
        "add": f"tips add --file {tmp_path / 'handed.toml'}",
        "merge": f"journal merge {tmp_path / 'handed.toml'}",
    }
    result = tipcycle(args_by_command[command])
    assert result.exit_code == 78, result.stderr
    assert file_contents(home) == files_before
