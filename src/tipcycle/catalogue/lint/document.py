"""A document as the rules see it: its themes and tips, each of which can say what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from tipcycle.catalogue import CatalogueProblem, in_theme, in_tip, number_of, shown, tables
from tipcycle.catalogue.lint.reading import languages_in, text_in, written
from tipcycle.core.languages import LANGUAGES

BODY = ("what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")

Problems = Iterator[CatalogueProblem]


class _Part(Struct, frozen=True):
    """A table as it stands in a file."""

    file: str
    place: int
    """From 1."""
    table: Mapping[str, Any]

    WRITTEN: ClassVar[Sequence[str]] = ()
    """The fields of a language that hold text."""

    def languages(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Its languages, each with its texts."""
        return languages_in(self.table)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text in every language, by field: `nl.steps[2]`."""
        for language, table in self.languages():
            for field, text in written(table, self.WRITTEN):
                yield f"{language}.{field}", text


class Theme(_Part, frozen=True):
    """A theme as it stands in a file."""

    WRITTEN: ClassVar[Sequence[str]] = ("name", "line", "question")

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """What is wrong with one of its fields."""
        return in_theme(self.file, self.place, self.table, field, rule, detail)


class Tip(_Part, frozen=True):
    """A tip as it stands in a file."""

    WRITTEN: ClassVar[Sequence[str]] = ("title", *BODY)

    @property
    def number(self) -> int | None:
        """Its id, if it has one."""
        return number_of(self.table)

    @property
    def name(self) -> str:
        """Its number, or its place in the file when it has none."""
        return str(self.number) if self.number is not None else f"tip[{self.place}]"

    @property
    def kind(self) -> str:
        """How often it can be done, in the word that stands there."""
        return text_in(self.table, "kind")

    @property
    def example(self) -> Mapping[str, Any] | None:
        """Where somebody does it."""
        found = self.table.get("example")
        return found if isinstance(found, Mapping) else None

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """What is wrong with one of its fields."""
        return in_tip(self.file, self.place, self.table, field, rule, detail)


class Document(Struct, frozen=True):
    """A parsed file and what is asked of it."""

    raw: Mapping[str, Any]
    file: str
    own: bool = False
    """The manager's own tips: numbers from 201, beside the catalogue."""
    complete: bool = True
    """False for a catalogue that is still being written: numbers may be missing."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes in the order of the file."""
        return tuple(Theme(self.file, place, table) for place, table in tables(self.raw, "theme"))

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The tips in the order of the file."""
        return tuple(Tip(self.file, place, table) for place, table in tables(self.raw, "tip"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every text has to have.

        Both for the catalogue; for own tips those the file names, or else those it uses.
        """
        if not self.own:
            return LANGUAGES
        named = self.raw.get("languages")
        if isinstance(named, list | tuple):
            return tuple(language for language in LANGUAGES if language in named)
        return tuple(language for language in LANGUAGES if any(language in dict(tip.languages()) for tip in self.tips))

    def problem(self, field: str, rule: str, detail: object = "", tip: int | None = None) -> CatalogueProblem:
        """What is wrong with the file as a whole, or with a tip that it lacks."""
        return CatalogueProblem(self.file, tip, field, rule, shown(detail))
