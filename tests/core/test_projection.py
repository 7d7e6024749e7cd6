"""A cycle folded out of its blocks: docs/rules.md §1–2, §6–7, and the laws P4, P7, P13."""

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
    weekly_checkins,
    with_pick,
)
from tipcycle.core.cycle import Cycle, IgnoredEvent, WeekFeelings
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

W4 = date(2026, 3, 29)
"""The Sunday of the fourth week; the cycle of these tests runs from 2 March to 3 May 2026, W10–W18."""
KIND_OF = make_catalogue().kind_of


def oddly(found: Cycle) -> list[tuple[str, int | None]]:
    """What was left out, as (why, tip)."""
    return [(oddity.code, oddity.tip) for oddity in found.ignored]


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
def test_the_state_of_a_cycle(today: str, state: str, week: int | None) -> None:
    """Planned before its first Monday, ended after its last Sunday, running in between."""
    found = fold_cycle()
    day = date.fromisoformat(today)
    assert (found.state(day), found.week_number(Week.of(day))) == (state, week)


@pytest.mark.parametrize("today", ["2026-03-01", "2026-04-30", "2026-05-03", "2026-05-04"])
def test_a_closed_cycle_is_closed_on_any_day(today: str) -> None:
    """The close makes a cycle closed, also before its last Sunday."""
    found = fold_cycle(with_pick("[[close]]  # 2026-04-30\ndrop = [5, 13, 33, 34, 42]"))
    assert found.state(date.fromisoformat(today)) == "closed"
    assert found.closed_on == date(2026, 4, 30)


def test_a_cycle_spans_its_weeks() -> None:
    """A cycle is its whole calendar weeks, from its first Monday to its last Sunday."""
    found = fold_cycle()
    assert [str(week) for week in found.weeks] == [f"2026-W{n}" for n in range(10, 19)]
    assert (found.starts, found.ends) == (date(2026, 3, 2), date(2026, 5, 3))
    assert found.five == (5, 13, 33, 34, 42)


@pytest.mark.parametrize(
    ("starts", "last", "ends"),
    [
        pytest.param("2026-03-02", "2026-W18", "2026-05-03", id="within-a-year"),
        pytest.param("2026-11-02", "2026-W53", "2027-01-03", id="ends-in-week-53"),
        pytest.param("2026-12-07", "2027-W05", "2027-02-07", id="past-a-week-53"),
        pytest.param("2027-12-06", "2028-W05", "2028-02-06", id="past-a-week-52"),
        pytest.param("2025-11-03", "2026-W01", "2026-01-04", id="ends-in-a-first-week"),
        pytest.param("2026-12-28", "2027-W08", "2027-02-28", id="begins-in-week-53"),
    ],
)
def test_the_last_week_of_a_cycle_counts_as_the_others_do(starts: str, last: str, ends: str) -> None:
    """To the last Sunday it runs, takes answers and takes swaps, also where the years meet."""
    first = Week(date.fromisoformat(starts))
    final = Week.parse(last)
    count = (final.monday - first.monday).days // 7 + 1
    swap = f'[[swap]]\nfrom = "{final}"\nold = 42\nnew = 60\nbecause = "x"'
    found = fold_cycle(with_pick(weekly_checkins({5: "D" * count}, starts=starts), swap), starts=starts)
    assert (str(found.weeks[-1]), str(found.ends)) == (last, ends)
    assert oddly(found) == [], "an answer or a swap of one of its own weeks was left out"
    assert found.statuses(5, found.ends) == "D" * count
    assert found.statuses(60, found.ends) == "." * (count - 1) + "?"
    assert list(found.checkin_dates) == [first.plus(n) for n in range(count)]
    assert (found.state(found.ends), found.week_number(Week.of(found.ends))) == ("running", count)
    assert found.state(found.ends + timedelta(days=1)) == "ended"


# The status of a (tip, week)

