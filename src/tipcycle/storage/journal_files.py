"""Whole files of a journal, as bytes: what is there, and putting other bytes in its place.

What is replaced becomes a generation first, so nothing here loses anything. The caller holds the lock.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskError, DurabilityError, PartialWriteError
from tipcycle.storage import backups
from tipcycle.storage.atomic_files import FileChangedError, create_file, read_file, remove_stale_tempfiles, replace_file
from tipcycle.storage.lock import exclusive_lock
from tipcycle.storage.paths import CYCLES_FOLDER, JOURNAL_FILE, OWN_TIPS_FILE, Paths, file_path, is_journal_file
from tipcycle.storage.toml_format import MAX_FILE_BYTES

Clock = Callable[[], datetime]


class FileWrite(Struct, frozen=True):
    """What a file is to become. Changed when it no longer is what it was."""

    name: str
    old: bytes | None
    """None for a file that is not there yet."""
    new: bytes


def read_journal_file(paths: Paths, name: str) -> bytes | None:
    """The bytes of a file of the journal (a little more than tipcycle reads of one too large); None without one."""
    path = file_path(paths, name)
    try:
        return read_file(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from error


def read_existing_files(paths: Paths, names: Iterable[str]) -> dict[str, bytes]:
    """Those of these files that are there, by their names."""
    contents = {name: read_journal_file(paths, name) for name in names}
    return {name: data for name, data in contents.items() if data is not None}


def journal_file_names(paths: Paths) -> list[str]:
    """Every name that a file of this journal has or may have: own tips, and a file a cycle."""
    return [JOURNAL_FILE, OWN_TIPS_FILE, *_cycle_file_names(paths.cycles)]


def _cycle_file_names(folder: Path) -> list[str]:
    try:
        names = sorted(f"{CYCLES_FOLDER}/{path.name}" for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DiskError(str(folder), error.strerror or str(error)) from error
    return [name for name in names if is_journal_file(name)]


def write_file(paths: Paths, write: FileWrite, now: datetime) -> None:
    """Puts one file in its place, durably."""
    path = file_path(paths, write.name)
    remove_stale_tempfiles(path)
    if write.old is None:
        create_file(path, write.new)
        return
    # Of a file that is larger than tipcycle reads only the beginning is known, so it cannot be compared.
    old = write.old if len(write.old) <= MAX_FILE_BYTES else None
    replace_file(
        path, write.new, expected=old, before_replace=lambda file: backups.create_backup(paths, write.name, file, now)
    )


def write_files(paths: Paths, writes: Mapping[str, FileWrite], now: datetime) -> None:
    """Puts several files in their places, each durably; Halfway when the disk takes only some of them."""
    written: list[str] = []
    for name, write in writes.items():
        try:
            write_file(paths, write, now)
        except (DiskError, DurabilityError) as error:
            if isinstance(error, DurabilityError):
                written.append(name)
            if not written or len(writes) == 1:
                raise
            raise PartialWriteError(tuple(written), error.path, error.reason) from error
        written.append(name)


def write_if_unchanged(paths: Paths, name: str, expected: bytes, new: bytes, clock: Clock) -> bool:
    """Puts one file in the place of exactly these bytes, under the lock; False when it holds others meanwhile."""
    with exclusive_lock(paths.lock):
        try:
            write_file(paths, FileWrite(name, expected, new), clock())
        except FileChangedError:
            return False
    return True
