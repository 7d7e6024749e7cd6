"""Which tips lie on the shelf under a filter, and in which order. Pure."""

import re

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.search import normalize, search
from tipcycle.core.tips import Theme, Tip, TipKind
from tipcycle.tui.picker.model import PickerData

STAR_SYMBOL = "★"


class TipFilter(Struct, frozen=True):
    """What the shelf is narrowed to."""

    text: str = ""
    """Words of a title, a text or a theme."""
    kind: TipKind | None = None
    starred_only: bool = False
    new_only: bool = False
    """Never picked."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == TipFilter()

    def with_next_kind(self) -> "TipFilter":
        """The same, with the next answer to how often: all of them after the last."""
        kinds = (None, *TipKind)
        return replace(self, kind=kinds[(kinds.index(self.kind) + 1) % len(kinds)])


class FilterTerms(Struct, frozen=True):
    """What a manager may type to narrow the shelf by something else than words."""

    kinds: dict[TipKind, str]
    starred: str
    new: str
    """Empty while nothing was ever picked: then everything is new, and the word is a word."""


class ListEntry(Struct, frozen=True):
    """A tip, or the door of a theme: then the tip is None. No theme means the manager's own."""

    tip: Tip | None = None
    theme: Theme | None = None
    count: int = 0
    """How many tips stand behind the door."""


def parse_filter(raw_filter: TipFilter, terms: FilterTerms) -> TipFilter:
    """The filter that typed words mean: the label of how often, of a star or of new narrows, the rest is searched."""
    words = normalize(raw_filter.text)
    kind, starred, new = raw_filter.kind, raw_filter.starred_only, raw_filter.new_only
    for each, label in terms.kinds.items():
        words, found = _remove_term(words, label)
        kind = each if found else kind
    for label in (terms.starred, STAR_SYMBOL, "*"):
        words, found = _remove_term(words, label)
        starred = starred or found
    words, found = _remove_term(words, terms.new)
    return TipFilter(" ".join(words.split()), kind, starred, new or found)


def _remove_term(text: str, term: str) -> tuple[str, bool]:
    rest = re.sub(rf"(?<!\S){re.escape(normalize(term))}(?!\S)", " ", text) if term else text
    return rest, rest != text


def list_entries(data: PickerData, stars: frozenset[int], tip_filter: TipFilter) -> tuple[ListEntry, ...]:
    """The tips that are wanted: best first where words were asked, else by theme, each theme behind its door."""
    tips = [
        tip
        for tip in data.listed_tips
        if (tip_filter.kind is None or tip.kind is tip_filter.kind)
        and (not tip_filter.starred_only or tip.id in stars)
        and (not tip_filter.new_only or tip.id not in data.cycles_by_tip)
    ]
    if tip_filter.text:
        allowed = {tip.id for tip in tips}
        return tuple(ListEntry(tip) for tip in search(data.catalogue, tip_filter.text) if tip.id in allowed)
    found: list[ListEntry] = []
    themes: tuple[Theme | None, ...] = (*data.catalogue.themes, None)
    known = {theme.slug for theme in data.catalogue.themes}
    for theme in themes:
        behind = [tip for tip in tips if (tip.theme == theme.slug if theme else tip.theme not in known)]
        if behind:
            found += [ListEntry(theme=theme, count=len(behind)), *map(ListEntry, behind)]
    return tuple(found)
