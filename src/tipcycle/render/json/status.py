"""The document of `status`, and the cycle and tip fields that other documents share."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

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
    """Return the document of `tipcycle status --json`."""
    return {
        "today": report.today.isoformat(),
        "cycle": cycle_fields(report.cycle, report.state, report.week_number),
        "due": [str(week) for week in report.due_weeks],
        "tips": [tip_record_fields(record, catalogue, translator) for record in report.records],
    }


def cycle_fields(
    cycle: Cycle | CycleDates | None, state: CycleState | None, week: int | None
) -> contract.CycleFields | None:
    """Return a cycle with its state and its current week, or None if there is no cycle."""
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
    """Return one tip of a cycle, with its weeks."""
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
