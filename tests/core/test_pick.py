"""Tests for picking five tips (docs/rules.md §1, §11)."""

from datetime import date, timedelta

import pytest

from tests.journal_builder import (
    PICK_TEXT,
    apply_change,
    cycle_file,
    fold_cycle,
    make_catalogue,
    make_journal,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.commands.close import CloseDecisions, close
from tipcycle.core.commands.pick import PickResult, next_header, partial_selection, pick
from tipcycle.core.commands.undo import undo
from tipcycle.core.errors import (
    CycleStillOpenError,
    DuplicateTipError,
    ExitCode,
    InvalidDateError,
    TipcycleError,
    TipImplementedError,
    TipRetiredError,
    WrongTipCountError,
)
from tipcycle.core.events import Close, CycleFile, CycleHeader, Journal, Pick
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import extended_tips, suggest
from tipcycle.core.weeks import YEAR_LIMIT

TIPS = make_catalogue(retired=(99,))
NEW_TIPS = (1, 2, 3, 4, 6)
CLOSE = "[[close]]  # 2026-05-01\n"
CLOSE_DROPPED = CLOSE + "drop = [5, 13, 33, 34, 42]"
FIRST_MONDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 5, 4)
"""The first cycle runs from 2 March to 3 May 2026, so the next one can begin on 4 May."""


def parse_date(text: str) -> date:
    """Return the date of an ISO 8601 text."""
    return date.fromisoformat(text)


def closed_journal(close_text: str, checkins: str = "") -> Journal:
    """Return a journal with one cycle: the default pick, these check-ins and this close."""
    return make_journal(cycle_file(with_pick(checkins, close_text)))


def pick_tips(journal: Journal, *tips: int, today: str = "2026-05-04", start: str | None = None) -> PickResult:
    """Return the result of a pick, by default on the Monday after the first cycle."""
    return pick(journal, TIPS, parse_date(today), tips, start=parse_date(start) if start else None)


# Start of the cycle


