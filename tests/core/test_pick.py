"""Picking five: docs/rules.md §1, §11."""

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
NEW = (1, 2, 3, 4, 6)
CLOSE = "[[close]]  # 2026-05-01\n"
DROPPED = CLOSE + "drop = [5, 13, 33, 34, 42]"
FIRST_MONDAY, AFTER = date(2026, 3, 2), date(2026, 5, 4)
"""The first cycle runs from 2 March to 3 May 2026, so the next may begin on 4 May."""


def on(text: str) -> date:
    """The date that a table writes as text."""
    return date.fromisoformat(text)


def after(close_text: str, first: str = "") -> Journal:
    """A journal of one closed cycle."""
    return make_journal(cycle_file(with_pick(first, close_text)))


def chosen(before: Journal, *tips: int, today: str = "2026-05-04", start: str | None = None) -> PickResult:
    """A pick on a day."""
    return pick(before, TIPS, on(today), tips, start=on(start) if start else None)


# The start


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
def test_a_pick_on_each_weekday(today: str, starts: str) -> None:
    """The first pick begins this Monday until Wednesday and next Monday from Thursday on, and anchors a chain there."""
    found = chosen(make_journal(), *NEW, today=today)
    assert (found.header.starts, found.header.anchor) == (on(starts), on(starts))
    assert found.change.new_header == found.header
    assert (found.requested_start, found.previous_end, found.number) == (None, None, 1)


@pytest.mark.parametrize(
    ("start", "starts", "said"),
    [
        ("2026-03-02", "2026-03-02", False),
        ("2026-03-04", "2026-03-02", True),
        ("2026-03-08", "2026-03-02", True),
        ("2026-03-09", "2026-03-09", False),
        ("2025-12-31", "2025-12-29", True),
        ("2027-01-01", "2026-12-28", True),
    ],
    ids=["a-monday", "wednesday", "sunday", "next-monday", "in-the-past", "over-new-year"],
)
def test_the_monday_of_a_given_start_counts(start: str, starts: str, said: bool) -> None:
    """Any date may be given; its Monday counts, and a start that became another is said."""
    found = chosen(make_journal(), *NEW, today="2026-02-26", start=start)
    assert found.header.starts == on(starts)
    assert (found.requested_start == on(start)) is said


CHAIN = [
    pytest.param("2026-05-04", None, "2026-05-04", "2026-03-02", False, id="on-the-monday-after"),
    pytest.param("2026-05-06", None, "2026-05-04", "2026-03-02", False, id="on-the-wednesday-after"),
    pytest.param("2026-04-30", None, "2026-05-04", "2026-03-02", False, id="on-the-last-thursday"),
    pytest.param("2026-04-28", None, "2026-05-04", "2026-03-02", True, id="on-the-last-tuesday-moved"),
    pytest.param("2026-05-07", None, "2026-05-11", "2026-05-11", False, id="on-the-thursday-after-anew"),
    pytest.param("2026-07-01", None, "2026-06-29", "2026-06-29", False, id="on-a-monday-of-the-old-chain-anew"),
    pytest.param("2026-04-28", "2026-05-04", "2026-05-04", "2026-03-02", False, id="given-that-monday"),
    pytest.param("2026-05-04", "2026-05-09", "2026-05-04", "2026-03-02", False, id="given-that-week"),
    pytest.param("2026-05-04", "2026-04-06", "2026-05-04", "2026-03-02", True, id="given-too-early-moved"),
    pytest.param("2026-05-04", "2026-05-11", "2026-05-11", "2026-05-11", False, id="given-later-anew"),
    pytest.param("2026-05-08", "2026-05-04", "2026-05-04", "2026-03-02", False, id="given-back-into-the-chain"),
]


@pytest.mark.parametrize(("today", "start", "starts", "anchor", "moved"), CHAIN)
def test_the_chain_goes_on_or_begins_anew(today: str, start: str | None, starts: str, anchor: str, moved: bool) -> None:
    """No cycle begins before the last one's end; on the Monday after it the chain goes on, later is a new anchor."""
    found = chosen(after(DROPPED), *NEW, today=today, start=start)
    assert (found.header.starts, found.header.anchor) == (on(starts), on(anchor))
    assert found.previous_end == (date(2026, 5, 3) if moved else None)


def test_the_anchor_decides_the_weeks() -> None:
    """The cycle of 4 May has 8 weeks in the chain of 2 March, and 9 in a chain of its own."""
    assert chosen(after(DROPPED), *NEW).header == CycleHeader(AFTER, 8, FIRST_MONDAY)
    assert chosen(make_journal(), *NEW).header == CycleHeader(AFTER, 9, AFTER)


