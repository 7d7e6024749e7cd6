"""Filter of the tip list: parses the filter text and returns the matching entries in order. Pure."""

import re

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.search import normalize, search
from tipcycle.core.tips import Theme, Tip, TipKind
from tipcycle.i18n import inflectional_suffixes, stop_words
from tipcycle.tui.picker.model import PickerData

STAR_SYMBOL = "★"


class TipFilter(Struct, frozen=True):
    """A filter for the tip list."""

    text: str = ""
    """Words to search for in titles, texts and themes."""
    kind: TipKind | None = None
    starred_only: bool = False
    new_only: bool = False
    """Only tips that were never picked."""

    @property
    def is_empty(self) -> bool:
        """True if the filter matches all tips."""
        return self == TipFilter()

    def with_next_kind(self) -> "TipFilter":
        """Return the filter with the next kind of tip; after the last kind, with all kinds."""
        kinds = (None, *TipKind)
        return replace(self, kind=kinds[(kinds.index(self.kind) + 1) % len(kinds)])


class FilterTerms(Struct, frozen=True):
    """Terms in the filter text that set another field of the filter instead of `text`."""

    kinds: dict[TipKind, str]
    starred: str
    new: str
    """Empty as long as no tip was ever picked: all tips are new, and the term has no special meaning."""


class ListEntry(Struct, frozen=True):
    """A tip, or a theme heading if `tip` is None. A heading without a theme is for own tips."""

    tip: Tip | None = None
    theme: Theme | None = None
    count: int = 0
    """The number of tips under a theme heading."""


def parse_filter(raw_filter: TipFilter, terms: FilterTerms) -> TipFilter:
    """Return the filter with the terms in its text resolved: a kind, "starred" or "new".

    All other words stay in `text`.
    """
    text = normalize(raw_filter.text)
    kind, starred, new = raw_filter.kind, raw_filter.starred_only, raw_filter.new_only
    for term_kind, label in terms.kinds.items():
        text, was_removed = _remove_term(text, label)
        kind = term_kind if was_removed else kind
    for label in (terms.starred, STAR_SYMBOL, "*"):
        text, was_removed = _remove_term(text, label)
        starred = starred or was_removed
    text, was_removed = _remove_term(text, terms.new)
    return TipFilter(" ".join(text.split()), kind, starred, new or was_removed)


def _remove_term(text: str, term: str) -> tuple[str, bool]:
    rest = re.sub(rf"(?<!\S){re.escape(normalize(term))}(?!\S)", " ", text) if term else text
    return rest, rest != text


def list_entries(data: PickerData, stars: frozenset[int], tip_filter: TipFilter) -> tuple[ListEntry, ...]:
    """Return the entries that match a filter.

    With `text` the tips are sorted by relevance. Without it they are grouped by theme, each group under a heading.
    """
    tips = [
        tip
        for tip in data.listed_tips
        if (tip_filter.kind is None or tip.kind is tip_filter.kind)
        and (not tip_filter.starred_only or tip.id in stars)
        and (not tip_filter.new_only or tip.id not in data.cycles_by_tip)
    ]
    if tip_filter.text:
        allowed = {tip.id for tip in tips}
        return tuple(
            ListEntry(tip)
            for tip in search(data.catalogue, tip_filter.text, inflectional_suffixes(), stop_words())
            if tip.id in allowed
        )
    entries: list[ListEntry] = []
    themes: tuple[Theme | None, ...] = (*data.catalogue.themes, None)
    theme_slugs = {theme.slug for theme in data.catalogue.themes}
    for theme in themes:
        theme_tips = [tip for tip in tips if (tip.theme == theme.slug if theme else tip.theme not in theme_slugs)]
        if theme_tips:
            entries += [ListEntry(theme=theme, count=len(theme_tips)), *map(ListEntry, theme_tips)]
    return tuple(entries)
