"""Which weeks count: the last six that can be judged, and the six before them (docs/rules.md §4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import DONE_STATUSES, MISSED, Cycle
from tipcycle.core.schedule import checkin_deadline
from tipcycle.core.weeks import Week

WINDOW_WEEKS = 6
"""Six and a mean: in a simulation of six kinds of year with noisy answers they told these apart in 94 % of weeks and
changed their mind 0.45 times a cycle (four and a median: 83 % and 1.2), and saw a change after 3.4 weeks, not 2.8."""
RHYTHM_WEEKS = 8
RHYTHM_MIN_WEEKS = 4
APPLIED_MIN_COUNT, APPLIED_PREVIOUS_MIN_COUNT = 8, 4
FEELING_MIN_COUNT, FEELING_PREVIOUS_MIN_COUNT = 3, 2

CountedWeek = tuple[Cycle, Week]
"""A week that counts, and the cycle it belongs to."""


def counted_weeks(cycles: Sequence[Cycle], today: date) -> list[CountedWeek]:
    """The weeks that count, oldest first.

    Left out are weeks not begun, paused weeks, and weeks without a check-in while they are open: until two weeks
    after their Sunday, and for good when their cycle was closed before that.
    """
    return [(cycle, week) for cycle in cycles for week in cycle.weeks if _is_counted(cycle, week, today)]


def _is_counted(cycle: Cycle, week: Week, today: date) -> bool:
    if week.monday > today or week in cycle.paused_weeks:
        return False
    if week in cycle.checkin_dates:
        return True
    as_of = today if cycle.closed_on is None else min(today, cycle.closed_on)
    return as_of > checkin_deadline(week)


class Window(Struct, frozen=True):
    """The last six counted weeks, and up to six before those."""

    current: tuple[CountedWeek, ...]
    previous: tuple[CountedWeek, ...]


def recent_window(weeks: Sequence[CountedWeek]) -> Window:
    """The window over these weeks."""
    return Window(tuple(weeks[-WINDOW_WEEKS:]), tuple(weeks[-2 * WINDOW_WEEKS : -WINDOW_WEEKS]))


class AppliedRate(Struct, frozen=True):
    """How often a tip was done, of all the times it was answered with yes or no."""

    done_count: int
    missed_count: int
    previous_done_count: int
    previous_missed_count: int

    @property
    def share(self) -> Fraction | None:
        """Did ÷ (did + missed); None under eight answers."""
        return _share(self.done_count, self.missed_count, APPLIED_MIN_COUNT)

    @property
    def previous_share(self) -> Fraction | None:
        """The same in the weeks before; None under four answers."""
        return _share(self.previous_done_count, self.previous_missed_count, APPLIED_PREVIOUS_MIN_COUNT)


def _share(done_count: int, missed_count: int, minimum: int) -> Fraction | None:
    return Fraction(done_count, done_count + missed_count) if done_count + missed_count >= minimum else None


def applied_rate(window: Window, today: date) -> AppliedRate:
    """Did and missed over all tips in the window, and before it."""
    return AppliedRate(*_count_done_and_missed(window.current, today), *_count_done_and_missed(window.previous, today))


def _count_done_and_missed(weeks: Sequence[CountedWeek], today: date) -> tuple[int, int]:
    statuses = [
        cycle.status(tip, week, today) for cycle, week in weeks for tip in {tenure.tip for tenure in cycle.tenures}
    ]
    return sum(status in DONE_STATUSES for status in statuses), statuses.count(MISSED)


class FeelingAverage(Struct, frozen=True):
    """How it felt in the team, or with customers, as one person sees it."""

    ratings: tuple[int, ...]
    previous_ratings: tuple[int, ...]

    @property
    def mean(self) -> Fraction | None:
        """The mean of the answers in the window; None under three."""
        return _mean(self.ratings, FEELING_MIN_COUNT)

    @property
    def previous_mean(self) -> Fraction | None:
        """The same in the weeks before; None under two answers."""
        return _mean(self.previous_ratings, FEELING_PREVIOUS_MIN_COUNT)


def _mean(ratings: Sequence[int], minimum: int) -> Fraction | None:
    return Fraction(sum(ratings), len(ratings)) if len(ratings) >= minimum else None


def feeling_averages(window: Window) -> tuple[FeelingAverage, FeelingAverage]:
    """In the team, and with customers. Never averaged together."""
    return (
        FeelingAverage(tuple(_team_ratings(window.current)), tuple(_team_ratings(window.previous))),
        FeelingAverage(tuple(_customer_ratings(window.current)), tuple(_customer_ratings(window.previous))),
    )


def _team_ratings(weeks: Sequence[CountedWeek]) -> Iterator[int]:
    for cycle, week in weeks:
        if week in cycle.feelings and (rating := cycle.feelings[week].team) is not None:
            yield rating


def _customer_ratings(weeks: Sequence[CountedWeek]) -> Iterator[int]:
    for cycle, week in weeks:
        if week in cycle.feelings and (rating := cycle.feelings[week].customers) is not None:
            yield rating


class Rhythm(Struct, frozen=True):
    """Of the last eight counted weeks, how many were looked back on in time. No streak."""

    on_time_count: int
    week_count: int

    @property
    def is_too_early(self) -> bool:
        """Whether too few weeks count to say anything."""
        return self.week_count < RHYTHM_MIN_WEEKS


def checkin_rhythm(weeks: Sequence[CountedWeek]) -> Rhythm:
    """How many of the last eight counted weeks had a check-in by two weeks after their Sunday."""
    recent_weeks = weeks[-RHYTHM_WEEKS:]
    on_time_count = sum(
        week in cycle.checkin_dates and cycle.checkin_dates[week] <= checkin_deadline(week)
        for cycle, week in recent_weeks
    )
    return Rhythm(on_time_count, len(recent_weeks))
