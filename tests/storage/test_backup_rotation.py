"""Backups after crashes, disk errors and manual changes, and the statistics of backups."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.errors import DiskError, DurabilityError, NewerFormatError
from tipcycle.core.events import Change, Profile, Voice
from tipcycle.storage import atomic_files, backup_details, health, merge, own_tips
from tipcycle.storage.atomic_files import replace_file
from tipcycle.storage.backup_details import FileStats, file_stats, inspect_backups, latest_readable_number
from tipcycle.storage.backups import Backup, expired_backups, stored_backups
from tipcycle.storage.import_sources import ImportSource
from tipcycle.storage.journal_files import FileWrite, write_file
from tipcycle.storage.own_tips import add_own_tips
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import restore_files
from tipcycle.storage.store import Store

NAME = "cycles/2026-03-02.toml"
VALID = cycle_text(PICK_TEXT).encode()

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal with one valid cycle file."""
    paths = Paths.under(tmp_path)
    paths.cycles.mkdir()
    file = tmp_path / NAME
    file.write_bytes(VALID)
    file.chmod(0o600)
    return paths


def write(paths: Paths, data: bytes) -> None:
    """Write new content to the cycle file, as a restore does."""
    write_file(paths, FileWrite(NAME, (paths.home / NAME).read_bytes(), data), NOON)


def backup_contents(paths: Paths) -> list[tuple[int, bytes]]:
    """Return the number and the content of each backup of the cycle file."""
    return [(backup.number, backup.path.read_bytes()) for backup in stored_backups(paths, NAME)]


