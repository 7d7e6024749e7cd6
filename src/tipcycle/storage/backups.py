"""Numbered backups: the earlier states of each journal file, stored before each replacement."""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskError, DurabilityError
from tipcycle.storage.atomic_files import (
    FileChangedError,
    create_file,
    fsync_folder,
    make_private_folder,
    require_missing,
    unlink_quietly,
)
from tipcycle.storage.paths import Paths

KEEP_LAST, KEEP_DAILY, KEEP_WEEKLY = 20, 14, 12
KEEP_LARGER_FOR = timedelta(days=365)
"""Retention, from its replacement on, of a backup that is larger than its successor: it may contain lost data."""

_SHARED_MODE_BITS = 0o077
"""Permission bits of group and others. A file with any of them is copied, so that its backup can be private."""
_BACKUP_NAME = re.compile(r"(.+)\.(\d{6,})$")


class Backup(Struct, frozen=True):
    """One earlier state of one file."""

    path: Path
    file_name: str
    """Name of the original file, relative to the journal folder."""
    number: int
    size: int
    written_at: datetime
    """Time at which this state was written (UTC)."""


def stored_backups(paths: Paths, name: str | None = None) -> list[Backup]:
    """Return the backups of one file or of all files, sorted by file name and number (oldest first).

    Raises `DiskError` if a folder of backups exists and cannot be read.
    """
    backups = []
    for path in _files_below(paths.backups if name is None else (paths.backups / name).parent):
        match = _BACKUP_NAME.fullmatch(path.relative_to(paths.backups).as_posix())
        if match is None or name not in (None, match[1]):
            continue
        # The file can be deleted meanwhile, or its time can be outside the range of datetime.
        with contextlib.suppress(OSError, ValueError, OverflowError):
            stat_result = path.lstat()
            if stat.S_ISREG(stat_result.st_mode):
                written_at = datetime.fromtimestamp(stat_result.st_mtime, UTC)
                backups.append(Backup(path, match[1], int(match[2]), stat_result.st_size, written_at))
    return sorted(backups, key=lambda backup: (backup.file_name, backup.number))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and in its subfolders. Raises `DiskError` if one of them cannot be read."""

    def report(error: OSError) -> None:
        path = Path(error.filename or folder)
        try:
            if isinstance(error, FileNotFoundError):
                require_missing(path)
            elif not isinstance(error, NotADirectoryError) and not path.is_file():  # Windows: a wrong name
                raise error
        except OSError as cause:
            raise DiskError(str(path), cause.strerror or str(cause)) from cause

    for parent, _folders, names in os.walk(folder, onerror=report):
        yield from (Path(parent, name) for name in names)


def create_backup(paths: Paths, name: str, path: Path, now: datetime) -> None:
    """Store the current state of the file at `path` as the next backup of `name`, and remove expired backups.

    Raises `DiskError`, with the path of the backups, if the disk fails.
    """
    try:
        _create_backup(paths, name, path, now)
    except OSError as error:
        raise DiskError(str(paths.backups), error.strerror or str(error)) from error


def _create_backup(paths: Paths, name: str, path: Path, now: datetime) -> None:
    backups = stored_backups(paths, name)
    if backups and backups[-1].path.samefile(path):  # a process that was killed before its rename already stored it
        return
    number = backups[-1].number + 1 if backups else 1
    while not _store_backup(path, paths.backups / f"{name}.{number:06}"):
        number += 1
    for backup in expired_backups(stored_backups(paths, name), now):
        unlink_quietly(backup.path)


def _store_backup(source: Path, target: Path) -> bool:
    """Store a hard link or a copy of the file under this name. Return False if the name is already in use."""
    make_private_folder(target.parent)
    stat_result = source.stat()
    # Windows reports modes that always share the file; its permissions are not in them.
    if sys.platform == "win32" or not stat_result.st_mode & _SHARED_MODE_BITS:
        try:
            os.link(source, target)  # the later rename replaces only the name: this content is already on disk
        except FileExistsError:
            return False
        except OSError:  # another file system, or one without hard links
            pass
        else:
            fsync_folder(target.parent)
            return True
    try:
        create_file(target, source.read_bytes())
    except FileChangedError:
        return False
    except DurabilityError as error:  # an unconfirmed backup is not safe, and nothing was replaced yet
        raise DiskError(error.path, error.reason) from error
    os.utime(target, ns=(stat_result.st_atime_ns, stat_result.st_mtime_ns))
    return True


def expired_backups(backups: list[Backup], now: datetime) -> list[Backup]:
    """Return the backups to remove. All backups must belong to one file, oldest first.

    A backup is kept if it is one of the most recent, or the last one of a recent day or week. A backup that is larger
    than its successor is kept for `KEEP_LARGER_FOR`, together with the successor.
    """
    kept_numbers: set[int] = {backup.number for backup in backups[-KEEP_LAST:]}
    days: dict[object, int] = {}
    weeks: dict[object, int] = {}
    for backup in backups:
        days[backup.written_at.date()] = backup.number
        weeks[backup.written_at.isocalendar()[:2]] = backup.number
    kept_numbers |= set(list(days.values())[-KEEP_DAILY:]) | set(list(weeks.values())[-KEEP_WEEKLY:])
    for backup, successor in pairwise(backups):
        if backup.size > successor.size and now - successor.written_at < KEEP_LARGER_FOR:
            # Without the successor, the size difference is no longer visible.
            kept_numbers |= {backup.number, successor.number}
    return [backup for backup in backups if backup.number not in kept_numbers]
