"""The week that a check-in answers, and the weeks that are due (docs/rules.md §10)."""

from datetime import date, timedelta

import pytest

from tests.journal_builder import cycle_file, fold_cycle, make_journal, weekly_checkins, with_pick
from tipcycle.core.errors import (
    CycleClosedError,
    CycleNotStartedError,
    ExitCode,
    TipcycleError,
    WeekNotStartedError,
    WeekOutsideCycleError,
    WeekPausedError,
)
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import checkin_day, default_checkin_week, due_weeks, require_answerable_week
from tipcycle.core.weeks import Week

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
FIRST_WEEK_CHECKIN = weekly_checkins({5: "D"})
"""A check-in for the first week (W10), as text."""
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"


def pause_of(*weeks: str) -> str:
    """Return a pause of these weeks, as text."""
    return f"[[pause]]\nweeks = {list(weeks)}".replace("'", '"')


@pytest.mark.parametrize(
    ("weekday", "day"),
    [
        (MONDAY, "2026-03-09"),
        (TUESDAY, "2026-03-10"),
        (WEDNESDAY, "2026-03-11"),
        (THURSDAY, "2026-03-05"),
        (FRIDAY, "2026-03-06"),
        (SATURDAY, "2026-03-07"),
        (SUNDAY, "2026-03-08"),
    ],
    ids=WEEKDAYS,
)
def test_checkin_day_by_weekday(weekday: int, day: str) -> None:
    """Thursday to Sunday are in the week itself, Monday to Wednesday in the next week."""
    assert checkin_day(Week.parse("2026-W10"), weekday) == date.fromisoformat(day)


DEFAULT_WEEKS = [
    # Check-in day Friday, the default
    pytest.param(FRIDAY, "2026-03-02", "", "W10", id="first-monday"),
    pytest.param(FRIDAY, "2026-03-05", "", "W10", id="first-thursday"),
    pytest.param(FRIDAY, "2026-03-06", "", "W10", id="first-friday"),
    pytest.param(FRIDAY, "2026-03-08", "", "W10", id="first-sunday"),
    pytest.param(FRIDAY, "2026-03-08", FIRST_WEEK_CHECKIN, "W10", id="first-sunday-already-answered"),
    pytest.param(FRIDAY, "2026-03-09", "", "W10", id="monday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-12", "", "W10", id="thursday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-13", "", "W11", id="friday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-09", FIRST_WEEK_CHECKIN, "W11", id="monday-after-an-answered-week"),
    pytest.param(FRIDAY, "2026-03-09", pause_of("2026-W10"), "W11", id="monday-after-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-09", FIRST_WEEK_CHECKIN + pause_of("2026-W11"), None, id="monday-of-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-13", pause_of("2026-W11"), None, id="friday-of-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-12", pause_of("2026-W11"), "W10", id="thursday-of-a-paused-week-after-an-open-one"),
    pytest.param(FRIDAY, "2026-03-10", pause_of("2026-W10", "2026-W11"), None, id="two-paused-weeks"),
    pytest.param(FRIDAY, "2026-03-16", "", "W11", id="at-most-one-week-back"),
    pytest.param(FRIDAY, "2026-03-09", '[[checkin]]\nweek = "2026-W10"\nteam = 3', "W11", id="feelings-are-a-check-in"),
    pytest.param(
        FRIDAY,
        "2026-03-09",
        '[[checkin]]\nweek = "2026-W10"\nanswer = "x"',
        "W10",
        id="free-text-answer-is-no-check-in",
    ),
    pytest.param(FRIDAY, "2026-03-09", '[[note]]\nweek = "2026-W10"\ntext = "x"', "W10", id="note-is-no-check-in"),
    # After the last Sunday
    pytest.param(FRIDAY, "2026-05-03", "", "W18", id="last-sunday"),
    pytest.param(FRIDAY, "2026-05-04", "", "W18", id="monday-after-the-end"),
    pytest.param(FRIDAY, "2026-05-15", "", "W18", id="friday-after-the-end"),
    pytest.param(FRIDAY, "2026-11-02", "", "W18", id="long-after-the-end"),
    pytest.param(FRIDAY, "2026-05-04", weekly_checkins({5: "????????D"}), "W18", id="after-the-end-already-answered"),
    pytest.param(FRIDAY, "2026-05-04", pause_of("2026-W18"), None, id="after-the-end-and-paused"),
    # Other check-in days
    pytest.param(THURSDAY, "2026-03-11", "", "W10", id="thursday-checkin-on-wednesday"),
    pytest.param(THURSDAY, "2026-03-12", "", "W11", id="thursday-checkin-on-thursday"),
    pytest.param(SUNDAY, "2026-03-14", "", "W10", id="sunday-checkin-on-saturday"),
    pytest.param(SUNDAY, "2026-03-15", "", "W11", id="sunday-checkin-on-sunday"),
    pytest.param(MONDAY, "2026-03-08", "", "W10", id="monday-checkin-on-first-sunday"),
    pytest.param(MONDAY, "2026-03-09", "", "W10", id="monday-checkin-on-monday"),
    pytest.param(MONDAY, "2026-03-15", "", "W10", id="monday-checkin-on-sunday-previous-week-open"),
    pytest.param(MONDAY, "2026-03-15", FIRST_WEEK_CHECKIN, "W11", id="monday-checkin-on-sunday-previous-week-answered"),
    pytest.param(MONDAY, "2026-05-04", "", "W18", id="monday-checkin-after-the-end"),
    pytest.param(WEDNESDAY, "2026-03-10", "", "W10", id="wednesday-checkin-on-tuesday"),
    pytest.param(
        WEDNESDAY, "2026-03-11", FIRST_WEEK_CHECKIN, "W11", id="wednesday-checkin-on-wednesday-already-answered"
    ),
]


