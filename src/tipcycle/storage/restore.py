"""Takes a file back to an earlier state, or a whole journal out of an archive. Never deletes anything.

What is replaced becomes a generation first, so a restore can itself be taken back.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tipcycle.core.errors import NewerFormatError, TipcycleError, UnknownBackupError
from tipcycle.storage.backup_details import file_stats, latest_readable_number, supported_format
from tipcycle.storage.backups import Backup, stored_backups
from tipcycle.storage.import_sources import Source
from tipcycle.storage.journal_files import Clock, FileWrite, read_existing_files, write_files
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.merge import plan_merge
from tipcycle.storage.paths import Paths, resolve_file_name

Comparison = Literal["new", "same", "older", "differs"]
"""How a file that is there compares with the one that is to take its place: `older` is an earlier state of it."""


class RestoreResult(Struct, frozen=True):
    """What a restore put in place."""

    written: tuple[str, ...]
    backup_numbers: Mapping[str, int]
    """The numbers under which the replaced files are kept."""


def find_backup(paths: Paths, reference: str, number: int | None) -> Backup:
    """The generation that is meant by a file and a number, a number alone, or a path; UnknownBackupError for any other.

    A file alone means its latest generation of which all can be read, or where there is none the latest.
    """
    backups = stored_backups(paths)
    if number is None and reference.isascii() and reference.isdigit():
        matches = [generation for generation in backups if generation.number == int(reference[:12])]
    elif (name := resolve_file_name(reference)) is not None:
        matches = [
            generation for generation in backups if generation.file_name == name and number in (None, generation.number)
        ]
        readable_number = latest_readable_number(paths, name) if number is None and len(matches) > 1 else None
        matches = [generation for generation in matches if generation.number == readable_number] or matches[-1:]
    else:
        matches = [
            generation for generation in backups if number is None and _is_same_file(generation.path, Path(reference))
        ]
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
    """How our file compares with the one that would take its place; line ends do not matter.

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
    """Puts these files in their places, each in one durable write; what is the same already stays untouched.

    Newer, before anything is written, for a file of a later format on either side; Halfway when the disk stops.
    """

    def attempt() -> tuple[str, ...]:
        ours = read_existing_files(paths, files)
        writes = {name: FileWrite(name, ours.get(name), data) for name, data in files.items() if ours.get(name) != data}
        for name, write in writes.items():
            require_supported_format(name, write.new, write.old or b"")
        write_files(paths, writes, clock())
        return tuple(writes)

    with exclusive_lock(paths.lock):
        earlier_paths = {generation.path for generation in stored_backups(paths)}
        written = retry_if_changed(attempt)
        new_backups = {each.file_name: each.number for each in stored_backups(paths) if each.path not in earlier_paths}
    return RestoreResult(written, {name: new_backups[name] for name in written if name in new_backups})


def require_supported_format(name: str, *versions: bytes) -> None:
    """Newer when one of these, as the file of this name, is of a later format."""
    for data in versions:
        format = file_stats(name, data).format
        if format > supported_format(name):
            raise NewerFormatError(name, format)


def has_extra_blocks(name: str, ours: bytes, theirs: bytes) -> bool:
    """Whether our file has blocks that the other has not."""
    try:
        return bool(plan_merge({name: theirs}, [Source("", name, ours)]).writes)
    except TipcycleError:
        return True
