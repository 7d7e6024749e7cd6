"""The sheet of one cycle: its review, with what lies around the cycle already found in the journal.

Nothing that was written or decided after the reviewed cycle changes it, and what is not for others is not in it.
"""

from datetime import date

from tipcycle.core.blocks import Journal, Profile
from tipcycle.core.cycles import Cycles
from tipcycle.core.momentum.spiral import spiral_until
from tipcycle.core.pulse import looked_back, tallies
from tipcycle.core.review import Review, review, suggestions
from tipcycle.core.sentence import current
from tipcycle.core.shelf import starred
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import every_voice


def sheet(
    journal: Journal,
    catalogue: Catalogue,
    cycles: Cycles,
    number: int,
    profile: Profile,
    today: date,
    *,
    private: bool,
) -> Review:
    """The review of cycle `number` with the sentence that held, tips for the team's place, pulse and spiral."""
    position, upto = number - 1, cycles[:number]
    held = current(journal, until=upto[-1].closed_on or today)
    return review(
        cycles,
        position,
        catalogue.kind,
        profile,
        today,
        private=private,
        suggested=suggestions(catalogue, cycles, position, starred(journal)),
        sentence=held.text if held else None,
        provisional=held is not None and held.provisional,
        pulse=looked_back(tallies(journal, cycles), number),
        spiral=spiral_until(upto, catalogue, every_voice(journal, cycles), private=private),
    )
