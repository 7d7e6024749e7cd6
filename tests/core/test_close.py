"""Rounding a cycle off: docs/rules.md §6."""

from datetime import date

import pytest

from tests.journal_builder import (
    apply_change,
    cycle_file,
    make_catalogue,
    make_journal,
    picked_journal,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.commands.close import CloseDecisions, CloseResult, close
from tipcycle.core.commands.undo import undo
from tipcycle.core.errors import (
    ByHandNotKeptError,
    CloseTooEarlyError,
    CycleClosedError,
    DuplicateTipError,
    ExitCode,
    MissingDecisionsError,
    NoCycleError,
    TipcycleError,
    TipNotAliveError,
    TipNotInFiveError,
)
from tipcycle.core.events import Close, Journal, Lesson
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.projection import Cycles

TIPS = make_catalogue()
LAST_FRIDAY = date(2026, 5, 1)
SECOND = {"starts": "2026-05-04", "anchor": "2026-03-02"}
HOLDING = weekly_checkins({5: "DDDDD", 13: "DDM", 33: "DD", 34: "??B"})
"""5 is firm, the reflex 33 was never missed, the build 34 stands; 13 and 42 do not hold."""
ALL_KEPT = CloseDecisions(keep=(5, 13, 33, 34, 42))


def closed(decisions: CloseDecisions, before: Journal | None = None, *, on: date = LAST_FRIDAY) -> CloseResult:
    """A close on a day."""
    return close(before or picked_journal(), TIPS, on, decisions)


# When


@pytest.mark.parametrize(
    ("on", "possible"),
    [("2026-03-20", False), ("2026-04-26", False), ("2026-04-27", True), ("2026-05-03", True), ("2026-08-01", True)],
    ids=["third-week", "sunday-before", "last-monday", "last-sunday", "long-ended"],
)
def test_a_cycle_can_be_closed_from_its_last_week_on(on: str, possible: bool) -> None:
    """Earlier it is refused with the day from which it can be."""
    if possible:
        assert closed(ALL_KEPT, on=date.fromisoformat(on)).cycle.number == 1
    else:
        with pytest.raises(CloseTooEarlyError) as refusal:
            closed(ALL_KEPT, on=date.fromisoformat(on))
        assert (refusal.value.closable_from, refusal.value.exit_code) == (date(2026, 4, 27), ExitCode.FAILURE)


@pytest.mark.parametrize(
    ("before", "refusal"),
    [
        (make_journal(), NoCycleError),
        (picked_journal("[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34, 42]"), CycleClosedError),
    ],
    ids=["nothing-picked", "closed-already"],
)
def test_only_an_open_cycle_can_be_closed(before: Journal, refusal: type[TipcycleError]) -> None:
    """There is one to close, once."""
    with pytest.raises(refusal) as refused:
        closed(ALL_KEPT, before)
    assert refused.value.exit_code == ExitCode.FAILURE


# What is decided


@pytest.mark.parametrize(
    ("decisions", "missing"),
    [
        (CloseDecisions(), (5, 13, 33, 34, 42)),
        (CloseDecisions(keep=(5, 33), drop=(42,)), (13, 34)),
        (CloseDecisions(extend=(5,), adapt=(13, 33, 34)), (42,)),
        (CloseDecisions(lessons={5: "x"}), (5, 13, 33, 34, 42)),
    ],
    ids=["none", "three", "four", "only-a-lesson"],
)
def test_every_tip_of_the_five_needs_a_decision(decisions: CloseDecisions, missing: tuple[int, ...]) -> None:
    """What was left out is named, and the command line is wrong."""
    with pytest.raises(MissingDecisionsError) as refusal:
        closed(decisions)
    assert (refusal.value.tips, refusal.value.exit_code) == (missing, ExitCode.USAGE)


@pytest.mark.parametrize(
    "decisions",
    [
        CloseDecisions(keep=(5, 5), drop=(13, 33, 34, 42)),
        CloseDecisions(keep=(5,), drop=(5, 13, 33, 34, 42)),
        CloseDecisions(adapt=(5,), extend=(5,), drop=(13, 33, 34, 42)),
        CloseDecisions(keep=(5,), drop=(13, 33, 34, 42), by_hand=(5, 5)),
    ],
    ids=["twice-kept", "kept-and-dropped", "adapted-and-extended", "twice-by-hand"],
)
def test_a_tip_gets_one_decision(decisions: CloseDecisions) -> None:
    """Named twice it is a mistake of the command line."""
    with pytest.raises(DuplicateTipError) as refusal:
        closed(decisions)
    assert (refusal.value.tip, refusal.value.exit_code) == (5, ExitCode.USAGE)


SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


@pytest.mark.parametrize(
    ("decisions", "stranger"),
    [
        (CloseDecisions(keep=(77,), drop=(7, 13, 33, 34, 42)), 77),
        (CloseDecisions(drop=(5, 7, 13, 33, 34, 42)), 5),
        (CloseDecisions(drop=(7, 13, 33, 34, 42), lessons={5: "x"}), 5),
    ],
    ids=["a-stranger", "one-swapped-out", "a-lesson-of-one-swapped-out"],
)
def test_only_the_tips_still_among_the_five_are_decided_on(decisions: CloseDecisions, stranger: int) -> None:
    """A tip swapped out was closed by its swap."""
    with pytest.raises(TipNotInFiveError) as refusal:
        closed(decisions, picked_journal(SWAP))
    assert refusal.value.tip == stranger
    assert closed(CloseDecisions(drop=(7, 13, 33, 34, 42)), picked_journal(SWAP)).change.payloads


@pytest.mark.parametrize(
    "decisions",
    [
        CloseDecisions(drop=(5, 13, 33, 34, 42), by_hand=(5,)),
        CloseDecisions(extend=(5,), drop=(13, 33, 34, 42), by_hand=(5,)),
        CloseDecisions(keep=(13,), drop=(5, 33, 34, 42), by_hand=(13, 5)),
        CloseDecisions(drop=(5, 13, 33, 34, 42), by_hand=(77,)),
    ],
    ids=["dropped", "extended", "one-of-two", "a-stranger"],
)
def test_by_hand_without_keep_or_adapt_is_a_mistake(decisions: CloseDecisions) -> None:
    """Only what stays can be counted by hand."""
    with pytest.raises(ByHandNotKeptError) as refusal:
        closed(decisions)
    assert (refusal.value.tips, refusal.value.exit_code) == (decisions.by_hand[-1:], ExitCode.USAGE)


# What is written


def test_everything_a_close_may_hold() -> None:
    """One entry: the decisions as they were given, and a lesson for each tip that has one."""
    decisions = CloseDecisions(
        keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,), lessons={5: " on Tuesdays ", 42: " "}
    )
    found = closed(decisions)
    assert found.change.payloads == (
        Close(keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,)),
        Lesson(tip=5, text="on Tuesdays"),
    )
    assert (found.change.cycle_start, found.extended_tips) == (date(2026, 3, 2), (33,))
    (after,) = Cycles(apply_change(picked_journal(), found.change, LAST_FRIDAY))
    assert (after.state(LAST_FRIDAY), after.lessons, after.ignored) == ("closed", {5: "on Tuesdays"}, ())


