"""Loading a journal from its folder and saving changes to it."""

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
PICK = Pick(tips=(5, 13, 33, 34, 42))
FRIDAY = date(2026, 3, 6)
CHECKIN = Checkin(week=Week(MONDAY), did=(5,))

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal that does not exist yet."""
    return Paths.under(tmp_path / "journal")


@pytest.fixture
def store(paths: Paths) -> Store:
    """Return a store on 6 March 2026 at noon."""
    return Store(paths, FRIDAY, noon)


def add_to_cycle(*payloads: Payload) -> Callable[[Journal], Change]:
    """Return an edit that adds events to the cycle of March, and opens the cycle if needed."""

    def edit(journal: Journal) -> Change:
        return Change(MONDAY, payloads, None if journal.cycle_files else HEADER)

    return edit


def add_to_journal(*payloads: Payload) -> Callable[[Journal], Change]:
    """Return an edit that adds events to `journal.toml`."""
    return lambda _: Change(None, payloads)


def write_journal_file(paths: Paths, name: str, text: str | bytes) -> Path:
    """Write a file of the journal and return its path."""
    path = paths.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problem_rows(store: Store) -> list[tuple[str, str, int | None, str]]:
    """Return the problems of the journal as (severity, file, line, code)."""
    loaded = store.load()
    problems = loaded.problems(Cycles(loaded.journal))
    return [(problem.severity, problem.file, problem.line, problem.code) for problem in problems]


def payloads(store: Store) -> list[Payload]:
    """Return the payloads of all events, ordered by time stamp."""
    return [event.payload for event in sorted(all_events(store.load().journal), key=lambda event: event.at)]


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return the mode, modification time and content of every file and folder below this folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


# Loading.


def test_missing_journal_is_empty(store: Store, paths: Paths) -> None:
    """Loading reports no problems and creates no folder."""
    assert store.load().journal == Journal()
    assert problem_rows(store) == []
    assert not paths.home.exists()


def test_loading_writes_nothing(store: Store, paths: Paths) -> None:
    """Files, folders, modes and times stay the same, with and without problems."""
    store.save(add_to_cycle(PICK, CHECKIN))
    store.save(add_to_journal(Profile(name="Ro")))
    write_journal_file(paths, "cycles/2026-05-04.toml", b"\0" * 100)
    write_journal_file(paths, "cycles/notes.txt", "mine")
    old_snapshot = snapshot(paths.home)
    store.load()
    problem_rows(store)
    assert snapshot(paths.home) == old_snapshot


def test_load_reads_all_files(store: Store, paths: Paths) -> None:
    store.save(add_to_journal(Profile(name="Ro")))
    write_journal_file(paths, NAME, cycle_text(PICK_TEXT))
    write_journal_file(paths, "cycles/2026-05-04.toml", cycle_text(PICK_TEXT, starts="2026-05-04"))
    journal = store.load().journal
    assert [event.payload for event in journal.global_events] == [Profile(name="Ro")]
    assert [file.header.starts for file in journal.cycle_files] == [MONDAY, date(2026, 5, 4)]
    assert len(all_events(journal)) == 3


@pytest.mark.parametrize(
    "name",
    ["2026-03-02.toml.bak", "2026-03-02.tml", "march.toml", "2026-3-2.toml", "2026-02-30.toml", "2026-03-02 (1).toml"],
)
def test_stray_file_is_reported(store: Store, paths: Paths, name: str) -> None:
    """Another file in the folder of cycles is a warning and is not loaded."""
    write_journal_file(paths, f"cycles/{name}", cycle_text(PICK_TEXT))
    assert problem_rows(store) == [("remark", f"cycles/{name}", None, "stray-file")]
    assert store.load().journal == Journal()


def test_hidden_stray_file_is_ignored(store: Store, paths: Paths) -> None:
    write_journal_file(paths, "cycles/.DS_Store", "x")
    write_journal_file(paths, "cycles/.2026-03-02.toml.0123.tmp", cycle_text(PICK_TEXT))
    assert problem_rows(store) == []


def test_unreadable_file_does_not_hide_others(store: Store, paths: Paths) -> None:
    write_journal_file(paths, NAME, cycle_text(PICK_TEXT))
    write_journal_file(paths, "cycles/2026-05-04.toml", b"\0" * 100)
    write_journal_file(
        paths,
        "cycles/2026-07-06.toml",
        cycle_text(PICK_TEXT, starts="2026-07-06").replace("2026-07-06", "2026-07-13", 1),
    )
    write_journal_file(paths, "cycles/2026-09-07.toml", cycle_text(PICK_TEXT, starts="2026-09-07"))
    write_journal_file(paths, "journal.toml", "format 1\n")
    assert [(severity, file, code) for severity, file, _, code in problem_rows(store)] == [
        ("remark", NAME, "never-closed"),
        ("error", "cycles/2026-05-04.toml", "all-zero"),
        ("error", "cycles/2026-07-06.toml", "header"),
        ("error", "journal.toml", "not-toml"),
    ]
    assert [file.header.starts for file in store.load().journal.cycle_files] == [MONDAY, date(2026, 9, 7)]


def test_problems_include_ignored_events(store: Store, paths: Paths) -> None:
    """Unreadable blocks and events that the rules ignore are reported together, by file and line."""
    blocks = '[[checkin]]\nweek = "2026-W10"\ndid = [57]\n\n[[checkin]]\nweek = 10\n\n[[note]]\ntext = "a"\nmood = 1\n'
    path = write_journal_file(paths, NAME, cycle_text(f"{PICK_TEXT}\n{blocks}"))
    lines = [n for n, line in enumerate(path.read_text().split("\n"), 1) if line.startswith("[[")]
    assert problem_rows(store) == [
        ("remark", NAME, lines[1], "tip-not-active"),
        ("error", NAME, lines[2], "misread"),
        ("remark", NAME, lines[3], "unknown-key"),
    ]


def test_event_copied_to_another_file_is_reported_there(store: Store, paths: Paths) -> None:
    checkin = '\n[[checkin]]\nid = "c"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\ndid = [5]\n'
    write_journal_file(paths, "cycles/2026-03-02.toml", cycle_text(PICK_TEXT) + checkin)
    second = cycle_text(PICK_TEXT, starts="2026-05-04", anchor="2026-03-02") + "# copied:\n"
    write_journal_file(paths, "cycles/2026-05-04.toml", second + checkin)
    line = second.count("\n") + 2
    assert ("remark", "cycles/2026-05-04.toml", line, "week-outside") in problem_rows(store)
    assert [code for _, file, _, code in problem_rows(store) if "03-02" in file] == ["never-closed"]


def test_warnings_do_not_count_as_errors(store: Store, paths: Paths) -> None:
    write_journal_file(paths, NAME, cycle_text(f"{PICK_TEXT}\n[[note]]\ntext = 3\n\n[[mood]]\nx = 1\n"))
    assert store.load().error_count == 1


@pytest.mark.parametrize("name", ["journal.toml", NAME])
def test_folder_in_place_of_file_is_reported(store: Store, paths: Paths, name: str) -> None:
    """Both loading and saving give the reason."""
    (paths.home / name).mkdir(parents=True)
    assert problem_rows(store) == [("error", name, None, "unreadable")]
    (problem,) = store.load().file_problems
    with pytest.raises(DiskError) as excinfo:
        store.save(add_to_journal(Profile(name="Ro")) if name == "journal.toml" else add_to_cycle(PICK))
    assert excinfo.value.path == str(paths.home / name)
    assert excinfo.value.reason == problem.detail != ""
    assert (paths.home / name).is_dir()


@posix
def test_symlink_loop_is_reported(store: Store, paths: Paths) -> None:
    """Both loading and saving report it. The other files are loaded."""
    write_journal_file(paths, NAME, cycle_text(PICK_TEXT))
    paths.journal.symlink_to("journal.toml")
    assert problem_rows(store) == [("error", "journal.toml", None, "unreadable")]
    assert len(store.load().journal.cycle_files) == 1
    with pytest.raises(DiskError) as excinfo:
        store.save(add_to_journal(Profile(name="Ro")))
    assert excinfo.value.reason


def test_file_in_place_of_cycles_folder_is_reported(store: Store, paths: Paths) -> None:
    """`journal.toml` is still loaded."""
    store.save(add_to_journal(Profile(name="Ro")))
    write_journal_file(paths, "cycles", "mine")
    assert problem_rows(store) == [("error", "cycles", None, "unreadable")]
    assert payloads(store) == [Profile(name="Ro")]
    with pytest.raises(DiskError):
        store.save(add_to_cycle(PICK))
    assert paths.cycles.read_text() == "mine"


# Saving.


def test_saved_events_are_loaded(store: Store, paths: Paths) -> None:
    """Each event is in the file that it belongs to."""
    store.save(add_to_cycle(PICK))
    store.save(add_to_cycle(CHECKIN))
    store.save(add_to_journal(Profile(name="Ro")))
    other_store = Store(paths, FRIDAY, noon)
    assert payloads(other_store) == [PICK, CHECKIN, Profile(name="Ro")]
    assert problem_rows(other_store) == []
    assert [file.header for file in other_store.load().journal.cycle_files] == [HEADER]
    assert {event.on for event in all_events(other_store.load().journal)} == {FRIDAY}


def test_change_file_name() -> None:
    assert (change_file_name(Change(None, ())), change_file_name(Change(MONDAY, ()))) == ("journal.toml", NAME)


def test_save_returns_the_outcome_of_the_edit(store: Store) -> None:
    """The edit receives the current journal."""
    store.save(add_to_cycle(PICK))
    journals: list[Journal] = []
    change = Change(MONDAY, (CHECKIN,))

    def edit(journal: Journal) -> Change:
        journals.append(journal)
        return change

    assert store.save(edit) is change
    assert [[event.payload for event in all_events(journal)] for journal in journals] == [[PICK]]


def test_failed_edit_changes_nothing(store: Store, paths: Paths) -> None:
    """All files stay the same, and the lock is released."""
    store.save(add_to_cycle(PICK))
    old_snapshot = snapshot(paths.home / "cycles")

    def edit(_: Journal) -> Change:
        raise TipcycleError

    with pytest.raises(TipcycleError):
        store.save(edit)
    assert snapshot(paths.home / "cycles") == old_snapshot
    store.save(add_to_cycle(CHECKIN))


def test_events_of_one_save_share_a_stamp(store: Store) -> None:
    """They also share the day. Each one has its own id."""
    store.save(add_to_cycle(PICK, CHECKIN, Note(text="a"), Note(text="a"), Voice(text="b")))
    events = all_events(store.load().journal)
    assert {(event.at, event.on) for event in events} == {(NOON, FRIDAY)}
    assert len({event.id for event in events}) == 5


def test_ids_of_two_machines_differ(tmp_path: Path) -> None:
    ids: set[str] = set()
    for machine in ("one", "two"):
        store = Store(Paths.under(tmp_path / machine), FRIDAY, noon)
        for _ in range(5):
            store.save(add_to_cycle(PICK))
        ids |= {event.id for event in all_events(store.load().journal)}
    assert len(ids) == 10


CLOCK_STEPS = {
    "stands still": timedelta(0),
    "back a microsecond": timedelta(microseconds=1),
    "back a second": timedelta(seconds=1),
    "back an hour": timedelta(hours=1),
    "back a day": timedelta(days=1),
    "back ten years": timedelta(days=3653),
}


@pytest.mark.parametrize("step", CLOCK_STEPS.values(), ids=CLOCK_STEPS.keys())
def test_stamps_increase_when_the_clock_does_not(paths: Paths, step: timedelta) -> None:
    """The new stamp is one microsecond later than the latest stamp in any file."""
    for moment, edit in (
        (NOON, add_to_cycle(PICK)),
        (NOON - step, add_to_cycle(CHECKIN)),
        (NOON - step, add_to_journal(Profile(name="Ro"))),
        (NOON - step, add_to_cycle(Note(text="a"))),
        (NOON + timedelta(seconds=1), add_to_journal(Profile(name="Bo"))),
    ):
        Store(paths, FRIDAY, clock(moment)).save(edit)
    events = sorted(all_events(Store(paths, FRIDAY, noon).load().journal), key=lambda event: event.at)
    assert [event.payload for event in events] == [
        PICK,
        CHECKIN,
        Profile(name="Ro"),
        Note(text="a"),
        Profile(name="Bo"),
    ]
    assert [event.at - NOON for event in events] == [
        *(timedelta(microseconds=n) for n in range(4)),
        timedelta(seconds=1),
    ]


def test_stamps_are_in_utc(paths: Paths) -> None:
    Store(paths, FRIDAY, clock(NOON.astimezone(timezone(timedelta(hours=9))))).save(add_to_cycle(PICK))
    (event,) = all_events(Store(paths, FRIDAY, noon).load().journal)
    assert (event.at, event.at.tzinfo) == (NOON, UTC)
    assert b"at = 2026-03-06 12:00:00+00:00\n" in (paths.home / NAME).read_bytes()


def test_stamp_is_later_than_those_in_damaged_files(store: Store, paths: Paths) -> None:
    write_journal_file(
        paths,
        NAME,
        cycle_text(PICK_TEXT).replace("weeks = 9", "weeks = 7").replace("at = 2026-03-01", "at = 2031-03-01"),
    )
    store.save(add_to_journal(Profile(name="Ro")))
    (event,) = store.load().journal.global_events
    assert event.at > datetime(2031, 3, 1, tzinfo=UTC)


def test_tipcycle_today_sets_the_day(tipcycle: TipcycleRunner, home: Path) -> None:
    """The stamp has that date and the current time of day."""
    before = datetime.now(UTC)
    assert tipcycle("pick 5 13 33 34 42", on="2031-05-15").exit_code == 0
    after = datetime.now(UTC)
    (path,) = (home / "cycles").iterdir()
    (block,) = tomllib.loads(path.read_text())["pick"]
    assert block["on"] == block["at"].date() == date(2031, 5, 15)
    assert before.time() <= block["at"].time() <= after.time() or before.date() != after.date()


@posix
def test_command_writes_one_file_once(tipcycle: TipcycleRunner, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    published: list[str] = []
    for name in ("replace", "rename", "link"):
        _record_calls(monkeypatch, name, published)
    assert tipcycle("checkin --did 5 --missed 13 --team 4 --note 5=a --note 13=b --voice c --by guest").exit_code == 0
    assert [path for path in published if "backups" not in path] == [str(home / NAME)]
    blocks = tomllib.loads((home / NAME).read_text())
    assert len({block["at"] for kind in ("checkin", "note", "voice") for block in blocks[kind]}) == 1


def _record_calls(monkeypatch: pytest.MonkeyPatch, name: str, published: list[str]) -> None:
    original = getattr(os, name)

    def recording_call(source: Any, target: Any) -> None:
        published.append(str(target))
        original(source, target)

    monkeypatch.setattr(os, name, recording_call)


# Files that accept no entry.

VALID = cycle_text(PICK_TEXT)
UNWRITABLE = {
    "an invalid block": (VALID.replace("on = 2026-03-01", "on = 1"), DamagedFileError, 65),
    "not TOML": (VALID + "=\n", DamagedFileError, 65),
    "zero bytes": ("\0" * 300, DamagedFileError, 65),
    "an empty file": ("", DamagedFileError, 65),
    "a newer format": (VALID.replace("format = 1", "format = 2"), NewerFormatError, 78),
    "a table with a reserved name": (VALID + "\n[checkin]\nmood = 1\n", ReservedKeyError, 65),
    "a list with a reserved name": ("checkin = []\n" + VALID, ReservedKeyError, 65),
}


@pytest.mark.parametrize(("text", "error", "exit_code"), UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_damaged_or_newer_file_is_not_changed(
    store: Store, paths: Paths, text: str, error: type[TipcycleError], exit_code: int
) -> None:
    """No backup is created, and other files can still be saved."""
    path = write_journal_file(paths, NAME, text)
    old_snapshot = snapshot(paths.cycles)
    with pytest.raises(error) as excinfo:
        store.save(lambda _: Change(MONDAY, (CHECKIN,), HEADER))
    assert excinfo.value.exit_code == exit_code
    assert getattr(excinfo.value, "file", None) == NAME
    assert snapshot(paths.cycles) == old_snapshot
    assert stored_backups(paths) == []
    store.save(add_to_journal(Profile(name="Ro")))
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("text", "exit_code", "cause"),
    [
        (VALID + "\n[checkin]\nmood = 1\n", 65, "checkin"),
        ("checkin = []\n" + VALID, 65, "checkin"),
        (VALID + '\n[[checkin]]\nweek = "2026-W10\n', 65, NAME),
        (VALID.replace("format = 1", "format = 2"), 78, NAME),
    ],
    ids=["reserved table", "reserved list", "invalid block", "newer format"],
)
def test_exit_code_of_rejected_save(
    tipcycle: TipcycleRunner, home: Path, text: str, exit_code: int, cause: str
) -> None:
    """The command names the cause and writes nothing."""
    path = home / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text)
    result = tipcycle("checkin --did 5")
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert cause in result.stderr
    assert path.read_text() == text


def test_unencodable_text_is_rejected(store: Store, paths: Paths) -> None:
    """No journal file is changed or created."""
    with pytest.raises(UnencodableTextError):
        store.save(add_to_journal(Profile(name="caf\udce9")))
    assert [path.name for path in paths.home.iterdir()] == [".tipcycle"]
    assert [path.name for path in paths.state.iterdir()] == ["lock"]


def test_unencodable_argument_is_a_usage_error(tipcycle: TipcycleRunner, home: Path) -> None:
    tipcycle("pick 5 13 33 34 42", on="2026-03-02")
    before = (home / NAME).read_bytes()
    assert tipcycle(["note", "caf\udce9"]).exit_code == 2
    assert (home / NAME).read_bytes() == before


def test_change_for_missing_cycle_file_is_rejected(store: Store, paths: Paths) -> None:
    """A file without a header could not be read."""
    with pytest.raises(DamagedFileError):
        store.save(lambda _: Change(MONDAY, (CHECKIN,)))
    assert not paths.cycles.exists()


@pytest.mark.parametrize(
    "text", ["", "\0" * 300, VALID.replace("weeks = 9", "weeks = 7")], ids=["empty", "zero bytes", "invalid header"]
)
def test_unreadable_latest_cycle_blocks_a_new_cycle(store: Store, paths: Paths, text: str) -> None:
    """The start of the next cycle depends on the latest one."""
    write_journal_file(paths, NAME, text)
    header = CycleHeader(date(2026, 3, 9), 9, date(2026, 3, 9))
    with pytest.raises(DamagedFileError) as excinfo:
        store.save(lambda _: Change(header.starts, (PICK,), header))
    assert excinfo.value.file == NAME
    assert list(paths.cycles.iterdir()) == [paths.home / NAME]


def test_invalid_block_does_not_block_a_new_cycle(store: Store, paths: Paths) -> None:
    write_journal_file(paths, NAME, VALID + "\n[[note]]\ntext = 3\n")
    header = CycleHeader(date(2026, 5, 4), 9, MONDAY)
    store.save(lambda _: Change(header.starts, (PICK,), header))
    assert [file.header for file in store.load().journal.cycle_files] == [HEADER, header]


# Concurrent changes.


def test_stale_temporary_file_is_removed(store: Store, paths: Paths) -> None:
    """Temporary files of other programs stay."""
    store.save(add_to_cycle(PICK))
    file_names = [
        f".2026-03-02.toml.{'0a' * 6}.tmp",
        ".2026-05-04.toml.swp",
        ".2026-03-02.toml.swp",
        "2026-03-02.toml.tmp",
    ]
    for name in file_names:
        write_journal_file(paths, f"cycles/{name}", VALID)
    store.save(add_to_cycle(CHECKIN))
    assert payloads(store) == [PICK, CHECKIN]
    assert {path.name for path in paths.cycles.iterdir()} == {(paths.home / NAME).name, *file_names[1:]}


def test_concurrent_edit_is_kept(store: Store, paths: Paths) -> None:
    """The file is read again, and the new entry comes after the edit."""
    store.save(add_to_cycle(PICK))
    path = paths.home / NAME
    additions = [b"# by hand\n"]

    def edit(_: Journal) -> Change:
        with path.open("ab") as file:
            file.write(additions.pop() if additions else b"")
        return Change(MONDAY, (CHECKIN,))

    store.save(edit)
    assert b"# by hand\n\n[[checkin]]\n" in path.read_bytes()
    assert payloads(store) == [PICK, CHECKIN]
    assert [backup.path.read_bytes().endswith(b"# by hand\n") for backup in stored_backups(paths)] == [True]


def test_concurrently_created_file_is_kept(store: Store, paths: Paths) -> None:
    """The file is read again and extended, not replaced."""
    cycle_counts: list[int] = []

    def edit(journal: Journal) -> Change:
        cycle_counts.append(len(journal.cycle_files))
        if not journal.cycle_files:
            write_journal_file(paths, NAME, VALID)
        return add_to_cycle(CHECKIN)(journal)

    store.save(edit)
    assert cycle_counts == [0, 1]
    assert (paths.home / NAME).read_text().startswith(VALID)
    assert payloads(store) == [PICK, CHECKIN]


def test_save_fails_if_file_keeps_changing(store: Store, paths: Paths) -> None:
    """The last content of the other program stays."""
    store.save(add_to_cycle(PICK))
    path = paths.home / NAME
    old_data = path.read_bytes()
    edit_count = 0

    def edit(_: Journal) -> Change:
        nonlocal edit_count
        edit_count += 1
        path.write_bytes(old_data + b"#" * edit_count)
        return Change(MONDAY, (CHECKIN,))

    with pytest.raises(DiskError) as excinfo:
        store.save(edit)
    assert excinfo.value.path == str(path)
    assert path.read_bytes() == old_data + b"#" * edit_count
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name]


@posix
def test_symlinked_file_is_saved_and_backed_up(store: Store, paths: Paths, tmp_path: Path) -> None:
    """The link stays, and the file behind it is replaced."""
    linked_file = tmp_path / "synced" / "march.toml"
    linked_file.parent.mkdir()
    linked_file.write_text(VALID)
    paths.cycles.mkdir(parents=True)
    (paths.home / NAME).symlink_to(linked_file)
    store.save(add_to_cycle(CHECKIN))
    assert (paths.home / NAME).is_symlink()
    assert payloads(store) == [PICK, CHECKIN]
    assert [path.name for path in linked_file.parent.iterdir()] == ["march.toml"]
    assert [(backup.file_name, backup.path.read_text()) for backup in stored_backups(paths)] == [(NAME, VALID)]


def test_each_save_creates_a_backup(store: Store, paths: Paths) -> None:
    states: list[bytes] = []
    for payload in (PICK, CHECKIN, Note(text="a"), Note(text="b")):
        store.save(add_to_cycle(payload))
        states.append((paths.home / NAME).read_bytes())
    assert [backup.path.read_bytes() for backup in stored_backups(paths, NAME)] == states[:-1]


WRITER_SCRIPT = """
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


