"""The form of the current change, derived from eight answers (docs/rules.md §11).

Three answers are about the way of working and three about the way of thinking. In each group, more yes than no means
that it changes, more no than yes that it does not, and an equal number is a tie, which is reported. The last two
answers are about running and exploring.
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
"""Form by whether the way of working and the way of thinking change."""


class ReflectionOutcome(Struct, frozen=True):
    """The evaluation of eight answers."""

    on: date
    answers: str
    working_balance: int
    """Number of yes minus number of no in the three answers about working."""
    thinking_balance: int
    """Number of yes minus number of no in the three answers about thinking."""
    forms: tuple[ChangeForm, ...]
    """One form; two if one group is a tie; four if both are."""
    is_running: bool | None
    """True if the daily work keeps running; None for “I do not know”."""
    is_exploring: bool | None
    """True if the team explores; None for “I do not know”."""

    @property
    def is_tie(self) -> bool:
        """True if more than one form is possible."""
        return len(self.forms) > 1


def yes_balance(answers: str) -> int:
    """Return the number of yes minus the number of no.

    >>> yes_balance("yn?"), yes_balance("yyn")
    (0, 1)
    """
    return answers.count("y") - answers.count("n")


def evaluate_reflection(answers: str, on: date) -> ReflectionOutcome:
    """Return the evaluation of eight answers, each `y`, `n` or `?`."""
    working, thinking = yes_balance(answers[WORKING_ANSWERS]), yes_balance(answers[THINKING_ANSWERS])
    possible_changes = [(True, False) if value == 0 else (value > 0,) for value in (working, thinking)]
    forms = tuple(
        _FORM_BY_CHANGE[works_differently, thinks_differently]
        for works_differently in sorted(possible_changes[0])
        for thinks_differently in sorted(possible_changes[1])
    )
    answer_values = {"y": True, "n": False}
    return ReflectionOutcome(
        on,
        answers,
        working,
        thinking,
        forms,
        answer_values.get(answers[RUN_INDEX]),
        answer_values.get(answers[EXPLORE_INDEX]),
    )


def reflections(journal: Journal) -> tuple[ReflectionOutcome, ...]:
    """Return all reflections, oldest first."""
    return tuple(
        evaluate_reflection(event.payload.answers, event.on)
        for event in active_events(journal.global_events)
        if isinstance(event.payload, Reflection)
    )


def current_forms(journal: Journal) -> tuple[ChangeForm, ...]:
    """Return the forms of the latest reflection, or none without a reflection."""
    all_reflections: Sequence[ReflectionOutcome] = reflections(journal)
    return all_reflections[-1].forms if all_reflections else ()
