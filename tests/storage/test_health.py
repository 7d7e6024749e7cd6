"""What `journal check` finds beside the blocks: second copies, and an earlier state where one can help."""

from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.diagnostics import Problem
from tipcycle.core.projection import Cycles
from tipcycle.storage import health
from tipcycle.storage.health import check_files
from tipcycle.storage.journal_files import FileWrite, write_file
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK_TEXT)
VOICE = '\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """A sound journal with one backup of its cycle."""
    places = Paths.under(tmp_path)
    write_file(places, FileWrite(NAME, None, SOUND.encode()), NOON)
    write_file(places, FileWrite(NAME, SOUND.encode(), (SOUND + VOICE).encode()), NOON)
    write_file(places, FileWrite("journal.toml", None, b"format = 1\n"), NOON)
    return places


def found(places: Paths) -> list[Problem]:
    """All that there is to know about the files."""
    return check_files(places, Store(places, NOON.date(), noon).load().problems(()))


def test_nothing(places: Paths) -> None:
    """A sound journal has no problems, and looking changes nothing."""
    before = {path: path.stat().st_mtime_ns for path in places.home.rglob("*")}
    assert found(places) == []
    assert {path: path.stat().st_mtime_ns for path in places.home.rglob("*")} == before


def test_no_journal(tmp_path: Path) -> None:
    """Where there is no journal there are no problems, and none is made."""
    places = Paths.under(tmp_path / "none")
    assert check_files(places, []) == []
    assert not places.home.exists()


@pytest.mark.parametrize(
    ("name", "text", "original", "what"),
    [
        ("journal-LAPTOP.toml", "format = 1\n", "journal.toml", "second-copy-done"),
        ("journal (1).toml", f"format = 1\n{VOICE}", "journal.toml", "second-copy"),
        ("cycles/2026-03-02.sync-conflict-1.toml", SOUND, NAME, "second-copy-done"),
        ("cycles/2026-03-02.sync-conflict-1.toml", SOUND + VOICE.replace('"v"', '"w"'), NAME, "second-copy"),
        ("cycles/2026-03-02 2.toml", "\0" * 99, NAME, "second-copy"),
        (
            "cycles/2026-05-04 2.toml",
            cycle_text(PICK_TEXT, starts="2026-05-04"),
            "cycles/2026-05-04.toml",
            "second-copy",
        ),
    ],
)
def test_second_copy(places: Paths, name: str, text: str, original: str, what: str) -> None:
    """A second copy is a remark that says of what, and whether there is anything left to take from it."""
    (places.home / name).write_text(text, "utf-8")
    (problem,) = found(places)
    assert (problem.severity, problem.file, problem.code, problem.original_file) == ("remark", name, what, original)
    assert problem.detail == str(places.home / name)


@pytest.mark.parametrize(
    ("text", "what"),
    [("\0" * 400, "all-zero"), ("", "no-format"), (SOUND + "x = [", "not-toml"), ("format = 1\n", "no-header")],
)
def test_an_earlier_state_is_offered(places: Paths, text: str, what: str) -> None:
    """Where a file cannot be read, the latest backup of which all can be read is offered by its number."""
    (places.home / NAME).write_text(text, "utf-8")
    assert (what, 1) in [(problem.code, problem.backup_number) for problem in found(places)]


