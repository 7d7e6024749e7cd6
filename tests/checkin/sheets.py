"""A week to ask about, without a journal."""

from tipcycle.checkin.model import Asked, Extra, Given, Sheet
from tipcycle.views.review_words import CUSTOMERS, TEAM

KEYS = {"y": "did", "j": "did", "!": "costly", "n": "missed"}
RITUAL = Asked(5, "Did you sit for an hour where customers wait this week?", "If it is Tuesday, then I go.", KEYS, None)
REFLEX = Asked(33, "Did you back a colleague at least once?", "If somebody bends a rule …", {**KEYS, "-": "none"}, None)
BUILD = Asked(
    34, "Did the rule move a step closer to the bin?", "If the meeting starts …", {**KEYS, "s": "built"}, None
)
STANDING = Asked(43, "Is it still there?", "If I pass by …", KEYS, "did")


def sheet(
    *asked: Asked,
    feelings: bool = True,
    last: str | None = None,
    extras: tuple[Extra, ...] = (),
    dates: str = "",
    before: Given | None = None,
    felt: tuple[int | None, int | None] = (None, None),
) -> Sheet:
    """A sheet with these tips, or with one of each kind."""

    def more(given: Given) -> tuple[Extra, ...]:
        return extras

    return Sheet(
        title="check-in",
        where="cycle 1, 2–8 March",
        heading=f"Did you do it in the week of {dates}?" if dates else "Did you do it this week?",
        dates=dates,
        asked=asked or (RITUAL, REFLEX, BUILD, STANDING),
        feelings=feelings,
        team=TEAM,
        customers=CUSTOMERS,
        notes=("That form is gone [b]and[/b] nobody has missed it.",),
        last_question=last,
        extras=more,
        again=before is not None,
        given=before or {},
        felt=felt,
    )