def test_concurrent_processes_lose_nothing(store: Store, paths: Paths) -> None:
    """Two processes save forty entries each. All are stored, with distinct stamps."""
    store.save(add_to_cycle(PICK))
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER_SCRIPT, str(paths.home), writer], stdin=-1, stdout=-1, text=True)
        for writer in ("one", "two")
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    acknowledged = [process.communicate()[0].split() for process in processes]
    assert acknowledged == [[str(n) for n in range(40)]] * 2
    notes = [payload.text for payload in payloads(store) if isinstance(payload, Note)]
    assert sorted(notes) == sorted(f"{writer} {n}" for writer in ("one", "two") for n in range(40))
    assert len({event.at for event in all_events(store.load().journal)}) == 81
    assert problem_rows(store) == []


# Failures of single system calls.


class FailingCall:
    """An `os` function whose n-th call fails with ENOSPC."""

    def __init__(self, name: str, call: int) -> None:
        self.name = name
        self.real = getattr(os, name)
        self.calls_left = call

    @property
    def has_failed(self) -> bool:
        """True if the failing call has occurred."""
        return self.calls_left <= 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.calls_left -= 1
        if self.calls_left == 0:
            if self.name == "close":  # close releases the handle even if it reports an error
                self.real(*args, **kwargs)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.real(*args, **kwargs)