@pytest.mark.parametrize(("weekday", "today", "text", "expected"), DEFAULT_WEEKS)
def test_default_checkin_week(weekday: int, today: str, text: str, expected: str | None) -> None:
    """It is last week while that is open before this week's check-in day, else this week; a paused week is rejected."""
    cycle = fold_cycle(with_pick(text))
    if expected is None:
        with pytest.raises(WeekPausedError) as raised:
            default_checkin_week(cycle, weekday, date.fromisoformat(today))
        assert raised.value.exit_code == ExitCode.FAILURE
        assert raised.value.week in cycle.paused_weeks
    else:
        assert str(default_checkin_week(cycle, weekday, date.fromisoformat(today))) == f"2026-{expected}"


@pytest.mark.parametrize("today", ["2026-02-27", "2026-03-01"])
def test_planned_cycle_accepts_no_check_in(today: str) -> None:
    """The error has the first Monday of the cycle."""
    with pytest.raises(CycleNotStartedError) as raised:
        default_checkin_week(fold_cycle(), FRIDAY, date.fromisoformat(today))
    assert (raised.value.starts, raised.value.exit_code) == (date(2026, 3, 2), ExitCode.FAILURE)


@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
def test_check_ins_on_checkin_days_answer_every_week(weekday: int) -> None:
    cycle = fold_cycle()
    text, answered_weeks = "", []
    for week in cycle.weeks:
        today = checkin_day(week, weekday)
        answered_weeks.append(default_checkin_week(fold_cycle(with_pick(text)), weekday, today))
        text += f'\n[[checkin]]  # {today}\nweek = "{answered_weeks[-1]}"\nteam = 3\n'
    assert tuple(answered_weeks) == cycle.weeks


DUE_WEEKS = [
    pytest.param(FRIDAY, "2026-03-05", "", "", id="before-the-first-check-in-day"),
    pytest.param(FRIDAY, "2026-03-06", "", "W10", id="on-the-check-in-day"),
    pytest.param(FRIDAY, "2026-03-13", "", "W10 W11", id="two-weeks"),
    pytest.param(FRIDAY, "2026-03-22", "", "W10 W11 W12", id="two-weeks-after-its-sunday"),
    pytest.param(FRIDAY, "2026-03-23", "", "W11 W12", id="two-weeks-and-a-day-after-its-sunday"),
    pytest.param(FRIDAY, "2026-03-13", FIRST_WEEK_CHECKIN, "W11", id="first-week-answered"),
    pytest.param(FRIDAY, "2026-03-13", pause_of("2026-W10"), "W11", id="first-week-paused"),
    pytest.param(FRIDAY, "2026-03-13", pause_of("2026-W11"), "W10", id="second-week-paused"),
    pytest.param(
        FRIDAY, "2026-03-13", '[[voice]]\nweek = "2026-W10"\ntext = "x"', "W10 W11", id="voice-is-no-check-in"
    ),
    pytest.param(MONDAY, "2026-03-08", "", "", id="monday-checkin-on-sunday"),
    pytest.param(MONDAY, "2026-03-09", "", "W10", id="monday-checkin-due-on-monday"),
    pytest.param(MONDAY, "2026-03-22", "", "W10 W11", id="monday-checkin-two-weeks-after-its-sunday"),
    pytest.param(MONDAY, "2026-03-23", "", "W11 W12", id="monday-checkin-two-weeks-and-a-day-after-its-sunday"),
    pytest.param(WEDNESDAY, "2026-03-10", "", "", id="wednesday-checkin-due-on-tuesday"),
    pytest.param(WEDNESDAY, "2026-03-11", "", "W10", id="wednesday-checkin-due-on-wednesday"),
    pytest.param(FRIDAY, "2026-05-04", "", "W17 W18", id="after-the-end"),
    pytest.param(FRIDAY, "2026-05-17", "", "W18", id="two-weeks-after-the-end"),
    pytest.param(FRIDAY, "2026-05-18", "", "", id="long-after-the-end"),
    pytest.param(FRIDAY, "2026-05-01", CLOSE, "", id="closed"),
]


