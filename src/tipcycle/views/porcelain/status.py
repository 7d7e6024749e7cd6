"""The cycle picked last, and the cycle and its tips as other documents hold them too."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from typing import TYPE_CHECKING

from tipcycle.core.cycle import Cycle, State
from tipcycle.core.momentum.strength import Record
from tipcycle.core.overview import Status
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import title

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates
    from tipcycle.views import contract


def status_json(status: Status, catalogue: Catalogue, words: Words) -> contract.Status:
    """`tipcycle status --json`."""
    return {
        "today": status.today.isoformat(),
        "cycle": cycle_json(status.cycle, status.state, status.week),
        "due": [str(week) for week in status.due],
        "tips": [record_json(record, catalogue, words) for record in status.records],
    }


def cycle_json(cycle: Cycle | CycleDates | None, state: State | None, week: int | None) -> contract.Cycle | None:
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


def record_json(record: Record, catalogue: Catalogue, words: Words) -> contract.TipOfCycle:
    """One tip of a cycle, with its weeks."""
    return {
        "tip": record.tip,
        "title": title(record.tip, catalogue, words),
        "kind": record.kind,
        "strength": float(record.strength),
        "state": record.word,
        "holds": record.holds,
        "did": record.did,
        "counted": record.counted,
        "weeks": record.weeks,
        "active": record.active,
    }
