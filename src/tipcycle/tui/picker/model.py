"""Data, state and result of the tip picker. Every move returns a new state.

Pure: no terminal and no texts for the user.
"""

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
    """A proposed tip, and the reason for it in the language of the user."""

    tip: int
    reason: str


ProposeFunction = Callable[[int, frozenset[int]], tuple[Proposal, ...]]
"""Returns the proposals for a round (0, 1, 2 …) and the given stars."""


class PickerData(Struct, frozen=True, kw_only=True):
    """The input of the picker. All texts in it are sanitised."""

    catalogue: Catalogue
    pickable: frozenset[int]
    """The tips that can be chosen. Every other tip is implemented or extended."""
    today: date
    extended_tips: tuple[int, ...] = ()
    """The extended tips. They take a place and cannot be removed."""
    preselected: tuple[int, ...] = ()
    """The tips that are chosen at the start. They can be removed."""
    starred: frozenset[int] = frozenset()
    cycles_by_tip: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    propose: ProposeFunction = lambda round_, stars: ()
    plans: Mapping[int, str] = field(default_factory=dict)
    """The plans that the extended tips keep from the cycle before."""
    earliest_start: date | None = None
    """The Monday after the last cycle."""
    touchstone: str | None = None
    """The touchstone sentence, shown with the five tips."""

    @property
    def listed_tips(self) -> tuple[Tip, ...]:
        """The tips in the list: all tips except retired ones that are not extended."""
        return tuple(tip for tip in self.catalogue.tips.values() if not tip.retired or tip.id in self.extended_tips)

    @property
    def start_options(self) -> tuple[date, ...]:
        """The Mondays to choose from; if there is only one, the user is not asked."""
        return start_options(self.today, self.earliest_start)


