"""The JSON contract (docs/reference/json.md): one type for each document, with the meaning of each field.

The builders in `render.json` are type-checked against it, the reference page is generated from it, and a test compares
it with the output of the commands. Fields may be added, but never removed or renamed. Unknown values are null.
"""

from tipcycle.render.json.contract.export import ExportDocument, StoredBlock, StoredCycle
from tipcycle.render.json.contract.journal import BackupsDocument, CheckDocument, HistoryDocument, WhereDocument
from tipcycle.render.json.contract.momentum import MomentumDocument, SpiralDocument, TurnFields
from tipcycle.render.json.contract.practices import (
    CyclePulseFields,
    PulseDocument,
    ReflectionsDocument,
    TouchstoneDocument,
    TouchstoneFields,
)
from tipcycle.render.json.contract.profile import ProfileDocument, ProfileFields
from tipcycle.render.json.contract.review import ReviewDocument
from tipcycle.render.json.contract.status import CycleFields, StatusDocument, TipRecordFields
from tipcycle.render.json.contract.tips import (
    ExampleFields,
    SuggestionsDocument,
    TipFields,
    TipsCheckDocument,
    TipsDocument,
)
from tipcycle.render.json.contract.voices import RemarkFields, VoicesDocument

__all__ = (
    "DOCUMENTS",
    "BackupsDocument",
    "CheckDocument",
    "CycleFields",
    "CyclePulseFields",
    "ExampleFields",
    "ExportDocument",
    "HistoryDocument",
    "MomentumDocument",
    "ProfileDocument",
    "ProfileFields",
    "PulseDocument",
    "ReflectionsDocument",
    "RemarkFields",
    "ReviewDocument",
    "SpiralDocument",
    "StatusDocument",
    "StoredBlock",
    "StoredCycle",
    "SuggestionsDocument",
    "TipFields",
    "TipRecordFields",
    "TipsCheckDocument",
    "TipsDocument",
    "TouchstoneDocument",
    "TouchstoneFields",
    "TurnFields",
    "VoicesDocument",
    "WhereDocument",
)  # fmt: skip

DOCUMENTS: dict[str, type] = {
    "status --json": StatusDocument,
    "momentum --json": MomentumDocument,
    "momentum --spiral --json": SpiralDocument,
    "review --format json": ReviewDocument,
    "tips list --json": TipsDocument,
    "tips show --json": TipsDocument,
    "tips search --json": TipsDocument,
    "tips suggest --json": SuggestionsDocument,
    "tips check --json": TipsCheckDocument,
    "voices --json": VoicesDocument,
    "voices list --json": VoicesDocument,
    "sentence --json": TouchstoneDocument,
    "pulse --json": PulseDocument,
    "reflect --json": ReflectionsDocument,
    "profile --json": ProfileDocument,
    "journal where --json": WhereDocument,
    "journal check --json": CheckDocument,
    "journal history --json": HistoryDocument,
    "journal backups --json": BackupsDocument,
    "journal export --format json": ExportDocument,
}
"""The document type of each command with JSON output."""
