"""What makes a catalogue read well: the lint L1-L14 of docs/rules.md §12, one function a rule.

Takes any document, also a half-written one: what has the wrong shape is the business of `schema` and passed over here.
Never reads a file and never changes what it looks at.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tipcycle.catalogue import CatalogueProblem
from tipcycle.catalogue.lint.document import Document, Problems
from tipcycle.catalogue.lint.languages import both_languages, lengths
from tipcycle.catalogue.lint.repetition import near_duplicates
from tipcycle.catalogue.lint.stray import examples, placeholders
from tipcycle.catalogue.lint.ties import relations, seeds
from tipcycle.catalogue.lint.values import closed_lists, minutes, numbers_and_names
from tipcycle.catalogue.lint.wording import occasions, once_it_stands, questions_and_cues, titles

RULES: tuple[Callable[[Document], Problems], ...] = (
    numbers_and_names,
    closed_lists,
    both_languages,
    titles,
    lengths,
    questions_and_cues,
    minutes,
    seeds,
    relations,
    examples,
    placeholders,
    near_duplicates,
    once_it_stands,
    occasions,
)
"""L1 to L14, in order."""


def lint(
    document: Mapping[str, Any], file: str, *, own: bool = False, complete: bool = True
) -> tuple[CatalogueProblem, ...]:
    """Everything L1-L14 have to say about a document, rule by rule."""
    asked = Document(document, file, own=own, complete=complete)
    return tuple(problem for rule in RULES for problem in rule(asked))
