"""A journal that a newer tipcycle wrote: it can be read, and every write says clearly why it does not happen (78)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.catalogue.tip_documents import own_document, tip, to_toml
from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, newer_format, no_journal, running_cycle
from tests.conftest import TipcycleRunner

NAME = "cycles/2026-03-02.toml"
WRITES = [
    "checkin --did 5",
    "note x",
    "pause 2026-W12",
    "swap 5 6 --because x",
    "review --words x",
    "undo --yes",
    f"journal restore {NAME} 1 --yes",
    "journal merge copy",
    "journal restore copy.zip --yes",
    "journal edit 2026-03-02",
]
READS = ["status", "momentum", "review --format markdown", "journal history"]


@pytest.fixture
def scene(home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running cycle of a later format, with a backup, a copy and an archive of the present one beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "false")
    running_cycle(home)
    tipcycle("note x")
    shutil.copytree(home, "copy")
    with Path("copy", NAME).open("a", encoding="utf-8") as file:
        file.write('\n[[voice]]\nid = "v"\nat = 2026-03-07T08:00:00Z\non = 2026-03-07\ntext = "x"\n')
    tipcycle("journal export --output copy.zip --home copy")
    text = (home / NAME).read_text("utf-8")
    (home / NAME).write_text(text.replace("format = 1", "format = 2"), "utf-8")


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("words", WRITES)
def test_no_write(words: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Every write is refused with 78, the file and what to do, and nothing changes."""
    before = file_contents(home)
    ran = tipcycle(words)
    assert ran.exit_code == 78, ran.stderr
    assert NAME in ran.stderr
    assert "newer tipcycle" in ran.stderr
    assert "update tipcycle" in ran.stderr
    assert file_contents(home) == before


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("words", READS)
def test_reads(words: str, tipcycle: TipcycleRunner) -> None:
    """It is read as far as it goes, with a word on that."""
    ran = tipcycle(words)
    assert ran.exit_code == 0
    assert ran.stdout
    assert "newer tipcycle" in ran.stderr


def test_other_files_take_entries(on_scene: RunOnScenario, home: Path) -> None:
    """Files of our own format take entries as ever."""
    assert on_scene(newer_format, "profile --name Ro").exit_code == 0


@pytest.mark.usefixtures("scene")
def test_the_check(tipcycle: TipcycleRunner) -> None:
    """The check says it as a remark."""
    ran = tipcycle("journal check --json")
    assert ran.exit_code == 0
    (problem,) = json.loads(ran.stdout)["problems"]
    assert (problem["level"], problem["file"]) == ("remark", NAME)


def test_from_a_newer_machine(home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """Neither an archive nor a copy that a newer tipcycle made is put in place of anything."""
    newer_format(home)
    tipcycle(f"journal export --output {tmp_path / 'a.zip'}")
    shutil.move(home, tmp_path / "newer")
    for words in (f"journal restore {tmp_path / 'a.zip'}", f"journal merge {tmp_path / 'newer'}"):
        for before in (no_journal, running_cycle):
            before(home)
            laid = file_contents(home)
            assert tipcycle(words).exit_code == 78
            assert file_contents(home) == laid


@pytest.mark.parametrize("how", ["add", "merge"])
def test_own_tips(how: str, home: Path, tipcycle: TipcycleRunner, tmp_path: Path) -> None:
    """Own tips of a later format are not added to."""
    running_cycle(home)
    (tmp_path / "handed.toml").write_text(to_toml(own_document(tip(202))), "utf-8")
    (home / "tips.toml").write_text(to_toml(own_document(tip(201), format=2)), "utf-8")
    before = file_contents(home)
    words = {"add": f"tips add --file {tmp_path / 'handed.toml'}", "merge": f"journal merge {tmp_path / 'handed.toml'}"}
    ran = tipcycle(words[how])
    assert ran.exit_code == 78, ran.stderr
    assert file_contents(home) == before
