"""The choice while it grows: what lies on the shelf, what was chosen, and every move. Pure: no screen, no words."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.suggestions import TipBalance, tip_balance
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.core.weeks import start_options


class Proposal(Struct, frozen=True):
    """A tip that is proposed, and why, in words."""

    tip: int
    reason: str


Proposer = Callable[[int, frozenset[int]], tuple[Proposal, ...]]
"""The five of a round (0, 1, 2 …), with these stars given."""


class PickerData(Struct, frozen=True, kw_only=True):
    """What the picker is given. All its text is safe to show."""

    catalogue: Catalogue
    pickable: frozenset[int]
    """The tips that may be chosen; what is in the catalogue and not in here stays already."""
    today: date
    extended_tips: tuple[int, ...] = ()
    """The extended tips, which have their place already."""
    preselected: tuple[int, ...] = ()
    """Those that were chosen before the picker opened; they can be let go like any other."""
    starred: frozenset[int] = frozenset()
    cycles_by_tip: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    propose: Proposer = lambda round_, stars: ()
    earliest_start: date | None = None
    """The first Monday that the cycle before leaves free."""
    touchstone: str | None = None
    """The touchstone sentence, to hold the five against."""

    @property
    def listed_tips(self) -> tuple[Tip, ...]:
        """What can be read: every tip but the retired ones."""
        return tuple(tip for tip in self.catalogue.tips.values() if not tip.retired or tip.id in self.extended_tips)

    @property
    def start_options(self) -> tuple[date, ...]:
        """The Mondays to begin on: one, or two where it is a question."""
        return start_options(self.today, self.earliest_start)


class PickerResult(Struct, frozen=True):
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
    abandoned: tuple[int, ...] = ()
    """What was chosen by somebody who left all the same."""


class MessageKind(Enum):
    """What a move has to say."""

    FULL = "five is five"
    REPLACED = "a proposed one made place"
    CONFIRM_LEAVE = "the five are lost when you leave"
    EXTENDED = "this one has its place already"
    IMPLEMENTED = "this one stays already and needs no place"
    PROPOSED = "these go together"
    NO_PROPOSALS = "there is nothing left to propose"
    TOO_FEW = "five are needed to go on"


class Message(Struct, frozen=True):
    """What the last move has to say, and about which tip."""

    kind: MessageKind
    tip: int | None = None


class PickerState(Struct, frozen=True, kw_only=True):
    """The choice so far. Every move gives the next one; never more than five."""

    data: PickerData
    chosen: tuple[int, ...] = ()
    """In the order of choosing, without the extended ones."""
    tentative: frozenset[int] = frozenset()
    """Those of them that were proposed and not chosen by hand since."""
    reasons: Mapping[int, str] = field(default_factory=dict)
    """Why, for everything that was ever proposed."""
    stars: frozenset[int] = frozenset()
    proposal_count: int = 0
    """How many proposals were made."""
    message: Message | None = None

    @classmethod
    def initial(cls, data: PickerData) -> "PickerState":
        """What was begun with is chosen, and nothing else."""
        return cls(data=data, chosen=data.preselected, stars=data.starred)

    @property
    def five(self) -> tuple[int, ...]:
        """The extended tips and the chosen ones."""
        return (*self.data.extended_tips, *self.chosen)

    @property
    def free_places(self) -> int:
        """How many places are free."""
        return max(0, TIPS_PER_CYCLE - len(self.five))

    @property
    def five_tips(self) -> tuple[Tip, ...]:
        """Those of the five so far that the catalogue has."""
        return tuple(self.data.catalogue.tips[tip] for tip in self.five if tip in self.data.catalogue.tips)

    @property
    def balance(self) -> TipBalance:
        """What they are together."""
        return tip_balance(self.five_tips)

    def is_implemented(self, tip: int) -> bool:
        """Whether a tip stays already, so that it cannot be chosen."""
        return tip not in self.data.pickable and tip not in self.data.extended_tips

    def toggle_tip(self, tip: int) -> "PickerState":
        """With a tip chosen, or let go when it was; one that was proposed is chosen by hand first.

        Where all five places are taken, one that was only proposed makes place.
        """
        if tip in self.tentative:
            return replace(self, tentative=self.tentative - {tip}, message=None)
        if tip in self.chosen:
            return self.remove_tip(tip)
        if tip in self.data.extended_tips:
            return replace(self, message=Message(MessageKind.EXTENDED, tip))
        if self.is_implemented(tip):
            return replace(self, message=Message(MessageKind.IMPLEMENTED, tip))
        if self.free_places:
            return replace(self, chosen=(*self.chosen, tip), message=None)
        proposed = [other for other in self.chosen if other in self.tentative]
        if not proposed:
            return replace(self, message=Message(MessageKind.FULL))
        smaller = self.remove_tip(proposed[-1])
        return replace(smaller, chosen=(*smaller.chosen, tip), message=Message(MessageKind.REPLACED, proposed[-1]))

    def ask_leave(self) -> "PickerState":
        """The same, with the question whether to leave without the chosen ones."""
        return replace(self, message=Message(MessageKind.CONFIRM_LEAVE))

    def clear_message(self) -> "PickerState":
        """The same, with nothing more to say."""
        return replace(self, message=None)

    def remove_tip(self, tip: int) -> "PickerState":
        """With a tip let go, if it was chosen."""
        chosen = tuple(other for other in self.chosen if other != tip)
        return replace(self, chosen=chosen, tentative=self.tentative - {tip}, message=None)

    def toggle_star(self, tip: int) -> "PickerState":
        """With a star for a tip, or without when it had one."""
        return replace(self, stars=self.stars ^ {tip}, message=None)

    def fill_free_places(self) -> "PickerState":
        """With each free place filled by a proposal; an earlier proposal makes place, what was chosen by hand stays."""
        kept = tuple(tip for tip in self.chosen if tip not in self.tentative)
        free = TIPS_PER_CYCLE - len(self.data.extended_tips) - len(kept)
        if free <= 0:
            return replace(self, message=Message(MessageKind.FULL))
        offered = [
            proposal
            for proposal in self.data.propose(self.proposal_count, self.stars)
            if proposal.tip in self.data.pickable and proposal.tip not in {*kept, *self.data.extended_tips}
        ][:free]
        if not offered:
            return replace(self, message=Message(MessageKind.NO_PROPOSALS))
        return replace(
            self,
            chosen=kept + tuple(proposal.tip for proposal in offered),
            tentative=frozenset(proposal.tip for proposal in offered),
            reasons={**self.reasons, **{proposal.tip: proposal.reason for proposal in offered}},
            proposal_count=self.proposal_count + 1,
            message=Message(MessageKind.PROPOSED),
        )

    def check_complete(self) -> "PickerState":
        """The same, with a word when five are not there yet."""
        return replace(self, message=Message(MessageKind.TOO_FEW) if self.free_places else None)

    def result(self, *, start: date | None = None, running: str | None = None) -> PickerResult:
        """What goes back to the caller."""
        return replace(self.cancelled_result(), tips=self.chosen, start=start, running=running, abandoned=())

    def cancelled_result(self) -> PickerResult:
        """What goes back when the manager leaves: the stars, and what would have been picked."""
        return PickerResult(
            tips=(),
            stars_added=tuple(sorted(self.stars - self.data.starred)),
            stars_removed=tuple(sorted(self.data.starred - self.stars)),
            abandoned=self.chosen,
        )
