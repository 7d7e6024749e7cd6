"""Tips and themes as the program knows them; where they were read from is not their business."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field

TIPS_FORMAT = 1
"""Of a file of tips, the catalogue's and a manager's own; the journal's files have one of their own."""
FIRST_OWN_TIP_ID = 201
"""The manager's own tips are numbered from here on; the catalogue's have lower numbers."""


class TipKind(StrEnum):
    """How often a tip can be done (docs/rules.md §2)."""

    RITUAL = "ritual"
    REFLEX = "reflex"
    BUILD = "build"


class ChangeForm(StrEnum):
    """The form of change a tip asks for (docs/rules.md §11)."""

    IMPROVE = "improve"
    RENEW = "renew"
    TRANSITION = "transition"
    INNOVATE = "innovate"

    @property
    def mode(self) -> str:
        """`run` (the same way of thinking) or `explore` (a new one)."""
        return "run" if self in (ChangeForm.IMPROVE, ChangeForm.RENEW) else "explore"


class TipText(Struct, frozen=True, kw_only=True):
    """A tip in one language."""

    title: str
    what: str
    why: str
    steps: tuple[str, ...]
    if_then: str
    check: str
    """The weekly question."""
    check_after: str | None
    """The question once it stands; builds only."""
    signal: str
    pitfall: str


class Example(Struct, frozen=True, kw_only=True):
    """Where somebody does it, read at its source."""

    who: str
    text: Mapping[str, str]
    url: str
    source: str


class Tip(Struct, frozen=True, kw_only=True):
    """One act a manager can do."""

    id: int
    slug: str
    theme: str
    form: ChangeForm
    kind: TipKind
    first_step_minutes: int
    weekly_minutes: int
    scope: str
    spiral: str
    seeds: tuple[str, ...]
    related: tuple[int, ...]
    texts: Mapping[str, TipText]
    example: Example | None = None
    retired: bool = False
    """Keeps its number, leaves the pick."""

    def text(self, language: str) -> TipText:
        """The tip in `language`, or in the language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def quickest_tip(tips: Iterable[Tip]) -> Tip | None:
    """The tip whose first step is the shortest; its number decides between equals."""
    return min(tips, key=lambda tip: (tip.first_step_minutes, tip.id), default=None)


class ThemeText(Struct, frozen=True, kw_only=True):
    """A theme in one language."""

    name: str
    line: str
    question: str
    """The question that opens the theme like a door."""


class Theme(Struct, frozen=True, kw_only=True):
    """A management theme; ten of them hold the catalogue."""

    slug: str
    order: int
    seeds: tuple[str, ...]
    texts: Mapping[str, ThemeText]

    def text(self, language: str) -> ThemeText:
        """The theme in `language`, or in the language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


class Catalogue(Struct, frozen=True):
    """All tips that can be read, by number and in the order of their numbers."""

    themes: tuple[Theme, ...] = ()
    tips: Mapping[int, Tip] = field(default_factory=dict)

    def kind_of(self, number: int) -> TipKind | None:
        """How often tip `number` can be done; None when this catalogue does not have it."""
        tip = self.tips.get(number)
        return tip.kind if tip else None

    def find(self, value: str) -> Tip | None:
        """The tip that is meant by a number (`5`, `05`) or a slug; None when there is none."""
        cleaned = value.strip().lower()
        if cleaned.isascii() and cleaned.isdigit():
            return self.tips.get(int(cleaned)) if len(cleaned) < 6 else None
        return next((tip for tip in self.tips.values() if tip.slug == cleaned), None)
