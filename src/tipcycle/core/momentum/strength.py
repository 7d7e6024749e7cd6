"""The strength of a tip, one exact step a week, and the record of a tip in a cycle (docs/rules.md §3)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Status, Tenure
from tipcycle.core.events import Close
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week

StrengthLevel = Literal["young", "firm", "rooted"]

GROWTH_RATE = Fraction(1, 4)
"""Share of the missing strength that a done week adds. It is close to the median of a field study of daily habits:
95 % of the plateau after 66 days is 27 % a week (Lally et al. 2010). The range was 18–254 days, so the rate is a
convention."""
DECAY_RATE = Fraction(1, 8)
"""Share of the strength that a missed week removes. It is close to the weekly decay of a well-known habit tracker
(13 %)."""
FIRM_THRESHOLD = Fraction(3, 4)
ROOTED_THRESHOLD = Fraction(17, 20)
MIN_LABELLED_STRENGTH = Fraction(1, 4)
"""Below this strength the screen shows no label."""
RITUAL_MIN_WEEKS, RITUAL_MIN_SHARE = 6, Fraction(3, 4)
REFLEX_MIN_DONE, REFLEX_DONE_PER_MISS = 2, 4

KindLookup = Callable[[int], TipKind | None]


def next_strength(strength: Fraction, status: Status) -> Fraction:
    """Return the strength after a week with this status. Only done and missed weeks change it.

    >>> [str(next_strength(Fraction(1, 4), status)) for status in (Status.DID, Status.MISSED, Status.UNANSWERED)]
    ['7/16', '7/32', '1/4']
    """
    if status.is_done:
        return strength + (1 - strength) * GROWTH_RATE
    if status is Status.MISSED:
        return strength - strength * DECAY_RATE
    return strength


def strength_series(statuses: Iterable[Status], start: Fraction = Fraction(0)) -> Iterator[Fraction]:
    """Yield the strength after each week.

    >>> [int(100 * s) for s in strength_series([Status.DID] * 4)]
    [25, 43, 57, 68]
    """
    strength = start
    for status in statuses:
        strength = next_strength(strength, status)
        yield strength


def strength_level(strength: Fraction) -> StrengthLevel:
    """Return the level of a strength: young below 75 %, firm from 75 %, rooted from 85 %."""
    if strength < FIRM_THRESHOLD:
        return "young"
    return "firm" if strength < ROOTED_THRESHOLD else "rooted"


class TipRecord(Struct, frozen=True):
    """The results of one tip in one cycle, and the strength that it kept from the previous cycle."""

    tip: int
    kind: TipKind | None
    statuses: tuple[Status, ...]
    """One status for each week of the cycle."""
    all_statuses: tuple[Status, ...]
    """All statuses that count towards the strength: those of cycles that extended the tip, then `statuses`."""
    strength: Fraction
    built_on: date | None
    """Date from which a build stands; None if it does not stand."""
    is_active: bool
    """True if the tip is among the five; False after a swap."""

    @property
    def done_count(self) -> int:
        """Number of done weeks in this cycle, including costly ones."""
        return sum(status.is_done for status in self.statuses)

    @property
    def scored_count(self) -> int:
        """Number of done or missed weeks in this cycle."""
        return sum(status.is_counted for status in self.statuses)

    @property
    def has_started(self) -> bool:
        """True if any week that counts towards the strength is done or missed."""
        return any(status.is_counted for status in self.all_statuses)

    @property
    def level(self) -> StrengthLevel:
        """Level of the strength: young, firm or rooted."""
        return strength_level(self.strength)

    @property
    def is_built(self) -> bool:
        """True if a build was made and still stands."""
        return self.built_on is not None

    @property
    def holds(self) -> bool:
        """True if the tip holds, judged over all weeks that count towards its strength.

        A build holds only while it stands. A ritual or a reflex also holds below firm: a ritual that was done in at
        least three quarters of at least six counted weeks, a reflex that was done at least twice and at least four
        times as often as missed, because few occasions are not a weakness.
        """
        if self.kind is TipKind.BUILD:
            return self.is_built
        if self.strength >= FIRM_THRESHOLD or self.is_built:
            return True
        done = sum(status.is_done for status in self.all_statuses)
        missed = self.all_statuses.count(Status.MISSED)
        if self.kind is TipKind.REFLEX:
            return done >= REFLEX_MIN_DONE and done >= REFLEX_DONE_PER_MISS * missed
        return (
            self.kind is TipKind.RITUAL
            and done + missed >= RITUAL_MIN_WEEKS
            and done >= RITUAL_MIN_SHARE * (done + missed)
        )


def _standing_series(
    cycle: Cycle, tip: int, statuses: Sequence[Status], previous: date | None
) -> Iterator[date | None]:
    """Yield before each week, and after the last, since when a build stands: from a built answer until a later miss."""
    stands_since = previous
    yield stands_since
    for week, status in zip(cycle.weeks, statuses, strict=True):
        result = cycle.results.get((tip, week))
        if status is Status.MISSED:
            stands_since = None
        elif status.is_done and result is not None and result.built and stands_since is None:
            stands_since = min(result.answered_on, week.sunday)
        yield stands_since


def standing_weeks(cycles: Sequence[Cycle], kind_of: KindLookup, today: date) -> frozenset[tuple[int, Week]]:
    """Return the builds and weeks that begin with the build already standing. Standing is not doing."""
    return frozenset(
        (tenure.tip, week)
        for position, cycle in enumerate(cycles)
        for tenure in cycle.tenures
        if kind_of(tenure.tip) in (TipKind.BUILD, None)
        for previous in [_previous_record(cycles, position, tenure, kind_of)]
        for week, stands_since in zip(
            cycle.weeks,
            _standing_series(
                cycle, tenure.tip, cycle.statuses(tenure.tip, today), previous.built_on if previous else None
            ),
            strict=False,
        )
        if stands_since is not None
    )


def _previous_record(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindLookup) -> TipRecord | None:
    """Return the record of a tip in the previous cycle, or None.

    Only a tip that was extended there and picked here keeps its strength.
    """
    if not position or tenure.first_week != cycles[position].weeks[0] or tenure.tip not in cycles[position].pick.tips:
        return None
    previous_cycle = cycles[position - 1]
    if previous_cycle.closed_on is None or tenure.tip not in previous_cycle.extended_tips:
        return None
    previous_tenure = next(
        previous_tenure
        for previous_tenure in previous_cycle.tenures
        if previous_tenure.tip == tenure.tip and previous_tenure.end_week is None
    )
    return tip_record(cycles, position - 1, previous_tenure, kind_of, previous_cycle.closed_on)


def tip_record(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindLookup, today: date) -> TipRecord:
    """Return the record of one tip in the cycle at `position`."""
    cycle, tip = cycles[position], tenure.tip
    previous = _previous_record(cycles, position, tenure, kind_of)
    kind, statuses = kind_of(tip), cycle.statuses(tip, today)
    *_, stands_since = _standing_series(cycle, tip, statuses, previous.built_on if previous else None)
    start = previous.strength if previous else Fraction(0)
    return TipRecord(
        tip=tip,
        kind=kind,
        statuses=statuses,
        all_statuses=(previous.all_statuses if previous else ()) + statuses,
        strength=[start, *strength_series(statuses, start)][-1],
        built_on=stands_since if kind in (TipKind.BUILD, None) else None,  # only builds can stand
        is_active=tenure.end_week is None,
    )


def implemented_at_close(records: Iterable[TipRecord], close: Close) -> tuple[int, ...]:
    """Return the kept or adapted tips that count as implemented (docs/rules.md §4).

    They hold, or the manager counts them by hand.
    """
    kept_records = [record for record in records if record.is_active and record.tip in close.staying_tips]
    return tuple(record.tip for record in kept_records if record.holds or record.tip in close.by_hand)


def cycle_tip_records(
    cycles: Sequence[Cycle], position: int, kind_of: KindLookup, today: date
) -> tuple[TipRecord, ...]:
    """Return the records of all tips in a cycle, in the order of their places, swapped-out tips last."""
    return tuple(tip_record(cycles, position, tenure, kind_of, today) for tenure in cycles[position].tenures)
