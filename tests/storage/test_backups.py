"""Creation of backups, and which backups expire."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
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
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal with one empty cycle file."""
    paths = Paths.under(tmp_path)
    paths.cycles.mkdir()
    (tmp_path / NAME).write_bytes(b"")
    os.utime(tmp_path / NAME, (NOON.timestamp(), NOON.timestamp()))
    return paths


def write(paths: Paths, data: bytes, now: datetime = NOON, name: str = NAME) -> None:
    """Replace the cycle file (or another) at this moment, with a backup of the old content."""
    file = paths.home / name
    replace_file(file, data, before_replace=lambda old_path: create_backup(paths, name, old_path, now))
    os.utime(file, (now.timestamp(), now.timestamp()))


def backup_contents(paths: Paths) -> list[tuple[int, bytes]]:
    """Return the number and the content of each backup of the cycle file."""
    return [(backup.number, backup.path.read_bytes()) for backup in stored_backups(paths, NAME)]


def test_each_write_creates_a_numbered_backup(paths: Paths) -> None:
    for data in (b"a", b"ab", b"abc"):
        write(paths, data)
    assert backup_contents(paths) == [(1, b""), (2, b"a"), (3, b"ab")]
    assert (paths.home / NAME).read_bytes() == b"abc"


def test_backup_has_the_time_of_its_content(paths: Paths) -> None:
    """The time is when that state was written, not when it was replaced."""
    write(paths, b"a", NOON - 3 * DAY)
    write(paths, b"ab", NOON)
    assert stored_backups(paths, NAME)[-1].written_at == NOON - 3 * DAY


def test_editing_in_place_does_not_change_backups(paths: Paths) -> None:
    """The hard link must not share its content with the edited file."""
    write(paths, b"a")
    write(paths, b"ab")
    with (paths.home / NAME).open("ab") as file:
        file.write(b" by hand")
    assert backup_contents(paths) == [(1, b""), (2, b"a")]


def test_each_file_has_its_own_backups(paths: Paths) -> None:
    """Numbers and expiry are separate for each file."""
    paths.journal.write_bytes(b"")
    os.utime(paths.journal, (NOON.timestamp(), NOON.timestamp()))
    for n in range(1, 26):
        write(paths, b"mine" * n, name="journal.toml")
        if n <= 20:
            write(paths, b"a" * n)
    assert [backup.number for backup in stored_backups(paths, NAME)] == list(range(1, 21))
    assert [backup.number for backup in stored_backups(paths, "journal.toml")] == list(range(6, 26))
    assert [backup.file_name for backup in stored_backups(paths)] == [NAME] * 20 + ["journal.toml"] * 20


def test_listing_creates_no_folder(paths: Paths) -> None:
    assert stored_backups(paths) == []
    assert not paths.state.exists()


def test_other_files_in_the_folder_are_ignored(paths: Paths) -> None:
    """Files without a backup number are neither listed nor removed."""
    write(paths, b"a")
    folder = paths.backups / "cycles"
    other_names = ["2026-03-02.toml", "2026-03-02.toml.bak", "2026-03-02.toml.12", ".2026-03-02.toml.000009.ab.tmp"]
    for name in other_names:
        (folder / name).write_text("x")
    for n in range(30):
        write(paths, b"b" * n)
    assert {name for name in other_names if not (folder / name).exists()} == set()
    assert not {backup.path.name for backup in stored_backups(paths)} & set(other_names)


def test_numbers_are_never_reused(paths: Paths) -> None:
    """Numbers with seven digits sort after those with six."""
    write(paths, b"a")
    first = stored_backups(paths, NAME)[0].path
    first.rename(first.with_name("2026-03-02.toml.999999"))
    write(paths, b"ab")
    write(paths, b"abc")
    assert backup_contents(paths) == [(999999, b""), (1000000, b"a"), (1000001, b"ab")]


