"""The document of `status`, and the cycle and tip fields that other documents share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tipcycle.core.cycle import Cycle, CycleState
from tipcycle.core.momentum.strength import StrengthLevel, TipRecord
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.i18n import Translator
from tipcycle.render.json.values import Date, TipNumber, WeekText
from tipcycle.render.labels import tip_title

if TYPE_CHECKING:
    from tipcycle.core.review import CycleDates


class CycleFields(Struct, frozen=True):
    """One cycle."""

    id: Date
    """The first Monday, which is also the name of the cycle's file."""
    number: int
    """The number of the cycle, from 1. An undone cycle has none, and its number is used again."""
    starts: Date
    """The first Monday."""
    ends: Date
    """The last Sunday."""
    weeks: int
    """The number of weeks, 8 or 9."""
    week: int | None
    """The number of the current week in the cycle, from 1; null outside the cycle."""
    state: CycleState
    """Planned before the first Monday, ended after the last Sunday, closed after the close."""


class TipRecordFields(Struct, frozen=True):
    """One tip of a cycle, with its weeks."""

    tip: TipNumber
    """The tip."""
    title: str
    """The title, in the language of the run."""
    kind: TipKind | None
    """Done every week, when it arises, or once; null for a tip that no file contains any more."""
    strength: float
    """The strength, from 0 to 1: a week done adds a quarter of the remainder, a miss subtracts an eighth."""
    state: StrengthLevel
    """The label of the strength: firm from 0.75, rooted from 0.85."""
    holds: bool
    """True if it is firm, stands because it was made once, or was done each time it arose."""
    did: int
    """The number of weeks done in this cycle, including the costly ones."""
    counted: int
    """The number of weeks of this cycle with a yes or a no."""
    weeks: str
    """One character a week: `D` did, `C` did though it cost something, `M` missed, `N` no occasion, `P` a week off,
    `?` not answered, `.` not begun or not among the five."""
    active: bool
    """True if it is among the five; false if it was swapped out."""


class StatusDocument(Struct, frozen=True):
    """The cycle that was picked last."""

    today: Date
    """The date of the run."""
    cycle: CycleFields | None
    """The cycle that was picked last; null before the first pick."""
    due: Sequence[WeekText]
    """The weeks without a check-in that can be answered now, oldest first."""
    tips: Sequence[TipRecordFields]
    """The five tips in order, then those that were swapped out."""


def status_json(report: StatusReport, catalogue: Catalogue, translator: Translator) -> StatusDocument:
    """Return the document of `tipcycle status --json`."""
    return StatusDocument(
        today=report.today,
        cycle=cycle_fields(report.cycle, report.state, report.week_number),
        due=[str(week) for week in report.due_weeks],
        tips=[tip_record_fields(record, catalogue, translator) for record in report.records],
    )


def cycle_fields(cycle: "Cycle | CycleDates | None", state: CycleState | None, week: int | None) -> CycleFields | None:
    """Return a cycle with its state and its current week, or None if there is no cycle."""
    if cycle is None or state is None:
        return None
    return CycleFields(cycle.starts, cycle.number, cycle.starts, cycle.ends, len(cycle.weeks), week, state)


def tip_record_fields(record: TipRecord, catalogue: Catalogue, translator: Translator) -> TipRecordFields:
    """Return one tip of a cycle, with its weeks."""
    return TipRecordFields(
        tip=record.tip,
        title=tip_title(record.tip, catalogue, translator),
        kind=record.kind,
        strength=float(record.strength),
        state=record.level,
        holds=record.holds,
        did=record.done_count,
        counted=record.scored_count,
        weeks="".join(status.letter for status in record.statuses),
        active=record.is_active,
    )
