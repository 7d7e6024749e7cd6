"""What stays: docs/rules.md §4 (reach) and §6."""

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


def cycles(*told: tuple[tuple[int, ...], dict[int, str], str]) -> Sequence[Cycle]:
    """One cycle after another on one chain: the five, their weeks, and the close (empty: still open)."""
    files = []
    for k, (five, weeks, close) in enumerate(told):
        starts = cycle_start(ANCHOR, k)
        friday = starts + timedelta(weeks=cycle_week_count(ANCHOR, starts), days=-3)
        parts = [f"[[pick]]\ntips = {list(five)}"]
        if weeks:
            parts.append(weekly_checkins(weeks, starts=str(starts)))
        if close:
            parts.append(f"[[close]]  # {friday}\n{close}")
        files.append(cycle_file("\n\n".join(parts), starts=str(starts), anchor=str(ANCHOR)))
    return Cycles(make_journal(*files))


def reached(*told: tuple[tuple[int, ...], dict[int, str], str]) -> ImplementedTips:
    """What stays after these cycles."""
    return implemented_tips(cycles(*told), TIPS.kind_of)


A, B, C, D = (1, 2, 3, 33, 34), (6, 7, 8, 9, 10), (11, 12, 13, 14, 15), (16, 17, 18, 19, 20)
HELD = {1: "DDDDD", 33: "DD", 34: "B", 2: "DDDD"}
"""1 is firm, the reflex 33 was never missed, the build 34 stands; 2 and 3 do not hold."""
DROP_B, DROP_C = "drop = [6, 7, 8, 9, 10]", "drop = [11, 12, 13, 14, 15]"

IMPLEMENTED = [
    pytest.param("", set(), id="still-open"),
    pytest.param("keep = [1, 2, 3, 33, 34]", {1, 33, 34}, id="kept"),
    pytest.param("adapt = [1, 2, 3, 33, 34]", {1, 33, 34}, id="adapted"),
    pytest.param("extend = [1, 2, 3, 33, 34]", set(), id="extended"),
    pytest.param("drop = [1, 2, 3, 33, 34]", set(), id="dropped"),
    pytest.param("keep = [2, 3]\nby_hand = [2]", {2}, id="by-hand"),
    pytest.param("drop = [2]\nby_hand = [2]", set(), id="by-hand-without-keep"),
    pytest.param("keep = [77]\nby_hand = [77]", set(), id="a-stranger-kept-by-hand"),
]


@pytest.mark.parametrize(("close", "implemented"), IMPLEMENTED)
def test_what_is_implemented(close: str, implemented: set[int]) -> None:
    """A tip stays when it was closed with keep or adapt while it held, or when the manager says so."""
    found = reached((A, HELD, close))
    assert found.tips == implemented
    assert found.alive_count == len(implemented)
    assert found.closed_cycle_count == (1 if close else 0)


def test_by_hand_counts_only_where_nothing_else_would() -> None:
    """Of the tips named by hand, those are counted as such that do not hold."""
    assert reached((A, HELD, "keep = [1, 2, 3, 33, 34]\nby_hand = [1, 2, 33]")).by_hand == {2}


def test_a_tip_is_judged_on_the_day_of_the_close() -> None:
    """What holds then stays implemented; an open cycle implements nothing yet."""
    assert reached((A, HELD, "keep = [1]"), (B, {6: "DDDDD"}, "")).tips == {1}


def test_a_tip_swapped_out_never_counts() -> None:
    """However firm it was, a swap closed it as dropped."""
    text = "\n\n".join(
        [
            "[[pick]]\ntips = [1, 2, 3, 33, 34]",
            weekly_checkins({1: "DDDDD"}, starts="2026-01-05"),
            '[[swap]]  # 2026-02-10\nold = 1\nnew = 5\nfrom = "2026-W07"\nbecause = "x"',
            "[[close]]  # 2026-02-27\nkeep = [1, 2, 3, 5, 33, 34]\nby_hand = [1]",
        ]
    )
    assert implemented_tips(Cycles(make_journal(cycle_file(text, starts="2026-01-05"))), TIPS.kind_of).tips == set()


def test_each_number_counts_once() -> None:
    """Implemented, lapsed, picked again and implemented again: still one tip, and alive."""
    again = (1, 16, 17, 18, 19)
    once = (A, HELD, "keep = [1]")
    lapsed = (B, {}, DROP_B + "\nlapsed = [1]")
    found = reached(once, lapsed, (again, {1: "DDDDD"}, "keep = [1]\ndrop = [16, 17, 18, 19]"))
    assert (found.by_cycle, found.tips, found.lapsed) == (((1,), (), ()), {1}, set())
    assert (found.alive_count, found.alive, found.yearly_pace) == (1, {1}, 2)


def test_a_lapsed_tip_still_counts_and_is_free_again() -> None:
    """Known alive is implemented minus lapsed, and what lapsed may be picked again."""
    found = reached((A, HELD, "keep = [1, 33]"), (B, {}, DROP_B + "\nlapsed = [33]\nalive = [1]"))
    assert (found.tips, found.lapsed, found.alive_count, found.alive) == ({1, 33}, {33}, 1, {1})


