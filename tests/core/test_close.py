"""Tests for closing a cycle (docs/rules.md §6)."""

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
SECOND_CYCLE = {"starts": "2026-05-04", "anchor": "2026-03-02"}
HOLDING_CHECKINS = weekly_checkins({5: "DDDDD", 13: "DDM", 33: "DD", 34: "??B"})
"""Tip 5 is firm, the reflex 33 was never missed and the build 34 stands. 13 and 42 do not hold."""
KEEP_ALL = CloseDecisions(keep=(5, 13, 33, 34, 42))


def close_cycle(decisions: CloseDecisions, journal: Journal | None = None, *, today: date = LAST_FRIDAY) -> CloseResult:
    """Return the result of a close, by default of a new cycle on its last Friday."""
    return close(journal or picked_journal(), TIPS, today, decisions)


# Time of the close


@pytest.mark.parametrize(
    ("today", "is_allowed"),
    [("2026-03-20", False), ("2026-04-26", False), ("2026-04-27", True), ("2026-05-03", True), ("2026-08-01", True)],
    ids=["third-week", "sunday-before", "last-monday", "last-sunday", "long-ended"],
)
def test_cycle_can_be_closed_from_its_last_monday(today: str, is_allowed: bool) -> None:
    """An earlier close is rejected, and the error contains the first possible day."""
    if is_allowed:
        assert close_cycle(KEEP_ALL, today=date.fromisoformat(today)).cycle.number == 1
    else:
        with pytest.raises(CloseTooEarlyError) as error:
            close_cycle(KEEP_ALL, today=date.fromisoformat(today))
        assert (error.value.closable_from, error.value.exit_code) == (date(2026, 4, 27), ExitCode.FAILURE)


@pytest.mark.parametrize(
    ("journal", "error_type"),
    [
        (make_journal(), NoCycleError),
        (picked_journal("[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34, 42]"), CycleClosedError),
    ],
    ids=["no-cycle", "already-closed"],
)
def test_close_requires_an_open_cycle(journal: Journal, error_type: type[TipcycleError]) -> None:
    with pytest.raises(error_type) as error:
        close_cycle(KEEP_ALL, journal)
    assert error.value.exit_code == ExitCode.FAILURE


# Decisions


@pytest.mark.parametrize(
    ("decisions", "missing"),
    [
        (CloseDecisions(), (5, 13, 33, 34, 42)),
        (CloseDecisions(keep=(5, 33), drop=(42,)), (13, 34)),
        (CloseDecisions(extend=(5,), adapt=(13, 33, 34)), (42,)),
        (CloseDecisions(lessons={5: "x"}), (5, 13, 33, 34, 42)),
    ],
    ids=["no-decision", "three-decisions", "four-decisions", "lesson-only"],
)
def test_tips_without_decision_are_a_usage_error(decisions: CloseDecisions, missing: tuple[int, ...]) -> None:
    """The error lists the tips that have no decision."""
    with pytest.raises(MissingDecisionsError) as error:
        close_cycle(decisions)
    assert (error.value.tips, error.value.exit_code) == (missing, ExitCode.USAGE)


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
def test_tip_with_two_decisions_is_a_usage_error(decisions: CloseDecisions) -> None:
    with pytest.raises(DuplicateTipError) as error:
        close_cycle(decisions)
    assert (error.value.tip, error.value.exit_code) == (5, ExitCode.USAGE)


SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


@pytest.mark.parametrize(
    ("decisions", "inactive_tip"),
    [
        (CloseDecisions(keep=(77,), drop=(7, 13, 33, 34, 42)), 77),
        (CloseDecisions(drop=(5, 7, 13, 33, 34, 42)), 5),
        (CloseDecisions(drop=(7, 13, 33, 34, 42), lessons={5: "x"}), 5),
    ],
    ids=["unknown-tip", "swapped-out", "lesson-for-swapped-out"],
)
def test_decision_about_inactive_tip_is_rejected(decisions: CloseDecisions, inactive_tip: int) -> None:
    """A tip that was swapped out takes no decision and no lesson."""
    with pytest.raises(TipNotInFiveError) as error:
        close_cycle(decisions, picked_journal(SWAP))
    assert error.value.tip == inactive_tip
    assert close_cycle(CloseDecisions(drop=(7, 13, 33, 34, 42)), picked_journal(SWAP)).change.payloads


