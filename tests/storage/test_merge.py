"""Merging a second copy: nothing is lost or duplicated, and the existing bytes stay at the start of the file."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal_builder import PICK_TEXT, all_events, cycle_text, status_letters, with_pick, with_stamps
from tests.storage.clocks import noon
from tests.storage.strategies import cycle_payloads, event_lists, headers
from tipcycle.core.errors import (
    DamagedFileError,
    DiskError,
    DurabilityError,
    FileTooLargeError,
    NewerFormatError,
    PartialWriteError,
    ReservedKeyError,
)
from tipcycle.core.events import CycleFile, CycleHeader, Event, Journal, Note
from tipcycle.core.projection import Cycles
from tipcycle.storage import journal_files
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.import_sources import ImportSource
from tipcycle.storage.merge import FileMergeResult, MergeResult, merge_sources, plan_merge
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store
from tipcycle.storage.toml_format import MAX_FILE_BYTES, append_events, format_header, parse_file

NAME = "cycles/2026-03-02.toml"
BASE = cycle_text(PICK_TEXT)
JOURNAL = 'format = 1\n\n[[profile]]\nid = "p"\nat = 2026-03-01T08:00:00Z\non = 2026-03-01\nname = "Ro"\n'


def note(id: str, text: str = "x", extra: str = "") -> str:
    """Return the text of a note block."""
    return f'\n[[note]]\nid = "{id}"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "{text}"\n{extra}'


def source(text: str | bytes, name: str = NAME, label: str = "copy") -> ImportSource:
    """Return a source for a file of a second copy."""
    return ImportSource(label, name, text if isinstance(text, bytes) else text.encode())


def plan(ours: str, *copies: str) -> MergeResult:
    """Return the planned result of merging these copies into our cycle file."""
    return plan_merge({NAME: ours.encode()}, [source(text, label=f"copy {n}") for n, text in enumerate(copies)])


def merge_text(ours: str, *copies: str) -> str:
    """Return the text of our cycle file after merging these copies."""
    writes = plan(ours, *copies).writes
    return writes[NAME].content.decode() if writes else ours


def event_ids(text: str) -> list[str]:
    """Return the sorted ids of the events in a cycle file."""
    return sorted(event.id for event in parse_file(text.encode(), NAME).events)


def test_missing_blocks_are_appended() -> None:
    merged = merge_text(BASE + note("ours"), BASE + note("theirs"))
    assert merged.startswith(BASE + note("ours"))
    assert event_ids(merged) == ["2026-03-02-1", "ours", "theirs"]
    assert merge_text(BASE.rstrip("\n"), BASE + note("theirs")) == merge_text(BASE, BASE + note("theirs"))


def test_merge_without_new_blocks_changes_nothing() -> None:
    merged = merge_text(BASE + note("ours"), BASE + note("theirs"))
    for copy in (merged, BASE, BASE + note("theirs")):
        assert plan(merged, copy).writes == {}


def test_blocks_in_several_copies_are_added_once() -> None:
    merged = merge_text(BASE, BASE + note("a") + note("b"), BASE + note("b") + note("c"))
    assert event_ids(merged) == ["2026-03-02-1", "a", "b", "c"]


def test_user_defined_content_is_preserved() -> None:
    """Comments, user-defined tables and unusual spacing stay."""
    ours = BASE.replace("[[pick]]", "# mine\n[[pick]] # too") + "\n[mine]\nroom = 3   # upstairs\n"
    merged = merge_text(ours, BASE + note("theirs"))
    assert merged.startswith(ours)
    assert event_ids(merged) == ["2026-03-02-1", "theirs"]


def test_unknown_keys_are_copied() -> None:
    """The values include nested tables and lists."""
    extra = 'mood = "ok"\nnested = { a = [1, {b = 2}] }\n[note.below]\nx = 1\n[[note.list]]\ny = 2026-03-06\n'
    merged = merge_text(BASE, BASE + note("theirs", extra=extra))
    (table,) = [fields for kind, fields, _ in parse_file(merged.encode(), NAME).tables if kind == "note"]
    assert table["mood"] == "ok"
    assert table["nested"] == {"a": [1, {"b": 2}]}
    assert (table["below"], table["list"]) == ({"x": 1}, [{"y": date(2026, 3, 6)}])
    assert plan(merged, BASE + note("theirs", extra=extra)).writes == {}


def test_unknown_blocks_are_copied_once() -> None:
    """This applies to blocks with and without an id."""
    theirs = BASE + '\n[[mood]]\nid = "m"\nx = 1\n\n[[mood]]\nx = nan\n\n[["odd name"]]\n"a b" = 1\n'
    merged = merge_text(BASE, theirs)
    kinds = [kind for kind, _, _ in parse_file(merged.encode(), NAME).tables]
    assert kinds == ["pick", "mood", "mood", "odd name"]
    assert plan(merged, theirs).writes == {}


@pytest.mark.parametrize("ours", [{NAME: BASE.encode()}, {}], ids=["existing file", "new file"])
def test_invalid_stamp_of_unknown_block_is_accepted(ours: Mapping[str, bytes]) -> None:
    """Each unknown block without a valid `at` counts as one entry."""
    blocks = "".join(f'\n[[mood]]\nid = "{at}"\nat = {at}\n' for at in ("[1]", "{ x = 1 }", "2026", "2026-03-06"))
    merged = plan_merge(ours, [source(BASE + blocks)])
    assert merged.files == (FileMergeResult(NAME, 4 if ours else 5, is_new=not ours),)
    assert merged.writes[NAME].content.count(b"[[mood]]") == 4


@pytest.mark.parametrize(
    "other",
    [note("n", "other words"), note("n", "x", 'by = "a planner"\n'), note("n", "x", "mine = 1\n")],
    ids=["text", "known key", "unknown key"],
)
def test_conflicting_blocks_are_both_kept(other: str) -> None:
    """Two different blocks with the same id are kept once each, and the id is reported."""
    merged = plan(BASE + note("n", "x"), BASE + other)
    assert merged.files == (FileMergeResult(NAME, 1, conflicting_ids=("n",)),)
    text = merged.writes[NAME].content.decode()
    assert text.count('id = "n"') == 2
    assert plan(text, BASE + other).writes == {}


def test_equal_blocks_in_other_notation_are_not_added() -> None:
    same = note("n").replace("2026-03-06T08:00:00Z", "2026-03-06T09:00:00+01:00").replace('"x"', "'x'")
    assert plan(BASE + note("n"), BASE + same + "shared = false\n").writes == {}


def test_unreadable_blocks_of_a_copy_are_counted() -> None:
    """The other blocks are merged."""
    merged = plan(BASE, BASE + note("good") + note("bad", extra="tip = -1\n") + note("cut").replace('"x"', '"x'))
    assert event_ids(merged.writes[NAME].content.decode()) == ["2026-03-02-1", "good"]
    assert merged.unreadable_counts == {"copy 0": 2}


@pytest.mark.parametrize("text", ["\0" * 100, "caf\udce9".encode("utf-8", "surrogateescape"), "x = ["], ids=repr)
def test_unreadable_copy_is_counted(text: str | bytes) -> None:
    merged = plan_merge({NAME: BASE.encode()}, [source(text), source(text, "tips.toml", "tips")])
    assert merged.writes == {}
    assert merged.unreadable_counts == {"copy": 1, "tips": 1}


def test_copy_of_unknown_file_is_counted() -> None:
    """A new cycle file without a valid header is counted too."""
    unknown = ImportSource("elsewhere", None, BASE.encode())
    merged = plan_merge({}, [unknown, source(BASE.replace("[cycle]", "[circle]"))])
    assert merged.writes == {}
    assert set(merged.unreadable_counts) == {"elsewhere", "copy"}


def test_block_that_cannot_be_written_is_counted() -> None:
    merged = plan(BASE, BASE + note("n", extra=f"mine = 0x{'F' * 5000}\n") + note("good"))
    assert event_ids(merged.writes[NAME].content.decode()) == ["2026-03-02-1", "good"]
    assert merged.unreadable_counts == {"copy 0": 1}


def test_new_cycle_file_is_copied_unchanged() -> None:
    """New blocks from other copies are appended to it."""
    theirs = "# theirs\n" + BASE + note("a")
    merged = plan_merge({}, [source(theirs, label="a"), source(BASE + note("b"), label="b")])
    assert merged.files == (FileMergeResult(NAME, 3, is_new=True),)
    assert merged.writes[NAME].content.startswith(theirs.encode())
    assert event_ids(merged.writes[NAME].content.decode()) == ["2026-03-02-1", "a", "b"]


def test_undamaged_copy_of_new_file_comes_first() -> None:
    """The order of the sources does not matter."""
    damaged = source(BASE + note("bad", extra="tip = -1\n"), label="a")
    merged = plan_merge({}, [damaged, source(BASE + note("good"), label="b")])
    assert merged.writes[NAME].content == (BASE + note("good")).encode()
    assert merged.unreadable_counts == {"a": 1}


def test_different_header_is_reported() -> None:
    """The blocks are merged, and our header stays."""
    other = cycle_text(PICK_TEXT, anchor="2025-12-29") + note("theirs")
    merged = plan(BASE, other)
    assert merged.files[0].weeks_differ
    parsed = parse_file(merged.writes[NAME].content, NAME)
    assert parsed.header == parse_file(BASE.encode(), NAME).header


@pytest.mark.parametrize("name", [NAME, "tips.toml"])
def test_newer_format_is_rejected(name: str) -> None:
    """This applies to a newer copy and to a newer file of ours."""
    ours, copy = {NAME: (BASE, BASE + note("n")), "tips.toml": (TIPS, TIPS + tip(202))}[name]
    for mine, theirs in ((ours, copy.replace("format = 1", "format = 2")), (ours.replace("= 1\n", "= 2\n", 1), copy)):
        with pytest.raises(NewerFormatError) as excinfo:
            plan_merge({name: mine.encode()}, [source(theirs, name)])
        assert excinfo.value.exit_code == 78


def test_damaged_file_accepts_no_blocks() -> None:
    """A copy without new blocks is no error."""
    ours = BASE + note("bad", extra="tip = -1\n")
    with pytest.raises(DamagedFileError) as excinfo:
        plan(ours, BASE + note("theirs"))
    assert (excinfo.value.file, excinfo.value.exit_code) == (NAME, 65)
    assert plan(ours, BASE).writes == {}


def test_reserved_key_is_reported() -> None:
    """A user-defined table with the name of a block prevents the merge."""
    with pytest.raises(ReservedKeyError) as excinfo:
        plan(BASE + "\n[note]\nx = 1\n", BASE + note("theirs"))
    assert excinfo.value.key == "note"


def test_too_large_result_is_rejected() -> None:
    half = "a" * (MAX_FILE_BYTES // 2)
    with pytest.raises(FileTooLargeError):
        plan(BASE + note("a", half), BASE + note("b", half))


TIPS = "format = 1\n\n# mine\n[[tip]]\nid = 201\nslug = 'a'\n[tip.en]\ntitle = 'A'\n"


def tip(id: int, slug: str = "b") -> str:
    """Return the text of a tip."""
    return f"\n[[tip]]\nid = {id}\nslug = '{slug}'\n[tip.en]\ntitle = 'B'\n"


def test_own_tips_are_merged_by_id() -> None:
    """A tip of ours with the same id stays, and the id is reported."""
    merged = plan_merge({"tips.toml": TIPS.encode()}, [source(TIPS + tip(202), "tips.toml")])
    assert merged.writes["tips.toml"].content.startswith(TIPS.encode())
    assert merged.files == (FileMergeResult("tips.toml", 1),)
    with_conflict = plan_merge(
        {"tips.toml": TIPS.encode()}, [source("format = 1\n" + tip(201) + tip(203), "tips.toml")]
    )
    assert with_conflict.files == (FileMergeResult("tips.toml", 1, conflicting_ids=("201",)),)
    assert b"203" in with_conflict.writes["tips.toml"].content
    again = plan_merge(
        {"tips.toml": with_conflict.writes["tips.toml"].content}, [source("format = 1\n" + tip(201), "tips.toml")]
    )
    assert again.writes == {}


# Properties.


@st.composite
def two_copies(draw: st.DrawFn) -> tuple[CycleHeader, tuple[Event, ...], tuple[Event, ...]]:
    """Draw two copies of one cycle that share some events."""
    events = draw(event_lists(cycle_payloads, max_size=8))
    in_ours = draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events)))
    in_theirs = draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events)))
    ours = tuple(event for event, included in zip(events, in_ours, strict=True) if included)
    return draw(headers()), ours, tuple(event for event, included in zip(events, in_theirs, strict=True) if included)


@given(two_copies())
def test_merge_is_union_of_events(copies: tuple[CycleHeader, tuple[Event, ...], tuple[Event, ...]]) -> None:
    """The result has the events of both copies once, after our bytes, in either direction."""
    header, ours, theirs = copies
    name = f"cycles/{header.starts}.toml"

    def file_data(events: tuple[Event, ...]) -> bytes:
        return append_events(format_header(header), events, name) if events else format_header(header)

    def merge(target: bytes, copy: bytes) -> bytes:
        writes = plan_merge({name: target}, [ImportSource("", name, copy)]).writes
        return writes[name].content if writes else target

    our_data, their_data = file_data(ours), file_data(theirs)
    merged_ours, merged_theirs = merge(our_data, their_data), merge(their_data, our_data)
    assert merged_ours.startswith(our_data)
    expected = set(ours) | set(theirs)
    for data in (merged_ours, merged_theirs):
        parsed = parse_file(data, name)
        assert set(parsed.events) == expected
        assert len(parsed.events) == len(expected)
    assert merge(merged_ours, merged_theirs) == merged_ours


def test_order_of_blocks_does_not_matter() -> None:
    """Two machines that merge each other get the same statuses (docs/rules.md §8, P4)."""
    first = cycle_text(with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [5]'))
    later_checkin = '[[checkin]]  # 2026-03-07\nweek = "2026-W10"\nmissed = [5, 13]'
    second = cycle_text(PICK_TEXT) + with_stamps(later_checkin, first_day=date(2026, 3, 7), prefix="z")
    statuses = []
    for ours, theirs in ((first, second), (second, first)):
        parsed = parse_file(merge_text(ours, theirs).encode(), NAME)
        assert parsed.header is not None
        (cycle,) = Cycles(Journal((), (CycleFile(parsed.header, parsed.events),)))
        statuses.append([status_letters(cycle.statuses(tip, date(2026, 4, 1))) for tip in cycle.five])
    assert statuses[0] == statuses[1]
    assert statuses[0][0].startswith("M")


# Merges on disk.


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal with two files."""
    paths = Paths.under(tmp_path / "home")
    write_files(paths, {NAME: BASE, "journal.toml": JOURNAL})
    return paths


