"""Reminders: silent when the week is done and in weeks off; at most one notification a day and two a week."""

from datetime import date, timedelta

import pytest

from tests.journal_builder import picked_journal
from tipcycle.core.projection import Cycles
from tipcycle.core.reminders import is_checkin_due, reminder_weekdays, should_notify
from tipcycle.core.schedule import FRIDAY

FIRST_FRIDAY, NEXT_MONDAY = date(2026, 3, 6), date(2026, 3, 9)
ANSWERED = '[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [5]'
PAUSED = '[[pause]]\nweeks = ["2026-W11"]'


def cycles_with(*blocks: str) -> Cycles:
    """Return a cycle from 2 March with these blocks."""
    return Cycles(picked_journal(*blocks))


@pytest.mark.parametrize(
    ("blocks", "today", "due", "notifies"),
    [
        ([], date(2026, 3, 5), False, False),
        ([], FIRST_FRIDAY, True, True),
        ([], NEXT_MONDAY, True, True),
        ([ANSWERED], FIRST_FRIDAY, False, False),
        ([ANSWERED], NEXT_MONDAY, False, False),
        ([ANSWERED], date(2026, 3, 13), True, True),
        ([PAUSED], NEXT_MONDAY, True, False),
        ([PAUSED], date(2026, 3, 13), True, False),
        ([ANSWERED.replace("W10", "W11").replace("03-06", "03-13")], date(2026, 3, 13), True, False),
    ],
    ids=[
        "before the day", "on the day", "on Monday", "answered", "answered, Monday", "the next week",
        "week off, an older one due", "week off, its Friday", "this week answered, an older one due",
    ],
)  # fmt: skip
def test_reminder_follows_the_weeks(blocks: list[str], today: date, due: bool, notifies: bool) -> None:
    """A notification needs a due week, and is silent in weeks off and once the week is done."""
    cycles = cycles_with(*blocks)
    assert is_checkin_due(cycles, FRIDAY, today) is due
    assert should_notify(cycles, FRIDAY, today, ()) is notifies


def test_no_journal_has_no_reminder() -> None:
    """Without a cycle nothing is due."""
    assert not is_checkin_due([], FRIDAY, FIRST_FRIDAY)
    assert not should_notify([], FRIDAY, FIRST_FRIDAY, ())


def test_closed_cycle_has_no_reminder() -> None:
    """A closed cycle asks for no check-in."""
    cycles = cycles_with("[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]")
    assert not is_checkin_due(cycles, FRIDAY, date(2026, 5, 1))


def test_at_most_one_a_day_and_two_a_week() -> None:
    """Without any check-in, no day has more than one notification and no week more than two."""
    cycles = cycles_with()
    shown: list[date] = []
    for offset in range(80):
        today = date(2026, 3, 2) + timedelta(days=offset)
        for _attempt in range(3):
            if should_notify(cycles, FRIDAY, today, shown):
                shown.append(today)
    assert len(shown) == len(set(shown))
    by_week = [sum(day.isocalendar()[1] == week for day in shown) for week in range(10, 22)]
    assert max(by_week) == 2
    assert shown[0] == FIRST_FRIDAY


@pytest.mark.parametrize("weekday", range(7))
def test_second_reminder_is_on_a_working_day(weekday: int) -> None:
    """The second weekday differs from the first and is Monday to Friday."""
    first, second = reminder_weekdays(weekday)
    assert first == weekday != second
    assert second <= FRIDAY
