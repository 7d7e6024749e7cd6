"""Documents of the optional practices: pulse, reflection and touchstone."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tipcycle.core.pulse import CyclePulse, PulseVerdict
from tipcycle.core.reflection import ReflectionOutcome
from tipcycle.core.tips import ChangeForm
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.render.json.values import Date, to_float


class CyclePulseFields(Struct, frozen=True):
    """The pulse of one cycle."""

    cycle: int | None
    """The number of the cycle; null before the first cycle."""
    on: Date
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


class PulseDocument(Struct, frozen=True):
    """The pulse: two realities or one room. Slips are stored as counts, and the counts are never exported."""

    pulse: Sequence[CyclePulseFields]
    """The pulses, one for each cycle that has one, oldest first."""


class ReflectionFields(Struct, frozen=True):
    """The outcome of the eight reflection questions."""

    on: Date
    """The day of the reflection."""
    answers: str
    """The eight answers: `y`, `n` or `?`."""
    working: int
    """Change of the way of working: yes minus no, of three questions."""
    thinking: int
    """Change of the way of thinking: yes minus no, of three questions."""
    forms: Sequence[ChangeForm]
    """The form of change at hand; two or four forms if there is a tie."""
    runs: bool | None
    """True if the daily work keeps running; null for "I do not know"."""
    explores: bool | None
    """True if somebody explores something new; null for "I do not know"."""


class ReflectionsDocument(Struct, frozen=True):
    """Every reflection."""

    reflections: Sequence[ReflectionFields]
    """The reflections, oldest first."""


class TouchstoneFields(Struct, frozen=True):
    """A sentence that choices are compared with."""

    text: str
    """The sentence."""
    since: Date
    """The day on which it was set."""
    together: Date | None
    """The day on which it was written together."""
    provisional: bool
    """True if it has not been written together yet."""


class TouchstoneDocument(Struct, frozen=True):
    """The touchstone sentence."""

    sentence: TouchstoneFields | None
    """The current sentence; null without one."""
    history: Sequence[TouchstoneFields]
    """All sentences, oldest first."""


def pulse_json(pulses: Iterable[CyclePulse]) -> PulseDocument:
    """Return the document of `tipcycle pulse --json`. Results of others need at least five slips."""
    return PulseDocument(pulse=[pulse_fields(pulse) for pulse in pulses])


def pulse_fields(pulse: CyclePulse) -> CyclePulseFields:
    """Return the pulse of one cycle."""
    return CyclePulseFields(
        cycle=pulse.cycle_number,
        on=pulse.on,
        guess=pulse.guess,
        own=pulse.own,
        answers=pulse.answer_count,
        median=to_float(pulse.median),
        gap=to_float(pulse.gap),
        word=pulse.verdict,
        held_back=pulse.is_withheld,
    )


def reflection_json(reflections: Iterable[ReflectionOutcome]) -> ReflectionsDocument:
    """Return the document of `tipcycle reflect --json`."""
    return ReflectionsDocument(
        reflections=[
            ReflectionFields(
                on=reflection.on,
                answers=reflection.answers,
                working=reflection.working_balance,
                thinking=reflection.thinking_balance,
                forms=reflection.forms,
                runs=reflection.is_running,
                explores=reflection.is_exploring,
            )
            for reflection in reflections
        ]
    )


def touchstone_json(touchstones: Iterable[TouchstoneState]) -> TouchstoneDocument:
    """Return the document of `tipcycle sentence --json`: the current touchstone and its history."""
    history = [
        TouchstoneFields(touchstone.text, touchstone.since, touchstone.agreed_on, touchstone.is_provisional)
        for touchstone in touchstones
    ]
    return TouchstoneDocument(sentence=history[-1] if history else None, history=history)