def test_two_years_of_picks_do_not_drift() -> None:
    """Twelve cycles, each closed in its last week and followed at once, keep to the calendar of the first."""
    book, starts = make_journal(), []
    today = on("2026-01-05")
    for n in range(12):
        found = pick(book, TIPS, today, range(1 + 5 * n, 6 + 5 * n))
        book = apply_change(book, found.change, today)
        starts.append(found.header.starts)
        today = found.header.starts + timedelta(weeks=found.header.weeks, days=-3)  # the last Friday
        drop = CloseDecisions(drop=found.tips)
        book = apply_change(book, close(book, TIPS, today, drop).change, today)
    assert [str(start) for start in starts] == [
        *("2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02"),
        *("2027-01-04", "2027-03-08", "2027-05-03", "2027-07-05", "2027-09-06", "2027-11-08"),
    ]
    assert [found.number for found in Cycles(book)] == list(range(1, 13))


def test_the_cycle_just_before_is_the_one_that_moves_a_start() -> None:
    """Of several cycles only the last one's end counts: the start is moved behind it, and that Sunday is said."""
    second = cycle_file("[[pick]]\ntips = [7, 8, 9, 10, 11]\n\n[[close]]  # 2026-06-23\n", starts="2026-05-04", weeks=9)
    found = chosen(make_journal(cycle_file(with_pick(DROPPED)), second), *NEW, today="2026-06-23")
    assert (found.header.starts, found.previous_end, found.number) == (on("2026-07-06"), on("2026-07-05"), 3)


@pytest.mark.parametrize(
    ("today", "start", "far"),
    [
        ("2026-03-01", "2026-08-31", False),
        ("2026-02-28", "2026-08-31", True),
        ("2026-08-31", "2026-03-02", False),
        ("2026-08-31", "2026-02-23", True),
    ],
    ids=["183-days-ahead", "184-days-ahead", "half-a-year-ago", "longer-ago"],
)
def test_a_start_more_than_half_a_year_off(today: str, start: str, far: bool) -> None:
    """It may be a slip of the keyboard, on either side; half a year itself is none."""
    assert chosen(make_journal(), *NEW, today=today, start=start).is_far_off(on(today)) is far


@pytest.mark.parametrize(
    ("today", "start", "word"),
    [
        ("2026-05-04", "9999-12-27", "9999-12-27"),
        ("2026-05-04", "9999-12-31", "9999-12-27"),
        ("2026-05-04", "9999-11-15", "9999-11-15"),
        ("9999-12-31", None, "9999-12-31"),
        ("2026-05-04", "0999-12-31", "0999-12-30"),
        ("2026-05-04", "9500-01-05", "9500-01-01"),
        ("2026-05-04", "9000-01-01", "8999-12-30"),
        ("2026-05-04", "8999-12-28", "8999-12-23"),
        ("2026-05-04", "8999-11-04", "8999-11-04"),
        ("9500-01-05", None, "9500-01-08"),
    ],
)
def test_the_calendar_ends(today: str, start: str | None, word: str) -> None:
    """A cycle that the calendar has no room for is refused as a date, as is a year of three digits."""
    with pytest.raises(InvalidDateError) as refusal:
        chosen(make_journal(), *NEW, today=today, start=start)
    assert (refusal.value.value, refusal.value.exit_code) == (word, ExitCode.USAGE)


def test_a_year_has_four_digits() -> None:
    """The first Monday of the year 1000 is a date like any other."""
    assert chosen(make_journal(), *NEW, start="1000-01-06").header.starts == on("1000-01-06")


def test_the_last_cycle_that_there_is() -> None:
    """A cycle that ends in the last year is one like any other, and no other follows it."""
    last = chosen(make_journal(), *NEW, start="8999-10-28")
    assert (last.header.starts, last.header.calendar_weeks[-1].sunday.year) == (on("8999-10-28"), YEAR_LIMIT - 1)
    told = make_journal(
        cycle_file(with_pick("[[close]]  # 8999-12-27\ndrop = [5, 13, 33, 34, 42]"), starts="8999-10-28")
    )
    with pytest.raises(InvalidDateError):
        chosen(told, *NEW, today="8999-12-28")


