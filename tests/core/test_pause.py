"""Tests for pausing weeks (docs/rules.md §7)."""

from datetime import date

import pytest

from tests.journal_builder import (
    CLOSE_DROPPING_ALL,
    apply_change,
    fold_cycle,
    make_catalogue,
    make_journal,
    picked_journal,
    status_letters,
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

CYCLE_END = date(2026, 5, 3)


def pause_weeks(first: int, last: int, journal: Journal | None = None, because: str | None = None) -> PauseResult:
    """Return the result of pausing these ISO weeks of 2026."""
    return pause(journal or picked_journal(), Week.parse(f"2026-W{first:02}"), Week.parse(f"2026-W{last:02}"), because)


@pytest.mark.parametrize(
    ("first", "last", "weeks", "was_clipped"),
    [
        (12, 12, [12], False),
        (12, 14, [12, 13, 14], False),
        (10, 18, list(range(10, 19)), False),
        (8, 11, [10, 11], True),
        (17, 20, [17, 18], True),
        (1, 52, list(range(10, 19)), True),
    ],
    ids=["one-week", "three-weeks", "whole-cycle", "starts-before-cycle", "ends-after-cycle", "whole-year"],
)
def test_pause_is_clipped_to_the_cycle(first: int, last: int, weeks: list[int], was_clipped: bool) -> None:
    """The pause covers the given weeks in the cycle, and the result reports if weeks were left out."""
    result = pause_weeks(first, last)
    assert result.change.payloads == (Pause(weeks=tuple(Week.parse(f"2026-W{n}") for n in weeks)),)
    assert (result.was_clipped, result.change.cycle_start) == (was_clipped, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("first", "last", "error_type", "exit_code"),
    [
        (8, 9, PauseOutsideCycleError, ExitCode.FAILURE),
        (19, 22, PauseOutsideCycleError, ExitCode.FAILURE),
        (14, 12, ReversedPauseError, ExitCode.USAGE),
    ],
    ids=["before-cycle", "after-cycle", "end-before-start"],
)
def test_pause_without_weeks_in_the_cycle_is_rejected(
    first: int, last: int, error_type: type[TipcycleError], exit_code: ExitCode
) -> None:
    """An end before the start is a usage error."""
    with pytest.raises(error_type) as error:
        pause_weeks(first, last)
    assert error.value.exit_code == exit_code


@pytest.mark.parametrize(
    ("journal", "error_type"), [(make_journal(), NoCycleError), (picked_journal(CLOSE_DROPPING_ALL), CycleClosedError)]
)
def test_pause_requires_an_open_cycle(journal: Journal, error_type: type[TipcycleError]) -> None:
    with pytest.raises(error_type) as error:
        pause_weeks(12, 12, journal)
    assert error.value.exit_code == ExitCode.FAILURE


@pytest.mark.parametrize(
    ("because", "saved_reason"), [(None, None), ("", None), ("  ", None), (" a week of snow ", "a week of snow")]
)
def test_reason_is_optional_and_stripped(because: str | None, saved_reason: str | None) -> None:
    """A blank reason counts as none."""
    assert pause_weeks(12, 12, because=because).change.payloads == (
        Pause(weeks=(Week.parse("2026-W12"),), because=saved_reason),
    )


@pytest.mark.parametrize(
    ("first", "last", "because", "already_paused"),
    [
        (12, 13, None, True),
        (13, 13, "  ", True),
        (12, 13, "snow", False),
        (11, 13, None, False),
        (12, 14, None, False),
        (14, 14, None, False),
    ],
)
def test_already_paused_weeks_are_detected(first: int, last: int, because: str | None, already_paused: bool) -> None:
    """A pause is redundant if all its weeks are paused and it has no reason."""
    journal = picked_journal('[[pause]]\nweeks = ["2026-W12", "2026-W13"]')
    assert pause_weeks(first, last, journal, because).already_paused is already_paused


@pytest.mark.parametrize(("first", "last", "was_clipped"), [(8, 10, True), (8, 11, True), (10, 11, False)])
def test_weeks_outside_the_cycle_do_not_count_as_new(first: int, last: int, was_clipped: bool) -> None:
    """A clipped pause is redundant if its weeks in the cycle are paused."""
    result = pause_weeks(first, last, picked_journal('[[pause]]\nweeks = ["2026-W10", "2026-W11"]'))
    assert (result.already_paused, result.was_clipped) == (True, was_clipped)


@pytest.mark.parametrize("today", ["2026-02-20", "2026-03-18", "2026-05-20"], ids=["before", "during", "after"])
def test_day_of_entry_does_not_affect_a_pause(today: str) -> None:
    journal = picked_journal(weekly_checkins({5: "DDMD"}))
    (cycle,) = Cycles(apply_change(journal, pause_weeks(12, 13, journal).change, date.fromisoformat(today)))
    assert status_letters(cycle.statuses(5, CYCLE_END)) == "DDPD?????"
    assert status_letters(cycle.statuses(13, CYCLE_END)) == "??PP?????"


def test_pause_does_not_move_the_end_of_the_cycle() -> None:
    (cycle,) = Cycles(apply_change(picked_journal(), pause_weeks(12, 13).change, date(2026, 3, 16)))
    assert (len(cycle.weeks), cycle.ends) == (9, CYCLE_END)


def test_pause_does_not_change_the_strength() -> None:
    """A paused week has the same effect on a tip as a week without an answer."""
    checkins = weekly_checkins({5: "DDMD", 33: "DNMD", 34: "DDMB"})
    paused_cycle = fold_cycle(with_pick(checkins, '[[pause]]\nweeks = ["2026-W12"]'))
    unanswered_cycle = fold_cycle(with_pick(weekly_checkins({5: "DD?D", 33: "DN?D", 34: "DD?B"})))
    kind_of = make_catalogue().kind_of
    for paused_record, unanswered_record in zip(
        cycle_tip_records((paused_cycle,), 0, kind_of, CYCLE_END),
        cycle_tip_records((unanswered_cycle,), 0, kind_of, CYCLE_END),
        strict=True,
    ):
        assert (paused_record.strength, paused_record.holds, paused_record.done_count, paused_record.scored_count) == (
            unanswered_record.strength,
            unanswered_record.holds,
            unanswered_record.done_count,
            unanswered_record.scored_count,
        )


def test_pauses_add_up_and_can_be_undone_separately() -> None:
    two_pauses = '[[pause]]\nid = "a"\nweeks = ["2026-W12", "2026-W13"]\n\n[[pause]]\nweeks = ["2026-W13", "2026-W14"]'
    assert status_letters(fold_cycle(with_pick(two_pauses)).statuses(5, CYCLE_END)) == "??PPP????"
    assert (
        status_letters(fold_cycle(with_pick(two_pauses, '[[undo]]\nof = ["a"]')).statuses(5, CYCLE_END)) == "???PP????"
    )


def test_empty_weeks_are_paused_in_one_event_without_reason() -> None:
    weeks = (Week.parse("2026-W12"), Week.parse("2026-W13"))
    assert pause_empty_weeks(picked_journal(), weeks).payloads == (Pause(weeks=weeks),)


def test_pause_entered_twice_is_one_pause() -> None:
    """The last reason counts; the same reason again is nothing to save."""
    journal = picked_journal()
    for because in (None, "ill", "ill"):
        journal = apply_change(journal, pause_weeks(12, 12, journal, because).change, date(2026, 3, 20))
    assert [(p.weeks, p.because) for p in Cycles(journal)[-1].pauses] == [((Week.parse("2026-W12"),), "ill")]
    assert pause_weeks(12, 12, journal, "ill").already_paused
