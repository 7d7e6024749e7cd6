"""Which form of change is at hand: eight plain answers, two facts (docs/rules.md §11).

Three answers say whether the way of working changes, three whether the way of thinking does; of each three, more
yes than no is a yes, more no than yes is a no, and as many of both is a tie, which is said and not hidden. The last two
say whether running and exploring are both alive.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import QUESTIONS, Change, Journal, Reflection
from tipcycle.core.errors import BadFlag
from tipcycle.core.standing import standing
from tipcycle.core.tips import Form

WORKING, THINKING = slice(0, 3), slice(3, 6)
RUN, EXPLORE = 6, 7

_FORMS = {
    (False, False): Form.IMPROVE,
    (True, False): Form.RENEW,
    (False, True): Form.TRANSITION,
    (True, True): Form.INNOVATE,
}
"""By whether the way of working and the way of thinking change."""


class Reflected(Struct, frozen=True):
    """What eight answers say."""

    on: date
    answers: str
    working: int
    """Yes minus no, of three."""
    thinking: int
    forms: tuple[Form, ...]
    """One form; two where one fact is a tie; four where both are."""
    runs: bool | None
    """Whether the daily work keeps running; None for "I do not know"."""
    explores: bool | None

    @property
    def tie(self) -> bool:
        """Whether the answers leave more than one form."""
        return len(self.forms) > 1


def balance(marks: str) -> int:
    """Yes minus no.

    >>> balance("yn?"), balance("yyn")
    (0, 1)
    """
    return marks.count("y") - marks.count("n")


def reflected(answers: str, on: date) -> Reflected:
    """The reading of eight answers, each `y`, `n` or `?`."""
    working, thinking = balance(answers[WORKING]), balance(answers[THINKING])
    sides = [(True, False) if value == 0 else (value > 0,) for value in (working, thinking)]
    forms = tuple(_FORMS[w, t] for w in sorted(sides[0]) for t in sorted(sides[1]))
    known = {"y": True, "n": False}
    return Reflected(on, answers, working, thinking, forms, known.get(answers[RUN]), known.get(answers[EXPLORE]))


def reflections(journal: Journal) -> tuple[Reflected, ...]:
    """Every reflection, oldest first."""
    return tuple(
        reflected(block.body.answers, block.on) for block in standing(journal.own) if isinstance(block.body, Reflection)
    )


def forms_at_hand(journal: Journal) -> tuple[Form, ...]:
    """The forms of the latest reflection; none without one."""
    every: Sequence[Reflected] = reflections(journal)
    return every[-1].forms if every else ()


def record_reflection(answers: str) -> Change:
    """Eight answers, as they were given."""
    cleaned = answers.strip().lower().replace("j", "y").replace("-", "?")
    if len(cleaned) != QUESTIONS or set(cleaned) - set("yn?"):
        raise BadFlag("--answers", answers, takes="yyn?nnyy")
    return Change(None, (Reflection(answers=cleaned),))
