"""The catalogue on its way in: read, validated, linted. Everything wrong with it is a value, never a sentence.

Importing this package costs nothing: pydantic is loaded only where a file is validated.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

THEME_SLUGS = ("lead", "listen", "compass", "room", "small", "candour", "bridges", "tech", "behind", "both")
"""The ten themes that a manager's own tip may belong to without a theme of its own."""
LAST_CATALOGUE_TIP = 101

RULE_DETAILS: Mapping[str, str] = {
    "file.missing": "",
    "file.unreadable": "the system's name of the error",
    "file.too-large": "bytes",
    "file.encoding": "line",
    "file.toml": "line",
    "file.long-key": "",
    "schema.format": "the format found",
    "schema.missing": "",
    "schema.unknown": "",
    "schema.type": "text, number, list, table or yes-or-no: what was expected",
    "schema.empty": "",
    "schema.control": "",
    "schema.range": "the number found",
    "schema.slug": "the value found",
    "schema.url": "the value found",
    "schema.no-language": "",
    "L1.id": "the id that stands there twice",
    "L1.own": "the id found; own tips begin at 201",
    "L1.range": "the id found; the catalogue ends at 101",
    "L1.gap": "",
    "L1.slug": "the slug that is taken",
    "L1.theme": "the slug of the theme that stands there twice",
    "L1.themes": "how many themes there are",
    "L1.order": "the order that two themes share",
    "L2.list": "the value found",
    "L2.theme": "the value found",
    "L3.language": "",
    "L3.field": "",
    "L3.steps": "how many steps there are",
    "L3.steps-differ": "how many in each language: 4 3",
    "L4.words": "how many words",
    "L4.length": "how many characters",
    "L4.stop": "",
    "L4.verb": "the first word",
    "L4.first": "the word and how often: ask 10",
    "L5.body": "how many words",
    "L5.lead": "how many words",
    "L5.ratio": "Dutch length divided by English",
    "L6.check": "",
    "L6.if-then": "",
    "L7.whole": "the value found",
    "L7.first": "minutes",
    "L7.weekly": "minutes",
    "L8.none": "",
    "L8.unknown": "the seed",
    "L9.unknown": "the number named",
    "L9.one-way": "the number named",
    "L9.self": "the number named",
    "L10.url": "",
    "L10.source": "",
    "L10.company": "the name",
    "L11.placeholder": "what was found",
    "L12.title": "the other tip and the overlap: 34 0.50",
    "L12.what": "the other tip and the overlap: 34 0.50",
    "L12.run": "the other tip and the eight words",
    "L13.missing": "",
    "L13.extra": "",
    "L14.occasion": "",
}
"""Every rule that can be broken, and what `CatalogueProblem.detail` holds then (empty: nothing)."""

_MAX_DETAIL_LENGTH = 80
_NUMBER_LIMIT = 10**9
"""Beyond it Python may refuse to print a whole number."""


class CatalogueProblem(Struct, frozen=True):
    """One thing that is wrong in a catalogue file."""

    file: str
    tip: int | None
    """None where it is about a theme or the file, or the tip has no number."""
    field: str
    """`nl.steps[2]`, `theme.room.nl.line`, `tip[3].id` for the third tip of the file when it has no number."""
    rule: str
    """A key of `CODES`."""
    detail: str = ""


def iter_tables(document: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The tables of `[[key]]` with their places in the file, from 1; what is no table is passed over."""
    value = document.get(key)
    for position, table in enumerate(value if isinstance(value, list | tuple) else (), 1):
        if isinstance(table, Mapping):
            yield position, table


def raw_tip_id(table: Mapping[str, Any]) -> int | None:
    """The number of a tip as it stands in a file; None when it has none."""
    value = table.get("id")
    is_number = type(value) is int and abs(value) < _NUMBER_LIMIT  # a bool is an int too, and no number
    return value if is_number else None


def tip_problem(
    file: str, position: int, table: Mapping[str, Any], field: str, rule: str, detail: object = ""
) -> CatalogueProblem:
    """A problem in a tip, addressed by its number, or by its place in the file when it has none."""
    number = raw_tip_id(table)
    where = field if number is not None else f"tip[{position}].{field}".rstrip(".")
    return CatalogueProblem(file, number, where, rule, format_detail(detail))


def theme_problem(
    file: str, position: int, table: Mapping[str, Any], field: str, rule: str, detail: object = ""
) -> CatalogueProblem:
    """A problem in a theme, addressed by its slug, or by its place in the file when it has none."""
    slug = table.get("slug")
    theme = f"theme.{format_detail(slug)}" if isinstance(slug, str) and slug else f"theme[{position}]"
    return CatalogueProblem(file, None, f"{theme}.{field}".rstrip("."), rule, format_detail(detail))


def format_detail(value: object) -> str:
    """A value of a file as a short line without control characters; empty for a list or a table.

    >>> format_detail("a\\x1b[31mb"), format_detail(16), format_detail([1])
    ('a�[31mb', '16', '')
    """
    if not isinstance(value, str | int | float):
        return ""
    try:
        text = str(value)
    except ValueError:  # a whole number of thousands of digits
        return ""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_MAX_DETAIL_LENGTH])
