"""Which weeks count: the last six that can be judged, and the six before them (docs/rules.md §4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.calendar import due_until
from tipcycle.core.cycle import DONE, MISSED, Cycle
from tipcycle.core.weeks import Week

WEEKS = 6
"""Six and a mean: in a simulation of six kinds of year with noisy answers they told these apart in 94 % of weeks and
changed their mind 0.45 times a cycle (four and a median: 83 % and 1.2), and saw a change after 3.4 weeks, not 2.8."""
RHYTHM_WEEKS = 8
RHYTHM_NEEDS = 4
APPLIED_NEEDS, APPLIED_BEFORE_NEEDS = 8, 4
FELT_NEEDS, FELT_BEFORE_NEEDS = 3, 2

Counted = tuple[Cycle, Week]
"""A week that counts, and the cycle it belongs to."""


def counted_weeks(cycles: Sequence[Cycle], today: date) -> list[Counted]:
    """The weeks that count, oldest first.

    Left out are weeks not begun, paused weeks, and weeks without a check-in while they are open: until two weeks
    after their Sunday, and for good when their cycle was closed before that.
    """
    return [(cycle, week) for cycle in cycles for week in cycle.weeks if _counts(cycle, week, today)]


def _counts(cycle: Cycle, week: Week, today: date) -> bool:
    if week.monday > today or week in cycle.paused:
        return False
    if week in cycle.checked_in:
        return True
    seen_on = today if cycle.closed_on is None else min(today, cycle.closed_on)
    return seen_on > due_until(week)


class Window(Struct, frozen=True):
    """The last six counted weeks, and up to six before those."""

    now: tuple[Counted, ...]
    before: tuple[Counted, ...]


def window(counted: Sequence[Counted]) -> Window:
    """The window over these weeks."""
    return Window(tuple(counted[-WEEKS:]), tuple(counted[-2 * WEEKS : -WEEKS]))


class Applied(Struct, frozen=True):
    """How often a tip was done, of all the times it was answered with yes or no."""

    did: int
    missed: int
    did_before: int
    missed_before: int

    @property
    def share(self) -> Fraction | None:
        """Did ÷ (did + missed); None under eight answers."""
        return _share(self.did, self.missed, APPLIED_NEEDS)

    @property
    def before(self) -> Fraction | None:
        """The same in the weeks before; None under four answers."""
        return _share(self.did_before, self.missed_before, APPLIED_BEFORE_NEEDS)


def _share(did: int, missed: int, needs: int) -> Fraction | None:
    return Fraction(did, did + missed) if did + missed >= needs else None


def applied(weeks: Window, today: date) -> Applied:
    """Did and missed over all tips in the window, and before it."""
    return Applied(*_did_missed(weeks.now, today), *_did_missed(weeks.before, today))


def _did_missed(weeks: Sequence[Counted], today: date) -> tuple[int, int]:
    found = [
        cycle.status(tip, week, today) for cycle, week in weeks for tip in {tenure.tip for tenure in cycle.tenures}
    ]
    return sum(status in DONE for status in found), found.count(MISSED)


class Feeling(Struct, frozen=True):
    """How it felt in the team, or with customers, as one person sees it."""

    answers: tuple[int, ...]
    answers_before: tuple[int, ...]

    @property
    def mean(self) -> Fraction | None:
        """The mean of the answers in the window; None under three."""
        return _mean(self.answers, FELT_NEEDS)

    @property
    def before(self) -> Fraction | None:
        """The same in the weeks before; None under two answers."""
        return _mean(self.answers_before, FELT_BEFORE_NEEDS)


def _mean(answers: Sequence[int], needs: int) -> Fraction | None:
    return Fraction(sum(answers), len(answers)) if len(answers) >= needs else None


def felt(weeks: Window) -> tuple[Feeling, Feeling]:
    """In the team, and with customers. Never averaged together."""
    return (
        Feeling(tuple(_team(weeks.now)), tuple(_team(weeks.before))),
        Feeling(tuple(_customers(weeks.now)), tuple(_customers(weeks.before))),
    )


def _team(weeks: Sequence[Counted]) -> Iterator[int]:
    for cycle, week in weeks:
        if week in cycle.felt and (answer := cycle.felt[week].team) is not None:
            yield answer


def _customers(weeks: Sequence[Counted]) -> Iterator[int]:
    for cycle, week in weeks:
        if week in cycle.felt and (answer := cycle.felt[week].customers) is not None:
            yield answer


class Rhythm(Struct, frozen=True):
    """Of the last eight counted weeks, how many were looked back on in time. No streak."""

    on_time: int
    counted: int

    @property
    def too_early(self) -> bool:
        """Whether too few weeks count to say anything."""
        return self.counted < RHYTHM_NEEDS


def rhythm(counted: Sequence[Counted]) -> Rhythm:
    """How many of the last eight counted weeks had a check-in by two weeks after their Sunday."""
    last = counted[-RHYTHM_WEEKS:]
    on_time = sum(week in cycle.checked_in and cycle.checked_in[week] <= due_until(week) for cycle, week in last)
    return Rhythm(on_time, len(last))