def test_last_twenty_backups_of_a_day_are_kept(paths: Paths) -> None:
    for n in range(40):
        write(paths, b"x" * n, NOON + n * timedelta(minutes=1))
    assert [number for number, _ in backup_contents(paths)] == list(range(21, 41))
    assert backup_contents(paths)[-1][1] == b"x" * 38


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("hard_links", [True, False], ids=["hard links", "no hard links"])
def test_backups_are_private(paths: Paths, monkeypatch: pytest.MonkeyPatch, hard_links: bool) -> None:
    """The permissions do not depend on the umask."""
    if not hard_links:
        monkeypatch.setattr(os, "link", _no_links)
    old_umask = os.umask(0)
    try:
        for data in (b"a", b"ab", b"abc"):
            write(paths, data)
    finally:
        os.umask(old_umask)
    modes = {backup.path.name: backup.path.stat().st_mode & 0o777 for backup in stored_backups(paths)[1:]}
    assert set(modes.values()) == {0o600}
    assert {path.stat().st_mode & 0o777 for path in paths.state.rglob("*") if path.is_dir()} == {0o700}


def _no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def test_backup_without_hard_links_is_a_copy(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy has the modification time of the original."""
    monkeypatch.setattr(os, "link", _no_links)
    write(paths, b"a", NOON - DAY)
    write(paths, b"ab")
    assert backup_contents(paths) == [(1, b""), (2, b"a")]
    assert stored_backups(paths, NAME)[-1].written_at == NOON - DAY


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")
def test_backup_is_flushed_before_the_rename(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    write(paths, b"a")
    calls: list[str] = []
    for name in ("link", "fsync", "replace"):
        original = getattr(os, name)

        def recording_call(*args: object, name: str = name, original: Callable[..., None] = original) -> None:
            calls.append(name)
            original(*args)

        monkeypatch.setattr(os, name, recording_call)
    write(paths, b"ab")
    assert "fsync" in calls[calls.index("link") : calls.index("replace")]


def test_full_disk_prevents_the_write(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the backup cannot be stored, the file is not replaced."""
    write(paths, b"a")
    monkeypatch.setattr(backups, "create_file", _full)
    monkeypatch.setattr(os, "link", _no_links)
    with pytest.raises(DiskError):
        write(paths, b"ab")
    assert (paths.home / NAME).read_bytes() == b"a"


def _full(path: Path, _: bytes) -> None:
    raise DiskError(str(path), os.strerror(errno.ENOSPC))


# Expiry rules.


def make_backups(*states: tuple[datetime, int]) -> list[Backup]:
    """Return backups with these times and sizes, oldest first."""
    return [Backup(Path(f"f.{n:06}"), "f", n, size, at) for n, (at, size) in enumerate(states, 1)]


def kept_numbers(backups: list[Backup], now: datetime = NOON) -> list[int]:
    """Return the numbers of the backups that do not expire."""
    expired = {backup.number for backup in expired_backups(backups, now)}
    return [backup.number for backup in backups if backup.number not in expired]


def growing_backups(*times: datetime) -> list[Backup]:
    """Return backups of a file that only grows."""
    return make_backups(*((at, n) for n, at in enumerate(times)))


BURST = [NOON + n * timedelta(seconds=1) for n in range(20)]
"""Twenty states within half a minute. They count as the last twenty backups."""


def test_last_twenty_backups_are_kept() -> None:
    assert kept_numbers(growing_backups(*BURST)) == list(range(1, 21))
    assert kept_numbers(growing_backups(NOON - timedelta(seconds=1), *BURST)) == list(range(2, 22))


def test_last_backup_of_a_day_is_kept() -> None:
    """This applies to the last fourteen days with a backup."""
    days = [NOON - n * DAY for n in range(200, 0, -1)]
    mornings = [at - timedelta(hours=3) for at in days]
    all_backups = growing_backups(*sorted([*days, *mornings]), *BURST)
    kept_times = {all_backups[number - 1].written_at for number in kept_numbers(all_backups)}
    assert {NOON - n * DAY for n in range(1, 14)} <= kept_times
    assert not kept_times & set(mornings)


def test_last_backup_of_a_week_is_kept() -> None:
    """This applies to the last twelve weeks with a backup."""
    all_backups = growing_backups(*(NOON - n * DAY for n in range(200, 0, -1)), *BURST)
    kept_times = [all_backups[number - 1].written_at for number in kept_numbers(all_backups)]
    sundays = [NOON - 5 * DAY - n * WEEK for n in range(12)]
    assert all(sunday.weekday() == 6 for sunday in sundays)
    assert set(sundays[:11]) <= set(kept_times)
    old_times = [at for at in kept_times if at < NOON - 28 * DAY]
    assert all(at.weekday() == 6 for at in old_times)
    assert min(kept_times) >= NOON - 16 * WEEK


def test_days_without_backup_do_not_count() -> None:
    """Backups of a rarely written file reach back more than a year."""
    all_backups = growing_backups(*(NOON - n * 5 * WEEK for n in range(11, 0, -1)), *BURST)
    assert kept_numbers(all_backups) == list(range(1, 32))


def test_larger_backup_is_kept_for_a_year() -> None:
    """The year starts when the smaller state replaced it."""
    replaced = NOON - 100 * DAY
    times = [NOON - 2 * YEAR, replaced, *(replaced + n * WEEK for n in range(1, 14)), *BURST]
    all_backups = make_backups(*zip(times, [12, 10, *range(13, 13 + len(times))], strict=False))
    numbers = kept_numbers(all_backups, NOON)
    assert 1 in numbers
    assert 1 in kept_numbers([backup for backup in all_backups if backup.number in numbers], NOON)
    assert 1 in kept_numbers(all_backups, replaced + YEAR - timedelta(seconds=1))
    assert 1 not in kept_numbers(all_backups, replaced + YEAR + timedelta(seconds=1))


def test_backup_that_is_not_larger_expires() -> None:
    for size in (10, 9):
        all_backups = make_backups((NOON - DAY, size), (NOON - DAY, 10), *((at, 11 + n) for n, at in enumerate(BURST)))
        assert 1 not in kept_numbers(all_backups)


@given(st.lists(st.tuples(st.integers(0, 400 * 24), st.integers(0, 9)), max_size=60), st.integers(1, 30))
def test_expiry_is_idempotent_and_monotonic(states: list[tuple[int, int]], days_later: int) -> None:
    """The last twenty stay. A second run removes nothing more, a later run at least the same backups."""
    all_backups = make_backups(
        *((NOON - timedelta(hours=hours_ago), size) for hours_ago, size in sorted(states, reverse=True))
    )
    numbers = kept_numbers(all_backups)
    assert numbers[-20:] == [backup.number for backup in all_backups[-20:]]
    assert kept_numbers([backup for backup in all_backups if backup.number in numbers]) == numbers
    assert set(kept_numbers(all_backups, NOON + days_later * DAY)) <= set(numbers)


@pytest.mark.skipif(sys.platform == "win32", reason="errors of folders differ there")
@given(error_number=st.sampled_from((errno.EACCES, errno.EIO, errno.ELOOP, errno.EMFILE, errno.ESTALE)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unreadable_backups_are_not_missing(tmp_path: Path, error_number: int) -> None:
    """A folder of backups that cannot be read is an error with its path, not a folder without backups."""
    paths = Paths.under(tmp_path)
    paths.backups.mkdir(parents=True, exist_ok=True)
    (paths.home / "journal.toml").write_bytes(b"format = 1\n")
    error = OSError(error_number, os.strerror(error_number), str(paths.backups))
    for read in (
        lambda: stored_backups(paths),
        lambda: stored_backups(paths, "journal.toml"),
        lambda: create_backup(paths, "journal.toml", paths.home / "journal.toml", datetime.now(UTC)),
    ):
        with mock.patch("os.scandir", side_effect=error), pytest.raises(DiskError) as excinfo:
            read()
        assert (excinfo.value.path, excinfo.value.reason) == (str(paths.backups), os.strerror(error_number))
