"""The cycle picked last, and the cycle and its tips as other documents hold them too."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from typing import TYPE_CHECKING

from tipcycle.core.cycle import Cycle, CycleState
from tipcycle.core.momentum.strength import TipRecord
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_title

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates
    from tipcycle.render.json import contract


def status_json(report: StatusReport, catalogue: Catalogue, translator: Translator) -> contract.StatusDocument:
    """`tipcycle status --json`."""
    return {
        "today": report.today.isoformat(),
        "cycle": cycle_fields(report.cycle, report.state, report.week_number),
        "due": [str(week) for week in report.due_weeks],
        "tips": [tip_record_fields(record, catalogue, translator) for record in report.records],
    }


def cycle_fields(
    cycle: Cycle | CycleDates | None, state: CycleState | None, week: int | None
) -> contract.CycleFields | None:
    """One cycle, its state and which of its weeks it is in; None where there is no cycle."""
    if cycle is None or state is None:
        return None
    return {
        "id": cycle.starts.isoformat(),
        "number": cycle.number,
        "starts": cycle.starts.isoformat(),
        "ends": cycle.ends.isoformat(),
        "weeks": len(cycle.weeks),
        "week": week,
        "state": state,
    }


def tip_record_fields(record: TipRecord, catalogue: Catalogue, translator: Translator) -> contract.TipRecordFields:
    """One tip of a cycle, with its weeks."""
    return {
        "tip": record.tip,
        "title": tip_title(record.tip, catalogue, translator),
        "kind": record.kind,
        "strength": float(record.strength),
        "state": record.level,
        "holds": record.holds,
        "did": record.done_count,
        "counted": record.scored_count,
        "weeks": record.statuses,
        "active": record.is_active,
    }