def write_files(paths: Paths, files: Mapping[str, str]) -> None:
    """Write files to the journal folder."""
    for name, text in files.items():
        path = paths.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


STAR = '\n[[star]]\nid = "s"\nat = 2026-03-02T08:00:00Z\non = 2026-03-02\ntips = [5]\n'
SOURCES = [source(BASE + note("theirs")), source(JOURNAL + STAR, "journal.toml", "own")]


def test_merge_is_saved_with_backups(paths: Paths) -> None:
    merged = merge_sources(paths, SOURCES, noon)
    assert [file.name for file in merged.files] == [NAME, "journal.toml"]
    assert (paths.home / NAME).read_text("utf-8").startswith(BASE)
    assert [(backup.file_name, backup.path.read_text("utf-8")) for backup in stored_backups(paths)] == [
        (NAME, BASE),
        ("journal.toml", JOURNAL),
    ]
    loaded = Store(paths, date(2026, 3, 6), noon).load()
    assert {event.id for event in all_events(loaded.journal)} == {"2026-03-02-1", "theirs", "p", "s"}


def test_merge_without_new_blocks_writes_nothing(paths: Paths) -> None:
    """The file keeps its modification time, and no backup is created."""
    mtime = (paths.home / NAME).stat().st_mtime_ns
    merge_sources(paths, [source(BASE)], noon)
    assert (paths.home / NAME).stat().st_mtime_ns == mtime
    assert stored_backups(paths) == []


