"""The practices around the loop: `tipcycle pulse --json`, `reflect --json` and `sentence --json`."""

from typing import TypedDict

from tipcycle.core.pulse import PulseVerdict as Rooms
from tipcycle.core.tips import ChangeForm
from tipcycle.render.json.contract.values import DateText


class CyclePulseFields(TypedDict):
    """One cycle's pulse."""

    cycle: int | None
    """The number of the cycle; null before the first."""
    on: DateText
    """The day of its latest answer."""
    guess: int | None
    """What the manager thought that colleagues would say, 1–5."""
    own: int | None
    """What the manager said, 1–5."""
    answers: int
    """How many slips there were."""
    median: float | None
    """Of the slips; null under five, and where it is held back."""
    gap: float | None
    """The manager's own answer less the median."""
    word: Rooms | None
    """One room below a gap of one, two realities from one on, in either direction."""
    held_back: bool
    """Whether tallies stand side by side that would give a few people's answers away, so that none is shown."""


class PulseDocument(TypedDict):
    """Two realities or one room. Slips are kept as counts, and no count leaves the journal."""

    pulse: list[CyclePulseFields]
    """One for each cycle that has one, the oldest first."""


class ReflectionFields(TypedDict):
    """What eight plain answers say."""

    on: DateText
    """The day."""
    answers: str
    """The eight answers: `y`, `n` or `?`."""
    working: int
    """Whether the way of working changes: yes minus no, of three."""
    thinking: int
    """Whether the way of thinking changes: yes minus no, of three."""
    forms: list[ChangeForm]
    """The form of change at hand; two or four where a fact is a tie."""
    runs: bool | None
    """Whether the daily work keeps running; null for "I do not know"."""
    explores: bool | None
    """Whether something new is being explored; null for "I do not know"."""


class ReflectionsDocument(TypedDict):
    """Every reflection."""

    reflections: list[ReflectionFields]
    """The oldest first."""


class TouchstoneFields(TypedDict):
    """A sentence to hold choices against."""

    text: str
    """The sentence."""
    since: DateText
    """The day it was set."""
    together: DateText | None
    """The day it was written together."""
    provisional: bool
    """Whether it was not yet written together."""


class TouchstoneDocument(TypedDict):
    """The touchstone sentence."""

    sentence: TouchstoneFields | None
    """The one that holds now; null when there is none."""
    history: list[TouchstoneFields]
    """All there were, the oldest first."""