def fail_call(monkeypatch: pytest.MonkeyPatch, name: str, *, call: int, error_number: int = errno.EIO) -> None:
    """Make the n-th call of an `os` function fail."""
    original: Callable[..., Any] = getattr(os, name)
    count = 0

    def failing_call(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == call:
            raise OSError(error_number, os.strerror(error_number))
        return original(*args, **kwargs)

    monkeypatch.setattr(os, name, failing_call)


@posix
def test_backup_folder_is_flushed_before_the_rename(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a power cut could lose both the old file and its backup."""
    calls: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        calls.append(str(Path(f"/proc/self/fd/{handle}").readlink()) if sys.platform == "linux" else "?")
        real_fsync(handle)

    def replace(source: Path, target: Path) -> None:
        calls.append("rename")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write(paths, b"other")
    if sys.platform == "linux":
        assert str(paths.backups / "cycles") in calls[: calls.index("rename")]


@posix
@pytest.mark.parametrize("call", range(1, 6))
def test_unconfirmed_backup_prevents_the_write(paths: Paths, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """A failed fsync of the backup leaves the file unchanged and is reported."""
    paths.backups.joinpath("cycles").mkdir(parents=True)
    monkeypatch.setattr(os, "link", _no_links)
    fail_call(monkeypatch, "fsync", call=call)
    try:
        write(paths, b"other")
    except DiskError:
        assert (paths.home / NAME).read_bytes() == VALID
    except DurabilityError:
        assert call == 4
        assert (paths.home / NAME).read_bytes() == b"other"
    else:
        assert call == 5


def _no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def test_retry_after_crash_creates_no_second_backup(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the process is killed between backup and rename, the next write reuses the backup."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(atomic_files, "_replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write(paths, b"other")
    assert backup_contents(paths) == [(1, VALID)]
    write(paths, b"other")
    assert backup_contents(paths) == [(1, VALID)]
    write(paths, b"third")
    assert backup_contents(paths) == [(1, VALID), (2, b"other")]


@pytest.mark.parametrize("hard_links", [True, False], ids=["hard links", "no hard links"])
def test_number_in_use_is_skipped(paths: Paths, monkeypatch: pytest.MonkeyPatch, hard_links: bool) -> None:
    """A folder or a link with the next backup number stays; the backup gets the number after it."""
    if not hard_links:
        monkeypatch.setattr(os, "link", _no_links)
    (paths.backups / f"{NAME}.000001").mkdir(parents=True)
    write(paths, b"other")
    assert backup_contents(paths) == [(2, VALID)]


@posix
def test_symlink_is_not_listed_as_backup(paths: Paths, tmp_path: Path) -> None:
    paths.backups.joinpath("cycles").mkdir(parents=True)
    (paths.backups / f"{NAME}.000007").symlink_to(tmp_path / NAME)
    assert stored_backups(paths) == []


@posix
@pytest.mark.parametrize("seconds", [2**40, -(2**40)])
def test_backup_with_invalid_time_is_ignored(paths: Paths, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """A modification time outside the range of datetime is not an error."""
    write(paths, b"other")
    original_lstat = Path.lstat

    class InvalidStat:
        st_mode, st_size, st_mtime = 0o100600, 5, float(seconds)

    monkeypatch.setattr(
        Path, "lstat", lambda path: InvalidStat() if path.name.endswith(".000001") else original_lstat(path)
    )
    assert stored_backups(paths) == []


@posix
def test_backup_of_public_file_is_private(paths: Paths) -> None:
    (paths.home / NAME).chmod(0o644)
    write(paths, b"other")
    (backup,) = stored_backups(paths)
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert backup.path.read_bytes() == VALID


def test_larger_backup_and_its_successor_are_kept_for_a_year() -> None:
    """Without the successor, the loss would no longer be visible. Later growth of the file does not matter."""
    replaced = NOON - timedelta(days=100)
    sizes = [900, 10, *range(1000, 1100)]
    times = [replaced - timedelta(days=1), replaced, *(replaced + timedelta(hours=n) for n in range(1, 101))]
    states = enumerate(zip(sizes, times, strict=True), 1)
    backups = [Backup(Path(f"f.{n:06}"), "f", n, size, at) for n, (size, at) in states]
    for _ in range(3):  # each save applies the rule again to the remaining backups
        expired = {backup.number for backup in expired_backups(backups, NOON)}
        backups = [backup for backup in backups if backup.number not in expired]
    assert {1, 2} <= {backup.number for backup in backups}
    expired = {backup.number for backup in expired_backups(backups, replaced + timedelta(days=366))}
    assert {1, 2} & expired


@posix
def test_new_folders_are_flushed_in_their_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a power cut could lose the file together with its folder."""
    flushed: list[Path] = []
    original = atomic_files.fsync_folder

    def record(folder: Path) -> None:
        flushed.append(folder)
        original(folder)

    monkeypatch.setattr(atomic_files, "fsync_folder", record)
    paths = Paths.under(tmp_path / "a" / "b")
    write_file(paths, FileWrite(NAME, None, VALID), NOON)
    assert flushed == [tmp_path, tmp_path / "a", tmp_path / "a" / "b", paths.cycles]


def test_inaccessible_folder_raises_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def fail(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_dir", fail)
    with pytest.raises(DiskError):
        atomic_files.make_private_folder(tmp_path / "state")


# Temporary files of killed processes.


def test_write_removes_stale_temporary_files(paths: Paths) -> None:
    """Files with a similar name stay."""
    stale = [".2026-03-02.toml.0123456789ab.tmp", ".2026-03-02.toml.ffffffffffff.tmp"]
    others = [".2026-03-02.toml.tmp", ".2026-03-02.toml.0123456789ab", ".2026-05-04.toml.0123456789ab.tmp", ".DS_Store"]
    for name in stale + others:
        (paths.cycles / name).write_text("x")
    write(paths, b"other")
    assert sorted(path.name for path in paths.cycles.iterdir()) == sorted(["2026-03-02.toml", *others])


def test_save_removes_stale_temporary_files(paths: Paths) -> None:
    stale = paths.cycles / ".2026-03-02.toml.0123456789ab.tmp"
    stale.write_text("x")
    store = Store(paths, NOON.date(), noon)
    store.save(lambda journal: Change(journal.cycle_files[0].header.starts, (Voice(text="x"),)))
    assert not stale.exists()


def test_deleted_file_counts_as_changed(paths: Paths) -> None:
    """A file that was deleted after reading is reported as changed, not as a disk error."""
    (paths.home / NAME).unlink()
    with pytest.raises(atomic_files.FileChangedError):
        replace_file(paths.home / NAME, b"new", expected=VALID)
    assert not (paths.home / NAME).exists()


@posix
def test_write_of_zero_bytes_fails(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that makes no progress raises an error instead of looping."""
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(DiskError):
        write(paths, b"other")
    assert (paths.home / NAME).read_bytes() == VALID


# Statistics of backups.


def test_file_stats() -> None:
    """The statistics count blocks, entries and errors, and give the format."""
    assert file_stats(NAME, VALID) == FileStats(1, 0, entry_count=1)
    assert file_stats(NAME, VALID + b"\n[[mood]]\nx = 1\n") == FileStats(2, 0, entry_count=2)
    assert file_stats(NAME, VALID + b"\n[[note]]\nx = 1\n") == FileStats(1, 1, entry_count=1)
    stamp = "at = 2026-03-06T08:00:00Z"
    one_entry = cycle_text(
        f'{PICK_TEXT}\n[[checkin]]\n{stamp}\nweek = "2026-W10"\ndid = [5]\n[[voice]]\n{stamp}\ntext = "x"'
    )
    assert file_stats(NAME, one_entry.encode()) == FileStats(3, 0, entry_count=2)
    assert file_stats(NAME, b"\0" * 9) == FileStats(0, 1)
    assert file_stats(NAME, VALID.replace(b"format = 1", b"format = 2")).format == 2
    assert file_stats("journal.toml", b"format = 1\n") == FileStats(0, 0)
    assert file_stats("tips.toml", b"format = 1\n[[tip]]\nid = 201\n") == FileStats(1, 0, entry_count=1)
    assert file_stats("tips.toml", b"[[tip]\n").error_count == 1


def test_inspect_backups_lists_newest_first(paths: Paths) -> None:
    write(paths, VALID + b"\n# and more, by hand\n")
    write(paths, b"\0" * 50)
    write(paths, VALID)
    details = inspect_backups(paths)
    rows = [
        (detail.backup.number, detail.stats.block_count, detail.stats.is_readable, detail.is_larger)
        for detail in details
    ]
    assert rows == [(3, 0, False, False), (2, 1, True, True), (1, 1, True, False)]


def test_newest_backup_is_compared_with_the_current_file(paths: Paths) -> None:
    """A missing file counts as empty."""
    write(paths, b"short")
    assert inspect_backups(paths, NAME)[0].is_larger
    (paths.home / NAME).unlink()
    assert inspect_backups(paths, NAME)[0].is_larger


def test_latest_readable_backup(paths: Paths) -> None:
    """Damaged and empty backups, and those with a newer format, are skipped."""
    assert latest_readable_number(paths, NAME) is None
    bad = [b"\0" * 50, VALID + b"x = [", b"", VALID.replace(b"format = 1", b"format = 2")]
    for data in (*bad, b"end"):
        write(paths, data)
    assert latest_readable_number(paths, NAME) == 1
    assert latest_readable_number(paths, "journal.toml") is None


# Backups of own tips.


def test_adding_own_tips_creates_backups(paths: Paths) -> None:
    for id in (201, 202):
        add_own_tips(paths, [{"id": id}], lambda _: True, noon)
    assert [backup.path.read_bytes() for backup in stored_backups(paths, "tips.toml")] == [
        b"format = 1\n\n[[tip]]\nid = 201\n"
    ]


def test_own_tips_have_a_separate_format(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer format of the tips does not affect the format of the journal."""
    for module in (own_tips, merge, health, backup_details):
        monkeypatch.setattr(module, "TIPS_FORMAT", 2)
    for id in (201, 202):
        add_own_tips(paths, [{"id": id}], lambda _: True, noon)
    old_data = stored_backups(paths, "tips.toml")[0].path.read_bytes()
    assert old_data == b"format = 2\n\n[[tip]]\nid = 201\n"
    assert merge.plan_merge(
        {"tips.toml": old_data}, [ImportSource("copy", "tips.toml", old_data.replace(b"201", b"203"))]
    ).writes
    assert list(health.check_files(paths, [])) == []
    assert latest_readable_number(paths, "tips.toml") == 1
    restore_files(paths, {"tips.toml": old_data}, noon)
    with pytest.raises(NewerFormatError):
        restore_files(paths, {NAME: VALID.replace(b"format = 1", b"format = 2")}, noon)


def test_every_save_creates_a_backup(paths: Paths) -> None:
    """Events for `journal.toml` and for a cycle both create a backup."""
    store = Store(paths, NOON.date(), noon)
    store.save(lambda _: Change(None, (Profile(name="Ro"),)))
    store.save(lambda _: Change(None, (Profile(name="Ra"),)))
    store.save(lambda journal: Change(journal.cycle_files[0].header.starts, (Voice(text="x"),)))
    assert [(backup.file_name, backup.number) for backup in stored_backups(paths)] == [(NAME, 1), ("journal.toml", 1)]


def test_unusable_backup_folder_prevents_the_write(paths: Paths) -> None:
    """If a file exists in place of the backup folder, the write fails and the old content stays."""
    paths.state.mkdir()
    paths.backups.write_text("mine")
    assert stored_backups(paths) == []
    with pytest.raises(DiskError):
        write(paths, b"other")
    assert (paths.home / NAME).read_bytes() == VALID
