"""The schema of a catalogue file (data/tips.toml), as pydantic models. Imported only where a file is validated.

Says what can be read; `sift` holds a file against it, and what reads well is the business of `lint`. A key without a
word here means what it means in `views.contract`, where a tip goes out.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

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


Text = Annotated[str, AfterValidator(_validate_text)]
Slug = Annotated[str, AfterValidator(_validate_slug)]
Url = Annotated[str, AfterValidator(_validate_url)]
Number = Annotated[int, Field(ge=1, le=99999)]
Minutes = Annotated[int, Field(ge=0, le=9999)]
Language = Literal["en", "nl"]


class _StrictModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TipTextModel(_StrictModel):
    """`[tip.en]`, `[tip.nl]`."""

    title: Text
    what: Text
    why: Text
    steps: Annotated[list[Text], Field(min_length=1)]
    if_then: Text
    check: Text
    check_after: Text | None = None
    """The weekly question once it stands; what is made once needs it."""
    signal: Text
    pitfall: Text


class ThemeTextModel(_StrictModel):
    """`[theme.en]`, `[theme.nl]`."""

    name: Text
    """Its name."""
    line: Text
    """What it is about, in one line."""
    question: Text
    """The question that opens it like a door."""


class _TranslatedModel(_StrictModel):
    """What has a text in at least one language."""

    @model_validator(mode="after")
    def _require_language(self) -> Self:
        if getattr(self, "en", None) is None and getattr(self, "nl", None) is None:
            raise PydanticCustomError("no-language", "no language")
        return self


class ExampleModel(_TranslatedModel):
    """`[tip.example]`."""

    who: Text
    en: Text | None = None
    """What they do, in English; one language is enough."""
    nl: Text | None = None
    """What they do, in Dutch."""
    url: Url
    source: Literal["own", "interview", "press", "book"]


class TipModel(_TranslatedModel):
    """`[[tip]]`."""

    id: Number
    """1–101 in the catalogue, from 201 on the manager's own."""
    slug: Slug
    theme: Slug
    form: Literal["improve", "renew", "transition", "innovate"]
    kind: Literal["ritual", "reflex", "build"]
    first_step_minutes: Minutes
    weekly_minutes: Minutes
    scope: Literal["self", "team", "across"]
    spiral: Literal["culture", "experience", "loyalty", "reputation"]
    seeds: list[Text] = []
    """The ideas it grew from."""
    related: list[Number] = []
    retired: bool = False
    """Whether it keeps its number and leaves the pick."""
    en: TipTextModel | None = None
    """The tip in English; one language is enough."""
    nl: TipTextModel | None = None
    """The tip in Dutch."""
    example: ExampleModel | None = None
    """Where somebody does it."""


class ThemeModel(_TranslatedModel):
    """`[[theme]]`."""

    slug: Slug
    """Its short name, by which a tip names it."""
    order: Number
    """Its place among the themes."""
    seeds: list[Text] = []
    """The ideas it grew from."""
    en: ThemeTextModel | None = None
    """The theme in English; one language is enough."""
    nl: ThemeTextModel | None = None
    """The theme in Dutch."""


class OwnTipsHeaderModel(_StrictModel):
    """The keys above a manager's own tips, none of which is needed."""

    format: int = TIPS_FORMAT
    version: Text | None = None
    languages: Annotated[list[Language], Field(min_length=1)] | None = None


class HeaderModel(OwnTipsHeaderModel):
    """The keys above the tips of the catalogue itself."""

    format: int
    version: Text
    languages: Annotated[list[Language], Field(min_length=1)]
