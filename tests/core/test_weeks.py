"""Weeks and the chain of two-month cycles: docs/rules.md §1."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipcycle.core.events import CycleHeader
from tipcycle.core.weeks import (
    Week,
    add_months,
    cycle_start,
    cycle_week_count,
    default_start,
    nearest_monday,
    start_options,
)

DAY = timedelta(days=1)
FOUR_YEARS_OF_MONDAYS = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(209)]
CYCLES = 60


def on(text: str) -> date:
    """The date that a table writes as text."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-03-02", "2026-W10"),
        ("2026-03-08", "2026-W10"),
        ("2026-03-09", "2026-W11"),
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),  # the Monday of a first week lies in the year before
        ("2024-12-30", "2025-W01"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-01", "2026-W53"),  # New Year's Day belongs to the old year's last week
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2023-01-01", "2022-W52"),
        ("2028-02-29", "2028-W09"),
    ],
)
def test_a_day_lies_in_its_iso_week(day: str, week: str) -> None:
    """A week is named by ISO 8601's own pair of year and week, also where the years meet."""
    assert str(Week.of(on(day))) == week


def test_every_day_of_130_years_lies_in_a_week_that_reads_back() -> None:
    """From 1970 to 2100 each day's week begins on a Monday, ends on a Sunday, and its name leads back to it."""
    day, end = date(1970, 1, 1), date(2100, 12, 31)
    while day <= end:
        week = Week.of(day)
        assert week.monday.weekday() == 0
        assert week.monday <= day <= week.sunday == week.monday + 6 * DAY
        year, number, _ = day.isocalendar()
        assert str(week) == f"{year}-W{number:02}"
        assert Week.parse(str(week)) == week
        day += DAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-W54",
        "2027-W53",  # a year of 52 weeks
        "2026-W00",
        "2026-W1",
        "2026-W010",
        "2026W10",
        "2026-w10",
        "26-W10",
        "0000-W01",
        "2026-W10-1",
        "2026-W10 ",
        "2026-W10\n",
        "٢٠٢٦-W10",
        "2026-03-02",
        "",
    ],
)
def test_what_is_no_iso_week_is_refused(text: str) -> None:
    """Only `YYYY-Www` of a week that exists is read as a week."""
    with pytest.raises(ValueError):  # noqa: PT011 (the text itself is the message)
        Week.parse(text)


def test_weeks_are_ordered_over_the_years_edge() -> None:
    """A week comes before the one that begins later, whatever their numbers say."""
    assert Week.parse("2026-W53") < Week.parse("2027-W01")
    assert Week.parse("2026-W53").plus(1) == Week.parse("2027-W01")
    assert Week.parse("2027-W01").plus(-1) == Week.parse("2026-W53")


@pytest.mark.parametrize(
    ("week", "following"),
    [
        ("2025-W52", "2026-W01"),  # a year of 52 weeks
        ("2026-W52", "2026-W53"),  # a year of 53
        ("2026-W53", "2027-W01"),
        ("2027-W52", "2028-W01"),
        ("2020-W52", "2020-W53"),
        ("2020-W53", "2021-W01"),
        ("2032-W52", "2032-W53"),  # a leap year that begins on a Thursday
        ("2032-W53", "2033-W01"),
        ("2026-W01", "2026-W02"),
        ("2026-W09", "2026-W10"),
    ],
)
def test_the_week_that_follows(week: str, following: str) -> None:
    """Week 53 follows week 52 in a year that has one, and only there; the way back is the same."""
    assert str(Week.parse(week).plus(1)) == following
    assert str(Week.parse(following).plus(-1)) == week


def test_no_week_is_skipped_in_130_years() -> None:
    """From 1970 to 2100, week by week, each begins the day after the one before has ended."""
    week = Week.of(date(1970, 1, 1))
    while week.monday < date(2100, 12, 31):
        assert week.plus(1).monday == week.sunday + DAY, f"the week after {week}"
        assert week.plus(2) == week.plus(1).plus(1), f"two weeks after {week}"
        week = Week(week.sunday + DAY)


def test_a_cycle_at_the_end_of_a_long_year_has_week_53() -> None:
    """The cycle of 2 November 2026 ends with week 53, on 3 January."""
    starts = cycle_start(date(2026, 1, 5), 5)
    weeks = CycleHeader(starts, cycle_week_count(date(2026, 1, 5), starts), date(2026, 1, 5)).calendar_weeks
    assert [str(week) for week in weeks] == [f"2026-W{n}" for n in range(45, 54)]
    assert weeks[-1].sunday == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-03-02", 2, "2026-05-02"),
        ("2026-11-02", 2, "2027-01-02"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),  # a leap year
        ("2027-12-30", 2, "2028-02-29"),
        ("2027-12-29", 2, "2028-02-29"),
        ("2099-12-31", 2, "2100-02-28"),  # none
        ("2026-07-31", 2, "2026-09-30"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-01-31", 0, "2026-01-31"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-01-05", 120, "2036-01-05"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(day: str, months: int, later: str) -> None:
    """Calendar months are counted on the date, and the ends of months clamp."""
    assert add_months(on(day), months) == on(later)


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-03", "2026-03-02"),
        ("2026-03-04", "2026-03-02"),
        ("2026-03-05", "2026-03-02"),
        ("2026-03-06", "2026-03-09"),
        ("2026-03-07", "2026-03-09"),
        ("2026-03-08", "2026-03-09"),
    ],
    ids=["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
)
def test_the_nearest_monday(day: str, monday: str) -> None:
    """Until Thursday the Monday before is nearer, from Friday on the one after."""
    assert nearest_monday(on(day)) == on(monday)