STATUSES = [
    pytest.param("", "????.....", id="silence-is-not-failure"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ndid = [5]', "D???.....", id="did"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ncostly = [5]', "C???.....", id="costly"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nmissed = [5]', "M???.....", id="missed"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nnone = [5]', "N???.....", id="no-occasion-whatever-the-kind-is"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nbuilt = [5]', "D???.....", id="built-counts-as-did"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nbuilt = [5]\ncostly = [5]', "C???.....", id="built-and-costly"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\ndid = [13]', "????.....", id="left-out-of-the-check-in"),
    pytest.param('[[checkin]]\nweek = "2026-W10"\nteam = 4', "????.....", id="only-feelings"),
    pytest.param('[[checkin]]\nweek = "2026-W13"\ndid = [5]', "???D.....", id="the-week-that-is-running"),
    pytest.param('[[checkin]]\nweek = "2026-W14"\ndid = [5]', "????.....", id="a-week-that-has-not-begun"),
    pytest.param('[[checkin]]\nweek = "2026-W09"\ndid = [5]', "????.....", id="a-week-outside-the-cycle"),
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
        id="a-later-answer-replaces",
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
        id="a-later-check-in-leaves-the-rest",
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
        id="later-by-stamp-not-by-place",
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
        id="the-latest-was-taken-back",
    ),
    pytest.param('[[pause]]\nweeks = ["2026-W11", "2026-W12"]', "?PP?.....", id="paused"),
    pytest.param('[[pause]]\nweeks = ["2026-W13", "2026-W14"]', "???P.....", id="paused-but-not-begun"),
    pytest.param(
        '[[pause]]\nid = "p"\nweeks = ["2026-W11"]\n\n[[undo]]\nof = ["p"]', "????.....", id="a-pause-taken-back"
    ),
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
        id="first-the-latest-answer-then-the-pause",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATUSES)
def test_the_status_of_each_week(text: str, expected: str) -> None:
    """Seen in the fourth week: what was answered, what was paused, what stayed silent, what has not begun."""
    assert fold_cycle(with_pick(text)).statuses(5, W4) == expected


RANKED = ("costly", "did", "none", "missed")
SIGN = {"costly": "C", "did": "D", "none": "N", "missed": "M"}


@pytest.mark.parametrize(("one", "other"), list(product(RANKED, RANKED)), ids="-".join)
def test_equal_stamps_from_two_machines(one: str, other: str) -> None:
    """On one stamp costly goes before did, did before no occasion, that before missed, whichever id is greater."""
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
    expected = SIGN[min(one, other, key=RANKED.index)]
    for ids in permutations("ab"):
        found = fold_cycle(with_pick(text.format(ids[0], one, ids[1], other)))
        assert found.status(5, Week.parse("2026-W10"), W4) == expected


def test_a_later_stamp_goes_before_any_rank() -> None:
    """A microsecond later a miss replaces what cost something: rank only settles equal stamps."""
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
    assert fold_cycle(with_pick(text)).status(5, Week.parse("2026-W10"), W4) == "M"


def test_one_check_in_that_contradicts_itself() -> None:
    """A hand-written block that says everything of one tip has one stamp, so the rank settles it."""
    text = '[[checkin]]\nweek = "2026-W10"\nmissed = [5, 13, 33]\nnone = [5, 13, 33]\ndid = [5, 13]\ncostly = [5]'
    found = fold_cycle(with_pick(text))
    assert [found.status(tip, Week.parse("2026-W10"), W4) for tip in (5, 13, 33)] == ["C", "D", "N"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("costly", "C"), ("did", "D"), ("built", "D"), ("none", "P"), ("missed", "P"), (None, "P")],
)
@pytest.mark.parametrize("pause_on", ["2026-02-20", "2026-03-06", "2026-04-20"], ids=["before", "during", "afterwards"])
def test_an_answer_meets_a_pause(answer: str | None, expected: str, pause_on: str) -> None:
    """In a paused week only what was done counts, whenever the pause was entered."""
    said = f'[[checkin]]  # 2026-03-07\nweek = "2026-W10"\n{answer} = [5]' if answer else ""
    paused = f'[[pause]]  # {pause_on}\nweeks = ["2026-W10"]'
    assert fold_cycle(with_pick(said, paused)).status(5, Week.parse("2026-W10"), W4) == expected


def test_a_tip_that_was_never_among_the_five_has_no_status() -> None:
    """An answer for a stranger does not count, and is remarked on."""
    found = fold_cycle(with_pick('[[checkin]]\nweek = "2026-W10"\ndid = [5, 77]'))
    assert found.statuses(77, W4) == "........."
    assert oddly(found) == [("tip-not-active", 77)]


