"""What makes a catalogue read well: the lint L1-L14 of docs/rules.md §12, one function a rule.

Takes any document, also a half-written one: what has the wrong shape is the business of `schema` and passed over here.
Never reads a file and never changes what it looks at.
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
"""L1 to L14, in order."""


def lint(
    document: Mapping[str, Any], file: str, *, is_own: bool = False, is_complete: bool = True
) -> tuple[CatalogueProblem, ...]:
    """Everything L1-L14 have to say about a document, rule by rule."""
    lint_document = LintDocument(document, file, is_own=is_own, is_complete=is_complete)
    return tuple(problem for rule in RULES for problem in rule(lint_document))
