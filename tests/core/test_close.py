"""Rounding a cycle off: docs/rules.md §6."""

from datetime import date

import pytest

from tests.writing import book, catalogue, cycle, grown, journal, picked, weekly
from tipcycle.core.blocks import Close, Journal, Lesson
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.close import Closed, Decisions, close
from tipcycle.core.edits.undo import undo
from tipcycle.core.errors import (
    AlreadyClosed,
    ByHandAlone,
    Exit,
    NoCycle,
    NoDecision,
    NotAmong,
    NotStaying,
    Refused,
    TipTwice,
    TooEarlyToClose,
)
from tipcycle.core.momentum.reach import reach

TIPS = catalogue()
LAST_FRIDAY = date(2026, 5, 1)
SECOND = {"starts": "2026-05-04", "anchor": "2026-03-02"}
HOLDING = weekly({5: "DDDDD", 13: "DDM", 33: "DD", 34: "??B"})
"""5 is firm, the reflex 33 was never missed, the build 34 stands; 13 and 42 do not hold."""
ALL_KEPT = Decisions(keep=(5, 13, 33, 34, 42))


def closed(decisions: Decisions, before: Journal | None = None, *, on: date = LAST_FRIDAY) -> Closed:
    """A close on a day."""
    return close(before or book(), TIPS, on, decisions)


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
        with pytest.raises(TooEarlyToClose) as refusal:
            closed(ALL_KEPT, on=date.fromisoformat(on))
        assert (refusal.value.closable, refusal.value.exit) == (date(2026, 4, 27), Exit.NOT_NOW)


@pytest.mark.parametrize(
    ("before", "refusal"),
    [(journal(), NoCycle), (book("[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34, 42]"), AlreadyClosed)],
    ids=["nothing-picked", "closed-already"],
)
def test_only_an_open_cycle_can_be_closed(before: Journal, refusal: type[Refused]) -> None:
    """There is one to close, once."""
    with pytest.raises(refusal) as refused:
        closed(ALL_KEPT, before)
    assert refused.value.exit == Exit.NOT_NOW


# What is decided


@pytest.mark.parametrize(
    ("decisions", "missing"),
    [
        (Decisions(), (5, 13, 33, 34, 42)),
        (Decisions(keep=(5, 33), drop=(42,)), (13, 34)),
        (Decisions(extend=(5,), adapt=(13, 33, 34)), (42,)),
        (Decisions(lessons={5: "x"}), (5, 13, 33, 34, 42)),
    ],
    ids=["none", "three", "four", "only-a-lesson"],
)
def test_every_tip_of_the_five_needs_a_decision(decisions: Decisions, missing: tuple[int, ...]) -> None:
    """What was left out is named, and the command line is wrong."""
    with pytest.raises(NoDecision) as refusal:
        closed(decisions)
    assert (refusal.value.tips, refusal.value.exit) == (missing, Exit.USAGE)


@pytest.mark.parametrize(
    "decisions",
    [
        Decisions(keep=(5, 5), drop=(13, 33, 34, 42)),
        Decisions(keep=(5,), drop=(5, 13, 33, 34, 42)),
        Decisions(adapt=(5,), extend=(5,), drop=(13, 33, 34, 42)),
        Decisions(keep=(5,), drop=(13, 33, 34, 42), by_hand=(5, 5)),
    ],
    ids=["twice-kept", "kept-and-dropped", "adapted-and-extended", "twice-by-hand"],
)
def test_a_tip_gets_one_decision(decisions: Decisions) -> None:
    """Named twice it is a mistake of the command line."""
    with pytest.raises(TipTwice) as refusal:
        closed(decisions)
    assert (refusal.value.tip, refusal.value.exit) == (5, Exit.USAGE)


SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