@pytest.mark.parametrize(
    "decisions",
    [
        CloseDecisions(drop=(5, 13, 33, 34, 42), by_hand=(5,)),
        CloseDecisions(extend=(5,), drop=(13, 33, 34, 42), by_hand=(5,)),
        CloseDecisions(keep=(13,), drop=(5, 33, 34, 42), by_hand=(13, 5)),
        CloseDecisions(drop=(5, 13, 33, 34, 42), by_hand=(77,)),
    ],
    ids=["dropped", "extended", "one-of-two", "unknown-tip"],
)
def test_by_hand_requires_keep_or_adapt(decisions: CloseDecisions) -> None:
    with pytest.raises(ByHandNotKeptError) as error:
        close_cycle(decisions)
    assert (error.value.tips, error.value.exit_code) == (decisions.by_hand[-1:], ExitCode.USAGE)


# Saved events


def test_close_with_all_decisions_is_one_entry() -> None:
    """The entry has the close and one lesson for each text that is not blank."""
    decisions = CloseDecisions(
        keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,), lessons={5: " on Tuesdays ", 42: " "}
    )
    result = close_cycle(decisions)
    assert result.change.payloads == (
        Close(keep=(5,), adapt=(13,), extend=(33,), drop=(34, 42), by_hand=(13,)),
        Lesson(tip=5, text="on Tuesdays"),
    )
    assert (result.change.cycle_start, result.extended_tips) == (date(2026, 3, 2), (33,))
    (cycle,) = Cycles(apply_change(picked_journal(), result.change, LAST_FRIDAY))
    assert (cycle.state(LAST_FRIDAY), cycle.lessons, cycle.ignored) == ("closed", {5: "on Tuesdays"}, ())


def test_undone_close_can_be_repeated_with_other_decisions() -> None:
    closed_journal = apply_change(picked_journal(), close_cycle(KEEP_ALL).change, LAST_FRIDAY)
    reopened_journal = apply_change(closed_journal, undo(closed_journal).change, LAST_FRIDAY)
    drop_all = CloseDecisions(drop=(5, 13, 33, 34, 42))
    (cycle,) = Cycles(apply_change(reopened_journal, close_cycle(drop_all, reopened_journal).change, LAST_FRIDAY))
    assert cycle.close is not None
    assert (cycle.close.keep, cycle.close.drop) == ((), (5, 13, 33, 34, 42))


# Implemented tips


@pytest.mark.parametrize(
    ("decisions", "implemented", "kept_only"),
    [
        (KEEP_ALL, (5, 33, 34), (13, 42)),
        (CloseDecisions(adapt=(5, 13, 33, 34, 42)), (5, 33, 34), (13, 42)),
        (CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=(42,)), (5, 33, 34, 42), (13,)),
        (CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=(5,)), (5, 33, 34), (13, 42)),
        (CloseDecisions(keep=(42,), adapt=(5,), extend=(33,), drop=(13, 34)), (5,), (42,)),
        (CloseDecisions(extend=(5, 33), drop=(13, 34, 42)), (), ()),
    ],
    ids=["kept", "adapted", "by-hand", "by-hand-but-holds", "mixed", "none"],
)
def test_kept_or_adapted_tips_are_implemented_if_they_hold_or_by_hand(
    decisions: CloseDecisions, implemented: tuple[int, ...], kept_only: tuple[int, ...]
) -> None:
    """The result also reports the kept or adapted tips that are not implemented."""
    result = close_cycle(decisions, picked_journal(HOLDING_CHECKINS))
    assert (result.implemented, result.kept_not_implemented) == (implemented, kept_only)
    journal = apply_change(picked_journal(HOLDING_CHECKINS), result.change, LAST_FRIDAY)
    assert implemented_tips(Cycles(journal), TIPS.kind_of).all_tips == set(implemented)


