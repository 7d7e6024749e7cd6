"""Lint for tips: the rules of docs/rules.md §12, with one function for each rule.

Accepts any document, including an incomplete one. Values of the wrong type are skipped, because the schema reports
them. Never reads a file and never changes the document.
"""

from collections.abc import Callable

from tipcycle.catalogue import CatalogueProblem
from tipcycle.catalogue.document import Problems, RawDocument
from tipcycle.catalogue.lint.structure import (
    check_allowed_values,
    check_lengths,
    check_milestones,
    check_minutes,
    check_numbers_and_slugs,
    check_prerequisites,
    check_related_tips,
    check_search_words,
    check_seeds,
    check_successors,
    check_translations,
)
from tipcycle.catalogue.lint.wording import (
    check_build_questions,
    check_examples,
    check_near_duplicates,
    check_placeholders,
    check_questions_and_cues,
    check_reflex_occasions,
    check_titles,
)

RULES: tuple[Callable[[RawDocument], Problems], ...] = (
    check_numbers_and_slugs,
    check_allowed_values,
    check_translations,
    check_titles,
    check_lengths,
    check_questions_and_cues,
    check_minutes,
    check_seeds,
    check_related_tips,
    check_examples,
    check_placeholders,
    check_near_duplicates,
    check_build_questions,
    check_reflex_occasions,
    check_search_words,
    check_prerequisites,
    check_milestones,
    check_successors,
)
"""The rules L1 to L18, in order."""


def lint(document: RawDocument) -> tuple[CatalogueProblem, ...]:
    """Return all problems that the rules find in a document, in the order of the rules."""
    return tuple(problem for rule in RULES for problem in rule(document))
