"""The rules on what is no prose: numbers and slugs (L1), closed lists (L2), minutes (L7)."""

from collections.abc import Mapping, Sequence

from tipcycle.catalogue import LAST_TIP, THEMES
from tipcycle.catalogue.lint.document import Document, Problems
from tipcycle.catalogue.lint.reading import list_in, text_in
from tipcycle.core.blocks import SPIRAL
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import FIRST_OWN_TIP, Form, Kind

CLOSED_LISTS: Mapping[str, Sequence[str]] = {
    "form": tuple(Form),
    "kind": tuple(Kind),
    "scope": ("self", "team", "across"),
    "spiral": SPIRAL,
}
SOURCES = ("own", "interview", "press", "book")
MOST_FIRST_MINUTES, MOST_WEEKLY_MINUTES = 15, 60


def numbers_and_names(document: Document) -> Problems:
    """L1: numbers 1-101 without gaps (own: from 201), slugs unique, ten themes."""
    yield from _numbers(document)
    slugs: set[str] = set()
    for tip in document.tips:
        slug = text_in(tip.table, "slug")
        if slug and slug in slugs:
            yield tip.problem("slug", "L1.slug", slug)
        slugs.add(slug)
    themes = document.themes
    for key, rule in (("slug", "L1.theme"), ("order", "L1.order")):
        seen = set()
        for theme in themes:
            value = theme.table.get(key)
            if not isinstance(value, str | int):
                continue
            if value in seen:
                yield theme.problem(key, rule, value)
            seen.add(value)
    if not document.own and len(themes) != len(THEMES):
        yield document.problem("theme", "L1.themes", len(themes))


def _numbers(document: Document) -> Problems:
    found: set[int] = set()
    for tip in document.tips:
        if tip.number is None:
            continue
        if tip.number in found:
            yield tip.problem("id", "L1.id", tip.number)
        elif document.own and tip.number < FIRST_OWN_TIP:
            yield tip.problem("id", "L1.own", tip.number)
        elif not document.own and not 1 <= tip.number <= LAST_TIP:
            yield tip.problem("id", "L1.range", tip.number)
        found.add(tip.number)
    if document.complete and not document.own:
        for number in range(1, LAST_TIP + 1):
            if number not in found:
                yield document.problem("id", "L1.gap", tip=number)


def closed_lists(document: Document) -> Problems:
    """L2: form, kind, scope, spiral, theme, source and languages come out of closed lists."""
    known = {text_in(theme.table, "slug") for theme in document.themes} | set(THEMES if document.own else ())
    for tip in document.tips:
        for key, choices in CLOSED_LISTS.items():
            if key in tip.table and tip.table[key] not in choices:
                yield tip.problem(key, "L2.list", tip.table[key])
        if "theme" in tip.table and text_in(tip.table, "theme") not in known:
            yield tip.problem("theme", "L2.theme", tip.table["theme"])
        if tip.example and "source" in tip.example and tip.example["source"] not in SOURCES:
            yield tip.problem("example.source", "L2.list", tip.example["source"])
    for place, language in enumerate(list_in(document.raw, "languages"), 1):
        if language not in LANGUAGES:
            yield document.problem(f"languages[{place}]", "L2.list", language)


def minutes(document: Document) -> Problems:
    """L7: minutes are whole, at most 15 for the first step and 60 a week."""
    limits = (
        ("first_step_minutes", "L7.first", MOST_FIRST_MINUTES),
        ("weekly_minutes", "L7.weekly", MOST_WEEKLY_MINUTES),
    )
    for tip in document.tips:
        for key, rule, most in limits:
            if key not in tip.table:
                continue
            found = tip.table[key]
            if type(found) is not int or found < 0:
                yield tip.problem(key, "L7.whole", found)
            elif found > most:
                yield tip.problem(key, rule, found)