@pytest.mark.parametrize(("weekday", "today", "text", "expected"), DUE_WEEKS)
def test_due_weeks(weekday: int, today: str, text: str, expected: str) -> None:
    """A week is due from its check-in day until two weeks after its Sunday, unless it is answered, paused or closed."""
    weeks = due_weeks(fold_cycle(with_pick(text)), weekday, date.fromisoformat(today))
    assert " ".join(str(week).removeprefix("2026-") for week in weeks) == expected


@pytest.mark.parametrize("starts", ["2026-03-02", "2026-11-02", "2027-11-01"])
@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
def test_every_week_is_due_without_a_gap(weekday: int, starts: str) -> None:
    """The last day is two weeks after the Sunday of the week, for each check-in day."""
    cycle = fold_cycle(starts=starts)
    for week in cycle.weeks:
        days = [cycle.starts + timedelta(days=n) for n in range(-1, 90)]
        due_days = [day for day in days if week in due_weeks(cycle, weekday, day)]
        assert due_days[0] == checkin_day(week, weekday), f"{week} is due from this day on"
        assert due_days[-1] == week.monday + timedelta(days=6 + 14), f"{week} is due until this day"
        assert len(due_days) == (due_days[-1] - due_days[0]).days + 1, f"{week} is due on each day between"


TWO_CYCLE_FILES = (cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))


@pytest.mark.parametrize(
    ("week", "error_type"),
    [
        ("2026-W19", None),
        ("2026-W21", None),
        ("2026-W22", WeekNotStartedError),
        ("2026-W26", WeekNotStartedError),
        ("2026-W27", WeekOutsideCycleError),
        ("2026-W18", CycleClosedError),
        ("2026-W10", CycleClosedError),
        ("2026-W09", WeekOutsideCycleError),
    ],
    ids=[
        "first-week",
        "this-week",
        "next-week",
        "last-week",
        "after-the-end",
        "last-week-of-closed-cycle",
        "first-week-of-closed-cycle",
        "before-first-cycle",
    ],
)
def test_closed_and_future_weeks_cannot_be_answered(week: str, error_type: type[TipcycleError] | None) -> None:
    cycles = Cycles(make_journal(*TWO_CYCLE_FILES))
    if error_type is None:
        require_answerable_week(cycles, Week.parse(week), date(2026, 5, 24))
    else:
        with pytest.raises(error_type) as raised:
            require_answerable_week(cycles, Week.parse(week), date(2026, 5, 24))
        assert raised.value.exit_code == ExitCode.FAILURE


def test_closed_error_has_number_of_cycle() -> None:
    second = cycle_file(with_pick(CLOSE.replace("05-01", "06-27")), starts="2026-05-04", anchor="2026-03-02")
    third = cycle_file(starts="2026-06-29", anchor="2026-03-02")
    cycles = Cycles(make_journal(TWO_CYCLE_FILES[0], second, third))
    for week, number in (("2026-W18", 1), ("2026-W19", 2), ("2026-W26", 2)):
        with pytest.raises(CycleClosedError) as raised:
            require_answerable_week(cycles, Week.parse(week), date(2026, 7, 3))
        assert raised.value.number == number


def test_week_of_unclosed_earlier_cycle_is_outside_cycle() -> None:
    """The earlier cycle has no close, as in a file from which someone removed it."""
    cycles = Cycles(make_journal(cycle_file(), TWO_CYCLE_FILES[1]))
    with pytest.raises(WeekOutsideCycleError) as raised:
        require_answerable_week(cycles, Week.parse("2026-W18"), date(2026, 5, 24))
    assert raised.value.starts == date(2026, 5, 4)


def test_week_can_be_answered_from_its_monday() -> None:
    cycles = Cycles(make_journal(cycle_file()))
    require_answerable_week(cycles, Week.parse("2026-W12"), date(2026, 3, 16))
    with pytest.raises(WeekNotStartedError):
        require_answerable_week(cycles, Week.parse("2026-W12"), date(2026, 3, 15))


def test_week_of_planned_cycle_cannot_be_answered() -> None:
    with pytest.raises(WeekNotStartedError):
        require_answerable_week(Cycles(make_journal(cycle_file())), Week.parse("2026-W10"), date(2026, 3, 1))
