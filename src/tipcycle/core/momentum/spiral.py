"""Where the implemented tips aimed, and where voices were heard: side by side, without a claim of effect (003.5)."""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.core.blocks import SPIRAL
from tipcycle.core.cycle import Cycle
from tipcycle.core.momentum.reach import Reach, reach
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import Heard, heard_on


class Turn(Struct, frozen=True):
    """One turn of the spiral."""

    place: str
    """`culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """Implemented tips that aim here."""
    heard: int
    """Voices that were heard here."""


def spiral(reached: Reach, catalogue: Catalogue, voices: Sequence[Heard]) -> tuple[Turn, ...]:
    """The four turns in their order. A voice is placed where it was heard, else where its tip aims."""
    aims = [catalogue.tips[tip].spiral for tip in reached.implemented if tip in catalogue.tips]
    heard = [_place(voice, catalogue) for voice in voices]
    return tuple(Turn(place, aims.count(place), heard.count(place)) for place in SPIRAL)


def spiral_until(
    cycles: Sequence[Cycle], catalogue: Catalogue, voices: Sequence[Heard], *, private: bool
) -> tuple[Turn, ...]:
    """The spiral as a review of the last of these cycles shows it; empty while nothing aimed or nothing was heard.

    Later voices are left out, and unless it is for the writer alone those that may not be read by others.
    """
    last = cycles[-1]
    counted = [
        heard
        for heard in voices
        if (private or heard.line.shared)
        and (heard.cycle.number <= last.number if heard.cycle else heard_on(heard.line) <= last.ends)
    ]
    turns = spiral(reach(cycles, catalogue.kind), catalogue, counted)
    return turns if any(turn.aimed for turn in turns) and any(turn.heard for turn in turns) else ()


def _place(heard: Heard, catalogue: Catalogue) -> str | None:
    if heard.line.heard is not None:
        return heard.line.heard
    tip = catalogue.tips.get(heard.line.tip) if heard.line.tip is not None else None
    return tip.spiral if tip else None
