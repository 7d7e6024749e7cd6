"""`tipcycle tips … --json`."""

from typing import TypedDict

from tipcycle.core.diagnostics import Severity
from tipcycle.core.events import SpiralPlace
from tipcycle.core.tips import ChangeForm, TipKind
from tipcycle.render.json.contract.values import TipNumber


class ExampleFields(TypedDict):
    """Where somebody does it."""

    who: str
    """The organisation."""
    text: str
    """What they do, in the language of the run or else the other."""
    url: str
    """Where it was read."""
    source: str
    """What sort of source that is: `own`, `interview`, `press` or `book`."""


class TipFields(TypedDict):
    """One tip of the catalogue or of the manager's own, in the language of the run."""

    tip: TipNumber
    """Its number."""
    slug: str
    """Its short name."""
    theme: str
    """The short name of its theme."""
    form: ChangeForm
    """The form of change it asks for."""
    mode: str
    """`run` for improve and renew, `explore` for transition and innovate."""
    kind: TipKind
    """Done every week, when it arises, or once."""
    title: str
    """Its title."""
    what: str
    """What you do."""
    why: str
    """Why it helps."""
    steps: list[str]
    """How, step by step."""
    if_then: str
    """The moment: If …, then …"""
    check: str
    """The weekly question."""
    check_after: str | None
    """The weekly question once it stands; null but for what is made once."""
    signal: str
    """What a customer notices."""
    pitfall: str
    """The trap."""
    example: ExampleFields | None
    """Where somebody does it; null where none is known."""
    first_step_minutes: int
    """How long the first step takes."""
    weekly_minutes: int
    """How long it takes a week."""
    scope: str
    """Whom it touches: `self`, `team` or `across`."""
    spiral: SpiralPlace
    """Where on the spiral it aims: `culture`, `experience`, `loyalty` or `reputation`."""
    related: list[TipNumber]
    """Tips that go with it."""
    starred: bool
    """Whether it has a star."""
    picked_in: list[int]
    """The numbers of the cycles in which it had a place."""


class TipsDocument(TypedDict):
    """Tips, in the order in which the screen shows them."""

    tips: list[TipFields]
    """The tips."""


class SuggestedTipFields(TipFields):
    """A tip that is proposed."""

    because: str
    """Why it is proposed, in the language of the run."""


class SuggestionsDocument(TypedDict):
    """Tips that fit together."""

    tips: list[SuggestedTipFields]
    """As many as were asked for; as many as places are free when nobody says."""


class LintProblemFields(TypedDict):
    """A rule of the catalogue that a file of tips breaks, with the fields of a [problem](#problem) and where it is."""

    level: Severity
    """Always an error."""
    file: str
    """The name of the file."""
    line: int | None
    """Where the file cannot be read; null where it can."""
    message: str
    """What is wrong, in the language of the run."""
    hint: str
    """What to do; empty for a file that is not the manager's own."""
    tip: TipNumber | None
    """The tip that it is about; null where it is about a theme or the file, or the tip has no number."""
    field: str
    """The key, as `nl.steps[2]`; empty for the file as a whole."""
    rule: str
    """The name of the rule: `schema.missing`, `L4.words` …"""


class TipsCheckDocument(TypedDict):
    """What is wrong in a file of tips."""

    problems: list[LintProblemFields]
    """What cannot be read first, then what reads badly."""
