"""Full-text search of tips in all languages at once, and similar names for a mistyped one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from math import log

from msgspec import Struct

from tipcycle.core.tips import Catalogue, Tip

TITLE_WEIGHT, WORDS_WEIGHT, NAME_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 16.0, 8.0, 4.0, 2.0, 1.0
"""Weight of a word by the field in which it occurs. A match in a field ranks above any match in the next field."""
PHRASE_WEIGHT = 32.0
"""Weight of a query that is the slug of a tip or one of its search words or phrases (`words`)."""
EXACT_MATCH, PREFIX_MATCH, STEM_MATCH, TYPO_MATCH = 1.0, 0.8, 0.7, 0.6
"""Quality of a match. All values exceed 0.5 and each weight is twice the next, so that the field outranks the
quality."""

MIN_STEM_LENGTH = 4
MIN_TYPO_LENGTH = 5
MIN_SIMILARITY = 70.0
"""Minimum similarity, from 0 to 100, of a suggested name."""

_WORD_PATTERN = re.compile(r"[^\W_]+")
_DOUBLE_LETTER_PATTERN = re.compile(r"([a-z])\1")


class _SearchableTip(Struct, frozen=True):
    """A tip and its normalised texts.

    A search splits only what it needs into words: splitting all texts takes longer than starting the interpreter.
    """

    tip: Tip
    fields: tuple[tuple[float, str], ...]
    """Weight and text of each field, highest weight first."""
    phrases: tuple[str, ...]
    """The slug, and the search words and phrases of the tip (`words`)."""

    def has_phrase(self, terms: Sequence[str]) -> bool:
        """Return True if the terms are one of the phrases."""
        return all(any(term in text for _, text in self.fields) for term in terms) and any(
            _tokenize(phrase) == terms for phrase in self.phrases
        )

    def field_words(self, pattern: re.Pattern[str]) -> list[tuple[float, set[str]]]:
        """Return the weight of each field, and its words that match the pattern."""
        return [(weight, set(pattern.findall(text))) for weight, text in self.fields]


def search(catalogue: Catalogue, query: str, suffixes: Set[str], stop_words: Set[str]) -> tuple[Tip, ...]:
    """Return the tips that contain a word of the query, best match first, then by number.

    A tip ranks higher the more words match, the rarer they are, and the more important the field is. `suffixes` are the
    inflectional suffixes of all languages, as `same_stem` uses them. `stop_words` count only if the query has no other
    words. Accents and case are ignored. A typo is tolerated only in a word without any other match. An empty query
    gives no tips.
    """
    all_terms = _tokenize(query)
    terms = list(dict.fromkeys(term for term in all_terms if term not in stop_words)) or all_terms
    if not terms:
        return ()
    tips = [_searchable_tip(catalogue, tip) for tip in catalogue.tips.values()]
    scores = [PHRASE_WEIGHT * tip.has_phrase(all_terms) for tip in tips]
    match_counts = [0] * len(tips)
    for term in terms:
        term_scores = _term_scores(term, tips, suffixes)
        tip_count = sum(map(bool, term_scores))
        rarity = log(1 + len(tips) / tip_count) if tip_count else 0.0
        for position, score in enumerate(term_scores):
            scores[position] += score * rarity
            match_counts[position] += bool(score)
    ranked = sorted(
        (-score * max(1, match_count) / len(terms), searchable.tip.id, searchable.tip)
        for score, match_count, searchable in zip(scores, match_counts, tips, strict=True)
        if score
    )
    return tuple(tip for _, _, tip in ranked)


def close_matches(catalogue: Catalogue, query: str, limit: int = 3) -> tuple[int, ...]:
    """Return the tips whose slug or title is most similar to a mistyped one, best first, at most `limit`.

    A query that is a number has no close matches.
    """
    normalized_query = " ".join(_tokenize(query))
    if not normalized_query or normalized_query.replace(" ", "").isdigit():
        return ()
    ranked = sorted((-_similarity(normalized_query, tip), tip.id) for tip in catalogue.tips.values())
    return tuple(number for negative_similarity, number in ranked if -negative_similarity >= MIN_SIMILARITY)[:limit]


def same_stem(first: str, second: str, suffixes: Set[str]) -> bool:
    """Return True if two normalised words are inflections of one stem of at least four letters.

    >>> suffixes = {"en", "y", "ies", "er"}
    >>> same_stem("wachten", "wacht", suffixes), same_stem("verhalen", "verhaal", suffixes)
    (True, True)
    >>> same_stem("stories", "story", suffixes), same_stem("boot", "boter", suffixes)
    (True, False)
    """
    first_spelling, second_spelling = _normalize_spelling(first), _normalize_spelling(second)
    common_length = 0
    for a, b in zip(first_spelling, second_spelling, strict=False):
        if a != b:
            break
        common_length += 1
    for length in range(common_length, 1, -1):
        endings = first_spelling[length:], second_spelling[length:]
        if min(len(first) - len(endings[0]), len(second) - len(endings[1])) < MIN_STEM_LENGTH:
            return False
        if all(not ending or ending in suffixes for ending in endings):
            return True
    return False


def _normalize_spelling(word: str) -> str:
    """Return a spelling that all inflected forms of a word share.

    Examples in Dutch: brief and brieven, huis and huizen, verhaal and verhalen.
    """
    return _DOUBLE_LETTER_PATTERN.sub(r"\1", word).replace("f", "v").replace("z", "s")


def _tokenize(text: str) -> list[str]:
    return _WORD_PATTERN.findall(_without_apostrophes(text))


def _without_apostrophes(text: str) -> str:
    return normalize(text).replace("'", "").replace("’", "")


def _searchable_tip(catalogue: Catalogue, tip: Tip) -> _SearchableTip:
    titles, leads, body = [], [], []
    search_words: list[str] = []
    for text in tip.texts.values():
        titles.append(text.title)
        leads += [text.what, text.why]
        search_words += text.words
        body += [*text.steps, text.if_then, text.check, text.check_after or "", text.signal, text.pitfall]
    if tip.example:
        body += [tip.example.who, *tip.example.text.values()]
    names = [tip.slug, tip.theme, str(tip.id), f"{tip.id:02}"]
    names += [text.name for theme in catalogue.themes if theme.slug == tip.theme for text in theme.texts.values()]
    fields = (
        (TITLE_WEIGHT, titles),
        (WORDS_WEIGHT, search_words),
        (NAME_WEIGHT, names),
        (LEAD_WEIGHT, leads),
        (BODY_WEIGHT, body),
    )
    return _SearchableTip(
        tip,
        tuple((weight, _without_apostrophes("\n".join(texts))) for weight, texts in fields),
        (tip.slug, *search_words),
    )


def _term_scores(term: str, tips: Sequence[_SearchableTip], suffixes: Set[str]) -> list[float]:
    """Return the score of a search term for each tip: the best field with a match, or 0 without a match."""
    same_initial = re.compile(rf"{term[0]}(?<![^\W_].)[^\W_]*")  # the letter first: `re` skips the rest of the text
    words_by_tip = [tip.field_words(same_initial) for tip in tips]
    matches = _direct_matches(term, _vocabulary(words_by_tip), suffixes)
    if not matches and len(term) >= MIN_TYPO_LENGTH and not term.isdigit():
        words_by_tip = [tip.field_words(_WORD_PATTERN) for tip in tips]
        vocabulary = _vocabulary(words_by_tip)
        for intended_word in _words_one_edit_away(term, vocabulary):
            matches.update(dict.fromkeys(_direct_matches(intended_word, vocabulary, suffixes), TYPO_MATCH))
    return [_tip_score(fields, matches) for fields in words_by_tip]


def _vocabulary(words_by_tip: Iterable[Iterable[tuple[float, set[str]]]]) -> set[str]:
    return set().union(*(words for fields in words_by_tip for _, words in fields))


def _direct_matches(term: str, vocabulary: Set[str], suffixes: Set[str]) -> dict[str, float]:
    """Return the words that equal the term, start with it or share its stem, with the quality of each match."""
    matches: dict[str, float] = {}
    for word in vocabulary:
        if word == term:
            matches[word] = EXACT_MATCH
        elif term.isdigit() or word[0] != term[0]:
            continue
        elif word.startswith(term):
            matches[word] = PREFIX_MATCH
        elif same_stem(term, word, suffixes):
            matches[word] = STEM_MATCH
    return matches


def _words_one_edit_away(term: str, vocabulary: Iterable[str]) -> Sequence[str]:
    """Return the words that differ from the term by one inserted, deleted, replaced or swapped letter."""
    from rapidfuzz.distance import OSA

    return [word for word in vocabulary if OSA.distance(term, word, score_cutoff=1) <= 1]


def _tip_score(fields: Iterable[tuple[float, set[str]]], matches: dict[str, float]) -> float:
    for weight, words in fields:
        matching_words = words & matches.keys()
        if matching_words:
            return weight * max(matches[word] for word in matching_words)
    return 0.0


def _similarity(query: str, tip: Tip) -> float:
    """Return the similarity, from 0 to 100, of a query to the slug and titles of a tip.

    A match of single words counts for 90 % of a match of the whole name.
    """
    from rapidfuzz import fuzz

    best = 0.0
    for name in (tip.slug, *(text.title for text in tip.texts.values())):
        normalized_name = " ".join(_tokenize(name))
        best = max(
            best,
            fuzz.ratio(query, normalized_name),
            0.9 * _word_by_word_similarity(query.split(), normalized_name.split()),
        )
    return best


def _word_by_word_similarity(query_words: Sequence[str], name_words: Sequence[str]) -> float:
    """Return the mean similarity of each word in the query to its closest word in the name."""
    from rapidfuzz import fuzz

    return sum(
        max((fuzz.ratio(word, name_word) for name_word in name_words), default=0.0) for word in query_words
    ) / len(query_words)


def normalize(text: str) -> str:
    """Return the text in lower case and without accents.

    >>> normalize("Eén GEËRGERDE klant")
    'een geergerde klant'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed
