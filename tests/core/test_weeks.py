"""ISO weeks and the chain of two-month cycles (docs/rules.md §1)."""

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
CYCLE_COUNT = 60


def to_date(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-03-02", "2026-W10"),
        ("2026-03-08", "2026-W10"),
        ("2026-03-09", "2026-W11"),
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),  # the Monday of week 1 is in the previous year
        ("2024-12-30", "2025-W01"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-01", "2026-W53"),  # New Year's Day is in the last week of the old year
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2023-01-01", "2022-W52"),
        ("2028-02-29", "2028-W09"),
    ],
)
def test_week_of_date_is_iso_week(day: str, week: str) -> None:
    assert str(Week.of(to_date(day))) == week


def test_each_date_of_130_years_is_in_a_valid_week() -> None:
    """The week is from Monday to Sunday, and its text parses to the same week."""
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
def test_invalid_week_text_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the text itself is the message)
        Week.parse(text)


def test_weeks_are_ordered_across_years() -> None:
    assert Week.parse("2026-W53") < Week.parse("2027-W01")
    assert Week.parse("2026-W53").plus(1) == Week.parse("2027-W01")
    assert Week.parse("2027-W01").plus(-1) == Week.parse("2026-W53")


@pytest.mark.parametrize(
    ("week", "next_week"),
    [
        ("2025-W52", "2026-W01"),  # a year of 52 weeks
        ("2026-W52", "2026-W53"),  # a year of 53 weeks
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
def test_next_week_at_end_of_year(week: str, next_week: str) -> None:
    """Week 53 exists only in long years."""
    assert str(Week.parse(week).plus(1)) == next_week
    assert str(Week.parse(next_week).plus(-1)) == week


def test_weeks_of_130_years_have_no_gap() -> None:
    week = Week.of(date(1970, 1, 1))
    while week.monday < date(2100, 12, 31):
        assert week.plus(1).monday == week.sunday + DAY, f"the week after {week}"
        assert week.plus(2) == week.plus(1).plus(1), f"two weeks after {week}"
        week = Week(week.sunday + DAY)


def test_cycle_at_end_of_long_year_has_week_53() -> None:
    starts = cycle_start(date(2026, 1, 5), 5)
    weeks = CycleHeader(starts, cycle_week_count(date(2026, 1, 5), starts), date(2026, 1, 5)).calendar_weeks
    assert [str(week) for week in weeks] == [f"2026-W{n}" for n in range(45, 54)]
    assert weeks[-1].sunday == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-03-02", 2, "2026-05-02"),
        ("2026-11-02", 2, "2027-01-02"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),  # a leap year
        ("2027-12-30", 2, "2028-02-29"),
        ("2027-12-29", 2, "2028-02-29"),
        ("2099-12-31", 2, "2100-02-28"),  # not a leap year
        ("2026-07-31", 2, "2026-09-30"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-01-31", 0, "2026-01-31"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-01-05", 120, "2036-01-05"),
    ],
)
def test_add_months_is_limited_to_last_day_of_month(day: str, months: int, expected: str) -> None:
    assert add_months(to_date(day), months) == to_date(expected)


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
def test_nearest_monday(day: str, monday: str) -> None:
    """It is the previous Monday for Tuesday to Thursday, and the next one from Friday on."""
    assert nearest_monday(to_date(day)) == to_date(monday)


@pytest.mark.parametrize(
    ("anchor", "starts", "weeks"),
    [
        pytest.param(
            "2026-01-05",
            ["2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02", "2027-01-04"],
            [8, 9, 9, 9, 8, 9],
            id="example-in-the-rules",
        ),
        pytest.param(
            # 27 February 2028 is a Sunday, so the second cycle starts on 28 February. Two months after that start,
            # the nearest Monday is 1 May. Two months after 27 February, it is 24 April.
            "2027-12-27",
            ["2027-12-27", "2028-02-28", "2028-04-24", "2028-06-26", "2028-08-28", "2028-10-30", "2028-12-25"],
            [9, 8, 9, 9, 9, 8],
            id="no-drift",
        ),
        pytest.param(
            # The anchor is the 31st. The limit of 28 days in February has no effect on April.
            "2026-08-31",
            ["2026-08-31", "2026-11-02", "2026-12-28", "2027-03-01", "2027-05-03", "2027-06-28", "2027-08-30"],
            [9, 8, 9, 9, 8, 9],
            id="month-ends",
        ),
    ],
)
def test_cycle_starts_and_lengths(anchor: str, starts: list[str], weeks: list[int]) -> None:
    """Cycle k starts on the Monday nearest to the anchor plus 2k calendar months."""
    anchor_date = to_date(anchor)
    actual_starts = [cycle_start(anchor_date, k) for k in range(7)]
    assert actual_starts == [to_date(start) for start in starts]
    assert [cycle_week_count(anchor_date, start) for start in actual_starts[:6]] == weeks