def test_a_check_in_of_a_week_outside_the_cycle_is_remarked_on() -> None:
    """The weeks before and after a cycle take no answers."""
    said = "".join(f'[[checkin]]\nweek = "2026-W{n:02}"\ndid = [5]\nteam = 3\n\n' for n in (9, 10, 18, 19))
    found = fold_cycle(with_pick(said))
    assert oddly(found) == [("week-outside", None)] * 2
    assert sorted(map(str, found.checkin_dates)) == ["2026-W10", "2026-W18"]


# Weeks that have a check-in

HAS_CHECKIN = [
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nmissed = [5]', "2026-03-06", id="a-tip"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 3', "2026-03-06", id="team-alone"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ncustomers = 3', "2026-03-06", id="customers-alone"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nanswer = "the till"', None, id="the-answer-alone"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"', None, id="an-empty-one"),
    pytest.param('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [77]', None, id="a-stranger-alone"),
    pytest.param('[[note]]  # 2026-03-06\nweek = "2026-W10"\ntip = 5\ntext = "x"', None, id="a-note-alone"),
    pytest.param('[[voice]]  # 2026-03-06\nweek = "2026-W10"\ntext = "x"', None, id="a-voice-alone"),
    pytest.param('[[checkin]]  # 2026-03-13\nweek = "2026-W10"\nteam = 3', None, id="feelings-too-late-alone"),
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
        id="the-earliest-of-two",
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
        id="the-earliest-that-stands",
    ),
]


@pytest.mark.parametrize(("text", "on"), HAS_CHECKIN)
def test_when_a_week_has_a_check_in(text: str, on: str | None) -> None:
    """A week has a check-in from the first standing one with an answer for a tip, the team or customers."""
    assert fold_cycle(with_pick(text)).checkin_dates.get(Week.parse("2026-W10")) == (
        date.fromisoformat(on) if on else None
    )


# How a week felt


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ("2026-03-06", True),
        ("2026-03-08", True),
        ("2026-03-12", True),
        ("2026-03-13", False),
        ("2026-03-27", False),
    ],
    ids=["friday", "sunday", "thursday-after", "friday-after", "three-weeks-later"],
)
def test_feelings_are_accepted_until_the_thursday_after_the_week(on: str, counts: bool) -> None:
    """Later they are left out with a remark, also when they come from a file; the tips beside them count."""
    found = fold_cycle(with_pick(f'[[checkin]]  # {on}\nweek = "2026-W10"\ndid = [5]\nteam = 4\ncustomers = 2'))
    assert found.feelings == ({Week.parse("2026-W10"): WeekFeelings(4, 2)} if counts else {})
    assert oddly(found) == ([] if counts else [("feelings-too-late", None)])
    assert found.status(5, Week.parse("2026-W10"), W4) == "D"


def test_a_later_feeling_replaces_only_what_it_names() -> None:
    """A correction of the team's week leaves the customers'; one that comes too late corrects nothing."""
    found = fold_cycle(
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
    assert found.feelings == {Week.parse("2026-W10"): WeekFeelings(3, 4)}
    parts = ('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 2', '[[checkin]]\nweek = "2026-W10"\ncustomers = 4')
    assert fold_cycle(with_pick(*parts)).feelings == {Week.parse("2026-W10"): WeekFeelings(2, 4)}


# Seats and swaps

SEATS = [
    pytest.param("", {5: "????.....", 42: "????....."}, [], id="the-five-as-picked"),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W12"\nbecause = "x"',
        {7: "..??.....", 5: "??......."},
        [],
        id="a-swap-takes-the-seat",
    ),
    pytest.param(
        '[[swap]]  # 2026-02-28\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"',
        {7: "????.....", 5: "........."},
        [],
        id="before-the-first-monday",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-02\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"',
        {7: "????.....", 5: "........."},
        [],
        id="on-the-first-monday",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-29\nold = 5\nnew = 7\nfrom = "2026-W18"\nbecause = "x"',
        {7: ".........", 5: "????....."},
        [],
        id="into-the-last-week",
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
        id="answers-count-for-who-sits-there",
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
        id="one-seat-swapped-twice",
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
        id="a-tip-swapped-out-does-not-return",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 77\nnew = 7\nfrom = "2026-W12"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 77)],
        id="nobody-sits-there",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 13\nfrom = "2026-W12"\nbecause = "x"',
        {5: "????.....", 13: "????....."},
        [("swap-does-not-fit", 5)],
        id="the-new-one-sits-there-already",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W19"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 5)],
        id="from-the-week-after-the-last",
    ),
    pytest.param(
        '[[swap]]  # 2026-03-17\nold = 5\nnew = 7\nfrom = "2026-W09"\nbecause = "x"',
        {5: "????.....", 7: "........."},
        [("swap-does-not-fit", 5)],
        id="from-the-week-before-the-first",
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
        id="a-swap-taken-back",
    ),
]