@pytest.mark.parametrize(
    ("decisions", "stranger"),
    [
        (Decisions(keep=(77,), drop=(7, 13, 33, 34, 42)), 77),
        (Decisions(drop=(5, 7, 13, 33, 34, 42)), 5),
        (Decisions(drop=(7, 13, 33, 34, 42), lessons={5: "x"}), 5),
    ],
    ids=["a-stranger", "one-swapped-out", "a-lesson-of-one-swapped-out"],
)
def test_only_the_tips_still_among_the_five_are_decided_on(decisions: Decisions, stranger: int) -> None:
    """A tip swapped out was closed by its swap."""
    with pytest.raises(NotAmong) as refusal:
        closed(decisions, book(SWAP))
    assert refusal.value.tip == stranger
    assert closed(Decisions(drop=(7, 13, 33, 34, 42)), book(SWAP)).change.bodies


@pytest.mark.parametrize(
    "decisions",
    [
        Decisions(drop=(5, 13, 33, 34, 42), by_hand=(5,)),
        Decisions(extend=(5,), drop=(13, 33, 34, 42), by_hand=(5,)),
        Decisions(keep=(13,), drop=(5, 33, 34, 42), by_hand=(13, 5)),
        Decisions(drop=(5, 13, 33, 34, 42), by_hand=(77,)),
    ],
    ids=["dropped", "extended", "one-of-two", "a-stranger"],
)
def test_by_hand_without_keep_or_adapt_is_a_mistake(decisions: Decisions) -> None:
    """Only what stays can be counted by hand."""
    with pytest.raises(ByHandAlone) as refusal:
        closed(decisions)
    assert (refusal.value.tips, refusal.value.exit) == (decisions.by_hand[-1:], Exit.USAGE)


# What is written


def test_everything_a_close_may_hold() -> None:
    """One entry: the decisions as they were given, and a lesson for each tip that has one."""
    decisions = Decisions(
        keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,), lessons={5: " on Tuesdays ", 42: " "}
    )
    found = closed(decisions)
    assert found.change.bodies == (
        Close(keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,)),
        Lesson(tip=5, text="on Tuesdays"),
    )
    assert (found.change.file, found.extend) == (date(2026, 3, 2), (33,))
    (after,) = Cycles(grown(book(), found.change, LAST_FRIDAY))
    assert (after.state(LAST_FRIDAY), after.lessons, after.oddities) == ("closed", {5: "on Tuesdays"}, ())


def test_a_close_can_be_taken_back_and_said_again() -> None:
    """Undo the close first: then the cycle takes another decision."""
    once = grown(book(), closed(ALL_KEPT).change, LAST_FRIDAY)
    back = grown(once, undo(once).change, LAST_FRIDAY)
    dropped = Decisions(drop=(5, 13, 33, 34, 42))
    (found,) = Cycles(grown(back, closed(dropped, back).change, LAST_FRIDAY))
    assert found.close is not None
    assert (found.close.keep, found.close.drop) == ((), (5, 13, 33, 34, 42))


# What stays


@pytest.mark.parametrize(
    ("decisions", "implemented", "not_yet"),
    [
        (ALL_KEPT, (5, 33, 34), (13, 42)),
        (Decisions(adapt=(5, 13, 33, 34, 42)), (5, 33, 34), (13, 42)),
        (Decisions(keep=(5, 13, 33, 34, 42), by_hand=(42,)), (5, 33, 34, 42), (13,)),
        (Decisions(keep=(5, 13, 33, 34, 42), by_hand=(5,)), (5, 33, 34), (13, 42)),
        (Decisions(keep=(42,), adapt=(5,), extend=(33,), drop=(13, 34)), (5,), (42,)),
        (Decisions(extend=(5, 33), drop=(13, 34, 42)), (), ()),
    ],
    ids=["kept", "adapted", "by-hand", "by-hand-though-it-holds", "some-of-each", "none"],
)
def test_what_a_close_implements(decisions: Decisions, implemented: tuple[int, ...], not_yet: tuple[int, ...]) -> None:
    """Kept or adapted, a tip counts while it holds or by hand; without that it is kept, not counted, and said."""
    found = closed(decisions, book(HOLDING))
    assert (found.implemented, found.not_yet) == (implemented, not_yet)
    after = grown(book(HOLDING), found.change, LAST_FRIDAY)
    assert reach(Cycles(after), TIPS.kind).implemented == set(implemented)


