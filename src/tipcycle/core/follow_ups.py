"""The few moments in which a check-in asks one thing more: each at most once a cycle for a tip.

Of the tips that did not work for two weeks one is asked about, because a week takes one plan. Nothing is stored for
it: whether a moment came before is read from the weeks themselves.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import MISSED, NONE, PAUSED, Cycle
from tipcycle.core.weeks import Week

CONSECUTIVE_MISSES = 2
"""After two misses in a row the question is when it does work, never why not."""
WEEKS_WITHOUT_OCCASION = 4
"""After four weeks without an occasion: seek it, swap it, or wait."""
MISSES_IN_ONE_WEEK = 4
"""Four times no in one week: perhaps nobody was there to do it."""

FollowUpKind = Literal["when", "quiet", "hardly-there"]


class FollowUp(Struct, frozen=True):
    """One thing more to ask, and about which tip (None: about the week)."""

    kind: FollowUpKind
    tip: int | None = None


def find_follow_ups(cycle: Cycle, week: Week, statuses: Mapping[int, str], today: date) -> tuple[FollowUp, ...]:
    """What to ask after these answers (tip to status) for `week`."""
    result: list[FollowUp] = []
    missed_tips = [tip for tip, status in statuses.items() if status == MISSED]
    if len(missed_tips) >= MISSES_IN_ONE_WEEK and not _had_week_full_of_misses(cycle, week, today):
        result.append(FollowUp("hardly-there"))
    for tip, status in statuses.items():
        tip_statuses = _statuses_before(cycle, tip, week, today) + status
        if (
            status == MISSED
            and _is_first_run(tip_statuses, MISSED * CONSECUTIVE_MISSES)
            and all(each.kind != "when" for each in result)
        ):
            result.append(FollowUp("when", tip))
        if status == NONE and _is_first_run(tip_statuses, NONE * WEEKS_WITHOUT_OCCASION):
            result.append(FollowUp("quiet", tip))
    return tuple(result)


def _statuses_before(cycle: Cycle, tip: int, week: Week, today: date) -> str:
    """The statuses before that week; a week off stands between nothing."""
    return "".join(cycle.status(tip, each, today) for each in cycle.weeks if each < week).replace(PAUSED, "")


def _is_first_run(statuses: str, run: str) -> bool:
    """Whether this run ends the weeks and never stood there before.

    >>> _is_first_run("DMM", "MM"), _is_first_run("MMDMM", "MM"), _is_first_run("MMM", "MM")
    (True, False, False)
    """
    return statuses.endswith(run) and statuses.find(run) == len(statuses) - len(run)


def _had_week_full_of_misses(cycle: Cycle, week: Week, today: date) -> bool:
    tips = [tenure.tip for tenure in cycle.tenures]
    return any(
        sum(cycle.status(tip, each, today) == MISSED for tip in tips) >= MISSES_IN_ONE_WEEK
        for each in cycle.weeks
        if each != week
    )
