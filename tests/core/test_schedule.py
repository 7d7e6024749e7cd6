"""Which week a check-in answers, and which weeks are due: docs/rules.md §10."""

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
FIRST = weekly_checkins({5: "D"})
"""A check-in for the first week, W10."""
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"


def paused(*weeks: str) -> str:
    """A pause of these weeks, as text."""
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
def test_the_check_in_day_of_a_week(weekday: int, day: str) -> None:
    """From Thursday to Sunday a week is looked back on in itself, from Monday to Wednesday in the week after."""
    assert checkin_day(Week.parse("2026-W10"), weekday) == date.fromisoformat(day)


ANSWERS = [
    # Friday, the default
    pytest.param(FRIDAY, "2026-03-02", "", "W10", id="first-monday"),
    pytest.param(FRIDAY, "2026-03-05", "", "W10", id="first-thursday"),
    pytest.param(FRIDAY, "2026-03-06", "", "W10", id="first-friday"),
    pytest.param(FRIDAY, "2026-03-08", "", "W10", id="first-sunday"),
    pytest.param(FRIDAY, "2026-03-08", FIRST, "W10", id="first-sunday-answered-already"),
    pytest.param(FRIDAY, "2026-03-09", "", "W10", id="monday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-12", "", "W10", id="thursday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-13", "", "W11", id="friday-after-an-open-week"),
    pytest.param(FRIDAY, "2026-03-09", FIRST, "W11", id="monday-after-an-answered-week"),
    pytest.param(FRIDAY, "2026-03-09", paused("2026-W10"), "W11", id="monday-after-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-09", FIRST + paused("2026-W11"), None, id="monday-of-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-13", paused("2026-W11"), None, id="friday-of-a-paused-week"),
    pytest.param(FRIDAY, "2026-03-12", paused("2026-W11"), "W10", id="thursday-of-a-paused-week-after-an-open-one"),
    pytest.param(FRIDAY, "2026-03-10", paused("2026-W10", "2026-W11"), None, id="two-paused-weeks"),
    pytest.param(FRIDAY, "2026-03-16", "", "W11", id="no-further-back-than-last-week"),
    pytest.param(FRIDAY, "2026-03-09", '[[checkin]]\nweek = "2026-W10"\nteam = 3', "W11", id="feelings-are-a-check-in"),
    pytest.param(
        FRIDAY, "2026-03-09", '[[checkin]]\nweek = "2026-W10"\nanswer = "x"', "W10", id="an-answer-is-no-check-in"
    ),
    pytest.param(FRIDAY, "2026-03-09", '[[note]]\nweek = "2026-W10"\ntext = "x"', "W10", id="a-note-is-no-check-in"),
    # After the last Sunday
    pytest.param(FRIDAY, "2026-05-03", "", "W18", id="last-sunday"),
    pytest.param(FRIDAY, "2026-05-04", "", "W18", id="monday-after-the-end"),
    pytest.param(FRIDAY, "2026-05-15", "", "W18", id="friday-after-the-end"),
    pytest.param(FRIDAY, "2026-11-02", "", "W18", id="long-after-the-end"),
    pytest.param(FRIDAY, "2026-05-04", weekly_checkins({5: "????????D"}), "W18", id="after-the-end-answered-already"),
    pytest.param(FRIDAY, "2026-05-04", paused("2026-W18"), None, id="after-the-end-and-paused"),
    # Other days
    pytest.param(THURSDAY, "2026-03-11", "", "W10", id="thursdays-on-a-wednesday"),
    pytest.param(THURSDAY, "2026-03-12", "", "W11", id="thursdays-on-a-thursday"),
    pytest.param(SUNDAY, "2026-03-14", "", "W10", id="sundays-on-a-saturday"),
    pytest.param(SUNDAY, "2026-03-15", "", "W11", id="sundays-on-a-sunday"),
    pytest.param(MONDAY, "2026-03-08", "", "W10", id="mondays-on-the-first-sunday"),
    pytest.param(MONDAY, "2026-03-09", "", "W10", id="mondays-on-a-monday"),
    pytest.param(MONDAY, "2026-03-15", "", "W10", id="mondays-on-a-sunday-the-week-before-still-open"),
    pytest.param(MONDAY, "2026-03-15", FIRST, "W11", id="mondays-on-a-sunday-the-week-before-answered"),
    pytest.param(MONDAY, "2026-05-04", "", "W18", id="mondays-after-the-end"),
    pytest.param(WEDNESDAY, "2026-03-10", "", "W10", id="wednesdays-on-a-tuesday"),
    pytest.param(WEDNESDAY, "2026-03-11", FIRST, "W11", id="wednesdays-on-a-wednesday-answered-already"),
]


