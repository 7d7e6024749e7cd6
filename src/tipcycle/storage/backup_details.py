"""What a file or an earlier state of it holds, without a word of it: how many blocks, and whether they can be read."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tipcycle.core.events import Close
from tipcycle.core.projection import active_events
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.storage.atomic_files import read_file
from tipcycle.storage.backups import Backup, stored_backups
from tipcycle.storage.own_tips import parse_own_tips
from tipcycle.storage.paths import OWN_TIPS_FILE, Paths, file_path
from tipcycle.storage.toml_format import JOURNAL_FORMAT, MAX_FILE_BYTES, parse_file


class FileStats(Struct, frozen=True):
    """What some bytes hold as a file of a journal."""

    block_count: int
    """How many can be read; of own tips, how many tips."""
    error_count: int
    format: int = JOURNAL_FORMAT
    entry_count: int = 0
    """How many entries these are: all that one command wrote is one."""

    @property
    def is_readable(self) -> bool:
        """Whether all of it can be read, and there is something in it."""
        return self.error_count == 0 and self.block_count > 0


UNREADABLE = FileStats(0, 1)


def file_stats(name: str, data: bytes) -> FileStats:
    """What bytes hold as the file of this name."""
    if name == OWN_TIPS_FILE:
        tips, format = parse_own_tips(data)
        return UNREADABLE if tips is None else FileStats(len(tips), 0, format, len(tips))
    parsed = parse_file(data, name)
    entries = len({block.at for block in parsed.events}) + sum(block is None for _, _, block in parsed.tables)
    errors = sum(problem.severity == "error" for problem in parsed.problems)
    return FileStats(len(parsed.tables), errors, parsed.format, entries)


def supported_format(name: str) -> int:
    """The latest format that is understood here of the file of this name."""
    return TIPS_FORMAT if name == OWN_TIPS_FILE else JOURNAL_FORMAT


class BackupDetails(Struct, frozen=True):
    """A generation, and what it holds."""

    backup: Backup
    stats: FileStats
    is_longer: bool
    """Whether it is longer than what replaced it: it may hold what was lost."""


def read_backup(backup: Backup) -> bytes | None:
    """The bytes of a generation; None where the disk no longer gives them."""
    try:
        return read_file(backup.path, MAX_FILE_BYTES)
    except OSError:
        return None


def inspect_backups(paths: Paths, name: str | None = None) -> tuple[BackupDetails, ...]:
    """The generations of a file (of all files), with what they hold; of each file the newest first."""
    details: list[BackupDetails] = []
    backups = stored_backups(paths, name)
    for file_name in dict.fromkeys(generation.file_name for generation in backups):
        details += _inspect_file_backups(
            paths, file_name, [generation for generation in backups if generation.file_name == file_name]
        )
    return tuple(details)


def _inspect_file_backups(paths: Paths, name: str, backups: Sequence[Backup]) -> list[BackupDetails]:
    try:
        current = file_path(paths, name).stat().st_size
    except OSError:
        current = 0
    next_sizes = [*(backup.size for backup in backups[1:]), current]
    details = []
    for backup, next_size in zip(backups, next_sizes, strict=True):
        data = read_backup(backup)
        stats = UNREADABLE if data is None else file_stats(name, data)
        details.append(BackupDetails(backup, stats, backup.size > next_size))
    return details[::-1]


def readable_backups(paths: Paths, name: str) -> Iterator[tuple[Backup, bytes, FileStats]]:
    """The generations of a file of which all can be read here, the latest first."""
    for backup in reversed(stored_backups(paths, name)):
        data = read_backup(backup)
        stats = UNREADABLE if data is None else file_stats(name, data)
        if data is not None and stats.is_readable and stats.format <= supported_format(name):
            yield backup, data, stats


def latest_readable_number(paths: Paths, name: str) -> int | None:
    """The number of the latest generation of which all can be read; None without one."""
    return next((generation.number for generation, _, _ in readable_backups(paths, name)), None)


class BackupSuggestion(Struct, frozen=True):
    """A generation that can help."""

    number: int
    newer_entries: int = 0
    """How many entries that can be read in the file now came after it."""


def suggest_backup(paths: Paths, name: str, *, closed_only: bool = False) -> BackupSuggestion | None:
    """The generation that holds most, of which all can be read, and the latest of several; None without one.

    `closed`: only one in which the close of the cycle stands.
    """
    candidates = [
        (holding.block_count, generation.number, data)
        for generation, data, holding in readable_backups(paths, name)
        if not closed_only or contains_close(data, name)
    ]
    if not candidates:
        return None
    _, number, data = max(candidates)
    return BackupSuggestion(number, _count_newer_entries(paths, name, data))


def contains_close(data: bytes, name: str) -> bool:
    """Whether a close stands in these bytes."""
    return any(isinstance(block.payload, Close) for block in active_events(parse_file(data, name).events))


def _count_newer_entries(paths: Paths, name: str, backup_data: bytes) -> int:
    """How many entries can be read in the file now that these bytes do not have."""
    if name == OWN_TIPS_FILE:
        return 0
    try:
        current = read_file(file_path(paths, name), MAX_FILE_BYTES)
    except OSError:
        return 0
    backed_up_ids = {block.id for block in parse_file(backup_data, name).events}
    return len({block.at for block in parse_file(current, name).events if block.id not in backed_up_ids})
