"""The weeks that count for momentum, and the figures over the most recent ones (docs/rules.md §4)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Status
from tipcycle.core.schedule import checkin_deadline
from tipcycle.core.weeks import Week

WINDOW_WEEKS = 6
"""Number of weeks in the window. More weeks show a change later, fewer make the figures jump; docs/momentum.md has the
figures of a simulation."""
RHYTHM_WEEKS = 8
RHYTHM_MIN_WEEKS = 4
APPLIED_MIN_COUNT, APPLIED_PREVIOUS_MIN_COUNT = 8, 4
FEELING_MIN_COUNT, FEELING_PREVIOUS_MIN_COUNT = 3, 2

CountedWeek = tuple[Cycle, Week]
"""A week that counts, with its cycle."""


def counted_weeks(cycles: Sequence[Cycle], today: date) -> list[CountedWeek]:
    """Return the weeks that count, oldest first.

    Future weeks and paused weeks do not count. A week without a check-in counts from the fifteenth day after its
    Sunday, and never if its cycle was closed before that day.
    """
    return [(cycle, week) for cycle in cycles for week in cycle.weeks if _is_counted(cycle, week, today)]


def _is_counted(cycle: Cycle, week: Week, today: date) -> bool:
    return week.monday <= today and left_out_reason(cycle, week, today) is None


LeftOutReason = Literal["paused", "open", "closed"]


def left_out_reason(cycle: Cycle, week: Week, today: date) -> LeftOutReason | None:
    """Return why a week that has begun does not count: paused, still open, or open when its cycle was closed."""
    if week in cycle.paused_weeks:
        return "paused"
    if week in cycle.checkin_dates:
        return None
    if cycle.closed_on is not None and cycle.closed_on <= checkin_deadline(week):
        return "closed"
    return None if today > checkin_deadline(week) else "open"


class Window(Struct, frozen=True):
    """The last six counted weeks, and up to six before them."""

    current: tuple[CountedWeek, ...]
    previous: tuple[CountedWeek, ...]


def recent_window(weeks: Sequence[CountedWeek]) -> Window:
    """Return the window over these weeks."""
    return Window(tuple(weeks[-WINDOW_WEEKS:]), tuple(weeks[-2 * WINDOW_WEEKS : -WINDOW_WEEKS]))


class AppliedRate(Struct, frozen=True):
    """Number of done and missed answers, in the window and before it."""

    done_count: int
    missed_count: int
    previous_done_count: int
    previous_missed_count: int

    @property
    def share(self) -> Fraction | None:
        """Done ÷ (done + missed); None with fewer than eight answers."""
        return _share(self.done_count, self.missed_count, APPLIED_MIN_COUNT)

    @property
    def previous_share(self) -> Fraction | None:
        """Done ÷ (done + missed) before the window; None with fewer than four answers."""
        return _share(self.previous_done_count, self.previous_missed_count, APPLIED_PREVIOUS_MIN_COUNT)


def _share(done_count: int, missed_count: int, minimum: int) -> Fraction | None:
    return Fraction(done_count, done_count + missed_count) if done_count + missed_count >= minimum else None


def applied_rate(
    window: Window, today: date, standing: Collection[tuple[int, Week]] = frozenset[tuple[int, Week]]()
) -> AppliedRate:
    """Return the number of done and missed answers of all tips, in the window and before it.

    The tips and weeks in `standing` do not count: a build counts up to and including the week in which it is finished.
    """
    return AppliedRate(
        *_count_done_and_missed(window.current, today, standing),
        *_count_done_and_missed(window.previous, today, standing),
    )


def _count_done_and_missed(
    weeks: Sequence[CountedWeek], today: date, standing: Collection[tuple[int, Week]]
) -> tuple[int, int]:
    statuses = [status for cycle, week in weeks for status in scored_statuses(cycle, week, today, standing).values()]
    return sum(status.is_done for status in statuses), statuses.count(Status.MISSED)


def scored_statuses(cycle: Cycle, week: Week, today: date, standing: Collection[tuple[int, Week]]) -> dict[int, Status]:
    """Return the tips that were done or missed in a week and count, with their statuses."""
    statuses = {tenure.tip: cycle.status(tenure.tip, week, today) for tenure in cycle.tenures}
    return {tip: status for tip, status in statuses.items() if status.is_counted and (tip, week) not in standing}


class FeelingAverage(Struct, frozen=True):
    """Feelings about the team or about customers, as one person sees them, in the window and before it."""

    ratings: tuple[int, ...]
    previous_ratings: tuple[int, ...]

    @property
    def mean(self) -> Fraction | None:
        """Mean in the window; None with fewer than three answers."""
        return _mean(self.ratings, FEELING_MIN_COUNT)

    @property
    def previous_mean(self) -> Fraction | None:
        """Mean before the window; None with fewer than two answers."""
        return _mean(self.previous_ratings, FEELING_PREVIOUS_MIN_COUNT)


def _mean(ratings: Sequence[int], minimum: int) -> Fraction | None:
    return Fraction(sum(ratings), len(ratings)) if len(ratings) >= minimum else None


def feeling_averages(window: Window) -> tuple[FeelingAverage, FeelingAverage]:
    """Return the feelings about the team and about customers. They are never averaged together."""
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
    """Number of recent counted weeks with a check-in in time. It is not a streak."""

    weeks: tuple[CountedWeek, ...]
    """The last eight counted weeks."""
    missing_weeks: tuple[CountedWeek, ...]
    """The weeks among them without a check-in in time."""

    @property
    def week_count(self) -> int:
        """Number of weeks considered."""
        return len(self.weeks)

    @property
    def on_time_count(self) -> int:
        """Number of weeks with a check-in in time."""
        return len(self.weeks) - len(self.missing_weeks)

    @property
    def is_too_early(self) -> bool:
        """True if there are too few counted weeks for a figure."""
        return self.week_count < RHYTHM_MIN_WEEKS


def checkin_rhythm(weeks: Sequence[CountedWeek]) -> Rhythm:
    """Return how many of the last eight counted weeks had a check-in within 14 days of their Sunday."""
    recent_weeks = tuple(weeks[-RHYTHM_WEEKS:])
    return Rhythm(
        recent_weeks,
        tuple(
            (cycle, week)
            for cycle, week in recent_weeks
            if week not in cycle.checkin_dates or cycle.checkin_dates[week] > checkin_deadline(week)
        ),
    )
