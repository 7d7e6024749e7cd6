"""What goes on paper: one sentence and the lines that others may read, in one entry of one file."""

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
CLOSED = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33, 34, 42]\n"


def told(*parts: str) -> Journal:
    """One cycle with two voices, of which the second is shared."""
    return make_journal(cycle_file(with_pick(VOICES, *parts)))


def test_the_sentence_and_the_lines_are_one_entry() -> None:
    """Both go into the file of the cycle, and both hold from then on."""
    change = update_review(told(), 1, summary="  It was calm. ", sharing={"v1": True, "v2": False})
    assert change.cycle_start == date(2026, 3, 2)
    assert change.payloads == (Summary(text="It was calm."), Share(of="v1", shared=True), Share(of="v2", shared=False))
    (after,) = Cycles(apply_change(told(), change, date(2026, 5, 1)))
    assert after.summary == "It was calm."
    assert {line.text: line.shared for line in after.remarks} == {"one": True, "two": False}


def test_after_the_close_lines_can_still_be_shared() -> None:
    """A closed cycle takes sharing, and no other sentence; the open one beside it takes its own."""
    change = update_review(told(CLOSED), 1, summary=None, sharing={"v1": True})
    (after,) = Cycles(apply_change(told(CLOSED), change, date(2026, 5, 9)))
    assert [line.shared for line in after.remarks] == [True, True]
    both = make_journal(cycle_file(with_pick(VOICES, CLOSED)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))
    assert update_review(both, 2, summary="x", sharing={}).cycle_start == date(2026, 5, 4)


def test_of_two_sentences_the_latest_counts() -> None:
    """Saying it again replaces what was said."""
    once = apply_change(told(), update_review(told(), 1, summary="It grew calmer.", sharing={}), date(2026, 5, 1))
    (after,) = Cycles(apply_change(once, update_review(once, 1, summary="And quieter.", sharing={}), date(2026, 5, 1)))
    assert after.summary == "And quieter."


@pytest.mark.parametrize(
    ("parts", "number", "words", "shared", "refusal"),
    [
        ((), 2, "calm", {}, NoCycleError),
        ((), 0, "calm", {}, NoCycleError),
        ((), 1, "  ", {}, EmptyTextError),
        ((CLOSED,), 1, "calm", {}, CycleClosedError),
        ((), 1, None, {"v9": True}, UnknownRemarkError),
        ((), 1, None, {"v": True}, UnknownRemarkError),
    ],
    ids=["no-such-cycle", "no-cycle-0", "no-words", "closed", "no-such-line", "half-an-id"],
)
def test_what_is_refused(
    parts: tuple[str, ...], number: int, words: str | None, shared: Mapping[str, bool], refusal: type[TipcycleError]
) -> None:
    """Nothing is half done: one thing that cannot be stops the whole entry."""
    with pytest.raises(refusal) as refused:
        update_review(told(*parts), number, summary=words, sharing=shared)
    assert refused.value.exit_code == (ExitCode.USAGE if refusal is EmptyTextError else ExitCode.FAILURE)