@pytest.mark.parametrize(
    ("today", "starts"),
    [
        ("2026-02-23", "2026-02-23"),
        ("2026-02-24", "2026-02-23"),
        ("2026-02-25", "2026-02-23"),
        ("2026-02-26", "2026-03-02"),
        ("2026-02-27", "2026-03-02"),
        ("2026-02-28", "2026-03-02"),
        ("2026-03-01", "2026-03-02"),
    ],
    ids=["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
)
def test_start_depends_on_the_weekday_of_the_pick(today: str, starts: str) -> None:
    """Until Wednesday the cycle starts this Monday, from Thursday on next Monday. That Monday is the anchor."""
    result = pick_tips(make_journal(), *NEW_TIPS, today=today)
    assert (result.header.starts, result.header.anchor) == (parse_date(starts), parse_date(starts))
    assert result.change.new_header == result.header
    assert (result.requested_start, result.previous_end, result.number) == (None, None, 1)


@pytest.mark.parametrize(
    ("start", "starts", "is_moved"),
    [
        ("2026-03-02", "2026-03-02", False),
        ("2026-03-04", "2026-03-02", True),
        ("2026-03-06", "2026-03-02", True),
        ("2026-03-07", "2026-03-09", True),
        ("2026-03-08", "2026-03-09", True),
        ("2026-03-09", "2026-03-09", False),
        ("2025-12-31", "2025-12-29", True),
        ("2027-01-01", "2026-12-28", True),
    ],
    ids=["monday", "wednesday", "friday", "saturday", "sunday", "next-monday", "in-the-past", "across-new-year"],
)
def test_given_start_is_moved_to_its_monday(start: str, starts: str, is_moved: bool) -> None:
    """The result contains the requested start if it differs."""
    result = pick_tips(make_journal(), *NEW_TIPS, today="2026-02-26", start=start)
    assert result.header.starts == parse_date(starts)
    assert (result.requested_start == parse_date(start)) is is_moved


CHAIN_CASES = [
    pytest.param("2026-05-04", None, "2026-05-04", "2026-03-02", False, id="picked-on-next-monday"),
    pytest.param("2026-05-06", None, "2026-05-04", "2026-03-02", False, id="picked-on-next-wednesday"),
    pytest.param("2026-04-30", None, "2026-05-04", "2026-03-02", False, id="picked-on-last-thursday"),
    pytest.param("2026-04-28", None, "2026-05-04", "2026-03-02", True, id="picked-on-last-tuesday-moved"),
    pytest.param("2026-05-07", None, "2026-05-11", "2026-05-11", False, id="picked-on-next-thursday-new-chain"),
    pytest.param("2026-07-01", None, "2026-06-29", "2026-06-29", False, id="picked-at-later-start-of-chain-new-chain"),
    pytest.param("2026-04-28", "2026-05-04", "2026-05-04", "2026-03-02", False, id="start-next-monday"),
    pytest.param("2026-05-04", "2026-05-08", "2026-05-04", "2026-03-02", False, id="start-in-next-week"),
    pytest.param("2026-04-28", "2026-05-03", "2026-05-04", "2026-03-02", False, id="start-on-last-sunday"),
    pytest.param("2026-05-04", "2026-05-09", "2026-05-11", "2026-05-11", False, id="start-on-next-weekend-new-chain"),
    pytest.param("2026-05-04", "2026-04-06", "2026-05-04", "2026-03-02", True, id="start-too-early-moved"),
    pytest.param("2026-05-04", "2026-05-11", "2026-05-11", "2026-05-11", False, id="start-later-new-chain"),
    pytest.param("2026-05-08", "2026-05-04", "2026-05-04", "2026-03-02", False, id="start-in-the-past-continues-chain"),
]


@pytest.mark.parametrize(("today", "start", "starts", "anchor", "is_moved"), CHAIN_CASES)
def test_next_cycle_continues_the_chain_or_starts_a_new_one(
    today: str, start: str | None, starts: str, anchor: str, is_moved: bool
) -> None:
    """A start before the end of the last cycle is moved.

    The Monday after it continues the chain; a later start is a new anchor.
    """
    result = pick_tips(closed_journal(CLOSE_DROPPED), *NEW_TIPS, today=today, start=start)
    assert (result.header.starts, result.header.anchor) == (parse_date(starts), parse_date(anchor))
    assert result.previous_end == (date(2026, 5, 3) if is_moved else None)


def test_number_of_weeks_depends_on_the_anchor() -> None:
    """The cycle of 4 May has 8 weeks in the chain of 2 March, and 9 weeks in a new chain."""
    assert pick_tips(closed_journal(CLOSE_DROPPED), *NEW_TIPS).header == CycleHeader(NEXT_MONDAY, 8, FIRST_MONDAY)
    assert pick_tips(make_journal(), *NEW_TIPS).header == CycleHeader(NEXT_MONDAY, 9, NEXT_MONDAY)


def test_starts_do_not_drift_in_two_years() -> None:
    """Twelve cycles, each closed and followed by a pick in its last week, keep the starts of the chain."""
    journal, starts = make_journal(), []
    today = parse_date("2026-01-05")
    for n in range(12):
        result = pick(journal, TIPS, today, range(1 + 5 * n, 6 + 5 * n))
        journal = apply_change(journal, result.change, today)
        starts.append(result.header.starts)
        today = result.header.starts + timedelta(weeks=result.header.weeks, days=-3)  # the last Friday
        decisions = CloseDecisions(drop=result.tips)
        journal = apply_change(journal, close(journal, TIPS, today, decisions).change, today)
    assert [str(start) for start in starts] == [
        *("2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02"),
        *("2027-01-04", "2027-03-08", "2027-05-03", "2027-07-05", "2027-09-06", "2027-11-08"),
    ]
    assert [cycle.number for cycle in Cycles(journal)] == list(range(1, 13))


def test_start_is_moved_after_the_end_of_the_latest_cycle() -> None:
    """The result contains the last Sunday of the latest cycle."""
    second_cycle = cycle_file(
        "[[pick]]\ntips = [7, 8, 9, 10, 11]\n\n[[close]]  # 2026-06-23\n", starts="2026-05-04", weeks=9
    )
    result = pick_tips(make_journal(cycle_file(with_pick(CLOSE_DROPPED)), second_cycle), *NEW_TIPS, today="2026-06-23")
    assert (result.header.starts, result.previous_end, result.number) == (
        parse_date("2026-07-06"),
        parse_date("2026-07-05"),
        3,
    )


@pytest.mark.parametrize(
    ("today", "start", "is_far_off"),
    [
        ("2026-03-01", "2026-08-31", False),
        ("2026-02-28", "2026-08-31", True),
        ("2026-08-31", "2026-03-02", False),
        ("2026-08-31", "2026-02-23", True),
    ],
    ids=["183-days-ahead", "184-days-ahead", "182-days-ago", "189-days-ago"],
)
def test_start_more_than_half_a_year_away_is_far_off(today: str, start: str, is_far_off: bool) -> None:
    assert pick_tips(make_journal(), *NEW_TIPS, today=today, start=start).is_far_off(parse_date(today)) is is_far_off


@pytest.mark.parametrize(
    ("today", "start", "value"),
    [
        ("2026-05-04", "9999-12-27", "9999-12-27"),
        ("2026-05-04", "9999-12-31", "9999-12-27"),
        ("2026-05-04", "9999-11-15", "9999-11-15"),
        ("9999-12-31", None, "9999-12-31"),
        ("2026-05-04", "0999-12-31", "0999-12-30"),
        ("2026-05-04", "9500-01-05", "9500-01-01"),
        ("2026-05-04", "9000-01-01", "8999-12-30"),
        ("2026-05-04", "8999-12-27", "8999-12-23"),
        ("2026-05-04", "8999-11-04", "8999-11-04"),
        ("9500-01-05", None, "9500-01-08"),
    ],
)
def test_start_out_of_range_is_a_usage_error(today: str, start: str | None, value: str) -> None:
    """A cycle must start in the year 1000 or later and end before the year 9000."""
    with pytest.raises(InvalidDateError) as error:
        pick_tips(make_journal(), *NEW_TIPS, today=today, start=start)
    assert (error.value.value, error.value.exit_code) == (value, ExitCode.USAGE)


def test_first_monday_of_year_1000_is_accepted() -> None:
    assert pick_tips(make_journal(), *NEW_TIPS, start="1000-01-06").header.starts == parse_date("1000-01-06")


def test_cycle_that_ends_in_the_last_year_is_accepted() -> None:
    """After that cycle, no other cycle can be picked."""
    result = pick_tips(make_journal(), *NEW_TIPS, start="8999-10-28")
    assert (result.header.starts, result.header.calendar_weeks[-1].sunday.year) == (
        parse_date("8999-10-28"),
        YEAR_LIMIT - 1,
    )
    journal = make_journal(
        cycle_file(with_pick("[[close]]  # 8999-12-27\ndrop = [5, 13, 33, 34, 42]"), starts="8999-10-28")
    )
    with pytest.raises(InvalidDateError):
        pick_tips(journal, *NEW_TIPS, today="8999-12-28")


def test_cycle_outside_its_chain_starts_a_new_chain() -> None:
    """If an edited file does not match its own anchor, the next cycle is a new anchor."""
    early_anchor = cycle_file(with_pick(CLOSE_DROPPED), anchor="2026-01-05", weeks=9)
    late_anchor = cycle_file(with_pick(CLOSE_DROPPED), anchor="2026-02-09", weeks=9)
    assert next_header(Cycles(make_journal(early_anchor)), NEXT_MONDAY) == CycleHeader(
        NEXT_MONDAY, 9, parse_date("2026-01-05")
    )
    assert next_header(Cycles(make_journal(late_anchor)), NEXT_MONDAY) == CycleHeader(NEXT_MONDAY, 9, NEXT_MONDAY)


# Number and choice of tips

CLOSE_EXTENDED = CLOSE + "extend = [33, 5]\ndrop = [13, 34, 42]"


@pytest.mark.parametrize(
    ("close_text", "tips", "expected_five"),
    [
        (CLOSE_DROPPED, NEW_TIPS, NEW_TIPS),
        (CLOSE_EXTENDED, (1, 2, 3), (33, 5, 1, 2, 3)),
        (CLOSE_EXTENDED, (1, 33, 2, 3), (33, 5, 1, 2, 3)),
        (CLOSE_EXTENDED, (1, 2, 33, 5, 3), (33, 5, 1, 2, 3)),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (), (5, 13, 33, 34, 42)),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (5, 42), (5, 13, 33, 34, 42)),
    ],
    ids=[
        "five",
        "three-and-two-extended",
        "one-extended-named",
        "both-extended-named",
        "all-extended",
        "all-extended-two-named",
    ],
)
def test_extended_tips_take_places_of_the_next_five(
    close_text: str, tips: tuple[int, ...], expected_five: tuple[int, ...]
) -> None:
    """The pick needs only the remaining tips. Naming an extended tip is allowed."""
    result = pick_tips(closed_journal(close_text), *tips)
    assert result.tips == expected_five
    assert result.change.payloads == (Pick(tips=expected_five),)


