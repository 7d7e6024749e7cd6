"""Tests for the momentum report over several cycles, extended tips and undone events (docs/rules.md §4, §5, §8)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import (
    PICK_TEXT,
    cycle_file,
    make_catalogue,
    make_journal,
    parse_statuses,
    status_letters,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.momentum.report import MomentumReport, YearSlot, momentum_report, year_slots
from tipcycle.core.momentum.window import WINDOW_WEEKS
from tipcycle.core.projection import Cycles

KIND_OF = make_catalogue().kind_of
TODAY = date(2026, 5, 3)


def report(*texts: str, today: date = TODAY) -> MomentumReport:
    """Return the report on cycles of one chain, the first of which starts on 2 March."""
    starts = ("2026-03-02", "2026-05-04", "2026-07-06")
    journal = make_journal(
        *(cycle_file(text, starts=start, anchor="2026-01-05") for start, text in zip(starts, texts, strict=False))
    )
    return momentum_report(Cycles(journal), KIND_OF, today)


def test_report_without_cycles_is_empty() -> None:
    """The verdict is too early, and the year has six empty slots."""
    result = report()
    assert result.cycle is None
    assert (result.applied.done_count, result.applied.missed_count, result.applied.share) == (0, 0, None)
    assert (result.verdict, result.close_calls, result.tips) == ("too_early", (), ())
    assert (result.implemented_tips.yearly_pace, result.implemented_tips.next_milestone, len(result.year_slots)) == (
        None,
        5,
        6,
    )


def test_report_shows_the_latest_started_cycle() -> None:
    """A planned cycle only sets the start of the next cycle."""
    closed_cycle = with_pick(
        weekly_checkins({5: "DDDDDDDDD"}), "[[close]]  # 2026-05-02\nkeep = [5]\ndrop = [13, 33, 34, 42]\n"
    )
    result = report(closed_cycle, "[[pick]]\ntips = [1, 2, 3, 4, 6]\n", today=date(2026, 5, 2))
    assert result.cycle is not None
    assert (result.cycle.number, result.next_start, result.state, result.week_number) == (
        1,
        date(2026, 5, 4),
        "closed",
        9,
    )
    assert result.previous_cycle is None
    later_result = report(closed_cycle, "[[pick]]\ntips = [1, 2, 3, 4, 6]\n", today=date(2026, 5, 4))
    assert later_result.cycle is not None
    assert (later_result.cycle.number, later_result.next_start, later_result.state, later_result.week_number) == (
        2,
        None,
        "running",
        1,
    )
    assert later_result.previous_cycle == result.cycle
    assert later_result.implemented_tips.all_tips == {5}


def test_extended_tip_shows_its_statuses_of_the_previous_cycle() -> None:
    """All cycles from which the tip was extended count for its strength; the report shows the last two."""
    extend = "[[close]]  # 2026-05-03\nextend = [5]\ndrop = [13, 33, 34, 42]\n"
    first = with_pick(weekly_checkins({5: "DDDDDDDDD"}), extend)
    second = "[[pick]]  # 2026-05-03\ntips = [5, 1, 2, 3, 4]\n" + weekly_checkins({5: "MDDDDDDDD"}, starts="2026-05-04")
    second += "\n[[close]]  # 2026-07-05\nextend = [5]\ndrop = [1, 2, 3, 4]\n"
    third = "[[pick]]  # 2026-07-05\ntips = [5, 6, 7, 8, 9]\n" + weekly_checkins({5: "D"}, starts="2026-07-06")
    result = report(first, second, third, today=date(2026, 7, 10))
    (tip,) = [reported for reported in result.tips if reported.record.tip == 5]
    assert status_letters(tip.previous_statuses) == "MDDDDDDDD"
    assert status_letters(tip.record.all_statuses).rstrip(".") == "DDDDDDDDDMDDDDDDDDD"
    assert all(reported.previous_statuses is None for reported in result.tips if reported.record.tip != 5)
    tips_extended_once = report(first, second.partition("[[close]]")[0], today=date(2026, 5, 8)).tips
    assert {reported.record.tip: reported.previous_statuses for reported in tips_extended_once} == {
        5: parse_statuses("DDDDDDDDD")
    } | dict.fromkeys((1, 2, 3, 4))


def test_report_shows_the_latest_voices_of_all_cycles() -> None:
    """A voice that is added later to an earlier cycle counts as later."""
    late_voice = "[[voice]]  # 2026-06-01\ntext = 'late'\n"
    first = with_pick(
        "[[voice]]  # 2026-03-10\ntext = 'old'\n", "[[close]]  # 2026-05-02\ndrop = [5, 13, 33, 34, 42]\n", late_voice
    )
    second = "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n[[voice]]  # 2026-05-12\ntext = 'new'\n"
    second += "[[note]]  # 2026-06-02\ntext = 'no voice'\n"
    result = report(first, second, today=date(2026, 6, 2))
    assert [voice.text for voice in result.voices] == ["new", "late"]


@pytest.mark.parametrize("count", range(1, 14))
def test_year_has_six_slots_for_the_current_cycles(count: int) -> None:
    """The seventh cycle starts a new year. Slots of cycles that are not picked yet are empty."""
    files = [cycle_file(PICK_TEXT, starts="2026-03-02")]
    cycles = [Cycles(make_journal(*files))[0]] * count
    numbered_cycles = [replace(cycle, number=n) for n, cycle in enumerate(cycles, 1)]
    slots = year_slots(numbered_cycles, momentum_report([], KIND_OF, TODAY).implemented_tips)
    assert len(slots) == 6
    numbers = [slot.number for slot in slots if slot.number is not None]
    assert numbers == list(range((count - 1) // 6 * 6 + 1, count + 1))
    assert set(slots[len(numbers) :]) <= {
        YearSlot(None, None, None, implemented_count=0, extended_count=0, in_progress_count=0)
    }


def test_year_slots_count_implemented_extended_and_open_tips() -> None:
    """A closed cycle counts its implemented and extended tips; an open cycle counts its tips in progress."""
    close = "[[close]]  # 2026-05-02\nkeep = [5]\nextend = [13, 33]\ndrop = [34, 42]\n"
    first_cycle = with_pick(weekly_checkins({5: "DDDDDDDDD"}), close)
    slots = report(first_cycle, "[[pick]]\ntips = [13, 33, 1, 2, 3]\n", today=date(2026, 5, 8)).year_slots
    assert [
        (slot.number, slot.implemented_count, slot.extended_count, slot.in_progress_count) for slot in slots[:3]
    ] == [
        (1, 1, 2, 0),
        (2, 0, 0, 5),
        (None, 0, 0, 0),
    ]


STATUSES_BY_TIP = st.dictionaries(
    st.sampled_from([5, 13, 33, 34, 42]), st.text("DCMN? ", min_size=1, max_size=9), min_size=1
)


@given(STATUSES_BY_TIP, st.randoms(use_true_random=False))
def test_order_of_events_does_not_affect_the_report(statuses: dict[int, str], shuffle: "st.random.Random") -> None:  # type: ignore[name-defined]
    """P4 and P10: the report depends only on the contents of the files and on today's date."""
    file = cycle_file(with_pick(weekly_checkins(statuses)))
    events = list(file.events)
    shuffle.shuffle(events)
    shuffled_file = type(file)(file.header, tuple(events))
    for today in (date(2026, 3, 20), TODAY):
        assert momentum_report(Cycles(make_journal(file)), KIND_OF, today) == momentum_report(
            Cycles(make_journal(shuffled_file)), KIND_OF, today
        )


