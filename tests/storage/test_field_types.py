"""Decoding, validation and encoding of the fields in a block."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.strategies import cycle_payloads, journal_payloads
from tipcycle.core.events import Checkin, Event, Note, Pause, Payload, Profile, Share, Swap, Undo, event_kind
from tipcycle.core.weeks import Week
from tipcycle.storage.field_types import (
    PAYLOAD_TYPES,
    FieldError,
    event_table,
    parse_payload,
    unknown_keys,
)

KEYS = {
    "pick": {"tips", "running"},
    "checkin": {"week", "did", "costly", "missed", "none", "built", "team", "customers", "answer"},
    "note": {"text", "tip", "week", "by", "shared"},
    "voice": {"text", "by", "tip", "week", "shared"},
    "share": {"of", "shared"},
    "pause": {"weeks", "because"},
    "swap": {"old", "new", "from", "because"},
    "close": {"keep", "adapt", "extend", "drop", "by_hand", "alive", "lapsed"},
    "lesson": {"tip", "text"},
    "words": {"text"},
    "undo": {"of"},
    "profile": {"name", "team", "language", "day"},
}
"""The keys of each block. They are part of the file format and must never change."""

AT = datetime(2026, 3, 6, 16, 5, tzinfo=UTC)
DAY = date(2026, 3, 6)


@pytest.mark.parametrize("kind", KEYS)
def test_keys_match_the_format(kind: str) -> None:
    assert set(PAYLOAD_TYPES[kind].__struct_encode_fields__) >= KEYS[kind]


def test_no_key_ends_in_an_underscore() -> None:
    """The underscore of Python attributes such as `from_` is not part of the key."""
    keys = [key for payload_type in PAYLOAD_TYPES.values() for key in payload_type.__struct_encode_fields__]
    assert [key for key in keys if key.endswith("_")] == []


@pytest.mark.parametrize(
    ("kind", "key", "value", "expected"),
    [
        ("pick", "tips", [5, 13, 33, 34], "five-tips"),
        ("pick", "tips", [5, 13, 33, 34, 42, 57], "five-tips"),
        ("pick", "tips", [5, 5, 33, 34, 42], "five-tips"),
        ("pick", "tips", [], "five-tips"),
        ("pick", "tips", "5, 13", "tips"),
        ("pick", "tips", [5, 13, 33, 34, "42"], "tips"),
        ("pick", "tips", [5, 13, 33, 34, True], "tips"),
        ("pick", "tips", [5, 13, 33, 34, 42.0], "tips"),
        ("pick", "tips", [0, 13, 33, 34, 42], "tips"),
        ("pick", "tips", [-5, 13, 33, 34, 42], "tips"),
        ("pick", "tips", [5, 13, 33, 34, 10**300], "tips"),
        ("pick", "running", 3, "text"),
        ("checkin", "week", "2026-W54", "week"),
        ("checkin", "week", "2026-W00", "week"),
        ("checkin", "week", "2025-W53", "week"),
        ("checkin", "week", "2026-w10", "week"),
        ("checkin", "week", "2026-W1", "week"),
        ("checkin", "week", "2026-W10 ", "week"),
        ("checkin", "week", "２０２６-W10", "week"),
        ("checkin", "week", "0000-W10", "week"),
        ("checkin", "week", date(2026, 3, 2), "week"),
        ("checkin", "week", 10, "week"),
        ("checkin", "did", 5, "tips"),
        ("checkin", "did", {"5": 1}, "tips"),
        ("checkin", "missed", [[5]], "tips"),
        ("checkin", "team", 0, "one-to-five"),
        ("checkin", "team", 6, "one-to-five"),
        ("checkin", "team", 3.0, "one-to-five"),
        ("checkin", "team", True, "one-to-five"),
        ("checkin", "customers", "3", "one-to-five"),
        ("checkin", "customers", [3], "one-to-five"),
        ("pick", "weeks", 0, "eight-or-nine"),
        ("pick", "weeks", 7, "eight-or-nine"),
        ("pick", "weeks", 50, "eight-or-nine"),
        ("pick", "weeks", 8.0, "eight-or-nine"),
        ("pick", "weeks", True, "eight-or-nine"),
        ("pick", "anchor", date(2026, 3, 3), "monday"),
        ("pick", "anchor", date(9000, 1, 6), "monday"),
        ("pick", "anchor", "2026-03-02", "monday"),
        ("voice", "heard", "elsewhere", "spiral"),
        ("pulse", "guess", 0, "one-to-five"),
        ("pulse", "others", [1, 2, 3, 4], "counts"),
        ("pulse", "others", [1, 2, 3, 4, 5, 6], "counts"),
        ("pulse", "others", [1, 2, 3, 4, -1], "counts"),
        ("pulse", "others", [1, 2, 3, 4, 10000], "counts"),
        ("reflection", "answers", "yyn?nny", "marks"),
        ("reflection", "answers", "yyn?nnyyy", "marks"),
        ("reflection", "answers", "yyn?nnyx", "marks"),
        ("reflection", "answers", "YYN?NNYY", "marks"),
        ("note", "text", 5, "text"),
        ("note", "text", ["a"], "text"),
        ("note", "tip", "5", "tip"),
        ("note", "tip", 5.0, "tip"),
        ("note", "shared", 1, "yes-or-no"),
        ("note", "shared", "true", "yes-or-no"),
        ("voice", "by", DAY, "text"),
        ("share", "of", ["b1"], "text"),
        ("share", "shared", "no", "yes-or-no"),
        ("pause", "weeks", "2026-W10", "weeks"),
        ("pause", "weeks", ["2026-W10", 11], "weeks"),
        ("pause", "because", False, "text"),
        ("swap", "old", [5], "tip"),
        ("swap", "from", "next week", "week"),
        ("close", "keep", [5.5], "tips"),
        ("close", "by_hand", "all", "tips"),
        ("lesson", "tip", None, "tip"),
        ("undo", "of", "b1", "ids"),
        ("undo", "of", ["b1", 2], "ids"),
        ("profile", "language", "de", "language"),
        ("profile", "language", ["en"], "language"),
        ("profile", "day", "Friday", "weekday"),
        ("profile", "day", 5, "weekday"),
        ("profile", "name", time(8), "text"),
    ],
)
def test_invalid_value_is_reported(kind: str, key: str, value: object, expected: str) -> None:
    """The error names the key and the expected type."""
    valid_values = {
        "tips": [5, 13, 33, 34, 42],
        "week": "2026-W10",
        "text": "",
        "of": "b1",
        "shared": True,
        "weeks": [],
    }
    valid_values |= {"old": 5, "new": 57, "from": "2026-W10", "because": "", "tip": 5}
    required_keys = {field.encode_name for field in msgspec.structs.fields(PAYLOAD_TYPES[kind]) if field.required}
    with pytest.raises(FieldError) as excinfo:
        parse_payload(kind, {name: valid_values[name] for name in required_keys & valid_values.keys()} | {key: value})
    assert (excinfo.value.key, excinfo.value.expected) == (key, expected)


@pytest.mark.parametrize("week", ["9999-W52", "0001-W01"])
def test_week_at_calendar_limit_is_invalid(week: str) -> None:
    """The rules need the previous week and the Sunday of each week."""
    with pytest.raises(FieldError):
        parse_payload("checkin", {"week": week})


@pytest.mark.parametrize(
    ("kind", "missing", "table"),
    [
        ("pick", "tips", {}),
        ("checkin", "week", {"did": [5]}),
        ("note", "text", {"tip": 5}),
        ("voice", "text", {}),
        ("share", "of", {"shared": True}),
        ("share", "shared", {"of": "b1"}),
        ("pause", "weeks", {"because": "away"}),
        ("swap", "from", {"old": 5, "new": 57, "because": "no desk"}),
        ("swap", "because", {"old": 5, "new": 57, "from": "2026-W10"}),
        ("lesson", "text", {"tip": 5}),
        ("words", "text", {}),
        ("undo", "of", {}),
    ],
)
def test_missing_required_key_is_reported(kind: str, missing: str, table: dict[str, object]) -> None:
    with pytest.raises(FieldError) as excinfo:
        parse_payload(kind, table)
    assert excinfo.value.key == missing


@pytest.mark.parametrize(
    ("table", "payload"),
    [
        ({"week": "2026-W10"}, Checkin(week=Week(date(2026, 3, 2)))),
        ({"week": "2026-W53", "none": [5]}, Checkin(week=Week(date(2026, 12, 28)), none=(5,))),
        ({"week": "2026-W10", "team": 5}, Checkin(week=Week(date(2026, 3, 2)), team=5)),
        ({"text": ""}, Note(text="")),
        ({"weeks": []}, Pause(weeks=())),
        ({"of": []}, Undo(of=())),
        ({"of": "b1", "shared": False}, Share(of="b1", shared=False)),
        (
            {"old": 5, "new": 201, "from": "2026-W11", "because": "no desk"},
            Swap(old=5, new=201, from_=Week(date(2026, 3, 9)), because="no desk"),
        ),
        ({"language": "nl", "day": "friday"}, Profile(language="nl", day="friday")),
        ({}, Profile()),
    ],
)
def test_parse_payload(table: dict[str, object], payload: Payload) -> None:
    """Omitted keys get their default value."""
    assert parse_payload(event_kind(payload), table) == payload


def test_unknown_keys_in_file_order() -> None:
    table = {"mood": "ok", "id": "b1", "at": AT, "on": DAY, "week": "2026-W10", "did": [5], "from_": 3, "Did": [5]}
    assert unknown_keys("checkin", table) == ("mood", "from_", "Did")


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (Checkin(week=Week(date(2026, 3, 2))), {"week": "2026-W10"}),
        (Checkin(week=Week(date(2026, 12, 28)), did=(5, 13), team=3), {"week": "2026-W53", "did": (5, 13), "team": 3}),
        (Note(text=""), {"text": ""}),
        (Note(text="a", shared=True), {"text": "a", "shared": True}),
        (Note(text="a", shared=False), {"text": "a"}),
        (Share(of="b1", shared=False), {"of": "b1", "shared": False}),
        (Profile(name=""), {"name": ""}),
    ],
)
def test_event_table(payload: Payload, expected: dict[str, object]) -> None:
    """The keys id, at and on come first. Default values are omitted; an empty text is not a default."""
    table = event_table(Event("b1", AT, DAY, payload))
    assert list(table)[:3] == ["id", "at", "on"]
    assert table == {"id": "b1", "at": AT, "on": DAY} | expected


@given(cycle_payloads | journal_payloads)
def test_payload_round_trip(payload: Payload) -> None:
    table = event_table(Event("b1", AT, DAY, payload))
    assert parse_payload(event_kind(payload), table) == payload
    assert unknown_keys(event_kind(payload), table) == ()


odd_values = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.from_regex(r"\d{4}-W\d\d", fullmatch=True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(PAYLOAD_TYPES)), st.data())
def test_any_value_parses_or_raises_field_error(kind: str, data: st.DataObject) -> None:
    """A payload that parses also survives a round trip."""
    table = {key: data.draw(odd_values, label=key) for key in PAYLOAD_TYPES[kind].__struct_encode_fields__}
    try:
        payload = parse_payload(kind, table)
    except FieldError:
        return
    assert parse_payload(kind, event_table(Event("b1", AT, DAY, payload))) == payload