PLANS = '[[plan]]\ntip = 33\ntext = "When tea is ready."\n[[plan]]\ntip = 13\ntext = "When I park."\n'


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ({}, {33: "When tea is ready."}),
        (
            {33: "When it rains.", 1: " When it snows. ", 77: "Not in the five."},
            {33: "When it rains.", 1: "When it snows."},
        ),
        ({33: ""}, {}),
    ],
    ids=["kept", "changed", "cleared"],
)
def test_plans_are_saved_with_the_pick(plans: dict[int, str], expected: dict[int, str]) -> None:
    """An extended tip keeps its plan; a dropped tip loses it."""
    journal = closed_journal(PLANS + CLOSE_EXTENDED)
    result = pick(journal, TIPS, NEXT_MONDAY, (1, 2, 3), plans=plans)
    cycles = Cycles(apply_change(journal, result.change, NEXT_MONDAY))
    assert cycles[-1].plans == expected


@pytest.mark.parametrize(
    ("close_text", "tips", "actual", "expected"),
    [
        (CLOSE_DROPPED, (), 0, 5),
        (CLOSE_DROPPED, (1, 2, 3, 4), 4, 5),
        (CLOSE_DROPPED, (1, 2, 3, 4, 6, 7), 6, 5),
        (CLOSE_EXTENDED, (1, 2), 2, 3),
        (CLOSE_EXTENDED, (1, 2, 3, 4), 4, 3),
        (CLOSE_EXTENDED, (33, 5), 0, 3),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (1,), 1, 0),
    ],
    ids=[
        "none",
        "four",
        "six",
        "two-and-two-extended",
        "four-and-two-extended",
        "only-extended",
        "one-and-five-extended",
    ],
)
def test_wrong_number_of_tips_is_a_usage_error(
    close_text: str, tips: tuple[int, ...], actual: int, expected: int
) -> None:
    """The error contains the required number of tips."""
    with pytest.raises(WrongTipCountError) as error:
        pick_tips(closed_journal(close_text), *tips)
    assert (error.value.actual, error.value.expected, error.value.exit_code) == (actual, expected, ExitCode.USAGE)


