"""A document as the rules see it: its themes and tips, each of which can say what is wrong with it.

What stands in a table, whatever it holds: a key of the wrong shape reads as an empty one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from tipcycle.catalogue import CatalogueProblem, format_detail, iter_tables, raw_tip_id, theme_problem, tip_problem
from tipcycle.core.languages import LANGUAGES

BODY_FIELDS = ("what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")

Problems = Iterator[CatalogueProblem]


class _RawTable(Struct, frozen=True):
    """A table as it stands in a file."""

    file: str
    position: int
    """From 1."""
    table: Mapping[str, Any]

    TEXT_FIELDS: ClassVar[Sequence[str]] = ()
    """The fields of a language that hold text."""

    def translations(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Its languages, each with its texts."""
        return iter_translations(self.table)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text in every language, by field: `nl.steps[2]`."""
        for language, table in self.translations():
            for field, text in iter_texts(table, self.TEXT_FIELDS):
                yield f"{language}.{field}", text


class RawTheme(_RawTable, frozen=True):
    """A theme as it stands in a file."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("name", "line", "question")

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """What is wrong with one of its fields."""
        return theme_problem(self.file, self.position, self.table, field, rule, detail)


class RawTip(_RawTable, frozen=True):
    """A tip as it stands in a file."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("title", *BODY_FIELDS)

    @property
    def number(self) -> int | None:
        """Its id, if it has one."""
        return raw_tip_id(self.table)

    @property
    def label(self) -> str:
        """Its number, or its place in the file when it has none."""
        return str(self.number) if self.number is not None else f"tip[{self.position}]"

    @property
    def kind(self) -> str:
        """How often it can be done, in the word that stands there."""
        return get_text(self.table, "kind")

    @property
    def example(self) -> Mapping[str, Any] | None:
        """Where somebody does it."""
        value = self.table.get("example")
        return value if isinstance(value, Mapping) else None

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """What is wrong with one of its fields."""
        return tip_problem(self.file, self.position, self.table, field, rule, detail)


class LintDocument(Struct, frozen=True):
    """A parsed file and what is asked of it."""

    raw: Mapping[str, Any]
    file: str
    is_own: bool = False
    """The manager's own tips: numbers from 201, beside the catalogue."""
    is_complete: bool = True
    """False for a catalogue that is still being written: numbers may be missing."""

    @property
    def themes(self) -> tuple[RawTheme, ...]:
        """The themes in the order of the file."""
        return tuple(RawTheme(self.file, position, table) for position, table in iter_tables(self.raw, "theme"))

    @property
    def tips(self) -> tuple[RawTip, ...]:
        """The tips in the order of the file."""
        return tuple(RawTip(self.file, position, table) for position, table in iter_tables(self.raw, "tip"))

    @property
    def required_languages(self) -> tuple[str, ...]:
        """The languages that every text has to have.

        Both for the catalogue; for own tips those the file names, or else those it uses.
        """
        if not self.is_own:
            return LANGUAGES
        named = self.raw.get("languages")
        if isinstance(named, list | tuple):
            return tuple(language for language in LANGUAGES if language in named)
        return tuple(
            language for language in LANGUAGES if any(language in dict(tip.translations()) for tip in self.tips)
        )

    def problem(self, field: str, rule: str, detail: object = "", tip: int | None = None) -> CatalogueProblem:
        """What is wrong with the file as a whole, or with a tip that it lacks."""
        return CatalogueProblem(self.file, tip, field, rule, format_detail(detail))


_WORD_PATTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def get_text(table: Mapping[str, Any], key: str) -> str:
    """The text of a key."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def get_list(table: Mapping[str, Any], key: str) -> Sequence[Any]:
    """The list of a key."""
    value = table.get(key)
    return value if isinstance(value, list | tuple) else ()


def iter_translations(table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The languages of a table, each with its own table."""
    for language in LANGUAGES:
        if isinstance(table.get(language), Mapping):
            yield language, table[language]


def iter_texts(table: Mapping[str, Any], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts of these fields, each step by itself."""
    for field in fields:
        if isinstance(table.get(field), str):
            yield field, table[field]
        for position, item in enumerate(get_list(table, field), 1):
            if isinstance(item, str):
                yield f"{field}[{position}]", item


def split_words(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> split_words("Zo'n klant, twee collega’s.")
    ["zo'n", 'klant', 'twee', "collega's"]
    """
    return _WORD_PATTERN.findall(text.replace("’", "'").lower())
