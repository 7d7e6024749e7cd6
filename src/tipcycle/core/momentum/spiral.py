"""Where the implemented tips aimed, and where voices were heard: side by side, without a claim of effect (003.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tipcycle.core.blocks import SPIRAL
from tipcycle.core.momentum.reach import Reach
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import Heard


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the spiral."""

    place: str
    """`culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """Implemented tips that aim here."""
    heard: int
    """Voices that were heard here."""


def spiral(reach: Reach, catalogue: Catalogue, voices: Sequence[Heard]) -> tuple[Turn, ...]:
    """The four turns in their order. A voice is placed where it was heard, else where its tip aims."""
    aims = [catalogue.tips[tip].spiral for tip in reach.implemented if tip in catalogue.tips]
    heard = [_place(voice, catalogue) for voice in voices]
    return tuple(Turn(place, aims.count(place), heard.count(place)) for place in SPIRAL)


def _place(heard: Heard, catalogue: Catalogue) -> str | None:
    if heard.line.heard is not None:
        return heard.line.heard
    tip = catalogue.tips.get(heard.line.tip) if heard.line.tip is not None else None
    return tip.spiral if tip else None
