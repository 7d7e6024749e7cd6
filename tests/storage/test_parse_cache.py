"""The cache of parsed files: used for unchanged files, and never trusted over their bytes."""

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
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal with six cycles and an existing state folder."""
    paths = Paths.under(tmp_path)
    paths.cycles.mkdir()
    paths.state.mkdir(mode=0o700)
    for monday in MONDAYS:
        (paths.cycles / f"{monday}.toml").write_text(cycle_text(PICK_TEXT, starts=monday), "utf-8")
    return paths


def load(paths: Paths) -> LoadedJournal:
    return Store(paths, date(2026, 1, 1), lambda: datetime.now(UTC)).load()


def record_parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that collects the names of all files parsed from now on."""
    parsed: list[str] = []

    def recording_parse(data: bytes, name: str) -> RawParsedFile:
        parsed.append(name)
        return parse_file(data, name)

    monkeypatch.setattr(store, "parse_file", recording_parse)
    return parsed


def test_second_load_parses_nothing(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result equals that of the first load."""
    first = load(paths)
    parsed = record_parsed_files(monkeypatch)
    second = load(paths)
    assert parsed == []
    assert second.journal == first.journal
    assert second.contents == first.contents
    assert [file.problems for file in second.files.values()] == [file.problems for file in first.files.values()]


SECRET = 'text = "about Kim"'
NOTE = f'\n[[note]]\nid = "n"\nat = 2025-03-07T08:00:00Z\non = 2025-03-07\n{SECRET}\nweek = "2025-W10"\n'


@pytest.mark.parametrize("removal", ["line", "file"])
def test_removed_text_leaves_the_cache(removal: str, paths: Paths) -> None:
    """The next read after the edit by hand removes the text, whether the line or the whole file is gone."""
    path = paths.cycles / f"{MONDAYS[1]}.toml"
    original = path.read_text("utf-8")
    path.write_text(original + NOTE, "utf-8")
    load(paths)
    assert any(SECRET.encode() in file.read_bytes() for file in paths.cache.iterdir())
    if removal == "line":
        path.write_text(original, "utf-8")
    else:
        path.unlink()
    load(paths)
    assert not any(SECRET.encode() in file.read_bytes() for file in paths.cache.iterdir())


def test_appended_text_keeps_the_cache(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    load(paths)
    path = paths.cycles / f"{MONDAYS[1]}.toml"
    path.write_text(path.read_text("utf-8") + NOTE, "utf-8")
    load(paths)
    parsed = record_parsed_files(monkeypatch)
    load(paths)
    assert parsed == [cycle_file_name(date.fromisoformat(MONDAYS[1]))]


def test_changed_file_is_parsed_again(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is detected even if size and modification time stay the same."""
    load(paths)
    path = paths.cycles / f"{MONDAYS[2]}.toml"
    stat_result = path.stat()
    path.write_text(path.read_text("utf-8").replace("42", "43"), "utf-8")
    os.utime(path, ns=(stat_result.st_atime_ns, stat_result.st_mtime_ns))
    parsed = record_parsed_files(monkeypatch)
    assert 43 in load(paths).journal.cycle_files[2].events[0].payload.tips  # type: ignore[union-attr]
    assert parsed == [f"cycles/{MONDAYS[2]}.toml"]


def modify_file(path: Path, change: Callable[[bytes], bytes]) -> None:
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
    ids=["empty", "truncated", "header only", "zero bytes", "flipped bit", "other content", "other version"],
)
def test_corrupted_cache_is_ignored(
    change: Callable[[bytes], bytes], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(paths)
    modify_file(paths.cache / "journal", change)
    parsed = record_parsed_files(monkeypatch)
    assert load(paths).journal == first.journal
    assert len(parsed) == len(MONDAYS)


def test_cache_with_other_content_is_ignored(paths: Paths) -> None:
    """A valid checksum is not enough."""
    load(paths)
    path = paths.cache / "journal"
    data = b"\x93\x01\x02\x03"
    path.write_bytes(parse_cache._cache_header(data) + data)
    assert load_parse_cache(paths) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "create",
    [os.mkfifo if os.name != "nt" else None, lambda path: path.symlink_to("/dev/zero")],
    ids=["a pipe", "a device"],
)
def test_special_file_in_place_of_cache_is_ignored(create: Callable[[Path], object], paths: Paths) -> None:
    """A pipe would block, and a device has no end."""
    paths.cache.mkdir()
    create(paths.cache / "journal")
    assert load_parse_cache(paths) == {}


def test_stale_temporary_file_is_removed(paths: Paths) -> None:
    """Other files stay."""
    paths.cache.mkdir()
    stale, other = paths.cache / ".journal.0123456789ab.tmp", paths.cache / "mine.tmp"
    stale.touch()
    other.touch()
    load(paths)
    assert sorted(path.name for path in paths.cache.iterdir()) == ["journal", "mine.tmp"]


def test_symlinked_cache_folder_is_not_written(paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "journal").write_text("mine", "utf-8")
    paths.cache.symlink_to(target)
    load(paths)
    assert (target / "journal").read_text("utf-8") == "mine"


def test_no_cache_without_state_folder(paths: Paths) -> None:
    """Reading creates no folder. A journal with few files is not cached either."""
    paths.state.rmdir()
    load(paths)
    assert not paths.state.exists()
    paths.state.mkdir()
    for monday in MONDAYS[2:]:
        (paths.cycles / f"{monday}.toml").unlink()
    load(paths)
    assert not paths.cache.exists()


@settings(deadline=None, max_examples=100)
@given(headers(), event_lists(cycle_payloads))
def test_any_file_survives_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, header: CycleHeader, events: tuple[Event, ...]
) -> None:
    name = cycle_file_name(header.starts)
    data = append_events(format_header(header), events, name)
    file = parse_file(data, name)
    paths = Paths.under(tmp_path_factory.mktemp("journal"))
    paths.state.mkdir()
    save_parse_cache(paths, [CachedFile(data, file)])
    cached_file = load_parse_cache(paths)[name]
    assert cached_file.data == data
    assert cached_file.file == ParsedFile(
        file.name, file.header, file.events, file.line_numbers, file.problems, file.format
    )


def test_cycles_are_folded_lazily(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cycle is folded at most once, when it is first used."""
    from tipcycle.core import projection as module
    from tipcycle.core.projection import fold

    folded: list[int] = []
    monkeypatch.setattr(module, "fold", lambda file, number: folded.append(number) or fold(file, number))
    cycles = Cycles(load(paths).journal)
    assert (cycles[-1].number, cycles[5].number, len(cycles), folded) == (6, 6, 6, [6])
    assert [cycle.number for cycle in cycles] == [1, 2, 3, 4, 5, 6]
    assert folded == [6, 1, 2, 3, 4, 5]
