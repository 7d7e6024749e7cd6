"""The sound part of a document, and what the schema has against the rest, in our words. Never repairs a value."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from tipcycle.catalogue import (
    THEMES,
    CatalogueProblem,
    in_theme,
    in_tip,
    number_of,
    shown,
    tables,
)
from tipcycle.catalogue.schema import HeadModel, OwnHeadModel, ThemeModel, TipModel
from tipcycle.core.tips import FIRST_OWN_TIP, TIPS_FORMAT

_RULES = {
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
_SHOWS_ITS_VALUE = frozenset({"L2.list", "schema.range", "schema.slug", "schema.url"})
_EXPECTED = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "yes-or-no",
    "list_type": "list",
    "model_type": "table",
}
_HARMLESS = frozenset({"schema.unknown", "L1.slug"})
"""Reported; the tip can be read all the same."""


class Sifted(Struct, frozen=True):
    """What can be read of a file, and what was wrong with the rest."""

    document: Mapping[str, Any]
    """Only sound themes and tips; `build_catalogue` takes it."""
    problems: tuple[CatalogueProblem, ...]


def sift(document: Mapping[str, Any], file: str, *, own: bool) -> Sifted:
    """The sound part of a document and all problems of the rest. Never raises for any document."""
    problems = [*_head(document, file, own=own), *_not_tables(document, file)]
    themes = []
    for place, theme, found in _sound_themes(document):
        problems += [in_theme(file, place, theme, *each) for each in found]
        if _readable(found):
            themes.append(theme)
    known = {theme["slug"] for theme in themes} | (set(THEMES) if own else set())
    tips = []
    for place, tip, found in _sound_tips(document, known, own=own):
        problems += [in_tip(file, place, tip, *each) for each in found]
        if _readable(found):
            tips.append(tip)
    return Sifted({"theme": themes, "tip": tips}, tuple(problems))


_Found = tuple[str, str, object]
"""Field, rule, detail."""


def _readable(found: list[_Found]) -> bool:
    return all(rule in _HARMLESS for _, rule, _ in found)


def _head(document: Mapping[str, Any], file: str, *, own: bool) -> Iterator[CatalogueProblem]:
    head = {key: value for key, value in document.items() if key not in ("theme", "tip")}
    for field, rule, detail in _check(OwnHeadModel if own else HeadModel, head):
        yield CatalogueProblem(file, None, field, rule, shown(detail))
    number = head.get("format")
    if type(number) is int and number != TIPS_FORMAT:
        yield CatalogueProblem(file, None, "format", "schema.format", shown(number))


def _not_tables(document: Mapping[str, Any], file: str) -> Iterator[CatalogueProblem]:
    """`[tip]` or `tip = 3` where `[[tip]]` was meant."""
    for key in ("theme", "tip"):
        found = document.get(key, [])
        if not isinstance(found, list | tuple):
            yield CatalogueProblem(file, None, key, "schema.type", "list")
            continue
        for place, table in enumerate(found, 1):
            if not isinstance(table, Mapping):
                yield CatalogueProblem(file, None, f"{key}[{place}]", "schema.type", "table")


def _sound_themes(document: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any], list[_Found]]]:
    seen: set[str] = set()
    for place, theme in tables(document, "theme"):
        found = list(_check(ThemeModel, theme))
        slug = theme.get("slug")
        if isinstance(slug, str):
            if slug in seen:
                found.append(("slug", "L1.theme", slug))
            seen.add(slug)
        yield place, theme, found


def _sound_tips(
    document: Mapping[str, Any], known: set[str], *, own: bool
) -> Iterator[tuple[int, Mapping[str, Any], list[_Found]]]:
    numbers: set[int] = set()
    slugs: set[str] = set()
    for place, tip in tables(document, "tip"):
        found = list(_check(TipModel, tip))
        number, slug, theme = number_of(tip), tip.get("slug"), tip.get("theme")
        if number is not None:
            if number in numbers:
                found.append(("id", "L1.id", number))
            elif own and number < FIRST_OWN_TIP:
                found.append(("id", "L1.own", number))
            numbers.add(number)
        if isinstance(slug, str):
            if slug in slugs:
                found.append(("slug", "L1.slug", slug))
            slugs.add(slug)
        if isinstance(theme, str) and theme not in known and not any(field == "theme" for field, _, _ in found):
            found.append(("theme", "L2.theme", theme))
        yield place, tip, found


def _check(model: type[BaseModel], table: Mapping[str, Any]) -> Iterator[_Found]:
    """What pydantic finds in a table, in our words."""
    try:
        model.model_validate(dict(table))
    except ValidationError as error:
        every = error.errors(include_url=False, include_context=False)
        for each in every:
            kind, value = each["type"], each["input"]
            rule = _RULES.get(kind, "schema.type")
            if rule == "schema.type":
                detail: object = _EXPECTED.get(kind, "")
            else:
                detail = value if rule in _SHOWS_ITS_VALUE else ""
            yield _path(each["loc"]), rule, detail
        unknown = {each["loc"] for each in every if each["type"] == "extra_forbidden"}
        if len(unknown) == len(every):  # pydantic asks a table for its language only when no key in it is wrong
            yield from _check(model, _without(table, unknown))


def _without(table: Mapping[str, Any], paths: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """The table without the keys that lie at these paths."""
    return {
        key: _without(value, {path[1:] for path in paths if path[0] == key}) if isinstance(value, Mapping) else value
        for key, value in table.items()
        if (key,) not in paths
    }


def _path(location: tuple[int | str, ...]) -> str:
    """`("en", "steps", 0)` as `en.steps[1]`."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{shown(part)}" if path else shown(part)
    return path