def nearest_by_search(anchor: date, months: int) -> date:
    """Return the Monday nearest to the anchor plus `months` calendar months, found by checking the days around it."""
    year, month = anchor.year + (anchor.month - 1 + months) // 12, (anchor.month - 1 + months) % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    target = min(date(year, month, 1) + (anchor.day - 1) * DAY, first_of_next - DAY)
    return min(
        (target + n * DAY for n in range(-4, 5) if (target + n * DAY).weekday() == 0),
        key=lambda monday: abs(monday - target),
    )


def test_every_cycle_has_eight_or_nine_weeks() -> None:
    """Sixty cycles from each Monday of four years have no gap and do not drift."""
    week_counts = set()
    for anchor in FOUR_YEARS_OF_MONDAYS:
        starts = [cycle_start(anchor, k) for k in range(CYCLE_COUNT + 1)]
        assert starts == [nearest_by_search(anchor, 2 * k) for k in range(CYCLE_COUNT + 1)]
        for start, next_start in pairwise(starts):
            week_count = cycle_week_count(anchor, start)
            week_counts.add(week_count)
            assert start + timedelta(weeks=week_count) == next_start
    assert week_counts == {8, 9}


@pytest.mark.parametrize("anchor", FOUR_YEARS_OF_MONDAYS[::13], ids=str)
def test_monday_that_starts_no_cycle_is_rejected(anchor: date) -> None:
    cycle_starts = {cycle_start(anchor, k) for k in range(7)}
    for n in range(-9, 52):
        monday = anchor + timedelta(weeks=n)
        if monday not in cycle_starts:
            with pytest.raises(ValueError):  # noqa: PT011 (the date itself is the message)
                cycle_week_count(anchor, monday)


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
@settings(deadline=None)
def test_nearest_monday_is_at_most_three_days_away(day: date, months: int) -> None:
    target = add_months(day, months)
    monday = nearest_monday(target)
    assert monday.weekday() == 0
    assert abs(monday - target) <= 3 * DAY


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
def test_default_start(picked_on: str, starts: str) -> None:
    """It is this Monday until Wednesday, and next Monday from Thursday on."""
    assert default_start(to_date(picked_on)) == to_date(starts)


START_OPTIONS = [
    ("Monday", date(2026, 2, 23), None, [date(2026, 2, 23)]),
    ("Wednesday", date(2026, 2, 25), None, [date(2026, 2, 23)]),
    ("Thursday has two options", date(2026, 2, 26), None, [date(2026, 3, 2), date(2026, 2, 23)]),
    ("Sunday has two options", date(2026, 3, 1), None, [date(2026, 3, 2), date(2026, 2, 23)]),
    ("previous cycle is running", date(2026, 2, 26), date(2026, 3, 16), [date(2026, 3, 16)]),
    ("previous cycle ends this week", date(2026, 2, 26), date(2026, 3, 2), [date(2026, 3, 2)]),
    ("previous cycle ended last week", date(2026, 2, 26), date(2026, 2, 23), [date(2026, 3, 2), date(2026, 2, 23)]),
    ("previous cycle ended long ago", date(2026, 2, 24), date(2026, 1, 5), [date(2026, 2, 23)]),
]


@pytest.mark.parametrize(
    ("today", "earliest", "expected"), [row[1:] for row in START_OPTIONS], ids=[row[0] for row in START_OPTIONS]
)
def test_start_options(today: date, earliest: date | None, expected: list[date]) -> None:
    """From Thursday on there are two options, unless the previous cycle is still running; the default comes first."""
    assert list(start_options(today, earliest)) == expected