def test_looked_for_once(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many errors a file has, its backups are looked through once."""
    looked = []
    monkeypatch.setattr(health, "suggest_backup", lambda _, name: looked.append(name))
    (places.home / NAME).write_text(SOUND + "\n[[\n" * 50, "utf-8")
    assert len(found(places)) == 50
    assert looked == [NAME]


def test_only_odd(places: Paths) -> None:
    """However odd a sound file is, in our format or a later one, no backup is offered against it."""
    for head in ("format = 1", "format = 2"):
        (places.home / NAME).write_text(SOUND.replace("format = 1", head) + "\n[[mood]]\n" * 1500, "utf-8")
        assert found(places)[-1].code in ("too-many", "unknown-block")
        assert {problem.backup_number for problem in found(places)} == {None}


def test_nothing_to_offer(places: Paths) -> None:
    """Without a sound backup none is offered; for one broken block neither: that is mended by hand."""
    (places.home / "journal.toml").write_bytes(b"\0" * 9)
    (places.home / NAME).write_text(SOUND + VOICE.replace('"x"', "3"), "utf-8")
    assert [(problem.code, problem.backup_number) for problem in found(places)] == [
        ("misread", None),
        ("all-zero", None),
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\0" * 9, "all-zero"), (b"[[tip]\n", "not-toml"), (b"caf\xe9", "not-toml"), (b"format = 3\n", "newer")],
)
def test_own_tips(places: Paths, data: bytes, what: str) -> None:
    """A file of own tips that cannot be read does not stay unsaid."""
    places.own_tips.write_bytes(data)
    assert [problem.code for problem in found(places)] == [what]


def test_what_a_newer_tipcycle_wrote(places: Paths) -> None:
    """What cannot be read of a newer file is no mistake to mend, and no backup is offered against it."""
    text = (SOUND + VOICE.replace('"x"', "3")).replace("format = 1", "format = 2")
    (places.home / NAME).write_text(text, "utf-8")
    assert [(problem.code, problem.backup_number) for problem in found(places)] == [
        ("newer", None),
        ("newer-part", None),
    ]


# Cycles that were never closed, tips that there are not, files that are gone.

LATER = "cycles/2026-05-04.toml"
CLOSE = '\n[[close]]\nid = "c"\nat = 2026-05-01T08:00:00Z\non = 2026-05-01\nkeep = [5, 13, 33, 34, 42]\n'
UNDONE = '\n[[undo]]\nid = "u"\nat = 2026-05-02T08:00:00Z\non = 2026-05-02\nof = ["c"]\n'


def told(places: Paths) -> list[Problem]:
    """All that there is to know, the cycles and the numbers of the tips included."""
    loaded = Store(places, NOON.date(), noon).load()
    return check_files(places, loaded.problems(Cycles(loaded.journal), lambda tip: tip <= 101))


def grow(places: Paths, name: str, *states: str) -> None:
    """A file that became each of these in turn."""
    old = None if not (places.home / name).exists() else (places.home / name).read_bytes()
    for state in states:
        write_file(places, FileWrite(name, old, state.encode()), NOON)
        old = state.encode()


@pytest.mark.parametrize(
    ("states", "offer", "how"),
    [
        pytest.param((), None, "", id="never"),
        pytest.param((SOUND + CLOSE, SOUND), 3, "", id="restored"),
        pytest.param((SOUND + CLOSE + UNDONE,), None, "undone", id="taken-back"),
        pytest.param((SOUND + CLOSE, SOUND + CLOSE + UNDONE), 3, "undone", id="taken-back-here"),
    ],
)
def test_never_closed(places: Paths, states: tuple[str, ...], offer: int | None, how: str) -> None:
    """A cycle that is open under a later one is a remark, with the earlier state in which its close stands."""
    grow(places, NAME, *states)
    assert told(places) == []
    grow(places, LATER, cycle_text(PICK_TEXT, starts="2026-05-04", anchor="2026-03-02"))
    (problem,) = told(places)
    assert (problem.severity, problem.file, problem.code) == ("remark", NAME, "never-closed")
    assert (problem.detail, problem.extra_detail, problem.backup_number, problem.cause) == ("1", "2", offer, how)


def test_no_such_tip(places: Paths) -> None:
    """A number that no catalogue knows is a remark, once, at the first block that names it; not one taken back."""
    answers = '\n[[checkin]]\nid = "{}"\nat = 2026-03-0{}T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\ndid = [{}]\n'
    text = SOUND + answers.format("x", 6, 890) + answers.format("y", 7, 890)
    (places.home / NAME).write_text(text, "utf-8")
    found = [problem for problem in told(places) if problem.code == "no-such-tip"]
    assert [(each.severity, each.detail, each.line) for each in found] == [
        ("remark", "890", text[: text.index("[[ch")].count("\n") + 1)
    ]
    undone = text + '\n[[undo]]\nid = "u"\nat = 2026-03-08T08:00:00Z\non = 2026-03-08\nof = ["x", "y"]\n'
    (places.home / NAME).write_text(undone, "utf-8")
    assert told(places) == []


def test_gone(places: Paths) -> None:
    """A cycle file that is no longer there while a backup of it is: the latest sound one is offered."""
    (places.home / NAME).unlink()
    (problem,) = found(places)
    assert (problem.severity, problem.file, problem.code, problem.backup_number) == ("remark", NAME, "gone", 1)


def test_not_missed(places: Paths) -> None:
    """Silence on what never was, on a file that lies beside its place, and on one whose blocks are elsewhere."""
    grow(places, LATER, cycle_text(PICK_TEXT, starts="2026-05-04"))
    (places.home / LATER).unlink()  # one state only: there is no backup
    assert found(places) == []
    (places.home / NAME).rename(places.home / "cycles" / "2026-03-02 2.toml")
    assert [problem.code for problem in found(places)] == ["second-copy"]
    (places.home / "cycles" / "2026-03-02 2.toml").rename(places.home / "cycles" / "2026-03-09.toml")
    assert "gone" not in [problem.code for problem in found(places)]


def test_a_void_cycle_is_not_missed(places: Paths) -> None:
    """Of a pick that was taken back nothing stands, so nothing is lost with its file."""
    void = SOUND + '\n[[undo]]\nid = "u"\nat = 2026-03-08T08:00:00Z\non = 2026-03-08\nof = ["2026-03-02-1"]\n'
    grow(places, NAME, void, void + "# by hand\n")
    (places.home / NAME).unlink()
    assert found(places) == []


def test_the_line_and_the_fullest_state(places: Paths) -> None:
    """Where a file stops being readable its line is shown; the fullest sound state is offered, and what it lacks."""
    newer = VOICE.replace('"v"', '"w"').replace("08:00", "09:00")
    grow(places, NAME, SOUND + VOICE, SOUND)
    (places.home / NAME).write_text(SOUND + newer + '\n[[note]]\ntext = "no end' + "d" * 99 + "\n", "utf-8")
    (problem,) = found(places)
    assert (problem.code, problem.backup_number, problem.newer_entries) == ("not-toml", 3, 1)
    assert problem.extra_detail.startswith('text = "no endd')
    assert len(problem.extra_detail) < 60
