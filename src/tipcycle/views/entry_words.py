"""One line for what a command wrote: for `undo` and for the history."""

from tipcycle.core.blocks import (
    Body,
    Checkin,
    Close,
    Lesson,
    Note,
    Pause,
    Pick,
    Plan,
    Profile,
    Pulse,
    Reflection,
    Share,
    Star,
    Swap,
    Undo,
    Voice,
)
from tipcycle.core.blocks import (
    Sentence as Touchstone,
)
from tipcycle.core.blocks import (
    Words as OwnWords,
)
from tipcycle.core.history import Written
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import number, numbers, quoted, titled
from tipcycle.views.review_words import weeks_named


def entry_line(written: Written, catalogue: Catalogue, words: Words) -> str:
    """What one entry says, its most telling block first."""
    bodies = [block.body for block in written.entry.blocks]
    shown = [body for body in bodies if not isinstance(body, Lesson)] or bodies
    return "; ".join(dict.fromkeys(_body(body, catalogue, words) for body in shown))


def _body(body: Body, catalogue: Catalogue, words: Words) -> str:
    _ = words.text
    match body:
        case Pick(tips=tips):
            return _("picked {tips}").format(tips=words.listed(numbers(tips)))
        case Checkin():
            return _("check-in of the week of {day}").format(day=words.day(body.week.monday)) + _answers(body, words)
        case Note(text=text) if not text:
            return _("cleared a note")
        case Note(text=text) | Voice(text=text):
            return _("wrote {text}").format(text=quoted(text))
        case Share(shared=shared):
            return _("a line may go on paper") if shared else _("a line stays private")
        case Pause(weeks=weeks):
            return _("weeks off: {weeks}").format(weeks=weeks_named(weeks, words))
        case Swap(old=old, new=new):
            return _("swapped {old} for {new}").format(old=number(old), new=titled(new, catalogue, words))
        case Close():
            return _("closed the cycle")
        case Lesson(text=text):
            return _("wrote {text}").format(text=quoted(text))
        case OwnWords(text=text):
            return _("in my words: {text}").format(text=quoted(text))
        case Plan(tip=tip, text=text):
            return _("planned {tip}: {text}").format(tip=number(tip), text=quoted(text))
        case Touchstone(text=text):
            return _("the sentence: {text}").format(text=quoted(text))
        case Pulse(others=others):
            return words.many("pulse, {n} slip", "pulse, {n} slips", sum(others)) if any(others) else _("pulse")
        case Reflection():
            return _("reflected on the change at hand")
        case Profile():
            return _("changed the profile")
        case Star(tips=tips, starred=starred):
            text = _("gave a star to {tips}") if starred else _("took the star from {tips}")
            return text.format(tips=words.listed(numbers(tips)))
        case Undo():
            return _("took back an entry")


def _answers(body: Checkin, words: Words) -> str:
    _ = words.text
    parts = [
        (_("did {tips}"), body.did),
        (_("did, though it cost something: {tips}"), body.costly),
        (_("not: {tips}"), body.missed),
        (_("no occasion: {tips}"), body.none),
        (_("stands: {tips}"), body.built),
    ]
    said = [text.format(tips=", ".join(numbers(tips))) for text, tips in parts if tips]
    return f" ({'; '.join(said)})" if said else ""
