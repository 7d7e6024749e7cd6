"""Checking of tip files: the schema, and the rules that decide which tips can be loaded. Never repairs a value."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from tipcycle.catalogue import CatalogueProblem, format_detail
from tipcycle.catalogue.document import RawDocument, RawTheme, RawTip, read_document
from tipcycle.catalogue.lint import lint
from tipcycle.catalogue.lint.structure import check_allowed_values, duplicate_problems, number_problems
from tipcycle.catalogue.schema import HeaderModel, OwnTipsHeaderModel, ThemeModel, TipModel
from tipcycle.core.tips import FIRST_OWN_TIP_ID, TIPS_FORMAT

_RULES_BY_ERROR_TYPE = {
    "missing": "schema.missing",
    "extra_forbidden": "schema.unknown",
    "empty": "schema.empty",
    "too_short": "schema.empty",
    "control": "schema.control",
    "greater_than_equal": "schema.range",
    "less_than_equal": "schema.range",
    "slug": "schema.slug",
    "url": "schema.url",
    "no-language": "schema.no-language",
}
_RULES_WITH_VALUE = frozenset({"schema.range", "schema.slug", "schema.url"})
_EXPECTED_TYPES = {
    "string_type": "text",
    "int_type": "number",
    "need": "number",
    "bool_type": "yes-or-no",
    "list_type": "list",
    "model_type": "table",
}
_NON_FATAL_RULES = frozenset({"schema.unknown", "L1.slug"})
"""Rules that are reported without excluding the tip."""


def check_file(path: Path, *, is_own: bool | None = None, is_complete: bool = True) -> tuple[CatalogueProblem, ...]:
    """Return all problems of a file, for `tips check`.

    With `is_own` None, the tip numbers decide whether the file contains own tips.
    """
    raw, problems = read_document(path)
    if problems:
        return problems
    if is_own is None:
        is_own = is_own_tips_document(raw)
    return check_document(RawDocument(raw, path.name, is_own=is_own, is_complete=is_complete))


def check_document(document: RawDocument) -> tuple[CatalogueProblem, ...]:
    """Return all problems of a document: what prevents its tips from being loaded, then what the lint finds.

    A lint problem is left out if its field has a problem already.
    """
    _, problems = validate_document(document)
    fields = {(problem.tip, problem.field) for problem in problems}
    return (*problems, *(problem for problem in lint(document) if (problem.tip, problem.field) not in fields))


def is_own_tips_document(document: Mapping[str, Any]) -> bool:
    """Return True if a document contains own tips: at least one number from 201 on, and none below.

    >>> is_own_tips_document({"tip": [{"id": 201}]}), is_own_tips_document({"tip": [{"id": 34}]})
    (True, False)
    >>> is_own_tips_document({})
    False
    """
    numbers = [tip.number for tip in RawDocument(document).tips]
    return any(number is not None and number >= FIRST_OWN_TIP_ID for number in numbers) and not any(
        number is not None and number < FIRST_OWN_TIP_ID for number in numbers
    )


def validate_document(document: RawDocument) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    """Return the valid themes and tips of a document as input for `build_catalogue`, and all problems. Never raises."""
    themes, theme_problems = _split_valid(
        document.themes, ThemeModel, duplicate_problems(document.themes, "slug", "L1.theme")
    )
    value_problems = tuple(check_allowed_values(replace(document, raw={**document.raw, "theme": themes})))
    tips, tip_problems = _split_valid(
        document.tips,
        TipModel,
        (*number_problems(document), *duplicate_problems(document.tips, "slug", "L1.slug"), *value_problems),
    )
    return {"theme": themes, "tip": tips}, (
        *_header_problems(document),
        *(problem for problem in value_problems if not problem.position),
        *theme_problems,
        *tip_problems,
    )


def _split_valid(
    tables: Iterable[RawTheme | RawTip], model: type[BaseModel], rule_problems: Iterable[CatalogueProblem]
) -> tuple[list[Mapping[str, Any]], list[CatalogueProblem]]:
    """Return the tables that can be loaded, and all problems.

    The `rule_problems` belong to the tables at their positions. They are left out where the field has a schema problem.
    """
    rule_problems_by_position = defaultdict(list)
    for problem in rule_problems:
        rule_problems_by_position[problem.position].append(problem)
    valid_tables, problems = [], []
    for table in tables:
        schema_problems = list(_model_problems(model, table.table, table.problem))
        fields = {problem.field for problem in schema_problems}
        table_problems = [
            *(problem for problem in rule_problems_by_position[table.position] if problem.field not in fields),
            *schema_problems,
        ]
        problems += table_problems
        if all(problem.rule in _NON_FATAL_RULES for problem in table_problems):
            valid_tables.append(table.table)
    return valid_tables, problems


def _header_problems(document: RawDocument) -> Iterator[CatalogueProblem]:
    """Yield the problems of the top-level keys.

    `[tip]` or `tip = 3` in place of `[[tip]]` is a problem, and so is each item that is not a table.
    """
    header = {key: value for key, value in document.raw.items() if key not in ("theme", "tip")}
    yield from _model_problems(OwnTipsHeaderModel if document.is_own else HeaderModel, header, document.problem)
    number = header.get("format")
    if type(number) is int and number != TIPS_FORMAT:
        yield document.problem("format", "schema.format", number)
    for key in ("theme", "tip"):
        value = document.raw.get(key, [])
        if not isinstance(value, list | tuple):
            yield document.problem(key, "schema.type", "list")
            continue
        for position, table in enumerate(value, 1):
            if not isinstance(table, Mapping):
                yield document.problem(f"{key}[{position}]", "schema.type", "table")


def _model_problems(
    model: type[BaseModel], table: Mapping[str, Any], problem: Callable[[str, str, object], CatalogueProblem]
) -> Iterator[CatalogueProblem]:
    """Yield the errors that pydantic finds in a table, as rules of `RULE_DETAILS`."""
    try:
        model.model_validate(dict(table))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False)
        for error_details in errors:
            kind, value = error_details["type"], error_details["input"]
            rule = _RULES_BY_ERROR_TYPE.get(kind, "schema.type")
            if rule == "schema.type":
                detail: object = _EXPECTED_TYPES.get(kind, "")
            else:
                detail = value if rule in _RULES_WITH_VALUE else ""
            yield problem(_field_path(error_details["loc"]), rule, detail)
        unknown = {error_details["loc"] for error_details in errors if error_details["type"] == "extra_forbidden"}
        # Pydantic checks for a missing language only if all fields are valid: repeat without the unknown keys.
        if len(unknown) == len(errors):
            yield from _model_problems(model, _drop_keys(table, unknown), problem)


def _drop_keys(table: Mapping[str, Any], paths: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return the table without the keys at these paths."""
    return {
        key: _drop_keys(value, {path[1:] for path in paths if path[0] == key}) if isinstance(value, Mapping) else value
        for key, value in table.items()
        if (key,) not in paths
    }


def _field_path(location: tuple[int | str, ...]) -> str:
    """Return `en.steps[1]` for the location `("en", "steps", 0)`."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{format_detail(part)}" if path else format_detail(part)
    return path
