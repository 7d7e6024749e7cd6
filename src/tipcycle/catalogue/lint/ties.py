"""The rules on what ties a tip to others: the seeds it grew from (L8), the tips it is related to (L9)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tipcycle.catalogue import LAST_TIP
from tipcycle.catalogue.lint.document import Document, Problems, Theme, Tip
from tipcycle.catalogue.lint.reading import list_in

SEEDS = frozenset(
    f"{text}.{part}"
    for text, parts in {"000": 8, "001": 8, "002": 7, "003": 10, "004": 6}.items()
    for part in range(1, parts + 1)
)
"""The ideas that a tip can have grown from: five texts, each with its places. The texts are not part of tipcycle."""


def seeds(document: Document) -> Problems:
    """L8: every theme and tip has a seed at least, and seeds exist; own tips need none."""
    if document.own:
        return
    parts: tuple[Theme | Tip, ...] = (*document.themes, *document.tips)
    for part in parts:
        found = list_in(part.table, "seeds")
        if not found:
            yield part.problem("seeds", "L8.none")
        for seed in found:
            if not isinstance(seed, str) or seed not in SEEDS:
                yield part.problem("seeds", "L8.unknown", seed)


def relations(document: Document) -> Problems:
    """L9: related tips exist and name each other.

    The catalogue's own tips cannot name a manager's, so there one way is enough; in a partial catalogue a number
    that is still to be written is none that fails.
    """
    relates = {tip.number: set(_related(tip.table)) for tip in document.tips if tip.number is not None}
    for tip in document.tips:
        for other in _related(tip.table):
            if other == tip.number:
                yield tip.problem("related", "L9.self", other)
            elif other in relates:
                if tip.number is not None and tip.number not in relates[other]:
                    yield tip.problem("related", "L9.one-way", other)
            elif not ((document.own or not document.complete) and 1 <= other <= LAST_TIP):
                yield tip.problem("related", "L9.unknown", other)


def _related(table: Mapping[str, Any]) -> Iterator[int]:
    return (number for number in list_in(table, "related") if type(number) is int)