@pytest.mark.parametrize(("text", "statuses", "odd"), SEATS)
def test_who_sits_among_the_five(text: str, statuses: dict[int, str], odd: list[tuple[str, int]]) -> None:
    """A tip has a status only in the weeks it was among the five; what fits no seat is remarked on."""
    found = fold_cycle(with_pick(text))
    assert {tip: found.statuses(tip, W4) for tip in statuses} == statuses
    assert oddly(found) == odd
    assert len(found.five) == 5


def test_the_order_of_the_tips() -> None:
    """The five keep the order of their seats, and those that were swapped out come last."""
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
    found = fold_cycle(with_pick(text))
    assert [tenure.tip for tenure in found.tenures] == [8, 13, 7, 34, 42, 33, 5]
    assert found.five == (8, 13, 7, 34, 42)


def test_a_tip_replaced_before_the_first_monday_may_come_back() -> None:
    """Before the first Monday a swap simply takes the place: no sixth tip, no reason to show, and a way back."""
    there = """
        [[swap]]  # 2026-02-27
        old = 5
        new = 7
        from = "2026-W10"
        because = "second thoughts"
    """
    back = """
        [[swap]]  # 2026-02-28
        old = 7
        new = 5
        from = "2026-W10"
        because = "third thoughts"
    """
    once, twice = fold_cycle(with_pick(there)), fold_cycle(with_pick(there, back))
    assert [tenure.tip for tenure in once.tenures] == [7, 13, 33, 34, 42]
    assert [tenure.tip for tenure in twice.tenures] == [5, 13, 33, 34, 42]
    assert once.swaps == twice.swaps == ()
    assert twice.statuses(5, W4) == "????....."