def test_duplicate_tip_is_a_usage_error() -> None:
    with pytest.raises(DuplicateTipError) as error:
        pick_tips(make_journal(), 1, 2, 3, 3, 4)
    assert (error.value.tip, error.value.exit_code) == (3, ExitCode.USAGE)


FIRM_CHECKINS = weekly_checkins({5: "DDDDD"})
SWAP = '[[swap]]  # {}\nold = 5\nnew = 7\nfrom = "{}"\nbecause = "x"'
CLOSE_AFTER_SWAP = CLOSE + "drop = [7, 13, 33, 34, 42]"
PICKABLE_CASES = [
    pytest.param(FIRM_CHECKINS, CLOSE + "keep = [5]", TipImplementedError, id="kept-and-firm"),
    pytest.param(FIRM_CHECKINS, CLOSE + "adapt = [5]", TipImplementedError, id="adapted-and-firm"),
    pytest.param(FIRM_CHECKINS, CLOSE + "drop = [5]", None, id="dropped-and-firm"),
    pytest.param("", CLOSE + "keep = [5]", None, id="kept-not-holding"),
    pytest.param("", CLOSE + "keep = [5]\nby_hand = [5]", TipImplementedError, id="kept-by-hand"),
    pytest.param("", CLOSE + "drop = [5]", None, id="dropped"),
    pytest.param("", CLOSE + "drop = [5]\nby_hand = [5]", None, id="dropped-by-hand"),
    pytest.param(SWAP.format("2026-03-10", "2026-W11"), CLOSE_AFTER_SWAP, None, id="swapped-out-in-previous-cycle"),
    pytest.param(SWAP.format("2026-02-27", "2026-W10"), CLOSE_AFTER_SWAP, None, id="replaced-before-first-monday"),
]


@pytest.mark.parametrize(("checkins", "close_text", "error_type"), PICKABLE_CASES)
def test_implemented_tips_cannot_be_picked(
    checkins: str, close_text: str, error_type: type[TipcycleError] | None
) -> None:
    """A tip that was kept or adapted can be picked again if it was not implemented."""
    journal = closed_journal(close_text, checkins)
    if error_type is None:
        assert pick_tips(journal, 5, 1, 2, 3, 4).tips == (5, 1, 2, 3, 4)
    else:
        with pytest.raises(error_type) as error:
            pick_tips(journal, 5, 1, 2, 3, 4)
        assert error.value.exit_code == ExitCode.FAILURE