@pytest.mark.parametrize(
    ("error", "written"), [(DiskError, ("cycles/2026-03-02.toml",)), (DurabilityError, (NAME, "journal.toml"))]
)
def test_disk_error_after_first_file(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, error: type[DiskError | DurabilityError], written: tuple[str, ...]
) -> None:
    """The written files are reported, and a second merge completes the work."""
    original, failures = journal_files.write_file, iter([False, True])

    def failing_write(paths: Paths, write: journal_files.FileWrite, now: datetime) -> None:
        if next(failures):
            if error is DurabilityError:
                original(paths, write, now)
            raise error("there", "full")
        original(paths, write, now)

    monkeypatch.setattr(journal_files, "write_file", failing_write)
    with pytest.raises(PartialWriteError) as excinfo:
        merge_sources(paths, SOURCES, noon)
    assert (excinfo.value.written_files, excinfo.value.exit_code) == (written, 74)
    monkeypatch.setattr(journal_files, "write_file", original)
    merge_sources(paths, SOURCES, noon)
    loaded = Store(paths, date(2026, 3, 6), noon).load()
    assert {event.id for event in all_events(loaded.journal)} == {"2026-03-02-1", "theirs", "p", "s"}


def test_errors_are_found_before_the_first_write(paths: Paths) -> None:
    write_files(paths, {"journal.toml": JOURNAL.replace("2026-03-01T", "soon")})
    with pytest.raises(DamagedFileError):
        merge_sources(paths, SOURCES, noon)
    assert (paths.home / NAME).read_text("utf-8") == BASE


def test_concurrent_change_is_kept(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks are appended to the new content."""
    original, edited = journal_files.write_file, BASE + note("by hand")

    def edit_and_write(paths: Paths, write: journal_files.FileWrite, now: datetime) -> None:
        monkeypatch.setattr(journal_files, "write_file", original)
        write_files(paths, {NAME: edited})
        original(paths, write, now)

    monkeypatch.setattr(journal_files, "write_file", edit_and_write)
    merge_sources(paths, [source(BASE + note("theirs"))], noon)
    assert (paths.home / NAME).read_text("utf-8").startswith(edited)
    assert event_ids((paths.home / NAME).read_text("utf-8")) == ["2026-03-02-1", "by hand", "theirs"]


def test_merged_event_is_loaded(paths: Paths) -> None:
    merge_sources(paths, [source(BASE + note("theirs", "from the train"))], noon)
    loaded = Store(paths, date(2026, 3, 6), noon).load()
    payload = Note(text="from the train")
    assert Event("theirs", datetime(2026, 3, 6, 8, tzinfo=UTC), date(2026, 3, 6), payload) in all_events(loaded.journal)
