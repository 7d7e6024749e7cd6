"""Tests for undone and active events, their order, entries, and sharing (docs/rules.md §7)."""

import random

import pytest

from tests.journal_builder import cycle_file, with_pick
from tipcycle.core.events import Event
from tipcycle.core.projection import active_events, entries, sharing_by_id, sort_events, undone_ids


def events_after_pick(*texts: str) -> tuple[Event, ...]:
    """Return the events of a cycle file with these texts, without its pick."""
    return cycle_file(with_pick(*texts)).events[1:]


def joined_ids(events: list[Event]) -> str:
    """Return the ids of the events in order, separated by spaces."""
    return " ".join(event.id for event in events)


EVENTS_OF_TWO_MACHINES = """
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


def test_events_are_ordered_by_instant_then_by_id() -> None:
    """Events are ordered by the instant of `at`, whatever its UTC offset, and then by id."""
    assert joined_ids(sort_events(events_after_pick(EVENTS_OF_TWO_MACHINES))) == "c d a b"


def test_order_in_file_does_not_affect_event_order() -> None:
    events = list(events_after_pick(EVENTS_OF_TWO_MACHINES))
    for seed in range(24):
        shuffled = random.Random(seed).sample(events, k=len(events))
        assert joined_ids(sort_events(shuffled)) == "c d a b"


UNDO_CASES = [
    pytest.param("", "one two three", id="no-undo"),
    pytest.param('[[undo]]\nof = ["two"]', "one three", id="one-event"),
    pytest.param('[[undo]]\nof = ["one", "three"]', "two", id="two-events"),
    pytest.param('[[undo]]\nof = ["two"]\n\n[[undo]]\nof = ["two"]', "one three", id="same-event-twice"),
    pytest.param('[[undo]]\nid = "u"\nof = ["two"]\n\n[[undo]]\nof = ["u"]', "one three", id="undo-of-an-undo"),
    pytest.param('[[undo]]\nof = ["elsewhere"]', "one two three", id="unknown-id"),
    pytest.param("[[undo]]\nof = []", "one two three", id="empty-undo"),
    pytest.param('[[undo]]\nat = 2020-01-01T00:00:00Z\nof = ["two"]', "one three", id="undo-with-earlier-stamp"),
]
THREE_EVENTS = """
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


@pytest.mark.parametrize(("undo", "active"), UNDO_CASES)
def test_undone_events_are_not_active(undo: str, active: str) -> None:
    """An undo reverses exactly the events that it names, and is not an active event itself."""
    assert joined_ids(active_events(events_after_pick(THREE_EVENTS, undo))) == active


def test_undone_ids_are_the_ids_of_all_undos() -> None:
    assert undone_ids(events_after_pick(THREE_EVENTS, '[[undo]]\nof = ["one"]\n\n[[undo]]\nof = ["three"]')) == {
        "one",
        "three",
    }


TWO_ENTRIES = """
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


def test_events_with_the_same_stamp_are_one_entry() -> None:
    """The events of one command have the same `at`; an event one microsecond later starts a new entry."""
    result = entries(events_after_pick(TWO_ENTRIES))
    assert [entry.ids for entry in result] == [("a1", "a2"), ("b",)]
    assert not any(entry.is_undone for entry in result)


@pytest.mark.parametrize(
    ("undone_event_ids", "undone"),
    [
        ('["a1", "a2"]', [True, False]),
        ('["b"]', [False, True]),
        ('["a1"]', [False, False]),  # one event is still active, so the entry is too
    ],
    ids=["both-events", "other-entry", "one-event-of-two"],
)
def test_entry_is_undone_if_all_its_events_are_undone(undone_event_ids: str, undone: list[bool]) -> None:
    """Undone entries stay in the list, and an undo is not an entry."""
    assert [
        entry.is_undone for entry in entries(events_after_pick(TWO_ENTRIES, f"[[undo]]\nof = {undone_event_ids}"))
    ] == undone


VOICE_WITH_TWO_SHARES = """
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
    ("undo", "shared"),
    [
        ("", {"v": False}),
        ('[[undo]]\nof = ["s2"]', {"v": True}),
        ('[[undo]]\nof = ["s1", "s2"]', {}),
    ],
    ids=["no-undo", "latest-undone", "both-undone"],
)
def test_latest_active_share_counts(undo: str, shared: dict[str, bool]) -> None:
    """The latest share that is not undone decides if the voice is shared."""
    assert sharing_by_id(active_events(events_after_pick(VOICE_WITH_TWO_SHARES, undo))) == shared