def test_lapsed_tip_can_be_picked_again() -> None:
    """The tip is implemented in the first cycle, lapsed at the second close, and picked in the third cycle."""
    first_cycle = cycle_file(with_pick(FIRM_CHECKINS, CLOSE + "keep = [5]"))
    second_text = "[[pick]]\ntips = [1, 2, 3, 4, 6]\n\n[[close]]  # 2026-06-26\ndrop = [1, 2, 3, 4, 6]\n"
    second_header = {"starts": "2026-05-04", "anchor": "2026-03-02"}
    with pytest.raises(TipImplementedError):
        pick_tips(
            make_journal(first_cycle, cycle_file(second_text, **second_header)), 5, 7, 8, 9, 10, today="2026-06-29"
        )
    lapsed_journal = make_journal(first_cycle, cycle_file(second_text + "lapsed = [5]", **second_header))
    assert pick_tips(lapsed_journal, 5, 7, 8, 9, 10, today="2026-06-29").tips == (5, 7, 8, 9, 10)


def test_retired_tip_can_only_be_extended() -> None:
    """A retired tip cannot be picked, but keeps its place if it was extended."""
    with pytest.raises(TipRetiredError):
        pick_tips(make_journal(), 1, 2, 3, 4, 99)
    cycle_with_retired_tip = PICK_TEXT.replace("42", "99") + "\n" + CLOSE + "extend = [99]"
    assert pick_tips(make_journal(cycle_file(cycle_with_retired_tip)), 1, 2, 3, 4).tips == (99, 1, 2, 3, 4)


def test_unknown_tip_is_accepted() -> None:
    """The caller checks that the numbers exist."""
    assert pick_tips(make_journal(), 201, 202, 203, 204, 205).tips == (201, 202, 203, 204, 205)


# Open cycles and extended tips


@pytest.mark.parametrize(
    ("today", "has_ended"),
    [("2026-02-27", False), ("2026-03-06", False), ("2026-05-03", False), ("2026-05-04", True), ("2026-12-01", True)],
    ids=["planned", "running", "last-day", "ended", "long-ended"],
)
def test_pick_requires_that_the_last_cycle_is_closed(today: str, has_ended: bool) -> None:
    """The error contains the first day on which the cycle can be closed."""
    with pytest.raises(CycleStillOpenError) as exception:
        pick_tips(make_journal(cycle_file()), *NEW_TIPS, today=today)
    error = exception.value
    assert (error.number, error.closable_from, error.has_ended, error.exit_code) == (
        1,
        date(2026, 4, 27),
        has_ended,
        ExitCode.FAILURE,
    )


def test_open_cycle_is_reported_before_unpickable_tips() -> None:
    with pytest.raises(CycleStillOpenError):
        pick_tips(make_journal(cycle_file()), 5, 13, 33, 34, 42)


def test_only_the_last_close_extends_tips() -> None:
    second_cycle = cycle_file("[[pick]]\ntips = [33, 5, 1, 2, 3]\n", starts="2026-05-04", anchor="2026-03-02")
    assert extended_tips(()) == ()
    assert extended_tips(Cycles(closed_journal(CLOSE_EXTENDED))) == (33, 5)
    assert extended_tips((fold_cycle(),)) == ()
    assert extended_tips(Cycles(make_journal(cycle_file(with_pick(CLOSE_EXTENDED)), second_cycle))) == ()


@pytest.mark.parametrize(
    ("extend", "extended"),
    [
        ("[5, 13, 33, 34, 42, 57]", (5, 13, 33, 34, 42)),
        ("[5, 5, 13]", (5, 13)),
        ("[57, 13]", (13,)),
        ("[57]", ()),
    ],
    ids=["sixth-tip", "duplicate", "unknown-tip", "only-unknown-tip"],
)
def test_extended_tips_are_limited_to_the_five(extend: str, extended: tuple[int, ...]) -> None:
    """Unknown and duplicate tips in an edited file are ignored, so a pick and suggestions are possible."""
    journal = closed_journal(CLOSE + f"extend = {extend}")
    assert extended_tips(Cycles(journal)) == extended
    new_tips = NEW_TIPS[: 5 - len(extended)]
    assert pick_tips(journal, *new_tips).tips == (*extended, *new_tips)
    assert len(suggest(TIPS, Cycles(journal), (), count=5 - len(extended))) == 5 - len(extended)


# Saved events


def test_running_text_is_saved_with_the_pick() -> None:
    """An empty text counts as none."""
    payloads = [
        pick(make_journal(), TIPS, FIRST_MONDAY, NEW_TIPS, running=text).change.payloads[0]
        for text in ("the desk", "", None)
    ]
    assert [payload.running for payload in payloads if isinstance(payload, Pick)] == ["the desk", None, None]


