"""`journal merge` and what `journal check` says of second copies."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, invalid_week, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli.main import run

NAME = "cycles/2026-03-02.toml"


@pytest.fixture
def laptop(home: Path, tmp_path: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A second copy of the journal, on which a note was written; on ours another one."""
    running_cycle(home)
    other = tmp_path / "laptop"
    shutil.copytree(home, other)
    tipcycle("note here")
    monkeypatch.setenv("TIPCYCLE_HOME", str(other))
    monkeypatch.setenv("TIPCYCLE_TODAY", "2026-03-06")
    assert run(["note", "there"]) == 0
    assert run(["profile", "--name", "Ro"]) == 0
    return other


def notes(tipcycle: TipcycleRunner) -> set[str]:
    """The notes of the journal."""
    document = json.loads(tipcycle("journal export --format json --output -").stdout)
    return {
        block["values"]["text"] for cycle in document["cycles"] for block in cycle["blocks"] if block["kind"] == "note"
    }


@pytest.mark.parametrize("how", ["folder", "files", "archive"])
def test_comes_in(how: str, laptop: Path, home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """A folder, its files or an archive of it: what was written there is here, what is here stays, and it is said."""
    ours = (home / NAME).read_bytes()
    words = [str(laptop)]
    if how == "files":
        words = [str(laptop / NAME), str(laptop / "journal.toml")]
    if how == "archive":
        words = [str(tmp_path / "a.zip")]
        assert run(["journal", "export", "--output", words[0], "--home", str(laptop)]) == 0
    ran = tipcycle(["journal", "merge", *words])
    assert ran.exit_code == 0
    assert (home / NAME).read_bytes().startswith(ours)
    assert notes(tipcycle) == {"here", "there"}
    assert f"Saved: 1 entry came into {NAME}." in ran.stderr
    assert "Saved: journal.toml was not here and is copied, with 1 entry." in ran.stderr
    assert "Ro" in tipcycle("profile").stdout


def test_again(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The same once more writes nothing, and says so."""
    tipcycle(f"journal merge {laptop}")
    before = file_contents(home)
    ran = tipcycle(f"journal merge {laptop}")
    assert ran.exit_code == 0
    assert "nothing was written" in ran.stderr
    assert file_contents(home) == before


def test_both_ways(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """When each has taken in the other, both say the same."""
    tipcycle(f"journal merge {laptop}")
    assert run(["journal", "merge", str(home), "--home", str(laptop)]) == 0
    ours = tipcycle("journal history --json").stdout
    assert tipcycle(f"journal history --json --home {laptop}").stdout == ours
    assert tipcycle("status --json").stdout == tipcycle(f"status --json --home {laptop}").stdout


def test_with_itself(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """A journal that takes in itself stays as it is."""
    before = file_contents(home)
    assert tipcycle(f"journal merge {home}").exit_code == 0
    assert file_contents(home) == before


CONFLICTS = [
    "journal-LAPTOP.toml",
    "journal (conflicted copy).toml",
    "cycles/2026-03-02.sync-conflict-20260306-160500-ABCDEFG.toml",
    "cycles/2026-03-02 (Ro's conflicted copy 2026-03-06).toml",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_conflict_copy(name: str, laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """A copy that a sync program left is noticed, the hint takes it in, and afterwards it can go; none is deleted."""
    original = NAME if name.startswith("cycles") else "journal.toml"
    shutil.copy(laptop / original, home / name)
    (problem,) = json.loads(tipcycle("journal check --json").stdout)["problems"]
    assert (problem["level"], problem["file"]) == ("remark", name)
    assert original in problem["message"]
    command = problem["hint"].partition(" takes in ")[0].removeprefix("tipcycle ")
    assert tipcycle(shlex.split(command)).exit_code == 0
    checked = tipcycle("journal check --json")
    assert checked.exit_code == 0
    (problem,) = json.loads(checked.stdout)["problems"]
    assert "throw it away" in problem["hint"]
    assert (home / name).is_file()
    if original == NAME:
        assert notes(tipcycle) == {"here", "there"}


def test_all_conflict_copies_at_once(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The journal's own folder as a source takes in every copy that lies in it."""
    shutil.copy(laptop / NAME, home / "cycles" / "2026-03-02-LAPTOP.toml")
    shutil.copy(laptop / "journal.toml", home / "journal (1).toml")
    assert tipcycle(f"journal merge {home}").exit_code == 0
    assert notes(tipcycle) == {"here", "there"}
    assert (home / "journal.toml").is_file()


def test_a_copy_with_an_error(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """What cannot be read of a copy stays there; the rest comes in, and the exit says that something was left."""
    with (laptop / NAME).open("ab") as file:
        file.write(b'\n[[note]]\ntext = "open\n')
    ran = tipcycle(f"journal merge {laptop}")
    assert ran.exit_code == 3
    assert str(laptop / NAME) in ran.stderr
    assert notes(tipcycle) == {"here", "there"}
    assert tipcycle("journal check").exit_code == 0


def test_the_same_id_twice(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """Two texts under one id are both kept, and the id is said."""
    text = (home / NAME).read_text("utf-8")
    (laptop / NAME).write_text(text.replace('"here"', '"elsewhere"'), "utf-8")
    ran = tipcycle(f"journal merge {laptop / NAME}")
    assert ran.exit_code == 0
    assert "both are kept" in ran.stderr
    assert {"here", "elsewhere"} <= notes(tipcycle)


@pytest.mark.parametrize(("what", "code"), [("nothing.toml", 1), ("empty", 65), ("/dev/null", 74)])
def test_nothing_to_take(
    what: str, code: int, laptop: Path, home: Path, tipcycle: TipcycleRunner, tmp_path: Path
) -> None:
    """A file that is not there, an empty folder, a device: refused, and nothing changes."""
    (tmp_path / "empty").mkdir()
    before = file_contents(home)
    ran = tipcycle(["journal", "merge", str(laptop), str(tmp_path / what)])
    assert ran.exit_code == code
    assert what in ran.stderr
    assert file_contents(home) == before


def test_no_words(on_scene: RunOnScenario) -> None:
    """Without a file it is the command line's mistake."""
    assert on_scene(running_cycle, "journal merge").exit_code == 2


def test_into_a_file_with_errors(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """To a file of ours that has errors nothing is added."""
    invalid_week(home)
    before = file_contents(home)
    ran = tipcycle(f"journal merge {laptop}")
    assert ran.exit_code == 65
    assert NAME in ran.stderr
    assert file_contents(home) == before


def test_hostile_names(laptop: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """A name that would steer a terminal is shown, not obeyed."""
    shutil.copy(laptop / NAME, home / "cycles" / "2026-03-02 \x1b[31m\u202e.toml")
    for words in ("journal check", "journal check --json"):
        ran = tipcycle(words)
        assert not set(ran.stdout + ran.stderr) & set("\x1b\u202e")
    ran = tipcycle(["journal", "merge", str(home / "cycles" / "2026-03-02 \x1b[31m\u202e.toml")])
    assert ran.exit_code == 0
    assert not set(ran.stdout + ran.stderr) & set("\x1b\u202e")