@pytest.mark.parametrize("by_hand", [(), (42,)], ids=["three-implemented", "four-implemented"])
def test_after_a_strong_cycle_it_leads_with_what_stays(by_hand: tuple[int, ...]) -> None:
    """Three or more implemented tips are a strong cycle."""
    assert closed(Decisions(keep=(5, 13, 33, 34, 42), by_hand=by_hand), book(HOLDING)).strong


def test_after_a_weak_cycle_it_leads_with_the_clean_page() -> None:
    """Two implemented tips are not yet three."""
    assert not closed(Decisions(keep=(5, 33), drop=(13, 34, 42)), book(HOLDING)).strong
    assert not closed(ALL_KEPT).strong


def test_a_close_sees_what_was_answered_until_its_day() -> None:
    """The answer of the last week counts in the close of that week."""
    four = weekly({5: "?????DDDD"})
    assert closed(ALL_KEPT, book(four)).implemented == ()
    five = weekly({5: "????DDDDD"})
    assert closed(ALL_KEPT, book(five)).implemented == (5,)


# Still alive?


def two(*second: str) -> Journal:
    """A second cycle after one in which 5, 33 and 34 were implemented."""
    one = cycle(picked(HOLDING, "[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34]\ndrop = [42]"))
    return journal(one, cycle("\n\n".join(["[[pick]]\ntips = [1, 2, 3, 4, 6]", *second]), **SECOND))


JUNE = date(2026, 6, 26)


def test_earlier_tips_are_alive_or_lapsed() -> None:
    """What is said of them goes with the close."""
    decisions = Decisions(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,))
    found = closed(decisions, two(), on=JUNE)
    assert found.change.bodies == (Close(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,)),)
    after = reach(Cycles(grown(two(), found.change, JUNE)), TIPS.kind)
    assert (after.implemented, after.lapsed, after.known_alive) == ({5, 33, 34}, {33}, 2)


@pytest.mark.parametrize("tip", [13, 42, 1, 77], ids=["kept-without-holding", "dropped", "of-this-cycle", "a-stranger"])
@pytest.mark.parametrize("how", ["alive", "lapsed"])
def test_only_an_implemented_tip_can_be_alive_or_lapsed(how: str, tip: int) -> None:
    """What never became normal has nothing to lapse from."""
    decisions = Decisions(keep=(1,), drop=(2, 3, 4, 6), by_hand=(1,), **{how: (tip,)})  # type: ignore[arg-type]
    with pytest.raises(NotStaying) as refusal:
        closed(decisions, two(), on=JUNE)
    assert (refusal.value.tip, refusal.value.exit) == (tip, Exit.NOT_NOW)


def test_a_tip_cannot_be_alive_and_lapsed() -> None:
    """One of the two."""
    with pytest.raises(TipTwice):
        closed(Decisions(drop=(1, 2, 3, 4, 6), alive=(5,), lapsed=(5,)), two(), on=JUNE)


def test_a_lapsed_tip_is_not_asked_again() -> None:
    """Lapsed at one close, it cannot be answered for at the next."""
    lapsed = two("[[close]]  # 2026-06-26\ndrop = [1, 2, 3, 4, 6]\nlapsed = [5]")
    third = cycle("[[pick]]\ntips = [7, 8, 9, 10, 11]", starts="2026-06-29", anchor="2026-03-02")
    with pytest.raises(NotStaying):
        closed(Decisions(drop=(7, 8, 9, 10, 11), alive=(5,)), journal(*lapsed.files, third), on=date(2026, 8, 28))
