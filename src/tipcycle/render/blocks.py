"""The blocks of a document that has a terminal, a plain and a Markdown form.

Texts are raw: each renderer sanitises every text at one place.
"""

from typing import Literal

from msgspec import Struct


class Header(Struct, frozen=True):
    """The title of the document."""

    title: str
    dates: str = ""
    team: str = ""


class Paragraph(Struct, frozen=True):
    """One or more whole sentences."""

    text: str
    emphasis: Literal["none", "strong", "muted"] = "none"


class Fact(Struct, frozen=True):
    """A short fact without a heading of its own: `In my words: …`."""

    label: str
    text: str
    sign: str = ""
    """The sign of a status, for forms that have signs."""


class Point(Struct, frozen=True):
    """A text in a list."""

    text: str
    has_box: bool = False
    """True if the reader can put a cross beside it."""


class LabeledText(Struct, frozen=True):
    """A short label, such as a date, and its text."""

    label: str
    text: str


class Quote(Struct, frozen=True):
    """A voice or a note, without quotation marks around it."""

    text: str
    attribution: str
    """The speaker and the date; may be empty."""
    by: str = ""
    """The role of the speaker; may be empty."""
    is_private: bool = False
    """True if others may not read it. Only a private review contains such a quote."""


class Statement(Struct, frozen=True):
    """A verdict and its explanation."""

    name: str
    text: str


class Table(Struct, frozen=True):
    """Rows of texts. The first column has the names of the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class TipItem(Struct, frozen=True):
    """One of the five tips."""

    number: str
    title: str
    signs: str
    """One sign for each week of the cycle."""
    words: str
    """The same weeks in words."""
    facts: str
    notes: tuple[str, ...]
    result: str
    """Its replacement, or the decision and the lesson; empty before the close."""
    decisions: tuple[str, ...]
    """The possible decisions."""


class Legend(Struct, frozen=True):
    """The signs of the weeks and their meanings. A form without signs leaves it out."""

    phrases: tuple[str, ...]


Item = Paragraph | Fact | Point | LabeledText | Quote | Statement | Table | TipItem | Legend


class Section(Struct, frozen=True):
    """A heading and its items."""

    heading: str
    items: tuple[Item, ...]
    is_self_explanatory: bool = False
    """True if each item is clear without the heading, so that plain text does not repeat it on each line."""


Block = Header | Section | Item
