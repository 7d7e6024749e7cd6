"""The spiral: where implemented tips aim and where voices were heard. It implies no cause and effect."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import SPIRAL_PLACES
from tipcycle.core.momentum.implemented import ImplementedTips, implemented_tips
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import VoiceRecord, heard_on


class SpiralTurn(Struct, frozen=True):
    """One turn of the spiral."""

    spiral_place: str
    """`culture`, `experience`, `loyalty` or `reputation`."""
    tip_count: int
    """Number of implemented tips that aim here."""
    voice_count: int
    """Number of voices heard here."""
    running_count: int = 0
    """Number of tips in an open cycle that aim here."""


def spiral_turns(
    implemented: ImplementedTips,
    catalogue: Catalogue,
    voices: Sequence[VoiceRecord],
    running_tips: Iterable[int] = (),
) -> tuple[SpiralTurn, ...]:
    """Return the four turns in order.

    A voice counts at the spiral place where it was heard, or else at the one where its tip aims.
    """
    tip_places = [catalogue.tips[tip].spiral for tip in implemented.all_tips if tip in catalogue.tips]
    running_places = [catalogue.tips[tip].spiral for tip in running_tips if tip in catalogue.tips]
    voice_places = [_voice_place(voice, catalogue) for voice in voices]
    return tuple(
        SpiralTurn(place, tip_places.count(place), voice_places.count(place), running_places.count(place))
        for place in SPIRAL_PLACES
    )


def review_spiral(
    cycles: Sequence[Cycle], catalogue: Catalogue, voices: Sequence[VoiceRecord], *, private: bool
) -> tuple[SpiralTurn, ...]:
    """Return the spiral for a review of the last of these cycles.

    Later voices are left out, and private voices unless `private` is true. The result is empty if there is no
    implemented tip or no voice at any spiral place.
    """
    last_cycle = cycles[-1]
    included_voices = [
        voice
        for voice in voices
        if (private or voice.remark.shared)
        and (
            voice.cycle_number <= last_cycle.number if voice.cycle_number else heard_on(voice.remark) <= last_cycle.ends
        )
    ]
    turns = spiral_turns(implemented_tips(cycles, catalogue.kind_of), catalogue, included_voices)
    return turns if any(turn.tip_count for turn in turns) and any(turn.voice_count for turn in turns) else ()


def _voice_place(voice: VoiceRecord, catalogue: Catalogue) -> str | None:
    if voice.remark.spiral_place is not None:
        return voice.remark.spiral_place
    tip = catalogue.tips.get(voice.remark.tip) if voice.remark.tip is not None else None
    return tip.spiral if tip else None