class PickerResult(Struct, frozen=True):
    """The result of the picker. Nothing in it is saved yet."""

    tips: tuple[int, ...]
    """The chosen tips, without the extended ones; empty if the user quits."""
    start: date | None = None
    """The Monday of the start; None for the default."""
    running: str | None = None
    """The activity that must keep running during the cycle."""
    ask: str | None = None
    """Role of the person who may ask about the five."""
    plans: Mapping[int, str] = field(default_factory=dict)
    """The moments that the user changed, by tip. An empty text stands for the moment of the catalogue."""
    stars_added: tuple[int, ...] = ()
    stars_removed: tuple[int, ...] = ()
    """Changes of stars are kept even if the user quits."""
    abandoned: tuple[int, ...] = ()
    """The tips that were chosen when the user quit."""
    interrupted: bool = False
    """True if the user quit with Ctrl-C."""

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to save or to report."""
        return self == PickerResult(())


class MessageKind(Enum):
    """The kinds of messages that a move can give."""

    FULL = "full"
    REPLACED = "replaced"
    CONFIRM_LEAVE = "confirm-leave"
    EXTENDED = "extended"
    IMPLEMENTED = "implemented"
    PROPOSED = "proposed"
    NO_PROPOSALS = "no-proposals"
    TOO_FEW = "too-few"


class Message(Struct, frozen=True):
    """A message after a move, with the tip that it concerns."""

    kind: MessageKind
    tip: int | None = None


class PickerState(Struct, frozen=True, kw_only=True):
    """The state of the selection. At most five tips are selected."""

    data: PickerData
    chosen: tuple[int, ...] = ()
    """The chosen tips in the order of choosing, without the extended ones."""
    proposed: frozenset[int] = frozenset()
    """The chosen tips that come from a proposal and were not confirmed by hand."""
    reasons: Mapping[int, str] = field(default_factory=dict)
    """The reason for each tip that was ever proposed."""
    stars: frozenset[int] = frozenset()
    proposal_count: int = 0
    """The number of proposals so far."""
    message: Message | None = None

    @classmethod
    def initial(cls, data: PickerData) -> "PickerState":
        """Return the state at the start, with the preselected tips chosen."""
        return cls(data=data, chosen=data.preselected, stars=data.starred)

    @property
    def five(self) -> tuple[int, ...]:
        """The extended tips, followed by the chosen ones."""
        return (*self.data.extended_tips, *self.chosen)

    @property
    def free_places(self) -> int:
        """The number of free places."""
        return max(0, TIPS_PER_CYCLE - len(self.five))

    @property
    def five_tips(self) -> tuple[Tip, ...]:
        """The selected tips that are in the catalogue."""
        return tuple(self.data.catalogue.tips[tip] for tip in self.five if tip in self.data.catalogue.tips)

    @property
    def balance(self) -> TipBalance:
        """The balance of the selected tips."""
        return tip_balance(self.five_tips)

    def moment(self, tip: int, plans: Mapping[int, str], language: str) -> str:
        """Return when and where the user does a tip: the plan for it, or else the cue of the catalogue."""
        plan = {**self.data.plans, **plans}.get(tip)
        catalogue_tip = self.data.catalogue.tips.get(tip)
        return plan or (catalogue_tip.text(language).if_then if catalogue_tip else "")

    def is_implemented(self, tip: int) -> bool:
        """Return True if a tip is implemented and therefore cannot be chosen."""
        return tip not in self.data.pickable and tip not in self.data.extended_tips

    def toggle_tip(self, tip: int) -> "PickerState":
        """Return the state with a tip chosen, or removed if it was chosen.

        A tentative tip becomes a confirmed choice. If all five places are taken, the last tentative tip is replaced.
        """
        if tip in self.proposed:
            return replace(self, proposed=self.proposed - {tip}, message=None)
        if tip in self.chosen:
            return self.remove_tip(tip)
        if tip in self.data.extended_tips:
            return replace(self, message=Message(MessageKind.EXTENDED, tip))
        if self.is_implemented(tip):
            return replace(self, message=Message(MessageKind.IMPLEMENTED, tip))
        if self.free_places:
            return replace(self, chosen=(*self.chosen, tip), message=None)
        tentative = [chosen_tip for chosen_tip in self.chosen if chosen_tip in self.proposed]
        if not tentative:
            return replace(self, message=Message(MessageKind.FULL))
        reduced_state = self.remove_tip(tentative[-1])
        return replace(
            reduced_state, chosen=(*reduced_state.chosen, tip), message=Message(MessageKind.REPLACED, tentative[-1])
        )

    def ask_leave(self) -> "PickerState":
        """Return the state with the question whether to quit without the chosen tips."""
        return replace(self, message=Message(MessageKind.CONFIRM_LEAVE))

    def clear_message(self) -> "PickerState":
        """Return the state without a message."""
        return replace(self, message=None)

    def remove_tip(self, tip: int) -> "PickerState":
        """Return the state without a chosen tip."""
        chosen = tuple(chosen_tip for chosen_tip in self.chosen if chosen_tip != tip)
        return replace(self, chosen=chosen, proposed=self.proposed - {tip}, message=None)

    def toggle_star(self, tip: int) -> "PickerState":
        """Return the state with the star of a tip added or removed."""
        return replace(self, stars=self.stars ^ {tip}, message=None)

    def fill_free_places(self) -> "PickerState":
        """Return the state with the free places filled by a new proposal.

        Tentative tips are replaced; confirmed tips stay.
        """
        confirmed = tuple(tip for tip in self.chosen if tip not in self.proposed)
        free_count = TIPS_PER_CYCLE - len(self.data.extended_tips) - len(confirmed)
        if free_count <= 0:
            return replace(self, message=Message(MessageKind.FULL))
        proposals = [
            proposal
            for proposal in self.data.propose(self.proposal_count, self.stars)
            if proposal.tip in self.data.pickable and proposal.tip not in {*confirmed, *self.data.extended_tips}
        ][:free_count]
        if not proposals:
            return replace(self, message=Message(MessageKind.NO_PROPOSALS))
        return replace(
            self,
            chosen=confirmed + tuple(proposal.tip for proposal in proposals),
            proposed=frozenset(proposal.tip for proposal in proposals),
            reasons={**self.reasons, **{proposal.tip: proposal.reason for proposal in proposals}},
            proposal_count=self.proposal_count + 1,
            message=Message(MessageKind.PROPOSED),
        )

    def check_complete(self) -> "PickerState":
        """Return the state with a message if fewer than five tips are selected."""
        return replace(self, message=Message(MessageKind.TOO_FEW) if self.free_places else None)

    def result(
        self, *, start: date | None = None, running: str | None = None, plans: Mapping[int, str] | None = None
    ) -> PickerResult:
        """Return the result for the caller."""
        kept_plans = {tip: text for tip, text in (plans or {}).items() if tip in self.five}
        return replace(
            self.cancelled_result(), tips=self.chosen, start=start, running=running, plans=kept_plans, abandoned=()
        )

    def cancelled_result(self) -> PickerResult:
        """Return the result if the user quits: the changes of stars, and the abandoned tips."""
        return PickerResult(
            tips=(),
            stars_added=tuple(sorted(self.stars - self.data.starred)),
            stars_removed=tuple(sorted(self.data.starred - self.stars)),
            abandoned=self.chosen,
        )