def test_pick_after_an_undone_pick_uses_its_number_and_file() -> None:
    """The new pick is added to the existing cycle file without a new header."""
    picked_once = apply_change(
        make_journal(), pick_tips(make_journal(), *NEW_TIPS, today="2026-02-27").change, parse_date("2026-02-27")
    )
    void_journal = apply_change(picked_once, undo(picked_once).change, parse_date("2026-02-28"))
    result = pick_tips(void_journal, 5, 13, 33, 34, 42, today="2026-02-28")
    assert (result.number, result.change.cycle_start, result.change.new_header) == (1, FIRST_MONDAY, None)
    assert result.change.payloads == (Pick(tips=(5, 13, 33, 34, 42)),)
    (cycle,) = Cycles(apply_change(void_journal, result.change, parse_date("2026-02-28")))
    assert cycle.five == (5, 13, 33, 34, 42)


def test_pick_in_the_file_of_a_void_cycle_stores_its_own_header() -> None:
    """The void cycle of 4 May has 9 weeks.

    In the chain of 2 March the same start gives 8, so the pick stores weeks and anchor.
    """
    void_cycle = CycleFile(
        CycleHeader(NEXT_MONDAY, 9, NEXT_MONDAY),
        cycle_file(PICK_TEXT + '\nid = "p"\n[[undo]]\nof = ["p"]', starts="2026-05-04").events,
    )
    journal = make_journal(cycle_file(with_pick(CLOSE_DROPPED)), void_cycle)
    result = pick_tips(journal, *NEW_TIPS)
    assert result.change.payloads == (Pick(tips=NEW_TIPS, weeks=8, anchor=FIRST_MONDAY),)
    last_cycle = Cycles(apply_change(journal, result.change, NEXT_MONDAY))[-1]
    assert (last_cycle.number, last_cycle.header, len(last_cycle.weeks)) == (
        2,
        CycleHeader(NEXT_MONDAY, 8, FIRST_MONDAY),
        8,
    )


def test_later_void_cycle_does_not_affect_the_start() -> None:
    void_cycle = cycle_file(PICK_TEXT + '\nid = "p"\n[[undo]]\nof = ["p"]', starts="2026-09-07")
    result = pick_tips(make_journal(void_cycle), *NEW_TIPS)
    assert (result.number, result.header.starts, result.previous_end) == (1, NEXT_MONDAY, None)


def test_pick_writes_one_event_to_the_new_cycle_file() -> None:
    """The file of the closed cycle is unchanged."""
    journal = closed_journal(CLOSE_DROPPED)
    new_journal = apply_change(journal, pick_tips(journal, *NEW_TIPS).change, NEXT_MONDAY)
    assert new_journal.cycle_files[0] == journal.cycle_files[0]
    assert [type(event.payload) for event in new_journal.cycle_files[1].events] == [Pick]
    assert isinstance(Cycles(new_journal)[0].close, Close)


@pytest.mark.parametrize(
    ("tips", "expected"),
    [((), ()), ((1,), (1,)), ((2, 1), (2, 1)), ((13, 1, 2), (1, 2)), ((1, 2, 3, 4), None), ((1, 2, 3, 4, 6), None)],
)
def test_partial_selection_excludes_extended_tips(tips: tuple[int, ...], expected: tuple[int, ...] | None) -> None:
    """If no place is free, the result is None."""
    cycles = Cycles(closed_journal(CLOSE + "extend = [13]\ndrop = [5, 33, 34, 42]"))
    assert partial_selection(cycles, TIPS, NEXT_MONDAY, tips) == expected


@pytest.mark.parametrize(
    ("tips", "error"), [((1, 1), DuplicateTipError), ((99,), TipRetiredError), ((5,), TipImplementedError)]
)
def test_partial_selection_rejects_unpickable_tips(tips: tuple[int, ...], error: type[TipcycleError]) -> None:
    cycles = Cycles(closed_journal(CLOSE + "keep = [5]\nby_hand = [5]\ndrop = [13, 33, 34, 42]"))
    with pytest.raises(error):
        partial_selection(cycles, TIPS, NEXT_MONDAY, tips)


def test_partial_selection_requires_that_the_last_cycle_is_closed() -> None:
    with pytest.raises(CycleStillOpenError):
        partial_selection(Cycles(make_journal(cycle_file(with_pick()))), TIPS, date(2026, 3, 6), (1,))
