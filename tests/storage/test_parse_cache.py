"""What earlier files say is kept, and never trusted over the files."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.strategies import cycle_payloads, event_lists, headers
from tipcycle.core.events import CycleHeader, Event
from tipcycle.core.projection import Cycles
from tipcycle.storage import parse_cache, store
from tipcycle.storage.parse_cache import CachedFile, load_parse_cache, save_parse_cache
from tipcycle.storage.paths import Paths, cycle_file_name
from tipcycle.storage.store import LoadedJournal, Store
from tipcycle.storage.toml_format import ParsedFile, RawParsedFile, append_events, format_header, parse_file

MONDAYS = ("2025-01-06", "2025-03-03", "2025-05-05", "2025-07-07", "2025-09-01", "2025-11-03")


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """A journal of a year, on a machine on which something was saved to it."""
    found = Paths.under(tmp_path)
    found.cycles.mkdir()
    found.state.mkdir(mode=0o700)
    for monday in MONDAYS:
        (found.cycles / f"{monday}.toml").write_text(cycle_text(PICK_TEXT, starts=monday), "utf-8")
    return found


def loaded(places: Paths) -> LoadedJournal:
    return Store(places, date(2026, 1, 1), lambda: datetime.now(UTC)).load()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from now on."""
    parsed: list[str] = []

    def counting(data: bytes, name: str) -> RawParsedFile:
        parsed.append(name)
        return parse_file(data, name)

    monkeypatch.setattr(store, "parse_file", counting)
    return parsed


def test_a_file_is_parsed_once(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run parses nothing, and has understood the same."""
    first = loaded(places)
    parsed = counted(monkeypatch)
    second = loaded(places)
    assert parsed == []
    assert second.journal == first.journal
    assert second.contents == first.contents
    assert [file.problems for file in second.files.values()] == [file.problems for file in first.files.values()]


def test_only_what_changed_is_parsed_anew(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other words of the same length with the old times put back are seen: the bytes are compared."""
    loaded(places)
    path = places.cycles / f"{MONDAYS[2]}.toml"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("42", "43"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    parsed = counted(monkeypatch)
    assert 43 in loaded(places).journal.cycle_files[2].events[0].payload.tips  # type: ignore[union-attr]
    assert parsed == [f"cycles/{MONDAYS[2]}.toml"]


def spoiled(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: b"\0" * len(data),
        lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        lambda data: data.replace(b"pick", b"kick"),
        lambda data: b"f" * 23 + data[23:],
    ],
    ids=["empty", "cut", "head", "zeros", "one bit", "another kind", "another program"],
)
def test_spoiled(change: Callable[[bytes], bytes], places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever became of what was kept: the files are read, and say what they say."""
    first = loaded(places)
    spoiled(places.cache / "journal", change)
    parsed = counted(monkeypatch)
    assert loaded(places).journal == first.journal
    assert len(parsed) == len(MONDAYS)


def test_a_whole_snapshot_of_another_shape(places: Paths) -> None:
    """Bytes that are whole and say something else than what is kept are nothing."""
    loaded(places)
    path = places.cache / "journal"
    data = b"\x93\x01\x02\x03"
    path.write_bytes(parse_cache._cache_header(data) + data)
    assert load_parse_cache(places) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "put",
    [os.mkfifo if os.name != "nt" else None, lambda path: path.symlink_to("/dev/zero")],
    ids=["a pipe", "a device"],
)
def test_what_is_no_file_is_not_waited_for(put: Callable[[Path], object], places: Paths) -> None:
    """A pipe in the place of what was kept would wait for ever, a device never end."""
    places.cache.mkdir()
    put(places.cache / "journal")
    assert load_parse_cache(places) == {}


def test_what_a_killed_run_left_is_swept(places: Paths) -> None:
    """A temporary file of an earlier run goes with the next write; nothing else does."""
    places.cache.mkdir()
    left, mine = places.cache / ".journal.0123456789ab.tmp", places.cache / "mine.tmp"
    left.touch()
    mine.touch()
    loaded(places)
    assert sorted(path.name for path in places.cache.iterdir()) == ["journal", "mine.tmp"]


def test_a_link_is_not_followed(places: Paths, tmp_path: Path) -> None:
    """Through a link in the place of the cache nothing is replaced."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "journal").write_text("mine", "utf-8")
    places.cache.symlink_to(elsewhere)
    loaded(places)
    assert (elsewhere / "journal").read_text("utf-8") == "mine"


def test_nothing_is_kept_where_nothing_was_saved(places: Paths) -> None:
    """Reading never makes a folder; few files are parsed as soon as they are recalled."""
    places.state.rmdir()
    loaded(places)
    assert not places.state.exists()
    places.state.mkdir()
    for monday in MONDAYS[2:]:
        (places.cycles / f"{monday}.toml").unlink()
    loaded(places)
    assert not places.cache.exists()


@settings(deadline=None, max_examples=100)
@given(headers(), event_lists(cycle_payloads))
def test_any_file_comes_back(
    tmp_path_factory: pytest.TempPathFactory, header: CycleHeader, written: tuple[Event, ...]
) -> None:
    """Every block of every kind is what it was, to the microsecond."""
    name = cycle_file_name(header.starts)
    data = append_events(format_header(header), written, name)
    file = parse_file(data, name)
    places = Paths.under(tmp_path_factory.mktemp("journal"))
    places.state.mkdir()
    save_parse_cache(places, [CachedFile(data, file)])
    back = load_parse_cache(places)[name]
    assert back.data == data
    assert back.file == ParsedFile(file.name, file.header, file.events, file.line_numbers, file.problems, file.format)


def test_cycles_are_folded_when_they_are_asked_for(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last of six needs one fold, and a second look none."""
    from tipcycle.core import projection as module
    from tipcycle.core.projection import fold

    folded: list[int] = []
    monkeypatch.setattr(module, "fold", lambda file, number: folded.append(number) or fold(file, number))
    every = Cycles(loaded(places).journal)
    assert (every[-1].number, every[5].number, len(every), folded) == (6, 6, 6, [6])
    assert [cycle.number for cycle in every] == [1, 2, 3, 4, 5, 6]
    assert folded == [6, 1, 2, 3, 4, 5]
