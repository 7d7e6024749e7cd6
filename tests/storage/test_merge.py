"""A second copy comes in: nothing is lost, nothing is doubled, and our own bytes stay the beginning of the file."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal_builder import PICK_TEXT, all_events, cycle_text, with_pick, with_stamps
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
from tipcycle.storage.import_sources import Source
from tipcycle.storage.merge import FileMergeResult, MergeResult, merge_sources, plan_merge
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store
from tipcycle.storage.toml_format import MAX_FILE_BYTES, append_events, format_header, parse_file

NAME = "cycles/2026-03-02.toml"
BASE = cycle_text(PICK_TEXT)
OWN = 'format = 1\n\n[[profile]]\nid = "p"\nat = 2026-03-01T08:00:00Z\non = 2026-03-01\nname = "Ro"\n'


def note(id: str, text: str = "x", extra: str = "") -> str:
    """A note as text."""
    return f'\n[[note]]\nid = "{id}"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "{text}"\n{extra}'


def source(text: str | bytes, name: str = NAME, label: str = "copy") -> Source:
    """A file of a second copy."""
    return Source(label, name, text if isinstance(text, bytes) else text.encode())


def planned(ours: str, *theirs: str) -> MergeResult:
    """What taking these copies into our cycle file would do."""
    return plan_merge({NAME: ours.encode()}, [source(text, label=f"copy {n}") for n, text in enumerate(theirs)])


def result(ours: str, *theirs: str) -> str:
    """Our cycle file afterwards."""
    puts = planned(ours, *theirs).writes
    return puts[NAME].new.decode() if puts else ours


def ids(text: str) -> list[str]:
    """The ids of the blocks of a cycle file that are read."""
    return sorted(block.id for block in parse_file(text.encode(), NAME).events)


def test_what_is_missing_comes_in() -> None:
    """Blocks that only the copy has stand behind ours; ours stay as they are."""
    journal_files = result(BASE + note("ours"), BASE + note("theirs"))
    assert journal_files.startswith(BASE + note("ours"))
    assert ids(journal_files) == ["2026-03-02-1", "ours", "theirs"]
    assert result(BASE.rstrip("\n"), BASE + note("theirs")) == result(BASE, BASE + note("theirs"))


def test_the_same_again_brings_nothing() -> None:
    """A copy that holds nothing new leaves the file alone, byte for byte."""
    once = result(BASE + note("ours"), BASE + note("theirs"))
    for again in (once, BASE, BASE + note("theirs")):
        assert planned(once, again).writes == {}


def test_many_copies_at_once() -> None:
    """What two copies both have comes in once."""
    journal_files = result(BASE, BASE + note("a") + note("b"), BASE + note("b") + note("c"))
    assert ids(journal_files) == ["2026-03-02-1", "a", "b", "c"]


def test_what_is_a_persons_own_stays() -> None:
    """Comments, own tables and odd spacing in our file stay where they are."""
    ours = BASE.replace("[[pick]]", "# mine\n[[pick]] # too") + "\n[mine]\nroom = 3   # upstairs\n"
    journal_files = result(ours, BASE + note("theirs"))
    assert journal_files.startswith(ours)
    assert ids(journal_files) == ["2026-03-02-1", "theirs"]


def test_unknown_keys_come_along() -> None:
    """Keys that tipcycle does not know come in with their block, tables and lists in them included."""
    extra = 'mood = "ok"\nnested = { a = [1, {b = 2}] }\n[note.below]\nx = 1\n[[note.list]]\ny = 2026-03-06\n'
    journal_files = result(BASE, BASE + note("theirs", extra=extra))
    (table,) = [t for kind, t, _ in parse_file(journal_files.encode(), NAME).tables if kind == "note"]
    assert table["mood"] == "ok"
    assert table["nested"] == {"a": [1, {"b": 2}]}
    assert (table["below"], table["list"]) == ({"x": 1}, [{"y": date(2026, 3, 6)}])
    assert planned(journal_files, BASE + note("theirs", extra=extra)).writes == {}


def test_unknown_blocks_come_along() -> None:
    """Blocks of a later or another version come in as they are, with an id or without one, once."""
    theirs = BASE + '\n[[mood]]\nid = "m"\nx = 1\n\n[[mood]]\nx = nan\n\n[["odd name"]]\n"a b" = 1\n'
    journal_files = result(BASE, theirs)
    kinds = [kind for kind, _, _ in parse_file(journal_files.encode(), NAME).tables]
    assert kinds == ["pick", "mood", "mood", "odd name"]
    assert planned(journal_files, theirs).writes == {}


@pytest.mark.parametrize("ours", [{NAME: BASE.encode()}, {}], ids=["into a file", "as a new file"])
def test_a_stamp_that_is_none(ours: Mapping[str, bytes]) -> None:
    """An unknown block may say anything under `at`: what is no instant joins nothing, and the block comes in."""
    odd = "".join(f'\n[[mood]]\nid = "{at}"\nat = {at}\n' for at in ("[1]", "{ x = 1 }", "2026", "2026-03-06"))
    merged = plan_merge(ours, [source(BASE + odd)])
    assert merged.files == (FileMergeResult(NAME, 4 if ours else 5, is_new=not ours),)
    assert merged.writes[NAME].new.count(b"[[mood]]") == 4


@pytest.mark.parametrize(
    "other",
    [note("n", "other words"), note("n", "x", 'by = "a planner"\n'), note("n", "x", "mine = 1\n")],
    ids=["words", "a key", "a key of a person's own"],
)
def test_one_id_and_two_contents(other: str) -> None:
    """Two blocks of one id that say different things are both kept, once each, and named."""
    merged = planned(BASE + note("n", "x"), BASE + other)
    assert merged.files == (FileMergeResult(NAME, 1, conflicting_ids=("n",)),)
    journal_files = merged.writes[NAME].new.decode()
    assert journal_files.count('id = "n"') == 2
    assert planned(journal_files, BASE + other).writes == {}


def test_only_written_differently() -> None:
    """A block that says the same in another spelling is the same block."""
    same = note("n").replace("2026-03-06T08:00:00Z", "2026-03-06T09:00:00+01:00").replace('"x"', "'x'")
    assert planned(BASE + note("n"), BASE + same + "shared = false\n").writes == {}


def test_a_copy_with_errors() -> None:
    """What cannot be read of a copy stays there and is counted; the rest comes in."""
    merged = planned(BASE, BASE + note("good") + note("bad", extra="tip = -1\n") + note("cut").replace('"x"', '"x'))
    assert ids(merged.writes[NAME].new.decode()) == ["2026-03-02-1", "good"]
    assert merged.unreadable_counts == {"copy 0": 2}


@pytest.mark.parametrize("text", ["\0" * 100, "caf\udce9".encode("utf-8", "surrogateescape"), "x = ["], ids=repr)
def test_a_copy_that_says_nothing(text: str | bytes) -> None:
    """A copy of which nothing can be read changes nothing and is counted."""
    merged = plan_merge({NAME: BASE.encode()}, [source(text), source(text, "tips.toml", "tips")])
    assert merged.writes == {}
    assert merged.unreadable_counts == {"copy": 1, "tips": 1}


def test_a_copy_that_belongs_nowhere() -> None:
    """A file without a place here is counted; so is one of a new cycle that does not say which."""
    nowhere = Source("elsewhere", None, BASE.encode())
    merged = plan_merge({}, [nowhere, source(BASE.replace("[cycle]", "[circle]"))])
    assert merged.writes == {}
    assert set(merged.unreadable_counts) == {"elsewhere", "copy"}


def test_a_number_too_large_to_write() -> None:
    """A block that no file could take any more is left where it is, and counted."""
    merged = planned(BASE, BASE + note("n", extra=f"mine = 0x{'F' * 5000}\n") + note("good"))
    assert ids(merged.writes[NAME].new.decode()) == ["2026-03-02-1", "good"]
    assert merged.unreadable_counts == {"copy 0": 1}


def test_a_cycle_that_is_new_here() -> None:
    """The file of a cycle that is not here is copied whole, comments and all; what other copies add comes behind it."""
    theirs = "# theirs\n" + BASE + note("a")
    merged = plan_merge({}, [source(theirs, label="a"), source(BASE + note("b"), label="b")])
    assert merged.files == (FileMergeResult(NAME, 3, is_new=True),)
    assert merged.writes[NAME].new.startswith(theirs.encode())
    assert ids(merged.writes[NAME].new.decode()) == ["2026-03-02-1", "a", "b"]


def test_a_sound_copy_comes_first() -> None:
    """Of two copies of a file that is new here the one without errors is copied, whatever the order."""
    broken = source(BASE + note("bad", extra="tip = -1\n"), label="a")
    merged = plan_merge({}, [broken, source(BASE + note("good"), label="b")])
    assert merged.writes[NAME].new == (BASE + note("good")).encode()
    assert merged.unreadable_counts == {"a": 1}


def test_other_weeks() -> None:
    """A copy whose cycle is counted from another anchor comes in, our header stays, and it is said."""
    other = cycle_text(PICK_TEXT, anchor="2025-12-29") + note("theirs")
    merged = planned(BASE, other)
    assert merged.files[0].weeks_differ
    journal_files = parse_file(merged.writes[NAME].new, NAME)
    assert journal_files.header == parse_file(BASE.encode(), NAME).header


@pytest.mark.parametrize("name", [NAME, "tips.toml"])
def test_newer(name: str) -> None:
    """A copy of a later format is not taken apart by a tipcycle that does not know it; nor is ours added to."""
    ours, later = {NAME: (BASE, BASE + note("n")), "tips.toml": (TIPS, TIPS + tip(202))}[name]
    for mine, theirs in ((ours, later.replace("format = 1", "format = 2")), (ours.replace("= 1\n", "= 2\n", 1), later)):
        with pytest.raises(NewerFormatError) as caught:
            plan_merge({name: mine.encode()}, [source(theirs, name)])
        assert caught.value.exit_code == 78


def test_damaged() -> None:
    """To a file of ours that has errors nothing is added; a copy that brings nothing new is no reason to refuse."""
    ours = BASE + note("bad", extra="tip = -1\n")
    with pytest.raises(DamagedFileError) as caught:
        planned(ours, BASE + note("theirs"))
    assert (caught.value.file, caught.value.exit_code) == (NAME, 65)
    assert planned(ours, BASE).writes == {}


def test_in_the_way() -> None:
    """A table of a person's own that bears the name of what comes in refuses it, and is named."""
    with pytest.raises(ReservedKeyError) as caught:
        planned(BASE + "\n[note]\nx = 1\n", BASE + note("theirs"))
    assert caught.value.key == "note"


