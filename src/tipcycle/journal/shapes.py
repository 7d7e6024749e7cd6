"""The shapes a value in a block can have: how it is read, what was expected when it cannot be, how it is written.

Which field has which shape is said once, by the annotations in `core.blocks`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import NODEFAULT, Struct

from tipcycle.core.blocks import (
    FIVE,
    IN_A_CYCLE,
    IN_THE_JOURNAL,
    QUESTIONS,
    SCALE,
    SPIRAL,
    WEEKDAYS,
    Block,
    Body,
    Pick,
    kind_of,
)
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.weeks import LAST_YEAR, WEEKS_IN_A_CYCLE, Week


class Shape(Struct, frozen=True):
    """One kind of value. `expected` is the word for it; the sentence is made at the edge."""

    expected: str
    read: Callable[[Any], Any]
    """TypeError or ValueError for a value of another shape."""
    write: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:  # a bool is an int, a date-time is a date: neither is meant
            raise TypeError(value)
        return value

    return read


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return read


def _between(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not low <= _exactly(int)(value) <= high:
            raise ValueError(value)
        return int(value)

    return read


def _each(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(value: Any) -> tuple[Any, ...]:
        return tuple(read(item) for item in _exactly(list)(value))

    return read_all


def _counts(value: Any) -> tuple[int, ...]:
    read = _each(_between(0, 9999))(value)
    if len(read) != len(SCALE):
        raise ValueError(value)
    return tuple(read)


def _marks(value: Any) -> str:
    text = str(_exactly(str)(value))
    if len(text) != QUESTIONS or set(text) - set("yn?"):
        raise ValueError(value)
    return text


_tip = _between(1, 99999)


def _week(value: Any) -> Week:
    week = Week.parse(_exactly(str)(value))
    if not 1 < week.monday.year < LAST_YEAR:
        raise ValueError(value)
    return week


def _monday(value: Any) -> date:
    day: date = _exactly(date)(value)
    if day.weekday() != 0 or not 1 < day.year < LAST_YEAR:
        raise ValueError(value)
    return day


def _write_each(write: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [write(value) for value in values]


_SHAPES = {
    "str": Shape("text", _exactly(str), _same),
    "bool": Shape("yes-or-no", _exactly(bool), _same),
    "CycleWeeks": Shape("eight-or-nine", _between(*WEEKS_IN_A_CYCLE), _same),
    "date": Shape("date", _exactly(date), _same),
    "Monday": Shape("monday", _monday, _same),
    "Tip": Shape("tip", _tip, _same),
    "Scale": Shape("one-to-five", _between(SCALE[0], SCALE[-1]), _same),
    "Week": Shape("week", _week, str),
    "Numbers": Shape("tips", _each(_tip), list),
    "Weeks": Shape("weeks", _each(_week), _write_each(str)),
    "Ids": Shape("ids", _each(_exactly(str)), list),
    "Language": Shape("language", _one_of(LANGUAGES), _same),
    "Spiral": Shape("spiral", _one_of(SPIRAL), _same),
    "Counts": Shape("counts", _counts, list),
    "Marks": Shape("marks", _marks, _same),
    "Weekday": Shape("weekday", _one_of(WEEKDAYS), _same),
}


class Field(Struct, frozen=True):
    """A key of a block."""

    key: str
    """As it stands in the file."""
    name: str
    shape: Shape
    required: bool
    default: Any


def _fields(body: type[Body]) -> tuple[Field, ...]:
    found = []
    names = body.__struct_fields__
    defaults = body.__struct_defaults__
    for name, default in zip(names, (NODEFAULT,) * (len(names) - len(defaults)) + defaults, strict=True):
        found.append(
            Field(
                key=name.rstrip("_"),
                name=name,
                shape=_SHAPES[body.__annotations__[name].removesuffix(" | None")],
                required=default is NODEFAULT,
                default=None if default is NODEFAULT else default,
            )
        )
    return tuple(found)


BODIES: Mapping[str, type[Body]] = {kind_of(body): body for body in (*IN_A_CYCLE, *IN_THE_JOURNAL)}
FIELDS: Mapping[type[Body], tuple[Field, ...]] = {body: _fields(body) for body in BODIES.values()}
STAMP = ("id", "at", "on")


class Misread(Exception):
    """A value that has not the shape its key asks for; `expected` is a word of `Shape.expected`."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(key, expected)
        self.key = key
        self.expected = expected


def read_body(kind: str, table: Mapping[str, Any]) -> Body:
    """The body that a table of this kind describes; Misread for the first key that does not fit."""
    body = BODIES[kind]
    values: dict[str, Any] = {}
    for field in FIELDS[body]:
        if field.key not in table:
            if field.required:
                raise Misread(field.key, field.shape.expected)
            continue
        try:
            values[field.name] = field.shape.read(table[field.key])
        except (TypeError, ValueError):
            raise Misread(field.key, field.shape.expected) from None
    made = body(**values)
    if isinstance(made, Pick) and not len(set(made.tips)) == len(made.tips) == FIVE:
        raise Misread("tips", "five-tips")
    return made


def unknown_keys(kind: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of a table that tipcycle does not know; they stay in the file."""
    known = {field.key for field in FIELDS[BODIES[kind]]} | set(STAMP)
    return tuple(key for key in table if key not in known)


def write_block(block: Block) -> dict[str, Any]:
    """The keys of a block, in order, ready for tomli-w; what says nothing is left out."""
    table: dict[str, Any] = {"id": block.id, "at": block.at, "on": block.on}
    for field in FIELDS[type(block.body)]:
        value = getattr(block.body, field.name)
        if field.required or value != field.default:
            table[field.key] = field.shape.write(value)
    return table
