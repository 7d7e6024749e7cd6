"""Weeks that do not count: docs/rules.md §7."""

from datetime import date

import pytest

from tests.journal_builder import (
    CLOSE_DROPPING_ALL,
    apply_change,
    fold_cycle,
    make_catalogue,
    make_journal,
    picked_journal,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.commands.pause import PauseResult, pause, pause_empty_weeks
from tipcycle.core.errors import (
    CycleClosedError,
    ExitCode,
    NoCycleError,
    PauseOutsideCycleError,
    ReversedPauseError,
    TipcycleError,
)
from tipcycle.core.events import Journal, Pause
from tipcycle.core.momentum.strength import cycle_tip_records
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week

END = date(2026, 5, 3)


def off(first: int, last: int, before: Journal | None = None, because: str | None = None) -> PauseResult:
    """A pause from week to week of 2026."""
    return pause(before or picked_journal(), Week.parse(f"2026-W{first:02}"), Week.parse(f"2026-W{last:02}"), because)


@pytest.mark.parametrize(
    ("first", "last", "weeks", "left_out"),
    [
        (12, 12, [12], False),
        (12, 14, [12, 13, 14], False),
        (10, 18, list(range(10, 19)), False),
        (8, 11, [10, 11], True),
        (17, 20, [17, 18], True),
        (1, 52, list(range(10, 19)), True),
    ],
    ids=["one-week", "three", "the-whole-cycle", "from-before", "until-after", "the-whole-year"],
)
def test_a_pause_covers_the_weeks_of_the_cycle(first: int, last: int, weeks: list[int], left_out: bool) -> None:
    """Whole weeks from the first to the last; those outside the cycle are left out, and said."""
    found = off(first, last)
    assert found.change.payloads == (Pause(weeks=tuple(Week.parse(f"2026-W{n}") for n in weeks)),)
    assert (found.was_clipped, found.change.cycle_start) == (left_out, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("first", "last", "refusal", "code"),
    [
        (8, 9, PauseOutsideCycleError, ExitCode.FAILURE),
        (19, 22, PauseOutsideCycleError, ExitCode.FAILURE),
        (14, 12, ReversedPauseError, ExitCode.USAGE),
    ],
    ids=["before-the-cycle", "after-the-cycle", "backwards"],
)
def test_a_pause_of_no_week_is_refused(first: int, last: int, refusal: type[TipcycleError], code: ExitCode) -> None:
    """None of its weeks inside is exit 1; an end before its begin is a mistake of the command line."""
    with pytest.raises(refusal) as refused:
        off(first, last)
    assert refused.value.exit_code == code


@pytest.mark.parametrize(
    ("before", "refusal"), [(make_journal(), NoCycleError), (picked_journal(CLOSE_DROPPING_ALL), CycleClosedError)]
)
def test_a_pause_needs_an_open_cycle(before: Journal, refusal: type[TipcycleError]) -> None:
    """After the close a cycle takes no pause."""
    with pytest.raises(refusal) as refused:
        off(12, 12, before)
    assert refused.value.exit_code == ExitCode.FAILURE


@pytest.mark.parametrize(
    ("because", "kept"), [(None, None), ("", None), ("  ", None), (" a week of snow ", "a week of snow")]
)
def test_the_reason_is_optional(because: str | None, kept: str | None) -> None:
    """A blank reason is none."""
    assert off(12, 12, because=because).change.payloads == (Pause(weeks=(Week.parse("2026-W12"),), because=kept),)


@pytest.mark.parametrize(
    ("first", "last", "because", "known"),
    [
        (12, 13, None, True),
        (13, 13, "  ", True),
        (12, 13, "snow", False),
        (11, 13, None, False),
        (12, 14, None, False),
        (14, 14, None, False),
    ],
)
def test_weeks_that_are_off_already_are_known(first: int, last: int, because: str | None, known: bool) -> None:
    """All of them, and no reason that would be new."""
    before = picked_journal('[[pause]]\nweeks = ["2026-W12", "2026-W13"]')
    assert off(first, last, before, because).already_paused is known


@pytest.mark.parametrize(("first", "last", "left_out"), [(8, 10, True), (8, 11, True), (10, 11, False)])
def test_what_lies_outside_the_cycle_cannot_be_new(first: int, last: int, left_out: bool) -> None:
    """A span that reaches out of the cycle is known when the weeks inside are."""
    found = off(first, last, picked_journal('[[pause]]\nweeks = ["2026-W10", "2026-W11"]'))
    assert (found.already_paused, found.was_clipped) == (True, left_out)


@pytest.mark.parametrize("on", ["2026-02-20", "2026-03-18", "2026-05-20"], ids=["before", "during", "afterwards"])
def test_a_pause_may_be_entered_at_any_time(on: str) -> None:
    """Before, during or after the weeks it covers, it means the same."""
    before = picked_journal(weekly_checkins({5: "DDMD"}))
    (found,) = Cycles(apply_change(before, off(12, 13, before).change, date.fromisoformat(on)))
    assert found.statuses(5, END) == "DDPD?????"
    assert found.statuses(13, END) == "??PP?????"


def test_a_pause_leaves_the_end_of_the_cycle_where_it_is() -> None:
    """Nine weeks with two paused are still these nine weeks."""
    (found,) = Cycles(apply_change(picked_journal(), off(12, 13).change, date(2026, 3, 16)))
    assert (len(found.weeks), found.ends) == (9, END)


def test_a_pause_is_neutral() -> None:
    """A paused week changes no strength: it is as if the week were not there."""
    told = weekly_checkins({5: "DDMD", 33: "DNMD", 34: "DDMB"})
    paused = fold_cycle(with_pick(told, '[[pause]]\nweeks = ["2026-W12"]'))
    without = fold_cycle(with_pick(weekly_checkins({5: "DD?D", 33: "DN?D", 34: "DD?B"})))
    kind_of = make_catalogue().kind_of
    for one, other in zip(
        cycle_tip_records((paused,), 0, kind_of, END), cycle_tip_records((without,), 0, kind_of, END), strict=True
    ):
        assert (one.strength, one.holds, one.done_count, one.scored_count) == (
            other.strength,
            other.holds,
            other.done_count,
            other.scored_count,
        )


def test_pauses_add_up_until_one_is_taken_back() -> None:
    """Two pauses cover the weeks of both; taking one back leaves the other."""
    both = '[[pause]]\nid = "a"\nweeks = ["2026-W12", "2026-W13"]\n\n[[pause]]\nweeks = ["2026-W13", "2026-W14"]'
    assert fold_cycle(with_pick(both)).statuses(5, END) == "??PPP????"
    assert fold_cycle(with_pick(both, '[[undo]]\nof = ["a"]')).statuses(5, END) == "???PP????"


def test_i_was_away_is_a_pause_without_a_reason() -> None:
    """Coming back, the weeks that stayed empty become a pause in one go."""
    weeks = (Week.parse("2026-W12"), Week.parse("2026-W13"))
    assert pause_empty_weeks(picked_journal(), weeks).payloads == (Pause(weeks=weeks),)
