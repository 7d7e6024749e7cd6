"""Where a manager stands today: the facts of `status`, the glance and the prompt (docs/rules.md §7, §10)."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.journal_builder import cycle_file, fold_cycle, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.projection import Cycles
from tipcycle.core.status import HomeReport, assign_weekdays, empty_weeks, home_report, prompt_week, status_report
from tipcycle.core.voices import latest_voices
from tipcycle.core.weeks import Week

TIPS = make_catalogue()
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


def on(text: str) -> date:
    """The date that a table writes as text."""
    return date.fromisoformat(text)


def one(*parts: str) -> Sequence[Cycle]:
    """The cycle of 2 March, W10–W18, alone."""
    return (fold_cycle(with_pick(*parts)),)


def two() -> Sequence[Cycle]:
    """A cycle that was closed in its last week, and the one picked after it."""
    return Cycles(make_journal(cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02")))


def seen(cycles: Sequence[Cycle], today: str, weekday: int = FRIDAY, named: dict[int, int] | None = None) -> HomeReport:
    """The glance of a day; `named` are the weekdays that the tips' own plans name."""
    return home_report(cycles, TIPS.kind_of, (named or {}).get, weekday, on(today))


# Status


def test_without_a_cycle_there_is_nothing_to_show() -> None:
    """Before the first pick everything is empty and nothing fails."""
    found = status_report((), TIPS.kind_of, FRIDAY, on("2026-03-06"))
    assert (found.cycle, found.state, found.week_number, found.due_weeks, found.records) == (None, None, None, (), ())
    assert seen((), "2026-03-06").situation == "first"
    assert prompt_week((), FRIDAY, on("2026-03-06")) is None


@pytest.mark.parametrize(
    ("today", "number", "state", "week"),
    [("2026-05-02", 2, "planned", None), ("2026-05-04", 2, "running", 1), ("2026-06-29", 2, "ended", None)],
)
def test_status_shows_the_cycle_picked_last(today: str, number: int, state: str, week: int | None) -> None:
    """Also while the cycle before is still in its last week."""
    found = status_report(two(), TIPS.kind_of, FRIDAY, on(today))
    assert found.cycle is not None
    assert (found.cycle.number, found.state, found.week_number) == (number, state, week)


def test_status_of_a_running_cycle() -> None:
    """Which week it is, what is due oldest first, and each tip with its weeks, swapped-out ones last."""
    found = status_report(one(weekly_checkins({13: "D"}), SWAP), TIPS.kind_of, FRIDAY, on("2026-03-27"))
    assert (found.week_number, [str(week) for week in found.due_weeks]) == (4, ["2026-W11", "2026-W12", "2026-W13"])
    assert [(record.tip, record.statuses, record.is_active) for record in found.records] == [
        (7, ".???.....", True),
        (13, "D???.....", True),
        (33, "????.....", True),
        (34, "????.....", True),
        (42, "????.....", True),
        (5, "?........", False),
    ]


# The moment

