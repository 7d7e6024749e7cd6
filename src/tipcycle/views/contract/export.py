"""`tipcycle journal export --format json`."""

from typing import TypedDict

from tipcycle.views.contract.profile import ProfileFields
from tipcycle.views.contract.values import Date, Table, Tip


class StoredBlock(TypedDict):
    """A block as it stands in a file."""

    kind: str
    """Its kind: `pick`, `checkin` …, also one that tipcycle does not know."""
    undone: bool
    """Whether it was taken back."""
    values: Table
    """Its keys and values."""


class StoredJournal(TypedDict):
    """The file `journal.toml`."""

    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class StoredCycle(TypedDict):
    """The file of a cycle."""

    id: Date
    """The first Monday, by which the file is named."""
    number: int | None
    """Its number; null for one that was taken back or cannot be read."""
    starts: Date
    """The first Monday."""
    ends: Date | None
    """The last Sunday."""
    weeks: int | None
    """How many weeks it has."""
    anchor: Date | None
    """The Monday from which the chain of cycles counts."""
    five: list[Tip]
    """The five now, or at the close."""
    closed_on: Date | None
    """The day it was closed."""
    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class Export(TypedDict):
    """A whole journal."""

    profile: ProfileFields
    """Who the manager is."""
    journal: StoredJournal
    """What belongs to no cycle."""
    cycles: list[StoredCycle]
    """The cycles, the oldest first."""
    own_tips: list[Table]
    """The manager's own tips."""
    unread: int
    """How many things could not be read and are left out."""
