"""Earlier states of each file: which are kept, which are let go, and that they are what they were."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.clocks import NOON
from tipcycle.core.errors import DiskError
from tipcycle.storage import backups
from tipcycle.storage.atomic_files import replace_file
from tipcycle.storage.backups import Backup, create_backup, expired_backups, stored_backups
from tipcycle.storage.paths import Paths

NAME = "cycles/2026-03-02.toml"
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
YEAR = timedelta(days=365)


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """The places of a journal with one cycle file that holds nothing yet."""
    places = Paths.under(tmp_path)
    places.cycles.mkdir()
    (tmp_path / NAME).write_bytes(b"")
    os.utime(tmp_path / NAME, (NOON.timestamp(), NOON.timestamp()))
    return places


def write(places: Paths, data: bytes, now: datetime = NOON, name: str = NAME) -> None:
    """Replaces the cycle file (or another), keeping what it held, as of this moment."""
    file = places.home / name
    replace_file(file, data, before_replace=lambda old: create_backup(places, name, old, now))
    os.utime(file, (now.timestamp(), now.timestamp()))


def held(places: Paths) -> list[tuple[int, bytes]]:
    """The generations of the cycle file: number and content."""
    return [(generation.number, generation.path.read_bytes()) for generation in stored_backups(places, NAME)]


def test_what_is_kept(places: Paths) -> None:
    """Before a file is replaced, what it held becomes its next generation, numbered from 1."""
    for data in (b"a", b"ab", b"abc"):
        write(places, data)
    assert held(places) == [(1, b""), (2, b"a"), (3, b"ab")]
    assert (places.home / NAME).read_bytes() == b"abc"


def test_when_it_was_written(places: Paths) -> None:
    """A generation bears the time at which that state was written, not the time at which it was replaced."""
    write(places, b"a", NOON - 3 * DAY)
    write(places, b"ab", NOON)
    assert stored_backups(places, NAME)[-1].written_at == NOON - 3 * DAY


def test_later_changes_leave_it_alone(places: Paths) -> None:
    """What an editor writes into the file in place never reaches a generation."""
    write(places, b"a")
    write(places, b"ab")
    with (places.home / NAME).open("ab") as file:
        file.write(b" by hand")
    assert held(places) == [(1, b""), (2, b"a")]


def test_each_file_by_itself(places: Paths) -> None:
    """Every file has generations and numbers of its own, and none makes another's go."""
    places.journal.write_bytes(b"")
    os.utime(places.journal, (NOON.timestamp(), NOON.timestamp()))
    for n in range(1, 26):
        write(places, b"mine" * n, name="journal.toml")
        if n <= 20:
            write(places, b"a" * n)
    assert [each.number for each in stored_backups(places, NAME)] == list(range(1, 21))
    assert [each.number for each in stored_backups(places, "journal.toml")] == list(range(6, 26))
    assert [each.file_name for each in stored_backups(places)] == [NAME] * 20 + ["journal.toml"] * 20


def test_no_backups_yet(places: Paths) -> None:
    """Looking for generations makes no folder."""
    assert stored_backups(places) == []
    assert not places.state.exists()


def test_strangers_among_them(places: Paths) -> None:
    """Only what is numbered is a generation; other files in the folder are neither shown nor removed."""
    write(places, b"a")
    folder = places.backups / "cycles"
    strangers = ["2026-03-02.toml", "2026-03-02.toml.bak", "2026-03-02.toml.12", ".2026-03-02.toml.000009.ab.tmp"]
    for name in strangers:
        (folder / name).write_text("x")
    for n in range(30):
        write(places, b"b" * n)
    assert {name for name in strangers if not (folder / name).exists()} == set()
    assert not {each.path.name for each in stored_backups(places)} & set(strangers)


def test_a_number_is_not_used_twice(places: Paths) -> None:
    """Letting go of old generations never frees a number, and the millionth sorts after the one before it."""
    write(places, b"a")
    first = stored_backups(places, NAME)[0].path
    first.rename(first.with_name("2026-03-02.toml.999999"))
    write(places, b"ab")
    write(places, b"abc")
    assert held(places) == [(999999, b""), (1000000, b"a"), (1000001, b"ab")]


