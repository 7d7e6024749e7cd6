"""Which tips lie on the shelf under a filter, and in which order. Pure."""

import re

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.accents import fold
from tipcycle.core.search import search
from tipcycle.core.tips import Kind, Theme, Tip
from tipcycle.picker.model import Shelf

STAR = "★"


class Filter(Struct, frozen=True):
    """What the shelf is narrowed to."""

    words: str = ""
    """Words of a title, a text or a theme."""
    kind: Kind | None = None
    starred: bool = False
    new: bool = False
    """Never picked."""

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()

    def next_kind(self) -> "Filter":
        """The same, with the next answer to how often: all of them after the last."""
        kinds = (None, *Kind)
        return replace(self, kind=kinds[(kinds.index(self.kind) + 1) % len(kinds)])


class Names(Struct, frozen=True):
    """What a manager may type to narrow the shelf by something else than words."""

    kinds: dict[Kind, str]
    starred: str
    new: str
    """Empty while nothing was ever picked: then everything is new, and the word is a word."""


class Entry(Struct, frozen=True):
    """A tip, or the door of a theme: then the tip is None. No theme means the manager's own."""

    tip: Tip | None = None
    theme: Theme | None = None
    count: int = 0
    """How many tips stand behind the door."""


def understood(typed: Filter, names: Names) -> Filter:
    """The filter that typed words mean: the label of how often, of a star or of new narrows, the rest is searched."""
    words = fold(typed.words)
    kind, starred, new = typed.kind, typed.starred, typed.new
    for each, label in names.kinds.items():
        words, found = _without(words, label)
        kind = each if found else kind
    for label in (names.starred, STAR, "*"):
        words, found = _without(words, label)
        starred = starred or found
    words, found = _without(words, names.new)
    return Filter(" ".join(words.split()), kind, starred, new or found)


def _without(words: str, label: str) -> tuple[str, bool]:
    rest = re.sub(rf"(?<!\S){re.escape(fold(label))}(?!\S)", " ", words) if label else words
    return rest, rest != words


def entries(shelf: Shelf, stars: frozenset[int], wanted: Filter) -> tuple[Entry, ...]:
    """The tips that are wanted: best first where words were asked, else by theme, each theme behind its door."""
    tips = [
        tip
        for tip in shelf.tips
        if (wanted.kind is None or tip.kind is wanted.kind)
        and (not wanted.starred or tip.id in stars)
        and (not wanted.new or tip.id not in shelf.picked_in)
    ]
    if wanted.words:
        allowed = {tip.id for tip in tips}
        return tuple(Entry(tip) for tip in search(shelf.catalogue, wanted.words) if tip.id in allowed)
    found: list[Entry] = []
    themes: tuple[Theme | None, ...] = (*shelf.catalogue.themes, None)
    known = {theme.slug for theme in shelf.catalogue.themes}
    for theme in themes:
        behind = [tip for tip in tips if (tip.theme == theme.slug if theme else tip.theme not in known)]
        if behind:
            found += [Entry(theme=theme, count=len(behind)), *map(Entry, behind)]
    return tuple(found)