def test_a_tip_that_came_back_and_is_swapped_out_later_shows_its_reason() -> None:
    """That it made place before the first Monday does not hide the swap that closed it in the third week."""
    found = fold_cycle(
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
    assert [swap.because for swap in found.swaps] == ["the counter moved"]
    assert [tenure.tip for tenure in found.tenures] == [8, 13, 33, 34, 42, 5]


def test_a_swap_on_the_first_monday_closes_a_tip() -> None:
    """From the first Monday on the old tip is one of six, though it never had a week."""
    found = fold_cycle(with_pick('[[swap]]  # 2026-03-02\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "x"'))
    assert [tenure.tip for tenure in found.tenures] == [7, 13, 33, 34, 42, 5]
    assert len(found.swaps) == 1


def test_two_machines_swap_one_tip_on_one_stamp() -> None:
    """On equal stamps the greater id counts, and the other swap fits no more."""
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
    for ids, seated in ((("a", "b"), 8), (("b", "a"), 7)):
        found = fold_cycle(with_pick(text.format(*ids)))
        assert found.five == (seated, 13, 33, 34, 42)
        assert oddly(found) == [("swap-does-not-fit", 5)]


# Notes and voices

NOTE = '[[note]]  # 2026-03-03\ntip = 5\nweek = "2026-W10"\ntext = "{}"'
LINES = [
    pytest.param([NOTE.format("one")], ["one"], id="a-note"),
    pytest.param([NOTE.format("one"), NOTE.format("two")], ["two"], id="the-latest-of-a-tip-and-week"),
    pytest.param([NOTE.format("one"), NOTE.format("")], [], id="an-empty-one-clears"),
    pytest.param([NOTE.format("one"), NOTE.format(" ")], [], id="blanks-clear-too"),
    pytest.param([NOTE.format("one"), NOTE.format(""), NOTE.format("two")], ["two"], id="written-again-after-clearing"),
    pytest.param([NOTE.format("one"), NOTE.format("two").replace("W10", "W11")], ["one", "two"], id="another-week"),
    pytest.param([NOTE.format("one"), NOTE.format("two").replace("5", "13", 1)], ["one", "two"], id="another-tip"),
    pytest.param(['[[note]]\ntext = "one"', '[[note]]\ntext = "two"'], ["one", "two"], id="without-a-tip-all-stay"),
    pytest.param(['[[note]]\ntext = "one"', '[[note]]\ntext = ""'], ["one"], id="without-a-tip-nothing-clears"),
    pytest.param(
        ['[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "one"', '[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "two"'],
        ["one", "two"],
        id="voices-all-stay",
    ),
    pytest.param(
        [NOTE.format("one"), '[[voice]]\ntip = 5\nweek = "2026-W10"\ntext = "two"'],
        ["one", "two"],
        id="a-voice-is-no-note",
    ),
    pytest.param(
        [NOTE.format("one"), NOTE.format("two") + '\nid = "n"', '[[undo]]\nof = ["n"]'], ["one"], id="taken-back"
    ),
]


@pytest.mark.parametrize(("parts", "texts"), LINES)
def test_which_lines_are_shown(parts: list[str], texts: list[str]) -> None:
    """Of a tip's notes in a week only the latest is shown; voices, and notes without a tip, all stay."""
    assert [line.text for line in fold_cycle(with_pick(*parts)).remarks] == texts


def test_a_note_that_replaces_another_is_private_again() -> None:
    """Sharing belongs to one note: the next one for that tip and week is private until it is shared itself."""
    first = NOTE.format("one") + "\nshared = true"
    assert [line.shared for line in fold_cycle(with_pick(first)).remarks] == [True]
    assert [line.shared for line in fold_cycle(with_pick(first, NOTE.format("two"))).remarks] == [False]


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ([], False),
        (['[[share]]\nof = "v"\nshared = true'], True),
        (['[[share]]\nof = "v"\nshared = true', '[[share]]\nof = "v"\nshared = false'], False),
        (['[[share]]\nid = "s"\nof = "v"\nshared = true', '[[undo]]\nof = ["s"]'], False),
        (['[[share]]\nof = "another"\nshared = true'], False),
    ],
    ids=["by-itself", "shared", "unshared", "the-share-taken-back", "another-line-shared"],
)
def test_a_line_is_private_until_it_is_shared(more: list[str], shared: bool) -> None:
    """The latest standing share of a line says whether it may go on paper."""
    (line,) = fold_cycle(with_pick('[[voice]]\nid = "v"\ntext = "heard"\nby = "a customer"', *more)).remarks
    assert (line.shared, line.by, line.is_voice) == (shared, "a customer", True)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], None),
        (['[[words]]\ntext = "calmer"'], "calmer"),
        (['[[words]]\ntext = "calmer"', '[[words]]\ntext = "quieter"'], "quieter"),
        (['[[words]]\ntext = "calmer"', '[[words]]\ntext = " "'], None),
        (['[[words]]\ntext = "calmer"', '[[words]]\nid = "w"\ntext = "quieter"', '[[undo]]\nof = ["w"]'], "calmer"),
    ],
    ids=["none", "one", "the-latest", "a-blank-one-clears", "the-latest-taken-back"],
)
def test_the_managers_own_sentence(parts: list[str], expected: str | None) -> None:
    """The latest own sentence that stands is the one of the cycle."""
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
    ids=["none", "of-two-tips", "the-latest", "an-empty-one-clears"],
)
def test_when_and_where_a_tip_is_done(parts: list[str], expected: dict[int, str]) -> None:
    """Of each tip the latest plan counts, in the manager's own words."""
    assert fold_cycle(with_pick(*parts)).plans == expected


# The close

CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13]\nextend = [33]\ndrop = [34, 42]"
AFTER = [
    pytest.param('[[checkin]]\nweek = "2026-W18"\nmissed = [5]', True, id="a-check-in"),
    pytest.param('[[note]]\ntext = "late"', True, id="a-note"),
    pytest.param('[[pause]]\nweeks = ["2026-W18"]', True, id="a-pause"),
    pytest.param('[[swap]]\nold = 5\nnew = 7\nfrom = "2026-W18"\nbecause = "x"', True, id="a-swap"),
    pytest.param('[[words]]\ntext = "late"', True, id="the-own-sentence"),
    pytest.param('[[lesson]]\ntip = 5\ntext = "late"', True, id="a-lesson"),
    pytest.param("[[close]]\ndrop = [5, 13, 33, 34, 42]", True, id="another-close"),
    pytest.param("[[pick]]\ntips = [1, 2, 3, 4, 6]", True, id="another-pick"),
    pytest.param('[[voice]]\ntext = "late"', False, id="a-voice"),
    pytest.param('[[share]]\nof = "2026-03-02-2"\nshared = true', False, id="a-share"),
]


