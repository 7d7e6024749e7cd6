"""Document types of `tipcycle pulse --json`, `reflect --json` and `sentence --json`."""

from typing import TypedDict

from tipcycle.core.pulse import PulseVerdict
from tipcycle.core.tips import ChangeForm
from tipcycle.render.json.contract.values import DateText


class CyclePulseFields(TypedDict):
    """The pulse of one cycle."""

    cycle: int | None
    """The number of the cycle; null before the first cycle."""
    on: DateText
    """The day of the latest answer."""
    guess: int | None
    """The answer that the manager expected from colleagues, 1–5."""
    own: int | None
    """The manager's own answer, 1–5."""
    answers: int
    """The number of slips."""
    median: float | None
    """The median of the slips; null with fewer than five, or if it is withheld."""
    gap: float | None
    """The manager's own answer minus the median."""
    word: PulseVerdict | None
    """One room if the gap is smaller than one in either direction, otherwise two realities."""
    held_back: bool
    """True if a result is withheld because tallies side by side would reveal the answers of a few people."""


class PulseDocument(TypedDict):
    """The pulse: two realities or one room. Slips are stored as counts, and the counts are never exported."""

    pulse: list[CyclePulseFields]
    """The pulses, one for each cycle that has one, oldest first."""


class ReflectionFields(TypedDict):
    """The outcome of the eight reflection questions."""

    on: DateText
    """The day of the reflection."""
    answers: str
    """The eight answers: `y`, `n` or `?`."""
    working: int
    """Change of the way of working: yes minus no, of three questions."""
    thinking: int
    """Change of the way of thinking: yes minus no, of three questions."""
    forms: list[ChangeForm]
    """The form of change at hand; two or four forms if there is a tie."""
    runs: bool | None
    """True if the daily work keeps running; null for "I do not know"."""
    explores: bool | None
    """True if somebody explores something new; null for "I do not know"."""


class ReflectionsDocument(TypedDict):
    """Every reflection."""

    reflections: list[ReflectionFields]
    """The reflections, oldest first."""


class TouchstoneFields(TypedDict):
    """A sentence that choices are compared with."""

    text: str
    """The sentence."""
    since: DateText
    """The day on which it was set."""
    together: DateText | None
    """The day on which it was written together."""
    provisional: bool
    """True if it has not been written together yet."""


class TouchstoneDocument(TypedDict):
    """The touchstone sentence."""

    sentence: TouchstoneFields | None
    """The current sentence; null without one."""
    history: list[TouchstoneFields]
    """All sentences, oldest first."""
