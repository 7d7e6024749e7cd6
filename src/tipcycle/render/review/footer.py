"""The footer of the review's back side: the pulses, the spiral, and the progress towards 101 tips.

All formats use the same content. A part without data is empty.
"""

from fractions import Fraction

from msgspec import Struct

from tipcycle.core.pulse import CyclePulse
from tipcycle.core.review import Review
from tipcycle.i18n import Translator
from tipcycle.render.practices import (
    FULL_GOAL,
    HALFWAY_GOAL,
    SPIRAL_LABELS,
    progress_sentence,
    pulse_label,
    slips_text,
    spiral_disclaimer,
    truncate_bar,
    turn_text,
)


class PulseRow(Struct, frozen=True):
    """The pulse of one cycle."""

    name: str
    text: str
    """Text alternative: all values in words."""
    slips_text: str
    verdict: str
    """One room or two realities; empty if the manager did not answer."""
    guess: int | None
    own: int | None
    median: Fraction


class TurnRow(Struct, frozen=True):
    """One turn of the spiral."""

    name: str
    text: str
    """Text alternative: both counts in words."""
    tip_count: int
    tip_bar: tuple[int, str]
    """Length of its bar, and the full count if the bar is cut."""
    voice_count: int
    voice_bar: tuple[int, str]


class ReviewFooter(Struct, frozen=True):
    """Content of the footer. Collections are empty if there is nothing to show."""

    pulse_rows: tuple[PulseRow, ...]
    pulse_heading: str
    """Heading above the pulse rows."""
    pulse_question: str
    """The question on the slips."""
    pulse_legend: tuple[tuple[str, str], ...]
    """Shapes that the rows use, with their meanings."""
    turns: tuple[TurnRow, ...]
    spiral_heading: str
    """Heading above the spiral."""
    aimed_heading: str
    heard_heading: str
    disclaimer: str
    progress_text: str
    """Progress towards 50 and 101 implemented tips."""
    implemented_count: int
    progress_ends: tuple[int, int]
    """The numbers at which the two rows of boxes end."""


def review_footer(review: Review, translator: Translator) -> ReviewFooter:
    """Return the footer of a review."""
    _ = translator.gettext
    rows = tuple(_pulse_row(pulse, pulse.median, translator) for pulse in review.pulses if pulse.median is not None)
    legend_items = (
        ("own", _("what I said"), any(row.own is not None for row in rows)),
        ("ring", _("the middle slip"), bool(rows)),
        ("guess", _("what I thought you would say"), any(row.guess is not None for row in rows)),
    )
    return ReviewFooter(
        pulse_rows=rows,
        pulse_heading=_("Two realities, or one room?"),
        pulse_question=_("how customer-focused we find ourselves, from 1 to 5"),
        pulse_legend=tuple((shape, meaning) for shape, meaning, is_used in legend_items if is_used),
        turns=tuple(
            TurnRow(
                translator.gettext(SPIRAL_LABELS[turn.spiral_place]),
                turn_text(turn, translator),
                turn.tip_count,
                truncate_bar(turn.tip_count),
                turn.voice_count,
                truncate_bar(turn.voice_count),
            )
            for turn in review.spiral_turns
        ),
        spiral_heading=_("Where tips aimed, where voices were heard"),
        aimed_heading=_("aimed"),
        heard_heading=_("heard"),
        disclaimer=spiral_disclaimer(translator),
        progress_text=progress_sentence(review.total_implemented, translator),
        implemented_count=review.total_implemented,
        progress_ends=(HALFWAY_GOAL, FULL_GOAL),
    )


def _pulse_row(pulse: CyclePulse, median: Fraction, translator: Translator) -> PulseRow:
    _ = translator.gettext
    verdict = {"one-room": _("one room"), "two-realities": _("two realities"), None: ""}[pulse.verdict]
    slips = slips_text(pulse, median, translator) + (f": {verdict}" if verdict else "")
    return PulseRow(
        name=pulse_label(pulse, translator),
        text=". ".join(part for part in (_manager_text(pulse, translator), slips) if part),
        slips_text=translator.ngettext("{n} slip", "{n} slips", pulse.answer_count),
        verdict=verdict,
        guess=pulse.guess,
        own=pulse.own,
        median=median,
    )


def _manager_text(pulse: CyclePulse, translator: Translator) -> str:
    """Return the manager's guess and own answer, in the first person. Empty without either."""
    _ = translator.gettext
    if pulse.guess is not None and pulse.own is not None:
        return _("I thought you would say {guess} and said {own} myself").format(guess=pulse.guess, own=pulse.own)
    if pulse.guess is not None:
        return _("I thought you would say {guess}").format(guess=pulse.guess)
    return _("I said {own} myself").format(own=pulse.own) if pulse.own is not None else ""
