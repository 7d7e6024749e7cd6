"""Which form of change is at hand: eight plain answers, two facts (docs/rules.md §11).

Three answers say whether the way of working changes, three whether the way of thinking does; of each three, more
yes than no is a yes, more no than yes is a no, and as many of both is a tie, which is said and not hidden. The last two
say whether running and exploring are both alive.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.events import Journal, Reflection
from tipcycle.core.projection import active_events
from tipcycle.core.tips import ChangeForm

WORKING_ANSWERS, THINKING_ANSWERS = slice(0, 3), slice(3, 6)
RUN_INDEX, EXPLORE_INDEX = 6, 7

_FORM_BY_CHANGE = {
    (False, False): ChangeForm.IMPROVE,
    (True, False): ChangeForm.RENEW,
    (False, True): ChangeForm.TRANSITION,
    (True, True): ChangeForm.INNOVATE,
}
"""By whether the way of working and the way of thinking change."""


class ReflectionOutcome(Struct, frozen=True):
    """What eight answers say."""

    on: date
    answers: str
    working_balance: int
    """Yes minus no, of three."""
    thinking_balance: int
    forms: tuple[ChangeForm, ...]
    """One form; two where one fact is a tie; four where both are."""
    is_running: bool | None
    """Whether the daily work keeps running; None for "I do not know"."""
    is_exploring: bool | None

    @property
    def is_tie(self) -> bool:
        """Whether the answers leave more than one form."""
        return len(self.forms) > 1


def yes_balance(answers: str) -> int:
    """Yes minus no.

    >>> yes_balance("yn?"), yes_balance("yyn")
    (0, 1)
    """
    return answers.count("y") - answers.count("n")


def evaluate_reflection(answers: str, on: date) -> ReflectionOutcome:
    """The reading of eight answers, each `y`, `n` or `?`."""
    working, thinking = yes_balance(answers[WORKING_ANSWERS]), yes_balance(answers[THINKING_ANSWERS])
    sides = [(True, False) if value == 0 else (value > 0,) for value in (working, thinking)]
    forms = tuple(_FORM_BY_CHANGE[w, t] for w in sorted(sides[0]) for t in sorted(sides[1]))
    known = {"y": True, "n": False}
    return ReflectionOutcome(
        on, answers, working, thinking, forms, known.get(answers[RUN_INDEX]), known.get(answers[EXPLORE_INDEX])
    )


def reflections(journal: Journal) -> tuple[ReflectionOutcome, ...]:
    """Every reflection, oldest first."""
    return tuple(
        evaluate_reflection(event.payload.answers, event.on)
        for event in active_events(journal.global_events)
        if isinstance(event.payload, Reflection)
    )


def current_forms(journal: Journal) -> tuple[ChangeForm, ...]:
    """The forms of the latest reflection; none without one."""
    every: Sequence[ReflectionOutcome] = reflections(journal)
    return every[-1].forms if every else ()
