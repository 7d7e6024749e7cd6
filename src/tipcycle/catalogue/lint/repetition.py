"""The rule on tips that say the same (L12)."""

from collections.abc import Mapping, Sequence, Set
from itertools import combinations
from typing import Any

from tipcycle.catalogue.lint.document import Document, Problems, Tip
from tipcycle.catalogue.lint.reading import text_in, words, written
from tipcycle.core.languages import LANGUAGES

MOST_ALIKE = {"title": 0.4, "what": 0.45}
RUN = 8


def near_duplicates(document: Document) -> Problems:
    """L12: no two tips have nearly the same title or `what`, or share a run of eight words."""
    for language in LANGUAGES:
        texts = [(tip, text) for tip in document.tips for known, text in tip.languages() if known == language]
        for field, most in MOST_ALIKE.items():
            said = [(tip, frozenset(words(text_in(text, field)))) for tip, text in texts]
            for (tip, mine), (other, theirs) in combinations(said, 2):
                if (alike := overlap(mine, theirs)) > most:
                    yield other.problem(f"{language}.{field}", f"L12.{field}", f"{tip.name} {alike:.2f}")
        yield from _shared_runs(language, texts)


def overlap(mine: Set[str], theirs: Set[str]) -> float:
    """The Jaccard index of two sets of words: shared divided by all.

    >>> overlap({"ask", "one", "customer"}, {"ask", "two", "customers"})
    0.2
    """
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _shared_runs(language: str, texts: Sequence[tuple[Tip, Mapping[str, Any]]]) -> Problems:
    """The first shared run of each two tips; a run does not go on from one field into the next."""
    first_seen: dict[tuple[str, ...], Tip] = {}
    for tip, text in texts:
        said: set[int] = set()
        for field, part in written(text, Tip.WRITTEN):
            spoken = words(part)
            for start in range(len(spoken) - RUN + 1):
                run = tuple(spoken[start : start + RUN])
                other = first_seen.setdefault(run, tip)
                if other is not tip and other.place not in said:
                    said.add(other.place)
                    yield tip.problem(f"{language}.{field}", "L12.run", f"{other.name} {' '.join(run)}")
