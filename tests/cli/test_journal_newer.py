"""A journal that a newer tipcycle wrote: it can be read, and every write says clearly why it does not happen (78)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.catalogue.documents import own, tip, toml
from tests.cli.conftest import On
from tests.cli.scenes import contents, newer, nothing, running
from tests.conftest import Tipcycle

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
def scene(home: Path, tipcycle: Tipcycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running cycle of a later format, with a backup, a copy and an archive of the present one beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "false")
    running(home)
    tipcycle("note x")
    shutil.copytree(home, "copy")
    with Path("copy", NAME).open("a", encoding="utf-8") as file:
        file.write('\n[[voice]]\nid = "v"\nat = 2026-03-07T08:00:00Z\non = 2026-03-07\ntext = "x"\n')
    tipcycle("journal export --output copy.zip --home copy")
    text = (home / NAME).read_text("utf-8")
    (home / NAME).write_text(text.replace("format = 1", "format = 2"), "utf-8")


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("words", WRITES)
def test_no_write(words: str, home: Path, tipcycle: Tipcycle) -> None:
    """Every write is refused with 78, the file and what to do, and nothing changes."""
    before = contents(home)
    ran = tipcycle(words)
    assert ran.code == 78, ran.err
    assert NAME in ran.err
    assert "newer tipcycle" in ran.err
    assert "update tipcycle" in ran.err
    assert contents(home) == before


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("words", READS)
def test_reads(words: str, tipcycle: Tipcycle) -> None:
    """It is read as far as it goes, with a word on that."""
    ran = tipcycle(words)
    assert ran.code == 0
    assert ran.out
    assert "newer tipcycle" in ran.err


def test_other_files_take_entries(on_scene: On, home: Path) -> None:
    """Files of our own format take entries as ever."""
    assert on_scene(newer, "profile --name Ro").code == 0


@pytest.mark.usefixtures("scene")
def test_the_check(tipcycle: Tipcycle) -> None:
    """The check says it as a remark."""
    ran = tipcycle("journal check --json")
    assert ran.code == 0
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["level"], problem["file"]) == ("remark", NAME)


def test_from_a_newer_machine(home: Path, tipcycle: Tipcycle, tmp_path: Path) -> None:
    """Neither an archive nor a copy that a newer tipcycle made is put in place of anything."""
    newer(home)
    tipcycle(f"journal export --output {tmp_path / 'a.zip'}")
    shutil.move(home, tmp_path / "newer")
    for words in (f"journal restore {tmp_path / 'a.zip'}", f"journal merge {tmp_path / 'newer'}"):
        for before in (nothing, running):
            before(home)
            laid = contents(home)
            assert tipcycle(words).code == 78
            assert contents(home) == laid


@pytest.mark.parametrize("how", ["add", "merge"])
def test_own_tips(how: str, home: Path, tipcycle: Tipcycle, tmp_path: Path) -> None:
    """Own tips of a later format are not added to."""
    running(home)
    (tmp_path / "handed.toml").write_text(toml(own(tip(202))), "utf-8")
    (home / "tips.toml").write_text(toml(own(tip(201), format=2)), "utf-8")
    before = contents(home)
    words = {"add": f"tips add --file {tmp_path / 'handed.toml'}", "merge": f"journal merge {tmp_path / 'handed.toml'}"}
    ran = tipcycle(words[how])
    assert ran.code == 78, ran.err
    assert contents(home) == before
