"""Which blocks stand, in which order, and what one entry is: docs/rules.md §7."""

import random

import pytest

from tests.journal_builder import cycle_file, with_pick
from tipcycle.core.events import Event
from tipcycle.core.projection import active_events, entries, sharing_by_id, sort_events, undone_ids


def blocks(*parts: str) -> tuple[Event, ...]:
    """The blocks of a cycle's text behind its pick."""
    return cycle_file(with_pick(*parts)).events[1:]


def ids(found: list[Event]) -> str:
    """The ids of blocks, in order."""
    return " ".join(event.id for event in found)


TWO_MACHINES = """
    [[words]]
    id = "b"
    at = 2026-03-06T08:00:00Z
    text = "noon"

    [[words]]
    id = "c"
    at = 2026-03-05T08:00:00Z
    text = "the day before"

    [[words]]
    id = "a"
    at = 2026-03-06T08:00:00Z
    text = "also noon"

    [[words]]
    id = "d"
    at = 2026-03-06T08:30:00+01:00
    text = "an hour east, so half an hour earlier"
"""


def test_blocks_are_ordered_by_instant_then_by_id() -> None:
    """A stamp is an instant, whatever its offset says; on equal stamps the greater id comes last."""
    assert ids(sort_events(blocks(TWO_MACHINES))) == "c d a b"


def test_the_order_in_the_file_never_matters() -> None:
    """However the blocks lie in the file, they come out in one order."""
    given = list(blocks(TWO_MACHINES))
    for seed in range(24):
        shuffled = random.Random(seed).sample(given, k=len(given))
        assert ids(sort_events(shuffled)) == "c d a b"


UNDOING = [
    pytest.param("", "one two three", id="nothing-was-undone"),
    pytest.param('[[undo]]\nof = ["two"]', "one three", id="one-block"),
    pytest.param('[[undo]]\nof = ["one", "three"]', "two", id="an-entry-of-two-blocks"),
    pytest.param('[[undo]]\nof = ["two"]\n\n[[undo]]\nof = ["two"]', "one three", id="the-same-twice"),
    pytest.param('[[undo]]\nid = "u"\nof = ["two"]\n\n[[undo]]\nof = ["u"]', "one three", id="an-undo-is-never-undone"),
    pytest.param('[[undo]]\nof = ["elsewhere"]', "one two three", id="an-id-that-is-not-here"),
    pytest.param("[[undo]]\nof = []", "one two three", id="of-nothing"),
    pytest.param('[[undo]]\nat = 2020-01-01T00:00:00Z\nof = ["two"]', "one three", id="with-a-clock-that-went-back"),
]
THREE = """
[[words]]
id = "one"
text = "1"

[[words]]
id = "two"
text = "2"

[[words]]
id = "three"
text = "3"

"""


@pytest.mark.parametrize(("undo", "left"), UNDOING)
def test_what_was_taken_back_does_not_stand(undo: str, left: str) -> None:
    """An undo takes back exactly the blocks it names, and is itself no standing block."""
    assert ids(active_events(blocks(THREE, undo))) == left


def test_an_undo_names_what_it_takes_back() -> None:
    """The undone ids are those that any undo names."""
    assert undone_ids(blocks(THREE, '[[undo]]\nof = ["one"]\n\n[[undo]]\nof = ["three"]')) == {"one", "three"}


ONE_COMMAND = """
    [[checkin]]
    id = "a1"
    at = 2026-03-06T08:00:00Z
    week = "2026-W10"
    did = [5]

    [[voice]]
    id = "a2"
    at = 2026-03-06T08:00:00Z
    text = "heard at the counter"

    [[words]]
    id = "b"
    at = 2026-03-06T08:00:00.000001Z
    text = "calmer"

"""


def test_blocks_with_one_stamp_are_one_entry() -> None:
    """All that one command wrote carries one stamp, and a microsecond later begins another entry."""
    found = entries(blocks(ONE_COMMAND))
    assert [entry.ids for entry in found] == [("a1", "a2"), ("b",)]
    assert not any(entry.is_undone for entry in found)


@pytest.mark.parametrize(
    ("of", "undone"),
    [
        ('["a1", "a2"]', [True, False]),
        ('["b"]', [False, True]),
        ('["a1"]', [False, False]),  # half of it still stands, so the entry does
    ],
    ids=["both-blocks", "the-other-entry", "half-an-entry"],
)
def test_an_entry_is_undone_when_all_of_it_is(of: str, undone: list[bool]) -> None:
    """Entries stay in the history when they are taken back; the undo itself is no entry."""
    assert [entry.is_undone for entry in entries(blocks(ONE_COMMAND, f"[[undo]]\nof = {of}"))] == undone


SHARING = """
    [[voice]]
    id = "v"
    text = "heard"

    [[share]]
    id = "s1"
    of = "v"
    shared = true

    [[share]]
    id = "s2"
    of = "v"
    shared = false

"""


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ("", {"v": False}),
        ('[[undo]]\nof = ["s2"]', {"v": True}),
        ('[[undo]]\nof = ["s1", "s2"]', {}),
    ],
    ids=["the-latest-counts", "the-latest-was-undone", "both-were-undone"],
)
def test_the_latest_share_that_stands_counts(more: str, shared: dict[str, bool]) -> None:
    """Whether a line may go on paper is what was said last and not taken back."""
    assert sharing_by_id(active_events(blocks(SHARING, more))) == shared
