"""Tests for the follow-up questions of a check-in, which ask about misses and about weeks without an occasion."""

from datetime import date

import pytest

from tests.journal_builder import fold_cycle, parse_statuses, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.follow_ups import find_follow_ups
from tipcycle.core.weeks import Week

LATER = date(2026, 5, 10)
WEEKS = tuple(Week(date(2026, 3, 2)).plus(n) for n in range(9))


def cycle_with(statuses: dict[int, str], *texts: str) -> Cycle:
    """Return a cycle with check-ins from these statuses by tip, one letter per week, followed by these texts."""
    return fold_cycle(with_pick(weekly_checkins(statuses), *texts))


def follow_ups(cycle: Cycle, week: int, **statuses: str) -> list[tuple[str, int | None]]:
    """Return kind and tip of the follow-ups to these statuses, as in `t42="M"`. Weeks count from 1."""
    status_by_tip = {int(name[1:]): parse_statuses(status)[0] for name, status in statuses.items()}
    return [
        (follow_up.kind, follow_up.tip) for follow_up in find_follow_ups(cycle, WEEKS[week - 1], status_by_tip, LATER)
    ]


MISS_CASES = [
    ("M", "M", True),
    ("DM", "M", True),
    ("MD", "M", False),
    ("", "M", False),
    ("M", "D", False),
    ("MM", "M", False),
    ("MMDM", "M", False),
    ("M?", "M", False),
    ("MN", "M", False),
]


@pytest.mark.parametrize(("earlier_statuses", "new_status", "is_asked"), MISS_CASES, ids=lambda value: str(value))
def test_two_consecutive_misses_ask_for_a_plan(earlier_statuses: str, new_status: str, is_asked: bool) -> None:
    """The question comes after the second miss in a row, once a cycle. Any other status ends the sequence."""
    cycle = cycle_with({33: earlier_statuses or "?"}) if earlier_statuses.strip("?") else fold_cycle()
    assert follow_ups(cycle, len(earlier_statuses) + 1, t33=new_status) == ([("when", 33)] if is_asked else [])


def test_paused_week_does_not_end_a_sequence_of_misses() -> None:
    pause = '[[pause]]  # 2026-03-09\nweeks = ["2026-W11"]'
    assert follow_ups(cycle_with({42: "M"}, pause), 3, t42="M") == [("when", 42)]
    assert follow_ups(cycle_with({42: "M", 5: "DDD"}), 3, t42="M") == []


def test_corrected_week_considers_only_earlier_weeks() -> None:
    """A correction of the second week asks again; a correction of the third does not."""
    assert follow_ups(cycle_with({42: "MM"}), 2, t42="M") == [("when", 42)]
    assert follow_ups(cycle_with({42: "MMM"}), 3, t42="M") == []


@pytest.mark.parametrize(
    ("earlier_statuses", "is_asked"),
    [("NNN", True), ("NN", False), ("DNNN", True), ("NNNN", False), ("NDNN", False), ("NNNNDNNN", False)],
)
def test_four_consecutive_weeks_without_occasion_ask_once(earlier_statuses: str, is_asked: bool) -> None:
    """The question comes after the fourth week in a row, once a cycle."""
    assert follow_ups(cycle_with({33: earlier_statuses}), len(earlier_statuses) + 1, t33="N") == (
        [("quiet", 33)] if is_asked else []
    )


def test_four_misses_in_a_week_ask_about_absence_once() -> None:
    """Three misses do not lead to the question, and it is asked once a cycle."""
    four_misses = {"t5": "M", "t13": "M", "t34": "M", "t42": "M"}
    assert follow_ups(fold_cycle(), 1, **four_misses) == [("hardly-there", None)]
    assert follow_ups(fold_cycle(), 1, **dict(list(four_misses.items())[:3])) == []
    assert follow_ups(fold_cycle(), 1, **{**four_misses, "t5": "D", "t33": "N"}) == []
    assert follow_ups(cycle_with({5: "M", 13: "M", 34: "M", 42: "M"}), 1, **four_misses) == [("hardly-there", None)]
    later_cycle = cycle_with({5: "MD", 13: "MD", 34: "MD", 42: "MD"})
    assert ("hardly-there", None) not in follow_ups(later_cycle, 3, **four_misses)


def test_only_the_first_missed_tip_asks_for_a_plan() -> None:
    """A check-in has at most one plan, so only one tip is asked about."""
    cycle = cycle_with({5: "M", 13: "M", 42: "M"})
    assert follow_ups(cycle, 2, t13="M", t5="M", t42="M") == [("when", 13)]


def test_tips_are_evaluated_independently() -> None:
    """A missed tip and a tip without an occasion give one follow-up each; a done tip gives none."""
    cycle = cycle_with({33: "NNN", 42: "DDM", 5: "DDD"})
    assert follow_ups(cycle, 4, t33="N", t42="M", t5="D") == [("quiet", 33), ("when", 42)]


def test_no_answers_give_no_follow_ups() -> None:
    assert find_follow_ups(fold_cycle(), WEEKS[0], {}, LATER) == ()
