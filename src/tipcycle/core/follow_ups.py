"""Follow-up questions of a check-in. Each kind is asked at most once a cycle for a tip.

A check-in asks about only one tip with repeated misses, because it records at most one plan. Nothing is stored: the
statuses of earlier weeks show whether a question was asked before.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Status
from tipcycle.core.weeks import Week

CONSECUTIVE_MISSES = 2
"""Number of consecutive misses after which the check-in asks when the tip does work, never why it did not."""
WEEKS_WITHOUT_OCCASION = 4
"""Number of weeks without an occasion after which the check-in offers to seek one, swap the tip or wait."""
MISSES_IN_ONE_WEEK = 4
"""Number of misses in one week after which the check-in asks whether the manager was away."""

FollowUpKind = Literal["when", "quiet", "hardly-there"]


class FollowUp(Struct, frozen=True):
    """A follow-up question."""

    kind: FollowUpKind
    tip: int | None = None
    """The tip that the question is about; None for the week as a whole."""


def find_follow_ups(cycle: Cycle, week: Week, statuses: Mapping[int, Status], today: date) -> tuple[FollowUp, ...]:
    """Return the follow-up questions after these answers about `week`, given as statuses by tip."""
    result: list[FollowUp] = []
    missed_tips = [tip for tip, status in statuses.items() if status is Status.MISSED]
    if len(missed_tips) >= MISSES_IN_ONE_WEEK and not _had_week_full_of_misses(cycle, week, today):
        result.append(FollowUp("hardly-there"))
    for tip, status in statuses.items():
        tip_statuses = (*_statuses_before(cycle, tip, week, today), status)
        if (
            status is Status.MISSED
            and _is_first_run(tip_statuses, status, CONSECUTIVE_MISSES)
            and all(follow_up.kind != "when" for follow_up in result)
        ):
            result.append(FollowUp("when", tip))
        if status is Status.NO_OCCASION and _is_first_run(tip_statuses, status, WEEKS_WITHOUT_OCCASION):
            result.append(FollowUp("quiet", tip))
    return tuple(result)


def _statuses_before(cycle: Cycle, tip: int, week: Week, today: date) -> tuple[Status, ...]:
    """Return the statuses before that week. Paused weeks are left out and do not interrupt a run."""
    statuses = (cycle.status(tip, earlier, today) for earlier in cycle.weeks if earlier < week)
    return tuple(status for status in statuses if status is not Status.PAUSED)


def _is_first_run(statuses: Sequence[Status], status: Status, length: int) -> bool:
    """Return True if `statuses` ends with a run of `status` of this length and has no earlier one.

    >>> did, missed = Status.DID, Status.MISSED
    >>> [_is_first_run(s, missed, 2) for s in ((did, missed, missed), (missed, missed, did, missed, missed))]
    [True, False]
    >>> _is_first_run((missed, missed, missed), missed, 2)
    False
    """
    last_start = len(statuses) - length
    run_starts = [n for n in range(last_start + 1) if set(statuses[n : n + length]) == {status}]
    return run_starts == [last_start]


def _had_week_full_of_misses(cycle: Cycle, week: Week, today: date) -> bool:
    """Return True if another week of the cycle has so many misses that the question was asked then."""
    tips = [tenure.tip for tenure in cycle.tenures]
    return any(
        sum(cycle.status(tip, other_week, today) is Status.MISSED for tip in tips) >= MISSES_IN_ONE_WEEK
        for other_week in cycle.weeks
        if other_week != week
    )