def test_too_large() -> None:
    """Two copies that are too much for one file are refused."""
    half = "a" * (MAX_FILE_BYTES // 2)
    with pytest.raises(FileTooLargeError):
        planned(BASE + note("a", half), BASE + note("b", half))


TIPS = "format = 1\n\n# mine\n[[tip]]\nid = 201\nslug = 'a'\n[tip.en]\ntitle = 'A'\n"


def tip(id: int, slug: str = "b") -> str:
    """One more tip as text."""
    return f"\n[[tip]]\nid = {id}\nslug = '{slug}'\n[tip.en]\ntitle = 'B'\n"


def test_tips() -> None:
    """Own tips come in by their numbers; a number that another tip of ours bears stays ours, and is named."""
    merged = plan_merge({"tips.toml": TIPS.encode()}, [source(TIPS + tip(202), "tips.toml")])
    assert merged.writes["tips.toml"].new.startswith(TIPS.encode())
    assert merged.files == (FileMergeResult("tips.toml", 1),)
    taken = plan_merge({"tips.toml": TIPS.encode()}, [source("format = 1\n" + tip(201) + tip(203), "tips.toml")])
    assert taken.files == (FileMergeResult("tips.toml", 1, conflicting_ids=("201",)),)
    assert b"203" in taken.writes["tips.toml"].new
    again = plan_merge({"tips.toml": taken.writes["tips.toml"].new}, [source("format = 1\n" + tip(201), "tips.toml")])
    assert again.writes == {}


# As laws.


@st.composite
def two_copies(draw: st.DrawFn) -> tuple[CycleHeader, tuple[Event, ...], tuple[Event, ...]]:
    """Two copies of one cycle that have some blocks in common."""
    every = draw(event_lists(cycle_payloads, max_size=8))
    here = draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
    there = draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
    ours = tuple(block for block, kept in zip(every, here, strict=True) if kept)
    return draw(headers()), ours, tuple(block for block, kept in zip(every, there, strict=True) if kept)


@given(two_copies())
def test_union(copies: tuple[CycleHeader, tuple[Event, ...], tuple[Event, ...]]) -> None:
    """The file then holds the blocks of both, each once, behind exactly our bytes, whichever way round."""
    header, ours, theirs = copies
    name = f"cycles/{header.starts}.toml"

    def written(some: tuple[Event, ...]) -> bytes:
        return append_events(format_header(header), some, name) if some else format_header(header)

    def into(one: bytes, other: bytes) -> bytes:
        puts = plan_merge({name: one}, [Source("", name, other)]).writes
        return puts[name].new if puts else one

    here, there = written(ours), written(theirs)
    forth, back = into(here, there), into(there, here)
    assert forth.startswith(here)
    both = set(ours) | set(theirs)
    for data in (forth, back):
        read = parse_file(data, name)
        assert set(read.events) == both
        assert len(read.events) == len(both)
    assert into(forth, back) == forth


def test_order_never_matters() -> None:
    """Two machines that took in each other's cycle see the same, though their files are ordered differently (P4)."""
    one = cycle_text(with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [5]'))
    later = '[[checkin]]  # 2026-03-07\nweek = "2026-W10"\nmissed = [5, 13]'
    two = cycle_text(PICK_TEXT) + with_stamps(later, first_day=date(2026, 3, 7), prefix="z")
    folded = []
    for ours, theirs in ((one, two), (two, one)):
        read = parse_file(result(ours, theirs).encode(), NAME)
        assert read.header is not None
        (cycle,) = Cycles(Journal((), (CycleFile(read.header, read.events),)))
        folded.append([cycle.statuses(tip, date(2026, 4, 1)) for tip in cycle.five])
    assert folded[0] == folded[1]
    assert folded[0][0].startswith("M")


# On the disk.


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """A journal with two files."""
    places = Paths.under(tmp_path / "home")
    lay(places, {NAME: BASE, "journal.toml": OWN})
    return places


def lay(places: Paths, files: Mapping[str, str]) -> None:
    """Puts files into the folder of a journal."""
    for name, text in files.items():
        path = places.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


OWN_NEW = '\n[[star]]\nid = "s"\nat = 2026-03-02T08:00:00Z\non = 2026-03-02\ntips = [5]\n'
SOURCES = [source(BASE + note("theirs")), source(OWN + OWN_NEW, "journal.toml", "own")]


def test_saved(places: Paths) -> None:
    """What came in is on the disk, and what was there before is a generation."""
    merged = merge_sources(places, SOURCES, noon)
    assert [came.name for came in merged.files] == [NAME, "journal.toml"]
    assert (places.home / NAME).read_text("utf-8").startswith(BASE)
    assert [(each.file_name, each.path.read_text("utf-8")) for each in stored_backups(places)] == [
        (NAME, BASE),
        ("journal.toml", OWN),
    ]
    loaded = Store(places, date(2026, 3, 6), noon).load()
    assert {block.id for block in all_events(loaded.journal)} == {"2026-03-02-1", "theirs", "p", "s"}


def test_nothing_new_touches_nothing(places: Paths) -> None:
    """A copy that brings nothing is no write: no generation, no new time."""
    before = (places.home / NAME).stat().st_mtime_ns
    merge_sources(places, [source(BASE)], noon)
    assert (places.home / NAME).stat().st_mtime_ns == before
    assert stored_backups(places) == []


@pytest.mark.parametrize(
    ("error", "written"), [(DiskError, ("cycles/2026-03-02.toml",)), (DurabilityError, (NAME, "journal.toml"))]
)
def test_halfway(
    places: Paths, monkeypatch: pytest.MonkeyPatch, error: type[DiskError | DurabilityError], written: tuple[str, ...]
) -> None:
    """A disk that refuses the second file: the first is named as saved, and doing it again finishes."""
    real, calls = journal_files.write_file, iter([False, True])

    def put(places: Paths, wanted: journal_files.FileWrite, now: datetime) -> None:
        if next(calls):
            if error is DurabilityError:
                real(places, wanted, now)
            raise error("there", "full")
        real(places, wanted, now)

    monkeypatch.setattr(journal_files, "write_file", put)
    with pytest.raises(PartialWriteError) as caught:
        merge_sources(places, SOURCES, noon)
    assert (caught.value.written_files, caught.value.exit_code) == (written, 74)
    monkeypatch.setattr(journal_files, "write_file", real)
    merge_sources(places, SOURCES, noon)
    loaded = Store(places, date(2026, 3, 6), noon).load()
    assert {block.id for block in all_events(loaded.journal)} == {"2026-03-02-1", "theirs", "p", "s"}


def test_refused_before_the_first_write(places: Paths) -> None:
    """What is refused for one file is refused before any other is written."""
    lay(places, {"journal.toml": OWN.replace("2026-03-01T", "soon")})
    with pytest.raises(DamagedFileError):
        merge_sources(places, SOURCES, noon)
    assert (places.home / NAME).read_text("utf-8") == BASE


def test_changed_meanwhile(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody else wrote between reading and writing is kept: the blocks come behind it."""
    real, hand = journal_files.write_file, BASE + note("by hand")

    def put(places: Paths, wanted: journal_files.FileWrite, now: datetime) -> None:
        monkeypatch.setattr(journal_files, "write_file", real)
        lay(places, {NAME: hand})
        real(places, wanted, now)

    monkeypatch.setattr(journal_files, "write_file", put)
    merge_sources(places, [source(BASE + note("theirs"))], noon)
    assert (places.home / NAME).read_text("utf-8").startswith(hand)
    assert ids((places.home / NAME).read_text("utf-8")) == ["2026-03-02-1", "by hand", "theirs"]


def test_known_block(places: Paths) -> None:
    """A block that came in is as good as one that was entered here."""
    merge_sources(places, [source(BASE + note("theirs", "from the train"))], noon)
    loaded = Store(places, date(2026, 3, 6), noon).load()
    body = Note(text="from the train")
    assert Event("theirs", datetime(2026, 3, 6, 8, tzinfo=UTC), date(2026, 3, 6), body) in all_events(loaded.journal)
