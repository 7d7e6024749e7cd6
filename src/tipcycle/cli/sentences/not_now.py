"""What is said when something was understood, and is not possible now."""

from datetime import date

from tipcycle.cli.sentences import Sentence
from tipcycle.core.errors import Refused
from tipcycle.core.errors import not_now as e
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import numbers, titled


def said(error: Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """The sentence for a refusal of `core.errors.not_now`; None for any other."""
    return (
        _cycle(error, words) or _week(error, words) or _tip(error, words, catalogue) or _around_the_loop(error, words)
    )


def _cycle(error: Refused, words: Words) -> Sentence | None:
    """Which cycle, and how far it is."""
    _ = words.text
    match error:
        case e.NoCycle():
            return Sentence(
                _("there is no cycle yet: you have not picked your five"), _("tipcycle pick, or tipcycle tips to read")
            )
        case e.UnknownCycle(word):
            return Sentence(
                _("there is no such cycle: {word}").format(word=word), _("tipcycle journal history shows them")
            )
        case e.NotBegun(starts):
            return Sentence(
                _("your cycle begins on {day}").format(day=words.full_day(starts)),
                _("until then: tipcycle note keeps a line"),
            )
        case e.StillOpen(cycle, planned=True):
            return Sentence(
                _("your five of cycle {n} are picked already").format(n=cycle),
                _("tipcycle undo takes the pick back; tipcycle swap changes one tip"),
            )
        case e.StillOpen(cycle, ended=True):
            return Sentence(
                _("cycle {n} has ended and is not closed yet").format(n=cycle), _("tipcycle close, then pick again")
            )
        case e.StillOpen(cycle, closable):
            return Sentence(
                _("cycle {n} is still going on").format(n=cycle),
                _("from {day} on you can close it; tipcycle swap changes one tip").format(day=words.day(closable)),
            )
        case e.AlreadyClosed(cycle):
            return Sentence(
                _("cycle {n} is closed").format(n=cycle),
                _("tipcycle pick begins the next; tipcycle undo takes the close back"),
            )
        case e.TooEarlyToClose(cycle, closable):
            return Sentence(
                _("cycle {n} can be closed from {day} on").format(n=cycle, day=words.full_day(closable)),
                _("tipcycle swap changes one tip, tipcycle pause takes weeks off"),
            )
        case e.PickInUse(cycle):
            return Sentence(
                _("cycle {n} has check-ins, so its five cannot be taken back").format(n=cycle),
                _("tipcycle swap OLD NEW changes one tip"),
            )
        case e.PickedSince(later, starts):
            return Sentence(
                _("cycle {n} was picked after this close").format(n=later),
                _("tipcycle journal edit {cycle} changes what the close says").format(cycle=starts),
            )
    return None


def _week(error: Refused, words: Words) -> Sentence | None:
    """Which week, and whether it can be answered."""
    _ = words.text
    match error:
        case e.WeekNotBegun(week):
            return Sentence(_("the week of {day} has not begun").format(day=words.day(week.monday)))
        case e.WeekOutside(week, starts, ends):
            return Sentence(
                _("the week of {day} belongs to no open cycle").format(day=words.day(week.monday, year=True)),
                _runs(starts, ends, words),
            )
        case e.WeekPaused(week):
            return Sentence(
                _("the week of {day} is off").format(day=words.day(week.monday)),
                _("to answer it all the same: tipcycle checkin --week {week}").format(week=week),
            )
        case e.NothingToPause(starts, ends):
            return Sentence(_("none of these weeks lies in your cycle"), _runs(starts, ends, words))
        case e.FeelingsTooLate(until):
            return Sentence(
                _("how this week felt could be said until {day}").format(day=words.full_day(until)),
                _("what you did can still be filled in: --did, --missed"),
            )
    return None


def _runs(starts: date, ends: date, words: Words) -> str:
    _ = words.text
    return _("your cycle runs from {span}").format(span=words.span(starts, ends, year=True))


def _tip(error: Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """One tip that has no place, or no longer."""
    _ = words.text
    match error:
        case e.Implemented(tip):
            return Sentence(
                _("this one is yours already, it became normal: {tip}").format(tip=titled(tip, catalogue, words)),
                _("tipcycle tips list --new shows what you never picked"),
            )
        case e.AmongTheFive(tip):
            return Sentence(_("this tip is among your five already: {tip}").format(tip=titled(tip, catalogue, words)))
        case e.Retired(tip):
            return Sentence(_("this tip can no longer be picked: {tip}").format(tip=titled(tip, catalogue, words)))
        case e.SwappedOut(tip):
            return Sentence(
                _("this tip was swapped out and does not return in this cycle: {tip}").format(
                    tip=titled(tip, catalogue, words)
                ),
                _("in the next cycle you can pick it again"),
            )
        case e.TooLateToSwap(tip):
            return Sentence(
                _("it is too late in this cycle to swap this tip: {tip}").format(tip=titled(tip, catalogue, words)),
                _("keep the new one for the next cycle"),
            )
        case e.NotAmong(tip, five):
            return Sentence(
                _("this tip is not among your five: {tip}").format(tip=titled(tip, catalogue, words)),
                _("your five are {tips}").format(tips=words.listed(numbers(five))),
            )
        case e.NotActiveThatWeek(tip, week):
            return Sentence(
                _("in the week of {day} this tip was not among your five: {tip}").format(
                    day=words.day(week.monday), tip=titled(tip, catalogue, words)
                )
            )
        case e.NotStaying(tip):
            return Sentence(
                _("this tip is not one of those that stayed: {tip}").format(tip=titled(tip, catalogue, words))
            )
    return None


def _around_the_loop(error: Refused, words: Words) -> Sentence | None:
    """Tallies, lines, taking back."""
    _ = words.text
    match error:
        case e.SinglesOut():
            return Sentence(
                _("beside the tally you entered before, this one would give a few people's answers away"),
                _(
                    "ask at least five more people, or wait four weeks and for the next cycle;"
                    " tipcycle undo takes a mistyped tally out of sight"
                ),
            )
        case e.TooFewSlips(slips, floor):
            return Sentence(
                words.many("{n} slip is too few to be kept", "{n} slips are too few to be kept", slips),
                _("enter them once there are {n}; what is on them was not written down").format(n=floor),
            )
        case e.UnknownLine(word, several):
            text = _("more than one line has an id that begins so: {id}") if several else _("no line has this id: {id}")
            return Sentence(text.format(id=word), _("tipcycle voices shows the ids"))
        case e.NothingToUndo():
            return Sentence(_("there is nothing to take back"))
        case e.Stopped(saved=True):
            return Sentence(_("stopped; what was saved before this stays"))
        case e.Stopped():
            return Sentence(_("stopped; nothing was saved"))
    return None