@given(STATUSES_BY_TIP)
def test_window_has_at_most_six_weeks(statuses: dict[int, str]) -> None:
    """The share is between 0 and 1."""
    result = report(with_pick(weekly_checkins(statuses)))
    assert len(result.window.current) <= WINDOW_WEEKS
    assert result.applied.share is None or 0 <= result.applied.share <= 1
    assert result.verdict == "too_early"  # there are no feelings


def test_pace_is_an_exact_fraction() -> None:
    """The pace is implemented ÷ closed cycles × 6."""
    first = with_pick(
        weekly_checkins({5: "DDDDDDDDD"}), "[[close]]  # 2026-05-03\nkeep = [5]\ndrop = [13, 33, 34, 42]\n"
    )
    second = "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n[[close]]  # 2026-07-05\ndrop = [1, 2, 3, 4, 6]\n"
    result = report(first, second, today=date(2026, 7, 6))
    assert result.implemented_tips.yearly_pace == Fraction(3)
    assert result.implemented_tips.next_milestone == 5


def test_voices_with_the_same_stamp_are_ordered_by_id() -> None:
    """The order does not depend on the cycle, so all machines show the same two voices."""
    block = "[[voice]]\nid = '{0}'\nat = 2026-05-12T08:00:00Z\ntext = '{0}'\n"
    first = with_pick("[[close]]  # 2026-05-02\ndrop = [5, 13, 33, 34, 42]\n", block.format("c"), block.format("a"))
    result = report(
        first, "[[pick]]  # 2026-05-03\ntips = [1, 2, 3, 4, 6]\n" + block.format("b"), today=date(2026, 6, 2)
    )
    assert [voice.text for voice in result.voices] == ["b", "c"]


@pytest.mark.parametrize(
    ("build", "counts"),
    [("DDBDDD", (3, 0)), ("MDBDDM", (2, 1)), ("BMDMB", (3, 1)), ("BDMD", (2, 0)), ("?????", (0, 0))],
)
def test_standing_build_does_not_change_what_was_done(build: str, counts: tuple[int, int]) -> None:
    """A build counts up to and including the week in which it came to stand, and again after the miss that ended it."""
    today = date(2026, 4, 12)
    cycles = Cycles(make_journal(cycle_file(with_pick(weekly_checkins({34: build, 5: "DDDDDD"})))))
    applied = momentum_report(cycles, make_catalogue().kind_of, today).applied
    assert (applied.done_count - 6, applied.missed_count) == counts


@pytest.mark.parametrize(("decision", "counts"), [("extend", (0, 0)), ("keep", (1, 1))])
def test_build_that_stands_when_it_is_extended_does_not_count(decision: str, counts: tuple[int, int]) -> None:
    """The next cycle begins with it standing. A build that is kept and picked again begins anew and counts."""
    first = with_pick(weekly_checkins({34: "B"}), f"[[close]]  # 2026-05-01\n{decision} = [34]\n")
    second = "[[pick]]  # 2026-05-01\ntips = [34, 1, 2, 3, 4]\n\n" + weekly_checkins({34: "DM"}, starts="2026-05-04")
    applied = report(first, second, today=date(2026, 5, 17)).applied
    assert (applied.done_count + applied.previous_done_count - 1, applied.missed_count) == counts
