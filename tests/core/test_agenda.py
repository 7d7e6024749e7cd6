"""Tests for the calendar appointments of a cycle: `cycle_agenda` in `core/schedule.py`."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.journal_builder import cycle_file, make_journal, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import CycleClosedError, CycleStillOpenError, NoCycleError, ReviewDayError, TipcycleError
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import cycle_agenda

PAUSED = '[[pause]]\nweeks = ["2026-W15", "2026-W16"]'
CLOSED = "[[close]]  # 2026-05-03\nkeep = [5, 13, 33, 34, 42]"


def default_cycle(text: str = "") -> Sequence[Cycle]:
    """Return the cycle from 2 March to 3 May 2026 (nine weeks) with the default pick."""
    return Cycles(make_journal(cycle_file(with_pick(text))))


# Check-in day, first appointment, last appointment, day of the review.
CHECKIN_DAYS = [
    ("friday", "2026-03-06", "2026-05-01", "2026-05-01"),
    ("thursday", "2026-03-05", "2026-04-30", "2026-04-30"),
    ("sunday", "2026-03-08", "2026-05-03", "2026-05-03"),
    ("monday", "2026-03-09", "2026-05-04", "2026-05-04"),
    ("wednesday", "2026-03-11", "2026-05-06", "2026-05-06"),
]


@pytest.mark.parametrize(("day", "first", "last", "review"), CHECKIN_DAYS, ids=[day for day, *_ in CHECKIN_DAYS])
def test_each_week_has_one_checkin_day(day: str, first: str, last: str, review: str) -> None:
    """Check-in days from Thursday to Sunday are in the week itself, others in the week after."""
    agenda = cycle_agenda(default_cycle(), WEEKDAYS.index(day), date(2026, 2, 27))
    assert [appointment.week_number for appointment in agenda.checkins] == list(range(1, 10))
    assert str(agenda.checkins[0].on) == first
    assert str(agenda.checkins[-1].on) == last
    assert str(agenda.review_on) == review


@pytest.mark.parametrize(
    ("text", "today", "numbers"),
    [
        ("", "2026-02-27", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("", "2026-03-06", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("", "2026-03-07", [2, 3, 4, 5, 6, 7, 8, 9]),
        ('[[checkin]]  # 2026-03-05\nweek = "2026-W10"\ndid = [5]', "2026-03-05", [2, 3, 4, 5, 6, 7, 8, 9]),
        (PAUSED, "2026-02-27", [1, 2, 3, 4, 5, 8, 9]),
        ("", "2026-05-02", []),
    ],
    ids=["planned", "on-the-day", "day-after", "has-checkin", "paused-weeks", "after-last-checkin-day"],
)
def test_agenda_contains_only_future_open_checkins(text: str, today: str, numbers: list[int]) -> None:
    """Past days, paused weeks and weeks with a check-in are left out."""
    agenda = cycle_agenda(default_cycle(text), 4, date.fromisoformat(today))
    assert [appointment.week_number for appointment in agenda.checkins] == numbers


def test_agenda_lists_what_an_earlier_file_may_contain() -> None:
    """The check-ins of paused and answered weeks from today on; after an early close, of all weeks."""
    answered = '[[checkin]]  # 2026-03-05\nweek = "2026-W10"\ndid = [5]\n'
    agenda = cycle_agenda(default_cycle(answered + PAUSED), 4, date(2026, 3, 5))
    assert ([week.week_number for week in agenda.cancelled], agenda.is_closed) == ([1, 6, 7], False)
    agenda = cycle_agenda(default_cycle(CLOSED.replace("05-03", "04-27")), 4, date(2026, 4, 28))
    assert (agenda.checkins, [week.week_number for week in agenda.cancelled], agenda.is_closed) == ((), [9], True)


@pytest.mark.parametrize(("today", "weeks"), [("2026-04-28", [9]), ("2026-05-01", [9]), ("2026-05-02", None)])
def test_next_pick_after_an_early_close_cancels_the_rest_of_the_first_cycle(
    today: str, weeks: list[int] | None
) -> None:
    first = cycle_file(with_pick(CLOSED.replace("05-03", "04-28")))
    second = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    agenda = cycle_agenda(Cycles(make_journal(first, second)), 4, date.fromisoformat(today))
    assert (agenda.cycle.number, agenda.is_closed, len(agenda.checkins)) == (2, False, 8)
    assert (agenda.previous and [week.week_number for week in agenda.previous.cancelled]) == weeks
    assert agenda.previous is None or (agenda.previous.is_closed, agenda.previous.checkins) == (True, ())


def test_review_day_can_be_chosen_from_today_on() -> None:
    """The first possible day is today, or the first Monday of a planned cycle."""
    chosen = date(2026, 4, 30)
    assert cycle_agenda(default_cycle(), 4, chosen, chosen).review_on == chosen
    for today, day, first in (("2026-05-01", chosen, "2026-05-01"), ("2026-02-27", date(2026, 3, 1), "2026-03-02")):
        with pytest.raises(ReviewDayError) as error:
            cycle_agenda(default_cycle(), 4, date.fromisoformat(today), day)
        assert str(error.value.first) == first


@pytest.mark.parametrize(
    ("text", "today", "review"),
    [
        ("", "2026-05-01", "2026-05-01"),
        ("", "2026-05-03", "2026-05-03"),
        ('[[pause]]\nweeks = ["2026-W18"]', "2026-03-06", "2026-04-24"),
        (f"[[pause]]\nweeks = {[f'2026-W{n}' for n in range(10, 19)]}".replace("'", '"'), "2026-03-06", "2026-05-01"),
    ],
    ids=["on-that-day", "day-is-past", "last-week-paused", "all-weeks-paused"],
)
def test_review_is_on_last_checkin_day_or_today(text: str, today: str, review: str) -> None:
    """The review is on the last check-in day that is not paused, or today if that day is past."""
    assert str(cycle_agenda(default_cycle(text), 4, date.fromisoformat(today)).review_on) == review


def test_agenda_is_for_latest_picked_cycle() -> None:
    """If the first cycle is closed and the second is planned, the agenda is for the second."""
    second = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    agenda = cycle_agenda(Cycles(make_journal(cycle_file(with_pick(CLOSED)), second)), 4, date(2026, 5, 3))
    assert (agenda.cycle.number, str(agenda.checkins[0].on)) == (2, "2026-05-08")


def test_error_for_ended_cycle_reports_that_it_has_ended() -> None:
    """The error contains the first day on which the cycle can be closed."""
    with pytest.raises(CycleStillOpenError) as error:
        cycle_agenda(default_cycle(), 4, date(2026, 5, 4))
    assert (error.value.closable_from, error.value.has_ended) == (date(2026, 4, 27), True)


@pytest.mark.parametrize(
    ("cycles", "today", "error"),
    [
        ((), "2026-03-06", NoCycleError),
        (default_cycle(), "2026-05-04", CycleStillOpenError),
        (default_cycle(CLOSED), "2026-05-03", CycleClosedError),
    ],
    ids=["no-cycle", "ended", "closed"],
)
def test_agenda_fails_without_future_weeks(cycles: Sequence[Cycle], today: str, error: type[TipcycleError]) -> None:
    """There is no agenda before the first pick, after the last Sunday of a cycle, or after its close."""
    with pytest.raises(error):
        cycle_agenda(cycles, 4, date.fromisoformat(today))