@pytest.mark.parametrize(("text", "left_out"), AFTER)
def test_what_a_closed_cycle_still_takes(text: str, left_out: bool) -> None:
    """After the close only voices and sharing count; everything else is left out with a remark."""
    before = '[[checkin]]  # 2026-05-01\nweek = "2026-W18"\ndid = [5]'
    closed = fold_cycle(with_pick(before, CLOSE))
    found = fold_cycle(with_pick(before, CLOSE, text))
    assert oddly(found) == ([("after-the-close", None)] if left_out else [])
    assert replace(found, ignored=(), remarks=()) == replace(closed, remarks=())
    assert len(found.remarks) == (1 if text.startswith("[[voice]]") else 0)


def test_a_voice_after_the_close_may_be_shared() -> None:
    """A closed cycle goes on collecting what was heard, and what may go on paper."""
    found = fold_cycle(with_pick(CLOSE, '[[voice]]\nid = "v"\ntext = "late"', '[[share]]\nof = "v"\nshared = true'))
    assert [(line.text, line.shared) for line in found.remarks] == [("late", True)]


def test_what_carries_the_stamp_of_the_close_belongs_to_it() -> None:
    """Only a later stamp is after the close: lessons of the same command count."""
    stamp = "\nat = 2026-05-01T08:00:00Z"
    later = "\nat = 2026-05-01T08:00:00.000001Z"
    found = fold_cycle(
        with_pick(
            CLOSE + stamp,
            '[[lesson]]\ntip = 5\ntext = "on a Tuesday"' + stamp,
            '[[lesson]]\ntip = 13\ntext = "a small table"' + later,
        )
    )
    assert found.lessons == {5: "on a Tuesday"}
    assert oddly(found) == [("after-the-close", None)]


def test_a_close_that_was_taken_back_closes_nothing() -> None:
    """Undo the close first, and the cycle takes everything again, also what had come too late for it."""
    found = fold_cycle(
        with_pick(
            CLOSE + '\nid = "c"',
            '[[checkin]]  # 2026-05-02\nweek = "2026-W18"\ndid = [5]',
            '[[undo]]\nof = ["c"]',
        )
    )
    assert found.close is None
    assert found.state(date(2026, 5, 4)) == "ended"
    assert found.status(5, Week.parse("2026-W18"), date(2026, 5, 4)) == "D"
    assert found.ignored == ()


def test_a_cycle_is_closed_anew_after_the_close_was_taken_back() -> None:
    """The close that stands is the one that counts."""
    found = fold_cycle(
        with_pick(CLOSE + '\nid = "c"', '[[undo]]\nof = ["c"]', "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]")
    )
    assert found.close is not None
    assert found.close.drop == (5, 13, 33, 34, 42)
    assert found.closed_on == date(2026, 5, 3)


def test_an_answer_to_the_question_stays_until_another_is_given() -> None:
    """A later check-in of that week that says nothing of it leaves it; one that does replaces it."""
    parts = [f'[[checkin]]\nweek = "2026-W10"\n{said}' for said in ('answer = "first"', "did = [5]", 'answer = "last"')]
    assert fold_cycle(with_pick(*parts[:2])).answers == {Week.parse("2026-W10"): "first"}
    assert fold_cycle(with_pick(*parts)).answers == {Week.parse("2026-W10"): "last"}


def test_a_lesson_without_words_is_none() -> None:
    """What a hand left empty teaches nothing."""
    stamp = "at = 2026-05-01T08:02:00Z"
    lessons = [f'[[lesson]]\n{stamp}\ntip = {tip}\ntext = "{text}"' for tip, text in ((5, "on Tuesdays"), (13, ""))]
    assert fold_cycle(with_pick(f"{CLOSE}\n{stamp}", *lessons)).lessons == {5: "on Tuesdays"}


def test_two_machines_close_on_one_stamp() -> None:
    """On equal stamps the close with the greater id counts."""
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
    for ids, kept in ((("a", "b"), ()), (("b", "a"), (5, 13, 33, 34, 42))):
        found = fold_cycle(with_pick(text.format(*ids)))
        assert found.close is not None
        assert found.close.keep == kept


# Void cycles, and numbers


