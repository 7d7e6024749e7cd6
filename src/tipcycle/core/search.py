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


class _IndexedTip(Struct, frozen=True):
    """A tip and its searchable words."""

    tip: Tip
    fields: tuple[tuple[float, frozenset[str]], ...]
    """Weight and words of each field, highest weight first."""
    phrases: frozenset[str]
    """The slug, and the search words and phrases of the tip (`words`)."""


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
    indexed_tips = [_index_tip(catalogue, tip) for tip in catalogue.tips.values()]
    vocabulary = frozenset(word for indexed_tip in indexed_tips for _, words in indexed_tip.fields for word in words)
    phrase = " ".join(all_terms)
    scores = [PHRASE_WEIGHT * (phrase in indexed_tip.phrases) for indexed_tip in indexed_tips]
    match_counts = [0] * len(indexed_tips)
    for term in terms:
        matches = _term_matches(term, vocabulary, suffixes)
        term_scores = [_term_score(indexed_tip, matches) for indexed_tip in indexed_tips]
        tip_count = sum(map(bool, term_scores))
        rarity = log(1 + len(indexed_tips) / tip_count) if tip_count else 0.0
        for position, score in enumerate(term_scores):
            scores[position] += score * rarity
            match_counts[position] += bool(score)
    ranked = sorted(
        (-score * max(1, match_count) / len(terms), indexed_tip.tip.id, indexed_tip.tip)
        for score, match_count, indexed_tip in zip(scores, match_counts, indexed_tips, strict=True)
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
    return _WORD_PATTERN.findall(normalize(text).replace("'", "").replace("’", ""))


def _index_tip(catalogue: Catalogue, tip: Tip) -> _IndexedTip:
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
    return _IndexedTip(
        tip,
        (
            (TITLE_WEIGHT, _token_set(titles)),
            (WORDS_WEIGHT, _token_set(search_words)),
            (NAME_WEIGHT, _token_set(names)),
            (LEAD_WEIGHT, _token_set(leads)),
            (BODY_WEIGHT, _token_set(body)),
        ),
        frozenset(" ".join(_tokenize(words)) for words in (tip.slug, *search_words)),
    )


def _token_set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_tokenize("\n".join(texts)))


def _term_matches(term: str, vocabulary: frozenset[str], suffixes: Set[str]) -> dict[str, float]:
    """Return the words in the vocabulary that match a search term, with the quality of each match."""
    matches = _direct_matches(term, vocabulary, suffixes)
    if not matches and len(term) >= MIN_TYPO_LENGTH and not term.isdigit():
        for intended_word in _words_one_edit_away(term, vocabulary):
            matches.update(dict.fromkeys(_direct_matches(intended_word, vocabulary, suffixes), TYPO_MATCH))
    return matches


def _direct_matches(term: str, vocabulary: frozenset[str], suffixes: Set[str]) -> dict[str, float]:
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


def _term_score(indexed_tip: _IndexedTip, matches: dict[str, float]) -> float:
    """Return the score of one search term for a tip: the best field with a match, or 0 without a match."""
    for weight, field_words in indexed_tip.fields:
        matching_words = field_words & matches.keys()
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
    return "".join(char for char in decomposed if not unicodedata.combining(char))
