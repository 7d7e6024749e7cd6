"""Documents about the journal files: paths, problems, history and backups."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tipcycle.core.diagnostics import Problem, Severity
from tipcycle.core.events import event_kind
from tipcycle.core.history import HistoryEntry
from tipcycle.render.diagnostics import BackupRow
from tipcycle.render.json.values import Date, EventId, Instant, PathText


class WhereDocument(Struct, frozen=True):
    """The paths of all files. A path is included even if the file does not exist."""

    home: PathText
    """The folder of the journal."""
    journal: PathText
    """The file of the blocks that belong to no cycle."""
    cycles: Sequence[PathText]
    """The cycle files, oldest first."""
    tips: PathText
    """The file of the manager's own tips."""
    state: PathText
    """The folder of the lock and the backups."""
    cache: PathText
    """The cache folder, which can be deleted."""


class ProblemFields(Struct, frozen=True):
    """A problem in a file."""

    level: Severity
    """An error prevents writing to the file; a remark is unusual but harmless."""
    file: str
    """The path of the file, relative to the folder of the journal."""
    line: int | None
    """The line of the block's header; null if the problem concerns the whole file."""
    message: str
    """The problem, in the language of the run."""
    hint: str
    """The suggested action; empty if nothing has to be done."""


class CheckDocument(Struct, frozen=True):
    """The errors and remarks about the journal."""

    problems: Sequence[ProblemFields]
    """The problems, by file and line."""


class EntryBlockFields(Struct, frozen=True):
    """A block of an entry."""

    id: EventId
    """The id in the file."""
    kind: str
    """The kind, as in the [file format](file-format.md): `pick`, `checkin` …"""


class HistoryEntryFields(Struct, frozen=True):
    """The blocks that one command wrote together."""

    at: Instant
    """The time of writing."""
    on: Date
    """The day on which it was entered."""
    cycle: int | None
    """The number of the cycle; null if it belongs to no cycle, or if the cycle was undone."""
    undone: bool
    """True if it was undone."""
    blocks: Sequence[EntryBlockFields]
    """The blocks of the entry."""


class HistoryDocument(Struct, frozen=True):
    """Every entry, including undone ones."""

    entries: Sequence[HistoryEntryFields]
    """The entries, oldest first."""


class BackupFields(Struct, frozen=True):
    """A backup of a file."""

    file: str
    """The path of the file, relative to the folder of the journal."""
    number: int
    """The number to pass to `journal restore`."""
    written: Instant
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


class BackupsDocument(Struct, frozen=True):
    """The backups of the files."""

    backups: Sequence[BackupFields]
    """The backups by file, newest first."""


def check_json(problems: Iterable[Problem], messages: Mapping[Problem, tuple[str, str]]) -> CheckDocument:
    """Return the document of `tipcycle journal check --json`."""
    return CheckDocument(
        problems=[
            ProblemFields(problem.severity, problem.file, problem.line, *messages[problem]) for problem in problems
        ]
    )


def history_json(entries: Iterable[HistoryEntry]) -> HistoryDocument:
    """Return the document of `tipcycle journal history --json`, including undone entries."""
    return HistoryDocument(
        entries=[
            HistoryEntryFields(
                at=history_entry.entry.at,
                on=history_entry.on,
                cycle=history_entry.cycle_number,
                undone=history_entry.entry.is_undone,
                blocks=[EntryBlockFields(event.id, event_kind(event.payload)) for event in history_entry.entry.events],
            )
            for history_entry in entries
        ]
    )


def backups_json(backups: Iterable[BackupRow]) -> BackupsDocument:
    """Return the document of `tipcycle journal backups --json`."""
    return BackupsDocument(
        backups=[
            BackupFields(
                file=backup.file,
                number=backup.number,
                written=backup.written_at,
                size=backup.size,
                blocks=backup.event_count,
                readable=backup.error_count == 0,
                longer=backup.is_larger,
                path=backup.path,
            )
            for backup in backups
        ]
    )
