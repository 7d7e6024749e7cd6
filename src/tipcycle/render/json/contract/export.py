"""Document types of `tipcycle journal export --format json`."""

from typing import TypedDict

from tipcycle.render.json.contract.profile import ProfileFields
from tipcycle.render.json.contract.values import DateText, TipNumber, TomlTable


class StoredBlock(TypedDict):
    """A block of a journal file."""

    kind: str
    """The kind: `pick`, `checkin` …, or one that tipcycle does not know."""
    undone: bool
    """True if it was undone."""
    values: TomlTable
    """The keys and values."""


class StoredJournal(TypedDict):
    """The file `journal.toml`."""

    blocks: list[StoredBlock]
    """The blocks, oldest first."""


class StoredCycle(TypedDict):
    """The file of a cycle."""

    id: DateText
    """The first Monday, which is also the file name."""
    number: int | None
    """The number of the cycle; null if it was undone or cannot be read."""
    starts: DateText
    """The first Monday."""
    ends: DateText | None
    """The last Sunday."""
    weeks: int | None
    """The number of weeks."""
    anchor: DateText | None
    """The Monday from which the starts of all cycles in the chain are computed."""
    five: list[TipNumber]
    """The five tips, now or at the close."""
    closed_on: DateText | None
    """The day on which the cycle was closed."""
    blocks: list[StoredBlock]
    """The blocks, oldest first."""


class ExportDocument(TypedDict):
    """A whole journal."""

    profile: ProfileFields
    """The profile of the manager."""
    journal: StoredJournal
    """The blocks that belong to no cycle."""
    cycles: list[StoredCycle]
    """The cycles, oldest first."""
    own_tips: list[TomlTable]
    """The manager's own tips."""
    unread: int
    """The number of items that could not be read and are left out."""
