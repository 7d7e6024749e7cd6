"""Document types of `tipcycle tips … --json`."""

from typing import TypedDict

from tipcycle.core.diagnostics import Severity
from tipcycle.core.events import SpiralPlace
from tipcycle.core.tips import ChangeForm, TipKind
from tipcycle.render.json.contract.values import TipNumber


class ExampleFields(TypedDict):
    """A published example of the tip."""

    who: str
    """The organisation."""
    text: str
    """A description, in the language of the run if available."""
    url: str
    """The address of the source."""
    source: str
    """The type of the source: `own`, `interview`, `press` or `book`."""


class TipFields(TypedDict):
    """One tip of the catalogue or of the manager's own, in the language of the run."""

    tip: TipNumber
    """The number of the tip."""
    slug: str
    """The short name."""
    theme: str
    """The short name of the theme."""
    form: ChangeForm
    """The form of change it asks for."""
    mode: str
    """`run` for improve and renew, `explore` for transition and innovate."""
    kind: TipKind
    """Done every week, when it arises, or once."""
    title: str
    """The title."""
    what: str
    """The action."""
    why: str
    """The reason why it helps."""
    steps: list[str]
    """The steps."""
    if_then: str
    """The moment to do it: If …, then …"""
    check: str
    """The weekly question."""
    check_after: str | None
    """The weekly question once it stands; null except for a tip that is made once."""
    signal: str
    """The effect that a customer notices."""
    pitfall: str
    """The pitfall."""
    example: ExampleFields | None
    """An organisation that does it; null if none is known."""
    first_step_minutes: int
    """The duration of the first step, in minutes."""
    weekly_minutes: int
    """The time it takes each week, in minutes."""
    scope: str
    """The people involved: `self`, `team` or `across`."""
    spiral: SpiralPlace
    """The place on the spiral it aims at: `culture`, `experience`, `loyalty` or `reputation`."""
    related: list[TipNumber]
    """The related tips."""
    starred: bool
    """True if it has a star."""
    picked_in: list[int]
    """The numbers of the cycles in which it was one of the five."""


class TipsDocument(TypedDict):
    """Tips, in the order of the screen."""

    tips: list[TipFields]
    """The tips."""


class SuggestedTipFields(TipFields):
    """A suggested tip."""

    because: str
    """The reason for the suggestion, in the language of the run."""


class SuggestionsDocument(TypedDict):
    """Suggested tips."""

    tips: list[SuggestedTipFields]
    """The suggestions: the requested number, or by default as many as there are free places."""


class LintProblemFields(TypedDict):
    """A broken catalogue rule in a file of tips: the fields of a [problem](#problem-fields), and its location."""

    level: Severity
    """Always an error."""
    file: str
    """The name of the file."""
    line: int | None
    """The line at which reading failed; null if the file can be read."""
    message: str
    """The problem, in the language of the run."""
    hint: str
    """The suggested action; empty for a file that does not belong to the manager."""
    tip: TipNumber | None
    """The tip; null for a theme or a whole file, or if the tip has no number."""
    field: str
    """The key, such as `nl.steps[2]`; empty for the whole file."""
    rule: str
    """The name of the rule: `schema.missing`, `L4.words` …"""


class TipsCheckDocument(TypedDict):
    """The problems in a file of tips."""

    problems: list[LintProblemFields]
    """The problems: first what cannot be read, then the wording."""
