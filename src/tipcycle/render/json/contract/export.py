"""`tipcycle journal export --format json`."""

from typing import TypedDict

from tipcycle.render.json.contract.profile import ProfileFields
from tipcycle.render.json.contract.values import DateText, TipNumber, TomlTable


class StoredBlock(TypedDict):
    """A block as it stands in a file."""

    kind: str
    """Its kind: `pick`, `checkin` …, also one that tipcycle does not know."""
    undone: bool
    """Whether it was taken back."""
    values: TomlTable
    """Its keys and values."""


class StoredJournal(TypedDict):
    """The file `journal.toml`."""

    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class StoredCycle(TypedDict):
    """The file of a cycle."""

    id: DateText
    """The first Monday, by which the file is named."""
    number: int | None
    """Its number; null for one that was taken back or cannot be read."""
    starts: DateText
    """The first Monday."""
    ends: DateText | None
    """The last Sunday."""
    weeks: int | None
    """How many weeks it has."""
    anchor: DateText | None
    """The Monday from which the chain of cycles counts."""
    five: list[TipNumber]
    """The five now, or at the close."""
    closed_on: DateText | None
    """The day it was closed."""
    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class ExportDocument(TypedDict):
    """A whole journal."""

    profile: ProfileFields
    """Who the manager is."""
    journal: StoredJournal
    """What belongs to no cycle."""
    cycles: list[StoredCycle]
    """The cycles, the oldest first."""
    own_tips: list[TomlTable]
    """The manager's own tips."""
    unread: int
    """How many things could not be read and are left out."""
