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

MISSES = 2
"""After two misses in a row the question is when it does work, never why not."""
QUIET_WEEKS = 4
"""After four weeks without an occasion: seek it, swap it, or wait."""
HARDLY_THERE = 4
"""Four times no in one week: perhaps nobody was there to do it."""

What = Literal["when", "quiet", "hardly-there"]


class Aside(Struct, frozen=True):
    """One thing more to ask, and about which tip (None: about the week)."""

    what: What
    tip: int | None = None


def asides(cycle: Cycle, week: Week, given: Mapping[int, str], today: date) -> tuple[Aside, ...]:
    """What to ask after these answers (tip to status) for `week`."""
    found: list[Aside] = []
    misses = [tip for tip, status in given.items() if status == MISSED]
    if len(misses) >= HARDLY_THERE and not _hardly_there_before(cycle, week, today):
        found.append(Aside("hardly-there"))
    for tip, status in given.items():
        weeks = _until(cycle, tip, week, today) + status
        if status == MISSED and _first_run(weeks, MISSED * MISSES) and all(each.what != "when" for each in found):
            found.append(Aside("when", tip))
        if status == NONE and _first_run(weeks, NONE * QUIET_WEEKS):
            found.append(Aside("quiet", tip))
    return tuple(found)


def _until(cycle: Cycle, tip: int, week: Week, today: date) -> str:
    """The statuses before that week; a week off stands between nothing."""
    return "".join(cycle.status(tip, each, today) for each in cycle.weeks if each < week).replace(PAUSED, "")


def _first_run(weeks: str, run: str) -> bool:
    """Whether this run ends the weeks and never stood there before.

    >>> _first_run("DMM", "MM"), _first_run("MMDMM", "MM"), _first_run("MMM", "MM")
    (True, False, False)
    """
    return weeks.endswith(run) and weeks.find(run) == len(weeks) - len(run)


def _hardly_there_before(cycle: Cycle, week: Week, today: date) -> bool:
    tips = [tenure.tip for tenure in cycle.tenures]
    return any(
        sum(cycle.status(tip, each, today) == MISSED for tip in tips) >= HARDLY_THERE
        for each in cycle.weeks
        if each != week
    )
