"""Tests for implemented tips: which tips count, pace, milestones and the tips to ask about (docs/rules.md §4, §6)."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal, weekly_checkins
from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.implemented import ImplementedTips, implemented_tips, tips_to_ask_about
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import cycle_start, cycle_week_count

ANCHOR = date(2026, 1, 5)
TIPS = make_catalogue(reflexes=(33,), builds=(34,))


def chain_of(*cycle_specs: tuple[tuple[int, ...], dict[int, str], str]) -> Sequence[Cycle]:
    """Return consecutive cycles of one chain. Each has its five tips, statuses by tip, and the close, empty if open."""
    files = []
    for n, (five, statuses, close) in enumerate(cycle_specs):
        starts = cycle_start(ANCHOR, n)
        friday = starts + timedelta(weeks=cycle_week_count(ANCHOR, starts), days=-3)
        parts = [f"[[pick]]\ntips = {list(five)}"]
        if statuses:
            parts.append(weekly_checkins(statuses, starts=str(starts)))
        if close:
            parts.append(f"[[close]]  # {friday}\n{close}")
        files.append(cycle_file("\n\n".join(parts), starts=str(starts), anchor=str(ANCHOR)))
    return Cycles(make_journal(*files))


def implemented_after(*cycle_specs: tuple[tuple[int, ...], dict[int, str], str]) -> ImplementedTips:
    """Return the implemented tips after these cycles."""
    return implemented_tips(chain_of(*cycle_specs), TIPS.kind_of)


FIRST_FIVE, SECOND_FIVE, THIRD_FIVE, FOURTH_FIVE = (
    (1, 2, 3, 33, 34),
    (6, 7, 8, 9, 10),
    (11, 12, 13, 14, 15),
    (16, 17, 18, 19, 20),
)
HOLDING_STATUSES = {1: "DDDDD", 33: "DD", 34: "B", 2: "DDDD"}
"""Tip 1 is firm, the reflex 33 was never missed and the build 34 stands. 2 and 3 do not hold."""
DROP_SECOND_FIVE, DROP_THIRD_FIVE = "drop = [6, 7, 8, 9, 10]", "drop = [11, 12, 13, 14, 15]"

IMPLEMENTED_CASES = [
    pytest.param("", set(), id="still-open"),
    pytest.param("keep = [1, 2, 3, 33, 34]", {1, 33, 34}, id="kept"),
    pytest.param("adapt = [1, 2, 3, 33, 34]", {1, 33, 34}, id="adapted"),
    pytest.param("extend = [1, 2, 3, 33, 34]", set(), id="extended"),
    pytest.param("drop = [1, 2, 3, 33, 34]", set(), id="dropped"),
    pytest.param("keep = [2, 3]\nby_hand = [2]", {2}, id="by-hand"),
    pytest.param("drop = [2]\nby_hand = [2]", set(), id="dropped-by-hand"),
    pytest.param("keep = [77]\nby_hand = [77]", set(), id="unknown-tip-by-hand"),
]


@pytest.mark.parametrize(("close", "implemented"), IMPLEMENTED_CASES)
def test_implemented_tips_are_kept_or_adapted_and_hold(close: str, implemented: set[int]) -> None:
    """A kept or adapted tip that does not hold is implemented if the manager counts it by hand."""
    result = implemented_after((FIRST_FIVE, HOLDING_STATUSES, close))
    assert result.all_tips == implemented
    assert result.alive_count == len(implemented)
    assert result.closed_cycle_count == (1 if close else 0)


def test_by_hand_contains_only_tips_that_do_not_hold() -> None:
    assert implemented_after(
        (FIRST_FIVE, HOLDING_STATUSES, "keep = [1, 2, 3, 33, 34]\nby_hand = [1, 2, 33]")
    ).by_hand == {2}


def test_tips_of_an_open_cycle_are_not_implemented() -> None:
    assert implemented_after(
        (FIRST_FIVE, HOLDING_STATUSES, "keep = [1]"), (SECOND_FIVE, {6: "DDDDD"}, "")
    ).all_tips == {1}


def test_swapped_out_tip_is_never_implemented() -> None:
    text = "\n\n".join(
        [
            "[[pick]]\ntips = [1, 2, 3, 33, 34]",
            weekly_checkins({1: "DDDDD"}, starts="2026-01-05"),
            '[[swap]]  # 2026-02-10\nold = 1\nnew = 5\nfrom = "2026-W07"\nbecause = "x"',
            "[[close]]  # 2026-02-27\nkeep = [1, 2, 3, 5, 33, 34]\nby_hand = [1]",
        ]
    )
    assert implemented_tips(Cycles(make_journal(cycle_file(text, starts="2026-01-05"))), TIPS.kind_of).all_tips == set()


def test_tip_implemented_twice_counts_once() -> None:
    """The tip is implemented, lapses, is picked again and implemented again. It then counts as alive."""
    picked_again = (1, 16, 17, 18, 19)
    first = (FIRST_FIVE, HOLDING_STATUSES, "keep = [1]")
    second = (SECOND_FIVE, {}, DROP_SECOND_FIVE + "\nlapsed = [1]")
    result = implemented_after(first, second, (picked_again, {1: "DDDDD"}, "keep = [1]\ndrop = [16, 17, 18, 19]"))
    assert (result.by_cycle, result.all_tips, result.lapsed) == (((1,), (), ()), {1}, set())
    assert (result.alive_count, result.alive, result.yearly_pace) == (1, {1}, 2)


def test_lapsed_tip_counts_as_implemented_but_not_as_alive() -> None:
    result = implemented_after(
        (FIRST_FIVE, HOLDING_STATUSES, "keep = [1, 33]"),
        (SECOND_FIVE, {}, DROP_SECOND_FIVE + "\nlapsed = [33]\nalive = [1]"),
    )
    assert (result.all_tips, result.lapsed, result.alive_count, result.alive) == ({1, 33}, {33}, 1, {1})


def test_tip_that_holds_later_is_no_longer_by_hand() -> None:
    """If the tip is kept by hand again and does not hold, it stays by hand."""
    first = (FIRST_FIVE, {}, "keep = [2]\nby_hand = [2]")
    second, picked_again = (SECOND_FIVE, {}, DROP_SECOND_FIVE + "\nlapsed = [2]"), (2, 16, 17, 18, 19)
    assert implemented_after(first).by_hand == {2}
    assert implemented_after(first, second, (picked_again, {2: "DDDDD"}, "keep = [2]")).by_hand == set()
    assert implemented_after(first, second, (picked_again, {}, "keep = [2]\nby_hand = [2]")).by_hand == {2}


def test_alive_and_lapsed_of_other_tips_are_ignored() -> None:
    """In a file, alive or lapsed has no effect for a tip that is not implemented."""
    result = implemented_after(
        (FIRST_FIVE, HOLDING_STATUSES, "keep = [1]"),
        (SECOND_FIVE, {}, DROP_SECOND_FIVE + "\nlapsed = [2, 77]\nalive = [3, 78]"),
    )
    assert (result.lapsed, result.alive_count, tips_to_ask_about(result)) == (set(), 1, (1,))


@pytest.mark.parametrize(
    ("closes", "pace"),
    [
        ([], None),
        (["keep = [1, 33, 34]"], 18),
        (["keep = [1, 33, 34]", DROP_SECOND_FIVE], 9),
        (["keep = [1, 33, 34]", DROP_SECOND_FIVE, DROP_THIRD_FIVE], 6),
        (["keep = [1]", DROP_SECOND_FIVE, DROP_THIRD_FIVE], 2),
        (["keep = [1, 33]", DROP_SECOND_FIVE, "keep = [11]\nby_hand = [11]", "drop = [16]"], Fraction(9, 2)),
    ],
    ids=["no-close", "three-in-one", "three-in-two", "three-in-three", "one-in-three", "three-in-four"],
)
def test_pace_is_implemented_per_closed_cycle_times_six(closes: list[str], pace: Fraction | int | None) -> None:
    """There is no pace before the first close."""
    cycle_specs = [
        (five, HOLDING_STATUSES if five == FIRST_FIVE else {}, close)
        for five, close in zip((FIRST_FIVE, SECOND_FIVE, THIRD_FIVE, FOURTH_FIVE), closes, strict=False)
    ]
    result = implemented_after(*cycle_specs)
    assert result.yearly_pace == pace
    assert result.closed_cycle_count == len(closes)


@pytest.mark.parametrize(
    ("count", "milestone"),
    [
        (0, 5), (4, 5), (5, 10), (9, 10), (10, 30), (29, 30), (30, 50), (49, 50), (50, 101), (100, 101), (101, None),
    ],
)  # fmt: skip
def test_next_and_last_milestone(count: int, milestone: int | None) -> None:
    """A milestone is reached at exactly its number. After the last one there is no next milestone."""
    implemented = ImplementedTips((tuple(range(1, count + 1)),), frozenset(), frozenset(), {})
    assert implemented.next_milestone == milestone
    assert implemented.last_milestone == next((mark for mark in (101, 50, 30, 10, 5) if mark <= count), None)


# Tips to ask about


def test_first_close_asks_about_no_tips() -> None:
    assert tips_to_ask_about(implemented_after((FIRST_FIVE, HOLDING_STATUSES, ""))) == ()


ASK_CASES = [
    pytest.param([], (1, 3, 33), id="lowest-numbers-if-never-asked"),
    pytest.param(["alive = [1]"], (3, 33, 34), id="asked-tip-comes-last"),
    pytest.param(["alive = [1, 3, 33]"], (34, 1, 3), id="never-asked-tip-comes-first"),
    pytest.param(["alive = [34]", "alive = [1]"], (3, 33, 34), id="least-recently-asked-comes-first"),
    pytest.param(["alive = [1, 3, 33]", "alive = [34, 1]"], (3, 33, 1), id="day-before-number"),
    pytest.param(["lapsed = [1]"], (3, 33, 34), id="lapsed-tip-is-left-out"),
    pytest.param(["lapsed = [1, 3]", "lapsed = [33]"], (34,), id="one-alive"),
    pytest.param(["lapsed = [1, 3, 33, 34]"], (), id="none-alive"),
]


@pytest.mark.parametrize(("answers", "expected"), ASK_CASES)
def test_least_recently_asked_tips_are_asked_about(answers: list[str], expected: tuple[int, ...]) -> None:
    """Up to three implemented tips are asked about, least recently asked first, then lowest number."""
    first = (FIRST_FIVE, HOLDING_STATUSES, "keep = [1, 3, 33, 34]\nby_hand = [3]\ndrop = [2]")
    later_cycles = [
        (five, {}, f"{drop}\n{answer}")
        for five, drop, answer in zip(
            (SECOND_FIVE, THIRD_FIVE), (DROP_SECOND_FIVE, DROP_THIRD_FIVE), answers, strict=False
        )
    ]
    assert tips_to_ask_about(implemented_after(first, *later_cycles)) == expected


def test_newly_implemented_tip_is_asked_about_at_the_next_close() -> None:
    result = implemented_after(
        (FIRST_FIVE, HOLDING_STATUSES, "keep = [1]"), (SECOND_FIVE, {6: "DDDDD"}, "keep = [6]\nalive = [1]")
    )
    assert tips_to_ask_about(result) == (6, 1)
    assert result.last_asked == {1: date(2026, 5, 1), 6: None}