@pytest.mark.parametrize(("weekday", "today", "text", "expected"), ANSWERS)
def test_which_week_a_check_in_answers(weekday: int, today: str, text: str, expected: str | None) -> None:
    """This week once its check-in day has come, else last week while it waits, else this week; never a paused one."""
    found = fold_cycle(with_pick(text))
    if expected is None:
        with pytest.raises(WeekPausedError) as refusal:
            default_checkin_week(found, weekday, date.fromisoformat(today))
        assert refusal.value.exit_code == ExitCode.FAILURE
        assert refusal.value.week in found.paused_weeks
    else:
        assert str(default_checkin_week(found, weekday, date.fromisoformat(today))) == f"2026-{expected}"


@pytest.mark.parametrize("today", ["2026-02-27", "2026-03-01"])
def test_before_the_first_monday_it_says_when_the_cycle_begins(today: str) -> None:
    """A planned cycle takes no check-in, and the refusal names its first Monday."""
    with pytest.raises(CycleNotStartedError) as refusal:
        default_checkin_week(fold_cycle(), FRIDAY, date.fromisoformat(today))
    assert (refusal.value.starts, refusal.value.exit_code) == (date(2026, 3, 2), ExitCode.FAILURE)


@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
def test_whoever_answers_on_the_day_misses_no_week(weekday: int) -> None:
    """Checking in on each check-in day answers every week of the cycle once, in order."""
    found = fold_cycle()
    text, answered = "", []
    for week in found.weeks:
        today = checkin_day(week, weekday)
        answered.append(default_checkin_week(fold_cycle(with_pick(text)), weekday, today))
        text += f'\n[[checkin]]  # {today}\nweek = "{answered[-1]}"\nteam = 3\n'
    assert tuple(answered) == found.weeks


DUE = [
    pytest.param(FRIDAY, "2026-03-05", "", "", id="before-the-first-check-in-day"),
    pytest.param(FRIDAY, "2026-03-06", "", "W10", id="from-the-check-in-day"),
    pytest.param(FRIDAY, "2026-03-13", "", "W10 W11", id="two-weeks"),
    pytest.param(FRIDAY, "2026-03-22", "", "W10 W11 W12", id="until-two-weeks-after-its-sunday"),
    pytest.param(FRIDAY, "2026-03-23", "", "W11 W12", id="and-no-day-longer"),
    pytest.param(FRIDAY, "2026-03-13", FIRST, "W11", id="not-with-a-check-in"),
    pytest.param(FRIDAY, "2026-03-13", paused("2026-W10"), "W11", id="not-when-paused"),
    pytest.param(FRIDAY, "2026-03-13", paused("2026-W11"), "W10", id="the-paused-one-alone"),
    pytest.param(FRIDAY, "2026-03-13", '[[voice]]\nweek = "2026-W10"\ntext = "x"', "W10 W11", id="a-voice-is-none"),
    pytest.param(MONDAY, "2026-03-08", "", "", id="mondays-on-sunday"),
    pytest.param(MONDAY, "2026-03-09", "", "W10", id="mondays-on-monday"),
    pytest.param(MONDAY, "2026-03-22", "", "W10 W11", id="mondays-until-two-weeks-after-its-sunday"),
    pytest.param(MONDAY, "2026-03-23", "", "W11 W12", id="mondays-and-no-day-longer"),
    pytest.param(WEDNESDAY, "2026-03-10", "", "", id="wednesdays-on-tuesday"),
    pytest.param(WEDNESDAY, "2026-03-11", "", "W10", id="wednesdays-on-wednesday"),
    pytest.param(FRIDAY, "2026-05-04", "", "W17 W18", id="after-the-end"),
    pytest.param(FRIDAY, "2026-05-17", "", "W18", id="two-weeks-after-the-end"),
    pytest.param(FRIDAY, "2026-05-18", "", "", id="long-after-the-end"),
    pytest.param(FRIDAY, "2026-05-01", CLOSE, "", id="not-once-closed"),
]


