"""The practices around the loop: pulse, reflection, sentence."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tipcycle.core.pulse import CyclePulse
from tipcycle.core.reflection import ReflectionOutcome
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.render.json.values import to_float

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def pulse_json(pulses: Iterable[CyclePulse]) -> contract.PulseDocument:
    """`tipcycle pulse --json`; what the others said only from five slips on."""
    return {"pulse": [pulse_fields(pulse) for pulse in pulses]}


def pulse_fields(pulse: CyclePulse) -> contract.CyclePulseFields:
    """One cycle's pulse."""
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
    """`tipcycle reflect --json`."""
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
    """`tipcycle sentence --json`: the one that holds now, and all there were."""

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