def test_a_chain_that_was_edited_by_hand_begins_anew() -> None:
    """When the last cycle does not lie on its anchor's chain, the next one is a new anchor."""
    odd = cycle_file(with_pick(DROPPED), anchor="2026-01-05", weeks=9)
    shifted = cycle_file(with_pick(DROPPED), anchor="2026-02-09", weeks=9)
    assert next_header(Cycles(make_journal(odd)), AFTER) == CycleHeader(AFTER, 9, on("2026-01-05"))
    assert next_header(Cycles(make_journal(shifted)), AFTER) == CycleHeader(AFTER, 9, AFTER)


# How many, and which

EXTENDED = CLOSE + "extend = [33, 5]\ndrop = [13, 34, 42]"


@pytest.mark.parametrize(
    ("close_text", "tips", "five"),
    [
        (DROPPED, NEW, NEW),
        (EXTENDED, (1, 2, 3), (33, 5, 1, 2, 3)),
        (EXTENDED, (1, 33, 2, 3), (33, 5, 1, 2, 3)),
        (EXTENDED, (1, 2, 33, 5, 3), (33, 5, 1, 2, 3)),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (), (5, 13, 33, 34, 42)),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (5, 42), (5, 13, 33, 34, 42)),
    ],
    ids=["all-five", "three-beside-two", "one-named-too", "both-named-too", "none-needed", "none-needed-two-named"],
)
def test_extended_tips_have_their_place(close_text: str, tips: tuple[int, ...], five: tuple[int, ...]) -> None:
    """A pick needs five minus the extended ones; naming these too is allowed."""
    found = chosen(after(close_text), *tips)
    assert found.tips == five
    assert found.change.payloads == (Pick(tips=five),)


@pytest.mark.parametrize(
    ("close_text", "tips", "given", "needed"),
    [
        (DROPPED, (), 0, 5),
        (DROPPED, (1, 2, 3, 4), 4, 5),
        (DROPPED, (1, 2, 3, 4, 6, 7), 6, 5),
        (EXTENDED, (1, 2), 2, 3),
        (EXTENDED, (1, 2, 3, 4), 4, 3),
        (EXTENDED, (33, 5), 0, 3),
        (CLOSE + "extend = [5, 13, 33, 34, 42]", (1,), 1, 0),
    ],
    ids=["none", "four", "six", "two-beside-two", "four-beside-two", "only-the-extended", "one-beside-five"],
)
def test_any_other_number_is_refused(close_text: str, tips: tuple[int, ...], given: int, needed: int) -> None:
    """The refusal is one of the command line, and says how many were needed."""
    with pytest.raises(WrongTipCountError) as refusal:
        chosen(after(close_text), *tips)
    assert (refusal.value.actual, refusal.value.expected, refusal.value.exit_code) == (given, needed, ExitCode.USAGE)


def test_a_tip_named_twice_is_refused() -> None:
    """Five numbers are five tips."""
    with pytest.raises(DuplicateTipError) as refusal:
        chosen(make_journal(), 1, 2, 3, 3, 4)
    assert (refusal.value.tip, refusal.value.exit_code) == (3, ExitCode.USAGE)


FIRM = weekly_checkins({5: "DDDDD"})
SWAP = '[[swap]]  # {}\nold = 5\nnew = 7\nfrom = "{}"\nbecause = "x"'
BACK = CLOSE + "drop = [7, 13, 33, 34, 42]"
PICKABLE = [
    pytest.param(FIRM, CLOSE + "keep = [5]", TipImplementedError, id="kept-and-firm"),
    pytest.param(FIRM, CLOSE + "adapt = [5]", TipImplementedError, id="adapted-and-firm"),
    pytest.param(FIRM, CLOSE + "drop = [5]", None, id="dropped-though-firm"),
    pytest.param("", CLOSE + "keep = [5]", None, id="kept-without-holding"),
    pytest.param("", CLOSE + "keep = [5]\nby_hand = [5]", TipImplementedError, id="kept-by-hand"),
    pytest.param("", CLOSE + "drop = [5]", None, id="dropped"),
    pytest.param("", CLOSE + "drop = [5]\nby_hand = [5]", None, id="by-hand-without-keep"),
    pytest.param(SWAP.format("2026-03-10", "2026-W11"), BACK, None, id="swapped-out-in-the-cycle-before"),
    pytest.param(SWAP.format("2026-02-27", "2026-W10"), BACK, None, id="replaced-before-the-first-monday"),
]


