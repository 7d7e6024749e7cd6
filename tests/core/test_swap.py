"""Swapping one of the five tips for another (docs/rules.md §7)."""

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
    status_letters,
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

CATALOGUE = make_catalogue(retired=(99,))
CYCLE_END = date(2026, 5, 3)
SECOND_CYCLE = {"starts": "2026-05-04", "anchor": "2026-03-02"}


def run_swap(
    journal: Journal, today: str, old: int = 5, new: int = 7, because: str = "the counter closes"
) -> SwapResult:
    """Return the result of a swap on this date."""
    return swap(journal, CATALOGUE, date.fromisoformat(today), old, new, because)


CHECKIN_TEMPLATE = '[[checkin]]\nweek = "{}"\n{} = [5]'
START_WEEKS = [
    pytest.param("", "2026-03-16", "2026-W12", id="monday"),
    pytest.param("", "2026-03-22", "2026-W12", id="sunday"),
    pytest.param(CHECKIN_TEMPLATE.format("2026-W12", "did"), "2026-03-20", "2026-W13", id="answered-this-week"),
    pytest.param(CHECKIN_TEMPLATE.format("2026-W12", "missed"), "2026-03-20", "2026-W13", id="missed-this-week"),
    pytest.param(CHECKIN_TEMPLATE.format("2026-W11", "did"), "2026-03-20", "2026-W12", id="answered-last-week"),
    pytest.param('[[checkin]]\nweek = "2026-W12"\ndid = [13]', "2026-03-20", "2026-W12", id="another-tip-answered"),
    pytest.param('[[checkin]]\nweek = "2026-W12"\nteam = 3', "2026-03-20", "2026-W12", id="only-feelings"),
    pytest.param('[[pause]]\nweeks = ["2026-W12"]', "2026-03-20", "2026-W12", id="in-a-paused-week"),
    pytest.param("", "2026-02-20", "2026-W10", id="before-first-monday"),
    pytest.param("", "2026-03-02", "2026-W10", id="on-first-monday"),
    pytest.param("", "2026-04-30", "2026-W18", id="in-last-week"),
    pytest.param(
        CHECKIN_TEMPLATE.format("2026-W17", "did"), "2026-04-24", "2026-W18", id="answered-in-last-week-but-one"
    ),
]


@pytest.mark.parametrize(("text", "today", "week"), START_WEEKS)
def test_new_tip_starts_this_week_or_next(text: str, today: str, week: str) -> None:
    """It starts next week if the old tip has an answer this week, and never before the first Monday."""
    result = run_swap(picked_journal(text), today)
    assert result.change.payloads == (Swap(old=5, new=7, from_=Week.parse(week), because="the counter closes"),)
    assert (result.start_week, result.change.cycle_start) == (Week.parse(week), date(2026, 3, 2))


def test_old_tip_keeps_its_weeks_and_new_tip_starts_at_zero() -> None:
    journal = picked_journal(weekly_checkins({5: "DDD"}))
    swapped_journal = apply_change(journal, run_swap(journal, "2026-03-20").change, date(2026, 3, 20))
    records = {
        record.tip: record for record in cycle_tip_records(Cycles(swapped_journal), 0, CATALOGUE.kind_of, CYCLE_END)
    }
    assert len(records) == 6
    assert (status_letters(records[5].statuses), records[5].strength, records[5].is_active) == (
        "DDD......",
        Fraction(37, 64),
        False,
    )
    assert (status_letters(records[7].statuses), records[7].strength, records[7].is_active) == (
        "...??????",
        Fraction(0),
        True,
    )


def test_tip_swapped_out_before_start_can_return() -> None:
    """The old tip is not in the records of the cycle."""
    after_first_swap = apply_change(
        picked_journal(), run_swap(picked_journal(), "2026-02-27").change, date(2026, 2, 27)
    )
    assert [record.tip for record in cycle_tip_records(Cycles(after_first_swap), 0, CATALOGUE.kind_of, CYCLE_END)] == [
        7,
        13,
        33,
        34,
        42,
    ]
    after_swap_back = apply_change(
        after_first_swap, run_swap(after_first_swap, "2026-02-28", old=7, new=5).change, date(2026, 2, 28)
    )
    assert [record.tip for record in cycle_tip_records(Cycles(after_swap_back), 0, CATALOGUE.kind_of, CYCLE_END)] == [
        5,
        13,
        33,
        34,
        42,
    ]
    later_swap = run_swap(after_first_swap, "2026-03-10", old=13, new=5)
    assert later_swap.change.payloads[0] == Swap(
        old=13, new=5, from_=Week.parse("2026-W11"), because="the counter closes"
    )


@pytest.mark.parametrize("today", ["2026-05-04", "2026-06-01"], ids=["day-after", "one-month-later"])
def test_swap_after_end_of_cycle_is_rejected(today: str) -> None:
    with pytest.raises(SwapTooLateError):
        run_swap(picked_journal(), today)


def test_answered_tip_cannot_be_swapped_in_last_week() -> None:
    """A tip without an answer this week can be swapped."""
    journal = picked_journal(CHECKIN_TEMPLATE.format("2026-W18", "missed"))
    with pytest.raises(SwapTooLateError) as raised:
        run_swap(journal, "2026-04-30")
    assert (raised.value.tip, raised.value.exit_code) == (5, ExitCode.FAILURE)
    assert run_swap(journal, "2026-04-30", old=13).start_week == Week.parse("2026-W18")


