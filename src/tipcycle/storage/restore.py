"""Restoring a file from a backup, or files from an archive. Replaced files become backups; nothing is deleted."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tipcycle.core.errors import MisplacedContentError, NewerFormatError, TipcycleError, UnknownBackupError
from tipcycle.storage.backup_details import file_stats, latest_readable_number, supported_format
from tipcycle.storage.backups import Backup, stored_backups
from tipcycle.storage.import_sources import ImportSource
from tipcycle.storage.journal_files import Clock, FileWrite, read_existing_files, write_files
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.merge import plan_merge
from tipcycle.storage.paths import JOURNAL_FILE, OWN_TIPS_FILE, Paths, resolve_file_name
from tipcycle.storage.toml_format import detect_file_name

Comparison = Literal["new", "same", "older", "differs"]
"""How an existing file compares with its replacement. `older`: the existing file is an earlier state of it."""


class RestoreResult(Struct, frozen=True):
    """The files that a restore wrote."""

    written: tuple[str, ...]
    backup_numbers: Mapping[str, int]
    """Number of the new backup of each replaced file."""


def find_backup(paths: Paths, reference: str, number: int | None) -> Backup:
    """Return the backup for a file name and a number, a number alone, or a path.

    A file name alone selects its newest readable backup, or its newest backup if none is readable. Raises
    `UnknownBackupError` if no backup matches, or more than one.
    """
    backups = stored_backups(paths)
    if number is None and reference.isascii() and reference.isdigit():
        matches = [backup for backup in backups if backup.number == int(reference[:12])]
    elif (name := resolve_file_name(reference)) is not None:
        matches = [backup for backup in backups if backup.file_name == name and number in (None, backup.number)]
        readable_number = latest_readable_number(paths, name) if number is None and len(matches) > 1 else None
        matches = [backup for backup in matches if backup.number == readable_number] or matches[-1:]
    else:
        matches = [backup for backup in backups if number is None and _is_same_file(backup.path, Path(reference))]
    if len(matches) != 1:
        raise UnknownBackupError(
            reference if number is None else f"{reference} {number}", is_ambiguous=len(matches) > 1
        )
    return matches[0]


def _is_same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except (OSError, ValueError):
        return False


def compare_data(ours: bytes | None, theirs: bytes) -> Comparison:
    """Compare our file with its replacement. Line endings are ignored.

    >>> compare_data(b"a", b"ab"), compare_data(b"ab", b"a"), compare_data(None, b"a")
    ('older', 'differs', 'new')
    """
    if ours is None:
        return "new"
    if ours == theirs:
        return "same"
    return "older" if _normalize_newlines(theirs).startswith(_normalize_newlines(ours)) else "differs"


def _normalize_newlines(data: bytes) -> bytes:
    return re.sub(rb"\r\n", b"\n", data).rstrip(b"\n")


def restore_files(paths: Paths, files: Mapping[str, bytes], clock: Clock) -> RestoreResult:
    """Write these files, each in one durable write. Files that already have this content stay untouched.

    Raises `NewerFormatError` before anything is written if the old or the new content has a newer format, and
    `PartialWriteError` if the disk fails between two files.
    """

    def attempt() -> tuple[str, ...]:
        ours = read_existing_files(paths, files)
        writes = {name: FileWrite(name, ours.get(name), data) for name, data in files.items() if ours.get(name) != data}
        for name, write in writes.items():
            require_supported_format(name, write.content, write.expected or b"")
        write_files(paths, writes, clock())
        return tuple(writes)

    with exclusive_lock(paths.lock):
        old_paths = {backup.path for backup in stored_backups(paths)}
        written = retry_if_changed(attempt)
        new_backups = {
            backup.file_name: backup.number for backup in stored_backups(paths) if backup.path not in old_paths
        }
    return RestoreResult(written, {name: new_backups[name] for name in written if name in new_backups})


def require_supported_format(name: str, *versions: bytes) -> None:
    """Raise `NewerFormatError` if one of these contents, as the file with this name, has a newer format."""
    for data in versions:
        format = file_stats(name, data).format
        if format > supported_format(name):
            raise NewerFormatError(name, format)


def require_own_content(name: str, data: bytes, path: str) -> None:
    """Raise `MisplacedContentError` if the content belongs to another journal file, such as that of another Monday.

    `path` is the file or archive that the content comes from.
    """
    detected = detect_file_name(data)
    # The result for a damaged cycle file without its header is JOURNAL_FILE too.
    is_misplaced = detected not in (None, name, JOURNAL_FILE)
    if name == OWN_TIPS_FILE and detected == JOURNAL_FILE:
        is_misplaced = bool(file_stats(JOURNAL_FILE, data).block_count)
    if is_misplaced:
        raise MisplacedContentError(name, str(detected), path)


def has_extra_blocks(name: str, ours: bytes, theirs: bytes) -> bool:
    """Return True if our file has blocks that the other one does not have, or if they cannot be compared."""
    try:
        return bool(plan_merge({name: theirs}, [ImportSource("", name, ours)]).writes)
    except TipcycleError:
        return True
