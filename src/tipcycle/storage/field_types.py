"""Conversion between the blocks of a journal file and the payload classes.

msgspec checks the values against the annotations in `core.events`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import takewhile
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from tipcycle.core.events import CYCLE_PAYLOADS, JOURNAL_PAYLOADS, TIPS_PER_CYCLE, Event, Payload, Pick, event_kind
from tipcycle.core.weeks import YEAR_LIMIT, Week

EXPECTED_CODES = {
    "str": "text",
    "bool": "yes-or-no",
    "date": "date",
    "WeekCount": "eight-or-nine",
    "Monday": "monday",
    "TipNumber": "tip",
    "TipNumbers": "tips",
    "ScaleValue": "one-to-five",
    "Week": "week",
    "Weeks": "weeks",
    "EventIds": "ids",
    "LanguageCode": "language",
    "SpiralPlace": "spiral",
    "SlipCounts": "counts",
    "ReflectionAnswers": "marks",
    "Weekday": "weekday",
}
"""Code of the expected value for each annotation in `core.events`; `render.diagnostics` has the text."""

PAYLOAD_TYPES: Mapping[str, type[Payload]] = {
    event_kind(payload_type): payload_type for payload_type in (*CYCLE_PAYLOADS, *JOURNAL_PAYLOADS)
}
EVENT_KEYS = ("id", "at", "on")

_TOML_TYPES = (date, datetime, time)
"""Types that the TOML parser returns besides those of JSON."""
_KEY_IN_MESSAGE = re.compile(r"`(?:\$\.)?(\w+)[^`]*`$")
"""The key in a message of msgspec: “… - at `$.tips[1]`” or “… missing required field `week`”."""


class FieldError(Exception):
    """A key is missing, or its value is invalid. `expected` is a code such as `week`."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(key, expected)
        self.key = key
        self.expected = expected


def is_valid_monday(value: object) -> bool:
    """Return True for the date of a Monday that is far enough from the limits of the calendar."""
    return type(value) is date and value.weekday() == 0 and 1 < value.year < YEAR_LIMIT


def decode_week(_: type, value: Any) -> Week:
    """Return a week from its text. This is the decode hook for msgspec. Raises `TypeError` or `ValueError`."""
    week = Week.parse(value)
    if not 1 < week.monday.year < YEAR_LIMIT:
        raise ValueError(value)
    return week


def expected_code(payload_type: type[Payload], key: str) -> str:
    """Return the code of the value that a key of this block expects."""
    attribute = payload_type.__struct_fields__[payload_type.__struct_encode_fields__.index(key)]
    return EXPECTED_CODES[payload_type.__annotations__[attribute].removesuffix(" | None")]


def parse_payload(kind: str, table: Mapping[str, Any]) -> Payload:
    """Return the payload that a table of this kind describes.

    Raises `FieldError` for the first key that is missing or invalid.
    """
    payload_type = PAYLOAD_TYPES[kind]
    values = {key: table[key] for key in payload_type.__struct_encode_fields__ if key in table}
    try:
        payload = convert(values, payload_type, builtin_types=_TOML_TYPES, dec_hook=decode_week)
    except ValidationError as error:
        match = _KEY_IN_MESSAGE.search(str(error))
        assert match is not None
        raise FieldError(match[1], expected_code(payload_type, match[1])) from None
    if isinstance(payload, Pick):
        if payload.anchor is not None and not is_valid_monday(payload.anchor):
            raise FieldError("anchor", "monday")
        if not len(set(payload.tips)) == len(payload.tips) == TIPS_PER_CYCLE:
            raise FieldError("tips", "five-tips")
    return payload


def unknown_keys(kind: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a table that tipcycle does not know. They stay in the file."""
    known_keys = {*PAYLOAD_TYPES[kind].__struct_encode_fields__, *EVENT_KEYS}
    return tuple(key for key in table if key not in known_keys)


def similar_key(kind: str, key: str, table: Mapping[str, Any]) -> str:
    """Return the known key that an unknown key is probably a slip for and that the table lacks, or an empty text."""
    known_keys = (*PAYLOAD_TYPES[kind].__struct_encode_fields__, *EVENT_KEYS)
    return similar_name(key, (known for known in known_keys if known not in table))


def similar_name(name: str, known_names: Iterable[str]) -> str:
    """Return the known name that differs by one slip of the keyboard, or an empty text.

    A slip is one character more, less or other, or two swapped.

    >>> similar_name("dit", ["did", "missed"]), similar_name("mised", ["did", "missed"]), similar_name("mine", ["did"])
    ('did', 'missed', '')
    """
    return next((known for known in known_names if _is_slip(name.lower(), known)), "")


def _is_slip(name: str, known: str) -> bool:
    if name == known:
        return True
    start = _common_length(name, known)
    end = _common_length(name[start:][::-1], known[start:][::-1])
    typed, meant = name[start : len(name) - end], known[start : len(known) - end]
    return len(known) > 2 and (max(len(typed), len(meant)) == 1 or (len(meant) == 2 and typed == meant[::-1]))


def _common_length(first: str, second: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def event_table(event: Event) -> dict[str, Any]:
    """Return the keys and values of an event in file order, ready for tomli-w.

    Optional fields with their default value are omitted.
    """
    values = to_builtins(event.payload, builtin_types=_TOML_TYPES, enc_hook=str)
    del values["type"]  # the tag
    return {"id": event.id, "at": event.at, "on": event.on, **values}
