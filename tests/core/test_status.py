"""The status report, the home report and the week in the shell prompt (docs/rules.md §7, §10)."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.journal_builder import (
    cycle_file,
    fold_cycle,
    make_catalogue,
    make_journal,
    status_letters,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.cycle import Cycle
from tipcycle.core.projection import Cycles
from tipcycle.core.status import (
    HomeReport,
    assign_weekdays,
    empty_weeks,
    home_report,
    prompt_days,
    prompt_week,
    status_report,
)
from tipcycle.core.voices import latest_voices
from tipcycle.core.weeks import Week

CATALOGUE = make_catalogue()
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


def to_date(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


def one_cycle(*parts: str) -> Sequence[Cycle]:
    """Return one cycle, from 2 March 2026 (W10–W18)."""
    return (fold_cycle(with_pick(*parts)),)


def two_cycles() -> Sequence[Cycle]:
    """Return a cycle that was closed in its last week, and the next cycle."""
    return Cycles(make_journal(cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02")))


def make_home_report(
    cycles: Sequence[Cycle], today: str, weekday: int = FRIDAY, planned_weekdays: dict[int, int] | None = None
) -> HomeReport:
    """Return the home report on this date. `planned_weekdays` has the weekdays in the plans of the tips."""
    return home_report(cycles, CATALOGUE.kind_of, (planned_weekdays or {}).get, weekday, to_date(today))


# Status report


def test_reports_without_cycle_are_empty() -> None:
    report = status_report((), CATALOGUE.kind_of, FRIDAY, to_date("2026-03-06"))
    assert (report.cycle, report.state, report.week_number, report.due_weeks, report.records) == (
        None,
        None,
        None,
        (),
        (),
    )
    assert make_home_report((), "2026-03-06").situation == "first"
    assert prompt_week((), FRIDAY, to_date("2026-03-06")) is None


@pytest.mark.parametrize(
    ("today", "number", "state", "week"),
    [("2026-05-02", 2, "planned", None), ("2026-05-04", 2, "running", 1), ("2026-06-29", 2, "ended", None)],
)
def test_status_is_of_last_picked_cycle(today: str, number: int, state: str, week: int | None) -> None:
    """The previous cycle can still be in its last week."""
    report = status_report(two_cycles(), CATALOGUE.kind_of, FRIDAY, to_date(today))
    assert report.cycle is not None
    assert (report.cycle.number, report.state, report.week_number) == (number, state, week)


def test_status_of_running_cycle() -> None:
    """The due weeks are sorted, and tips that were swapped out come last."""
    report = status_report(
        one_cycle(weekly_checkins({13: "D"}), SWAP), CATALOGUE.kind_of, FRIDAY, to_date("2026-03-27")
    )
    assert (report.week_number, [str(week) for week in report.due_weeks]) == (4, ["2026-W11", "2026-W12", "2026-W13"])
    assert [(record.tip, status_letters(record.statuses), record.is_active) for record in report.records] == [
        (7, ".???.....", True),
        (13, "D???.....", True),
        (33, "????.....", True),
        (34, "????.....", True),
        (42, "????.....", True),
        (5, "?........", False),
    ]


# Situations and empty weeks

PAUSE_TEMPLATE = '[[pause]]\nweeks = ["2026-W{}"]'
SITUATIONS = [
    pytest.param("", "2026-02-27", "planned", id="before-first-monday"),
    pytest.param("", "2026-03-02", "ordinary", id="first-monday"),
    pytest.param("", "2026-03-05", "ordinary", id="day-before-check-in-day"),
    pytest.param("", "2026-03-06", "look-back", id="on-check-in-day"),
    pytest.param("", "2026-03-09", "look-back", id="week-is-due"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-06", "ordinary", id="answered"),
    pytest.param(PAUSE_TEMPLATE.format(10), "2026-03-06", "ordinary", id="paused"),
    pytest.param("", "2026-03-15", "look-back", id="one-empty-week"),
    pytest.param("", "2026-03-16", "back", id="two-empty-weeks"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-16", "look-back", id="one-empty-week-after-an-answer"),
    pytest.param(PAUSE_TEMPLATE.format(11), "2026-03-16", "look-back", id="paused-week-is-not-empty"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-23", "back", id="two-empty-weeks-after-an-answer"),
    pytest.param("", "2026-04-30", "back", id="all-weeks-empty"),
    pytest.param(weekly_checkins({5: "DDDDDDDD"}), "2026-04-30", "ordinary", id="last-week-before-check-in-day"),
    pytest.param(weekly_checkins({5: "DDDDDDDD"}), "2026-05-01", "look-back", id="last-week-on-check-in-day"),
    pytest.param(weekly_checkins({5: "DDDDDDDDD"}), "2026-05-01", "last-week", id="last-week-answered"),
    pytest.param("", "2026-05-04", "ended", id="ended"),
    pytest.param(weekly_checkins({5: "DDDDDDDDD"}), "2026-05-04", "ended", id="ended-and-answered"),
    pytest.param(CLOSE, "2026-05-01", "closed", id="closed-in-its-last-week"),
    pytest.param(CLOSE, "2026-06-01", "closed", id="closed-long-ago"),
]


@pytest.mark.parametrize(("text", "today", "situation"), SITUATIONS)
def test_situation_by_date(text: str, today: str, situation: str) -> None:
    """The check-in day has the situation `look-back`, and two empty weeks have the situation `back`."""
    assert make_home_report(one_cycle(text), today).situation == situation


EMPTY_WEEKS = [
    pytest.param("", "2026-03-08", "", id="current-week-is-not-empty"),
    pytest.param("", "2026-03-09", "10", id="one"),
    pytest.param("", "2026-03-23", "10 11 12", id="three"),
    pytest.param(weekly_checkins({5: "?D"}), "2026-03-23", "12", id="since-last-check-in"),
    pytest.param(PAUSE_TEMPLATE.format(11), "2026-03-23", "12", id="since-last-pause"),
    pytest.param(weekly_checkins({5: "??D"}), "2026-03-23", "", id="last-week-answered"),
    pytest.param('[[note]]\nweek = "2026-W12"\ntext = "x"', "2026-03-23", "10 11 12", id="note-is-no-check-in"),
    pytest.param("", "2026-05-04", "10 11 12 13 14 15 16 17 18", id="only-weeks-of-cycle"),
]


@pytest.mark.parametrize(("text", "today", "weeks"), EMPTY_WEEKS)
def test_empty_weeks_since_last_check_in_or_pause(text: str, today: str, weeks: str) -> None:
    (cycle,) = one_cycle(text)
    assert [str(week) for week in empty_weeks(cycle, FRIDAY, to_date(today))] == [f"2026-W{n}" for n in weeks.split()]


@pytest.mark.parametrize(
    ("weekday", "today", "situation", "weeks"),
    [
        (WEDNESDAY, "2026-03-16", "look-back", "10"),
        (WEDNESDAY, "2026-03-17", "look-back", "10"),
        (WEDNESDAY, "2026-03-18", "back", "10 11"),
        (MONDAY, "2026-03-15", "look-back", "10"),
        (MONDAY, "2026-03-16", "back", "10 11"),
    ],
)
def test_week_is_not_empty_before_its_checkin_day(weekday: int, today: str, situation: str, weeks: str) -> None:
    report = make_home_report(one_cycle(""), today, weekday)
    assert (report.situation, [str(week) for week in report.empty_weeks]) == (
        situation,
        [f"2026-W{n}" for n in weeks.split()],
    )


def test_closed_cycle_has_no_empty_weeks() -> None:
    assert make_home_report(one_cycle(CLOSE), "2026-05-01").empty_weeks == ()
    assert len(make_home_report(one_cycle(), "2026-05-04").empty_weeks) == 9


# Weekdays and today's tip


@pytest.mark.parametrize(
    ("planned_weekdays", "expected"),
    [
        ({}, {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}),
        ({1: 4}, {1: 4, 2: 0, 3: 1, 4: 2, 5: 3}),
        ({5: 0, 3: 1}, {1: 2, 2: 3, 3: 1, 4: 4, 5: 0}),
        ({1: 0, 2: 0}, {1: 0, 2: 0, 3: 1, 4: 2, 5: 3}),
        ({1: 5, 2: 6}, {1: 5, 2: 6, 3: 0, 4: 1, 5: 2}),
    ],
    ids=["none-planned", "one-planned", "two-planned", "same-weekday-planned-twice", "weekend-planned"],
)
def test_each_tip_has_planned_or_free_weekday(planned_weekdays: dict[int, int], expected: dict[int, int]) -> None:
    assert assign_weekdays((1, 2, 3, 4, 5), planned_weekdays.get) == expected


def test_tip_has_no_weekday_if_none_is_free() -> None:
    assert assign_weekdays((1, 2, 3, 4, 5, 6), {n: n - 1 for n in range(1, 6)}.get) == {n: n - 1 for n in range(1, 6)}


@pytest.mark.parametrize(
    ("text", "planned_weekdays", "today", "expected"),
    [
        ("", {}, "2026-03-02", 5),
        ("", {}, "2026-03-03", 13),
        ("", {}, "2026-03-04", 34),
        ("", {}, "2026-03-05", 42),
        ("", {}, "2026-03-06", None),
        ("", {}, "2026-03-07", None),
        ("", {42: 5}, "2026-03-07", 42),
        ("", {33: 4}, "2026-03-06", 33),
        ("", {42: 0}, "2026-03-02", 42),
        (weekly_checkins({34: "B"}), {}, "2026-03-11", 42),
        (weekly_checkins({34: "B"}), {34: 2}, "2026-03-18", 34),
        (SWAP, {}, "2026-03-16", 7),
        (SWAP, {}, "2026-03-20", None),
        (CLOSE, {}, "2026-05-01", None),
        ("", {}, "2026-02-23", None),
        ("", {}, "2026-05-04", None),
    ],
    ids=[
        "monday", "tuesday", "wednesday", "thursday", "friday-has-no-tip", "saturday",
        "planned-saturday", "reflex-with-planned-weekday", "planned-monday", "standing-build-frees-its-weekday",
        "standing-build-with-planned-weekday", "swapped-in-tip", "not-swapped-out-tip", "closed", "planned", "ended",
    ],
)  # fmt: skip
def test_todays_tip_depends_on_weekday(
    text: str, planned_weekdays: dict[int, int], today: str, expected: int | None
) -> None:
    """A reflex or a build that stands has a weekday only if it is planned."""
    assert make_home_report(one_cycle(text), today, planned_weekdays=planned_weekdays).todays_tip == expected


# Latest voice and next check-in day


def test_latest_voice_is_last_recorded_voice() -> None:
    """Voices of closed cycles count, and with equal timestamps the greater id wins."""
    april_voice = '[[voice]]  # 2026-04-20\ntext = "in April"'
    late_voice = '[[voice]]  # 2026-05-20\ntext = "afterwards, of the first cycle"'
    second_file = cycle_file(
        with_pick('[[voice]]  # 2026-05-10\ntext = "in May"'), starts="2026-05-04", anchor="2026-03-02"
    )

    def latest_text(*parts: str) -> str:
        (remark,) = latest_voices(Cycles(make_journal(cycle_file(with_pick(*parts)), second_file)), 1)
        return remark.text

    assert make_home_report(one_cycle(), "2026-04-22").voice is None
    assert latest_text(april_voice, CLOSE) == "in May"
    assert latest_text(april_voice, CLOSE, late_voice) == "afterwards, of the first cycle"
    (remark,) = latest_voices(
        one_cycle(*(f'[[voice]]\nid = "{id}"\nat = 2026-04-22T08:00:00Z\ntext = "{id}"' for id in "ba")), 1
    )
    assert remark.id == "b"
    (latest,) = latest_voices(one_cycle(april_voice), 1)
    assert (
        make_home_report(one_cycle(april_voice, '[[note]]  # 2026-04-21\ntext = "a note"'), "2026-04-22").voice
        == latest
    )


@pytest.mark.parametrize(
    ("weekday", "today", "expected"),
    [
        (FRIDAY, "2026-03-02", "2026-03-06"),
        (FRIDAY, "2026-03-05", "2026-03-06"),
        (FRIDAY, "2026-03-06", None),
        (FRIDAY, "2026-03-09", "2026-03-13"),
        (MONDAY, "2026-03-08", "2026-03-09"),
        (FRIDAY, "2026-02-27", None),
        (FRIDAY, "2026-05-05", None),
    ],
)
def test_next_checkin_day(weekday: int, today: str, expected: str | None) -> None:
    """It is the check-in day of this week if that is after today and the cycle is running."""
    assert make_home_report(one_cycle(), today, weekday).next_checkin_day == (to_date(expected) if expected else None)


# Shell prompt

PROMPT_WEEKS = [
    pytest.param(FRIDAY, "2026-03-05", "", None, id="day-before"),
    pytest.param(FRIDAY, "2026-03-06", "", "2026-W10", id="checkin-day"),
    pytest.param(FRIDAY, "2026-03-07", "", "2026-W10", id="day-after"),
    pytest.param(FRIDAY, "2026-03-08", "", None, id="two-days-after"),
    pytest.param(FRIDAY, "2026-03-13", "", "2026-W11", id="one-week-later"),
    pytest.param(FRIDAY, "2026-03-06", weekly_checkins({5: "D"}), None, id="answered"),
    pytest.param(FRIDAY, "2026-03-06", PAUSE_TEMPLATE.format(10), None, id="paused"),
    pytest.param(MONDAY, "2026-03-09", "", "2026-W10", id="monday"),
    pytest.param(MONDAY, "2026-03-10", "", "2026-W10", id="day-after-monday"),
    pytest.param(MONDAY, "2026-05-04", "", "2026-W18", id="monday-after-last-sunday"),
    pytest.param(6, "2026-03-09", "", "2026-W10", id="day-after-sunday"),
    pytest.param(FRIDAY, "2026-05-01", CLOSE, None, id="closed"),
    pytest.param(FRIDAY, "2026-02-27", "", None, id="planned"),
]


@pytest.mark.parametrize(("weekday", "today", "text", "expected"), PROMPT_WEEKS)
def test_prompt_shows_week_on_checkin_day_and_next_day(
    weekday: int, today: str, text: str, expected: str | None
) -> None:
    """The week must be open: not answered, paused or closed."""
    assert prompt_week(one_cycle(text), weekday, to_date(today)) == (Week.parse(expected) if expected else None)


def test_prompt_shows_week_of_last_picked_cycle() -> None:
    assert prompt_week((), FRIDAY, to_date("2026-05-08")) is None
    assert prompt_week(two_cycles(), FRIDAY, to_date("2026-05-08")) == Week.parse("2026-W19")


@pytest.mark.parametrize("weekday", range(7))
def test_prompt_days_are_the_days_with_a_prompt_week(weekday: int) -> None:
    pause = '[[pause]]  # 2026-03-20\nweeks = ["2026-W13", "2026-W14"]\nbecause = "x"'
    journals = [(), one_cycle(), one_cycle(weekly_checkins({13: "D?D"})), one_cycle(pause), one_cycle(CLOSE)]
    for cycles in (*journals, two_cycles()):
        days = [date(2026, 2, 1) + timedelta(days=offset) for offset in range(200)]
        expected = [day for day in days if prompt_week(cycles, weekday, day)]
        assert list(prompt_days(cycles, weekday)) == expected
