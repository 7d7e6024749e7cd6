"""One thing more to ask at a check-in: after two misses when it works, after four quiet weeks, after a lost week."""

from datetime import date

import pytest

from tests.journal_builder import fold_cycle, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.follow_ups import find_follow_ups
from tipcycle.core.weeks import Week

LATER = date(2026, 5, 10)
WEEKS = tuple(Week(date(2026, 3, 2)).plus(n) for n in range(9))


def lived(told: dict[int, str], *parts: str) -> Cycle:
    return fold_cycle(with_pick(weekly_checkins(told), *parts))


def asked(found: Cycle, week: int, **given: str) -> list[tuple[str, int | None]]:
    """What is asked after these answers, `t42="M"`, for a week counted from 1."""
    answers = {int(name[1:]): status for name, status in given.items()}
    return [(aside.kind, aside.tip) for aside in find_follow_ups(found, WEEKS[week - 1], answers, LATER)]


WHEN = [
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


@pytest.mark.parametrize(("before", "now", "comes"), WHEN, ids=lambda value: str(value))
def test_after_two_misses_it_asks_when_it_does_work(before: str, now: str, comes: bool) -> None:
    """After the second miss in a row, once a cycle; the third is left alone, and so is what nobody answered."""
    found = lived({33: before or "?"}) if before.strip("?") else fold_cycle()
    assert asked(found, len(before) + 1, t33=now) == ([("when", 33)] if comes else [])


def test_a_week_off_stands_between_nothing() -> None:
    """Missed, a week off, missed: two in a row."""
    pause = '[[pause]]  # 2026-03-09\nweeks = ["2026-W11"]'
    assert asked(lived({42: "M"}, pause), 3, t42="M") == [("when", 42)]
    assert asked(lived({42: "M", 5: "DDD"}), 3, t42="M") == []


def test_the_same_week_answered_again_asks_again_and_not_more() -> None:
    """A correction of the second week sees only what came before it."""
    assert asked(lived({42: "MM"}), 2, t42="M") == [("when", 42)]
    assert asked(lived({42: "MMM"}), 3, t42="M") == []


@pytest.mark.parametrize(
    ("before", "comes"),
    [("NNN", True), ("NN", False), ("DNNN", True), ("NNNN", False), ("NDNN", False), ("NNNNDNNN", False)],
)
def test_after_four_quiet_weeks(before: str, comes: bool) -> None:
    """A tip that waits for its occasion is asked about once, after four weeks without one."""
    assert asked(lived({33: before}), len(before) + 1, t33="N") == ([("quiet", 33)] if comes else [])


def test_four_times_no_may_mean_that_nobody_was_there() -> None:
    """Four misses in a week are asked about, three are not, and once in a cycle is enough."""
    four = {"t5": "M", "t13": "M", "t34": "M", "t42": "M"}
    assert asked(fold_cycle(), 1, **four) == [("hardly-there", None)]
    assert asked(fold_cycle(), 1, **dict(list(four.items())[:3])) == []
    assert asked(fold_cycle(), 1, **{**four, "t5": "D", "t33": "N"}) == []
    assert asked(lived({5: "M", 13: "M", 34: "M", 42: "M"}), 1, **four) == [("hardly-there", None)]
    again = lived({5: "MD", 13: "MD", 34: "MD", 42: "MD"})
    assert ("hardly-there", None) not in asked(again, 3, **four)


def test_a_week_takes_one_plan() -> None:
    """Of several tips that missed twice the first is asked about, because a check-in holds one plan."""
    found = lived({5: "M", 13: "M", 42: "M"})
    assert asked(found, 2, t13="M", t5="M", t42="M") == [("when", 13)]


def test_tips_are_asked_about_one_by_one() -> None:
    """A miss of one and the quiet of another are two things; what was done is never asked about."""
    found = lived({33: "NNN", 42: "DDM", 5: "DDD"})
    assert asked(found, 4, t33="N", t42="M", t5="D") == [("quiet", 33), ("when", 42)]


def test_nothing_is_asked_about_nothing() -> None:
    """Without answers there is no aside."""
    assert find_follow_ups(fold_cycle(), WEEKS[0], {}, LATER) == ()
