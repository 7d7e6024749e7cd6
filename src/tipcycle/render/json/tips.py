"""Documents of `tips`, in the user's language."""

from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from tipcycle.core.diagnostics import Severity
from tipcycle.core.tips import ChangeForm, Tip, TipKind
from tipcycle.i18n import Translator
from tipcycle.render.json.values import TipNumber


class ExampleFields(Struct, frozen=True):
    """An organisation that does it."""

    who: str
    """The organisation."""
    text: str
    """A description, in the language of the run if available."""
    url: str
    """The address of the source."""
    source: str
    """The type of the source: `own`, `interview`, `press` or `book`."""


class TipFields(Struct, frozen=True):
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
    steps: Sequence[str]
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
    spiral: str
    """The place on the spiral it aims at: `culture`, `experience`, `loyalty` or `reputation`."""
    related: Sequence[TipNumber]
    """The related tips."""
    needs: Sequence[str]
    """The prerequisites: tips, as numbers of two digits, or `sentence` for the touchstone."""
    first: bool
    """False for a tip that does not suit the first five."""
    milestones: Sequence[str]
    """The steps of a build that the weekly question asks about; empty for other kinds."""
    words: Sequence[str]
    """Search words and phrases of the tip."""
    retired: str | None
    """The version of the catalogue that retired it; null if it can be picked."""
    successor: TipNumber | None
    """The tip that replaces it once it is retired; otherwise null."""
    starred: bool
    """True if it has a star."""
    picked_in: Sequence[int]
    """The numbers of the cycles in which it was one of the five."""


class TipsDocument(Struct, frozen=True):
    """Tips, in the order of the screen."""

    tips: Sequence[TipFields]
    """The tips."""


class SuggestedTipFields(TipFields, frozen=True):
    """A suggested tip."""

    because: str
    """The reason for the suggestion, in the language of the run."""


class SuggestionsDocument(Struct, frozen=True):
    """Tips that fit together."""

    tips: Sequence[SuggestedTipFields]
    """The suggestions: the requested number, or by default as many as there are free places."""


class LintProblemFields(Struct, frozen=True):
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


class TipsCheckDocument(Struct, frozen=True):
    """The problems in a file of tips."""

    problems: Sequence[LintProblemFields]
    """The problems: first what cannot be read, then the wording."""


def tips_json(
    tips: Iterable[Tip], translator: Translator, *, starred: Container[int], picked_in: Mapping[int, Sequence[int]]
) -> TipsDocument:
    """Return the document of `tipcycle tips list --json`, `tips show --json` and `tips search --json`."""
    return TipsDocument(
        tips=[
            tip_fields(tip, translator, starred=tip.id in starred, picked_in=picked_in.get(tip.id, ())) for tip in tips
        ]
    )


def suggestions_json(
    tips: Iterable[Tip],
    translator: Translator,
    *,
    starred: Container[int],
    picked_in: Mapping[int, Sequence[int]],
    reasons: Mapping[int, str],
) -> SuggestionsDocument:
    """Return the document of `tipcycle tips suggest --json`."""
    return SuggestionsDocument(
        tips=[
            SuggestedTipFields(**asdict(fields), because=reasons[fields.tip])
            for fields in tips_json(tips, translator, starred=starred, picked_in=picked_in).tips
        ]
    )


def tip_fields(tip: Tip, translator: Translator, *, starred: bool, picked_in: Sequence[int]) -> TipFields:
    """Return one tip in the user's language."""
    return TipFields(
        tip=tip.id,
        slug=tip.slug,
        theme=tip.theme,
        form=tip.form,
        mode=tip.form.mode,
        kind=tip.kind,
        **asdict(tip.text(translator.language)),
        example=_example_fields(tip, translator),
        first_step_minutes=tip.first_step_minutes,
        weekly_minutes=tip.weekly_minutes,
        scope=tip.scope,
        spiral=tip.spiral,
        related=tip.related,
        needs=[f"{need:02}" if isinstance(need, int) else need for need in tip.needs],
        first=tip.first,
        retired=tip.retired,
        successor=tip.successor,
        starred=starred,
        picked_in=picked_in,
    )


def _example_fields(tip: Tip, translator: Translator) -> ExampleFields | None:
    example = tip.example
    if example is None:
        return None
    text = example.text.get(translator.language) or next(iter(example.text.values()))
    return ExampleFields(example.who, text, example.url, example.source)