@pytest.mark.parametrize(("first", "close_text", "refusal"), PICKABLE)
def test_which_tips_can_be_picked(first: str, close_text: str, refusal: type[TipcycleError] | None) -> None:
    """Pickable is what is not implemented; kept without holding is pickable."""
    book = after(close_text, first)
    if refusal is None:
        assert chosen(book, 5, 1, 2, 3, 4).tips == (5, 1, 2, 3, 4)
    else:
        with pytest.raises(refusal) as refused:
            chosen(book, 5, 1, 2, 3, 4)
        assert refused.value.exit_code == ExitCode.FAILURE


def test_a_lapsed_tip_may_be_picked_again() -> None:
    """Implemented in the first cycle, lapsed at the close of the second: it is pickable in the third."""
    one = cycle_file(with_pick(FIRM, CLOSE + "keep = [5]"))
    two = "[[pick]]\ntips = [1, 2, 3, 4, 6]\n\n[[close]]  # 2026-06-26\ndrop = [1, 2, 3, 4, 6]\n"
    where = {"starts": "2026-05-04", "anchor": "2026-03-02"}
    with pytest.raises(TipImplementedError):
        chosen(make_journal(one, cycle_file(two, **where)), 5, 7, 8, 9, 10, today="2026-06-29")
    lapsed = make_journal(one, cycle_file(two + "lapsed = [5]", **where))
    assert chosen(lapsed, 5, 7, 8, 9, 10, today="2026-06-29").tips == (5, 7, 8, 9, 10)


def test_a_retired_tip_cannot_be_picked() -> None:
    """A retired tip leaves the pick, and keeps its place where it was extended."""
    with pytest.raises(TipRetiredError):
        chosen(make_journal(), 1, 2, 3, 4, 99)
    first = PICK_TEXT.replace("42", "99") + "\n" + CLOSE + "extend = [99]"
    assert chosen(make_journal(cycle_file(first)), 1, 2, 3, 4).tips == (99, 1, 2, 3, 4)


def test_a_tip_of_another_catalogue_can_be_picked() -> None:
    """Which numbers exist is settled before: the core refuses none that it does not know."""
    assert chosen(make_journal(), 201, 202, 203, 204, 205).tips == (201, 202, 203, 204, 205)


# While a cycle is open


@pytest.mark.parametrize(
    ("today", "ended"),
    [("2026-02-27", False), ("2026-03-06", False), ("2026-05-03", False), ("2026-05-04", True), ("2026-12-01", True)],
    ids=["planned", "running", "last-day", "ended", "long-ended"],
)
def test_an_open_cycle_is_closed_before_the_next_pick(today: str, ended: bool) -> None:
    """Planned, running or ended: the refusal names the day from which it can be closed."""
    with pytest.raises(CycleStillOpenError) as refusal:
        chosen(make_journal(cycle_file()), *NEW, today=today)
    told = refusal.value
    assert (told.number, told.closable_from, told.has_ended, told.exit_code) == (
        1,
        date(2026, 4, 27),
        ended,
        ExitCode.FAILURE,
    )


def test_the_open_cycle_is_named_before_any_tip() -> None:
    """A tip of the present five is not what stands in the way of a pick."""
    with pytest.raises(CycleStillOpenError):
        chosen(make_journal(cycle_file()), 5, 13, 33, 34, 42)


def test_the_extended_ones_are_the_next_seats() -> None:
    """Only the last cycle's close gives seats away."""
    two = cycle_file("[[pick]]\ntips = [33, 5, 1, 2, 3]\n", starts="2026-05-04", anchor="2026-03-02")
    assert extended_tips(()) == ()
    assert extended_tips(Cycles(after(EXTENDED))) == (33, 5)
    assert extended_tips((fold_cycle(),)) == ()
    assert extended_tips(Cycles(make_journal(cycle_file(with_pick(EXTENDED)), two))) == ()


@pytest.mark.parametrize(
    ("extend", "seated"),
    [
        ("[5, 13, 33, 34, 42, 57]", (5, 13, 33, 34, 42)),
        ("[5, 5, 13]", (5, 13)),
        ("[57, 13]", (13,)),
        ("[57]", ()),
    ],
    ids=["a-sixth", "one-twice", "a-stranger", "only-a-stranger"],
)
def test_a_close_that_was_edited_by_hand_gives_away_seats_of_the_five(extend: str, seated: tuple[int, ...]) -> None:
    """Only tips of the five go on, each once; so a pick and a proposal are possible with what is left."""
    before = after(CLOSE + f"extend = {extend}")
    assert extended_tips(Cycles(before)) == seated
    free = NEW[: 5 - len(seated)]
    assert chosen(before, *free).tips == (*seated, *free)
    assert len(suggest(TIPS, Cycles(before), (), count=5 - len(seated))) == 5 - len(seated)


