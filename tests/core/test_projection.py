"""Projection of events into a cycle (docs/rules.md §1–2, §6–7), with the properties P4, P7 and P13 (§8)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import (
    PICK_TEXT,
    cycle_file,
    fold_cycle,
    make_catalogue,
    make_journal,
    status_letters,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.cycle import Cycle, IgnoredEvent, Status, WeekFeelings
from tipcycle.core.events import (
    Checkin,
    Close,
    CycleFile,
    CycleHeader,
    Event,
    Journal,
    Lesson,
    Note,
    Pause,
    Payload,
    Pick,
    Plan,
    Share,
    Summary,
    Swap,
    Undo,
    Voice,
)
from tipcycle.core.momentum.strength import cycle_tip_records
from tipcycle.core.projection import Cycles, fold, is_void
from tipcycle.core.weeks import Week

WEEK_4_SUNDAY = date(2026, 3, 29)
"""The Sunday of the fourth week. The cycle of these tests is from 2 March to 3 May 2026 (W10–W18)."""
KIND_OF = make_catalogue().kind_of


def ignored_codes(cycle: Cycle) -> list[tuple[str, int | None]]:
    """Return the code and the tip of each ignored event."""
    return [(ignored_event.code, ignored_event.tip) for ignored_event in cycle.ignored]


# States


@pytest.mark.parametrize(
    ("today", "state", "week"),
    [
        ("2026-03-01", "planned", None),
        ("2026-03-02", "running", 1),
        ("2026-03-08", "running", 1),
        ("2026-03-09", "running", 2),
        ("2026-05-03", "running", 9),
        ("2026-05-04", "ended", None),
        ("2027-05-04", "ended", None),
    ],
)
def test_state_and_week_number_by_date(today: str, state: str, week: int | None) -> None:
    """A cycle is planned before its first Monday and ended after its last Sunday."""
    cycle = fold_cycle()
    day = date.fromisoformat(today)
    assert (cycle.state(day), cycle.week_number(Week.of(day))) == (state, week)


@pytest.mark.parametrize("today", ["2026-03-01", "2026-04-30", "2026-05-03", "2026-05-04"])
def test_closed_cycle_is_closed_on_every_date(today: str) -> None:
    """Dates before the close are included."""
    cycle = fold_cycle(with_pick("[[close]]  # 2026-04-30\ndrop = [5, 13, 33, 34, 42]"))
    assert cycle.state(date.fromisoformat(today)) == "closed"
    assert cycle.closed_on == date(2026, 4, 30)


def test_cycle_has_whole_calendar_weeks() -> None:
    cycle = fold_cycle()
    assert [str(week) for week in cycle.weeks] == [f"2026-W{n}" for n in range(10, 19)]
    assert (cycle.starts, cycle.ends) == (date(2026, 3, 2), date(2026, 5, 3))
    assert cycle.five == (5, 13, 33, 34, 42)


@pytest.mark.parametrize(
    ("starts", "last_week", "ends"),
    [
        pytest.param("2026-03-02", "2026-W18", "2026-05-03", id="within-a-year"),
        pytest.param("2026-11-02", "2026-W53", "2027-01-03", id="ends-in-week-53"),
        pytest.param("2026-12-07", "2027-W05", "2027-02-07", id="after-week-53"),
        pytest.param("2027-12-06", "2028-W05", "2028-02-06", id="after-week-52"),
        pytest.param("2025-11-03", "2026-W01", "2026-01-04", id="ends-in-week-1"),
        pytest.param("2026-12-28", "2027-W08", "2027-02-28", id="begins-in-week-53"),
    ],
)
def test_last_week_accepts_answers_and_swaps(starts: str, last_week: str, ends: str) -> None:
    """This also applies to a cycle that ends near the turn of the year."""
    first_week = Week(date.fromisoformat(starts))
    parsed_last_week = Week.parse(last_week)
    week_count = (parsed_last_week.monday - first_week.monday).days // 7 + 1
    swap = f'[[swap]]\nfrom = "{parsed_last_week}"\nold = 42\nnew = 60\nbecause = "x"'
    cycle = fold_cycle(with_pick(weekly_checkins({5: "D" * week_count}, starts=starts), swap), starts=starts)
    assert (str(cycle.weeks[-1]), str(cycle.ends)) == (last_week, ends)
    assert ignored_codes(cycle) == [], "an answer or a swap of one of its own weeks was left out"
    assert status_letters(cycle.statuses(5, cycle.ends)) == "D" * week_count
    assert status_letters(cycle.statuses(60, cycle.ends)) == "." * (week_count - 1) + "?"
    assert list(cycle.checkin_dates) == [first_week.plus(n) for n in range(week_count)]
    assert (cycle.state(cycle.ends), cycle.week_number(Week.of(cycle.ends))) == ("running", week_count)
    assert cycle.state(cycle.ends + timedelta(days=1)) == "ended"


# Status of a tip in a week

STATUSES = [
    pytest.param("", "????.....", id="no-answer"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ndid = [5]', "D???.....", id="did"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ncostly = [5]', "C???.....", id="costly"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nmissed = [5]', "M???.....", id="missed"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nnone = [5]', "N???.....", id="no-occasion"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nbuilt = [5]', "D???.....", id="built-counts-as-did"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nbuilt = [5]\ncostly = [5]', "C???.....", id="built-and-costly"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ndid = [13]', "????.....", id="not-in-check-in"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nteam = 4', "????.....", id="only-feelings"),
    pytest.param('[[checkin]]\nweek = "2026-W13"\ndid = [5]', "???D.....", id="current-week"),
    pytest.param('[[checkin]]\nweek = "2026-W14"\ndid = [5]', "????.....", id="future-week"),
    pytest.param('[[checkin]]\nweek = "2026-W09"\ndid = [5]', "????.....", id="week-outside-cycle"),
    pytest.param(
        """
        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        did = [5, 13]

        [[checkin]]  # 2026-03-20
        week = "2026-W10"
        missed = [5]
        """,
        "M???.....",
        id="later-answer-replaces-earlier",
    ),
    pytest.param(
        """
        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        missed = [5]

        [[checkin]]  # 2026-03-20
        week = "2026-W10"
        did = [13]
        """,
        "M???.....",
        id="later-check-in-keeps-other-answers",
    ),
    pytest.param(
        """
        [[checkin]]
        at = 2026-03-20T08:00:00Z
        week = "2026-W10"
        did = [5]

        [[checkin]]
        at = 2026-03-06T08:00:00Z
        week = "2026-W10"
        missed = [5]
        """,
        "D???.....",
        id="later-by-timestamp-not-by-position",
    ),
    pytest.param(
        """
        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        missed = [5]

        [[checkin]]  # 2026-03-07
        id = "wrong"
        week = "2026-W10"
        did = [5]

        [[undo]]
        of = ["wrong"]
        """,
        "M???.....",
        id="latest-undone",
    ),
    pytest.param('[[pause]]\nweeks = ["2026-W11", "2026-W12"]', "?PP?.....", id="paused"),
    pytest.param('[[pause]]\nweeks = ["2026-W13", "2026-W14"]', "???P.....", id="current-and-future-week-paused"),
    pytest.param('[[pause]]\nid = "p"\nweeks = ["2026-W11"]\n\n[[undo]]\nof = ["p"]', "????.....", id="pause-undone"),
    pytest.param(
        """
        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        did = [5]

        [[checkin]]  # 2026-03-07
        week = "2026-W10"
        missed = [5]

        [[pause]]
        weeks = ["2026-W10"]
        """,
        "P???.....",
        id="pause-applies-to-latest-answer",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATUSES)
def test_status_of_each_week(text: str, expected: str) -> None:
    """The statuses are those on the Sunday of the fourth week."""
    assert status_letters(fold_cycle(with_pick(text)).statuses(5, WEEK_4_SUNDAY)) == expected


RANKED_KEYS = ("costly", "did", "none", "missed")
STATUS_BY_KEY = {"costly": "C", "did": "D", "none": "N", "missed": "M"}


@pytest.mark.parametrize(("first_key", "second_key"), list(product(RANKED_KEYS, RANKED_KEYS)), ids="-".join)
def test_answers_with_equal_timestamps_are_ranked(first_key: str, second_key: str) -> None:
    """The order is costly, did, none, missed, and the ids do not matter."""
    text = """
        [[checkin]]
        id = "{0}"
        at = 2026-03-06T08:00:00.000001Z
        week = "2026-W10"
        {1} = [5]

        [[checkin]]
        id = "{2}"
        at = 2026-03-06T08:00:00.000001Z
        week = "2026-W10"
        {3} = [5]
    """
    expected = STATUS_BY_KEY[min(first_key, second_key, key=RANKED_KEYS.index)]
    for ids in permutations("ab"):
        cycle = fold_cycle(with_pick(text.format(ids[0], first_key, ids[1], second_key)))
        assert cycle.status(5, Week.parse("2026-W10"), WEEK_4_SUNDAY).letter == expected


def test_later_timestamp_beats_rank() -> None:
    """A miss that is one microsecond later replaces a costly answer."""
    text = """
        [[checkin]]
        at = 2026-03-06T08:00:00.000001Z
        week = "2026-W10"
        costly = [5]

        [[checkin]]
        at = 2026-03-06T08:00:00.000002Z
        week = "2026-W10"
        missed = [5]
    """
    assert fold_cycle(with_pick(text)).status(5, Week.parse("2026-W10"), WEEK_4_SUNDAY).letter == "M"


def test_contradictory_answers_in_one_check_in_are_ranked() -> None:
    text = '[[checkin]]\nweek = "2026-W10"\nmissed = [5, 13, 33]\nnone = [5, 13, 33]\ndid = [5, 13]\ncostly = [5]'
    cycle = fold_cycle(with_pick(text))
    assert [cycle.status(tip, Week.parse("2026-W10"), WEEK_4_SUNDAY).letter for tip in (5, 13, 33)] == ["C", "D", "N"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("costly", "C"), ("did", "D"), ("built", "D"), ("none", "P"), ("missed", "P"), (None, "P")],
)
@pytest.mark.parametrize("pause_on", ["2026-02-20", "2026-03-06", "2026-04-20"], ids=["before", "during", "after"])
def test_only_done_answers_count_in_paused_week(answer: str | None, expected: str, pause_on: str) -> None:
    """The date on which the pause was entered does not matter."""
    checkin = f'[[checkin]]  # 2026-03-07\nweek = "2026-W10"\n{answer} = [5]' if answer else ""
    pause = f'[[pause]]  # {pause_on}\nweeks = ["2026-W10"]'
    assert fold_cycle(with_pick(checkin, pause)).status(5, Week.parse("2026-W10"), WEEK_4_SUNDAY).letter == expected


def test_answer_for_tip_outside_five_is_ignored() -> None:
    cycle = fold_cycle(with_pick('[[checkin]]\nweek = "2026-W10"\ndid = [5, 77]'))
    assert status_letters(cycle.statuses(77, WEEK_4_SUNDAY)) == "........."
    assert ignored_codes(cycle) == [("tip-not-active", 77)]


def test_check_in_outside_cycle_is_ignored() -> None:
    checkins = "".join(f'[[checkin]]\nweek = "2026-W{n:02}"\ndid = [5]\nteam = 3\n\n' for n in (9, 10, 18, 19))
    cycle = fold_cycle(with_pick(checkins))
    assert ignored_codes(cycle) == [("week-outside", None)] * 2
    assert sorted(map(str, cycle.checkin_dates)) == ["2026-W10", "2026-W18"]


# Weeks with a check-in

CHECKIN_DATES = [
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nmissed = [5]', "2026-03-06", id="answer-for-tip"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 3', "2026-03-06", id="only-team"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ncustomers = 3', "2026-03-06", id="only-customers"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nanswer = "the till"', None, id="only-free-text-answer"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"', None, id="empty-check-in"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [77]', None, id="only-tip-outside-five"),
    pytest.param('[[note]]  # 2026-03-06\nweek = "2026-W10"\ntip = 5\ntext = "x"', None, id="only-note"),
    pytest.param('[[voice]]  # 2026-03-06\nweek = "2026-W10"\ntext = "x"', None, id="only-voice"),
    pytest.param('[[checkin]]  # 2026-03-13\nweek = "2026-W10"\nteam = 3', None, id="only-late-feelings"),
    pytest.param(
        """
        [[checkin]]  # 2026-03-10
        week = "2026-W10"
        did = [5]

        [[checkin]]  # 2026-03-20
        week = "2026-W10"
        did = [13]
        """,
        "2026-03-10",
        id="earliest-of-two",
    ),
    pytest.param(
        """
        [[checkin]]  # 2026-03-10
        id = "first"
        week = "2026-W10"
        did = [5]

        [[checkin]]  # 2026-03-20
        week = "2026-W10"
        did = [13]

        [[undo]]
        of = ["first"]
        """,
        "2026-03-20",
        id="earliest-active",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHECKIN_DATES)
def test_checkin_date_is_earliest_active_check_in(text: str, expected: str | None) -> None:
    """A check-in counts if it has an answer for a tip, the team or the customers."""
    assert fold_cycle(with_pick(text)).checkin_dates.get(Week.parse("2026-W10")) == (
        date.fromisoformat(expected) if expected else None
    )


# Feelings


@pytest.mark.parametrize(
    ("entered_on", "counts"),
    [
        ("2026-03-06", True),
        ("2026-03-08", True),
        ("2026-03-12", True),
        ("2026-03-13", False),
        ("2026-03-27", False),
    ],
    ids=["friday", "sunday", "thursday-after", "friday-after", "three-weeks-later"],
)
def test_feelings_count_until_thursday_after_week(entered_on: str, counts: bool) -> None:
    """Later feelings are ignored, but the answers for tips in the same check-in count."""
    cycle = fold_cycle(with_pick(f'[[checkin]]  # {entered_on}\nweek = "2026-W10"\ndid = [5]\nteam = 4\ncustomers = 2'))
    assert cycle.feelings == ({Week.parse("2026-W10"): WeekFeelings(4, 2)} if counts else {})
    assert ignored_codes(cycle) == ([] if counts else [("feelings-too-late", None)])
    assert cycle.status(5, Week.parse("2026-W10"), WEEK_4_SUNDAY).letter == "D"


def test_later_feeling_replaces_only_same_feeling() -> None:
    """A correction of the team feeling keeps the customer feeling, and a late correction is ignored."""
    cycle = fold_cycle(
        with_pick("""
            [[checkin]]  # 2026-03-06
            week = "2026-W10"
            team = 2
            customers = 4

            [[checkin]]  # 2026-03-09
            week = "2026-W10"
            team = 3

            [[checkin]]  # 2026-03-13
            week = "2026-W10"
            team = 5
        """)
    )
    assert cycle.feelings == {Week.parse("2026-W10"): WeekFeelings(3, 4)}
    parts = ('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 2', '[[checkin]]\nweek = "2026-W10"\ncustomers = 4')
    assert fold_cycle(with_pick(*parts)).feelings == {Week.parse("2026-W10"): WeekFeelings(2, 4)}


# Swaps

SWAPS = [
    pytest.param("", {5: "????.....", 42: "????....."}, [], id="no-swap"),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W12"\nbecause = "x"',
        {7: "..??.....", 5: "??......."},
        [],
        id="swap-in-third-week",
    ),
    pytest.param(
        '[[swap]]  # 2026-02-28\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"',
        {7: "????.....", 5: "........."},
        [],
        id="before-first-monday",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-02\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"',
        {7: "????.....", 5: "........."},
        [],
        id="on-first-monday",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-29\nold = 5\nnew = 7\nfrom = "2026-W18"\nbecause = "x"',
        {7: ".........", 5: "????....."},
        [],
        id="from-last-week",
    ),
    pytest.param(
        """
        [[checkin]]  # 2026-03-16
        week = "2026-W12"
        did = [5]

        [[swap]]  # 2026-03-17
        old = 5
        new = 7
        from = "2026-W13"
        because = "x"

        [[checkin]]  # 2026-03-20
        week = "2026-W13"
        did = [5, 7]
        """,
        {5: "??D......", 7: "...D....."},
        [("tip-not-active", 5)],
        id="answers-count-only-during-tenure",
    ),
    pytest.param(
        """
        [[swap]]  # 2026-03-10
        old = 5
        new = 7
        from = "2026-W11"
        because = "x"

        [[swap]]  # 2026-03-24
        old = 7
        new = 8
        from = "2026-W13"
        because = "x"
        """,
        {5: "?........", 7: ".??......", 8: "...?....."},
        [],
        id="place-swapped-twice",
    ),
    pytest.param(
        """
        [[swap]]  # 2026-03-10
        old = 5
        new = 7
        from = "2026-W11"
        because = "x"

        [[swap]]  # 2026-03-24
        old = 13
        new = 5
        from = "2026-W13"
        because = "x"
        """,
        {5: "?........", 7: ".???.....", 13: "????....."},
        [("swap-does-not-fit", 13)],
        id="swapped-out-tip-cannot-return",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 77\nnew = 7\nfrom = "2026-W12"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 77)],
        id="old-tip-not-in-five",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 13\nfrom = "2026-W12"\nbecause = "x"',
        {5: "????.....", 13: "????....."},
        [("swap-does-not-fit", 5)],
        id="new-tip-already-in-five",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W19"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 5)],
        id="from-week-after-last",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W09"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 5)],
        id="from-week-before-first",
    ),
    pytest.param(
        """
        [[swap]]  # 2026-03-17
        id = "s"
        old = 5
        new = 7
        from = "2026-W12"
        because = "x"

        [[undo]]
        of = ["s"]
        """,
        {5: "????.....", 7: "........."},
        [],
        id="swap-undone",
    ),
]


@pytest.mark.parametrize(("text", "statuses", "expected_codes"), SWAPS)
def test_swaps_change_tenures(text: str, statuses: dict[int, str], expected_codes: list[tuple[str, int]]) -> None:
    """A tip has a status only during its tenure, and a swap that does not fit is ignored."""
    cycle = fold_cycle(with_pick(text))
    assert {tip: status_letters(cycle.statuses(tip, WEEK_4_SUNDAY)) for tip in statuses} == statuses
    assert ignored_codes(cycle) == expected_codes
    assert len(cycle.five) == 5


def test_swapped_out_tips_come_last() -> None:
    """A new tip takes the place of the old one."""
    text = """
        [[swap]]  # 2026-03-10
        old = 33
        new = 7
        from = "2026-W11"
        because = "x"

        [[swap]]  # 2026-03-11
        old = 5
        new = 8
        from = "2026-W11"
        because = "x"
    """
    cycle = fold_cycle(with_pick(text))
    assert [tenure.tip for tenure in cycle.tenures] == [8, 13, 7, 34, 42, 33, 5]
    assert cycle.five == (8, 13, 7, 34, 42)


def test_tip_swapped_out_before_start_can_return() -> None:
    """A swap before the first Monday ends no tenure and is not in `Cycle.swaps`."""
    swap_out = """
        [[swap]]  # 2026-02-27
        old = 5
        new = 7
        from = "2026-W10"
        because = "second thoughts"
    """
    swap_back = """
        [[swap]]  # 2026-02-28
        old = 7
        new = 5
        from = "2026-W10"
        because = "third thoughts"
    """
    after_first_swap, after_second_swap = fold_cycle(with_pick(swap_out)), fold_cycle(with_pick(swap_out, swap_back))
    assert [tenure.tip for tenure in after_first_swap.tenures] == [7, 13, 33, 34, 42]
    assert [tenure.tip for tenure in after_second_swap.tenures] == [5, 13, 33, 34, 42]
    assert after_first_swap.swaps == after_second_swap.swaps == ()
    assert status_letters(after_second_swap.statuses(5, WEEK_4_SUNDAY)) == "????....."


def test_later_swap_of_returned_tip_is_included() -> None:
    """Swaps before the first Monday do not hide a later swap of the same tip."""
    cycle = fold_cycle(
        with_pick("""
            [[swap]]  # 2026-02-27
            old = 5
            new = 7
            from = "2026-W10"
            because = "second thoughts"

            [[swap]]  # 2026-02-28
            old = 7
            new = 5
            from = "2026-W10"
            because = "third thoughts"

            [[swap]]  # 2026-03-17
            old = 5
            new = 8
            from = "2026-W12"
            because = "the counter moved"
        """)
    )
    assert [swap.because for swap in cycle.swaps] == ["the counter moved"]
    assert [tenure.tip for tenure in cycle.tenures] == [8, 13, 33, 34, 42, 5]


def test_swap_on_first_monday_is_included() -> None:
    """The old tip is the sixth tip of the cycle, although it has no week."""
    cycle = fold_cycle(with_pick('[[swap]]  # 2026-03-02\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"'))
    assert [tenure.tip for tenure in cycle.tenures] == [7, 13, 33, 34, 42, 5]
    assert len(cycle.swaps) == 1


def test_swap_with_greater_id_wins_on_equal_timestamps() -> None:
    """The other swap no longer fits and is ignored."""
    text = """
        [[swap]]  # 2026-03-17
        id = "{0}"
        at = 2026-03-17T08:00:00Z
        old = 5
        new = 7
        from = "2026-W12"
        because = "x"

        [[swap]]  # 2026-03-17
        id = "{1}"
        at = 2026-03-17T08:00:00Z
        old = 5
        new = 8
        from = "2026-W12"
        because = "x"
    """
    for ids, new_tip in ((("a", "b"), 8), (("b", "a"), 7)):
        cycle = fold_cycle(with_pick(text.format(*ids)))
        assert cycle.five == (new_tip, 13, 33, 34, 42)
        assert ignored_codes(cycle) == [("swap-does-not-fit", 5)]


# Notes and voices

NOTE_TEMPLATE = '[[note]]  # 2026-03-03\ntip = 5\nweek = "2026-W10"\ntext = "{}"'
NOTES = [
    pytest.param([NOTE_TEMPLATE.format("one")], ["one"], id="one-note"),
    pytest.param([NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format("two")], ["two"], id="latest-of-tip-and-week"),
    pytest.param([NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format("")], [], id="empty-text-clears"),
    pytest.param([NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format(" ")], [], id="blank-text-clears"),
    pytest.param(
        [NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format(""), NOTE_TEMPLATE.format("two")],
        ["two"],
        id="new-note-after-clearing",
    ),
    pytest.param(
        [NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format("two").replace("W10", "W11")],
        ["one", "two"],
        id="another-week",
    ),
    pytest.param(
        [NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format("two").replace("5", "13", 1)],
        ["one", "two"],
        id="another-tip",
    ),
    pytest.param(['[[note]]\ntext = "one"', '[[note]]\ntext = "two"'], ["one", "two"], id="all-notes-without-tip"),
    pytest.param(
        ['[[note]]\ntext = "one"', '[[note]]\ntext = ""'], ["one"], id="empty-note-without-tip-clears-nothing"
    ),
    pytest.param(
        ['[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "one"', '[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "two"'],
        ["one", "two"],
        id="all-voices",
    ),
    pytest.param(
        [NOTE_TEMPLATE.format("one"), '[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "two"'],
        ["one", "two"],
        id="voice-does-not-replace-note",
    ),
    pytest.param(
        [NOTE_TEMPLATE.format("one"), NOTE_TEMPLATE.format("two") + '\nid = "n"', '[[undo]]\nof = ["n"]'],
        ["one"],
        id="latest-note-undone",
    ),
]


@pytest.mark.parametrize(("parts", "texts"), NOTES)
def test_latest_note_of_tip_and_week_counts(parts: list[str], texts: list[str]) -> None:
    """All voices and all notes without a tip are kept."""
    assert [remark.text for remark in fold_cycle(with_pick(*parts)).remarks] == texts


def test_note_that_replaces_shared_note_is_private() -> None:
    """Sharing applies to one note only."""
    first = NOTE_TEMPLATE.format("one") + "\nshared = true"
    assert [remark.shared for remark in fold_cycle(with_pick(first)).remarks] == [True]
    assert [remark.shared for remark in fold_cycle(with_pick(first, NOTE_TEMPLATE.format("two"))).remarks] == [False]


@pytest.mark.parametrize(
    ("share_blocks", "shared"),
    [
        ([], False),
        (['[[share]]\nof = "v"\nshared = true'], True),
        (['[[share]]\nof = "v"\nshared = true', '[[share]]\nof = "v"\nshared = false'], False),
        (['[[share]]\nid = "s"\nof = "v"\nshared = true', '[[undo]]\nof = ["s"]'], False),
        (['[[share]]\nof = "another"\nshared = true'], False),
    ],
    ids=["not-shared", "shared", "unshared", "share-undone", "other-remark-shared"],
)
def test_remark_is_private_until_shared(share_blocks: list[str], shared: bool) -> None:
    """The latest active share of a remark counts."""
    (remark,) = fold_cycle(with_pick('[[voice]]\nid = "v"\ntext = "heard"\nby = "a customer"', *share_blocks)).remarks
    assert (remark.shared, remark.by, remark.is_voice) == (shared, "a customer", True)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], None),
        (['[[words]]\ntext = "calmer"'], "calmer"),
        (['[[words]]\ntext = "calmer"', '[[words]]\ntext = "quieter"'], "quieter"),
        (['[[words]]\ntext = "calmer"', '[[words]]\ntext = " "'], None),
        (['[[words]]\ntext = "calmer"', '[[words]]\nid = "w"\ntext = "quieter"', '[[undo]]\nof = ["w"]'], "calmer"),
    ],
    ids=["none", "one", "latest", "blank-text-clears", "latest-undone"],
)
def test_latest_active_summary_counts(parts: list[str], expected: str | None) -> None:
    assert fold_cycle(with_pick(*parts)).summary == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], {}),
        (
            ['[[plan]]\ntip = 5\ntext = "on Mondays"', '[[plan]]\ntip = 13\ntext = "at lunch"'],
            {5: "on Mondays", 13: "at lunch"},
        ),
        (['[[plan]]\ntip = 5\ntext = "on Mondays"', '[[plan]]\ntip = 5\ntext = "on Tuesdays"'], {5: "on Tuesdays"}),
        (['[[plan]]\ntip = 5\ntext = "on Mondays"', '[[plan]]\ntip = 5\ntext = " "'], {}),
    ],
    ids=["none", "two-tips", "latest", "blank-text-clears"],
)
def test_latest_plan_of_each_tip_counts(parts: list[str], expected: dict[int, str]) -> None:
    assert fold_cycle(with_pick(*parts)).plans == expected


# Close

CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13]\nextend = [33]\ndrop = [34, 42]"
EVENTS_AFTER_CLOSE = [
    pytest.param('[[checkin]]\nweek = "2026-W18"\nmissed = [5]', True, id="check-in"),
    pytest.param('[[note]]\ntext = "late"', True, id="note"),
    pytest.param('[[pause]]\nweeks = ["2026-W18"]', True, id="pause"),
    pytest.param('[[swap]]\nold = 5\nnew = 7\nfrom = "2026-W18"\nbecause = "x"', True, id="swap"),
    pytest.param('[[words]]\ntext = "late"', True, id="summary"),
    pytest.param('[[lesson]]\ntip = 5\ntext = "late"', True, id="lesson"),
    pytest.param("[[close]]\ndrop = [5, 13, 33, 34, 42]", True, id="second-close"),
    pytest.param("[[pick]]\ntips = [1, 2, 3, 4, 6]", True, id="second-pick"),
    pytest.param('[[voice]]\ntext = "late"', False, id="voice"),
    pytest.param('[[share]]\nof = "2026-03-02-2"\nshared = true', False, id="share"),
]


@pytest.mark.parametrize(("text", "is_ignored"), EVENTS_AFTER_CLOSE)
def test_closed_cycle_accepts_only_voices_and_shares(text: str, is_ignored: bool) -> None:
    """Other events after the close are ignored."""
    checkin = '[[checkin]]  # 2026-05-01\nweek = "2026-W18"\ndid = [5]'
    closed_cycle = fold_cycle(with_pick(checkin, CLOSE))
    cycle = fold_cycle(with_pick(checkin, CLOSE, text))
    assert ignored_codes(cycle) == ([("after-the-close", None)] if is_ignored else [])
    assert replace(cycle, ignored=(), remarks=()) == replace(closed_cycle, remarks=())
    assert len(cycle.remarks) == (1 if text.startswith("[[voice]]") else 0)


def test_voice_after_close_can_be_shared() -> None:
    cycle = fold_cycle(with_pick(CLOSE, '[[voice]]\nid = "v"\ntext = "late"', '[[share]]\nof = "v"\nshared = true'))
    assert [(remark.text, remark.shared) for remark in cycle.remarks] == [("late", True)]


def test_event_with_timestamp_of_close_counts() -> None:
    """Lessons from the same command count, and later events are ignored."""
    timestamp_line = "\nat = 2026-05-01T08:00:00Z"
    later_timestamp_line = "\nat = 2026-05-01T08:00:00.000001Z"
    cycle = fold_cycle(
        with_pick(
            CLOSE + timestamp_line,
            '[[lesson]]\ntip = 5\ntext = "on a Tuesday"' + timestamp_line,
            '[[lesson]]\ntip = 13\ntext = "a small table"' + later_timestamp_line,
        )
    )
    assert cycle.lessons == {5: "on a Tuesday"}
    assert ignored_codes(cycle) == [("after-the-close", None)]


def test_undone_close_reopens_cycle() -> None:
    """Events that were ignored because of the close count again."""
    cycle = fold_cycle(
        with_pick(
            CLOSE + '\nid = "c"',
            '[[checkin]]  # 2026-05-02\nweek = "2026-W18"\ndid = [5]',
            '[[undo]]\nof = ["c"]',
        )
    )
    assert cycle.close is None
    assert cycle.state(date(2026, 5, 4)) == "ended"
    assert cycle.status(5, Week.parse("2026-W18"), date(2026, 5, 4)).letter == "D"
    assert cycle.ignored == ()


def test_cycle_can_be_closed_again_after_undone_close() -> None:
    cycle = fold_cycle(
        with_pick(CLOSE + '\nid = "c"', '[[undo]]\nof = ["c"]', "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]")
    )
    assert cycle.close is not None
    assert cycle.close.drop == (5, 13, 33, 34, 42)
    assert cycle.closed_on == date(2026, 5, 3)


def test_free_text_answer_stays_until_replaced() -> None:
    """A later check-in without a free-text answer keeps the earlier one."""
    parts = [
        f'[[checkin]]\nweek = "2026-W10"\n{answer_line}'
        for answer_line in ('answer = "first"', "did = [5]", 'answer = "last"')
    ]
    assert fold_cycle(with_pick(*parts[:2])).texts["answer"] == {Week.parse("2026-W10"): "first"}
    assert fold_cycle(with_pick(*parts)).texts["answer"] == {Week.parse("2026-W10"): "last"}


def test_empty_lesson_is_left_out() -> None:
    timestamp_line = "at = 2026-05-01T08:02:00Z"
    lessons = [
        f'[[lesson]]\n{timestamp_line}\ntip = {tip}\ntext = "{text}"' for tip, text in ((5, "on Tuesdays"), (13, ""))
    ]
    assert fold_cycle(with_pick(f"{CLOSE}\n{timestamp_line}", *lessons)).lessons == {5: "on Tuesdays"}


def test_close_with_greater_id_wins_on_equal_timestamps() -> None:
    text = """
        [[close]]
        id = "{0}"
        at = 2026-05-01T08:00:00Z
        keep = [5, 13, 33, 34, 42]

        [[close]]
        id = "{1}"
        at = 2026-05-01T08:00:00Z
        drop = [5, 13, 33, 34, 42]
    """
    for ids, expected_keep in ((("a", "b"), ()), (("b", "a"), (5, 13, 33, 34, 42))):
        cycle = fold_cycle(with_pick(text.format(*ids)))
        assert cycle.close is not None
        assert cycle.close.keep == expected_keep


# Void cycles and cycle numbers


def test_undone_pick_makes_cycle_void() -> None:
    """The next cycle, or a new pick in the same file, gets the number of the void cycle."""
    void_text = PICK_TEXT.replace("tips", 'id = "p"\ntips') + '\n[[undo]]\nof = ["p"]\n'
    picked_again_text = void_text + "\n[[pick]]\ntips = [1, 2, 3, 4, 6]\n"
    next_file = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    assert fold(cycle_file(void_text), 1) is None
    assert [(cycle.number, cycle.starts) for cycle in Cycles(make_journal(cycle_file(void_text), next_file))] == [
        (1, date(2026, 5, 4))
    ]
    assert [cycle.number for cycle in Cycles(make_journal(cycle_file(picked_again_text), next_file))] == [1, 2]
    assert fold_cycle(picked_again_text).five == (1, 2, 3, 4, 6)


def test_close_before_pick_closes_nothing() -> None:
    """One wrong stamp must not hide the cycle: the early close is reported, and the later one counts."""
    text = "[[close]]  # 2026-03-03\n\n[[pick]]  # 2026-03-04\ntips = [5, 13, 33, 34, 42]\n"
    assert fold_cycle(text).close is None
    assert [ignored.code for ignored in fold_cycle(text).ignored] == ["close-before-pick"]
    assert fold_cycle(f"{text}\n[[close]]  # 2026-03-05\n").close is not None


def test_pick_with_greater_id_wins_on_equal_timestamps() -> None:
    text = """
        [[pick]]
        id = "{0}"
        at = 2026-03-01T08:00:00Z
        tips = [1, 2, 3, 4, 6]

        [[pick]]
        id = "{1}"
        at = 2026-03-01T08:00:00Z
        tips = [5, 13, 33, 34, 42]
    """
    assert fold_cycle(text.format("a", "b")).five == (5, 13, 33, 34, 42)
    assert fold_cycle(text.format("b", "a")).five == (1, 2, 3, 4, 6)


def test_weeks_and_anchor_of_pick_override_header() -> None:
    cycle = fold_cycle("[[pick]]\ntips = [1, 2, 3, 4, 6]\nweeks = 8\nanchor = 2026-01-05\n")
    assert cycle.header == CycleHeader(date(2026, 3, 2), 8, date(2026, 1, 5))
    assert len(cycle.weeks) == 8


def test_cycles_are_numbered_by_start_date() -> None:
    """The order of the files does not matter."""
    first, second = cycle_file(), cycle_file(starts="2026-05-04", anchor="2026-03-02")
    assert [*Cycles(make_journal(first, second))] == [*Cycles(make_journal(second, first))]
    assert [cycle.starts for cycle in Cycles(make_journal(second, first))] == [date(2026, 3, 2), date(2026, 5, 4)]


# Properties

HEADER = CycleHeader(date(2026, 3, 2), 9, date(2026, 3, 2))
WEEKS = st.sampled_from([Week(date(2026, 2, 23)).plus(n) for n in range(11)])
"""The weeks of the cycle, and one week before and after it."""
TIPS = st.integers(1, 8)
TIP_TUPLES = st.lists(TIPS, max_size=3, unique=True).map(tuple)
FEELINGS = st.none() | st.integers(1, 5)
TEXTS = st.sampled_from(["", " ", "one", "two", "three"])
IDS = [f"{n:02}" for n in range(14)]
DAYS = st.dates(date(2026, 2, 26), date(2026, 5, 12))

PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    st.builds(
        Checkin, week=WEEKS, did=TIP_TUPLES, costly=TIP_TUPLES, missed=TIP_TUPLES, none=TIP_TUPLES, built=TIP_TUPLES,
        team=FEELINGS, customers=FEELINGS, answer=st.none() | TEXTS,
    ),
    st.builds(Note, text=TEXTS, tip=st.none() | TIPS, week=st.none() | WEEKS, shared=st.booleans()),
    st.builds(Voice, text=TEXTS, tip=st.none() | TIPS, shared=st.booleans()),
    st.builds(Share, of=st.sampled_from(IDS), shared=st.booleans()),
    st.builds(Pause, weeks=st.lists(WEEKS, max_size=3).map(tuple)),
    st.builds(Swap, old=TIPS, new=TIPS, from_=WEEKS, because=TEXTS),
    st.builds(Undo, of=st.lists(st.sampled_from(IDS), max_size=2).map(tuple)),
    st.builds(Summary, text=TEXTS),
    st.builds(Plan, tip=TIPS, text=TEXTS),
)  # fmt: skip
RARE_PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    st.builds(Close, keep=TIP_TUPLES, adapt=TIP_TUPLES, extend=TIP_TUPLES, drop=TIP_TUPLES, by_hand=TIP_TUPLES),
    st.builds(Lesson, tip=TIPS, text=TEXTS),
    st.builds(Pick, tips=st.permutations(range(1, 9)).map(lambda tips: tuple(tips[:5]))),
)


@st.composite
def cycle_files(draw: st.DrawFn) -> CycleFile:
    """Return a random cycle file with a pick of the tips 1–5. Many timestamps and dates are equal."""
    payloads = [
        Pick(tips=(1, 2, 3, 4, 5)),
        *draw(st.lists(PAYLOADS, max_size=11)),
        *draw(st.lists(RARE_PAYLOADS, max_size=2)),
    ]
    events = []
    for id, payload in zip(draw(st.permutations(IDS)), payloads, strict=False):
        at = datetime(2026, 3, 1, 8, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 6)))
        events.append(Event(id, at, draw(DAYS), payload))
    return CycleFile(HEADER, tuple(events))


@given(cycle_files(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300)
def test_order_of_events_in_file_does_not_matter(file: CycleFile, rng: object) -> None:
    """P4: a shuffled file gives the same cycle, character for character."""
    shuffled_file = CycleFile(HEADER, tuple(rng.sample(file.events, k=len(file.events))))  # type: ignore[attr-defined]
    cycle, shuffled_cycle = fold(file, 1), fold(shuffled_file, 1)
    assert repr(cycle) == repr(shuffled_cycle)
    if cycle is not None and shuffled_cycle is not None:
        assert cycle == shuffled_cycle
        assert cycle_tip_records((cycle,), 0, KIND_OF, cycle.ends) == cycle_tip_records(
            (shuffled_cycle,), 0, KIND_OF, shuffled_cycle.ends
        )


@given(cycle_files(), st.booleans())
@settings(deadline=None, max_examples=300)
def test_is_void_agrees_with_fold(file: CycleFile, has_pick: bool) -> None:
    """The fast check agrees with the full projection, with and without the pick."""
    if not has_pick:
        file = CycleFile(HEADER, tuple(event for event in file.events if event.payload != Pick(tips=(1, 2, 3, 4, 5))))
    assert is_void(file) == (fold(file, 1) is None)


@given(cycle_files(), DAYS)
@settings(deadline=None, max_examples=300)
def test_each_tip_has_one_status_in_each_week(file: CycleFile, today: date) -> None:
    """P13: the number of statuses is tips times weeks, and only future weeks and weeks outside the tenure have "."."""
    cycle = fold(file, 1)
    if cycle is None:
        return
    counts = Counter("".join(status_letters(cycle.statuses(tenure.tip, today)) for tenure in cycle.tenures))
    assert set(counts) <= set("DCMNP?.")
    assert counts.total() == len(cycle.tenures) * len(cycle.weeks)
    assert len({tenure.tip for tenure in cycle.tenures}) == len(cycle.tenures)
    begun_weeks = [week for week in cycle.weeks if week.monday <= today]
    for week in cycle.weeks:
        active_tenures = [tenure for tenure in cycle.tenures if tenure.covers(week)]
        assert len(active_tenures) == 5
        for tenure in cycle.tenures:
            has_no_status = week not in begun_weeks or tenure not in active_tenures
            assert (cycle.status(tenure.tip, week, today) is Status.NOT_STARTED) == has_no_status


@given(cycle_files())
@settings(deadline=None, max_examples=200)
def test_every_active_answer_counts_or_is_ignored(file: CycleFile) -> None:
    """Each answer is in the results or among the ignored events."""
    cycle = fold(file, 1)
    if cycle is None:
        return
    undone_ids = {id for event in file.events if isinstance(event.payload, Undo) for id in event.payload.of}
    ignored_keys = {(ignored_event.event.id, ignored_event.tip) for ignored_event in cycle.ignored}
    for event in file.events:
        payload = event.payload
        if not isinstance(payload, Checkin) or event.id in undone_ids or (event.id, None) in ignored_keys:
            continue
        for tip in (*payload.did, *payload.costly, *payload.missed, *payload.none, *payload.built):
            assert (tip, payload.week) in cycle.results or (event.id, tip) in ignored_keys


@given(
    st.lists(st.text("DCMNB?", min_size=9, max_size=9), min_size=2, max_size=2),
    st.permutations(range(9)),
    st.lists(st.integers(0, 60), min_size=9, max_size=9),
)
@settings(deadline=None, max_examples=60)
def test_strength_does_not_depend_on_date_of_check_ins(
    statuses: list[str], hours: list[int], delays: list[int]
) -> None:
    """P7: check-ins that are late or in another order give the same strength."""
    timely_cycle = fold_cycle(with_pick(weekly_checkins({5: statuses[0], 34: statuses[1]})))
    events = cycle_file(with_pick(weekly_checkins({5: statuses[0], 34: statuses[1]}))).events
    checkins = [event for event in events if isinstance(event.payload, Checkin)]
    late_checkins = []
    for index, checkin in enumerate(checkins):
        hour = hours[index]
        entered_on = checkin.on + timedelta(days=delays[index])
        late_checkins.append(replace(checkin, at=datetime(2026, 7, 1, hour, tzinfo=UTC), on=entered_on))
    file = CycleFile(HEADER, (*(event for event in events if event not in checkins), *late_checkins))
    (late_cycle,) = Cycles(Journal((), (file,)))
    today = date(2026, 7, 10)
    for timely_record, late_record in zip(
        cycle_tip_records((timely_cycle,), 0, KIND_OF, today),
        cycle_tip_records((late_cycle,), 0, KIND_OF, today),
        strict=True,
    ):
        assert (timely_record.statuses, timely_record.strength, timely_record.is_built, timely_record.holds) == (
            late_record.statuses,
            late_record.strength,
            late_record.is_built,
            late_record.holds,
        )


def test_ignored_event_contains_event() -> None:
    (ignored_event,) = fold_cycle(with_pick('[[checkin]]\nid = "far"\nweek = "2026-W30"\ndid = [5]')).ignored
    assert isinstance(ignored_event, IgnoredEvent)
    assert ignored_event.event.id == "far"
