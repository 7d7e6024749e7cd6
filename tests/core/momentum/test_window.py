"""Which weeks count, and what is counted in them (docs/rules.md §4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.journal_builder import PICK_TEXT, cycle_file, make_journal, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.window import applied_rate, checkin_rhythm, counted_weeks, feeling_averages, recent_window
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week

FIRST = Week(date(2026, 3, 2))


def cycles(*texts: str) -> Sequence[Cycle]:
    """Cycles of one chain with these blocks, from 2 March 2026 on."""
    starts = ("2026-03-02", "2026-05-04", "2026-07-06")
    return Cycles(make_journal(*(cycle_file(text, starts=start) for start, text in zip(starts, texts, strict=False))))


def weeks(told: Sequence[Cycle], today: date) -> list[int]:
    """The weeks that count, from 1 = the week of 2 March."""
    return [(week.monday - FIRST.monday).days // 7 + 1 for _, week in counted_weeks(told, today)]


def answered(*numbers: int, on: dict[int, str] | None = None) -> str:
    """A did for tip 5 in these weeks, on the Friday or on the day that is said."""
    events = []
    for n in numbers:
        week = FIRST.plus(n - 1)
        day = (on or {}).get(n, week.day(4).isoformat())
        events.append(f'[[checkin]]  # {day}\nweek = "{week}"\ndid = [5]\n')
    return "\n".join(events)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (PICK_TEXT, date(2026, 3, 1), []),
        (PICK_TEXT, date(2026, 3, 22), []),
        (PICK_TEXT, date(2026, 3, 23), [1]),
        (with_pick(answered(1)), date(2026, 3, 6), [1]),
        (with_pick(answered(1, 3)), date(2026, 3, 20), [1, 3]),
        (with_pick(answered(1, 3)), date(2026, 3, 30), [1, 2, 3]),
        (with_pick(answered(1, 2), '[[pause]]\nweeks = ["2026-W10"]\n'), date(2026, 3, 20), [2]),
        (with_pick(answered(1)), date(2026, 3, 1), []),
    ],
    ids=[
        "not begun", "open for two weeks", "silence counts after that", "a check-in counts at once",
        "the open one waits",
        "and counts when its time is over", "a week off stays out whatever was answered", "a week to come never counts",
    ],
)  # fmt: skip
def test_which_weeks_count(text: str, today: date, expected: list[int]) -> None:
    """Begun, not paused, and with a check-in or past the two weeks in which one could still come."""
    assert weeks(cycles(text), today) == expected


def test_a_week_that_was_open_at_the_close_stays_out_for_good() -> None:
    """Closed in its last week, an unanswered week is never held against anybody."""
    close = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]\n"
    told = cycles(with_pick(answered(1, 2, 3, 4, 5, 6), close))
    assert weeks(told, date(2026, 12, 31)) == [1, 2, 3, 4, 5, 6]


def test_weeks_between_cycles_do_not_exist() -> None:
    """A gap of weeks is no silence; the window counts back over it."""
    first = with_pick(answered(*range(1, 10)), "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]\n")
    second = PICK_TEXT + '\n[[checkin]]  # 2026-07-10\nweek = "2026-W28"\ndid = [5]\n'
    told = Cycles(make_journal(cycle_file(first), cycle_file(second, starts="2026-07-06")))
    now = recent_window(counted_weeks(told, date(2026, 7, 10)))
    assert [str(week) for _, week in now.current] == [
        "2026-W14",
        "2026-W15",
        "2026-W16",
        "2026-W17",
        "2026-W18",
        "2026-W28",
    ]
    assert [str(week) for _, week in now.previous] == ["2026-W10", "2026-W11", "2026-W12", "2026-W13"]


@pytest.mark.parametrize(
    ("lines", "did", "missed", "share"),
    [
        ({5: "DDDDDDD"}, 6, 0, None),
        ({5: "DDDDDD", 13: "DD"}, 8, 0, Fraction(1)),
        ({5: "DDDDDD", 13: "NN?P"}, 6, 0, None),
        ({5: "DDCM", 13: "DMMD"}, 5, 3, Fraction(5, 8)),
        ({5: "DDDDD", 13: "DMMMM", 42: "DDDDM"}, 10, 5, Fraction(2, 3)),
    ],
    ids=[
        "only the last six",
        "eight are enough",
        "no occasion and silence do not count",
        "costly is done",
        "two thirds",
    ],
)
def test_applied_counts_yes_and_no(lines: dict[int, str], did: int, missed: int, share: Fraction | None) -> None:
    """Did ÷ (did + missed) over all tips in the window; unknown under eight answers."""
    told = cycles(with_pick(weekly_checkins(lines)))
    found = applied_rate(recent_window(counted_weeks(told, date(2026, 5, 3))), date(2026, 5, 3))
    last = max(map(len, lines.values()))
    assert last <= 7
    assert (found.done_count, found.missed_count, found.share) == (did, missed, share)


def test_before_needs_four() -> None:
    """The weeks before the window say something from four answers on."""
    today = date(2026, 5, 3)
    lines = {5: "DDDDDDDD", 13: "MM"}
    told = applied_rate(recent_window(counted_weeks(cycles(with_pick(weekly_checkins(lines))), today)), today)
    assert (told.previous_done_count, told.previous_missed_count, told.previous_share) == (2, 2, Fraction(1, 2))
    lines = {5: "DDDDDDDD", 13: "M"}
    told = applied_rate(recent_window(counted_weeks(cycles(with_pick(weekly_checkins(lines))), today)), today)
    assert told.previous_share is None


def feeling(n: int, team: int | None, customers: int | None, day: str | None = None) -> str:
    week = FIRST.plus(n - 1)
    said = (f"team = {team}\n" if team else "") + (f"customers = {customers}\n" if customers else "")
    return f'[[checkin]]  # {day or week.day(4)}\nweek = "{week}"\n{said}'


def test_felt_needs_three_and_keeps_the_two_apart() -> None:
    """The mean of the answers in the window, exactly; team and customers are never averaged together."""
    told = cycles(with_pick(feeling(1, 3, 2), feeling(2, 4, None), feeling(3, 4, 5), feeling(4, None, 4)))
    team, customers = feeling_averages(recent_window(counted_weeks(told, date(2026, 3, 27))))
    assert (team.mean, customers.mean) == (Fraction(11, 3), Fraction(11, 3))
    assert (team.ratings, customers.ratings) == ((3, 4, 4), (2, 5, 4))
    few, _customers = feeling_averages(
        recent_window(counted_weeks(cycles(with_pick(feeling(1, 3, 3), feeling(2, 5, 5))), date(2026, 3, 13)))
    )
    assert few.mean is None


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-03-12", True), ("2026-03-13", False), ("2026-04-25", False)],
    ids=["Thursday", "Friday", "later"],
)
def test_feelings_count_until_the_thursday_after(day: str, *, counts: bool) -> None:
    """Doing can be remembered, feeling can't: a later answer is left out, also from a file."""
    told = cycles(with_pick(feeling(1, 4, 4, day=day)))
    assert bool(told[0].feelings) == counts
    assert [oddity.code for oddity in told[0].ignored] == ([] if counts else ["feelings-too-late"])


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (answered(*range(1, 10)), date(2026, 5, 3), (8, 8)),
        (answered(1, 2, 3), date(2026, 3, 20), (3, 3)),
        (answered(1, 2, 3, 4), date(2026, 3, 27), (4, 4)),
        (answered(*range(1, 10), on={5: "2026-04-19"}), date(2026, 5, 3), (8, 8)),
        (answered(*range(1, 10), on={5: "2026-04-20"}), date(2026, 5, 3), (7, 8)),
        (answered(1, 2, 3, 4), date(2026, 5, 31), (3, 8)),
    ],
    ids=["eight of eight", "three so far", "four are enough", "on the last day", "a day late", "silence after four"],
)
def test_rhythm_counts_looking_back_in_time(text: str, today: date, expected: tuple[int, int]) -> None:
    """Of the last eight counted weeks, how many had a check-in within two weeks of their Sunday; no streak."""
    found = checkin_rhythm(counted_weeks(cycles(with_pick(text)), today))
    assert (found.on_time_count, found.week_count) == expected
    assert found.is_too_early == (expected[1] < 4)


def test_silence_of_a_month_changes_no_share() -> None:
    """P14 for the window: weeks of silence add no miss, they only push older weeks out."""
    told = cycles(with_pick(weekly_checkins({5: "DDDD", 13: "DDDD"})))
    busy, silent = date(2026, 3, 27), date(2026, 3, 27) + timedelta(weeks=4)
    assert applied_rate(recent_window(counted_weeks(told, busy)), busy).share == 1
    assert applied_rate(recent_window(counted_weeks(told, silent)), silent).missed_count == 0
