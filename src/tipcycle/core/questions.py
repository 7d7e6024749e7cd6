"""The question to take along into the week: which one, and which one comes back.

Nothing is stored: a cycle deals the bank like a pack of cards, by its first Monday.
"""

import random
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.weeks import Week


class Question(Struct, frozen=True):
    """A thing to take along, not a thing to answer at a keyboard."""

    slug: str
    texts: Mapping[str, str]

    def text(self, language: str) -> str:
        """The question in `language`, or in the language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def question_for_week(bank: Sequence[Question], cycle: Cycle, week: Week) -> Question | None:
    """The question that is given at the end of `week`; never the same one twice in a cycle.

    None outside the cycle, or without a bank.
    """
    week_number = cycle.week_number(week)
    if week_number is None or not bank:
        return None
    order = list(range(len(bank)))
    random.Random(cycle.starts.isoformat()).shuffle(order)
    return bank[order[(week_number - 1) % len(bank)]]
