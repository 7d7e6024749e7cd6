"""The choice while it grows: what lies on the shelf, what was chosen, and every move. Pure: no screen, no words."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.blocks import FIVE
from tipcycle.core.mix import Mix, mix_of
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.core.weeks import starts_offered


class Proposal(Struct, frozen=True):
    """A tip that is proposed, and why, in words."""

    tip: int
    because: str


Proposals = Callable[[int, frozenset[int]], tuple[Proposal, ...]]
"""The five of a round (0, 1, 2 …), with these stars given."""


class Shelf(Struct, frozen=True, kw_only=True):
    """What the picker is given. All its text is safe to show."""

    catalogue: Catalogue
    pickable: frozenset[int]
    """The tips that may be chosen; what is in the catalogue and not in here stays already."""
    today: date
    seats: tuple[int, ...] = ()
    """The extended tips, which have their place already."""
    begun: tuple[int, ...] = ()
    """Those that were chosen before the picker opened; they can be let go like any other."""
    starred: frozenset[int] = frozenset()
    picked_in: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    proposals: Proposals = lambda round_, stars: ()
    earliest: date | None = None
    """The first Monday that the cycle before leaves free."""
    sentence: str | None = None
    """The touchstone sentence, to hold the five against."""

    @property
    def tips(self) -> tuple[Tip, ...]:
        """What can be read: every tip but the retired ones."""
        return tuple(tip for tip in self.catalogue.tips.values() if not tip.retired or tip.id in self.seats)

    @property
    def starts(self) -> tuple[date, ...]:
        """The Mondays to begin on: one, or two where it is a question."""
        return starts_offered(self.today, self.earliest)


class Choice(Struct, frozen=True):
    """What the picker returns; nothing of it is saved yet."""

    tips: tuple[int, ...]
    """The tips beside the extended ones; none when the manager left without choosing."""
    start: date | None = None
    """The Monday to begin on; None leaves it to the calendar."""
    running: str | None = None
    """What must simply keep running meanwhile."""
    stars_added: tuple[int, ...] = ()
    stars_removed: tuple[int, ...] = ()
    """Stars last whether or not five were chosen."""
    left: tuple[int, ...] = ()
    """What was chosen by somebody who left all the same."""


class Told(Enum):
    """What a move has to say."""

    FULL = "five is five"
    MADE_PLACE = "a proposed one made place"
    LEAVING = "the five are lost when you leave"
    SEATED = "this one has its place already"
    STAYS = "this one stays already and needs no place"
    PROPOSED = "these go together"
    NOTHING_LEFT = "there is nothing left to propose"
    TOO_FEW = "five are needed to go on"


class Remark(Struct, frozen=True):
    """What the last move has to say, and about which tip."""

    told: Told
    tip: int | None = None


class Picking(Struct, frozen=True, kw_only=True):
    """The choice so far. Every move gives the next one; never more than five."""

    shelf: Shelf
    chosen: tuple[int, ...] = ()
    """In the order of choosing, without the extended ones."""
    tentative: frozenset[int] = frozenset()
    """Those of them that were proposed and not chosen by hand since."""
    because: Mapping[int, str] = field(default_factory=dict)
    """Why, for everything that was ever proposed."""
    stars: frozenset[int] = frozenset()
    round: int = 0
    """How many proposals were made."""
    remark: Remark | None = None

    @classmethod
    def begin(cls, shelf: Shelf) -> "Picking":
        """What was begun with is chosen, and nothing else."""
        return cls(shelf=shelf, chosen=shelf.begun, stars=shelf.starred)

    @property
    def five(self) -> tuple[int, ...]:
        """The extended tips and the chosen ones."""
        return (*self.shelf.seats, *self.chosen)

    @property
    def left(self) -> int:
        """How many places are free."""
        return max(0, FIVE - len(self.five))

    @property
    def tips(self) -> tuple[Tip, ...]:
        """Those of the five so far that the catalogue has."""
        return tuple(self.shelf.catalogue.tips[tip] for tip in self.five if tip in self.shelf.catalogue.tips)

    @property
    def mix(self) -> Mix:
        """What they are together."""
        return mix_of(self.tips)

    def stays(self, tip: int) -> bool:
        """Whether a tip stays already, so that it cannot be chosen."""
        return tip not in self.shelf.pickable and tip not in self.shelf.seats

    def toggled(self, tip: int) -> "Picking":
        """With a tip chosen, or let go when it was; one that was proposed is chosen by hand first.

        Where all five places are taken, one that was only proposed makes place.
        """
        if tip in self.tentative:
            return replace(self, tentative=self.tentative - {tip}, remark=None)
        if tip in self.chosen:
            return self.without(tip)
        if tip in self.shelf.seats:
            return replace(self, remark=Remark(Told.SEATED, tip))
        if self.stays(tip):
            return replace(self, remark=Remark(Told.STAYS, tip))
        if self.left:
            return replace(self, chosen=(*self.chosen, tip), remark=None)
        proposed = [other for other in self.chosen if other in self.tentative]
        if not proposed:
            return replace(self, remark=Remark(Told.FULL))
        smaller = self.without(proposed[-1])
        return replace(smaller, chosen=(*smaller.chosen, tip), remark=Remark(Told.MADE_PLACE, proposed[-1]))

    def leaving(self) -> "Picking":
        """The same, with the question whether to leave without the chosen ones."""
        return replace(self, remark=Remark(Told.LEAVING))

    def staying(self) -> "Picking":
        """The same, with nothing more to say."""
        return replace(self, remark=None)

    def without(self, tip: int) -> "Picking":
        """With a tip let go, if it was chosen."""
        chosen = tuple(other for other in self.chosen if other != tip)
        return replace(self, chosen=chosen, tentative=self.tentative - {tip}, remark=None)

    def starred(self, tip: int) -> "Picking":
        """With a star for a tip, or without when it had one."""
        return replace(self, stars=self.stars ^ {tip}, remark=None)

    def proposed(self) -> "Picking":
        """With each free place filled by a proposal; an earlier proposal makes place, what was chosen by hand stays."""
        kept = tuple(tip for tip in self.chosen if tip not in self.tentative)
        free = FIVE - len(self.shelf.seats) - len(kept)
        if free <= 0:
            return replace(self, remark=Remark(Told.FULL))
        offered = [
            proposal
            for proposal in self.shelf.proposals(self.round, self.stars)
            if proposal.tip in self.shelf.pickable and proposal.tip not in {*kept, *self.shelf.seats}
        ][:free]
        if not offered:
            return replace(self, remark=Remark(Told.NOTHING_LEFT))
        return replace(
            self,
            chosen=kept + tuple(proposal.tip for proposal in offered),
            tentative=frozenset(proposal.tip for proposal in offered),
            because={**self.because, **{proposal.tip: proposal.because for proposal in offered}},
            round=self.round + 1,
            remark=Remark(Told.PROPOSED),
        )

    def finished(self) -> "Picking":
        """The same, with a word when five are not there yet."""
        return replace(self, remark=Remark(Told.TOO_FEW) if self.left else None)

    def choice(self, *, start: date | None = None, running: str | None = None) -> Choice:
        """What goes back to the caller."""
        return replace(self.left_behind(), tips=self.chosen, start=start, running=running, left=())

    def left_behind(self) -> Choice:
        """What goes back when the manager leaves: the stars, and what would have been picked."""
        return Choice(
            tips=(),
            stars_added=tuple(sorted(self.stars - self.shelf.starred)),
            stars_removed=tuple(sorted(self.shelf.starred - self.stars)),
            left=self.chosen,
        )