PAUSE = '[[pause]]\nweeks = ["2026-W{}"]'
MOMENTS = [
    pytest.param("", "2026-02-27", "planned", id="before-the-first-monday"),
    pytest.param("", "2026-03-02", "ordinary", id="first-monday"),
    pytest.param("", "2026-03-05", "ordinary", id="the-day-before"),
    pytest.param("", "2026-03-06", "look-back", id="on-the-check-in-day"),
    pytest.param("", "2026-03-09", "look-back", id="while-it-waits"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-06", "ordinary", id="answered"),
    pytest.param(PAUSE.format(10), "2026-03-06", "ordinary", id="paused"),
    pytest.param("", "2026-03-15", "look-back", id="one-empty-week"),
    pytest.param("", "2026-03-16", "back", id="two-empty-weeks"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-16", "look-back", id="one-empty-week-after-an-answer"),
    pytest.param(PAUSE.format(11), "2026-03-16", "look-back", id="a-pause-is-not-silence"),
    pytest.param(weekly_checkins({5: "D"}), "2026-03-23", "back", id="two-empty-weeks-after-an-answer"),
    pytest.param("", "2026-04-30", "back", id="silent-until-the-last-week"),
    pytest.param(weekly_checkins({5: "DDDDDDDD"}), "2026-04-30", "ordinary", id="last-week-before-its-day"),
    pytest.param(weekly_checkins({5: "DDDDDDDD"}), "2026-05-01", "look-back", id="last-week-on-its-day"),
    pytest.param(weekly_checkins({5: "DDDDDDDDD"}), "2026-05-01", "last-week", id="last-week-answered"),
    pytest.param("", "2026-05-04", "ended", id="ended"),
    pytest.param(weekly_checkins({5: "DDDDDDDDD"}), "2026-05-04", "ended", id="ended-and-answered"),
    pytest.param(CLOSE, "2026-05-01", "closed", id="closed-in-its-last-week"),
    pytest.param(CLOSE, "2026-06-01", "closed", id="closed-long-ago"),
]


@pytest.mark.parametrize(("text", "today", "moment"), MOMENTS)
def test_what_matters_today(text: str, today: str, moment: str) -> None:
    """On the check-in day the way to the check-in; after silence welcome, whatever else is waiting."""
    assert seen(one(text), today).situation == moment


EMPTY = [
    pytest.param("", "2026-03-08", "", id="the-week-that-runs-is-not-empty-yet"),
    pytest.param("", "2026-03-09", "10", id="one"),
    pytest.param("", "2026-03-23", "10 11 12", id="three"),
    pytest.param(weekly_checkins({5: "?D"}), "2026-03-23", "12", id="back-to-the-last-check-in"),
    pytest.param(PAUSE.format(11), "2026-03-23", "12", id="back-to-the-last-pause"),
    pytest.param(weekly_checkins({5: "??D"}), "2026-03-23", "", id="last-week-answered"),
    pytest.param('[[note]]\nweek = "2026-W12"\ntext = "x"', "2026-03-23", "10 11 12", id="a-note-is-no-check-in"),
    pytest.param("", "2026-05-04", "10 11 12 13 14 15 16 17 18", id="never-beyond-the-cycle"),
]


@pytest.mark.parametrize(("text", "today", "weeks"), EMPTY)
def test_which_weeks_stayed_empty(text: str, today: str, weeks: str) -> None:
    """The whole weeks before this one, back to the last with a check-in or a pause."""
    (found,) = one(text)
    assert [str(week) for week in empty_weeks(found, FRIDAY, on(today))] == [f"2026-W{n}" for n in weeks.split()]


@pytest.mark.parametrize(
    ("weekday", "today", "moment", "weeks"),
    [
        (WEDNESDAY, "2026-03-16", "look-back", "10"),
        (WEDNESDAY, "2026-03-17", "look-back", "10"),
        (WEDNESDAY, "2026-03-18", "back", "10 11"),
        (MONDAY, "2026-03-15", "look-back", "10"),
        (MONDAY, "2026-03-16", "back", "10 11"),
    ],
)
def test_a_week_is_not_empty_before_it_was_asked_for(weekday: int, today: str, moment: str, weeks: str) -> None:
    """Who looks back on a Wednesday is not welcomed back on the Monday before it."""
    found = seen(one(""), today, weekday)
    assert (found.situation, [str(week) for week in found.empty_weeks]) == (
        moment,
        [f"2026-W{n}" for n in weeks.split()],
    )


def test_a_closed_cycle_left_nothing_empty() -> None:
    """Whoever closed a cycle is not welcomed back to its weeks."""
    assert seen(one(CLOSE), "2026-05-01").empty_weeks == ()
    assert len(seen(one(), "2026-05-04").empty_weeks) == 9


# The tip in view


@pytest.mark.parametrize(
    ("named", "days"),
    [
        ({}, {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}),
        ({1: 4}, {1: 4, 2: 0, 3: 1, 4: 2, 5: 3}),
        ({5: 0, 3: 1}, {1: 2, 2: 3, 3: 1, 4: 4, 5: 0}),
        ({1: 0, 2: 0}, {1: 0, 2: 0, 3: 1, 4: 2, 5: 3}),
        ({1: 5, 2: 6}, {1: 5, 2: 6, 3: 0, 4: 1, 5: 2}),
    ],
    ids=["none-named", "one-named", "two-named", "one-day-named-twice", "the-weekend-named"],
)
def test_five_tips_have_five_days(named: dict[int, int], days: dict[int, int]) -> None:
    """A tip has the day that its own plan names, else a working day that is still free."""
    assert assign_weekdays((1, 2, 3, 4, 5), named.get) == days


def test_more_tips_than_free_days() -> None:
    """When every working day is named, a tip without a day has none."""
    assert assign_weekdays((1, 2, 3, 4, 5, 6), {n: n - 1 for n in range(1, 6)}.get) == {n: n - 1 for n in range(1, 6)}


@pytest.mark.parametrize(
    ("text", "named", "today", "tip"),
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
        "monday", "tuesday", "wednesday", "thursday", "a-reflex-waits-for-its-occasion", "saturday",
        "a-saturday-of-its-own", "a-reflex-with-a-day", "a-monday-of-its-own", "what-stands-frees-its-day",
        "what-stands-with-a-day", "the-one-swapped-in", "not-the-one-swapped-out", "closed", "planned", "ended",
    ],
)  # fmt: skip
def test_one_tip_in_view(text: str, named: dict[int, int], today: str, tip: int | None) -> None:
    """The tip whose day it is, while the cycle runs; a reflex and a build that stands take no free day."""
    assert seen(one(text), today, named=named).todays_tip == tip


# The voice, and the next look back


def test_the_voice_written_down_last() -> None:
    """Also a private one, whatever cycle it belongs to: closed ones go on collecting. Of two at once the greater id."""
    first = '[[voice]]  # 2026-04-20\ntext = "in April"'
    late = '[[voice]]  # 2026-05-20\ntext = "afterwards, of the first cycle"'
    second = cycle_file(with_pick('[[voice]]  # 2026-05-10\ntext = "in May"'), starts="2026-05-04", anchor="2026-03-02")

    def voice(*parts: str) -> str:
        (line,) = latest_voices(Cycles(make_journal(cycle_file(with_pick(*parts)), second)), 1)
        return line.text

    assert seen(one(), "2026-04-22").voice is None
    assert voice(first, CLOSE) == "in May"
    assert voice(first, CLOSE, late) == "afterwards, of the first cycle"
    (line,) = latest_voices(
        one(*(f'[[voice]]\nid = "{id}"\nat = 2026-04-22T08:00:00Z\ntext = "{id}"' for id in "ba")), 1
    )
    assert line.id == "b"
    (told,) = latest_voices(one(first), 1)
    assert seen(one(first, '[[note]]  # 2026-04-21\ntext = "a note"'), "2026-04-22").voice == told


@pytest.mark.parametrize(
    ("weekday", "today", "day"),
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
def test_the_day_of_the_next_look_back(weekday: int, today: str, day: str | None) -> None:
    """While the check-in day of this week has not come; none outside the cycle."""
    assert seen(one(), today, weekday).next_checkin_day == (on(day) if day else None)


# The prompt

PROMPT = [
    pytest.param(FRIDAY, "2026-03-05", "", None, id="the-day-before"),
    pytest.param(FRIDAY, "2026-03-06", "", "2026-W10", id="on-the-day"),
    pytest.param(FRIDAY, "2026-03-07", "", "2026-W10", id="the-day-after"),
    pytest.param(FRIDAY, "2026-03-08", "", None, id="two-days-after"),
    pytest.param(FRIDAY, "2026-03-13", "", "2026-W11", id="a-week-later-it-is-that-week"),
    pytest.param(FRIDAY, "2026-03-06", weekly_checkins({5: "D"}), None, id="answered"),
    pytest.param(FRIDAY, "2026-03-06", PAUSE.format(10), None, id="paused"),
    pytest.param(MONDAY, "2026-03-09", "", "2026-W10", id="mondays"),
    pytest.param(MONDAY, "2026-03-10", "", "2026-W10", id="the-day-after-a-monday"),
    pytest.param(MONDAY, "2026-05-04", "", "2026-W18", id="mondays-after-the-last-sunday"),
    pytest.param(6, "2026-03-09", "", "2026-W10", id="the-day-after-a-sunday"),
    pytest.param(FRIDAY, "2026-05-01", CLOSE, None, id="closed"),
    pytest.param(FRIDAY, "2026-02-27", "", None, id="planned"),
]


@pytest.mark.parametrize(("weekday", "today", "text", "week"), PROMPT)
def test_when_the_prompt_speaks(weekday: int, today: str, text: str, week: str | None) -> None:
    """On the check-in day and the day after, while that check-in is open; silent otherwise."""
    assert prompt_week(one(text), weekday, on(today)) == (Week.parse(week) if week else None)


def test_the_prompt_speaks_of_the_cycle_picked_last() -> None:
    """Without a cycle it is silent; with two it is the second one's week."""
    assert prompt_week((), FRIDAY, on("2026-05-08")) is None
    assert prompt_week(two(), FRIDAY, on("2026-05-08")) == Week.parse("2026-W19")
