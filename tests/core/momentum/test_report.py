"""The momentum report: its facts over cycles, extensions, undo and gaps (docs/rules.md §4–5, §9)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import PICK_TEXT, cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.momentum.report import MomentumReport, YearSlot, momentum_report, year_slots
from tipcycle.core.momentum.window import WINDOW_WEEKS
from tipcycle.core.projection import Cycles

KIND = make_catalogue().kind_of
SEEN_ON = date(2026, 5, 3)


def report(*texts: str, today: date = SEEN_ON) -> MomentumReport:
    """The report over cycles of one chain from 2 March on."""
    starts = ("2026-03-02", "2026-05-04", "2026-07-06")
    told = make_journal(
        *(cycle_file(text, starts=start, anchor="2026-01-05") for start, text in zip(starts, texts, strict=False))
    )
    return momentum_report(Cycles(told), KIND, today)


def test_without_a_cycle_everything_is_there_and_empty() -> None:
    """Counts are numbers, the reading is too early, the board is six empty cycles."""
    found = report()
    assert found.cycle is None
    assert (found.applied.done_count, found.applied.missed_count, found.applied.share) == (0, 0, None)
    assert (found.verdict, found.close_calls, found.tips) == ("too_early", (), ())
    assert (found.implemented_tips.yearly_pace, found.implemented_tips.next_milestone, len(found.year_slots)) == (
        None,
        5,
        6,
    )


def test_it_shows_the_cycle_begun_last() -> None:
    """A planned cycle is not looked back on yet."""
    closed = with_pick(
        weekly_checkins({5: "DDDDDDDDD"}), "[[close]]  # 2026-05-02\nkeep = [5]\ndrop = [13, 33, 34, 42]\n"
    )
    found = report(closed, "[[pick]]\ntips = [1, 2, 3, 4, 6]\n", today=date(2026, 5, 2))
    assert found.cycle is not None
    assert (found.cycle.number, found.next_start, found.state, found.week_number) == (1, date(2026, 5, 4), "closed", 9)
    assert found.previous_cycle is None
    later = report(closed, "[[pick]]\ntips = [1, 2, 3, 4, 6]\n", today=date(2026, 5, 4))
    assert later.cycle is not None
    assert (later.cycle.number, later.next_start, later.state, later.week_number) == (2, None, "running", 1)
    assert later.previous_cycle == found.cycle
    assert later.implemented_tips.tips == {5}


def test_a_tip_that_went_on_twice_shows_the_cycle_before() -> None:
    """Its strength feeds on all three cycles, its strip shows this one and the last."""
    extend = "[[close]]  # 2026-05-03\nextend = [5]\ndrop = [13, 33, 34, 42]\n"
    first = with_pick(weekly_checkins({5: "DDDDDDDDD"}), extend)
    second = "[[pick]]  # 2026-05-03\ntips = [5, 1, 2, 3, 4]\n" + weekly_checkins({5: "MDDDDDDDD"}, starts="2026-05-04")
    second += "\n[[close]]  # 2026-07-05\nextend = [5]\ndrop = [1, 2, 3, 4]\n"
    third = "[[pick]]  # 2026-07-05\ntips = [5, 6, 7, 8, 9]\n" + weekly_checkins({5: "D"}, starts="2026-07-06")
    found = report(first, second, third, today=date(2026, 7, 10))
    (tip,) = [shown for shown in found.tips if shown.record.tip == 5]
    assert tip.previous_statuses == "MDDDDDDDD"
    assert tip.record.all_statuses.rstrip(".") == "DDDDDDDDDMDDDDDDDDD"
    assert all(shown.previous_statuses is None for shown in found.tips if shown.record.tip != 5)
    once = report(first, second.partition("[[close]]")[0], today=date(2026, 5, 8)).tips
    assert {shown.record.tip: shown.previous_statuses for shown in once} == {5: "DDDDDDDDD"} | dict.fromkeys(
        (1, 2, 3, 4)
    )


def test_the_latest_voices_come_first_whatever_cycle_they_stand_in() -> None:
    """A voice added later to an earlier cycle is later."""
    late = "[[voice]]  # 2026-06-01\ntext = 'late'\n"
    first = with_pick(
        "[[voice]]  # 2026-03-10\ntext = 'old'\n", "[[close]]  # 2026-05-02\ndrop = [5, 13, 33, 34, 42]\n", late
    )
    second = "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n[[voice]]  # 2026-05-12\ntext = 'new'\n"
    second += "[[note]]  # 2026-06-02\ntext = 'no voice'\n"
    found = report(first, second, today=date(2026, 6, 2))
    assert [line.text for line in found.voices] == ["new", "late"]


@pytest.mark.parametrize("count", range(1, 14))
def test_a_board_holds_six_cycles_of_the_present_year(count: int) -> None:
    """After the sixth cycle a new board begins; what is not picked yet is an empty place."""
    files = [cycle_file(PICK_TEXT, starts="2026-03-02")]
    cycles = [Cycles(make_journal(*files))[0]] * count
    numbered = [replace(one, number=n) for n, one in enumerate(cycles, 1)]
    shown = year_slots(numbered, momentum_report([], KIND, SEEN_ON).implemented_tips)
    assert len(shown) == 6
    begun = [each.number for each in shown if each.number is not None]
    assert begun == list(range((count - 1) // 6 * 6 + 1, count + 1))
    assert set(shown[len(begun) :]) <= {
        YearSlot(None, None, None, implemented_count=0, extended_count=0, in_progress_count=0)
    }


def test_a_board_says_what_stayed_what_goes_on_and_what_is_in_the_making() -> None:
    """Of a closed cycle what became of its tips; of an open one how many there are, and nothing that stays yet."""
    close = "[[close]]  # 2026-05-02\nkeep = [5]\nextend = [13, 33]\ndrop = [34, 42]\n"
    first = with_pick(weekly_checkins({5: "DDDDDDDDD"}), close)
    found = report(first, "[[pick]]\ntips = [13, 33, 1, 2, 3]\n", today=date(2026, 5, 8)).year_slots
    assert [
        (each.number, each.implemented_count, each.extended_count, each.in_progress_count) for each in found[:3]
    ] == [
        (1, 1, 2, 0),
        (2, 0, 0, 5),
        (None, 0, 0, 0),
    ]


LINES = st.dictionaries(st.sampled_from([5, 13, 33, 34, 42]), st.text("DCMN? ", min_size=1, max_size=9), min_size=1)


@given(LINES, st.randoms(use_true_random=False))
def test_any_order_of_the_blocks_gives_the_same_report(lines: dict[int, str], shuffle: "st.random.Random") -> None:  # type: ignore[name-defined]
    """P4 and P10: the report depends on what was written and the day, never on where it stands in the file."""
    one = cycle_file(with_pick(weekly_checkins(lines)))
    events = list(one.events)
    shuffle.shuffle(events)
    other = type(one)(one.header, tuple(events))
    for today in (date(2026, 3, 20), SEEN_ON):
        assert momentum_report(Cycles(make_journal(one)), KIND, today) == momentum_report(
            Cycles(make_journal(other)), KIND, today
        )


@given(LINES)
def test_the_window_is_never_longer_than_six(lines: dict[int, str]) -> None:
    """And a share is always between none and all."""
    found = report(with_pick(weekly_checkins(lines)))
    assert len(found.window.current) <= WINDOW_WEEKS
    assert found.applied.share is None or 0 <= found.applied.share <= 1
    assert found.verdict == "too_early"  # nobody said how it felt


def test_pace_is_exact_and_only_a_figure() -> None:
    """Implemented ÷ closed cycles × 6."""
    first = with_pick(
        weekly_checkins({5: "DDDDDDDDD"}), "[[close]]  # 2026-05-03\nkeep = [5]\ndrop = [13, 33, 34, 42]\n"
    )
    second = "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n[[close]]  # 2026-07-05\ndrop = [1, 2, 3, 4, 6]\n"
    found = report(first, second, today=date(2026, 7, 6))
    assert found.implemented_tips.yearly_pace == Fraction(3)
    assert found.implemented_tips.next_milestone == 5


def test_voices_of_one_stamp_stand_by_their_ids() -> None:
    """In whatever cycle they lie: on each machine the same two."""
    said = "[[voice]]\nid = '{0}'\nat = 2026-05-12T08:00:00Z\ntext = '{0}'\n"
    first = with_pick("[[close]]  # 2026-05-02\ndrop = [5, 13, 33, 34, 42]\n", said.format("c"), said.format("a"))
    found = report(first, "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n" + said.format("b"), today=date(2026, 6, 2))
    assert [line.text for line in found.voices] == ["b", "c"]
