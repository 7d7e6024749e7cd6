"""The foot of the back: the pulse over cycles, the spiral and the way. Small, and after every voice.

The same in each format; nothing of it is there for who does not use it.
"""

from fractions import Fraction
from typing import Any

from msgspec import Struct

from tipcycle.core.pulse import Tally
from tipcycle.core.review import Review
from tipcycle.locales import Words
from tipcycle.views.practices import ALL, FIFTY, PLACES, cut, no_claim, road_said, slips_said, turn_said, when_asked


class PulseRow(Struct, frozen=True):
    """The pulse of one cycle."""

    name: str
    told: str
    """All of it in words."""
    slips: str
    word: str
    """One room or two realities; empty where the leader did not answer."""
    guess: int | None
    own: int | None
    middle: Fraction


class TurnRow(Struct, frozen=True):
    """One turn of the spiral."""

    name: str
    told: str
    """All of it in words."""
    aimed: int
    heard: int


class Foot(Struct, frozen=True):
    """All that stands there; empty where there is nothing to show."""

    rows: tuple[PulseRow, ...]
    rooms: str
    """The heading above them."""
    asked: str
    """The question that was on the slips."""
    legend: tuple[tuple[str, str], ...]
    """Shapes that these rows use, and what they mean."""
    turns: tuple[TurnRow, ...]
    spiral: str
    """The heading above them."""
    aimed: str
    heard: str
    no_claim: str
    way: str
    """How far it is to fifty and to 101."""
    ends: tuple[int, int]
    """Where its two rows end."""


def foot(review: Review, words: Words) -> Foot:
    """The foot of a review."""
    _ = words.text
    rows = tuple(_row(tally, tally.median, words) for tally in review.pulse if tally.median is not None)
    legend = (
        ("own", _("what I said"), any(row.own is not None for row in rows)),
        ("ring", _("the middle slip"), bool(rows)),
        ("guess", _("what I thought you would say"), any(row.guess is not None for row in rows)),
    )
    return Foot(
        rows=rows,
        rooms=_("Two realities, or one room?"),
        asked=_("how customer-focused we find ourselves, from 1 to 5"),
        legend=tuple((shape, meaning) for shape, meaning, used in legend if used),
        turns=tuple(
            TurnRow(words.text(PLACES[turn.place]), turn_said(turn, words), turn.aimed, turn.heard)
            for turn in review.spiral
        ),
        spiral=_("Where tips aimed, where voices were heard"),
        aimed=_("aimed"),
        heard=_("heard"),
        no_claim=no_claim(words),
        way=road_said(review.implemented, words),
        ends=(FIFTY, ALL),
    )


def _row(tally: Tally, middle: Fraction, words: Words) -> PulseRow:
    _ = words.text
    word = {"one-room": _("one room"), "two-realities": _("two realities"), None: ""}[tally.word]
    slips = slips_said(tally, middle, words) + (f": {word}" if word else "")
    return PulseRow(
        name=when_asked(tally, words),
        told=". ".join(part for part in (_mine(tally, words), slips) if part),
        slips=words.many("{n} slip", "{n} slips", tally.answers),
        word=word,
        guess=tally.guess,
        own=tally.own,
        middle=middle,
    )


def _mine(tally: Tally, words: Words) -> str:
    """What the leader thought and said, to those who hold the sheet."""
    _ = words.text
    if tally.guess is not None and tally.own is not None:
        return _("I thought you would say {guess} and said {own} myself").format(guess=tally.guess, own=tally.own)
    if tally.guess is not None:
        return _("I thought you would say {guess}").format(guess=tally.guess)
    return _("I said {own} myself").format(own=tally.own) if tally.own is not None else ""


def foot_data(review: Review, words: Words) -> dict[str, Any]:
    """The same for a printout."""
    found = foot(review, words)
    return {
        "rows": [{**_fields(row), "middle": float(row.middle)} for row in found.rows],
        "rooms": found.rooms,
        "asked": found.asked,
        "legend": [{"shape": shape, "meaning": meaning} for shape, meaning in found.legend],
        "turns": [{"name": turn.name, "aimed": cut(turn.aimed), "heard": cut(turn.heard)} for turn in found.turns],
        "turns-told": "; ".join(turn.told for turn in found.turns),
        "spiral": found.spiral,
        "aimed": found.aimed,
        "heard": found.heard,
        "no-claim": found.no_claim,
        "way": found.way,
        "implemented": review.implemented,
        "ends": list(found.ends),
    }


def _fields(row: PulseRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}