def test_a_pick_that_was_taken_back_makes_a_void_cycle() -> None:
    """Its number is used again, by the cycle after it or by a new pick in the same file."""
    void = PICK_TEXT.replace("tips", 'id = "p"\ntips') + '\n[[undo]]\nof = ["p"]\n'
    again = void + "\n[[pick]]\ntips = [1, 2, 3, 4, 6]\n"
    later = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    assert fold(cycle_file(void), 1) is None
    assert [(found.number, found.starts) for found in Cycles(make_journal(cycle_file(void), later))] == [
        (1, date(2026, 5, 4))
    ]
    assert [found.number for found in Cycles(make_journal(cycle_file(again), later))] == [1, 2]
    assert fold_cycle(again).five == (1, 2, 3, 4, 6)


def test_a_pick_after_the_first_close_of_its_file_makes_no_cycle() -> None:
    """What came after the standing close does not count, so nothing is left to describe, whatever follows."""
    orphan = (
        "[[close]]  # 2026-03-03\n\n[[pick]]  # 2026-03-04\ntips = [5, 13, 33, 34, 42]\n\n[[close]]  # 2026-03-05\n"
    )
    assert fold(cycle_file(orphan), 1) is None
    assert [*Cycles(make_journal(cycle_file(orphan)))] == []


def test_two_machines_pick_on_one_stamp() -> None:
    """On equal stamps the pick with the greater id counts."""
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


def test_a_pick_in_a_used_file_may_count_its_weeks_anew() -> None:
    """A pick that says weeks and anchor goes before the header of its file."""
    found = fold_cycle("[[pick]]\ntips = [1, 2, 3, 4, 6]\nweeks = 8\nanchor = 2026-01-05\n")
    assert found.header == CycleHeader(date(2026, 3, 2), 8, date(2026, 1, 5))
    assert len(found.weeks) == 8


def test_cycles_are_numbered_by_their_first_monday() -> None:
    """The order of the files does not matter."""
    first, second = cycle_file(), cycle_file(starts="2026-05-04", anchor="2026-03-02")
    assert [*Cycles(make_journal(first, second))] == [*Cycles(make_journal(second, first))]
    assert [found.starts for found in Cycles(make_journal(second, first))] == [date(2026, 3, 2), date(2026, 5, 4)]


# Laws

HEADER = CycleHeader(date(2026, 3, 2), 9, date(2026, 3, 2))
WEEKS = st.sampled_from([Week(date(2026, 2, 23)).plus(n) for n in range(11)])
"""The weeks of the cycle, and one on each side."""
TIPS = st.integers(1, 8)
SOME = st.lists(TIPS, max_size=3, unique=True).map(tuple)
FELT = st.none() | st.integers(1, 5)
TEXTS = st.sampled_from(["", " ", "one", "two", "three"])
IDS = [f"{n:02}" for n in range(14)]
DAYS = st.dates(date(2026, 2, 26), date(2026, 5, 12))

BODIES: st.SearchStrategy[Payload] = st.one_of(
    st.builds(
        Checkin, week=WEEKS, did=SOME, costly=SOME, missed=SOME, none=SOME, built=SOME, team=FELT, customers=FELT,
        answer=st.none() | TEXTS,
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
RARE: st.SearchStrategy[Payload] = st.one_of(
    st.builds(Close, keep=SOME, adapt=SOME, extend=SOME, drop=SOME, by_hand=SOME),
    st.builds(Lesson, tip=TIPS, text=TEXTS),
    st.builds(Pick, tips=st.permutations(range(1, 9)).map(lambda tips: tuple(tips[:5]))),
)


@st.composite
def cycle_files(draw: st.DrawFn) -> CycleFile:
    """Any cycle of the tips 1–8 with a pick, whatever else lies in its file; stamps and days collide often."""
    payloads = [Pick(tips=(1, 2, 3, 4, 5)), *draw(st.lists(BODIES, max_size=11)), *draw(st.lists(RARE, max_size=2))]
    events = []
    for id, payload in zip(draw(st.permutations(IDS)), payloads, strict=False):
        at = datetime(2026, 3, 1, 8, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 6)))
        events.append(Event(id, at, draw(DAYS), payload))
    return CycleFile(HEADER, tuple(events))


