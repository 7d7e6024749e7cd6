"""The journal looked at from outside: `tipcycle journal where --json`, `check`, `history` and `backups`."""

from typing import TypedDict

from tipcycle.core.problems import Level
from tipcycle.views.contract.values import Date, Id, Instant, Path


class Where(TypedDict):
    """Where everything lies. A path is given whether or not something is there."""

    home: Path
    """The folder of the journal."""
    journal: Path
    """What belongs to no cycle."""
    cycles: list[Path]
    """The files of the cycles, the oldest first."""
    tips: Path
    """The manager's own tips."""
    state: Path
    """Lock and backups."""
    cache: Path
    """What may be thrown away."""


class Problem(TypedDict):
    """One thing to know about a file."""

    level: Level
    """An error forbids writing to the file; a remark is odd and harmless."""
    file: str
    """The file, below the folder of the journal."""
    line: int | None
    """The line of the block's header; null for the file as a whole."""
    message: str
    """What is wrong, in the language of the run."""
    hint: str
    """What to do; empty when there is nothing to do."""


class Check(TypedDict):
    """What is wrong or odd in the journal."""

    problems: list[Problem]
    """By file and line."""


class WrittenBlock(TypedDict):
    """A block of an entry."""

    id: Id
    """Its id in the file."""
    kind: str
    """Its kind, as in the [file format](file-format.md): `pick`, `checkin` …"""


class Written(TypedDict):
    """What one command wrote."""

    at: Instant
    """When."""
    on: Date
    """The day it was entered."""
    cycle: int | None
    """The number of the cycle; null for what belongs to none, and for a cycle that was taken back."""
    undone: bool
    """Whether it was taken back."""
    blocks: list[WrittenBlock]
    """The blocks it consists of."""


class History(TypedDict):
    """Every entry, what was taken back included."""

    entries: list[Written]
    """The oldest first."""


class Backup(TypedDict):
    """An earlier state of a file."""

    file: str
    """The file, below the folder of the journal."""
    number: int
    """The number by which `journal restore` brings it back."""
    written: Instant
    """When it was written."""
    size: int
    """Its length in bytes."""
    blocks: int
    """How many blocks can be read in it."""
    readable: bool
    """Whether all of it can be read."""
    longer: bool
    """Whether it is longer than what replaced it."""
    path: Path
    """Where it lies."""


class Backups(TypedDict):
    """The earlier states of the files."""

    backups: list[Backup]
    """By file, the newest first."""