@pytest.mark.parametrize(("weekday", "today", "text", "expected"), DUE)
def test_which_weeks_are_due(weekday: int, today: str, text: str, expected: str) -> None:
    """A week is due from its check-in day until two weeks after its Sunday, while nothing closed it."""
    found = due_weeks(fold_cycle(with_pick(text)), weekday, date.fromisoformat(today))
    assert " ".join(str(week).removeprefix("2026-") for week in found) == expected


@pytest.mark.parametrize("starts", ["2026-03-02", "2026-11-02", "2027-11-01"])
@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
def test_every_week_is_due_from_its_day_to_its_last_day(weekday: int, starts: str) -> None:
    """The last day is two weeks after the week's Sunday, whatever the check-in day, and there is no gap."""
    found = fold_cycle(starts=starts)
    for week in found.weeks:
        days = [found.starts + timedelta(days=n) for n in range(-1, 90)]
        due = [day for day in days if week in due_weeks(found, weekday, day)]
        assert due[0] == checkin_day(week, weekday), f"{week} is due from this day on"
        assert due[-1] == week.monday + timedelta(days=6 + 14), f"{week} is due until this day"
        assert len(due) == (due[-1] - due[0]).days + 1, f"{week} is due on each day between"


TWO = (cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))


@pytest.mark.parametrize(
    ("week", "refusal"),
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
    ids=["first", "this", "next", "last", "after-the-end", "cycle-before", "its-first-week", "before-any-cycle"],
)
def test_which_named_weeks_are_refused(week: str, refusal: type[TipcycleError] | None) -> None:
    """A week that has not begun, or lies in no open cycle, is refused with 1."""
    cycles = Cycles(make_journal(*TWO))
    if refusal is None:
        require_answerable_week(cycles, Week.parse(week), date(2026, 5, 24))
    else:
        with pytest.raises(refusal) as refused:
            require_answerable_week(cycles, Week.parse(week), date(2026, 5, 24))
        assert refused.value.exit_code == ExitCode.FAILURE


def test_a_week_of_any_earlier_cycle_is_closed() -> None:
    """The refusal says which cycle it belongs to."""
    second = cycle_file(with_pick(CLOSE.replace("05-01", "06-27")), starts="2026-05-04", anchor="2026-03-02")
    third = cycle_file(starts="2026-06-29", anchor="2026-03-02")
    cycles = Cycles(make_journal(TWO[0], second, third))
    for week, number in (("2026-W18", 1), ("2026-W19", 2), ("2026-W26", 2)):
        with pytest.raises(CycleClosedError) as refused:
            require_answerable_week(cycles, Week.parse(week), date(2026, 7, 3))
        assert refused.value.number == number


def test_a_week_of_a_cycle_that_was_never_closed_is_not_called_closed() -> None:
    """A close that was cut out by hand leaves the week outside the cycle that is open."""
    cycles = Cycles(make_journal(cycle_file(), TWO[1]))
    with pytest.raises(WeekOutsideCycleError) as refused:
        require_answerable_week(cycles, Week.parse("2026-W18"), date(2026, 5, 24))
    assert refused.value.starts == date(2026, 5, 4)


def test_a_week_has_begun_on_its_monday() -> None:
    """It can be named from then on, and not on the Sunday before."""
    cycles = Cycles(make_journal(cycle_file()))
    require_answerable_week(cycles, Week.parse("2026-W12"), date(2026, 3, 16))
    with pytest.raises(WeekNotStartedError):
        require_answerable_week(cycles, Week.parse("2026-W12"), date(2026, 3, 15))


def test_a_named_week_of_a_planned_cycle_has_not_begun() -> None:
    """Before the first Monday no week can be answered, however it is named."""
    with pytest.raises(WeekNotStartedError):
        require_answerable_week(Cycles(make_journal(cycle_file())), Week.parse("2026-W10"), date(2026, 3, 1))