def test_a_close_can_be_taken_back_and_said_again() -> None:
    """Undo the close first: then the cycle takes another decision."""
    once = apply_change(picked_journal(), closed(ALL_KEPT).change, LAST_FRIDAY)
    back = apply_change(once, undo(once).change, LAST_FRIDAY)
    dropped = CloseDecisions(drop=(5, 13, 33, 34, 42))
    (found,) = Cycles(apply_change(back, closed(dropped, back).change, LAST_FRIDAY))
    assert found.close is not None
    assert (found.close.keep, found.close.drop) == ((), (5, 13, 33, 34, 42))


# What stays


@pytest.mark.parametrize(
    ("decisions", "implemented", "not_yet"),
    [
        (ALL_KEPT, (5, 33, 34), (13, 42)),
        (CloseDecisions(adapt=(5, 13, 33, 34, 42)), (5, 33, 34), (13, 42)),
        (CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=(42,)), (5, 33, 34, 42), (13,)),
        (CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=(5,)), (5, 33, 34), (13, 42)),
        (CloseDecisions(keep=(42,), adapt=(5,), extend=(33,), drop=(13, 34)), (5,), (42,)),
        (CloseDecisions(extend=(5, 33), drop=(13, 34, 42)), (), ()),
    ],
    ids=["kept", "adapted", "by-hand", "by-hand-though-it-holds", "some-of-each", "none"],
)
def test_what_a_close_implements(
    decisions: CloseDecisions, implemented: tuple[int, ...], not_yet: tuple[int, ...]
) -> None:
    """Kept or adapted, a tip counts while it holds or by hand; without that it is kept, not counted, and said."""
    found = closed(decisions, picked_journal(HOLDING))
    assert (found.implemented, found.kept_not_implemented) == (implemented, not_yet)
    after = apply_change(picked_journal(HOLDING), found.change, LAST_FRIDAY)
    assert implemented_tips(Cycles(after), TIPS.kind_of).tips == set(implemented)


