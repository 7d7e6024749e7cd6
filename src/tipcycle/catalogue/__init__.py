"""Tip catalogue: loading, validation and lint.

This module contains the problem type that all three share. Problems are data, not messages. Importing the package
is cheap: pydantic is imported only when a file is validated.
"""

from collections.abc import Mapping

from msgspec import Struct

THEME_SLUGS = ("lead", "listen", "compass", "room", "small", "candour", "bridges", "tech", "behind", "both")
"""The ten themes of the catalogue. Own tips can use them without defining them."""
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
    "L1.range": "the id found; own tips begin at 201",
    "L1.gap": "",
    "L1.active": "how many tips are not retired",
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
    "L15.words": "how many words",
    "L15.twice": "the word",
    "L16.unknown": "the tip or the practice named",
    "L16.self": "the number named",
    "L16.circle": "the number named",
    "L17.kind": "",
    "L17.count": "how many milestones there are",
    "L17.differ": "how many in each language: 4 3",
    "L18.successor": "the number named",
    "L18.retired": "",
}
"""All rule codes, with the content of `CatalogueProblem.detail` for each (empty: the rule has no detail)."""

_MAX_DETAIL_LENGTH = 80


class CatalogueProblem(Struct, frozen=True):
    """A problem in a catalogue file."""

    file: str
    tip: int | None
    """The number of the tip; None if the problem concerns a theme or the file, or if the tip has no number."""
    field: str
    """The path of the field: `nl.steps[2]`, `theme.room.nl.line`.

    A tip without a number is addressed by its position in the file, from 1: `tip[3].id`.
    """
    rule: str
    """A key of `RULE_DETAILS`."""
    detail: str = ""
    position: int = 0
    """The position of the tip or theme in the file, from 1; 0 if the problem concerns the whole file."""


def format_detail(value: object) -> str:
    """Return a value from a file as a short text without control characters; empty for a list or a table.

    >>> format_detail("a\\x1b[31mb"), format_detail(16), format_detail([1])
    ('a�[31mb', '16', '')
    """
    if not isinstance(value, str | int | float):
        return ""
    try:
        text = str(value)
    except ValueError:  # an integer above the conversion limit
        return ""
    return "".join(char if char.isprintable() else "\ufffd" for char in text[:_MAX_DETAIL_LENGTH])
