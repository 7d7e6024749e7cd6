"""The cause that the next suggestion responds to, besides a reflection: the momentum or the pulse."""

from datetime import date

from tipcycle.core.events import Journal
from tipcycle.core.momentum.report import momentum_report
from tipcycle.core.momentum.strength import KindLookup
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import cycle_pulses
from tipcycle.core.suggestions import SuggestionCause


def current_cause(journal: Journal, cycles: Cycles, kind_of: KindLookup, today: date) -> SuggestionCause | None:
    """Return `becalmed` if that is the reading, else `two-realities` if the last cycle has such a pulse, or None."""
    if not cycles:
        return None
    if momentum_report(cycles, kind_of, today).verdict == "becalmed":
        return "becalmed"
    pulses = cycle_pulses(journal, cycles)
    is_current = bool(pulses) and pulses[-1].cycle_number == cycles[-1].number
    return "two-realities" if is_current and pulses[-1].verdict == "two-realities" else None