def test_last_twenty(places: Paths) -> None:
    """Of one day's many states the last twenty are there."""
    for n in range(40):
        write(places, b"x" * n, NOON + n * timedelta(minutes=1))
    assert [number for number, _ in held(places)] == list(range(21, 41))
    assert held(places)[-1][1] == b"x" * 38


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_private(places: Paths, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """Generations are the owner's alone, whatever the umask."""
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    before = os.umask(0)
    try:
        for data in (b"a", b"ab", b"abc"):
            write(places, data)
    finally:
        os.umask(before)
    modes = {each.path.name: each.path.stat().st_mode & 0o777 for each in stored_backups(places)[1:]}
    assert set(modes.values()) == {0o600}
    assert {path.stat().st_mode & 0o777 for path in places.state.rglob("*") if path.is_dir()} == {0o700}


def _no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def test_another_file_system(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal lies on another disk than its state, generations are copies with the time of what they copy."""
    monkeypatch.setattr(os, "link", _no_links)
    write(places, b"a", NOON - DAY)
    write(places, b"ab")
    assert held(places) == [(1, b""), (2, b"a")]
    assert stored_backups(places, NAME)[-1].written_at == NOON - DAY


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")
def test_kept_for_good(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generation's name lasts before the file that it was is replaced."""
    write(places, b"a")
    done: list[str] = []
    for name in ("link", "fsync", "replace"):
        real = getattr(os, name)

        def noting(*args: object, name: str = name, real: Callable[..., None] = real) -> None:
            done.append(name)
            real(*args)

        monkeypatch.setattr(os, name, noting)
    write(places, b"ab")
    assert "fsync" in done[done.index("link") : done.index("replace")]


def test_no_room_for_a_copy(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room to keep the old state it is not replaced."""
    write(places, b"a")
    monkeypatch.setattr(backups, "create_file", _full)
    monkeypatch.setattr(os, "link", _no_links)
    with pytest.raises(DiskError):
        write(places, b"ab")
    assert (places.home / NAME).read_bytes() == b"a"


def _full(path: Path, _: bytes) -> None:
    raise DiskError(str(path), os.strerror(errno.ENOSPC))


# What is let go of, from the facts alone.


def made(*states: tuple[datetime, int]) -> list[Backup]:
    """Generations written at these times, of these sizes, oldest first."""
    return [Backup(Path(f"f.{n:06}"), "f", n, size, at) for n, (at, size) in enumerate(states, 1)]


def left(every: list[Backup], now: datetime = NOON) -> list[int]:
    """The numbers that are kept."""
    gone = {each.number for each in expired_backups(every, now)}
    return [each.number for each in every if each.number not in gone]


def growing(*times: datetime) -> list[Backup]:
    """Generations of a file that only ever grows."""
    return made(*((at, n) for n, at in enumerate(times)))


BURST = [NOON + n * timedelta(seconds=1) for n in range(20)]
"""Twenty states within half a minute: they take all the places of the last twenty."""


def test_up_to_twenty_stay() -> None:
    """Twenty states of one moment are all kept; of twenty-one the oldest goes."""
    assert left(growing(*BURST)) == list(range(1, 21))
    assert left(growing(NOON - timedelta(seconds=1), *BURST)) == list(range(2, 22))


def test_daily() -> None:
    """Of each of the last days on which something was written the last state stays, of long ago none."""
    days = [NOON - n * DAY for n in range(200, 0, -1)]
    mornings = [at - timedelta(hours=3) for at in days]
    every = growing(*sorted([*days, *mornings]), *BURST)
    kept = {every[number - 1].written_at for number in left(every)}
    assert {NOON - n * DAY for n in range(1, 14)} <= kept
    assert not kept & set(mornings)


def test_weekly() -> None:
    """Of each of the last weeks in which something was written the last state stays, and no more than twelve or so."""
    every = growing(*(NOON - n * DAY for n in range(200, 0, -1)), *BURST)
    kept = [every[number - 1].written_at for number in left(every)]
    sundays = [NOON - 5 * DAY - n * WEEK for n in range(12)]
    assert all(sunday.weekday() == 6 for sunday in sundays)
    assert set(sundays[:11]) <= set(kept)
    old = [at for at in kept if at < NOON - 28 * DAY]
    assert all(at.weekday() == 6 for at in old)
    assert min(kept) >= NOON - 16 * WEEK


def test_seldom_written() -> None:
    """Days and weeks without an entry use up no place: of a file that is seldom written more than a year stays."""
    every = growing(*(NOON - n * 5 * WEEK for n in range(11, 0, -1)), *BURST)
    assert left(every) == list(range(1, 32))


def test_longer_than_what_replaced_it() -> None:
    """A state that a shorter one replaced may hold what was lost: it stays a year, counted from its replacement."""
    replaced = NOON - 100 * DAY
    times = [NOON - 2 * YEAR, replaced, *(replaced + n * WEEK for n in range(1, 14)), *BURST]
    every = made(*zip(times, [12, 10, *range(13, 13 + len(times))], strict=False))
    kept = left(every, NOON)
    assert 1 in kept
    assert 1 in left([each for each in every if each.number in kept], NOON)
    assert 1 in left(every, replaced + YEAR - timedelta(seconds=1))
    assert 1 not in left(every, replaced + YEAR + timedelta(seconds=1))


def test_not_longer() -> None:
    """A state that as much or more followed is not kept for that."""
    for size in (10, 9):
        every = made((NOON - DAY, size), (NOON - DAY, 10), *((at, 11 + n) for n, at in enumerate(BURST)))
        assert 1 not in left(every)


@given(st.lists(st.tuples(st.integers(0, 400 * 24), st.integers(0, 9)), max_size=60), st.integers(1, 30))
def test_keeping_is_settled(states: list[tuple[int, int]], later: int) -> None:
    """The last twenty always stay; letting go twice lets go of no more than once, and later on of no less."""
    every = made(*((NOON - timedelta(hours=ago), size) for ago, size in sorted(states, reverse=True)))
    kept = left(every)
    assert kept[-20:] == [each.number for each in every[-20:]]
    assert left([each for each in every if each.number in kept]) == kept
    assert set(left(every, NOON + later * DAY)) <= set(kept)
