"""A journal in its folder: what is read, what is saved, and what is never touched."""

import errno
import itertools
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, all_events, cycle_text
from tests.storage.clocks import MONDAY, NOON, clock, noon
from tipcycle.core.errors import (
    DamagedFileError,
    DiskError,
    DurabilityError,
    NewerFormatError,
    ReservedKeyError,
    TipcycleError,
    UnencodableTextError,
)
from tipcycle.core.events import Change, Checkin, CycleHeader, Journal, Note, Payload, Pick, Profile, Voice
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store, change_file_name

NAME = "cycles/2026-03-02.toml"
HEADER = CycleHeader(MONDAY, 9, MONDAY)
FIVE = Pick(tips=(5, 13, 33, 34, 42))
FRIDAY = date(2026, 3, 6)
CHECKIN = Checkin(week=Week(MONDAY), did=(5,))

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """The places of a journal that does not exist yet."""
    return Paths.under(tmp_path / "journal")


@pytest.fixture
def store(places: Paths) -> Store:
    """A journal on the sixth of March, at noon."""
    return Store(places, FRIDAY, noon)


def adding(*bodies: Payload) -> Callable[[Journal], Change]:
    """An edit that adds these to the cycle of March, which it opens where that is needed."""

    def edit(journal: Journal) -> Change:
        return Change(MONDAY, bodies, None if journal.cycle_files else HEADER)

    return edit


def own(*bodies: Payload) -> Callable[[Journal], Change]:
    """An edit that adds these to `journal.toml`."""
    return lambda _: Change(None, bodies)


def put(places: Paths, name: str, text: str | bytes) -> Path:
    """A file of the journal with this text."""
    path = places.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(store: Store) -> list[tuple[str, str, int | None, str]]:
    """The problems of the journal as (level, file, line, what)."""
    loaded = store.load()
    found = loaded.problems(Cycles(loaded.journal))
    return [(problem.severity, problem.file, problem.line, problem.code) for problem in found]


def bodies(store: Store) -> list[Payload]:
    """What the journal says, in the order in which it was written."""
    return [block.payload for block in sorted(all_events(store.load().journal), key=lambda block: block.at)]


