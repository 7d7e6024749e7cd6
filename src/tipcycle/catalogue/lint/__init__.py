"""Lint for tips: the rules L1–L14 of docs/rules.md §12, with one function for each rule.

Accepts any document, including an incomplete one. Values of the wrong type are skipped, because the schema reports
them. Never reads a file and never changes the document.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tipcycle.catalogue import CatalogueProblem
from tipcycle.catalogue.lint.document import LintDocument, Problems
from tipcycle.catalogue.lint.structure import (
    check_allowed_values,
    check_lengths,
    check_minutes,
    check_numbers_and_slugs,
    check_related_tips,
    check_seeds,
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

RULES: tuple[Callable[[LintDocument], Problems], ...] = (
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
)
"""The rules L1 to L14, in order."""


def lint(
    document: Mapping[str, Any], file: str, *, is_own: bool = False, is_complete: bool = True
) -> tuple[CatalogueProblem, ...]:
    """Return all problems that L1–L14 find in a document, in the order of the rules."""
    lint_document = LintDocument(document, file, is_own=is_own, is_complete=is_complete)
    return tuple(problem for rule in RULES for problem in rule(lint_document))
