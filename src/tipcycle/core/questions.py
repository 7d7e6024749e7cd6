"""The open question of a week.

Nothing is stored: the start of the cycle is the seed of a shuffle of all questions.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.weeks import Week


class Question(Struct, frozen=True):
    """A question to think about during the week."""

    slug: str
    texts: Mapping[str, str]

    def text(self, language: str) -> str:
        """Return the question in `language`, or in the first available language."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def question_for_week(bank: Sequence[Question], cycle: Cycle, week: Week) -> Question | None:
    """Return the question that the check-in for `week` gives, or None.

    A question does not repeat within a cycle, unless there are fewer questions than weeks. There is no question outside
    the cycle or if `bank` is empty.
    """
    week_number = cycle.week_number(week)
    if week_number is None or not bank:
        return None
    import random  # slow to load

    order = list(range(len(bank)))
    random.Random(cycle.starts.isoformat()).shuffle(order)
    return bank[order[(week_number - 1) % len(bank)]]
