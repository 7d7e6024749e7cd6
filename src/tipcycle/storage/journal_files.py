"""Reading and writing of whole journal files as bytes.

Every write creates a backup of the file that it replaces. The caller holds the lock, except for `write_if_unchanged`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskError, DurabilityError, PartialWriteError
from tipcycle.storage import backups
from tipcycle.storage.atomic_files import (
    FileChangedError,
    create_file,
    placeholder_of,
    read_file,
    remove_stale_tempfiles,
    replace_file,
    require_missing,
)
from tipcycle.storage.lock import exclusive_lock
from tipcycle.storage.paths import CYCLES_FOLDER, JOURNAL_FILE, OWN_TIPS_FILE, Paths, file_path, is_journal_file
from tipcycle.storage.toml_format import MAX_FILE_BYTES

Clock = Callable[[], datetime]


class FileWrite(Struct, frozen=True):
    """The new content of one file."""

    name: str
    expected: bytes | None
    """Content that the file must still have; None if the file must not exist yet."""
    content: bytes


def read_journal_file(paths: Paths, name: str) -> bytes | None:
    """Return the bytes of a journal file, or None if it does not exist.

    At most `MAX_FILE_BYTES` + 1 bytes are returned. Raises `DiskError` if the file cannot be read.
    """
    path = file_path(paths, name)
    try:
        return read_file(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from error


def read_existing_files(paths: Paths, names: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of those files that exist, by name."""
    contents = {name: read_journal_file(paths, name) for name in names}
    return {name: data for name, data in contents.items() if data is not None}


def journal_file_names(paths: Paths) -> list[str]:
    """Return the names of the possible journal files: `journal.toml`, `tips.toml` and the existing cycle files."""
    return [JOURNAL_FILE, OWN_TIPS_FILE, *_cycle_file_names(paths.cycles)]


def _cycle_file_names(folder: Path) -> list[str]:
    try:
        try:
            found = {placeholder_of(path.name) or path.name for path in folder.iterdir()}
        except FileNotFoundError:
            require_missing(folder)
            return []
    except OSError as error:
        raise DiskError(str(folder), error.strerror or str(error)) from error
    return sorted(name for name in (f"{CYCLES_FOLDER}/{part}" for part in found) if is_journal_file(name))


def write_file(paths: Paths, write: FileWrite, now: datetime) -> None:
    """Write one file durably and create a backup of the old content.

    Raises `FileChangedError` if the file no longer has the content `write.old`.
    """
    path = file_path(paths, write.name)
    remove_stale_tempfiles(path)
    if write.expected is None:
        create_file(path, write.content)
        return
    # `old` is truncated if the file is larger than MAX_FILE_BYTES, so the content cannot be compared.
    old = write.expected if len(write.expected) <= MAX_FILE_BYTES else None
    replace_file(
        path,
        write.content,
        expected=old,
        before_replace=lambda file: backups.create_backup(paths, write.name, file, now),
    )


def write_files(paths: Paths, writes: Mapping[str, FileWrite], now: datetime) -> None:
    """Write several files, each one durably.

    Raises `PartialWriteError` if a disk error occurs after at least one of several files was written.
    """
    written_names: list[str] = []
    for name, write in writes.items():
        try:
            write_file(paths, write, now)
        except (DiskError, DurabilityError) as error:
            if isinstance(error, DurabilityError):
                written_names.append(name)
            if not written_names or len(writes) == 1:
                raise
            raise PartialWriteError(tuple(written_names), error.path, error.reason) from error
        written_names.append(name)


def write_if_unchanged(paths: Paths, name: str, expected: bytes, new: bytes, clock: Clock) -> bool:
    """Write one file under the lock. Return False, and write nothing, if its content is not `expected`."""
    with exclusive_lock(paths.lock):
        try:
            write_file(paths, FileWrite(name, expected, new), clock())
        except FileChangedError:
            return False
    return True