# What is written


def test_what_must_keep_running_goes_with_the_pick() -> None:
    """The line is kept as it is given, and an empty one is none."""
    told = [
        pick(make_journal(), TIPS, FIRST_MONDAY, NEW, running=text).change.payloads[0]
        for text in ("the desk", "", None)
    ]
    assert [payload.running for payload in told if isinstance(payload, Pick)] == ["the desk", None, None]


def test_a_pick_after_an_undone_one_uses_its_number_and_file() -> None:
    """The void cycle's file is added to, not opened again; the same weeks need no word about it."""
    book = apply_change(make_journal(), chosen(make_journal(), *NEW, today="2026-02-27").change, on("2026-02-27"))
    void = apply_change(book, undo(book).change, on("2026-02-28"))
    again = chosen(void, 5, 13, 33, 34, 42, today="2026-02-28")
    assert (again.number, again.change.cycle_start, again.change.new_header) == (1, FIRST_MONDAY, None)
    assert again.change.payloads == (Pick(tips=(5, 13, 33, 34, 42)),)
    (found,) = Cycles(apply_change(void, again.change, on("2026-02-28")))
    assert found.five == (5, 13, 33, 34, 42)


def test_a_pick_in_the_file_of_a_void_cycle_says_how_it_counts() -> None:
    """A void cycle anchored 4 May had 9 weeks; in the chain of 2 March the same start has 8, and the pick says so."""
    void = CycleFile(
        CycleHeader(AFTER, 9, AFTER),
        cycle_file(PICK_TEXT + '\nid = "p"\n[[undo]]\nof = ["p"]', starts="2026-05-04").events,
    )
    book = make_journal(cycle_file(with_pick(DROPPED)), void)
    found = chosen(book, *NEW)
    assert found.change.payloads == (Pick(tips=NEW, weeks=8, anchor=FIRST_MONDAY),)
    last = Cycles(apply_change(book, found.change, AFTER))[-1]
    assert (last.number, last.header, len(last.weeks)) == (2, CycleHeader(AFTER, 8, FIRST_MONDAY), 8)


def test_a_void_cycle_later_on_does_not_hold_up_a_pick() -> None:
    """A pick that was taken back leaves its weeks free, also those before it."""
    void = cycle_file(PICK_TEXT + '\nid = "p"\n[[undo]]\nof = ["p"]', starts="2026-09-07")
    found = chosen(make_journal(void), *NEW)
    assert (found.number, found.header.starts, found.previous_end) == (1, AFTER, None)


def test_a_closed_cycle_is_left_as_it_is() -> None:
    """A pick writes one block into the next cycle's file, and nothing else."""
    book = after(DROPPED)
    grown_book = apply_change(book, chosen(book, *NEW).change, AFTER)
    assert grown_book.cycle_files[0] == book.cycle_files[0]
    assert [type(event.payload) for event in grown_book.cycle_files[1].events] == [Pick]
    assert isinstance(Cycles(grown_book)[0].close, Close)


@pytest.mark.parametrize(
    ("tips", "found"),
    [((), ()), ((1,), (1,)), ((2, 1), (2, 1)), ((13, 1, 2), (1, 2)), ((1, 2, 3, 4), None), ((1, 2, 3, 4, 6), None)],
)
def test_fewer_than_five_are_chosen_so_far(tips: tuple[int, ...], found: tuple[int, ...] | None) -> None:
    """One goes on and has its place, named or not; where all places are taken there is nothing to go on with."""
    cycles = Cycles(after(CLOSE + "extend = [13]\ndrop = [5, 33, 34, 42]"))
    assert partial_selection(cycles, TIPS, AFTER, tips) == found


@pytest.mark.parametrize(
    ("tips", "refusal"), [((1, 1), DuplicateTipError), ((99,), TipRetiredError), ((5,), TipImplementedError)]
)
def test_what_cannot_be_picked_is_not_begun_with(tips: tuple[int, ...], refusal: type[TipcycleError]) -> None:
    """The same refusals as for five."""
    cycles = Cycles(after(CLOSE + "keep = [5]\nby_hand = [5]\ndrop = [13, 33, 34, 42]"))
    with pytest.raises(refusal):
        partial_selection(cycles, TIPS, AFTER, tips)


def test_nothing_is_begun_with_while_a_cycle_is_open() -> None:
    """As with a pick."""
    with pytest.raises(CycleStillOpenError):
        partial_selection(Cycles(make_journal(cycle_file(with_pick()))), TIPS, date(2026, 3, 6), (1,))
