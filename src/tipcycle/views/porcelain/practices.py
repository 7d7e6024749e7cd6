"""The practices around the loop: pulse, reflection, sentence."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tipcycle.core.pulse import Tally
from tipcycle.core.reflect import Reflected
from tipcycle.core.sentence import Touchstone
from tipcycle.views.porcelain.values import number

if TYPE_CHECKING:
    from tipcycle.views import contract


def pulse_json(tallies: Iterable[Tally]) -> contract.Pulse:
    """`tipcycle pulse --json`; what the others said only from five slips on."""
    return {"pulse": [tally_json(tally) for tally in tallies]}


def tally_json(tally: Tally) -> contract.Tally:
    """One cycle's pulse."""
    return {
        "cycle": tally.cycle,
        "on": tally.on.isoformat(),
        "guess": tally.guess,
        "own": tally.own,
        "answers": tally.answers,
        "median": number(tally.median),
        "gap": number(tally.gap),
        "word": tally.word,
        "held_back": tally.held_back,
    }


def reflection_json(history: Iterable[Reflected]) -> contract.Reflections:
    """`tipcycle reflect --json`."""
    return {
        "reflections": [
            {
                "on": each.on.isoformat(),
                "answers": each.answers,
                "working": each.working,
                "thinking": each.thinking,
                "forms": list(each.forms),
                "runs": each.runs,
                "explores": each.explores,
            }
            for each in history
        ]
    }


def sentence_json(history: Sequence[Touchstone]) -> contract.Sentence:
    """`tipcycle sentence --json`: the one that holds now, and all there were."""

    def said(sentence: Touchstone) -> contract.Touchstone:
        return {
            "text": sentence.text,
            "since": sentence.since.isoformat(),
            "together": sentence.together.isoformat() if sentence.together else None,
            "provisional": sentence.provisional,
        }

    return {"sentence": said(history[-1]) if history else None, "history": [said(each) for each in history]}
