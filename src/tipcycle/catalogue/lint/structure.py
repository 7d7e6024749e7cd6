"""Lint rules for structure. The rules for wording are in `wording`.

Numbers and slugs (L1), allowed values (L2), translations (L3), lengths (L5), minutes (L7), seeds (L8), related tips
(L9), search words (L15), prerequisites (L16), milestones (L17) and retired tips (L18).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tipcycle.catalogue import LAST_CATALOGUE_TIP, THEME_SLUGS
from tipcycle.catalogue.document import (
    BODY_FIELDS,
    Problems,
    RawDocument,
    RawTheme,
    RawTip,
    get_list,
    get_text,
    iter_texts,
)
from tipcycle.core.events import SPIRAL_PLACES
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import FIRST_OWN_TIP_ID, PRACTICES, ChangeForm, TipKind
from tipcycle.i18n import load_language

ALLOWED_VALUES: Mapping[str, Sequence[str]] = {
    "form": tuple(ChangeForm),
    "kind": tuple(TipKind),
    "scope": ("self", "team", "across"),
    "spiral": SPIRAL_PLACES,
}
EXAMPLE_SOURCES = ("own", "interview", "press", "book")
MAX_FIRST_STEP_MINUTES, MAX_WEEKLY_MINUTES = 15, 60


def check_numbers_and_slugs(document: RawDocument) -> Problems:
    """L1: numbers have no gaps (own tips: from 201), 101 tips are not retired, slugs are unique, ten themes."""
    yield from number_problems(document)
    if document.is_complete and not document.is_own:
        numbers = {tip.number for tip in document.tips if tip.number is not None and tip.number < FIRST_OWN_TIP_ID}
        gaps = sorted(set(range(1, max(LAST_CATALOGUE_TIP, *numbers, 0) + 1)) - numbers)
        for number in gaps:
            yield document.problem("id", "L1.gap", tip=number)
        active_count = sum(not tip.table.get("retired") for tip in document.tips)
        if not gaps and active_count != LAST_CATALOGUE_TIP:
            yield document.problem("retired", "L1.active", active_count)
    yield from duplicate_problems(document.tips, "slug", "L1.slug")
    yield from duplicate_problems(document.themes, "slug", "L1.theme")
    yield from duplicate_problems(document.themes, "order", "L1.order")
    if not document.is_own and len(document.themes) != len(THEME_SLUGS):
        yield document.problem("theme", "L1.themes", len(document.themes))


def number_problems(document: RawDocument) -> Problems:
    """Yield the tips whose number is taken or out of range (part of L1)."""
    seen: set[int] = set()
    for tip in document.tips:
        if tip.number is None:
            continue
        if tip.number in seen:
            yield tip.problem("id", "L1.id", tip.number)
        elif document.is_own and tip.number < FIRST_OWN_TIP_ID:
            yield tip.problem("id", "L1.own", tip.number)
        elif not document.is_own and not 1 <= tip.number < FIRST_OWN_TIP_ID:
            yield tip.problem("id", "L1.range", tip.number)
        seen.add(tip.number)


def duplicate_problems(tables: Iterable[RawTheme | RawTip], key: str, rule: str) -> Problems:
    """Yield the tables whose value of `key` an earlier table has (part of L1)."""
    seen = set()
    for table in tables:
        value = table.table.get(key)
        if isinstance(value, str | int) and value != "":
            if value in seen:
                yield table.problem(key, rule, value)
            seen.add(value)


def check_allowed_values(document: RawDocument) -> Problems:
    """L2: form, kind, scope, spiral, theme, source and languages have an allowed value."""
    theme_slugs = {get_text(theme.table, "slug") for theme in document.themes} | set(
        THEME_SLUGS if document.is_own else ()
    )
    for tip in document.tips:
        for key, choices in ALLOWED_VALUES.items():
            if key in tip.table and tip.table[key] not in choices:
                yield tip.problem(key, "L2.list", tip.table[key])
        if "theme" in tip.table and get_text(tip.table, "theme") not in theme_slugs:
            yield tip.problem("theme", "L2.theme", tip.table["theme"])
        if tip.example and "source" in tip.example and tip.example["source"] not in EXAMPLE_SOURCES:
            yield tip.problem("example.source", "L2.list", tip.example["source"])
    for position, language in enumerate(get_list(document.raw, "languages"), 1):
        if language not in LANGUAGES:
            yield document.problem(f"languages[{position}]", "L2.list", language)


def check_minutes(document: RawDocument) -> Problems:
    """L7: minutes are integers, at most 15 for the first step and 60 a week."""
    limits = (
        ("first_step_minutes", "L7.first", MAX_FIRST_STEP_MINUTES),
        ("weekly_minutes", "L7.weekly", MAX_WEEKLY_MINUTES),
    )
    for tip in document.tips:
        for key, rule, limit in limits:
            if key not in tip.table:
                continue
            value = tip.table[key]
            if type(value) is not int or value < 0:
                yield tip.problem(key, "L7.whole", value)
            elif value > limit:
                yield tip.problem(key, rule, value)


KNOWN_SEEDS = frozenset(
    f"{text}.{part}"
    for text, parts in {"000": 8, "001": 8, "002": 7, "003": 10, "004": 6}.items()
    for part in range(1, parts + 1)
)
"""The ideas that a tip can be based on, as `text.part`: five texts, each with numbered parts.