def tree(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder below: its mode, when it was changed, what it holds."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


# Reading.


def test_no_journal_yet(store: Store, places: Paths) -> None:
    """Without a journal there is nothing to read and nothing wrong, and looking makes no folder."""
    assert store.load().journal == Journal()
    assert said(store) == []
    assert not places.home.exists()


def test_reading_writes_nothing(store: Store, places: Paths) -> None:
    """Reading leaves every file, folder, mode and time as it is, sound or not."""
    store.save(adding(FIVE, CHECKIN))
    store.save(own(Profile(name="Ro")))
    put(places, "cycles/2026-05-04.toml", b"\0" * 100)
    put(places, "cycles/notes.txt", "mine")
    before = tree(places.home)
    store.load()
    said(store)
    assert tree(places.home) == before


def test_all_files(store: Store, places: Paths) -> None:
    """The journal is `journal.toml` and every file of a cycle."""
    store.save(own(Profile(name="Ro")))
    put(places, NAME, cycle_text(PICK_TEXT))
    put(places, "cycles/2026-05-04.toml", cycle_text(PICK_TEXT, starts="2026-05-04"))
    journal = store.load().journal
    assert [block.payload for block in journal.global_events] == [Profile(name="Ro")]
    assert [file.header.starts for file in journal.cycle_files] == [MONDAY, date(2026, 5, 4)]
    assert len(all_events(journal)) == 3


@pytest.mark.parametrize(
    "name",
    ["2026-03-02.toml.bak", "2026-03-02.tml", "march.toml", "2026-3-2.toml", "2026-02-30.toml", "2026-03-02 (1).toml"],
)
def test_stray_file(store: Store, places: Paths, name: str) -> None:
    """A file in the folder of cycles that is none is a remark, and is not read."""
    put(places, f"cycles/{name}", cycle_text(PICK_TEXT))
    assert said(store) == [("remark", f"cycles/{name}", None, "stray-file")]
    assert store.load().journal == Journal()


def test_hidden_stray_file(store: Store, places: Paths) -> None:
    """What other programs leave hidden there is not worth a word."""
    put(places, "cycles/.DS_Store", "x")
    put(places, "cycles/.2026-03-02.toml.0123.tmp", cycle_text(PICK_TEXT))
    assert said(store) == []


def test_errors_in_one_file_hide_no_other(store: Store, places: Paths) -> None:
    """A file that cannot be read is named, and the others are read."""
    put(places, NAME, cycle_text(PICK_TEXT))
    put(places, "cycles/2026-05-04.toml", b"\0" * 100)
    put(
        places,
        "cycles/2026-07-06.toml",
        cycle_text(PICK_TEXT, starts="2026-07-06").replace("2026-07-06", "2026-07-13", 1),
    )
    put(places, "cycles/2026-09-07.toml", cycle_text(PICK_TEXT, starts="2026-09-07"))
    put(places, "journal.toml", "format 1\n")
    assert [(level, file, what) for level, file, _, what in said(store)] == [
        ("remark", NAME, "never-closed"),
        ("error", "cycles/2026-05-04.toml", "all-zero"),
        ("error", "cycles/2026-07-06.toml", "header"),
        ("error", "journal.toml", "not-toml"),
    ]
    assert [file.header.starts for file in store.load().journal.cycle_files] == [MONDAY, date(2026, 9, 7)]


def test_what_the_rules_leave_out(store: Store, places: Paths) -> None:
    """What cannot be read and what does not count are told together, by file and line."""
    odd = '[[checkin]]\nweek = "2026-W10"\ndid = [57]\n\n[[checkin]]\nweek = 10\n\n[[note]]\ntext = "a"\nmood = 1\n'
    path = put(places, NAME, cycle_text(f"{PICK_TEXT}\n{odd}"))
    lines = [n for n, line in enumerate(path.read_text().split("\n"), 1) if line.startswith("[[")]
    assert said(store) == [
        ("remark", NAME, lines[1], "tip-not-active"),
        ("error", NAME, lines[2], "misread"),
        ("remark", NAME, lines[3], "unknown-key"),
    ]


def test_what_is_left_out_of_one_of_two_files(store: Store, places: Paths) -> None:
    """A check-in that was copied into another cycle's file is remarked on there, not where it counts."""
    checkin = '\n[[checkin]]\nid = "c"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\ndid = [5]\n'
    put(places, "cycles/2026-03-02.toml", cycle_text(PICK_TEXT) + checkin)
    second = cycle_text(PICK_TEXT, starts="2026-05-04", anchor="2026-03-02") + "# copied:\n"
    put(places, "cycles/2026-05-04.toml", second + checkin)
    line = second.count("\n") + 2
    assert ("remark", "cycles/2026-05-04.toml", line, "week-outside") in said(store)
    assert [what for _, file, _, what in said(store) if "03-02" in file] == ["never-closed"]


def test_hidden(store: Store, places: Paths) -> None:
    """Only errors hide something from a reader; remarks do not."""
    put(places, NAME, cycle_text(f"{PICK_TEXT}\n[[note]]\ntext = 3\n\n[[mood]]\nx = 1\n"))
    assert store.load().error_count == 1


@pytest.mark.parametrize("name", ["journal.toml", NAME])
def test_folder_in_place_of_a_file(store: Store, places: Paths, name: str) -> None:
    """A folder where a file should be is an error with a reason, to read and to write."""
    (places.home / name).mkdir(parents=True)
    assert said(store) == [("error", name, None, "unreadable")]
    (problem,) = store.load().file_problems
    with pytest.raises(DiskError) as caught:
        store.save(own(Profile(name="Ro")) if name == "journal.toml" else adding(FIVE))
    assert caught.value.path == str(places.home / name)
    assert caught.value.reason == problem.detail != ""
    assert (places.home / name).is_dir()


@posix
def test_link_in_a_loop(store: Store, places: Paths) -> None:
    """A file that is a link to itself is an error with a reason, to read and to write; the other files are read."""
    put(places, NAME, cycle_text(PICK_TEXT))
    places.journal.symlink_to("journal.toml")
    assert said(store) == [("error", "journal.toml", None, "unreadable")]
    assert len(store.load().journal.cycle_files) == 1
    with pytest.raises(DiskError) as caught:
        store.save(own(Profile(name="Ro")))
    assert caught.value.reason


def test_file_in_place_of_the_folder(store: Store, places: Paths) -> None:
    """A file where the folder of cycles should be is an error, and `journal.toml` is read all the same."""
    store.save(own(Profile(name="Ro")))
    put(places, "cycles", "mine")
    assert said(store) == [("error", "cycles", None, "unreadable")]
    assert bodies(store) == [Profile(name="Ro")]
    with pytest.raises(DiskError):
        store.save(adding(FIVE))
    assert places.cycles.read_text() == "mine"


# Saving.


def test_saved_is_read(store: Store, places: Paths) -> None:
    """What was saved is there for every later run, each in the file it belongs to."""
    store.save(adding(FIVE))
    store.save(adding(CHECKIN))
    store.save(own(Profile(name="Ro")))
    again = Store(places, FRIDAY, noon)
    assert bodies(again) == [FIVE, CHECKIN, Profile(name="Ro")]
    assert said(again) == []
    assert [file.header for file in again.load().journal.cycle_files] == [HEADER]
    assert {block.on for block in all_events(again.load().journal)} == {FRIDAY}


def test_file_of_a_change() -> None:
    """What belongs to a cycle goes to its file, the rest to `journal.toml`."""
    assert (change_file_name(Change(None, ())), change_file_name(Change(MONDAY, ()))) == ("journal.toml", NAME)


def test_outcome(store: Store) -> None:
    """The edit sees the journal as it is, and its outcome comes back."""
    store.save(adding(FIVE))
    seen: list[Journal] = []
    change = Change(MONDAY, (CHECKIN,))

    def edit(journal: Journal) -> Change:
        seen.append(journal)
        return change

    assert store.save(edit) is change
    assert [[block.payload for block in all_events(journal)] for journal in seen] == [[FIVE]]


def test_refused_edit(store: Store, places: Paths) -> None:
    """An edit that refuses leaves every file as it was, and lets go of the lock."""
    store.save(adding(FIVE))
    before = tree(places.home / "cycles")

    def edit(_: Journal) -> Change:
        raise TipcycleError

    with pytest.raises(TipcycleError):
        store.save(edit)
    assert tree(places.home / "cycles") == before
    store.save(adding(CHECKIN))


def test_one_entry(store: Store) -> None:
    """All blocks of one command carry one stamp and one day, and each an id of its own."""
    store.save(adding(FIVE, CHECKIN, Note(text="a"), Note(text="a"), Voice(text="b")))
    blocks = all_events(store.load().journal)
    assert {(block.at, block.on) for block in blocks} == {(NOON, FRIDAY)}
    assert len({block.id for block in blocks}) == 5


def test_ids_never_collide(tmp_path: Path) -> None:
    """Two machines that write the same at the same moment write different ids."""
    found: set[str] = set()
    for machine in ("one", "two"):
        store = Store(Paths.under(tmp_path / machine), FRIDAY, noon)
        for _ in range(5):
            store.save(adding(FIVE))
        found |= {block.id for block in all_events(store.load().journal)}
    assert len(found) == 10


BACK = {
    "stands still": timedelta(0),
    "goes back a microsecond": timedelta(microseconds=1),
    "goes back a second": timedelta(seconds=1),
    "goes back an hour": timedelta(hours=1),
    "goes back a day": timedelta(days=1),
    "goes back ten years": timedelta(days=3653),
}


@pytest.mark.parametrize("back", BACK.values(), ids=BACK.keys())
def test_clock_that_goes_back(places: Paths, back: timedelta) -> None:
    """A stamp is later than every earlier one by a microsecond when the clock is not, whichever file they are in."""
    for moment, edit in (
        (NOON, adding(FIVE)),
        (NOON - back, adding(CHECKIN)),
        (NOON - back, own(Profile(name="Ro"))),
        (NOON - back, adding(Note(text="a"))),
        (NOON + timedelta(seconds=1), own(Profile(name="Bo"))),
    ):
        Store(places, FRIDAY, clock(moment)).save(edit)
    blocks = sorted(all_events(Store(places, FRIDAY, noon).load().journal), key=lambda block: block.at)
    assert [block.payload for block in blocks] == [
        FIVE,
        CHECKIN,
        Profile(name="Ro"),
        Note(text="a"),
        Profile(name="Bo"),
    ]
    assert [block.at - NOON for block in blocks] == [
        *(timedelta(microseconds=n) for n in range(4)),
        timedelta(seconds=1),
    ]


def test_clock_of_another_zone(places: Paths) -> None:
    """A stamp is an instant in UTC, whatever zone the clock tells."""
    Store(places, FRIDAY, clock(NOON.astimezone(timezone(timedelta(hours=9))))).save(adding(FIVE))
    (block,) = all_events(Store(places, FRIDAY, noon).load().journal)
    assert (block.at, block.at.tzinfo) == (NOON, UTC)
    assert b"at = 2026-03-06 12:00:00+00:00\n" in (places.home / NAME).read_bytes()


def test_later_than_what_hides_behind_an_error(store: Store, places: Paths) -> None:
    """A stamp is later even than those in a file whose cycle cannot be read."""
    put(
        places,
        NAME,
        cycle_text(PICK_TEXT).replace("weeks = 9", "weeks = 7").replace("at = 2026-03-01", "at = 2031-03-01"),
    )
    store.save(own(Profile(name="Ro")))
    (block,) = store.load().journal.global_events
    assert block.at > datetime(2031, 3, 1, tzinfo=UTC)


def test_day_that_is_set(tipcycle: TipcycleRunner, home: Path) -> None:
    """Under TIPCYCLE_TODAY a stamp is that date at the present time of day, and `on` is that date."""
    before = datetime.now(UTC)
    assert tipcycle("pick 5 13 33 34 42", on="2031-05-15").exit_code == 0
    present = datetime.now(UTC)
    (path,) = (home / "cycles").iterdir()
    (block,) = tomllib.loads(path.read_text())["pick"]
    assert block["on"] == block["at"].date() == date(2031, 5, 15)
    assert before.time() <= block["at"].time() <= present.time() or before.date() != present.date()


def test_one_rename(tipcycle: TipcycleRunner, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command with answers, notes and a voice publishes one file, once."""
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    published: list[str] = []
    for name in ("replace", "rename", "link"):
        _note(monkeypatch, name, published)
    assert tipcycle("checkin --did 5 --missed 13 --team 4 --note 5=a --note 13=b --voice c --by guest").exit_code == 0
    assert [path for path in published if "backups" not in path] == [str(home / NAME)]
    blocks = tomllib.loads((home / NAME).read_text())
    assert len({block["at"] for kind in ("checkin", "note", "voice") for block in blocks[kind]}) == 1


def _note(monkeypatch: pytest.MonkeyPatch, name: str, published: list[str]) -> None:
    real = getattr(os, name)

    def noting(source: Any, target: Any) -> None:
        published.append(str(target))
        real(source, target)

    monkeypatch.setattr(os, name, noting)


# Files that take no entry.

SOUND = cycle_text(PICK_TEXT)
REFUSING = {
    "an error": (SOUND.replace("on = 2026-03-01", "on = 1"), DamagedFileError, 65),
    "no TOML": (SOUND + "=\n", DamagedFileError, 65),
    "zeros": ("\0" * 300, DamagedFileError, 65),
    "nothing": ("", DamagedFileError, 65),
    "a newer format": (SOUND.replace("format = 1", "format = 2"), NewerFormatError, 78),
    "a table in the way": (SOUND + "\n[checkin]\nmood = 1\n", ReservedKeyError, 65),
    "an empty list in the way": ("checkin = []\n" + SOUND, ReservedKeyError, 65),
}


@pytest.mark.parametrize(("text", "error", "code"), REFUSING.values(), ids=REFUSING.keys())
def test_file_that_takes_no_entry(
    store: Store, places: Paths, text: str, error: type[TipcycleError], code: int
) -> None:
    """A file that cannot be added to is not touched, no generation is made of it, and other files take entries."""
    path = put(places, NAME, text)
    before = tree(places.cycles)
    with pytest.raises(error) as caught:
        store.save(lambda _: Change(MONDAY, (CHECKIN,), HEADER))
    assert caught.value.exit_code == code
    assert getattr(caught.value, "file", None) == NAME
    assert tree(places.cycles) == before
    assert stored_backups(places) == []
    store.save(own(Profile(name="Ro")))
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        (SOUND + "\n[checkin]\nmood = 1\n", 65, "checkin"),
        ("checkin = []\n" + SOUND, 65, "checkin"),
        (SOUND + '\n[[checkin]]\nweek = "2026-W10\n', 65, NAME),
        (SOUND.replace("format = 1", "format = 2"), 78, NAME),
    ],
    ids=["table", "empty list", "broken block", "newer"],
)
def test_exit_code(tipcycle: TipcycleRunner, home: Path, text: str, code: int, named: str) -> None:
    """The command line gives the exit code of the format, names what is in the way, and writes nothing."""
    path = home / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text)
    ran = tipcycle("checkin --did 5")
    assert ran.exit_code == code
    assert ran.stdout == ""
    assert named in ran.stderr
    assert path.read_text() == text


def test_no_place_in_utf8(store: Store, places: Paths) -> None:
    """A text that cannot be encoded leaves every file of the journal alone, and makes none."""
    with pytest.raises(UnencodableTextError):
        store.save(own(Profile(name="caf\udce9")))
    assert [path.name for path in places.home.iterdir()] == [".tipcycle"]
    assert [path.name for path in places.state.iterdir()] == ["lock"]


def test_no_place_in_utf8_on_the_command_line(tipcycle: TipcycleRunner, home: Path) -> None:
    """Bytes on the command line that are no UTF-8 are the command line's mistake."""
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    before = (home / NAME).read_bytes()
    assert tipcycle(["note", "caf\udce9"]).exit_code == 2
    assert (home / NAME).read_bytes() == before


def test_cycle_without_a_header(store: Store, places: Paths) -> None:
    """A change for a cycle whose file is gone makes no file that nobody could read."""
    with pytest.raises(DamagedFileError):
        store.save(lambda _: Change(MONDAY, (CHECKIN,)))
    assert not places.cycles.exists()


@pytest.mark.parametrize(
    "text", ["", "\0" * 300, SOUND.replace("weeks = 9", "weeks = 7")], ids=["nothing", "zeros", "header"]
)
def test_no_cycle_beside_one_that_hides(store: Store, places: Paths, text: str) -> None:
    """While the latest cycle cannot be read no other is begun beside it: nobody knows where the next one starts."""
    put(places, NAME, text)
    later = CycleHeader(date(2026, 3, 9), 9, date(2026, 3, 9))
    with pytest.raises(DamagedFileError) as caught:
        store.save(lambda _: Change(later.starts, (FIVE,), later))
    assert caught.value.file == NAME
    assert list(places.cycles.iterdir()) == [places.home / NAME]


def test_next_cycle_after_one_with_an_error(store: Store, places: Paths) -> None:
    """An error in a block hides no cycle, so the next one can begin in a file of its own."""
    put(places, NAME, SOUND + "\n[[note]]\ntext = 3\n")
    later = CycleHeader(date(2026, 5, 4), 9, MONDAY)
    store.save(lambda _: Change(later.starts, (FIVE,), later))
    assert [file.header for file in store.load().journal.cycle_files] == [HEADER, later]


# Others who write.


def test_what_a_killed_run_left(store: Store, places: Paths) -> None:
    """The temporary file of a run that was killed is neither read nor kept for ever; a stranger's stays."""
    store.save(adding(FIVE))
    left = [f".2026-03-02.toml.{'0a' * 6}.tmp", ".2026-05-04.toml.swp", ".2026-03-02.toml.swp", "2026-03-02.toml.tmp"]
    for name in left:
        put(places, f"cycles/{name}", SOUND)
    store.save(adding(CHECKIN))
    assert bodies(store) == [FIVE, CHECKIN]
    assert {path.name for path in places.cycles.iterdir()} == {(places.home / NAME).name, *left[1:]}


def test_edited_meanwhile(store: Store, places: Paths) -> None:
    """What an editor wrote after the file was read is read again and kept: the entry comes after it."""
    store.save(adding(FIVE))
    path = places.home / NAME
    once = [b"# by hand\n"]

    def edit(_: Journal) -> Change:
        with path.open("ab") as file:
            file.write(once.pop() if once else b"")
        return Change(MONDAY, (CHECKIN,))

    store.save(edit)
    assert b"# by hand\n\n[[checkin]]\n" in path.read_bytes()
    assert bodies(store) == [FIVE, CHECKIN]
    assert [each.path.read_bytes().endswith(b"# by hand\n") for each in stored_backups(places)] == [True]


def test_made_meanwhile(store: Store, places: Paths) -> None:
    """A cycle's file that appeared after the journal was read is added to, not replaced."""
    tried: list[int] = []

    def edit(journal: Journal) -> Change:
        tried.append(len(journal.cycle_files))
        if not journal.cycle_files:
            put(places, NAME, SOUND)
        return adding(CHECKIN)(journal)

    store.save(edit)
    assert tried == [0, 1]
    assert (places.home / NAME).read_text().startswith(SOUND)
    assert bodies(store) == [FIVE, CHECKIN]


def test_edited_all_the_time(store: Store, places: Paths) -> None:
    """A file that changes each time it was read is given up on at last, with every byte of the other's in it."""
    store.save(adding(FIVE))
    path = places.home / NAME
    before = path.read_bytes()
    times = 0

    def edit(_: Journal) -> Change:
        nonlocal times
        times += 1
        path.write_bytes(before + b"#" * times)
        return Change(MONDAY, (CHECKIN,))

    with pytest.raises(DiskError) as caught:
        store.save(edit)
    assert caught.value.path == str(path)
    assert path.read_bytes() == before + b"#" * times
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


@posix
def test_file_behind_a_link(store: Store, places: Paths, tmp_path: Path) -> None:
    """A journal file that is a link stays one: the entry is in the file behind it, and a generation is kept."""
    real = tmp_path / "synced" / "march.toml"
    real.parent.mkdir()
    real.write_text(SOUND)
    places.cycles.mkdir(parents=True)
    (places.home / NAME).symlink_to(real)
    store.save(adding(CHECKIN))
    assert (places.home / NAME).is_symlink()
    assert bodies(store) == [FIVE, CHECKIN]
    assert [path.name for path in real.parent.iterdir()] == ["march.toml"]
    assert [(each.file_name, each.path.read_text()) for each in stored_backups(places)] == [(NAME, SOUND)]


def test_every_state_is_kept(store: Store, places: Paths) -> None:
    """Each entry leaves the state before it behind as a generation, byte for byte."""
    states: list[bytes] = []
    for body in (FIVE, CHECKIN, Note(text="a"), Note(text="b")):
        store.save(adding(body))
        states.append((places.home / NAME).read_bytes())
    assert [each.path.read_bytes() for each in stored_backups(places, NAME)] == states[:-1]


APPENDING = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tipcycle.core.events import Change, Note
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store

store = Store(Paths.under(Path(sys.argv[1])), date(2026, 3, 6), lambda: datetime(2026, 3, 6, 12, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
for n in range(40):
    store.save(lambda _: Change(date(2026, 3, 2), (Note(text=f"{sys.argv[2]} {n}"),)))
    print(n, flush=True)
"""


def test_two_runs_at_once(store: Store, places: Paths) -> None:
    """Two processes that add forty entries each lose none, and no two entries bear one stamp."""
    store.save(adding(FIVE))
    runs = [
        subprocess.Popen([sys.executable, "-c", APPENDING, str(places.home), who], stdin=-1, stdout=-1, text=True)
        for who in ("one", "two")
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    acknowledged = [run.communicate()[0].split() for run in runs]
    assert acknowledged == [[str(n) for n in range(40)]] * 2
    notes = [body.text for body in bodies(store) if isinstance(body, Note)]
    assert sorted(notes) == sorted(f"{who} {n}" for who in ("one", "two") for n in range(40))
    assert len({block.at for block in all_events(store.load().journal)}) == 81
    assert said(store) == []


# A disk that refuses, at any call.


class Refusing:
    """A function of the operating system that refuses its n-th call, with a full disk for a reason."""

    def __init__(self, name: str, call: int) -> None:
        self.name = name
        self.real = getattr(os, name)
        self.left = call

    @property
    def refused(self) -> bool:
        """Whether that call came."""
        return self.left <= 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            if self.name == "close":  # what is closed is closed, whatever is said of it
                self.real(*args, **kwargs)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*args, **kwargs)


def saved(store: Store, payload: Payload) -> bool:
    """Whether it was said to be saved."""
    try:
        store.save(adding(payload))
    except DurabilityError:
        return True
    except DiskError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")
@pytest.mark.parametrize("first", [False, True], ids=["an entry", "a first entry"])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "link", "replace", "mkdir", "unlink"])
def test_any_call_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, first: bool) -> None:
    """Whichever call the disk refuses, the entry is there whole or not at all, as was said, and the next one works."""
    calls = 0
    for call in itertools.count(1):
        places = Paths.under(tmp_path / str(call))
        store = Store(places, FRIDAY, noon)
        before: list[Payload] = [] if first else [FIVE, CHECKIN]
        for body in before:
            store.save(adding(body))
        refusing = Refusing(name, call)
        with monkeypatch.context() as patched:
            patched.setattr(os, name, refusing)
            done = saved(store, Voice(text="a"))
        if not refusing.refused:
            break
        calls += 1
        assert bodies(store) == [*before, Voice(text="a")][: len(before) + done]
        assert said(store) == []
        assert name == "unlink" or {path.name for path in places.cycles.rglob("*")} <= {f"{MONDAY}.toml"}
        assert saved(store, Note(text="b"))
        assert bodies(store)[-1] == Note(text="b")
    used = {"open": 3, "write": 2, "fsync": 2, "close": 3, "replace": not first, "link": 1, "mkdir": first}
    assert calls >= used.get(name, 0)
