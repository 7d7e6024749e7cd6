"""Types of the fields in a block: how to decode, validate and encode each value.

The annotations in `core.events` define which field has which type.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import NODEFAULT, Struct

from tipcycle.core.events import (
    CYCLE_PAYLOADS,
    JOURNAL_PAYLOADS,
    REFLECTION_QUESTION_COUNT,
    SCALE,
    SPIRAL_PLACES,
    TIPS_PER_CYCLE,
    WEEKDAYS,
    Event,
    Payload,
    Pick,
    event_kind,
)
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.weeks import WEEKS_PER_CYCLE, YEAR_LIMIT, Week


class FieldType(Struct, frozen=True):
    """How to decode and encode one type of value. `expected` is its code; `render.diagnostics` has the text."""

    expected: str
    decode: Callable[[Any], Any]
    """Convert a TOML value. Raises `TypeError` or `ValueError` if the value is invalid."""
    encode: Callable[[Any], Any]


def _identity(value: Any) -> Any:
    return value


def _exact_type(expected_type: type) -> Callable[[Any], Any]:
    def decode(value: Any) -> Any:
        if type(value) is not expected_type:  # reject subclasses: bool is an int, and datetime is a date
            raise TypeError(value)
        return value

    return decode


def _choice(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def decode(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return decode


def _int_range(low: int, high: int) -> Callable[[Any], int]:
    def decode(value: Any) -> int:
        if not low <= _exact_type(int)(value) <= high:
            raise ValueError(value)
        return int(value)

    return decode


def _list_of(decode_item: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def decode(value: Any) -> tuple[Any, ...]:
        return tuple(decode_item(item) for item in _exact_type(list)(value))

    return decode


def _decode_counts(value: Any) -> tuple[int, ...]:
    counts = _list_of(_int_range(0, 9999))(value)
    if len(counts) != len(SCALE):
        raise ValueError(value)
    return tuple(counts)


def _decode_marks(value: Any) -> str:
    text = str(_exact_type(str)(value))
    if len(text) != REFLECTION_QUESTION_COUNT or set(text) - set("yn?"):
        raise ValueError(value)
    return text


_decode_tip = _int_range(1, 99999)


def _decode_week(value: Any) -> Week:
    week = Week.parse(_exact_type(str)(value))
    if not 1 < week.monday.year < YEAR_LIMIT:
        raise ValueError(value)
    return week


def _decode_monday(value: Any) -> date:
    day: date = _exact_type(date)(value)
    if day.weekday() != 0 or not 1 < day.year < YEAR_LIMIT:
        raise ValueError(value)
    return day


def _encode_list(encode_item: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [encode_item(value) for value in values]


_FIELD_TYPES = {
    "str": FieldType("text", _exact_type(str), _identity),
    "bool": FieldType("yes-or-no", _exact_type(bool), _identity),
    "WeekCount": FieldType("eight-or-nine", _int_range(*WEEKS_PER_CYCLE), _identity),
    "date": FieldType("date", _exact_type(date), _identity),
    "Monday": FieldType("monday", _decode_monday, _identity),
    "TipNumber": FieldType("tip", _decode_tip, _identity),
    "ScaleValue": FieldType("one-to-five", _int_range(SCALE[0], SCALE[-1]), _identity),
    "Week": FieldType("week", _decode_week, str),
    "TipNumbers": FieldType("tips", _list_of(_decode_tip), list),
    "Weeks": FieldType("weeks", _list_of(_decode_week), _encode_list(str)),
    "EventIds": FieldType("ids", _list_of(_exact_type(str)), list),
    "LanguageCode": FieldType("language", _choice(LANGUAGES), _identity),
    "SpiralPlace": FieldType("spiral", _choice(SPIRAL_PLACES), _identity),
    "SlipCounts": FieldType("counts", _decode_counts, list),
    "ReflectionAnswers": FieldType("marks", _decode_marks, _identity),
    "Weekday": FieldType("weekday", _choice(WEEKDAYS), _identity),
}


class Field(Struct, frozen=True):
    """One key of a block."""

    key: str
    """Name of the key in the file."""
    attribute: str
    field_type: FieldType
    required: bool
    default: Any


def _payload_fields(payload_type: type[Payload]) -> tuple[Field, ...]:
    fields = []
    names = payload_type.__struct_fields__
    defaults = payload_type.__struct_defaults__
    for name, default in zip(names, (NODEFAULT,) * (len(names) - len(defaults)) + defaults, strict=True):
        fields.append(
            Field(
                key=name.rstrip("_"),
                attribute=name,
                field_type=_FIELD_TYPES[payload_type.__annotations__[name].removesuffix(" | None")],
                required=default is NODEFAULT,
                default=None if default is NODEFAULT else default,
            )
        )
    return tuple(fields)


PAYLOAD_TYPES: Mapping[str, type[Payload]] = {
    event_kind(payload_type): payload_type for payload_type in (*CYCLE_PAYLOADS, *JOURNAL_PAYLOADS)
}
PAYLOAD_FIELDS: Mapping[type[Payload], tuple[Field, ...]] = {
    payload_type: _payload_fields(payload_type) for payload_type in PAYLOAD_TYPES.values()
}
EVENT_KEYS = ("id", "at", "on")


class FieldError(Exception):
    """A key is missing, or its value is invalid. `expected` is a code such as `week`."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(key, expected)
        self.key = key
        self.expected = expected


def parse_payload(kind: str, table: Mapping[str, Any]) -> Payload:
    """Return the payload that a table of this kind describes.

    Raises `FieldError` for the first key that is missing or invalid.
    """
    payload_type = PAYLOAD_TYPES[kind]
    values: dict[str, Any] = {}
    for field in PAYLOAD_FIELDS[payload_type]:
        if field.key not in table:
            if field.required:
                raise FieldError(field.key, field.field_type.expected)
            continue
        try:
            values[field.attribute] = field.field_type.decode(table[field.key])
        except (TypeError, ValueError):
            raise FieldError(field.key, field.field_type.expected) from None
    payload = payload_type(**values)
    if isinstance(payload, Pick) and not len(set(payload.tips)) == len(payload.tips) == TIPS_PER_CYCLE:
        raise FieldError("tips", "five-tips")
    return payload


def unknown_keys(kind: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a table that tipcycle does not know. They stay in the file."""
    known_keys = {field.key for field in PAYLOAD_FIELDS[PAYLOAD_TYPES[kind]]} | set(EVENT_KEYS)
    return tuple(key for key in table if key not in known_keys)


def event_table(event: Event) -> dict[str, Any]:
    """Return the keys and values of an event in file order, ready for tomli-w.

    Optional fields with their default value are omitted.
    """
    table: dict[str, Any] = {"id": event.id, "at": event.at, "on": event.on}
    for field in PAYLOAD_FIELDS[type(event.payload)]:
        value = getattr(event.payload, field.attribute)
        if field.required or value != field.default:
            table[field.key] = field.field_type.encode(value)
    return table
