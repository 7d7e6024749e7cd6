"""Tests for the counted weeks, and for the applied share, feelings and rhythm over them (docs/rules.md §4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.journal_builder import PICK_TEXT, cycle_file, make_journal, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.window import applied_rate, checkin_rhythm, counted_weeks, feeling_averages, recent_window
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week

FIRST_WEEK = Week(date(2026, 3, 2))


def chain_of(*texts: str) -> Sequence[Cycle]:
    """Return cycles of one chain with these texts, the first of which starts on 2 March 2026."""
    starts = ("2026-03-02", "2026-05-04", "2026-07-06")
    return Cycles(make_journal(*(cycle_file(text, starts=start) for start, text in zip(starts, texts, strict=False))))


def counted_week_numbers(cycles: Sequence[Cycle], today: date) -> list[int]:
    """Return the numbers of the counted weeks. Week 1 is the week of 2 March."""
    return [(week.monday - FIRST_WEEK.monday).days // 7 + 1 for _, week in counted_weeks(cycles, today)]


def checkins_in(*numbers: int, on: dict[int, str] | None = None) -> str:
    """Return check-ins with a did for tip 5 in these weeks, each on its Friday or on its day in `on`."""
    events = []
    for n in numbers:
        week = FIRST_WEEK.plus(n - 1)
        day = (on or {}).get(n, week.day(4).isoformat())
        events.append(f'[[checkin]]  # {day}\nweek = "{week}"\ndid = [5]\n')
    return "\n".join(events)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (PICK_TEXT, date(2026, 3, 1), []),
        (PICK_TEXT, date(2026, 3, 22), []),
        (PICK_TEXT, date(2026, 3, 23), [1]),
        (with_pick(checkins_in(1)), date(2026, 3, 6), [1]),
        (with_pick(checkins_in(1, 3)), date(2026, 3, 20), [1, 3]),
        (with_pick(checkins_in(1, 3)), date(2026, 3, 30), [1, 2, 3]),
        (with_pick(checkins_in(1, 2), '[[pause]]\nweeks = ["2026-W10"]\n'), date(2026, 3, 20), [2]),
        (with_pick(checkins_in(1)), date(2026, 3, 1), []),
    ],
    ids=[
        "not-started", "no-deadline-expired", "deadline-expired", "checkin",
        "unanswered-week-between",
        "unanswered-week-expired", "paused-week-with-checkin", "future-checkin",
    ],
)  # fmt: skip
def test_counted_weeks_have_a_checkin_or_an_expired_deadline(text: str, today: date, expected: list[int]) -> None:
    """Future and paused weeks are not counted."""
    assert counted_week_numbers(chain_of(text), today) == expected


def test_unanswered_week_open_at_the_close_is_never_counted() -> None:
    close = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]\n"
    cycles = chain_of(with_pick(checkins_in(1, 2, 3, 4, 5, 6), close))
    assert counted_week_numbers(cycles, date(2026, 12, 31)) == [1, 2, 3, 4, 5, 6]


def test_weeks_between_cycles_are_not_counted() -> None:
    """The window continues with the weeks of the previous cycle."""
    first_text = with_pick(checkins_in(*range(1, 10)), "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]\n")
    second_text = PICK_TEXT + '\n[[checkin]]  # 2026-07-10\nweek = "2026-W28"\ndid = [5]\n'
    cycles = Cycles(make_journal(cycle_file(first_text), cycle_file(second_text, starts="2026-07-06")))
    window = recent_window(counted_weeks(cycles, date(2026, 7, 10)))
    assert [str(week) for _, week in window.current] == [
        "2026-W14",
        "2026-W15",
        "2026-W16",
        "2026-W17",
        "2026-W18",
        "2026-W28",
    ]
    assert [str(week) for _, week in window.previous] == ["2026-W10", "2026-W11", "2026-W12", "2026-W13"]


@pytest.mark.parametrize(
    ("closed_on", "counted"), [("2026-05-17", []), ("2026-05-18", [9])], ids=["last-open-day", "day-after"]
)
def test_last_week_counts_unless_it_was_open_at_the_close(closed_on: str, counted: list[int]) -> None:
    """The ninth week ends on 3 May and stays open up to and including 17 May."""
    text = with_pick(checkins_in(*range(1, 9)), f"[[close]]  # {closed_on}\ndrop = [5, 13, 33, 34, 42]\n")
    assert counted_week_numbers(chain_of(text), date(2026, 12, 31))[8:] == counted


def test_week_of_an_undone_pause_counts() -> None:
    pause = '[[pause]]\nid = "p"\nweeks = ["2026-W10"]\n'
    today = date(2026, 3, 20)
    assert counted_week_numbers(chain_of(with_pick(checkins_in(1, 2), pause)), today) == [2]
    undo = '[[undo]]\nof = ["p"]\n'
    assert counted_week_numbers(chain_of(with_pick(checkins_in(1, 2), pause, undo)), today) == [1, 2]


@pytest.mark.parametrize(
    ("week_count", "current", "previous"), [(5, 5, 0), (6, 6, 0), (7, 6, 1), (12, 6, 6), (13, 6, 6)]
)
def test_window_has_six_weeks_and_up_to_six_before_it(week_count: int, current: int, previous: int) -> None:
    second = PICK_TEXT + "\n" + checkins_in(*range(10, week_count + 1))
    close = "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]\n"
    cycles = chain_of(with_pick(checkins_in(*range(1, min(week_count, 9) + 1)), close), second)
    window = recent_window(counted_weeks(cycles, FIRST_WEEK.plus(week_count - 1).day(4)))
    numbers = [(week.monday - FIRST_WEEK.monday).days // 7 + 1 for _, week in (*window.previous, *window.current)]
    assert numbers == list(range(week_count - current - previous + 1, week_count + 1))
    assert (len(window.current), len(window.previous)) == (current, previous)


@pytest.mark.parametrize(
    ("statuses", "did", "missed", "share"),
    [
        ({5: "DDDDDDD"}, 6, 0, None),
        ({5: "DDDDDD", 13: "M"}, 6, 1, None),
        ({5: "DDDDDD", 13: "MM"}, 6, 2, Fraction(3, 4)),
        ({5: "DDDDDD", 13: "DD"}, 8, 0, Fraction(1)),
        ({5: "DDDDDD", 13: "NN?P"}, 6, 0, None),
        ({5: "DDCM", 13: "DMMD"}, 5, 3, Fraction(5, 8)),
        ({5: "DDDDD", 13: "DMMMM", 42: "DDDDM"}, 10, 5, Fraction(2, 3)),
    ],
    ids=[
        "last-six-weeks-only",
        "seven-answers",
        "eight-answers-with-misses",
        "eight-answers",
        "other-statuses-do-not-count",
        "costly-counts-as-done",
        "two-thirds",
    ],
)
def test_done_share_is_done_divided_by_done_and_missed(
    statuses: dict[int, str], did: int, missed: int, share: Fraction | None
) -> None:
    """The share covers all tips in the window. It is unknown with fewer than eight answers."""
    cycles = chain_of(with_pick(weekly_checkins(statuses)))
    rate = applied_rate(recent_window(counted_weeks(cycles, date(2026, 5, 3))), date(2026, 5, 3))
    week_count = max(map(len, statuses.values()))
    assert week_count <= 7
    assert (rate.done_count, rate.missed_count, rate.share) == (did, missed, share)


def test_previous_share_requires_four_answers() -> None:
    today = date(2026, 5, 3)
    statuses = {5: "DDDDDDDD", 13: "MM"}
    rate = applied_rate(recent_window(counted_weeks(chain_of(with_pick(weekly_checkins(statuses))), today)), today)
    assert (rate.previous_done_count, rate.previous_missed_count, rate.previous_share) == (2, 2, Fraction(1, 2))
    statuses = {5: "DDDDDDDD", 13: "M"}
    rate = applied_rate(recent_window(counted_weeks(chain_of(with_pick(weekly_checkins(statuses))), today)), today)
    assert rate.previous_share is None


def feelings_text(n: int, team: int | None, customers: int | None, day: str | None = None) -> str:
    """Return a check-in with these feelings in week n, by default on its Friday."""
    week = FIRST_WEEK.plus(n - 1)
    lines = (f"team = {team}\n" if team else "") + (f"customers = {customers}\n" if customers else "")
    return f'[[checkin]]  # {day or week.day(4)}\nweek = "{week}"\n{lines}'


def test_feeling_mean_requires_three_ratings() -> None:
    """The mean is an exact fraction, separate for team and customers."""
    cycles = chain_of(
        with_pick(feelings_text(1, 3, 2), feelings_text(2, 4, None), feelings_text(3, 4, 5), feelings_text(4, None, 4))
    )
    team, customers = feeling_averages(recent_window(counted_weeks(cycles, date(2026, 3, 27))))
    assert (team.mean, customers.mean) == (Fraction(11, 3), Fraction(11, 3))
    assert (team.ratings, customers.ratings) == ((3, 4, 4), (2, 5, 4))
    team_of_two_ratings, _customers = feeling_averages(
        recent_window(
            counted_weeks(chain_of(with_pick(feelings_text(1, 3, 3), feelings_text(2, 5, 5))), date(2026, 3, 13))
        )
    )
    assert team_of_two_ratings.mean is None


@pytest.mark.parametrize(("count", "mean"), [(0, None), (1, None), (2, Fraction(5, 2)), (3, Fraction(7, 3))])
def test_previous_feeling_mean_requires_two_ratings(count: int, mean: Fraction | None) -> None:
    """Three weeks before the window, of which some have ratings; six weeks in the window."""
    ratings = (2, 3, 2)
    before = [feelings_text(n, rating, None) for n, rating in enumerate(ratings[:count], 1)]
    unrated = [checkins_in(n) for n in range(count + 1, 4)]
    text = with_pick(*before, *unrated, *(feelings_text(n, 4, 4) for n in range(4, 10)))
    team, _customers = feeling_averages(recent_window(counted_weeks(chain_of(text), date(2026, 5, 3))))
    assert (team.ratings, team.previous_ratings, team.previous_mean) == ((4,) * 6, ratings[:count], mean)


@pytest.mark.parametrize(
    ("day", "is_accepted"),
    [("2026-03-12", True), ("2026-03-13", False), ("2026-04-25", False)],
    ids=["thursday", "friday", "later"],
)
def test_feelings_count_until_the_thursday_after_the_week(day: str, *, is_accepted: bool) -> None:
    """Later feelings are ignored, even if a file contains them."""
    cycles = chain_of(with_pick(feelings_text(1, 4, 4, day=day)))
    assert bool(cycles[0].feelings) == is_accepted
    assert [ignored.code for ignored in cycles[0].ignored] == ([] if is_accepted else ["feelings-too-late"])


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (checkins_in(*range(1, 10)), date(2026, 5, 3), (8, 8)),
        (checkins_in(1, 2, 3), date(2026, 3, 20), (3, 3)),
        (checkins_in(1, 2, 3, 4), date(2026, 3, 27), (4, 4)),
        (checkins_in(*range(1, 10), on={5: "2026-04-19"}), date(2026, 5, 3), (8, 8)),
        (checkins_in(*range(1, 10), on={5: "2026-04-20"}), date(2026, 5, 3), (7, 8)),
        (checkins_in(1, 2, 3, 4), date(2026, 5, 31), (3, 8)),
    ],
    ids=["eight-of-eight", "three-weeks", "four-weeks", "on-last-day", "one-day-late", "unanswered-weeks-after-four"],
)
def test_rhythm_counts_checkins_on_time(text: str, today: date, expected: tuple[int, int]) -> None:
    """The rhythm is the number of the last eight counted weeks with a check-in within 14 days of their Sunday."""
    rhythm = checkin_rhythm(counted_weeks(chain_of(with_pick(text)), today))
    assert (rhythm.on_time_count, rhythm.week_count) == expected
    assert rhythm.is_too_early == (expected[1] < 4)


def test_weeks_without_checkin_add_no_misses() -> None:
    """P14 for the window: weeks without a check-in only move older weeks out of the window."""
    cycles = chain_of(with_pick(weekly_checkins({5: "DDDD", 13: "DDDD"})))
    last_checkin, four_weeks_later = date(2026, 3, 27), date(2026, 3, 27) + timedelta(weeks=4)
    assert applied_rate(recent_window(counted_weeks(cycles, last_checkin)), last_checkin).share == 1
    assert applied_rate(recent_window(counted_weeks(cycles, four_weeks_later)), four_weeks_later).missed_count == 0
