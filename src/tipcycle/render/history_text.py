"""One-line descriptions of journal entries, for `undo` and `journal history`."""

from tipcycle.core.events import (
    Checkin,
    Close,
    Lesson,
    Note,
    Pause,
    Payload,
    Pick,
    Plan,
    Profile,
    Pulse,
    Reflection,
    Share,
    Star,
    Summary,
    Swap,
    Touchstone,
    Undo,
    Voice,
)
from tipcycle.core.history import HistoryEntry
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import numbered_title, quote_text, tip_number, tip_numbers
from tipcycle.render.review.text import week_ranges


def entry_text(history_entry: HistoryEntry, catalogue: Catalogue, translator: Translator) -> str:
    """Describe one entry: one phrase for each event, without repetitions. Lessons are left out unless alone."""
    payloads = [event.payload for event in history_entry.entry.events]
    shown_payloads = [payload for payload in payloads if not isinstance(payload, Lesson)] or payloads
    return "; ".join(dict.fromkeys(_payload_text(payload, catalogue, translator) for payload in shown_payloads))


def _payload_text(payload: Payload, catalogue: Catalogue, translator: Translator) -> str:
    _ = translator.gettext
    match payload:
        case Pick(tips=tips):
            return _("picked {tips}").format(tips=translator.join(tip_numbers(tips)))
        case Checkin():
            return _("check-in of the week of {day}").format(
                day=translator.long_date(payload.week.monday)
            ) + _checkin_answers_text(payload, translator)
        case Note(text=text) if not text:
            return _("cleared a note")
        case Note(text=text) | Voice(text=text):
            return _("wrote {text}").format(text=quote_text(text))
        case Share(shared=shared):
            return _("a line can be printed") if shared else _("a line stays private")
        case Pause(weeks=weeks):
            return _("weeks off: {weeks}").format(weeks=week_ranges(weeks, translator))
        case Swap(old=old, new=new):
            return _("swapped {old} for {new}").format(
                old=tip_number(old), new=numbered_title(new, catalogue, translator)
            )
        case Close():
            return _("closed the cycle")
        case Lesson(text=text):
            return _("wrote {text}").format(text=quote_text(text))
        case Summary(text=text):
            return _("in my words: {text}").format(text=quote_text(text))
        case Plan(tip=tip, text=text):
            return _("planned {tip}: {text}").format(tip=tip_number(tip), text=quote_text(text))
        case Touchstone(text=text):
            return _("the sentence: {text}").format(text=quote_text(text))
        case Pulse(others=others):
            return (
                translator.ngettext("pulse, {n} slip", "pulse, {n} slips", sum(others)) if any(others) else _("pulse")
            )
        case Reflection():
            return _("reflected on the change at hand")
        case Profile():
            return _("changed the profile")
        case Star(tips=tips, starred=starred):
            template = _("gave a star to {tips}") if starred else _("took the star from {tips}")
            return template.format(tips=translator.join(tip_numbers(tips)))
        case Undo():
            return _("took back an entry")


def _checkin_answers_text(payload: Checkin, translator: Translator) -> str:
    _ = translator.gettext
    groups = [
        (_("did {tips}"), payload.did),
        (_("did, though it cost something: {tips}"), payload.costly),
        (_("not: {tips}"), payload.missed),
        (_("no occasion: {tips}"), payload.none),
        (_("done for good: {tips}"), payload.built),
    ]
    phrases = [template.format(tips=", ".join(tip_numbers(tips))) for template, tips in groups if tips]
    return f" ({'; '.join(phrases)})" if phrases else ""
