"""The journal looked at from outside: `tipcycle journal where --json`, `check`, `history` and `backups`."""

from typing import TypedDict

from tipcycle.core.diagnostics import Severity
from tipcycle.render.json.contract.values import DateText, EventId, InstantText, PathText


class WhereDocument(TypedDict):
    """Where everything lies. A path is given whether or not something is there."""

    home: PathText
    """The folder of the journal."""
    journal: PathText
    """What belongs to no cycle."""
    cycles: list[PathText]
    """The files of the cycles, the oldest first."""
    tips: PathText
    """The manager's own tips."""
    state: PathText
    """Lock and backups."""
    cache: PathText
    """What may be thrown away."""


class ProblemFields(TypedDict):
    """One thing to know about a file."""

    level: Severity
    """An error forbids writing to the file; a remark is odd and harmless."""
    file: str
    """The file, below the folder of the journal."""
    line: int | None
    """The line of the block's header; null for the file as a whole."""
    message: str
    """What is wrong, in the language of the run."""
    hint: str
    """What to do; empty when there is nothing to do."""


class CheckDocument(TypedDict):
    """What is wrong or odd in the journal."""

    problems: list[ProblemFields]
    """By file and line."""


class EntryBlockFields(TypedDict):
    """A block of an entry."""

    id: EventId
    """Its id in the file."""
    kind: str
    """Its kind, as in the [file format](file-format.md): `pick`, `checkin` …"""


class HistoryEntryFields(TypedDict):
    """What one command wrote."""

    at: InstantText
    """When."""
    on: DateText
    """The day it was entered."""
    cycle: int | None
    """The number of the cycle; null for what belongs to none, and for a cycle that was taken back."""
    undone: bool
    """Whether it was taken back."""
    blocks: list[EntryBlockFields]
    """The blocks it consists of."""


class HistoryDocument(TypedDict):
    """Every entry, what was taken back included."""

    entries: list[HistoryEntryFields]
    """The oldest first."""


class BackupFields(TypedDict):
    """An earlier state of a file."""

    file: str
    """The file, below the folder of the journal."""
    number: int
    """The number by which `journal restore` brings it back."""
    written: InstantText
    """When it was written."""
    size: int
    """Its length in bytes."""
    blocks: int
    """How many blocks can be read in it."""
    readable: bool
    """Whether all of it can be read."""
    longer: bool
    """Whether it is longer than what replaced it."""
    path: PathText
    """Where it lies."""


class BackupsDocument(TypedDict):
    """The earlier states of the files."""

    backups: list[BackupFields]
    """By file, the newest first."""
