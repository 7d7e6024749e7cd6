"""Reminders: the days on which the system's scheduler runs `tipcycle nudge`, and whether it shows a notification."""

from collections.abc import Collection, Sequence
from datetime import date
from datetime import time as time_of_day
from typing import NamedTuple

from tipcycle.core.cycle import Cycle
from tipcycle.core.schedule import FRIDAY, checkin_day, due_weeks
from tipcycle.core.weeks import Week

MAX_NOTIFICATIONS_PER_WEEK = 2
DEFAULT_REMINDER_TIME = time_of_day(16)


class ReminderTime(NamedTuple):
    """A local time on a weekday. Monday is 0. Without a weekday, it is the check-in day; without a time, 16:00."""

    weekday: int | None = None
    time: time_of_day | None = None


def reminder_weekdays(weekday: int) -> tuple[int, int]:
    """Return the weekday of the reminder and the next working day, on which a forgotten check-in gets a second one.

    >>> reminder_weekdays(FRIDAY), reminder_weekdays(0)
    ((4, 0), (0, 1))
    """
    return weekday, weekday + 1 if weekday < FRIDAY else 0


def is_checkin_due(cycles: Sequence[Cycle], weekday: int, today: date) -> bool:
    """Return True while a week is due. `weekday` is the weekday of the check-in."""
    return bool(cycles) and bool(due_weeks(cycles[-1], weekday, today))


def should_notify(cycles: Sequence[Cycle], weekday: int, today: date, notified_on: Collection[date]) -> bool:
    """Return True if a reminder shows a notification. `notified_on` has the days on which one was shown.

    Silent in a week off, and when the last week whose check-in day has come is answered, even if an older one is due.
    """
    if not is_checkin_due(cycles, weekday, today) or today in notified_on:
        return False
    cycle, this_week = cycles[-1], Week.of(today)
    begun_weeks = [
        week for week in cycle.weeks if checkin_day(week, weekday) <= today and week not in cycle.paused_weeks
    ]
    return (
        this_week not in cycle.paused_weeks
        and begun_weeks[-1] not in cycle.checkin_dates
        and sum(Week.of(day) == this_week for day in notified_on) < MAX_NOTIFICATIONS_PER_WEEK
    )
