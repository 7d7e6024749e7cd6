"""Finding tips by words, in both languages at once. Ranks tips of a catalogue; never reads, prints or remembers."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tipcycle.core.accents import fold
from tipcycle.core.tips import Catalogue, Tip

TITLE, NAME, LEAD, REST = 8.0, 4.0, 2.0, 1.0
"""What a word is worth by where it stands: each place outranks the whole of the next."""
WHOLE, START, STEM, TYPO = 1.0, 0.8, 0.7, 0.6
"""How well a word is met; all above a half, so that it decides only within one place."""

SHORTEST_STEM = 4
SHORTEST_TYPO = 5
LIKELY_MEANT = 70.0
"""The likeness, of 100, from which a word is offered as what was meant."""

_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"([a-z])\1")
_ENDINGS = frozenset(
    """ s es ed d e y ies ied ying ing ings er ers
        en n t te ten de den end ende ene je jes tje tjes ingen""".split()  # noqa: SIM905 - words read better as words
) | {""}
"""What English and Dutch hang on a stem."""


class _Indexed(Struct, frozen=True):
    tip: Tip
    places: tuple[tuple[float, frozenset[str]], ...]
    """What a place is worth and the words that stand there, best place first."""


def search(catalogue: Catalogue, words: str) -> tuple[Tip, ...]:
    """The tips in which every word is met, best first, equals by number; none when there are no words.

    Accents and case do not count. A typo is forgiven only in a word that is met nowhere as it stands.
    """
    asked = _words(words)
    if not asked:
        return ()
    indexed = [_index(catalogue, tip) for tip in catalogue.tips.values()]
    vocabulary = frozenset(word for each in indexed for _, found in each.places for word in found)
    worths = [_worths(word, vocabulary) for word in asked]
    ranked = []
    for each in indexed:
        scores = [_score(each, worth) for worth in worths]
        if all(scores):
            ranked.append((-sum(scores), each.tip.id, each.tip))
    return tuple(tip for _, _, tip in sorted(ranked, key=lambda found: found[:2]))


def nearest(catalogue: Catalogue, word: str, limit: int = 3) -> tuple[int, ...]:
    """The tips that a mistyped slug or title may have meant, likeliest first; none when nothing is near.

    A number is no near miss of another one.
    """
    asked = " ".join(_words(word))
    if not asked or asked.replace(" ", "").isdigit():
        return ()
    ranked = sorted((-_likeness(asked, tip), tip.id) for tip in catalogue.tips.values())
    return tuple(number for likeness, number in ranked if -likeness >= LIKELY_MEANT)[:limit]


def same_stem(one: str, other: str) -> bool:
    """Whether two folded words are inflections of one stem of at least four letters.

    >>> same_stem("wachten", "wacht"), same_stem("verhalen", "verhaal"), same_stem("stories", "story")
    (True, True, True)
    >>> same_stem("boot", "boter"), same_stem("klant", "klacht")
    (False, False)
    """
    mine, theirs = _loose(one), _loose(other)
    shared = 0
    for a, b in zip(mine, theirs, strict=False):
        if a != b:
            break
        shared += 1
    for length in range(shared, 1, -1):
        ends = mine[length:], theirs[length:]
        if min(len(one) - len(ends[0]), len(other) - len(ends[1])) < SHORTEST_STEM:
            return False
        if _ENDINGS.issuperset(ends):
            return True
    return False


def _loose(word: str) -> str:
    """A word as it is spelled alike in all its forms: brief and brieven, huis and huizen, verhaal and verhalen."""
    return _DOUBLED.sub(r"\1", word).replace("f", "v").replace("z", "s")


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("'", "").replace("’", ""))


def _index(catalogue: Catalogue, tip: Tip) -> _Indexed:
    titles, leads, rest = [], [], []
    for text in tip.texts.values():
        titles.append(text.title)
        leads += [text.what, text.why]
        rest += [*text.steps, text.if_then, text.check, text.check_after or "", text.signal, text.pitfall]
    if tip.example:
        rest += [tip.example.who, *tip.example.text.values()]
    names = [tip.slug, tip.theme, str(tip.id), f"{tip.id:02}"]
    names += [text.name for theme in catalogue.themes if theme.slug == tip.theme for text in theme.texts.values()]
    return _Indexed(tip, ((TITLE, _set(titles)), (NAME, _set(names)), (LEAD, _set(leads)), (REST, _set(rest))))


def _set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_words("\n".join(texts)))


def _worths(asked: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """The words of a catalogue that meet the word that was asked, and how well."""
    found = _met(asked, vocabulary)
    if not found and len(asked) >= SHORTEST_TYPO and not asked.isdigit():
        for meant in _a_typo_away(asked, vocabulary):
            found.update(dict.fromkeys(_met(meant, vocabulary), TYPO))
    return found


def _met(asked: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """The words that are the word itself, begin with it, or share its stem."""
    found: dict[str, float] = {}
    for word in vocabulary:
        if word == asked:
            found[word] = WHOLE
        elif asked.isdigit() or word[0] != asked[0]:
            continue
        elif word.startswith(asked):
            found[word] = START
        elif same_stem(asked, word):
            found[word] = STEM
    return found


def _a_typo_away(asked: str, vocabulary: Iterable[str]) -> Sequence[str]:
    """The words that one letter more, less, other or exchanged with its neighbour would make of it."""
    from rapidfuzz.distance import OSA

    return [word for word in vocabulary if OSA.distance(asked, word, score_cutoff=1) <= 1]


def _score(indexed: _Indexed, worth: dict[str, float]) -> float:
    """What one asked word is worth in a tip: the best place it is met in; 0 when it is not."""
    for place, found in indexed.places:
        met = found & worth.keys()
        if met:
            return place * max(worth[word] for word in met)
    return 0.0


def _likeness(asked: str, tip: Tip) -> float:
    """How near a slug or title of a tip comes to what was typed, of 100; a part of one counts for less than all."""
    from rapidfuzz import fuzz

    best = 0.0
    for name in (tip.slug, *(text.title for text in tip.texts.values())):
        there = " ".join(_words(name))
        best = max(best, fuzz.ratio(asked, there), 0.9 * _in_parts(asked.split(), there.split()))
    return best


def _in_parts(asked: Sequence[str], there: Sequence[str]) -> float:
    """How well the words that were typed are met one by one."""
    from rapidfuzz import fuzz

    return sum(max((fuzz.ratio(word, other) for other in there), default=0.0) for word in asked) / len(asked)