@pytest.mark.parametrize(
    ("anchor", "starts", "weeks"),
    [
        pytest.param(
            "2026-01-05",
            ["2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02", "2027-01-04"],
            [8, 9, 9, 9, 8, 9],
            id="the-chain-of-the-contract",
        ),
        pytest.param(
            # 27 February 2028 is a Sunday and gives 28 February. Counted on from there the next would be 1 May;
            # counted from the anchor it is the Monday before Thursday 27 April.
            "2027-12-27",
            ["2027-12-27", "2028-02-28", "2028-04-24", "2028-06-26", "2028-08-28", "2028-10-30", "2028-12-25"],
            [9, 8, 9, 9, 9, 8],
            id="nothing-drifts",
        ),
        pytest.param(
            # The anchor is the 31st: February clamps to the 28th, and April is not dragged along.
            "2026-08-31",
            ["2026-08-31", "2026-11-02", "2026-12-28", "2027-03-01", "2027-05-03", "2027-06-28", "2027-08-30"],
            [9, 8, 9, 9, 8, 9],
            id="month-ends-clamp",
        ),
    ],
)
def test_the_chain_of_cycles(anchor: str, starts: list[str], weeks: list[int]) -> None:
    """Cycle k starts on the Monday nearest to the anchor and 2k calendar months, six cycles a year."""
    first = on(anchor)
    found = [cycle_start(first, k) for k in range(7)]
    assert found == [on(start) for start in starts]
    assert [cycle_week_count(first, start) for start in found[:6]] == weeks


def nearest_by_search(anchor: date, months: int) -> date:
    """The Monday closest to so many calendar months after the anchor, found by looking at the days around it."""
    year, month = anchor.year + (anchor.month - 1 + months) // 12, (anchor.month - 1 + months) % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    wanted = min(date(year, month, 1) + (anchor.day - 1) * DAY, first_of_next - DAY)
    return min(
        (wanted + n * DAY for n in range(-4, 5) if (wanted + n * DAY).weekday() == 0), key=lambda d: abs(d - wanted)
    )


def test_every_cycle_has_eight_or_nine_weeks_and_none_drifts() -> None:
    """From each Monday of four years, sixty cycles follow each other without a gap, near their calendar date."""
    seen = set()
    for anchor in FOUR_YEARS_OF_MONDAYS:
        starts = [cycle_start(anchor, k) for k in range(CYCLES + 1)]
        assert starts == [nearest_by_search(anchor, 2 * k) for k in range(CYCLES + 1)]
        for start, following in pairwise(starts):
            weeks = cycle_week_count(anchor, start)
            seen.add(weeks)
            assert start + timedelta(weeks=weeks) == following
    assert seen == {8, 9}


@pytest.mark.parametrize("anchor", FOUR_YEARS_OF_MONDAYS[::13], ids=str)
def test_a_monday_on_which_no_cycle_of_the_chain_begins_is_refused(anchor: date) -> None:
    """Only the chain's own Mondays begin a cycle of it."""
    own = {cycle_start(anchor, k) for k in range(7)}
    for n in range(-9, 52):
        monday = anchor + timedelta(weeks=n)
        if monday not in own:
            with pytest.raises(ValueError):  # noqa: PT011 (the date itself is the message)
                cycle_week_count(anchor, monday)


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
@settings(deadline=None)
def test_nearest_is_never_a_tie(day: date, months: int) -> None:
    """A nearest Monday is at most three days away, so the other one is at least four."""
    wanted = add_months(day, months)
    found = nearest_monday(wanted)
    assert found.weekday() == 0
    assert abs(found - wanted) <= 3 * DAY


@pytest.mark.parametrize(
    ("picked_on", "starts"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-03", "2026-03-02"),
        ("2026-03-04", "2026-03-02"),
        ("2026-03-05", "2026-03-09"),
        ("2026-03-06", "2026-03-09"),
        ("2026-03-07", "2026-03-09"),
        ("2026-03-08", "2026-03-09"),
        ("2026-12-31", "2027-01-04"),
    ],
    ids=["mon", "tue", "wed", "thu", "fri", "sat", "sun", "over-new-year"],
)
def test_the_start_of_a_pick(picked_on: str, starts: str) -> None:
    """Picked until Wednesday a cycle begins this Monday, from Thursday on the next."""
    assert default_start(on(picked_on)) == on(starts)


STARTS = [
    ("Monday", date(2026, 2, 23), None, [date(2026, 2, 23)]),
    ("Wednesday", date(2026, 2, 25), None, [date(2026, 2, 23)]),
    ("Thursday asks", date(2026, 2, 26), None, [date(2026, 3, 2), date(2026, 2, 23)]),
    ("Sunday asks", date(2026, 3, 1), None, [date(2026, 3, 2), date(2026, 2, 23)]),
    ("the cycle before runs on", date(2026, 2, 26), date(2026, 3, 16), [date(2026, 3, 16)]),
    ("the cycle before ends this week", date(2026, 2, 26), date(2026, 3, 2), [date(2026, 3, 2)]),
    ("the cycle before ended last week", date(2026, 2, 26), date(2026, 2, 23), [date(2026, 3, 2), date(2026, 2, 23)]),
    ("the cycle before ended long ago", date(2026, 2, 24), date(2026, 1, 5), [date(2026, 2, 23)]),
]


@pytest.mark.parametrize(("today", "earliest", "offered"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS])
def test_the_start_is_a_question_from_thursday_on(today: date, earliest: date | None, offered: list[date]) -> None:
    """The calendar's own Monday comes first; a cycle that still runs leaves one answer."""
    assert list(start_options(today, earliest)) == offered
