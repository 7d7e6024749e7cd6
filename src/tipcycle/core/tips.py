"""Tips, themes and the catalogue as plain values, independent of the files they are read from."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

TIPS_FORMAT = 1
"""Format version of tip files (the catalogue and the manager's own). Journal files have a separate version."""
FIRST_OWN_TIP_ID = 201
"""Lowest number of the manager's own tips. Tips of the catalogue have lower numbers."""


PRACTICES = ("sentence",)
"""The prerequisites of a tip besides other tips. `sentence`: the touchstone."""


class TipKind(StrEnum):
    """The kind of a tip: how often it can be done (docs/rules.md §2)."""

    RITUAL = "ritual"
    REFLEX = "reflex"
    BUILD = "build"


class ChangeForm(StrEnum):
    """The form of change that a tip requires (docs/rules.md §11)."""

    IMPROVE = "improve"
    RENEW = "renew"
    TRANSITION = "transition"
    INNOVATE = "innovate"

    @property
    def mode(self) -> str:
        """`run` (existing way of thinking) or `explore` (new way of thinking)."""
        return "run" if self in (ChangeForm.IMPROVE, ChangeForm.RENEW) else "explore"


class TipText(Struct, frozen=True, kw_only=True):
    """The texts of a tip in one language."""

    title: str
    what: str
    why: str
    steps: tuple[str, ...]
    if_then: str
    check: str
    """Weekly question."""
    check_after: str | None = None
    """Weekly question once the result stands; only for builds."""
    signal: str
    pitfall: str
    milestones: tuple[str, ...] = ()
    """The steps of a build that the weekly question asks about."""
    words: tuple[str, ...] = ()
    """Search words of the tip: synonyms and everyday words."""


class Example(Struct, frozen=True, kw_only=True):
    """A published example of a tip, with its source."""

    who: str
    text: Mapping[str, str]
    url: str
    source: str


class Tip(Struct, frozen=True, kw_only=True):
    """One action that a manager can take."""

    id: int
    slug: str
    theme: str
    form: ChangeForm
    kind: TipKind
    first_step_minutes: int
    weekly_minutes: int
    scope: str
    spiral: str
    seeds: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    needs: tuple[int | str, ...] = ()
    """The prerequisites: numbers of tips, or practices (`PRACTICES`)."""
    first: bool = True
    """False for a tip that does not suit the first five."""
    texts: Mapping[str, TipText]
    example: Example | None = None
    retired: str | None = None
    """The version of the catalogue that retired the tip. A retired tip keeps its number and cannot be picked."""
    successor: int | None = None
    """The tip that replaces a retired one."""

    def text(self, language: str) -> TipText:
        """Return the texts in `language`, or in the first available language."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def quickest_tip(tips: Iterable[Tip]) -> Tip | None:
    """Return the tip with the shortest first step, the lowest number first among equals, or None."""
    return min(tips, key=lambda tip: (tip.first_step_minutes, tip.id), default=None)


class ThemeText(Struct, frozen=True, kw_only=True):
    """The texts of a theme in one language."""

    name: str
    line: str
    question: str
    """Question that introduces the theme."""


class Theme(Struct, frozen=True, kw_only=True):
    """A management theme. The catalogue has ten."""

    slug: str
    order: int
    seeds: tuple[str, ...] = ()
    texts: Mapping[str, ThemeText]

    def text(self, language: str) -> ThemeText:
        """Return the texts in `language`, or in the first available language."""
        return self.texts.get(language) or next(iter(self.texts.values()))


class Catalogue(Struct, frozen=True):
    """All loaded tips by number, in the order of their numbers, and the themes."""

    themes: tuple[Theme, ...] = ()
    tips: Mapping[int, Tip] = field(default_factory=dict)

    def kind_of(self, number: int) -> TipKind | None:
        """Return the kind of a tip, or None if the catalogue does not contain it."""
        tip = self.tips.get(number)
        return tip.kind if tip else None

    def find(self, value: str) -> Tip | None:
        """Return the tip with this number (`5`, `05`) or slug, or None."""
        cleaned = value.strip().lower()
        if cleaned.isascii() and cleaned.isdigit():
            return self.tips.get(int(cleaned)) if len(cleaned) < 6 else None
        return next((tip for tip in self.tips.values() if tip.slug == cleaned), None)


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a parsed document with `change` applied to each text in its lists and tables. Keys stay unchanged."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [map_texts(item, change) for item in value]
    if isinstance(value, Mapping):
        return {key: map_texts(item, change) for key, item in value.items()}
    return value
