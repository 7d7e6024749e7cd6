"""How some tips go together: what they take, and which of them change the way of thinking (docs/rules.md §11)."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from tipcycle.core.tips import Kind, Tip

MOST_MINUTES = 120
"""Two hours a week together."""

Remark = Literal["long", "once", "run", "explore"]
"""More than two hours a week together; none but what is made once; all of this mode."""


class Mix(Struct, frozen=True):
    """What tips are together."""

    minutes: int
    """In a week."""
    run: int
    """How many keep the way of thinking that there is."""
    remark: Remark | None
    """The one remark that they earn, never a refusal; the first of these where there are several."""


def mix_of(tips: Iterable[Tip]) -> Mix:
    """What these tips are together. None at all earn no remark."""
    every = tuple(tips)
    minutes = sum(tip.weekly_minutes for tip in every)
    run = sum(tip.form.mode == "run" for tip in every)
    remark: Remark | None = None
    if minutes > MOST_MINUTES:
        remark = "long"
    elif every and all(tip.kind is Kind.BUILD for tip in every):
        remark = "once"
    elif every and run in (0, len(every)):
        remark = "run" if run else "explore"
    return Mix(minutes, run, remark)
