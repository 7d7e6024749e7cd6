"""One of the five makes place for another: docs/rules.md §7."""

from datetime import date
from fractions import Fraction

import pytest

from tests.journal_builder import (
    CLOSE_DROPPING_ALL,
    PICK_TEXT,
    apply_change,
    cycle_file,
    make_catalogue,
    make_journal,
    picked_journal,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.commands.swap import SwapResult, swap
from tipcycle.core.errors import (
    CycleClosedError,
    DuplicateTipError,
    EmptyTextError,
    ExitCode,
    NoCycleError,
    SwapTooLateError,
    TipcycleError,
    TipImplementedError,
    TipInFiveError,
    TipNotInFiveError,
    TipRetiredError,
    TipSwappedOutError,
)
from tipcycle.core.events import Journal, Swap
from tipcycle.core.momentum.strength import cycle_tip_records
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week

TIPS = make_catalogue(retired=(99,))
END = date(2026, 5, 3)
SECOND = {"starts": "2026-05-04", "anchor": "2026-03-02"}


def swapped(before: Journal, on: str, old: int = 5, new: int = 7, because: str = "the counter closes") -> SwapResult:
    """A swap on a day."""
    return swap(before, TIPS, date.fromisoformat(on), old, new, because)


ANSWERED = '[[checkin]]\nweek = "{}"\n{} = [5]'
BEGINS = [
    pytest.param("", "2026-03-16", "2026-W12", id="a-monday"),
    pytest.param("", "2026-03-22", "2026-W12", id="a-sunday"),
    pytest.param(ANSWERED.format("2026-W12", "did"), "2026-03-20", "2026-W13", id="answered-this-week"),
    pytest.param(ANSWERED.format("2026-W12", "missed"), "2026-03-20", "2026-W13", id="missed-this-week"),
    pytest.param(ANSWERED.format("2026-W11", "did"), "2026-03-20", "2026-W12", id="answered-last-week"),
    pytest.param('[[checkin]]\nweek = "2026-W12"\ndid = [13]', "2026-03-20", "2026-W12", id="another-tip-answered"),
    pytest.param('[[checkin]]\nweek = "2026-W12"\nteam = 3', "2026-03-20", "2026-W12", id="only-feelings"),
    pytest.param('[[pause]]\nweeks = ["2026-W12"]', "2026-03-20", "2026-W12", id="in-a-paused-week"),
    pytest.param("", "2026-02-20", "2026-W10", id="before-the-first-monday"),
    pytest.param("", "2026-03-02", "2026-W10", id="on-the-first-monday"),
    pytest.param("", "2026-04-30", "2026-W18", id="in-the-last-week"),
    pytest.param(ANSWERED.format("2026-W17", "did"), "2026-04-24", "2026-W18", id="answered-in-the-last-but-one"),
]


@pytest.mark.parametrize(("text", "on", "week"), BEGINS)
def test_when_the_new_tip_begins(text: str, on: str, week: str) -> None:
    """This week; the next when the old tip has an answer this week; never before the first Monday."""
    found = swapped(picked_journal(text), on)
    assert found.change.payloads == (Swap(old=5, new=7, from_=Week.parse(week), because="the counter closes"),)
    assert (found.start_week, found.change.cycle_start) == (Week.parse(week), date(2026, 3, 2))


def test_the_old_tip_is_closed_with_its_weeks_and_the_new_one_begins_at_zero() -> None:
    """The answer of this week stays with the old tip, the new one starts next week; all six are there."""
    before = picked_journal(weekly_checkins({5: "DDD"}))
    after = apply_change(before, swapped(before, "2026-03-20").change, date(2026, 3, 20))
    found = {record.tip: record for record in cycle_tip_records(Cycles(after), 0, TIPS.kind_of, END)}
    assert len(found) == 6
    assert (found[5].statuses, found[5].strength, found[5].is_active) == ("DDD......", Fraction(37, 64), False)
    assert (found[7].statuses, found[7].strength, found[7].is_active) == ("...??????", Fraction(0), True)


def test_before_the_first_monday_it_simply_takes_the_place() -> None:
    """The replaced tip is not shown, and it may come back."""
    once = apply_change(picked_journal(), swapped(picked_journal(), "2026-02-27").change, date(2026, 2, 27))
    assert [record.tip for record in cycle_tip_records(Cycles(once), 0, TIPS.kind_of, END)] == [7, 13, 33, 34, 42]
    back = apply_change(once, swapped(once, "2026-02-28", old=7, new=5).change, date(2026, 2, 28))
    assert [record.tip for record in cycle_tip_records(Cycles(back), 0, TIPS.kind_of, END)] == [5, 13, 33, 34, 42]
    later = swapped(once, "2026-03-10", old=13, new=5)
    assert later.change.payloads[0] == Swap(old=13, new=5, from_=Week.parse("2026-W11"), because="the counter closes")


@pytest.mark.parametrize("on", ["2026-05-04", "2026-06-01"], ids=["the-day-after", "a-month-later"])
def test_an_ended_cycle_has_no_week_left_to_swap(on: str) -> None:
    """After the last Sunday there is nothing to take a place in."""
    with pytest.raises(SwapTooLateError):
        swapped(picked_journal(), on)


def test_in_the_last_week_an_answered_tip_keeps_its_place() -> None:
    """There is no next week to start in; a tip without an answer can still go."""
    answered = picked_journal(ANSWERED.format("2026-W18", "missed"))
    with pytest.raises(SwapTooLateError) as refusal:
        swapped(answered, "2026-04-30")
    assert (refusal.value.tip, refusal.value.exit_code) == (5, ExitCode.FAILURE)
    assert swapped(answered, "2026-04-30", old=13).start_week == Week.parse("2026-W18")


@pytest.mark.parametrize(
    ("on", "late"),
    [("2026-03-16", False), ("2026-04-12", False), ("2026-04-13", True), ("2026-04-20", True), ("2026-04-27", True)],
    ids=["third-week", "sixth", "seventh", "eighth", "ninth"],
)
def test_in_the_last_three_weeks_the_next_cycle_is_suggested(on: str, late: bool) -> None:
    """It is said, and not refused."""
    assert swapped(picked_journal(), on).is_late is late


@pytest.mark.parametrize("because", ["", " ", "\t"])
def test_a_swap_needs_a_reason(because: str) -> None:
    """Blank is none, and the command line is wrong."""
    with pytest.raises(EmptyTextError) as refusal:
        swapped(picked_journal(), "2026-03-16", because=because)
    assert refusal.value.exit_code == ExitCode.USAGE


def test_the_reason_is_kept_without_its_margins() -> None:
    """The words stay as they are."""
    (payload,) = swapped(picked_journal(), "2026-03-16", because="  it never fits  ").change.payloads
    assert isinstance(payload, Swap)
    assert payload.because == "it never fits"


OUT = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


@pytest.mark.parametrize(
    ("text", "old", "new", "refusal", "code"),
    [
        ("", 77, 7, TipNotInFiveError, ExitCode.FAILURE),
        ("", 5, 5, DuplicateTipError, ExitCode.USAGE),
        ("", 5, 13, TipInFiveError, ExitCode.FAILURE),
        ("", 5, 99, TipRetiredError, ExitCode.FAILURE),
        (OUT, 5, 8, TipNotInFiveError, ExitCode.FAILURE),
        (OUT, 7, 5, TipSwappedOutError, ExitCode.FAILURE),
        (OUT, 13, 5, TipSwappedOutError, ExitCode.FAILURE),
        (OUT, 13, 7, TipInFiveError, ExitCode.FAILURE),
        (CLOSE_DROPPING_ALL, 5, 7, CycleClosedError, ExitCode.FAILURE),
    ],
    ids=[
        "a-stranger-goes", "for-itself", "for-one-of-the-five", "for-a-retired-one", "swapped-out-already",
        "back-into-its-own-seat", "back-into-another-seat", "for-the-one-swapped-in", "closed",
    ],
)  # fmt: skip
def test_which_swaps_are_refused(text: str, old: int, new: int, refusal: type[TipcycleError], code: ExitCode) -> None:
    """The old tip is among the five, the new one pickable, and who was swapped out does not return."""
    with pytest.raises(refusal) as refused:
        swapped(picked_journal(text), "2026-03-16", old, new)
    assert refused.value.exit_code == code


def test_without_a_cycle_there_is_nothing_to_swap() -> None:
    """Nothing was picked yet."""
    with pytest.raises(NoCycleError):
        swapped(make_journal(), "2026-03-16")


FIRM = weekly_checkins({5: "DDDDD"})


@pytest.mark.parametrize(
    ("first", "decision", "pickable"),
    [(FIRM, "keep = [5]", False), ("", "keep = [5]", True), (FIRM, "drop = [5]", True)],
    ids=["implemented", "kept-without-holding", "dropped"],
)
def test_the_new_tip_must_be_pickable(first: str, decision: str, pickable: bool) -> None:
    """An implemented tip takes nobody's place; one of an earlier cycle that is not implemented may, and starts at 0."""
    one = cycle_file(with_pick(first, f"[[close]]  # 2026-05-01\n{decision}"))
    both = make_journal(one, cycle_file("[[pick]]\ntips = [1, 2, 3, 4, 6]", **SECOND))
    if not pickable:
        with pytest.raises(TipImplementedError) as refusal:
            swapped(both, "2026-05-06", 1, 5)
        assert refusal.value.exit_code == ExitCode.FAILURE
        return
    after = apply_change(both, swapped(both, "2026-05-06", 1, 5).change, date(2026, 5, 6))
    (found,) = (
        record for record in cycle_tip_records(Cycles(after), 1, TIPS.kind_of, date(2026, 6, 28)) if record.tip == 5
    )
    assert (found.strength, found.statuses) == (0, "????????")


def test_a_seat_may_be_swapped_again_before_its_tip_began() -> None:
    """The newest tip begins where the one it replaces would have, never in a week of the first."""
    before = picked_journal(ANSWERED.format("2026-W12", "did"))
    once = apply_change(before, swapped(before, "2026-03-20").change, date(2026, 3, 20))
    again = swapped(once, "2026-03-21", old=7, new=8)
    assert again.start_week == Week.parse("2026-W13")
    (found,) = Cycles(apply_change(once, again.change, date(2026, 3, 21)))
    assert [found.statuses(tip, END) for tip in (5, 7, 8)] == ["??D......", ".........", "...??????"]
    assert found.ignored == ()


def test_a_swap_keeps_the_seat() -> None:
    """The new tip stands where the old one stood."""
    before = make_journal(cycle_file(PICK_TEXT))
    (found,) = Cycles(apply_change(before, swapped(before, "2026-03-16", old=33).change, date(2026, 3, 16)))
    assert found.five == (5, 13, 7, 34, 42)
