"""What goes on paper: one sentence and the lines that others may read, in one entry of one file."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.writing import cycle, grown, journal, picked
from tipcycle.core.blocks import Journal, Share, Words
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.paper import put_on_paper
from tipcycle.core.errors import AlreadyClosed, EmptyText, Exit, NoCycle, Refused, UnknownLine

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
    return journal(cycle(picked(VOICES, *parts)))


def test_the_sentence_and_the_lines_are_one_entry() -> None:
    """Both go into the file of the cycle, and both hold from then on."""
    change = put_on_paper(told(), 1, words="  It was calm. ", shared={"v1": True, "v2": False})
    assert change.file == date(2026, 3, 2)
    assert change.bodies == (Words(text="It was calm."), Share(of="v1", shared=True), Share(of="v2", shared=False))
    (after,) = Cycles(grown(told(), change, date(2026, 5, 1)))
    assert after.words == "It was calm."
    assert {line.text: line.shared for line in after.lines} == {"one": True, "two": False}


def test_after_the_close_lines_can_still_be_shared() -> None:
    """A closed cycle takes sharing, and no other sentence; the open one beside it takes its own."""
    change = put_on_paper(told(CLOSED), 1, words=None, shared={"v1": True})
    (after,) = Cycles(grown(told(CLOSED), change, date(2026, 5, 9)))
    assert [line.shared for line in after.lines] == [True, True]
    both = journal(cycle(picked(VOICES, CLOSED)), cycle(starts="2026-05-04", anchor="2026-03-02"))
    assert put_on_paper(both, 2, words="x", shared={}).file == date(2026, 5, 4)


def test_of_two_sentences_the_latest_counts() -> None:
    """Saying it again replaces what was said."""
    once = grown(told(), put_on_paper(told(), 1, words="It grew calmer.", shared={}), date(2026, 5, 1))
    (after,) = Cycles(grown(once, put_on_paper(once, 1, words="And quieter.", shared={}), date(2026, 5, 1)))
    assert after.words == "And quieter."


@pytest.mark.parametrize(
    ("parts", "number", "words", "shared", "refusal"),
    [
        ((), 2, "calm", {}, NoCycle),
        ((), 0, "calm", {}, NoCycle),
        ((), 1, "  ", {}, EmptyText),
        ((CLOSED,), 1, "calm", {}, AlreadyClosed),
        ((), 1, None, {"v9": True}, UnknownLine),
        ((), 1, None, {"v": True}, UnknownLine),
    ],
    ids=["no-such-cycle", "no-cycle-0", "no-words", "closed", "no-such-line", "half-an-id"],
)
def test_what_is_refused(
    parts: tuple[str, ...], number: int, words: str | None, shared: Mapping[str, bool], refusal: type[Refused]
) -> None:
    """Nothing is half done: one thing that cannot be stops the whole entry."""
    with pytest.raises(refusal) as refused:
        put_on_paper(told(*parts), number, words=words, shared=shared)
    assert refused.value.exit == (Exit.USAGE if refusal is EmptyText else Exit.NOT_NOW)
