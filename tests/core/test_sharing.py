"""Updating a review: the summary and the shared remarks, saved as one entry."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.journal_builder import apply_change, cycle_file, make_journal, with_pick
from tipcycle.core.commands.sharing import update_review
from tipcycle.core.errors import (
    CycleClosedError,
    EmptyTextError,
    ExitCode,
    NoCycleError,
    TipcycleError,
    UnknownRemarkError,
)
from tipcycle.core.events import Journal, Share, Summary
from tipcycle.core.projection import Cycles

VOICES = """
    [[voice]]
    id = "v1"
    text = "one"

    [[voice]]
    id = "v2"
    text = "two"
    shared = true
"""
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34, 42]\n"


def journal_with_voices(*parts: str) -> Journal:
    """Return a journal with one cycle and two voices, of which the second is shared."""
    return make_journal(cycle_file(with_pick(VOICES, *parts)))


def test_summary_and_shares_are_one_entry() -> None:
    """Both are saved in the file of the cycle."""
    change = update_review(journal_with_voices(), 1, summary="  It was calm. ", sharing={"v1": True, "v2": False})
    assert change.cycle_start == date(2026, 3, 2)
    assert change.payloads == (Summary(text="It was calm."), Share(of="v1", shared=True), Share(of="v2", shared=False))
    (cycle,) = Cycles(apply_change(journal_with_voices(), change, date(2026, 5, 1)))
    assert cycle.summary == "It was calm."
    assert {remark.text: remark.shared for remark in cycle.remarks} == {"one": True, "two": False}


def test_remarks_of_closed_cycle_can_be_shared() -> None:
    """If the next cycle is open, it accepts a summary."""
    change = update_review(journal_with_voices(CLOSE), 1, summary=None, sharing={"v1": True})
    (cycle,) = Cycles(apply_change(journal_with_voices(CLOSE), change, date(2026, 5, 9)))
    assert [remark.shared for remark in cycle.remarks] == [True, True]
    journal = make_journal(cycle_file(with_pick(VOICES, CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))
    assert update_review(journal, 2, summary="x", sharing={}).cycle_start == date(2026, 5, 4)


def test_latest_summary_counts() -> None:
    journal = apply_change(
        journal_with_voices(),
        update_review(journal_with_voices(), 1, summary="It grew calmer.", sharing={}),
        date(2026, 5, 1),
    )
    (cycle,) = Cycles(
        apply_change(journal, update_review(journal, 1, summary="And quieter.", sharing={}), date(2026, 5, 1))
    )
    assert cycle.summary == "And quieter."


@pytest.mark.parametrize(
    ("parts", "number", "summary", "sharing", "error_type"),
    [
        ((), 2, "calm", {}, NoCycleError),
        ((), 0, "calm", {}, NoCycleError),
        ((), 1, "  ", {}, EmptyTextError),
        ((CLOSE,), 1, "calm", {}, CycleClosedError),
        ((), 1, None, {"v9": True}, UnknownRemarkError),
        ((), 1, None, {"v": True}, UnknownRemarkError),
    ],
    ids=["unknown-cycle", "cycle-0", "blank-summary", "closed-cycle", "unknown-remark", "id-prefix"],
)
def test_invalid_updates_are_rejected(
    parts: tuple[str, ...],
    number: int,
    summary: str | None,
    sharing: Mapping[str, bool],
    error_type: type[TipcycleError],
) -> None:
    with pytest.raises(error_type) as raised:
        update_review(journal_with_voices(*parts), number, summary=summary, sharing=sharing)
    assert raised.value.exit_code == (ExitCode.USAGE if error_type is EmptyTextError else ExitCode.FAILURE)
