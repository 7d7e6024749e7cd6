"""Documents of the optional practices: pulse, reflection and touchstone."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tipcycle.core.pulse import CyclePulse
from tipcycle.core.reflection import ReflectionOutcome
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.render.json.values import to_float

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def pulse_json(pulses: Iterable[CyclePulse]) -> contract.PulseDocument:
    """Return the document of `tipcycle pulse --json`. Results of others need at least five slips."""
    return {"pulse": [pulse_fields(pulse) for pulse in pulses]}


def pulse_fields(pulse: CyclePulse) -> contract.CyclePulseFields:
    """Return the pulse of one cycle."""
    return {
        "cycle": pulse.cycle_number,
        "on": pulse.on.isoformat(),
        "guess": pulse.guess,
        "own": pulse.own,
        "answers": pulse.answer_count,
        "median": to_float(pulse.median),
        "gap": to_float(pulse.gap),
        "word": pulse.verdict,
        "held_back": pulse.is_withheld,
    }


def reflection_json(reflections: Iterable[ReflectionOutcome]) -> contract.ReflectionsDocument:
    """Return the document of `tipcycle reflect --json`."""
    return {
        "reflections": [
            {
                "on": reflection.on.isoformat(),
                "answers": reflection.answers,
                "working": reflection.working_balance,
                "thinking": reflection.thinking_balance,
                "forms": list(reflection.forms),
                "runs": reflection.is_running,
                "explores": reflection.is_exploring,
            }
            for reflection in reflections
        ]
    }


def touchstone_json(touchstones: Sequence[TouchstoneState]) -> contract.TouchstoneDocument:
    """Return the document of `tipcycle sentence --json`: the current touchstone and its history."""

    def touchstone_fields(touchstone: TouchstoneState) -> contract.TouchstoneFields:
        return {
            "text": touchstone.text,
            "since": touchstone.since.isoformat(),
            "together": touchstone.agreed_on.isoformat() if touchstone.agreed_on else None,
            "provisional": touchstone.is_provisional,
        }

    return {
        "sentence": touchstone_fields(touchstones[-1]) if touchstones else None,
        "history": [touchstone_fields(touchstone) for touchstone in touchstones],
    }
