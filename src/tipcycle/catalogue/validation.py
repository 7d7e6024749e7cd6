"""Validation of tip documents against the schema. Separates valid tips from problems; never repairs a value."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from tipcycle.catalogue import (
    THEME_SLUGS,
    CatalogueProblem,
    format_detail,
    iter_tables,
    raw_tip_id,
    theme_problem,
    tip_problem,
)
from tipcycle.catalogue.schema import HeaderModel, OwnTipsHeaderModel, ThemeModel, TipModel
from tipcycle.core.tips import FIRST_OWN_TIP_ID, TIPS_FORMAT

_RULES_BY_ERROR_TYPE = {
    "missing": "schema.missing",
    "extra_forbidden": "schema.unknown",
    "literal_error": "L2.list",
    "empty": "schema.empty",
    "too_short": "schema.empty",
    "control": "schema.control",
    "greater_than_equal": "schema.range",
    "less_than_equal": "schema.range",
    "slug": "schema.slug",
    "url": "schema.url",
    "no-language": "schema.no-language",
}
_RULES_WITH_VALUE = frozenset({"L2.list", "schema.range", "schema.slug", "schema.url"})
_EXPECTED_TYPES = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "yes-or-no",
    "list_type": "list",
    "model_type": "table",
}
_NON_FATAL_RULES = frozenset({"schema.unknown", "L1.slug"})
"""Rules that are reported without excluding the tip."""


class ValidationResult(Struct, frozen=True):
    """The valid part of a file, and the problems of the rest."""

    document: Mapping[str, Any]
    """Only the valid themes and tips, as input for `build_catalogue`."""
    problems: tuple[CatalogueProblem, ...]


def validate_document(document: Mapping[str, Any], file: str, *, is_own: bool) -> ValidationResult:
    """Return the valid part of a document and all problems. Never raises."""
    problems = [*_header_problems(document, file, is_own=is_own), *_non_table_problems(document, file)]
    themes = []
    for position, theme, table_problems in _validate_themes(document):
        problems += [theme_problem(file, position, theme, *problem) for problem in table_problems]
        if _is_readable(table_problems):
            themes.append(theme)
    theme_slugs = {theme["slug"] for theme in themes} | (set(THEME_SLUGS) if is_own else set())
    tips = []
    for position, tip, table_problems in _validate_tips(document, theme_slugs, is_own=is_own):
        problems += [tip_problem(file, position, tip, *problem) for problem in table_problems]
        if _is_readable(table_problems):
            tips.append(tip)
    return ValidationResult({"theme": themes, "tip": tips}, tuple(problems))


_FieldProblem = tuple[str, str, object]
"""Field, rule, detail."""


def _is_readable(problems: list[_FieldProblem]) -> bool:
    return all(rule in _NON_FATAL_RULES for _, rule, _ in problems)


def _header_problems(document: Mapping[str, Any], file: str, *, is_own: bool) -> Iterator[CatalogueProblem]:
    header = {key: value for key, value in document.items() if key not in ("theme", "tip")}
    for field, rule, detail in _model_problems(OwnTipsHeaderModel if is_own else HeaderModel, header):
        yield CatalogueProblem(file, None, field, rule, format_detail(detail))
    number = header.get("format")
    if type(number) is int and number != TIPS_FORMAT:
        yield CatalogueProblem(file, None, "format", "schema.format", format_detail(number))


def _non_table_problems(document: Mapping[str, Any], file: str) -> Iterator[CatalogueProblem]:
    """Yield a problem for `[tip]` or `tip = 3` in place of `[[tip]]`, and for each item that is not a table."""
    for key in ("theme", "tip"):
        value = document.get(key, [])
        if not isinstance(value, list | tuple):
            yield CatalogueProblem(file, None, key, "schema.type", "list")
            continue
        for position, table in enumerate(value, 1):
            if not isinstance(table, Mapping):
                yield CatalogueProblem(file, None, f"{key}[{position}]", "schema.type", "table")


def _validate_themes(document: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any], list[_FieldProblem]]]:
    seen: set[str] = set()
    for position, theme in iter_tables(document, "theme"):
        problems = list(_model_problems(ThemeModel, theme))
        slug = theme.get("slug")
        if isinstance(slug, str):
            if slug in seen:
                problems.append(("slug", "L1.theme", slug))
            seen.add(slug)
        yield position, theme, problems


def _validate_tips(
    document: Mapping[str, Any], theme_slugs: set[str], *, is_own: bool
) -> Iterator[tuple[int, Mapping[str, Any], list[_FieldProblem]]]:
    numbers: set[int] = set()
    slugs: set[str] = set()
    for position, tip in iter_tables(document, "tip"):
        problems = list(_model_problems(TipModel, tip))
        number, slug, theme = raw_tip_id(tip), tip.get("slug"), tip.get("theme")
        if number is not None:
            if number in numbers:
                problems.append(("id", "L1.id", number))
            elif is_own and number < FIRST_OWN_TIP_ID:
                problems.append(("id", "L1.own", number))
            numbers.add(number)
        if isinstance(slug, str):
            if slug in slugs:
                problems.append(("slug", "L1.slug", slug))
            slugs.add(slug)
        if (
            isinstance(theme, str)
            and theme not in theme_slugs
            and not any(field == "theme" for field, _, _ in problems)
        ):
            problems.append(("theme", "L2.theme", theme))
        yield position, tip, problems


def _model_problems(model: type[BaseModel], table: Mapping[str, Any]) -> Iterator[_FieldProblem]:
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
            yield _field_path(error_details["loc"]), rule, detail
        unknown = {error_details["loc"] for error_details in errors if error_details["type"] == "extra_forbidden"}
        # Pydantic checks for a missing language only if all fields are valid: repeat without the unknown keys.
        if len(unknown) == len(errors):
            yield from _model_problems(model, _drop_keys(table, unknown))


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
