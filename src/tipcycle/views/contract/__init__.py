"""The JSON contract (docs/reference/json.md): each document, field by field, and what it means.

`porcelain` builds the documents and is checked against these types. The reference is made from them, and a test holds
what the commands really give against them. Fields may be added, never removed or renamed; unknown is null.
"""

from tipcycle.views.contract.export import Export, StoredBlock, StoredCycle
from tipcycle.views.contract.journal import Backups, Check, History, Where
from tipcycle.views.contract.momentum import Momentum, MomentumAndSpiral, Turn
from tipcycle.views.contract.practices import Pulse, Reflections, Sentence, Tally, Touchstone
from tipcycle.views.contract.profile import Profile, ProfileFields
from tipcycle.views.contract.review import Review
from tipcycle.views.contract.status import Cycle, Status, TipOfCycle
from tipcycle.views.contract.tips import Example, Suggestions, TipCard, Tips, TipsCheck
from tipcycle.views.contract.voices import Line, Voices

__all__ = (
    "DOCUMENTS", "Backups", "Check", "Cycle", "Example", "Export", "History", "Line", "Momentum", "MomentumAndSpiral",
    "Profile", "ProfileFields", "Pulse", "Reflections", "Review", "Sentence", "Status", "StoredBlock", "StoredCycle",
    "Suggestions", "Tally", "TipCard", "TipOfCycle", "Tips", "TipsCheck", "Touchstone", "Turn", "Voices", "Where",
)  # fmt: skip

DOCUMENTS: dict[str, type] = {
    "status --json": Status,
    "momentum --json": Momentum,
    "momentum --spiral --json": MomentumAndSpiral,
    "review --format json": Review,
    "tips list --json": Tips,
    "tips show --json": Tips,
    "tips search --json": Tips,
    "tips suggest --json": Suggestions,
    "tips check --json": TipsCheck,
    "voices --json": Voices,
    "voices list --json": Voices,
    "sentence --json": Sentence,
    "pulse --json": Pulse,
    "reflect --json": Reflections,
    "profile --json": Profile,
    "journal where --json": Where,
    "journal check --json": Check,
    "journal history --json": History,
    "journal backups --json": Backups,
    "journal export --format json": Export,
}
"""Every command that gives JSON, and the document it gives."""
