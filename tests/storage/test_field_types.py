"""What a value in a block may be, what was expected when it is not that, and how it is written."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.strategies import cycle_payloads, journal_payloads
from tipcycle.core.events import Checkin, Event, Note, Pause, Payload, Profile, Share, Swap, Undo, event_kind
from tipcycle.core.weeks import Week
from tipcycle.storage.field_types import (
    PAYLOAD_FIELDS,
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
"""The keys of each block, as they may never change."""

AT = datetime(2026, 3, 6, 16, 5, tzinfo=UTC)
DAY = date(2026, 3, 6)


@pytest.mark.parametrize("kind", KEYS)
def test_keys(kind: str) -> None:
    """Each block of the format has the keys that the format names."""
    assert {field.key for field in PAYLOAD_FIELDS[PAYLOAD_TYPES[kind]]} >= KEYS[kind]


def test_no_key_ends_in_an_underscore() -> None:
    """A key in a file is free of what only keeps Python's keywords free: `from`, never `from_`."""
    assert [field.key for every in PAYLOAD_FIELDS.values() for field in every if field.key.endswith("_")] == []


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
def test_value_of_another_shape(kind: str, key: str, value: object, expected: str) -> None:
    """A value of another shape is named by its key, with what was expected."""
    sound = {"tips": [5, 13, 33, 34, 42], "week": "2026-W10", "text": "", "of": "b1", "shared": True, "weeks": []}
    sound |= {"old": 5, "new": 57, "from": "2026-W10", "because": "", "tip": 5}
    wanted = {field.key for field in PAYLOAD_FIELDS[PAYLOAD_TYPES[kind]] if field.required}
    with pytest.raises(FieldError) as caught:
        parse_payload(kind, {name: sound[name] for name in wanted & sound.keys()} | {key: value})
    assert (caught.value.key, caught.value.expected) == (key, expected)


@pytest.mark.parametrize("word", ["9999-W52", "0001-W01"])
def test_week_at_the_end_of_the_calendar(word: str) -> None:
    """A week that has none before it, or no Sunday, is no week of a journal: every rule looks around."""
    with pytest.raises(FieldError):
        parse_payload("checkin", {"week": word})


@pytest.mark.parametrize(
    ("kind", "missing", "rest"),
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
def test_missing_key(kind: str, missing: str, rest: dict[str, object]) -> None:
    """A block without a key that it cannot do without is misread at that key."""
    with pytest.raises(FieldError) as caught:
        parse_payload(kind, rest)
    assert caught.value.key == missing


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
def test_read(table: dict[str, object], payload: Payload) -> None:
    """A table becomes a body, and what is left out says nothing."""
    assert parse_payload(event_kind(payload), table) == payload


def test_unknown_keys() -> None:
    """Only the keys that no version of this format wrote are unknown, in the order of the file."""
    table = {"mood": "ok", "id": "b1", "at": AT, "on": DAY, "week": "2026-W10", "did": [5], "from_": 3, "Did": [5]}
    assert unknown_keys("checkin", table) == ("mood", "from_", "Did")


@pytest.mark.parametrize(
    ("payload", "keys"),
    [
        (Checkin(week=Week(date(2026, 3, 2))), {"week": "2026-W10"}),
        (Checkin(week=Week(date(2026, 12, 28)), did=(5, 13), team=3), {"week": "2026-W53", "did": [5, 13], "team": 3}),
        (Note(text=""), {"text": ""}),
        (Note(text="a", shared=True), {"text": "a", "shared": True}),
        (Note(text="a", shared=False), {"text": "a"}),
        (Share(of="b1", shared=False), {"of": "b1", "shared": False}),
        (Profile(name=""), {"name": ""}),
    ],
)
def test_written(payload: Payload, keys: dict[str, object]) -> None:
    """A block is written stamp first, and what says nothing is left out; an empty text says something."""
    written = event_table(Event("b1", AT, DAY, payload))
    assert list(written)[:3] == ["id", "at", "on"]
    assert written == {"id": "b1", "at": AT, "on": DAY} | keys


@given(cycle_payloads | journal_payloads)
def test_written_and_read(payload: Payload) -> None:
    """Whatever a body says, it says again after it was written and read."""
    written = event_table(Event("b1", AT, DAY, payload))
    assert parse_payload(event_kind(payload), written) == payload
    assert unknown_keys(event_kind(payload), written) == ()


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
def test_any_value(kind: str, data: st.DataObject) -> None:
    """No value of TOML, under any key, does more harm than a block that is left out."""
    table = {field.key: data.draw(odd_values, label=field.key) for field in PAYLOAD_FIELDS[PAYLOAD_TYPES[kind]]}
    try:
        body = parse_payload(kind, table)
    except FieldError:
        return
    assert parse_payload(kind, event_table(Event("b1", AT, DAY, body))) == body
