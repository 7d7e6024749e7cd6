"""Generations of each file, kept before a new one takes its place. Numbered, not dated."""

import contextlib
import os
import re
import stat
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
    unlink_quietly,
)
from tipcycle.storage.paths import Paths

KEEP_LAST, KEEP_DAILY, KEEP_WEEKLY = 20, 14, 12
KEEP_SHRUNK_FOR = timedelta(days=365)
"""A generation longer than what replaced it may hold what was lost: it stays a year from then on."""

_SHARED_MODE_BITS = 0o077
"""A file that others may read is copied: its generation is the owner's alone."""
_BACKUP_NAME = re.compile(r"(.+)\.(\d{6,})$")


class Backup(Struct, frozen=True):
    """One earlier state of one file."""

    path: Path
    file_name: str
    """The file it was, below the journal's folder."""
    number: int
    size: int
    written_at: datetime
    """When that state was written (UTC)."""


def stored_backups(paths: Paths, name: str | None = None) -> list[Backup]:
    """The earlier states of a file (of all files), oldest first."""
    backups = []
    candidates = paths.backups.rglob("*") if name is None else (paths.backups / name).parent.glob("*")
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in candidates:
            match = _BACKUP_NAME.fullmatch(path.relative_to(paths.backups).as_posix())
            if match is None or name not in (None, match[1]):
                continue
            with contextlib.suppress(OSError, ValueError, OverflowError):  # gone, or written beyond the calendar
                stat_result = path.lstat()
                if stat.S_ISREG(stat_result.st_mode):
                    written_at = datetime.fromtimestamp(stat_result.st_mtime, UTC)
                    backups.append(Backup(path, match[1], int(match[2]), stat_result.st_size, written_at))
    return sorted(backups, key=lambda generation: (generation.file_name, generation.number))


def create_backup(paths: Paths, name: str, path: Path, now: datetime) -> None:
    """Keeps the present state of `file` as the next generation of `name`, and lets go of what is past keeping."""
    backups = stored_backups(paths, name)
    if backups and backups[-1].path.samefile(path):  # kept already, by a run that was killed before its rename
        return
    number = backups[-1].number + 1 if backups else 1
    while not _store_backup(path, paths.backups / f"{name}.{number:06}"):
        number += 1
    for backup in expired_backups(stored_backups(paths, name), now):
        unlink_quietly(backup.path)


def _store_backup(source: Path, target: Path) -> bool:
    """Keeps the present state of a file under this name, for good; False when the name is taken by something else."""
    make_private_folder(target.parent)
    stat_result = source.stat()
    if not stat_result.st_mode & _SHARED_MODE_BITS:
        try:
            os.link(source, target)  # the rename leaves this very file behind, whole and already on the disk
        except FileExistsError:
            return False
        except OSError:  # another file system, or one without links
            pass
        else:
            fsync_folder(target.parent)
            return True
    try:
        create_file(target, source.read_bytes())
    except FileChangedError:
        return False
    except DurabilityError as error:  # what may not last cannot be relied on, and nothing was replaced yet
        raise DiskError(error.path, error.reason) from error
    os.utime(target, ns=(stat_result.st_atime_ns, stat_result.st_mtime_ns))
    return True


def expired_backups(backups: list[Backup], now: datetime) -> list[Backup]:
    """The generations that need not be kept: not among the last, the daily, the weekly, nor longer than their follower.

    All of one file, oldest first.
    """
    kept_numbers: set[int] = {backup.number for backup in backups[-KEEP_LAST:]}
    days: dict[object, int] = {}
    weeks: dict[object, int] = {}
    for backup in backups:
        days[backup.written_at.date()] = backup.number
        weeks[backup.written_at.isocalendar()[:2]] = backup.number
    kept_numbers |= set(list(days.values())[-KEEP_DAILY:]) | set(list(weeks.values())[-KEEP_WEEKLY:])
    for backup, follower in pairwise(backups):
        if backup.size > follower.size and now - follower.written_at < KEEP_SHRUNK_FOR:
            kept_numbers |= {backup.number, follower.number}  # without the follower nobody would see that it was longer
    return [backup for backup in backups if backup.number not in kept_numbers]
