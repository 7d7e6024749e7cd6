"""What was understood, and is not possible now; its facts say why. The sentences: `cli.sentences.not_now`."""

from datetime import date

from tipcycle.core.errors.base import Refused
from tipcycle.core.weeks import Week


class NoCycle(Refused):
    """Nothing was picked yet."""


class UnknownCycle(Refused):
    """No cycle has this number or first Monday."""

    word: str


class NotBegun(Refused):
    """The cycle is planned and begins on `starts`."""

    starts: date


class StillOpen(Refused):
    """The last cycle is not closed, so no new five can be picked; from `closable` on it can be."""

    number: int
    closable: date
    ended: bool
    planned: bool = False


class AlreadyClosed(Refused):
    """The cycle is closed and takes only undo, voices and sharing."""

    number: int


class TooEarlyToClose(Refused):
    """A cycle can be closed from its last week on."""

    number: int
    closable: date


class PickInUse(Refused):
    """A pick with answers in it cannot be taken back."""

    number: int


class PickedSince(Refused):
    """A close cannot be taken back while a later cycle is picked: nothing could close the earlier one again."""

    number: int
    """The cycle that was picked after it."""
    starts: date
    """The first Monday of the cycle that was closed."""


class WeekNotBegun(Refused):
    """The week has not begun."""

    week: Week


class WeekOutside(Refused):
    """The week belongs to no cycle that is open."""

    week: Week
    starts: date
    ends: date


class WeekPaused(Refused):
    """The week is paused; it is answered only when it is named."""

    week: Week


class NothingToPause(Refused):
    """None of the named weeks lies in the cycle."""

    starts: date
    ends: date


class FeelingsTooLate(Refused):
    """Feelings are accepted until `until`, and nothing else was given."""

    until: date


class Implemented(Refused):
    """The tip became normal already, so it cannot be picked."""

    tip: int


class AmongTheFive(Refused):
    """The tip is among the five already."""

    tip: int


class Retired(Refused):
    """The tip left the catalogue's pick."""

    tip: int


class SwappedOut(Refused):
    """A tip that was swapped out does not return in the same cycle."""

    tip: int


class TooLateToSwap(Refused):
    """In the last week a tip that has an answer keeps its place."""

    tip: int


class NotAmong(Refused):
    """The tip is not among the five."""

    tip: int
    five: tuple[int, ...]


class NotActiveThatWeek(Refused):
    """The tip was not among the five in that week."""

    tip: int
    week: Week


class NotStaying(Refused):
    """`--alive` or `--lapsed` for a tip that is not implemented, or lapsed already."""

    tip: int


class SinglesOut(Refused):
    """Beside an earlier tally of this cycle, this one would tell what a few people answered."""


class TooFewSlips(Refused):
    """Fewer slips than the floor are not written down, and nothing else was given."""

    slips: int
    floor: int


class UnknownLine(Refused):
    """No note or voice has an id that begins so; `several` when more than one has."""

    word: str
    several: bool


class NothingToUndo(Refused):
    """No entry stands."""


class Stopped(Refused):
    """The conversation ended; `saved` is whether something was saved before."""

    saved: bool = False