def test_what_was_kept_by_hand_and_held_later_is_by_hand_no_more() -> None:
    """It counts once, and now for its weeks; kept by hand again without holding it still counts only by hand."""
    by_hand = (A, {}, "keep = [2]\nby_hand = [2]")
    lapsed, again = (B, {}, DROP_B + "\nlapsed = [2]"), (2, 16, 17, 18, 19)
    assert reached(by_hand).by_hand == {2}
    assert reached(by_hand, lapsed, (again, {2: "DDDDD"}, "keep = [2]")).by_hand == set()
    assert reached(by_hand, lapsed, (again, {}, "keep = [2]\nby_hand = [2]")).by_hand == {2}


def test_what_never_counted_cannot_lapse() -> None:
    """What a file claims of a tip that was not implemented, lapsed or alive, changes nothing: nobody asks about it."""
    found = reached((A, HELD, "keep = [1]"), (B, {}, DROP_B + "\nlapsed = [2, 77]\nalive = [3, 78]"))
    assert (found.lapsed, found.alive_count, tips_to_ask_about(found)) == (set(), 1, (1,))


@pytest.mark.parametrize(
    ("closes", "pace"),
    [
        ([], None),
        (["keep = [1, 33, 34]"], 18),
        (["keep = [1, 33, 34]", DROP_B], 9),
        (["keep = [1, 33, 34]", DROP_B, DROP_C], 6),
        (["keep = [1]", DROP_B, DROP_C], 2),
        (["keep = [1, 33]", DROP_B, "keep = [11]\nby_hand = [11]", "drop = [16]"], Fraction(9, 2)),
    ],
    ids=["no-close", "three-in-one", "three-in-two", "three-in-three", "one-in-three", "three-in-four"],
)
def test_the_pace_is_implemented_by_closed_cycles_times_six(closes: list[str], pace: Fraction | int | None) -> None:
    """Against thirty a year; before the first close there is none."""
    told = [(five, HELD if five == A else {}, close) for five, close in zip((A, B, C, D), closes, strict=False)]
    found = reached(*told)
    assert found.yearly_pace == pace
    assert found.closed_cycle_count == len(closes)


@pytest.mark.parametrize(
    ("count", "mark"),
    [
        (0, 5), (4, 5), (5, 10), (9, 10), (10, 30), (29, 30), (30, 50), (49, 50), (50, 101), (100, 101), (101, None),
    ],
)  # fmt: skip
def test_the_next_milestone(count: int, mark: int | None) -> None:
    """5, 10, 30, 50 and 101; on a milestone it is reached and the next one is ahead; past the last there is none."""
    found = ImplementedTips((tuple(range(1, count + 1)),), frozenset(), frozenset(), {})
    assert found.next_milestone == mark
    assert found.last_milestone == next((mark for mark in (101, 50, 30, 10, 5) if mark <= count), None)


# Still alive?


def test_at_the_first_close_nobody_is_asked_about() -> None:
    """There is no earlier implemented tip."""
    assert tips_to_ask_about(reached((A, HELD, ""))) == ()


ASKED = [
    pytest.param([], (1, 3, 33), id="never-asked-lowest-number-first"),
    pytest.param(["alive = [1]"], (3, 33, 34), id="asked-once-comes-last"),
    pytest.param(["alive = [1, 3, 33]"], (34, 1, 3), id="the-one-never-asked-first"),
    pytest.param(["alive = [34]", "alive = [1]"], (3, 33, 34), id="least-recently-asked-first"),
    pytest.param(["alive = [1, 3, 33]", "alive = [34, 1]"], (3, 33, 1), id="the-day-counts-then-the-number"),
    pytest.param(["lapsed = [1]"], (3, 33, 34), id="a-lapsed-one-is-not-asked-again"),
    pytest.param(["lapsed = [1, 3]", "lapsed = [33]"], (34,), id="one-left"),
    pytest.param(["lapsed = [1, 3, 33, 34]"], (), id="none-left"),
]


@pytest.mark.parametrize(("said", "expected"), ASKED)
def test_who_is_asked_about(said: list[str], expected: tuple[int, ...]) -> None:
    """Up to three earlier implemented tips, least recently asked first, then lowest number."""
    first = (A, HELD, "keep = [1, 3, 33, 34]\nby_hand = [3]\ndrop = [2]")
    later = [(five, {}, f"{drop}\n{line}") for five, drop, line in zip((B, C), (DROP_B, DROP_C), said, strict=False)]
    assert tips_to_ask_about(reached(first, *later)) == expected


def test_a_tip_is_asked_about_only_after_the_close_that_brought_it() -> None:
    """What the present cycle implements is asked about at the close after it."""
    found = reached((A, HELD, "keep = [1]"), (B, {6: "DDDDD"}, "keep = [6]\nalive = [1]"))
    assert tips_to_ask_about(found) == (6, 1)
    assert found.last_asked == {1: date(2026, 5, 1), 6: None}
