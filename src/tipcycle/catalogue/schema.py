"""Schema of tip files (`data/tips.toml`) as pydantic models. Import this module only where a file is validated.

`validation` applies the schema; `lint` checks numbers, choices and style. The field docstrings feed docs/reference. A
field without a docstring has the same meaning as in `render.json.tips`.
"""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import TIPS_FORMAT

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s\"'<>]+")
_CONTROL_CHARS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _validate_text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty", "empty")
    if _CONTROL_CHARS.search(value):
        raise PydanticCustomError("control", "control")
    return value


def _validate_slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError("slug", "slug")
    return value


def _validate_url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise PydanticCustomError("url", "url")
    return value


def _validate_need(value: object) -> object:
    if type(value) is not int and not isinstance(value, str):
        raise PydanticCustomError("need", "need")
    return value


Text = Annotated[str, AfterValidator(_validate_text)]
Slug = Annotated[str, AfterValidator(_validate_slug)]
Url = Annotated[str, AfterValidator(_validate_url)]
Number = Annotated[int, Field(ge=1, le=99999)]
Minutes = Annotated[int, Field(ge=0, le=9999)]
Need = Annotated[Any, AfterValidator(_validate_need)]
"""The number of a tip, or a practice; rule L16 of the lint checks the value."""
Choice = Any
"""One of the values that rule L2 of the lint allows."""


class _StrictModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TipTextModel(_StrictModel):
    """One translation of a tip: `[tip.en]` or `[tip.nl]`."""

    title: Text
    what: Text
    why: Text
    steps: Annotated[list[Text], Field(min_length=1)]
    if_then: Text
    check: Text
    check_after: Text | None = None
    """The weekly question once the result is in place. Required for a build."""
    signal: Text
    pitfall: Text
    milestones: list[Text] = []
    words: list[Text] = []


class ThemeTextModel(_StrictModel):
    """One translation of a theme: `[theme.en]` or `[theme.nl]`."""

    name: Text
    """Its name."""
    line: Text
    """Its subject, in one line."""
    question: Text
    """The question that introduces it."""


class _TranslatedModel(_StrictModel):
    """Base for tables with a text in at least one language."""

    @model_validator(mode="after")
    def _require_language(self) -> Self:
        if all(getattr(self, language, None) is None for language in LANGUAGES):
            raise PydanticCustomError("no-language", "no language")
        return self


class ExampleModel(_TranslatedModel):
    """A published example of a tip: `[tip.example]`."""

    who: Text
    en: Text | None = None
    """The practice in English. One language is enough."""
    nl: Text | None = None
    """The practice in Dutch."""
    url: Url
    source: Choice


class TipModel(_TranslatedModel):
    """A tip: `[[tip]]`."""

    id: Number
    """1–101 in the catalogue, 201 or higher for own tips."""
    slug: Slug
    theme: Slug
    form: Choice
    kind: Choice
    first_step_minutes: Minutes
    weekly_minutes: Minutes
    scope: Choice
    spiral: Choice
    seeds: list[Text] = []
    """The ideas from which it was developed."""
    related: list[Number] = []
    needs: list[Need] = []
    first: bool = True
    retired: Text | None = None
    successor: Number | None = None
    en: TipTextModel | None = None
    """The tip in English. One language is enough."""
    nl: TipTextModel | None = None
    """The tip in Dutch."""
    example: ExampleModel | None = None
    """A published example."""


class ThemeModel(_TranslatedModel):
    """A theme: `[[theme]]`."""

    slug: Slug
    """Its short name, used in `theme` of a tip."""
    order: Number
    """Its position among the themes."""
    seeds: list[Text] = []
    """The ideas from which it was developed."""
    en: ThemeTextModel | None = None
    """The theme in English. One language is enough."""
    nl: ThemeTextModel | None = None
    """The theme in Dutch."""


class OwnTipsHeaderModel(_StrictModel):
    """The top-level keys of a file of own tips. All are optional."""

    format: int = TIPS_FORMAT
    version: Text | None = None
    languages: Annotated[list[Choice], Field(min_length=1)] | None = None


class HeaderModel(OwnTipsHeaderModel):
    """The top-level keys of the catalogue file."""

    format: int
    version: Text
    languages: Annotated[list[Choice], Field(min_length=1)]