The texts themselves are not part of tipcycle.
"""


def check_seeds(document: RawDocument) -> Problems:
    """L8: each theme and tip has at least one seed, and all seeds exist. Own tips need no seed."""
    if document.is_own:
        return
    tables: tuple[RawTheme | RawTip, ...] = (*document.themes, *document.tips)
    for table in tables:
        seed_list = get_list(table.table, "seeds")
        if not seed_list:
            yield table.problem("seeds", "L8.none")
        for seed in seed_list:
            if not isinstance(seed, str) or seed not in KNOWN_SEEDS:
                yield table.problem("seeds", "L8.unknown", seed)


def check_related_tips(document: RawDocument) -> Problems:
    """L9: related tips exist and refer to each other.

    A tip of the catalogue cannot refer to a tip of the manager's own, so that one can refer to the catalogue in one
    direction. In an incomplete catalogue, a tip can refer to numbers that are not written yet.
    """
    related_by_tip = {tip.number: set(_related_numbers(tip.table)) for tip in document.tips if tip.number is not None}
    for tip in document.tips:
        for related_number in _related_numbers(tip.table):
            if related_number == tip.number:
                yield tip.problem("related", "L9.self", related_number)
            elif related_number in related_by_tip:
                if tip.number is not None and tip.number not in related_by_tip[related_number]:
                    yield tip.problem("related", "L9.one-way", related_number)
            elif not ((document.is_own or not document.is_complete) and 1 <= related_number <= LAST_CATALOGUE_TIP):
                yield tip.problem("related", "L9.unknown", related_number)


def _related_numbers(table: Mapping[str, Any]) -> Iterator[int]:
    return (number for number in get_list(table, "related") if type(number) is int)


REQUIRED_FIELDS = ("title", *(field for field in BODY_FIELDS if field != "check_after"))

MIN_STEPS, MAX_STEPS = 3, 5
MAX_BODY_WORDS, MAX_LEAD_WORDS = 160, 60


def check_translations(document: RawDocument) -> Problems:
    """L3: each field is present in each language; three to five steps, the same number in each language."""
    for theme in document.themes:
        yield from _missing_fields(theme, document.required_languages, RawTheme.TEXT_FIELDS)
    for tip in document.tips:
        yield from _missing_fields(tip, document.required_languages, REQUIRED_FIELDS)
        if tip.example is not None:
            for language in document.required_languages:
                if not get_text(tip.example, language).strip():
                    yield tip.problem(f"example.{language}", "L3.field")
        yield from _step_problems(tip)


def _missing_fields(table: RawTheme | RawTip, languages: Sequence[str], fields: Sequence[str]) -> Problems:
    translations = dict(table.translations())
    for language in languages:
        if language not in translations:
            yield table.problem(language, "L3.language")
            continue
        for field in fields:
            if not any(text.strip() for _, text in iter_texts(translations[language], (field,))):
                yield table.problem(f"{language}.{field}", "L3.field")


def _step_problems(tip: RawTip) -> Problems:
    counts = {language: len(steps) for language, text in tip.translations() if (steps := get_list(text, "steps"))}
    for language, count in counts.items():
        if not MIN_STEPS <= count <= MAX_STEPS:
            yield tip.problem(f"{language}.steps", "L3.steps", count)
    if len(set(counts.values())) > 1:
        yield tip.problem("steps", "L3.steps-differ", " ".join(str(count) for count in counts.values()))


def check_lengths(document: RawDocument) -> Problems:
    """L5: the body and the lead keep their word limits, and all languages are about equally long."""
    for tip in document.tips:
        char_counts: dict[str, int] = {}
        for language, text in tip.translations():
            body = " ".join(part for _, part in iter_texts(text, BODY_FIELDS))
            lead = " ".join(part for _, part in iter_texts(text, ("what", "why")))
            char_counts[language] = len(body)
            if len(body.split()) > MAX_BODY_WORDS:
                yield tip.problem(language, "L5.body", len(body.split()))
            if len(lead.split()) > MAX_LEAD_WORDS:
                yield tip.problem(f"{language}.what", "L5.lead", len(lead.split()))
        for language, count in char_counts.items():
            if count and char_counts.get("en"):
                ratio = count / char_counts["en"]
                minimum, maximum = load_language(language).length_ratio
                if not minimum <= ratio <= maximum:
                    yield tip.problem(language, "L5.ratio", f"{ratio:.2f}")


MIN_SEARCH_WORDS = 8
MIN_MILESTONES, MAX_MILESTONES = 2, 5


def check_search_words(document: RawDocument) -> Problems:
    """L15: a tip has at least eight search words in each language, all different. Own tips need none."""
    for tip in document.tips:
        for language, text in tip.translations():
            words = [word.casefold() for word in get_list(text, "words") if isinstance(word, str)]
            if not document.is_own and len(words) < MIN_SEARCH_WORDS:
                yield tip.problem(f"{language}.words", "L15.words", len(words))
            for word in sorted({word for word in words if words.count(word) > 1}):
                yield tip.problem(f"{language}.words", "L15.twice", word)


def check_prerequisites(document: RawDocument) -> Problems:
    """L16: what a tip needs exists, and no tip needs itself, directly or through other tips."""
    needs_by_tip = {tip.number: get_list(tip.table, "needs") for tip in document.tips}
    for tip in document.tips:
        for need in get_list(tip.table, "needs"):
            if isinstance(need, str):
                if need not in PRACTICES:
                    yield tip.problem("needs", "L16.unknown", need)
            elif type(need) is not int:
                continue
            elif need == tip.number:
                yield tip.problem("needs", "L16.self", need)
            elif need not in needs_by_tip:
                if not ((document.is_own or not document.is_complete) and 1 <= need <= LAST_CATALOGUE_TIP):
                    yield tip.problem("needs", "L16.unknown", need)
            elif tip.number is not None and _depends_on(need, tip.number, needs_by_tip):
                yield tip.problem("needs", "L16.circle", need)


def _depends_on(tip: int, other: int, needs_by_tip: Mapping[int | None, Sequence[Any]]) -> bool:
    """Return True if `tip` needs `other`, directly or through other tips."""
    seen, open_tips = {tip}, [tip]
    while open_tips:
        for need in needs_by_tip.get(open_tips.pop(), ()):
            if type(need) is int and need not in seen:
                seen.add(need)
                open_tips.append(need)
    return other in seen


def check_milestones(document: RawDocument) -> Problems:
    """L17: only a build has milestones: two to five, the same number in each language."""
    for tip in document.tips:
        counts = {language: len(get_list(text, "milestones")) for language, text in tip.translations()}
        for language, count in counts.items():
            if count and tip.kind != TipKind.BUILD:
                yield tip.problem(f"{language}.milestones", "L17.kind")
            elif count and not MIN_MILESTONES <= count <= MAX_MILESTONES:
                yield tip.problem(f"{language}.milestones", "L17.count", count)
        if len(set(counts.values())) > 1:
            yield tip.problem("milestones", "L17.differ", " ".join(map(str, counts.values())))


def check_successors(document: RawDocument) -> Problems:
    """L18: only a retired tip has a successor, which exists and is another tip."""
    numbers = {tip.number for tip in document.tips}
    for tip in document.tips:
        successor = tip.table.get("successor")
        if type(successor) is not int:
            continue
        if not tip.table.get("retired"):
            yield tip.problem("successor", "L18.retired")
        if successor == tip.number or successor not in numbers:
            yield tip.problem("successor", "L18.successor", successor)
