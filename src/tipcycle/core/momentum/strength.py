"""How firmly a tip stands: one exact step a week, and the record of a tip in a cycle (docs/rules.md §3)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import COUNTED_STATUSES, DONE_STATUSES, MISSED, Cycle, Tenure
from tipcycle.core.events import Close
from tipcycle.core.tips import TipKind

StrengthLevel = Literal["young", "firm", "rooted"]

GROWTH_RATE = Fraction(1, 4)
"""A did takes a quarter of what is still missing: near the median of a field study of daily habits, where 95 % of
the plateau was reached after 66 days, 27 % a week (Lally et al. 2010; range 18–254 days, so a convention)."""
DECAY_RATE = Fraction(1, 8)
"""A miss takes an eighth: near the weekly fading of a well-known habit tracker's score (13 %)."""
FIRM_THRESHOLD = Fraction(3, 4)
ROOTED_THRESHOLD = Fraction(17, 20)

KindLookup = Callable[[int], TipKind | None]


def next_strength(strength: Fraction, status: str) -> Fraction:
    """The strength after a week with this status; silence, pauses and no occasion change nothing.

    >>> next_strength(Fraction(0), "D"), next_strength(Fraction(1, 4), "M"), next_strength(Fraction(1, 4), "?")
    (Fraction(1, 4), Fraction(7, 32), Fraction(1, 4))
    """
    if status in DONE_STATUSES:
        return strength + (1 - strength) * GROWTH_RATE
    if status == MISSED:
        return strength - strength * DECAY_RATE
    return strength


def strength_series(statuses: Iterable[str], start: Fraction = Fraction(0)) -> Iterator[Fraction]:
    """The strength after each week.

    >>> [int(100 * s) for s in strength_series("DDDD")]
    [25, 43, 57, 68]
    """
    strength = start
    for status in statuses:
        strength = next_strength(strength, status)
        yield strength


def strength_level(strength: Fraction) -> StrengthLevel:
    """The word for a strength: young below three quarters, firm, rooted from 85 %."""
    if strength < FIRM_THRESHOLD:
        return "young"
    return "firm" if strength < ROOTED_THRESHOLD else "rooted"


class TipRecord(Struct, frozen=True):
    """What became of one tip in one cycle, and what it brought along from the cycle before."""

    tip: int
    kind: TipKind | None
    statuses: str
    """One status for each week of the cycle."""
    all_statuses: str
    """All statuses that feed the strength: those of earlier cycles it was extended from, then `weeks`."""
    strength: Fraction
    stands_since: date | None
    """Since when a build stands; None while it does not."""
    is_active: bool
    """Among the five; False once swapped out."""

    @property
    def done_count(self) -> int:
        """Weeks done in this cycle, costly ones included."""
        return sum(status in DONE_STATUSES for status in self.statuses)

    @property
    def scored_count(self) -> int:
        """Weeks of this cycle with a yes or a no."""
        return sum(status in COUNTED_STATUSES for status in self.statuses)

    @property
    def has_started(self) -> bool:
        """Whether any of the weeks that feed its strength has a yes or a no."""
        return any(status in COUNTED_STATUSES for status in self.all_statuses)

    @property
    def level(self) -> StrengthLevel:
        """Young, firm or rooted."""
        return strength_level(self.strength)

    @property
    def stands(self) -> bool:
        """Whether a build was made and still stands."""
        return self.stands_since is not None

    @property
    def holds(self) -> bool:
        """Firm; or a build that stands; or a reflex done at least twice and never missed (rarity is not weakness)."""
        if self.strength >= FIRM_THRESHOLD or self.stands:
            return True
        done = sum(status in DONE_STATUSES for status in self.all_statuses)
        return self.kind is TipKind.REFLEX and done >= 2 and MISSED not in self.all_statuses


def _stands_since(cycle: Cycle, tip: int, statuses: str, previous: date | None) -> date | None:
    """Since when a build stands: from a built answer until a later week is answered missed."""
    since = previous
    for week, status in zip(cycle.weeks, statuses, strict=True):
        result = cycle.results.get((tip, week))
        if status == MISSED:
            since = None
        elif status in DONE_STATUSES and result is not None and result.built and since is None:
            since = min(result.on, week.sunday)
    return since


def _previous_record(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindLookup) -> TipRecord | None:
    """The record a tip keeps from the cycle before: only a tip that was extended there and picked here has one."""
    if not position or tenure.first != cycles[position].weeks[0] or tenure.tip not in cycles[position].pick.tips:
        return None
    previous_cycle = cycles[position - 1]
    if previous_cycle.closed_on is None or tenure.tip not in previous_cycle.extended_tips:
        return None
    previous_tenure = next(
        previous_tenure
        for previous_tenure in previous_cycle.tenures
        if previous_tenure.tip == tenure.tip and previous_tenure.until is None
    )
    return tip_record(cycles, position - 1, previous_tenure, kind_of, previous_cycle.closed_on)


def tip_record(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindLookup, today: date) -> TipRecord:
    """What became of one tip in the cycle at `position`."""
    cycle, tip = cycles[position], tenure.tip
    previous = _previous_record(cycles, position, tenure, kind_of)
    kind, statuses = kind_of(tip), cycle.statuses(tip, today)
    since = _stands_since(cycle, tip, statuses, previous.stands_since if previous else None)
    start = previous.strength if previous else Fraction(0)
    return TipRecord(
        tip=tip,
        kind=kind,
        statuses=statuses,
        all_statuses=(previous.all_statuses if previous else "") + statuses,
        strength=[start, *strength_series(statuses, start)][-1],
        stands_since=since if kind in (TipKind.BUILD, None) else None,  # only what is made once can stand
        is_active=tenure.until is None,
    )


def implemented_at_close(records: Iterable[TipRecord], close: Close) -> tuple[int, ...]:
    """The tips among the five that are kept and hold, or that count because the manager says so (docs/rules.md §4)."""
    kept_records = [record for record in records if record.is_active and record.tip in close.staying_tips]
    return tuple(record.tip for record in kept_records if record.holds or record.tip in close.by_hand)


def cycle_tip_records(
    cycles: Sequence[Cycle], position: int, kind_of: KindLookup, today: date
) -> tuple[TipRecord, ...]:
    """The records of one cycle's tips in the order of their seats, swapped-out ones last."""
    return tuple(tip_record(cycles, position, tenure, kind_of, today) for tenure in cycles[position].tenures)