def try_save(store: Store, payload: Payload) -> bool:
    """Save an event. Return True if the store reports it as saved."""
    try:
        store.save(add_to_cycle(payload))
    except DurabilityError:
        return True
    except DiskError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")
@pytest.mark.parametrize("is_first", [False, True], ids=["later entry", "first entry"])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "link", "replace", "mkdir", "unlink"])
def test_failure_of_any_system_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_first: bool
) -> None:
    """The entry is stored completely or not at all, as reported, and the next save works."""
    calls = 0
    for call in itertools.count(1):
        paths = Paths.under(tmp_path / str(call))
        store = Store(paths, FRIDAY, noon)
        old_payloads: list[Payload] = [] if is_first else [PICK, CHECKIN]
        new_payload: Payload = PICK if is_first else Voice(text="a")
        for payload in old_payloads:
            store.save(add_to_cycle(payload))
        failing_call = FailingCall(name, call)
        with monkeypatch.context() as patched:
            patched.setattr(os, name, failing_call)
            is_saved = try_save(store, new_payload)
        if not failing_call.has_failed:
            break
        calls += 1
        assert payloads(store) == [*old_payloads, new_payload][: len(old_payloads) + is_saved]
        assert problem_rows(store) == []
        assert name == "unlink" or {path.name for path in paths.cycles.rglob("*")} <= {f"{MONDAY}.toml"}
        assert try_save(store, Note(text="b"))
        assert payloads(store)[-1] == Note(text="b")
    minimum_calls = {
        "open": 3,
        "write": 2,
        "fsync": 2,
        "close": 3,
        "replace": not is_first,
        "link": 1,
        "mkdir": is_first,
    }
    assert calls >= minimum_calls.get(name, 0)