@pytest.mark.parametrize("by_hand", [(), (42,)], ids=["three-implemented", "four-implemented"])
def test_after_a_strong_cycle_it_leads_with_what_stays(by_hand: tuple[int, ...]) -> None:
    """Three or more implemented tips are a strong cycle."""
    assert closed(CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=by_hand), picked_journal(HOLDING)).is_strong


def test_after_a_weak_cycle_it_leads_with_the_clean_page() -> None:
    """Two implemented tips are not yet three."""
    assert not closed(CloseDecisions(keep=(5, 33), drop=(13, 34, 42)), picked_journal(HOLDING)).is_strong
    assert not closed(ALL_KEPT).is_strong


def test_a_close_sees_what_was_answered_until_its_day() -> None:
    """The answer of the last week counts in the close of that week."""
    four = weekly_checkins({5: "?????DDDD"})
    assert closed(ALL_KEPT, picked_journal(four)).implemented == ()
    five = weekly_checkins({5: "????DDDDD"})
    assert closed(ALL_KEPT, picked_journal(five)).implemented == (5,)


# Still alive?


def two(*second: str) -> Journal:
    """A second cycle after one in which 5, 33 and 34 were implemented."""
    one = cycle_file(with_pick(HOLDING, "[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34]\ndrop = [42]"))
    return make_journal(one, cycle_file("\n\n".join(["[[pick]]\ntips = [1, 2, 3, 4, 6]", *second]), **SECOND))


JUNE = date(2026, 6, 26)


def test_earlier_tips_are_alive_or_lapsed() -> None:
    """What is said of them goes with the close."""
    decisions = CloseDecisions(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,))
    found = closed(decisions, two(), on=JUNE)
    assert found.change.payloads == (Close(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,)),)
    after = implemented_tips(Cycles(apply_change(two(), found.change, JUNE)), TIPS.kind_of)
    assert (after.tips, after.lapsed, after.alive_count) == ({5, 33, 34}, {33}, 2)


@pytest.mark.parametrize("tip", [13, 42, 1, 77], ids=["kept-without-holding", "dropped", "of-this-cycle", "a-stranger"])
@pytest.mark.parametrize("how", ["alive", "lapsed"])
def test_only_an_implemented_tip_can_be_alive_or_lapsed(how: str, tip: int) -> None:
    """What never became normal has nothing to lapse from."""
    decisions = CloseDecisions(keep=(1,), drop=(2, 3, 4, 6), by_hand=(1,), **{how: (tip,)})  # type: ignore[arg-type]
    with pytest.raises(TipNotAliveError) as refusal:
        closed(decisions, two(), on=JUNE)
    assert (refusal.value.tip, refusal.value.exit_code) == (tip, ExitCode.FAILURE)


def test_a_tip_cannot_be_alive_and_lapsed() -> None:
    """One of the two."""
    with pytest.raises(DuplicateTipError):
        closed(CloseDecisions(drop=(1, 2, 3, 4, 6), alive=(5,), lapsed=(5,)), two(), on=JUNE)


def test_a_lapsed_tip_is_not_asked_again() -> None:
    """Lapsed at one close, it cannot be answered for at the next."""
    lapsed = two("[[close]]  # 2026-06-26\ndrop = [1, 2, 3, 4, 6]\nlapsed = [5]")
    third = cycle_file("[[pick]]\ntips = [7, 8, 9, 10, 11]", starts="2026-06-29", anchor="2026-03-02")
    with pytest.raises(TipNotAliveError):
        closed(
            CloseDecisions(drop=(7, 8, 9, 10, 11), alive=(5,)),
            make_journal(*lapsed.cycle_files, third),
            on=date(2026, 8, 28),
        )