@pytest.mark.parametrize("by_hand", [(), (42,)], ids=["three-implemented", "four-implemented"])
def test_three_implemented_tips_make_a_strong_cycle(by_hand: tuple[int, ...]) -> None:
    assert close_cycle(
        CloseDecisions(keep=(5, 13, 33, 34, 42), by_hand=by_hand), picked_journal(HOLDING_CHECKINS)
    ).is_strong


def test_two_implemented_tips_do_not_make_a_strong_cycle() -> None:
    assert not close_cycle(CloseDecisions(keep=(5, 33), drop=(13, 34, 42)), picked_journal(HOLDING_CHECKINS)).is_strong
    assert not close_cycle(KEEP_ALL).is_strong


def test_answers_of_the_last_week_count_at_the_close() -> None:
    four_weeks_done = weekly_checkins({5: "?????DDDD"})
    assert close_cycle(KEEP_ALL, picked_journal(four_weeks_done)).implemented == ()
    five_weeks_done = weekly_checkins({5: "????DDDDD"})
    assert close_cycle(KEEP_ALL, picked_journal(five_weeks_done)).implemented == (5,)


# Alive and lapsed tips


def two_cycle_journal(*texts: str) -> Journal:
    """Return a journal with a closed cycle that implemented 5, 33 and 34, and a second cycle with these texts."""
    first_cycle = cycle_file(
        with_pick(HOLDING_CHECKINS, "[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34]\ndrop = [42]")
    )
    return make_journal(
        first_cycle, cycle_file("\n\n".join(["[[pick]]\ntips = [1, 2, 3, 4, 6]", *texts]), **SECOND_CYCLE)
    )


SECOND_CLOSE_DAY = date(2026, 6, 26)


def test_close_records_alive_and_lapsed_tips() -> None:
    decisions = CloseDecisions(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,))
    result = close_cycle(decisions, two_cycle_journal(), today=SECOND_CLOSE_DAY)
    assert result.change.payloads == (Close(drop=(1, 2, 3, 4, 6), alive=(5, 34), lapsed=(33,)),)
    implemented = implemented_tips(
        Cycles(apply_change(two_cycle_journal(), result.change, SECOND_CLOSE_DAY)), TIPS.kind_of
    )
    assert (implemented.all_tips, implemented.lapsed, implemented.alive_count) == ({5, 33, 34}, {33}, 2)


@pytest.mark.parametrize("tip", [13, 42, 1, 77], ids=["kept-not-holding", "dropped", "of-this-cycle", "unknown-tip"])
@pytest.mark.parametrize("option", ["alive", "lapsed"])
def test_alive_and_lapsed_require_an_implemented_tip(option: str, tip: int) -> None:
    """A tip that this close implements is rejected too."""
    decisions = CloseDecisions(keep=(1,), drop=(2, 3, 4, 6), by_hand=(1,), **{option: (tip,)})  # type: ignore[arg-type]
    with pytest.raises(TipNotAliveError) as error:
        close_cycle(decisions, two_cycle_journal(), today=SECOND_CLOSE_DAY)
    assert (error.value.tip, error.value.exit_code) == (tip, ExitCode.FAILURE)


def test_tip_cannot_be_both_alive_and_lapsed() -> None:
    with pytest.raises(DuplicateTipError):
        close_cycle(
            CloseDecisions(drop=(1, 2, 3, 4, 6), alive=(5,), lapsed=(5,)), two_cycle_journal(), today=SECOND_CLOSE_DAY
        )


def test_lapsed_tip_is_rejected_at_the_next_close() -> None:
    journal = two_cycle_journal("[[close]]  # 2026-06-26\ndrop = [1, 2, 3, 4, 6]\nlapsed = [5]")
    third_cycle = cycle_file("[[pick]]\ntips = [7, 8, 9, 10, 11]", starts="2026-06-29", anchor="2026-03-02")
    with pytest.raises(TipNotAliveError):
        close_cycle(
            CloseDecisions(drop=(7, 8, 9, 10, 11), alive=(5,)),
            make_journal(*journal.cycle_files, third_cycle),
            today=date(2026, 8, 28),
        )
