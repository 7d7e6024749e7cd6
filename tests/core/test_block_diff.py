"""Tests for merging two copies of a file: `diff_blocks` and `content_key` in `core/merge_conflicts.py`."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.merge_conflicts import RawBlock, content_key, diff_blocks

block_lists = st.lists(
    st.builds(
        lambda kind, id, text: RawBlock(kind, id, text, {"text": text}),
        st.sampled_from(["note", "voice", "mood"]),
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["x", "y", "z"]),
    ),
    max_size=8,
)


def identities(blocks: Iterable[RawBlock]) -> list[Hashable]:
    """Return the kind, id and content key of each block."""
    return [(block.kind, block.id, block.content_key) for block in blocks]


@given(block_lists, block_lists)
def test_union_has_all_blocks_without_duplicates(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """The union contains every block of both copies, and each new block is missing from the first copy and unique."""
    diff = diff_blocks(ours, theirs)
    assert {*identities(ours), *identities(diff.new_blocks)} == {*identities(ours), *identities(theirs)}
    assert not {*identities(diff.new_blocks)} & {*identities(ours)}
    assert max(Counter(identities(diff.new_blocks)).values(), default=1) == 1


@given(block_lists, block_lists)
def test_second_diff_with_the_same_copy_is_empty(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    assert diff_blocks([*ours, *diff_blocks(ours, theirs).new_blocks], theirs).new_blocks == ()


@given(block_lists, block_lists)
def test_union_is_the_same_in_both_directions(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """Both machines have the same blocks after each has merged the file of the other."""
    our_union = {*identities(ours), *identities(diff_blocks(ours, theirs).new_blocks)}
    their_union = {*identities(theirs), *identities(diff_blocks(theirs, ours).new_blocks)}
    assert our_union == their_union


@given(block_lists, block_lists)
def test_conflicting_ids_have_different_contents(ours: list[RawBlock], theirs: list[RawBlock]) -> None:
    """An id is reported if, and only if, a new block has the id of an earlier block with different content."""
    diff = diff_blocks(ours, theirs)
    expected = set()
    earlier_blocks = list(ours)
    for block in diff.new_blocks:
        if block.id and block.id in {earlier.id for earlier in earlier_blocks}:
            expected.add(block.id)
        earlier_blocks.append(block)
    assert set(diff.conflicting_ids) == expected


EQUAL_VALUES: list[tuple[Any, Any]] = [
    (float("nan"), float("nan")),
    ({"a": 1, "b": [2]}, {"b": [2], "a": 1}),
    (datetime(2026, 3, 6, 12, tzinfo=UTC), datetime(2026, 3, 6, 13, tzinfo=timezone(timedelta(hours=1)))),
    ([], []),
]
DIFFERENT_VALUES: list[tuple[Any, Any]] = [
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


@pytest.mark.parametrize(("value", "other"), EQUAL_VALUES, ids=repr)
def test_equal_content_has_equal_keys(value: Any, other: Any) -> None:
    """Values with the same meaning in TOML have equal keys and hashes."""
    assert content_key(value) == content_key(other)
    assert hash(content_key(value)) == hash(content_key(other))


@pytest.mark.parametrize(("value", "other"), DIFFERENT_VALUES, ids=repr)
def test_different_content_has_different_keys(value: Any, other: Any) -> None:
    """Values of different types have different keys, even if Python treats them as equal."""
    assert content_key(value) != content_key(other)


def test_instants_without_utc_form_have_unique_keys() -> None:
    """Instants at the end of the year 9999 have unique keys, even if their UTC form is out of range."""
    western_zone = timezone(timedelta(hours=-5))
    instants = [datetime(9999, 12, 31, hour, tzinfo=zone) for hour in (22, 23) for zone in (western_zone, UTC)]
    assert len({content_key(instant) for instant in instants}) == len(instants)
