"""Tips and themes as the program knows them; where they were read from is not their business."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How often a tip can be done (momentum.md §2)."""

    RITUAL = "ritual"
    REFLEX = "reflex"
    BUILD = "build"


class Form(StrEnum):
    """The form of change a tip asks for (catalogue.md §2)."""

    IMPROVE = "improve"
    RENEW = "renew"
    TRANSITION = "transition"
    INNOVATE = "innovate"

    @property
    def mode(self) -> str:
        """`run` (the same way of thinking) or `explore` (a new one)."""
        return "run" if self in (Form.IMPROVE, Form.RENEW) else "explore"


@dataclass(frozen=True, slots=True, kw_only=True)
class TipText:
    """A tip in one language."""

    title: str
    what: str
    why: str
    steps: tuple[str, ...]
    if_then: str
    check: str
    """The weekly question."""
    check_after: str | None
    """The question once it stands; builds only."""
    signal: str
    pitfall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Where somebody does it, read at its source."""

    who: str
    text: Mapping[str, str]
    url: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One act a manager can do."""

    id: int
    slug: str
    theme: str
    form: Form
    kind: Kind
    first_step_minutes: int
    weekly_minutes: int
    scope: str
    spiral: str
    seeds: tuple[str, ...]
    related: tuple[int, ...]
    texts: Mapping[str, TipText]
    example: Example | None = None
    retired: bool = False
    """Keeps its number, leaves the pick."""

    def text(self, language: str) -> TipText:
        """The tip in `language`, or in the language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeText:
    """A theme in one language."""

    name: str
    line: str
    question: str
    """The question that opens the theme like a door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A management theme; ten of them hold the catalogue."""

    slug: str
    order: int
    seeds: tuple[str, ...]
    texts: Mapping[str, ThemeText]

    def text(self, language: str) -> ThemeText:
        """The theme in `language`, or in the language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All tips that can be read, by number and in the order of their numbers."""

    themes: tuple[Theme, ...] = ()
    tips: Mapping[int, Tip] = field(default_factory=dict)

    def kind(self, number: int) -> Kind | None:
        """How often tip `number` can be done; None when this catalogue does not have it."""
        tip = self.tips.get(number)
        return tip.kind if tip else None

    def find(self, word: str) -> Tip | None:
        """The tip that is meant by a number (`5`, `05`) or a slug; None when there is none."""
        cleaned = word.strip().lower()
        if cleaned.isascii() and cleaned.isdigit():
            return self.tips.get(int(cleaned)) if len(cleaned) < 6 else None
        return next((tip for tip in self.tips.values() if tip.slug == cleaned), None)