@given(cycle_files(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300)
def test_any_order_of_the_blocks_gives_the_same_cycle(file: CycleFile, chance: object) -> None:
    """P4: the place of a block in the file means nothing; not one character of what is folded changes."""
    shuffled = CycleFile(HEADER, tuple(chance.sample(file.events, k=len(file.events))))  # type: ignore[attr-defined]
    one, other = fold(file, 1), fold(shuffled, 1)
    assert repr(one) == repr(other)
    if one is not None and other is not None:
        assert one == other
        assert cycle_tip_records((one,), 0, KIND_OF, one.ends) == cycle_tip_records((other,), 0, KIND_OF, other.ends)


@given(cycle_files(), st.booleans())
@settings(deadline=None, max_examples=300)
def test_void_is_what_folds_into_nothing(file: CycleFile, picked: bool) -> None:
    """The quick look at a file, by which cycles are numbered, agrees with the whole rule; without its pick too."""
    if not picked:
        file = CycleFile(HEADER, tuple(event for event in file.events if event.payload != Pick(tips=(1, 2, 3, 4, 5))))
    assert is_void(file) == (fold(file, 1) is None)


@given(cycle_files(), DAYS)
@settings(deadline=None, max_examples=300)
def test_nothing_vanishes(file: CycleFile, today: date) -> None:
    """P13: D, C, M, N, P, ? and . together are tips times weeks, and nothing is decided in a week to come."""
    found = fold(file, 1)
    if found is None:
        return
    counts = Counter("".join(found.statuses(tenure.tip, today) for tenure in found.tenures))
    assert set(counts) <= set("DCMNP?.")
    assert counts.total() == len(found.tenures) * len(found.weeks)
    assert len({tenure.tip for tenure in found.tenures}) == len(found.tenures)
    begun = [week for week in found.weeks if week.monday <= today]
    for week in found.weeks:
        seated = [tenure for tenure in found.tenures if tenure.covers(week)]
        assert len(seated) == 5
        for tenure in found.tenures:
            closed = week not in begun or tenure not in seated
            assert (found.status(tenure.tip, week, today) == ".") == closed


@given(cycle_files())
@settings(deadline=None, max_examples=200)
def test_every_check_in_counts_or_is_remarked_on(file: CycleFile) -> None:
    """No standing answer is dropped in silence: it is in the cycle, or an oddity says why not."""
    found = fold(file, 1)
    if found is None:
        return
    undone = {id for event in file.events if isinstance(event.payload, Undo) for id in event.payload.of}
    odd = {(oddity.event.id, oddity.tip) for oddity in found.ignored}
    for event in file.events:
        payload = event.payload
        if not isinstance(payload, Checkin) or event.id in undone or (event.id, None) in odd:
            continue
        for tip in (*payload.did, *payload.costly, *payload.missed, *payload.none, *payload.built):
            assert (tip, payload.week) in found.results or (event.id, tip) in odd


@given(
    st.lists(st.text("DCMNB?", min_size=9, max_size=9), min_size=2, max_size=2),
    st.permutations(range(9)),
    st.lists(st.integers(0, 60), min_size=9, max_size=9),
)
@settings(deadline=None, max_examples=60)
def test_filled_late_is_filled_on_time_for_the_strength(told: list[str], order: list[int], late: list[int]) -> None:
    """P7: the weeks may be answered in any order and however late; the strength is the same."""
    on_time = fold_cycle(with_pick(weekly_checkins({5: told[0], 34: told[1]})))
    events = cycle_file(with_pick(weekly_checkins({5: told[0], 34: told[1]}))).events
    checkins = [event for event in events if isinstance(event.payload, Checkin)]
    moved = []
    for place, block in enumerate(checkins):
        rank = order[place]
        on = block.on + timedelta(days=late[place])
        moved.append(replace(block, at=datetime(2026, 7, 1, rank, tzinfo=UTC), on=on))
    file = CycleFile(HEADER, (*(event for event in events if event not in checkins), *moved))
    (found,) = Cycles(Journal((), (file,)))
    today = date(2026, 7, 10)
    for one, other in zip(
        cycle_tip_records((on_time,), 0, KIND_OF, today), cycle_tip_records((found,), 0, KIND_OF, today), strict=True
    ):
        assert (one.statuses, one.strength, one.stands, one.holds) == (
            other.statuses,
            other.strength,
            other.stands,
            other.holds,
        )


def test_an_oddity_names_its_block() -> None:
    """What does not count can be found in the file by its id."""
    (oddity,) = fold_cycle(with_pick('[[checkin]]\nid = "far"\nweek = "2026-W30"\ndid = [5]')).ignored
    assert isinstance(oddity, IgnoredEvent)
    assert oddity.event.id == "far"
