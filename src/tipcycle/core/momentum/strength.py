"""How firmly a tip stands: one exact step a week, and the record of a tip in a cycle (docs/rules.md §3)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tipcycle.core.blocks import Close
from tipcycle.core.cycle import COUNTED, DONE, MISSED, Cycle, Tenure
from tipcycle.core.tips import Kind

Word = Literal["young", "firm", "rooted"]

GROWTH = Fraction(1, 4)
"""A did takes a quarter of what is still missing: near the median of a field study of daily habits, where 95 % of
the plateau was reached after 66 days, 27 % a week (Lally et al. 2010; range 18–254 days, so a convention)."""
FADING = Fraction(1, 8)
"""A miss takes an eighth: near the weekly fading of a well-known habit tracker's score (13 %)."""
FIRM = Fraction(3, 4)
ROOTED = Fraction(17, 20)

KindOf = Callable[[int], Kind | None]


def step(strength: Fraction, status: str) -> Fraction:
    """The strength after a week with this status; silence, pauses and no occasion change nothing.

    >>> step(Fraction(0), "D"), step(Fraction(1, 4), "M"), step(Fraction(1, 4), "?")
    (Fraction(1, 4), Fraction(7, 32), Fraction(1, 4))
    """
    if status in DONE:
        return strength + (1 - strength) * GROWTH
    if status == MISSED:
        return strength - strength * FADING
    return strength


def series(statuses: Iterable[str], start: Fraction = Fraction(0)) -> Iterator[Fraction]:
    """The strength after each week.

    >>> [int(100 * s) for s in series("DDDD")]
    [25, 43, 57, 68]
    """
    strength = start
    for status in statuses:
        strength = step(strength, status)
        yield strength


def word(strength: Fraction) -> Word:
    """The word for a strength: young below three quarters, firm, rooted from 85 %."""
    if strength < FIRM:
        return "young"
    return "firm" if strength < ROOTED else "rooted"


class Record(Struct, frozen=True):
    """What became of one tip in one cycle, and what it brought along from the cycle before."""

    tip: int
    kind: Kind | None
    weeks: str
    """One status for each week of the cycle."""
    fed_by: str
    """All statuses that feed the strength: those of earlier cycles it was extended from, then `weeks`."""
    strength: Fraction
    stands_since: date | None
    """Since when a build stands; None while it does not."""
    active: bool
    """Among the five; False once swapped out."""

    @property
    def did(self) -> int:
        """Weeks done in this cycle, costly ones included."""
        return sum(status in DONE for status in self.weeks)

    @property
    def counted(self) -> int:
        """Weeks of this cycle with a yes or a no."""
        return sum(status in COUNTED for status in self.weeks)

    @property
    def begun(self) -> bool:
        """Whether any of the weeks that feed its strength has a yes or a no."""
        return any(status in COUNTED for status in self.fed_by)

    @property
    def word(self) -> Word:
        """Young, firm or rooted."""
        return word(self.strength)

    @property
    def stands(self) -> bool:
        """Whether a build was made and still stands."""
        return self.stands_since is not None

    @property
    def holds(self) -> bool:
        """Firm; or a build that stands; or a reflex done at least twice and never missed (rarity is not weakness)."""
        if self.strength >= FIRM or self.stands:
            return True
        done = sum(status in DONE for status in self.fed_by)
        return self.kind is Kind.REFLEX and done >= 2 and MISSED not in self.fed_by


def _stands_since(cycle: Cycle, tip: int, weeks: str, before: date | None) -> date | None:
    """Since when a build stands: from a built answer until a later week is answered missed."""
    since = before
    for week, status in zip(cycle.weeks, weeks, strict=True):
        answer = cycle.answers.get((tip, week))
        if status == MISSED:
            since = None
        elif status in DONE and answer is not None and answer.built and since is None:
            since = min(answer.on, week.sunday)
    return since


def _brought_along(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindOf) -> Record | None:
    """The record a tip keeps from the cycle before: only a tip that was extended there and picked here has one."""
    if not position or tenure.first != cycles[position].weeks[0] or tenure.tip not in cycles[position].pick.tips:
        return None
    before = cycles[position - 1]
    if before.closed_on is None or tenure.tip not in before.extended:
        return None
    seat = next(seat for seat in before.tenures if seat.tip == tenure.tip and seat.until is None)
    return record(cycles, position - 1, seat, kind_of, before.closed_on)


def record(cycles: Sequence[Cycle], position: int, tenure: Tenure, kind_of: KindOf, today: date) -> Record:
    """What became of one tip in the cycle at `position`."""
    cycle, tip = cycles[position], tenure.tip
    earlier = _brought_along(cycles, position, tenure, kind_of)
    kind, weeks = kind_of(tip), cycle.statuses(tip, today)
    since = _stands_since(cycle, tip, weeks, earlier.stands_since if earlier else None)
    start = earlier.strength if earlier else Fraction(0)
    return Record(
        tip=tip,
        kind=kind,
        weeks=weeks,
        fed_by=(earlier.fed_by if earlier else "") + weeks,
        strength=[start, *series(weeks, start)][-1],
        stands_since=since if kind in (Kind.BUILD, None) else None,  # only what is made once can stand
        active=tenure.until is None,
    )


def implemented(found: Iterable[Record], close: Close) -> tuple[int, ...]:
    """The tips among the five that are kept and hold, or that count because the manager says so (docs/rules.md §4)."""
    staying = [each for each in found if each.active and each.tip in close.kept]
    return tuple(each.tip for each in staying if each.holds or each.tip in close.by_hand)


def records(cycles: Sequence[Cycle], position: int, kind_of: KindOf, today: date) -> tuple[Record, ...]:
    """The records of one cycle's tips in the order of their seats, swapped-out ones last."""
    return tuple(record(cycles, position, tenure, kind_of, today) for tenure in cycles[position].tenures)