@pytest.mark.parametrize(
    ("today", "is_late"),
    [("2026-03-16", False), ("2026-04-12", False), ("2026-04-13", True), ("2026-04-20", True), ("2026-04-27", True)],
    ids=["third-week", "sixth-week", "seventh-week", "eighth-week", "ninth-week"],
)
def test_swap_in_last_three_weeks_is_late(today: str, is_late: bool) -> None:
    """A late swap is accepted."""
    assert run_swap(picked_journal(), today).is_late is is_late


@pytest.mark.parametrize("because", ["", " ", "\t"])
def test_swap_with_blank_reason_is_rejected(because: str) -> None:
    with pytest.raises(EmptyTextError) as raised:
        run_swap(picked_journal(), "2026-03-16", because=because)
    assert raised.value.exit_code == ExitCode.USAGE


def test_reason_is_stripped() -> None:
    (payload,) = run_swap(picked_journal(), "2026-03-16", because="  it never fits  ").change.payloads
    assert isinstance(payload, Swap)
    assert payload.because == "it never fits"


SWAP_OUT = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


@pytest.mark.parametrize(
    ("text", "old", "new", "error_type", "exit_code"),
    [
        ("", 77, 7, TipNotInFiveError, ExitCode.FAILURE),
        ("", 5, 5, DuplicateTipError, ExitCode.USAGE),
        ("", 5, 13, TipInFiveError, ExitCode.FAILURE),
        ("", 5, 99, TipRetiredError, ExitCode.FAILURE),
        (SWAP_OUT, 5, 8, TipNotInFiveError, ExitCode.FAILURE),
        (SWAP_OUT, 7, 5, TipSwappedOutError, ExitCode.FAILURE),
        (SWAP_OUT, 13, 5, TipSwappedOutError, ExitCode.FAILURE),
        (SWAP_OUT, 13, 7, TipInFiveError, ExitCode.FAILURE),
        (CLOSE_DROPPING_ALL, 5, 7, CycleClosedError, ExitCode.FAILURE),
    ],
    ids=[
        "old-tip-not-in-five", "same-tip", "new-tip-in-five", "new-tip-retired", "old-tip-already-swapped-out",
        "back-to-own-place", "back-to-another-place", "new-tip-already-swapped-in", "closed",
    ],
)  # fmt: skip
def test_invalid_swaps_are_rejected(
    text: str, old: int, new: int, error_type: type[TipcycleError], exit_code: ExitCode
) -> None:
    with pytest.raises(error_type) as raised:
        run_swap(picked_journal(text), "2026-03-16", old, new)
    assert raised.value.exit_code == exit_code


def test_swap_without_cycle_is_rejected() -> None:
    with pytest.raises(NoCycleError):
        run_swap(make_journal(), "2026-03-16")


FIVE_WEEKS_DONE = weekly_checkins({5: "DDDDD"})


@pytest.mark.parametrize(
    ("checkins", "decision", "pickable"),
    [(FIVE_WEEKS_DONE, "keep = [5]", False), ("", "keep = [5]", True), (FIVE_WEEKS_DONE, "drop = [5]", True)],
    ids=["implemented", "kept-but-not-implemented", "dropped"],
)
def test_implemented_tip_cannot_be_swapped_in(checkins: str, decision: str, pickable: bool) -> None:
    """Another tip of an earlier cycle can be swapped in, and its strength starts at zero."""
    first_file = cycle_file(with_pick(checkins, f"[[close]]  # 2026-05-01\n{decision}"))
    journal = make_journal(first_file, cycle_file("[[pick]]\ntips = [1, 2, 3, 4, 6]", **SECOND_CYCLE))
    if not pickable:
        with pytest.raises(TipImplementedError) as raised:
            run_swap(journal, "2026-05-06", 1, 5)
        assert raised.value.exit_code == ExitCode.FAILURE
        return
    swapped_journal = apply_change(journal, run_swap(journal, "2026-05-06", 1, 5).change, date(2026, 5, 6))
    (record,) = (
        record
        for record in cycle_tip_records(Cycles(swapped_journal), 1, CATALOGUE.kind_of, date(2026, 6, 28))
        if record.tip == 5
    )
    assert (record.strength, status_letters(record.statuses)) == (0, "????????")


def test_place_can_be_swapped_again_before_new_tip_starts() -> None:
    """The last new tip starts in the week in which the first one would have started."""
    journal = picked_journal(CHECKIN_TEMPLATE.format("2026-W12", "did"))
    after_first_swap = apply_change(journal, run_swap(journal, "2026-03-20").change, date(2026, 3, 20))
    second_swap = run_swap(after_first_swap, "2026-03-21", old=7, new=8)
    assert second_swap.start_week == Week.parse("2026-W13")
    (cycle,) = Cycles(apply_change(after_first_swap, second_swap.change, date(2026, 3, 21)))
    assert [status_letters(cycle.statuses(tip, CYCLE_END)) for tip in (5, 7, 8)] == [
        "??D......",
        ".........",
        "...??????",
    ]
    assert cycle.ignored == ()


def test_new_tip_takes_place_of_old_tip() -> None:
    journal = make_journal(cycle_file(PICK_TEXT))
    (cycle,) = Cycles(apply_change(journal, run_swap(journal, "2026-03-16", old=33).change, date(2026, 3, 16)))
    assert cycle.five == (5, 13, 7, 34, 42)
