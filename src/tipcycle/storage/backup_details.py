"""Statistics of journal files and backups: number of blocks, entries and errors, and the format. No content."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tipcycle.core.events import Close, Event
from tipcycle.core.projection import active_events
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.storage.atomic_files import read_file
from tipcycle.storage.backups import Backup, stored_backups
from tipcycle.storage.own_tips import parse_own_tips
from tipcycle.storage.paths import OWN_TIPS_FILE, Paths, file_path
from tipcycle.storage.toml_format import JOURNAL_FORMAT, MAX_FILE_BYTES, parse_file


class FileStats(Struct, frozen=True):
    """Statistics of the bytes of one journal file."""

    block_count: int
    """Number of readable blocks; for `tips.toml`, the number of tips."""
    error_count: int
    format: int = JOURNAL_FORMAT
    entry_count: int = 0
    """Number of entries. One entry is everything that one command wrote."""

    @property
    def is_readable(self) -> bool:
        """True if the file has no errors and at least one block."""
        return self.error_count == 0 and self.block_count > 0


UNREADABLE = FileStats(0, 1)


def file_stats(name: str, data: bytes) -> FileStats:
    """Return the statistics of these bytes as the content of the file with this name."""
    if name == OWN_TIPS_FILE:
        tips, format = parse_own_tips(data)
        return FileStats(0, 1, format) if tips is None else FileStats(len(tips), 0, format, len(tips))
    parsed = parse_file(data, name)
    entry_count = len({event.at for event in parsed.events}) + sum(event is None for _, _, event in parsed.tables)
    error_count = sum(problem.severity == "error" for problem in parsed.problems)
    return FileStats(len(parsed.tables), error_count, parsed.format, entry_count)


def supported_format(name: str) -> int:
    """Return the latest format version that tipcycle supports for the file with this name."""
    return TIPS_FORMAT if name == OWN_TIPS_FILE else JOURNAL_FORMAT


class BackupDetails(Struct, frozen=True):
    """A backup and its statistics."""

    backup: Backup
    stats: FileStats
    is_larger: bool
    """True if the backup is larger than the state that replaced it, so it may contain lost data."""


def read_backup(backup: Backup) -> bytes | None:
    """Return the bytes of a backup, or None if they cannot be read."""
    try:
        return read_file(backup.path, MAX_FILE_BYTES)
    except OSError:
        return None


def inspect_backups(paths: Paths, name: str | None = None) -> tuple[BackupDetails, ...]:
    """Return the details of the backups of one file or of all files. The newest backup of each file comes first."""
    details: list[BackupDetails] = []
    backups = stored_backups(paths, name)
    for file_name in dict.fromkeys(backup.file_name for backup in backups):
        details += _inspect_file_backups(
            paths, file_name, [backup for backup in backups if backup.file_name == file_name]
        )
    return tuple(details)


def _inspect_file_backups(paths: Paths, name: str, backups: Sequence[Backup]) -> list[BackupDetails]:
    try:
        current_size = file_path(paths, name).stat().st_size
    except OSError:
        current_size = 0
    next_sizes = [*(backup.size for backup in backups[1:]), current_size]
    details = []
    for backup, next_size in zip(backups, next_sizes, strict=True):
        data = read_backup(backup)
        stats = UNREADABLE if data is None else file_stats(name, data)
        details.append(BackupDetails(backup, stats, backup.size > next_size))
    return details[::-1]


def readable_backups(paths: Paths, name: str) -> Iterator[tuple[Backup, bytes, FileStats]]:
    """Yield the backups of a file that are readable without errors, with their bytes and statistics, newest first."""
    for backup in reversed(stored_backups(paths, name)):
        data = read_backup(backup)
        stats = UNREADABLE if data is None else file_stats(name, data)
        if data is not None and stats.is_readable and stats.format <= supported_format(name):
            yield backup, data, stats


def latest_readable_number(paths: Paths, name: str) -> int | None:
    """Return the number of the newest backup that is readable without errors, or None."""
    return next((backup.number for backup, _, _ in readable_backups(paths, name)), None)


class LastChange(Struct, frozen=True):
    """The changes of the last write of a file: the difference between the file and its newest backup."""

    name: str
    backup_number: int
    added: tuple[Event, ...]
    removed: tuple[Event, ...]


def last_changes(paths: Paths, contents: Mapping[str, bytes], written_with: str) -> list[LastChange]:
    """Return the last change of the named file, and of those files that were written after it.

    Files without a backup are left out. `contents` has the bytes of all files by name.
    """

    def written_at(name: str) -> int:
        try:
            return file_path(paths, name).stat().st_mtime_ns
        except OSError:
            return 0

    changes = []
    for name in (name for name in contents if written_at(name) >= written_at(written_with)):
        backups = stored_backups(paths, name)
        data = read_backup(backups[-1]) if backups else None
        if data is not None:
            before, after = (parse_file(version, name).events for version in (data, contents[name]))
            added = tuple(event for event in after if event not in before)
            removed = tuple(event for event in before if event not in after)
            changes.append(LastChange(name, backups[-1].number, added, removed))
    return changes


class BackupSuggestion(Struct, frozen=True):
    """A backup to offer for a damaged or missing file."""

    number: int
    newer_entries: int = 0
    """Number of readable entries in the current file that the backup does not contain."""


def suggest_backup(paths: Paths, name: str, *, closed_only: bool = False) -> BackupSuggestion | None:
    """Return the readable backup with the most blocks (the newest of equals), or None.

    With `closed_only`, consider only backups that contain the close of the cycle.
    """
    candidates = [
        (stats.block_count, backup.number, data)
        for backup, data, stats in readable_backups(paths, name)
        if not closed_only or contains_close(data, name)
    ]
    if not candidates:
        return None
    _, number, data = max(candidates)
    return BackupSuggestion(number, _count_newer_entries(paths, name, data))


def contains_close(data: bytes, name: str) -> bool:
    """Return True if the bytes contain an active close event."""
    return any(isinstance(event.payload, Close) for event in active_events(parse_file(data, name).events))


def _count_newer_entries(paths: Paths, name: str, backup_data: bytes) -> int:
    """Return the number of readable entries in the current file that the backup does not contain."""
    if name == OWN_TIPS_FILE:
        return 0
    try:
        current = read_file(file_path(paths, name), MAX_FILE_BYTES)
    except OSError:
        return 0
    backed_up_ids = {event.id for event in parse_file(backup_data, name).events}
    return len({event.at for event in parse_file(current, name).events if event.id not in backed_up_ids})
