"""Lint rules for wording. The rules for structure are in `structure`.

Titles (L4), questions and cues (L6), examples and companies (L10), placeholders (L11), near duplicates (L12), builds
(L13) and reflexes (L14).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import Any

from tipcycle.catalogue.document import Problems, RawDocument, RawTheme, RawTip, get_text, iter_texts, split_words
from tipcycle.core.languages import LANGUAGES
from tipcycle.i18n import load_language

MAX_TITLE_WORDS, MAX_TITLE_CHARS, MAX_SAME_FIRST_WORD = 9, 60, 9


def check_titles(document: RawDocument) -> Problems:
    """L4: a title is short, begins with a verb and has no full stop; at most nine begin with the same word.

    Only words that are certainly not verbs are recognised; all other words are accepted as verbs.
    """
    first_word_counts: dict[str, Counter[str]] = defaultdict(Counter)
    for tip in document.tips:
        for language, text in tip.translations():
            title, field = get_text(text, "title").strip(), f"{language}.title"
            if not title:
                continue
            if len(title.split()) > MAX_TITLE_WORDS:
                yield tip.problem(field, "L4.words", len(title.split()))
            if len(title) > MAX_TITLE_CHARS:
                yield tip.problem(field, "L4.length", len(title))
            if title.endswith("."):
                yield tip.problem(field, "L4.stop")
            first_word = next(iter(split_words(title)), "")
            facts = load_language(language)
            if (
                not title[0].isalpha()
                or first_word in facts.non_verbs
                or re.fullmatch(facts.non_verb_pattern, first_word)
            ):
                yield tip.problem(field, "L4.verb", first_word)
            first_word_counts[language][first_word] += 1
    if not document.is_own:
        for language, counter in first_word_counts.items():
            for first_word, count in counter.items():
                if count > MAX_SAME_FIRST_WORD:
                    yield document.problem(f"{language}.title", "L4.first", f"{first_word} {count}")


def check_questions_and_cues(document: RawDocument) -> Problems:
    """L6: `check` is a question, and a cue has the form `If …, then …` or `Als …, dan …`."""
    for tip in document.tips:
        for language, text in tip.translations():
            for field in ("check", "check_after"):
                question = get_text(text, field).strip()
                if question and not question.endswith("?"):
                    yield tip.problem(f"{language}.{field}", "L6.check")
            cue = get_text(text, "if_then").strip()
            if cue and not re.fullmatch(load_language(language).if_then_pattern, cue, re.DOTALL):
                yield tip.problem(f"{language}.if_then", "L6.if-then")


def check_build_questions(document: RawDocument) -> Problems:
    """L13: a build has a question for the time after its completion, and no other kind has one."""
    for tip in document.tips:
        for language, text in tip.translations():
            has_check_after = bool(get_text(text, "check_after").strip())
            if tip.kind == "build" and not has_check_after:
                yield tip.problem(f"{language}.check_after", "L13.missing")
            if tip.kind in ("ritual", "reflex") and "check_after" in text:
                yield tip.problem(f"{language}.check_after", "L13.extra")


def check_reflex_occasions(document: RawDocument) -> Problems:
    """L14: `check` of a reflex contains "at least once" or allows for a week without an occasion."""
    for tip in document.tips:
        if tip.kind == "reflex":
            for language, text in tip.translations():
                check = get_text(text, "check")
                pattern = load_language(language).occasion_pattern
                if check.strip() and not re.search(pattern, check, re.IGNORECASE):
                    yield tip.problem(f"{language}.check", "L14.occasion")


_PLACEHOLDER_PATTERN = re.compile(
    r"\b(?:TODO|TBD|FIXME|TK)\b|\b[xX]{3,}\b|(?i:lorem ipsum)|\?\?+|<[^<>]*>|\{[^{}]*\}|(?i:\btekst volgt\b)"
    r"|(?i:\bplaceholder\b)|^\s*[.…_-][\s.…_-]*$|//(?:www\.)?example\.(?:com|org|net)\b"
)
_LEGAL_FORM_PATTERN = re.compile(
    r"\b\w+ (?:B\.V\.|N\.V\.|BV|NV|Inc\b|Ltd\b|GmbH|plc\b)|\w+[®™]|\b\w+\.(?:com|nl|be|org)\b"
)
_KNOWN_COMPANIES = (
    # Frequent examples in management books.
    "Timpson", "Automattic", "Handelsbanken", "Zappos", "Coolblue", "Magic Castle", "Octopus Energy", "JetBlue",
    "Neeleman", "Jumbo", "LEGO", "Lego", "Four Seasons", "Domino's", "Intuit", "Amazon", "Bezos", "Chewy", "Nordstrom",
    "Toyota", "Ritz-Carlton",
    # Well known to Dutch and Flemish managers.
    "Google", "Microsoft", "Apple", "Disney", "IKEA", "Ikea", "Starbucks", "Netflix", "Airbnb", "Tesla", "Philips",
    "KLM", "ING", "Rabobank", "ABN AMRO", "KBC", "Belfius", "Proximus", "KPN", "PostNL", "Bpost", "Albert Heijn",
    "Delhaize", "Colruyt", "HEMA", "Buurtzorg", "Schiphol",
)  # fmt: skip


def check_examples(document: RawDocument) -> Problems:
    """L10: an example has a URL and a source type, and no other field contains the name of a company.

    Companies are recognised from the examples, a fixed list, and legal forms or domain names in the text.
    """
    names = {name for tip in document.tips for name in _proper_names(tip)}
    names |= set() if document.is_own else set(_KNOWN_COMPANIES)
    alternatives = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    company_pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    for tip in document.tips:
        if tip.example is not None:
            for key in ("url", "source"):
                if not get_text(tip.example, key).strip():
                    yield tip.problem(f"example.{key}", f"L10.{key}")
        yield from _match_problems(tip, tip.texts(), "L10.company", company_pattern, _LEGAL_FORM_PATTERN)
    for theme in document.themes:
        yield from _match_problems(theme, theme.texts(), "L10.company", company_pattern, _LEGAL_FORM_PATTERN)


def _proper_names(tip: RawTip) -> Iterator[str]:
    """Yield the names in `who` of an example: `JetBlue, David Neeleman`; none in "a colleague"."""
    for segment in re.sub(r"\([^()]*\)", "", get_text(tip.example or {}, "who")).split(","):
        name = segment.strip()
        if name and all(word[0].isupper() for word in name.split()):
            yield name


def check_placeholders(document: RawDocument) -> Problems:
    """L11: no text contains a placeholder."""
    for tip in document.tips:
        example_texts = iter_texts(tip.example or {}, ("who", *LANGUAGES, "url"))
        texts = (*tip.texts(), *((f"example.{field}", text) for field, text in example_texts))
        yield from _match_problems(tip, texts, "L11.placeholder", _PLACEHOLDER_PATTERN)
    for theme in document.themes:
        yield from _match_problems(theme, theme.texts(), "L11.placeholder", _PLACEHOLDER_PATTERN)


def _match_problems(
    table: RawTheme | RawTip, texts: Iterable[tuple[str, str]], rule: str, *patterns: re.Pattern[str]
) -> Problems:
    """Yield a problem for the first match in each text."""
    for field, text in texts:
        match = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        if match:
            yield table.problem(field, rule, match[0])


MAX_SIMILARITY = {"title": 0.4, "what": 0.45}
RUN_LENGTH = 8


def check_near_duplicates(document: RawDocument) -> Problems:
    """L12: no two tips have nearly the same title or `what`, or share a run of eight words."""
    for language in LANGUAGES:
        texts = [
            (tip, text)
            for tip in document.tips
            for text_language, text in tip.translations()
            if text_language == language
        ]
        for field, limit in MAX_SIMILARITY.items():
            word_sets = [(tip, frozenset(split_words(get_text(text, field)))) for tip, text in texts]
            for (tip, tip_words), (other_tip, other_tip_words) in combinations(word_sets, 2):
                if (similarity := jaccard_index(tip_words, other_tip_words)) > limit:
                    yield other_tip.problem(f"{language}.{field}", f"L12.{field}", f"{tip.label} {similarity:.2f}")
        yield from _shared_run_problems(language, texts)


def jaccard_index(left: Set[str], right: Set[str]) -> float:
    """Return the Jaccard index of two sets: the size of the intersection divided by the size of the union.

    >>> jaccard_index({"ask", "one", "customer"}, {"ask", "two", "customers"})
    0.2
    """
    return len(left & right) / len(left | right) if left | right else 0.0


def _shared_run_problems(language: str, texts: Sequence[tuple[RawTip, Mapping[str, Any]]]) -> Problems:
    """Yield the first shared run of each pair of tips. A run does not continue into the next field."""
    first_seen: dict[tuple[str, ...], RawTip] = {}
    for tip, text in texts:
        reported: set[int] = set()
        for field, field_text in iter_texts(text, RawTip.TEXT_FIELDS):
            field_words = split_words(field_text)
            for start in range(len(field_words) - RUN_LENGTH + 1):
                run = tuple(field_words[start : start + RUN_LENGTH])
                other_tip = first_seen.setdefault(run, tip)
                if other_tip is not tip and other_tip.position not in reported:
                    reported.add(other_tip.position)
                    yield tip.problem(f"{language}.{field}", "L12.run", f"{other_tip.label} {' '.join(run)}")
