"""What `journal check` finds beside the blocks: second copies, and an earlier state where one can help."""

from pathlib import Path

import pytest

from tests.journal.moments import NOON, noon
from tests.writing import PICK, cycle_text
from tipcycle.core.problems import Problem
from tipcycle.journal import checks
from tipcycle.journal.checks import checked
from tipcycle.journal.places import Places
from tipcycle.journal.store import Store
from tipcycle.journal.whole import Put, put

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK)
VOICE = '\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A sound journal with one backup of its cycle."""
    places = Places.at(tmp_path)
    put(places, Put(NAME, None, SOUND.encode()), NOON)
    put(places, Put(NAME, SOUND.encode(), (SOUND + VOICE).encode()), NOON)
    put(places, Put("journal.toml", None, b"format = 1\n"), NOON)
    return places


def found(places: Places) -> list[Problem]:
    """All that there is to know about the files."""
    return checked(places, Store(places, NOON.date(), noon).load().problems(()))


def test_nothing(places: Places) -> None:
    """A sound journal has no problems, and looking changes nothing."""
    before = {path: path.stat().st_mtime_ns for path in places.home.rglob("*")}
    assert found(places) == []
    assert {path: path.stat().st_mtime_ns for path in places.home.rglob("*")} == before


def test_no_journal(tmp_path: Path) -> None:
    """Where there is no journal there are no problems, and none is made."""
    places = Places.at(tmp_path / "none")
    assert checked(places, []) == []
    assert not places.home.exists()


@pytest.mark.parametrize(
    ("name", "text", "original", "what"),
    [
        ("journal-LAPTOP.toml", "format = 1\n", "journal.toml", "second-copy-done"),
        ("journal (1).toml", f"format = 1\n{VOICE}", "journal.toml", "second-copy"),
        ("cycles/2026-03-02.sync-conflict-1.toml", SOUND, NAME, "second-copy-done"),
        ("cycles/2026-03-02.sync-conflict-1.toml", SOUND + VOICE.replace('"v"', '"w"'), NAME, "second-copy"),
        ("cycles/2026-03-02 2.toml", "\0" * 99, NAME, "second-copy"),
        ("cycles/2026-05-04 2.toml", cycle_text(PICK, starts="2026-05-04"), "cycles/2026-05-04.toml", "second-copy"),
    ],
)
def test_second_copy(places: Places, name: str, text: str, original: str, what: str) -> None:
    """A second copy is a remark that says of what, and whether there is anything left to take from it."""
    (places.home / name).write_text(text, "utf-8")
    (problem,) = found(places)
    assert (problem.level, problem.file, problem.what, problem.original) == ("remark", name, what, original)
    assert problem.detail == str(places.home / name)


@pytest.mark.parametrize(
    ("text", "what"),
    [("\0" * 400, "all-zero"), ("", "no-format"), (SOUND + "x = [", "not-toml"), ("format = 1\n", "no-header")],
)
def test_an_earlier_state_is_offered(places: Places, text: str, what: str) -> None:
    """Where a file cannot be read, the latest backup of which all can be read is offered by its number."""
    (places.home / NAME).write_text(text, "utf-8")
    assert (what, 1) in [(problem.what, problem.offer) for problem in found(places)]


def test_looked_for_once(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many errors a file has, its backups are looked through once."""
    looked = []
    monkeypatch.setattr(checks, "newest_good", lambda _, name: looked.append(name))
    (places.home / NAME).write_text(SOUND + "\n[[\n" * 50, "utf-8")
    assert len(found(places)) == 50
    assert looked == [NAME]


def test_only_odd(places: Places) -> None:
    """However odd a sound file is, in our format or a later one, no backup is offered against it."""
    for head in ("format = 1", "format = 2"):
        (places.home / NAME).write_text(SOUND.replace("format = 1", head) + "\n[[mood]]\n" * 1500, "utf-8")
        assert found(places)[-1].what in ("too-many", "unknown-block")
        assert {problem.offer for problem in found(places)} == {None}


def test_nothing_to_offer(places: Places) -> None:
    """Without a sound backup none is offered; for one broken block neither: that is mended by hand."""
    (places.home / "journal.toml").write_bytes(b"\0" * 9)
    (places.home / NAME).write_text(SOUND + VOICE.replace('"x"', "3"), "utf-8")
    assert [(problem.what, problem.offer) for problem in found(places)] == [("misread", None), ("all-zero", None)]


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\0" * 9, "all-zero"), (b"[[tip]\n", "not-toml"), (b"caf\xe9", "not-toml"), (b"format = 3\n", "newer")],
)
def test_own_tips(places: Places, data: bytes, what: str) -> None:
    """A file of own tips that cannot be read does not stay unsaid."""
    places.own_tips.write_bytes(data)
    assert [problem.what for problem in found(places)] == [what]


def test_what_a_newer_tipcycle_wrote(places: Places) -> None:
    """What cannot be read of a newer file is no mistake to mend, and no backup is offered against it."""
    text = (SOUND + VOICE.replace('"x"', "3")).replace("format = 1", "format = 2")
    (places.home / NAME).write_text(text, "utf-8")
    assert [(problem.what, problem.offer) for problem in found(places)] == [("newer", None), ("newer-part", None)]
