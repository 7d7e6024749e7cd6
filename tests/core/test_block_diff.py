"""The union of two copies by their blocks, as laws."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.merge_conflicts import RawBlock, content_key, diff_blocks

pieces = st.lists(
    st.builds(
        lambda kind, id, words: RawBlock(kind, id, words, {"text": words}),
        st.sampled_from(["note", "voice", "mood"]),
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["x", "y", "z"]),
    ),
    max_size=8,
)


def said(pieces: Iterable[RawBlock]) -> list[Hashable]:
    """What pieces say; how the keys of a table are spelled is no part of it."""
    return [(piece.kind, piece.id, piece.content_key) for piece in pieces]


@given(pieces, pieces)
def test_nothing_is_lost_or_doubled(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """Afterwards every piece of both is there, and none came in that is there already or came in before."""
    found = diff_blocks(ours, theirs)
    assert {*said(ours), *said(found.new_blocks)} == {*said(ours), *said(theirs)}
    assert not {*said(found.new_blocks)} & {*said(ours)}
    assert max(Counter(said(found.new_blocks)).values(), default=1) == 1


@given(pieces, pieces)
def test_again_changes_nothing(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """The same copy once more brings nothing new."""
    assert diff_blocks([*ours, *diff_blocks(ours, theirs).new_blocks], theirs).new_blocks == ()


@given(pieces, pieces)
def test_either_way_round(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """Both machines have the same pieces in the end, whoever takes in the other first."""
    here = {*said(ours), *said(diff_blocks(ours, theirs).new_blocks)}
    there = {*said(theirs), *said(diff_blocks(theirs, ours).new_blocks)}
    assert here == there


@given(pieces, pieces)
def test_what_differs_is_named(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """An id is named exactly when it came in although a piece of that id was there with other words."""
    found = diff_blocks(ours, theirs)
    named = set()
    known = list(ours)
    for piece in found.new_blocks:
        if piece.id and piece.id in {each.id for each in known}:
            named.add(piece.id)
        known.append(piece)
    assert set(found.conflicting_ids) == named


SAME: list[tuple[Any, Any]] = [
    (float("nan"), float("nan")),
    ({"a": 1, "b": [2]}, {"b": [2], "a": 1}),
    (datetime(2026, 3, 6, 12, tzinfo=UTC), datetime(2026, 3, 6, 13, tzinfo=timezone(timedelta(hours=1)))),
    ([], []),
]
OTHER: list[tuple[Any, Any]] = [
    (1, 1.0),
    (1, True),
    (0, False),
    ("1", 1),
    (0.0, -0.0),
    ([1, 2], [2, 1]),
    ({"a": 1}, {"a": 1, "b": 1}),
    (date(2026, 3, 6), datetime(2026, 3, 6)),  # noqa: DTZ001
    (datetime(2026, 3, 6, 12), datetime(2026, 3, 6, 12, tzinfo=UTC)),  # noqa: DTZ001
    (time(1), "01:00:00"),
    (time(1), time(2)),
    (date(2026, 3, 6), date(2026, 3, 7)),
    (datetime(2026, 3, 6, 12, tzinfo=UTC), datetime(2026, 3, 6, 13, tzinfo=UTC)),
    (1.5, 2.5),
    ("a", "b"),
    (1, 2),
    ({"a": 1}, {"b": 1}),
    ({"a": 1}, {"a": 2}),
    ({}, []),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=repr)
def test_says_the_same(one: Any, other: Any) -> None:
    """What means the same in a file is the same content."""
    assert content_key(one) == content_key(other)
    assert hash(content_key(one)) == hash(content_key(other))


@pytest.mark.parametrize(("one", "other"), OTHER, ids=repr)
def test_says_something_else(one: Any, other: Any) -> None:
    """Values of different types are different, even where Python calls them equal."""
    assert content_key(one) != content_key(other)


def test_instant_at_the_end_of_the_calendar() -> None:
    """An instant that has no UTC form has content all the same, and another one than any other instant."""
    west = timezone(timedelta(hours=-5))
    edges = [datetime(9999, 12, 31, hour, tzinfo=zone) for hour in (22, 23) for zone in (west, UTC)]
    assert len({content_key(edge) for edge in edges}) == len(edges)
