"""The document types that the lint rules work on, and accessors for unvalidated tables.

A key with a value of the wrong type is treated as empty.
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
    """An unvalidated table."""

    file: str
    position: int
    """The position in the file, from 1."""
    table: Mapping[str, Any]

    TEXT_FIELDS: ClassVar[Sequence[str]] = ()
    """The fields of a translation that contain text."""

    def translations(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each language with its table of texts."""
        return iter_translations(self.table)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the path (`nl.steps[2]`) and the value of each text, in all languages."""
        for language, table in self.translations():
            for field, text in iter_texts(table, self.TEXT_FIELDS):
                yield f"{language}.{field}", text


class RawTheme(_RawTable, frozen=True):
    """An unvalidated theme."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("name", "line", "question")

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """Return a problem in a field of the theme."""
        return theme_problem(self.file, self.position, self.table, field, rule, detail)


class RawTip(_RawTable, frozen=True):
    """An unvalidated tip."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("title", *BODY_FIELDS)

    @property
    def number(self) -> int | None:
        """The id of the tip; None if it has no usable one."""
        return raw_tip_id(self.table)

    @property
    def label(self) -> str:
        """The number of the tip, or its position in the file if it has no number."""
        return str(self.number) if self.number is not None else f"tip[{self.position}]"

    @property
    def kind(self) -> str:
        """The value of `kind`; empty if it is missing."""
        return get_text(self.table, "kind")

    @property
    def example(self) -> Mapping[str, Any] | None:
        """The table `example`; None if it is missing."""
        value = self.table.get("example")
        return value if isinstance(value, Mapping) else None

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """Return a problem in a field of the tip."""
        return tip_problem(self.file, self.position, self.table, field, rule, detail)


class LintDocument(Struct, frozen=True):
    """A parsed tip file, and the options of the check."""

    raw: Mapping[str, Any]
    file: str
    is_own: bool = False
    """True for own tips: numbers from 201 on, in addition to the catalogue."""
    is_complete: bool = True
    """False for an unfinished catalogue: numbers can be missing."""

    @property
    def themes(self) -> tuple[RawTheme, ...]:
        """The themes, in file order."""
        return tuple(RawTheme(self.file, position, table) for position, table in iter_tables(self.raw, "theme"))

    @property
    def tips(self) -> tuple[RawTip, ...]:
        """The tips, in file order."""
        return tuple(RawTip(self.file, position, table) for position, table in iter_tables(self.raw, "tip"))

    @property
    def required_languages(self) -> tuple[str, ...]:
        """The languages that each text needs.

        All languages for the catalogue. For own tips, the languages in the header or else the languages in use.
        """
        if not self.is_own:
            return LANGUAGES
        header_languages = self.raw.get("languages")
        if isinstance(header_languages, list | tuple):
            return tuple(language for language in LANGUAGES if language in header_languages)
        return tuple(
            language for language in LANGUAGES if any(language in dict(tip.translations()) for tip in self.tips)
        )

    def problem(self, field: str, rule: str, detail: object = "", tip: int | None = None) -> CatalogueProblem:
        """Return a problem that concerns the whole file or a missing tip."""
        return CatalogueProblem(self.file, tip, field, rule, format_detail(detail))


_WORD_PATTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def get_text(table: Mapping[str, Any], key: str) -> str:
    """Return the text of a key; empty if the value is not a string."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def get_list(table: Mapping[str, Any], key: str) -> Sequence[Any]:
    """Return the list of a key; empty if the value is not a list."""
    value = table.get(key)
    return value if isinstance(value, list | tuple) else ()


def iter_translations(table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each language of a table with its table of texts."""
    for language in LANGUAGES:
        if isinstance(table.get(language), Mapping):
            yield language, table[language]


def iter_texts(table: Mapping[str, Any], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each text in these fields. Steps are yielded one by one: `steps[2]`."""
    for field in fields:
        if isinstance(table.get(field), str):
            yield field, table[field]
        for position, item in enumerate(get_list(table, field), 1):
            if isinstance(item, str):
                yield f"{field}[{position}]", item


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case.

    >>> split_words("Zo'n klant, twee collega’s.")
    ["zo'n", 'klant', 'twee', "collega's"]
    """
    return _WORD_PATTERN.findall(text.replace("’", "'").lower())
