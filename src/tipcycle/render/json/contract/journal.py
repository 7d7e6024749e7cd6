"""Document types of `tipcycle journal where --json`, `check`, `history` and `backups`."""

from typing import TypedDict

from tipcycle.core.diagnostics import Severity
from tipcycle.render.json.contract.values import DateText, EventId, InstantText, PathText


class WhereDocument(TypedDict):
    """The paths of all files. A path is included even if the file does not exist."""

    home: PathText
    """The folder of the journal."""
    journal: PathText
    """The file of the blocks that belong to no cycle."""
    cycles: list[PathText]
    """The cycle files, oldest first."""
    tips: PathText
    """The file of the manager's own tips."""
    state: PathText
    """The folder of the lock and the backups."""
    cache: PathText
    """The cache folder, which can be deleted."""


class ProblemFields(TypedDict):
    """A problem in a file."""

    level: Severity
    """An error prevents writing to the file; a warning (`remark`) is unusual but harmless."""
    file: str
    """The path of the file, relative to the folder of the journal."""
    line: int | None
    """The line of the block's header; null if the problem concerns the whole file."""
    message: str
    """The problem, in the language of the run."""
    hint: str
    """The suggested action; empty if nothing has to be done."""


class CheckDocument(TypedDict):
    """The errors and warnings about the journal."""

    problems: list[ProblemFields]
    """The problems, by file and line."""


class EntryBlockFields(TypedDict):
    """A block of an entry."""

    id: EventId
    """The id in the file."""
    kind: str
    """The kind, as in the [file format](file-format.md): `pick`, `checkin` …"""


class HistoryEntryFields(TypedDict):
    """The blocks that one command wrote together."""

    at: InstantText
    """The time of writing."""
    on: DateText
    """The day on which it was entered."""
    cycle: int | None
    """The number of the cycle; null if it belongs to no cycle, or if the cycle was undone."""
    undone: bool
    """True if it was undone."""
    blocks: list[EntryBlockFields]
    """The blocks of the entry."""


class HistoryDocument(TypedDict):
    """Every entry, including undone ones."""

    entries: list[HistoryEntryFields]
    """The entries, oldest first."""


class BackupFields(TypedDict):
    """A backup of a file."""

    file: str
    """The path of the file, relative to the folder of the journal."""
    number: int
    """The number to pass to `journal restore`."""
    written: InstantText
    """The time of writing."""
    size: int
    """The size in bytes."""
    blocks: int
    """The number of blocks that can be read."""
    readable: bool
    """True if all of it can be read."""
    longer: bool
    """True if it is longer than the version that replaced it."""
    path: PathText
    """The path of the backup."""


class BackupsDocument(TypedDict):
    """The backups of the files."""

    backups: list[BackupFields]
    """The backups by file, newest first."""
