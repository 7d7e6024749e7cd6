"""A tip file as validation and lint see it: reading, tables that can lack keys, and accessors for them.

A key with a value of the wrong type is treated as empty.
"""

import errno
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct

from tipcycle.catalogue import CatalogueProblem, format_detail
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.safe_toml import BOM, KeyTooLongError, error_line, try_loads

MAX_FILE_BYTES = 2 * 1024 * 1024
"""Files above this size are rejected. The packaged catalogue takes about an eighth of it."""


def read_document(path: Path) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    """Return a TOML file as a dictionary; or an empty one and the problem that makes the file unreadable."""

    def unreadable(rule: str, detail: str = "") -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
        return {}, (CatalogueProblem(path.name, None, "", rule, detail),)

    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            return unreadable("file.too-large", str(MAX_FILE_BYTES))
        text = data.removeprefix(BOM).decode("utf-8")
    except FileNotFoundError:
        return unreadable("file.missing")
    except OSError as error:
        return unreadable("file.unreadable", errno.errorcode.get(error.errno or 0, ""))
    except UnicodeDecodeError as error:
        return unreadable("file.encoding", str(data.count(b"\n", 0, error.start) + 1))
    result = try_loads(tomllib.loads, text)
    if isinstance(result, KeyTooLongError):
        return unreadable("file.long-key")
    if isinstance(result, Exception):
        line = error_line(result, text)
        return unreadable("file.toml", "" if line is None else str(line))
    return result, ()


BODY_FIELDS = ("what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")

Problems = Iterator[CatalogueProblem]

_NUMBER_LIMIT = 10**9
"""Larger integers can exceed the limit for int-to-str conversion in Python."""


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
        for language in LANGUAGES:
            if isinstance(self.table.get(language), Mapping):
                yield language, self.table[language]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the path (`nl.steps[2]`) and the value of each text, in all languages."""
        for language, table in self.translations():
            for field, text in iter_texts(table, self.TEXT_FIELDS):
                yield f"{language}.{field}", text

    @property
    def number(self) -> int | None:
        """The id of a tip; None for a theme, or if the tip has no usable id."""
        return None

    @property
    def path(self) -> str:
        """The path of the table, which precedes the fields in a problem; empty for a tip with a number."""
        raise NotImplementedError

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """Return a problem in a field."""
        path = ".".join(filter(None, (self.path, field)))
        return CatalogueProblem(self.file, self.number, path, rule, format_detail(detail), self.position)


class RawTheme(_RawTable, frozen=True):
    """An unvalidated theme."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("name", "line", "question")

    @property
    def path(self) -> str:
        """The slug of the theme, or its position in the file if it has no slug."""
        slug = get_text(self.table, "slug")
        return f"theme.{format_detail(slug)}" if slug else f"theme[{self.position}]"


class RawTip(_RawTable, frozen=True):
    """An unvalidated tip."""

    TEXT_FIELDS: ClassVar[Sequence[str]] = ("title", *BODY_FIELDS, "milestones", "words")

    @property
    def number(self) -> int | None:
        """The id of the tip; None if it has no usable one."""
        value = self.table.get("id")
        is_number = type(value) is int and abs(value) < _NUMBER_LIMIT  # excludes bool, a subclass of int
        return value if is_number else None

    @property
    def path(self) -> str:
        """Empty; or the position in the file if the tip has no number."""
        return "" if self.number is not None else f"tip[{self.position}]"

    @property
    def label(self) -> str:
        """The number of the tip, or its position in the file if it has no number."""
        return self.path or str(self.number)

    @property
    def kind(self) -> str:
        """The value of `kind`; empty if it is missing."""
        return get_text(self.table, "kind")

    @property
    def example(self) -> Mapping[str, Any] | None:
        """The table `example`; None if it is missing."""
        value = self.table.get("example")
        return value if isinstance(value, Mapping) else None


class RawDocument(Struct, frozen=True):
    """A parsed tip file, and the options of the check."""

    raw: Mapping[str, Any]
    file: str = ""
    is_own: bool = False
    """True for own tips: numbers from 201 on, in addition to the catalogue."""
    is_complete: bool = True
    """False for an unfinished catalogue: numbers can be missing."""

    @property
    def themes(self) -> tuple[RawTheme, ...]:
        """The themes, in file order."""
        return tuple(RawTheme(self.file, position, table) for position, table in self._tables("theme"))

    @property
    def tips(self) -> tuple[RawTip, ...]:
        """The tips, in file order."""
        return tuple(RawTip(self.file, position, table) for position, table in self._tables("tip"))

    def _tables(self, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield each table of `[[key]]` with its position. Items that are not tables are skipped."""
        for position, table in enumerate(get_list(self.raw, key), 1):
            if isinstance(table, Mapping):
                yield position, table

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
