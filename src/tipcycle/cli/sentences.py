"""What tipcycle says when it refuses: one line, and a hint with the command to run. Facts come from `core.errors`."""

from msgspec import Struct

from tipcycle.core import errors as e
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.locales import N_, Words
from tipcycle.views.labels import number, numbers, titled


class Sentence(Struct, frozen=True):
    """What is wrong, and what to do."""

    text: str
    hint: str = ""


def sentence(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence:
    """The line and the hint for a refusal."""
    for part in (_typed, _picking, _answering, _rounding_off, _world):
        found = part(error, words, catalogue)
        if found is not None:
            return found
    raise AssertionError(f"no sentence for {type(error).__name__}")  # a test walks every refusal


def _typed(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """The command line itself."""
    _ = words.text
    match error:
        case e.UnknownTip(word, nearest):
            meant = "; ".join(titled(tip, catalogue, words) for tip in nearest)
            if meant:
                return Sentence(
                    _("there is no such tip: {word}").format(word=word), _("did you mean {tips}?").format(tips=meant)
                )
            return Sentence(
                _("there is no such tip: {word}").format(word=word), _("tipcycle tips search WORD finds one")
            )
        case e.TipTwice(tip):
            return Sentence(_("this tip is named twice: {tip}").format(tip=number(tip)))
        case e.NotAWeek(word):
            return Sentence(
                _("this is not a week: {word}").format(word=word),
                _("write 2026-W10, a date like 2026-03-06, this or last"),
            )
        case e.NotADate(word):
            return Sentence(_("this is not a date: {word}").format(word=word), _("write it as 2026-03-06"))
        case e.NotATime(word):
            return Sentence(_("this is not a time of day: {word}").format(word=word), _("write it as 16:00"))
        case e.NotAWeekday(word):
            return Sentence(
                _("this is not a day of the week: {word}").format(word=word), _("tipcycle profile --day friday")
            )
        case e.OutOfScale(given):
            return Sentence(_("a week is felt from 1 to 5, not: {given}").format(given=given))
        case e.NotAPair(word, flag):
            return Sentence(
                _("this needs a tip and a text: {word}").format(word=word),
                _('write {flag} 42="your words"').format(flag=flag),
            )
        case e.EmptyText(flag):
            return Sentence(_("a few words are needed here: {flag}").format(flag=flag))
        case e.CannotEncode():
            return Sentence(_("this text holds characters that no file can keep"), _("type it anew"))
        case e.FlagWithoutValue(flag):
            return Sentence(_("this needs a value: {flag}").format(flag=flag), _("tipcycle help"))
        case e.BadFlag(flag, given, choices):
            return Sentence(
                _("{flag} does not take this: {given}").format(flag=flag, given=given),
                _("choose from: {choices}").format(choices=", ".join(choices)) if choices else "",
            )
        case e.UnknownFlag(flag, flags):
            return Sentence(_("there is no such flag: {flag}").format(flag=flag), _meant(flags, words))
        case e.UnknownCommand(word, commands):
            return Sentence(_("there is no such command: {word}").format(word=word), _meant(commands, words))
        case e.UnexpectedWords(extra):
            return Sentence(_("this is more than the command takes: {words}").format(words=" ".join(extra)))
        case e.MissingFlags(flags):
            return Sentence(
                _("nobody is here to ask, and these are missing: {flags}").format(flags=", ".join(flags)),
                _("add --help to see them all"),
            )
    return None


def _meant(candidates: tuple[str, ...], words: Words) -> str:
    _ = words.text
    if candidates:
        return _("did you mean {these}?").format(these=", ".join(candidates))
    return _("tipcycle help shows them all")


def _picking(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """Which tips, and when."""
    _ = words.text
    match error:
        case e.WrongCount(given, needed, extended):
            if extended:
                seated = words.listed(numbers(extended))
                if not needed:
                    return Sentence(
                        _("all five places are taken by tips that go on: {tips}").format(tips=seated),
                        _("tipcycle pick, without numbers"),
                    )
                asked = words.many(
                    "one more tip is needed beside {tips}, and {given} were named",
                    "{n} more tips are needed beside {tips}, and {given} were named",
                    needed,
                )
                return Sentence(asked.format(tips=seated, given=given))
            return Sentence(
                _("a cycle has five tips, no more and no less; you named: {given}").format(given=given),
                _("tipcycle tips suggest proposes five") if given < needed else "",
            )
        case e.StillOpen(cycle, planned=True):
            return Sentence(
                _("your five of cycle {n} are picked already").format(n=cycle),
                _("tipcycle undo takes the pick back; tipcycle swap changes one tip"),
            )
        case e.StillOpen(cycle, closable, ended):
            if ended:
                return Sentence(
                    _("cycle {n} has ended and is not closed yet").format(n=cycle), _("tipcycle close, then pick again")
                )
            return Sentence(
                _("cycle {n} is still going on").format(n=cycle),
                _("from {day} on you can close it; tipcycle swap changes one tip").format(day=words.day(closable)),
            )
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
    return None


def _answering(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """Check-ins, notes, pauses."""
    _ = words.text
    match error:
        case e.NoCycle():
            return Sentence(
                _("there is no cycle yet: you have not picked your five"), _("tipcycle pick, or tipcycle tips to read")
            )
        case e.NotBegun(starts):
            return Sentence(
                _("your cycle begins on {day}").format(day=words.full_day(starts)),
                _("until then: tipcycle note keeps a line"),
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
        case e.TwoAnswers(tip):
            return Sentence(_("this tip was given two answers: {tip}").format(tip=titled(tip, catalogue, words)))
        case e.AnswerDoesNotFit(tip, kind, answer):
            if answer == "built":
                text = _("only a tip that is made once can stand, and this one is for {often}: {tip}")
            else:
                text = _("only a tip that waits for its occasion can have none, and this one is for {often}: {tip}")
            often = _often(kind, words)
            return Sentence(
                text.format(often=often, tip=titled(tip, catalogue, words)),
                _("use --did, --costly or --missed, or leave it out"),
            )
        case e.WeekNotBegun(week):
            return Sentence(_("the week of {day} has not begun").format(day=words.day(week.monday)))
        case e.WeekOutside(week, starts, ends):
            return Sentence(
                _("the week of {day} belongs to no open cycle").format(day=words.day(week.monday, year=True)),
                _("your cycle runs from {span}").format(span=words.span(starts, ends, year=True)),
            )
        case e.WeekPaused(week):
            return Sentence(
                _("the week of {day} is off").format(day=words.day(week.monday)),
                _("to answer it all the same: tipcycle checkin --week {week}").format(week=week),
            )
        case e.NothingToPause(starts, ends):
            return Sentence(
                _("none of these weeks lies in your cycle"),
                _("your cycle runs from {span}").format(span=words.span(starts, ends, year=True)),
            )
        case e.BackwardsPause():
            return Sentence(_("this pause ends before it begins"), _("tipcycle pause FROM TO"))
        case e.FeelingsTooLate(until):
            return Sentence(
                _("how this week felt could be said until {day}").format(day=words.full_day(until)),
                _("what you did can still be filled in: --did, --missed"),
            )
    return None


def _often(kind: Kind, words: Words) -> str:
    _ = words.text
    return {
        Kind.RITUAL: _("every week"),
        Kind.REFLEX: _("when the occasion arises"),
        Kind.BUILD: _("making once"),
    }[kind]


def _rounding_off(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """Close, undo, sharing."""
    _ = words.text
    match error:
        case e.UnknownCycle(word):
            return Sentence(
                _("there is no such cycle: {word}").format(word=word), _("tipcycle journal history shows them")
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
        case e.NoDecision(tips):
            return Sentence(
                _("these tips still need a decision: {tips}").format(tips=words.listed(numbers(tips))),
                _("--keep, --adapt, --extend or --drop, each with numbers like 05,13"),
            )
        case e.ByHandAlone(tips):
            return Sentence(
                _("--by-hand goes with --keep or --adapt, and these have neither: {tips}").format(
                    tips=words.listed(numbers(tips))
                )
            )
        case e.NotStaying(tip):
            return Sentence(
                _("this tip is not one of those that stayed: {tip}").format(tip=titled(tip, catalogue, words))
            )
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
        case e.NothingToUndo():
            return Sentence(_("there is nothing to take back"))
        case e.PickInUse(cycle):
            return Sentence(
                _("cycle {n} has check-ins, so its five cannot be taken back").format(n=cycle),
                _("tipcycle swap OLD NEW changes one tip"),
            )
        case e.UnknownLine(word, several):
            text = _("more than one line has an id that begins so: {id}") if several else _("no line has this id: {id}")
            return Sentence(text.format(id=word), _("tipcycle voices shows the ids"))
        case e.Stopped():
            return Sentence(_("stopped; nothing was saved"))
    return None


_UNREADABLE = N_("tipcycle journal check shows what is wrong and what to do")


def _world(error: e.Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """Files, disk and other runs."""
    _ = words.text
    match error:
        case e.Damaged(file, line):
            text = _("{file}, line {line}, has an error, so nothing was written to it")
            if line is None:
                text = _("{file} has an error, so nothing was written to it")
            return Sentence(text.format(file=file, line=line), _(_UNREADABLE))
        case e.InTheWay(file, name):
            return Sentence(
                _("in {file} a table of your own is called {name}, so nothing was written").format(
                    file=file, name=name
                ),
                _("give your table another name; {name} is a word of tipcycle's").format(name=name),
            )
        case e.TooLarge(file):
            return Sentence(_("{file} is larger than tipcycle can keep").format(file=file), _(_UNREADABLE))
        case e.DiskRefused(path, reason):
            text = _("the disk refused; your journal is as it was: {path}: {reason}")
            if not reason:
                text = _("something else keeps changing this file; your journal is as it was: {path}")
            return Sentence(text.format(path=path, reason=reason), _("make room or permission there, then do it again"))
        case e.NotConfirmed(path, reason):
            return Sentence(
                _("saved, but the disk did not confirm: {path}: {reason}").format(path=path, reason=reason),
                _("check the disk; tipcycle journal history shows what is there"),
            )
        case e.FileExists(path):
            return Sentence(
                _("there is a file of this name already: {path}").format(path=path),
                _("--output FILE gives it another name, --force replaces it"),
            )
        case e.NotAFile(path):
            return Sentence(_("this is no place for a file: {path}").format(path=path), _("--output FILE"))
        case e.OwnFile(path):
            return Sentence(
                _("this is a file of your journal, and a printout never takes its place: {path}").format(path=path),
                _("--output FILE gives it another name"),
            )
        case e.NotOnScreen():
            return Sentence(
                _("a terminal cannot show this"),
                _("--output FILE writes it, --open shows it; or send it on with a pipe"),
            )
        case e.NotPrinted(reason):
            return Sentence(
                _("the printout could not be made: {reason}").format(reason=reason),
                _("tipcycle review --format markdown says the same in text"),
            )
        case e.Halfway(written, path, reason):
            return Sentence(
                _("the disk refused after a part was saved: {path}: {reason}").format(path=path, reason=reason),
                _("saved are {files}; do it again and the rest follows").format(files=words.listed(written)),
            )
        case e.NotFound(path):
            return Sentence(_("there is no such file: {path}").format(path=path))
        case e.NoBackup(word, several):
            text = _("more than one file has this backup: {word}") if several else _("there is no such backup: {word}")
            return Sentence(
                text.format(word=word), _("tipcycle journal backups shows them; name the file and the number")
            )
        case e.BackupUnreadable(file, number_):
            return Sentence(
                _("backup {number} of {file} cannot be read").format(number=number_, file=file),
                _("tipcycle journal backups shows which can"),
            )
        case e.BadArchive(path, reason, name):
            return Sentence(
                _("this is no archive that can be taken back: {path}: {reason}").format(
                    path=path, reason=_bad_archive(reason, name, words)
                ),
                _("make it anew with tipcycle journal export --format archive; nothing was written"),
            )
        case e.NotAJournal(path):
            return Sentence(
                _("this is no file of a journal: {path}").format(path=path),
                _("tipcycle journal merge takes files, folders and archives of a second copy"),
            )
        case e.NoEditor(editor):
            text = _("this editor does not start: {editor}") if editor else _("no editor is set")
            return Sentence(text.format(editor=editor), _("EDITOR=nano tipcycle journal edit, or the one you like"))
        case e.EditedMeanwhile(file, buffer):
            return Sentence(
                _("{file} changed while you were editing it, so nothing was written").format(file=file),
                _("what you typed is kept: {path}").format(path=buffer),
            )
        case e.EditHasMistakes(file, buffer):
            return Sentence(
                _("what you typed has errors, so {file} stays as it was").format(file=file),
                _("what you typed is kept: {path}").format(path=buffer),
            )
        case e.LockHeld(holder):
            text = _("another tipcycle is writing (process {holder})") if holder else _("another tipcycle is writing")
            return Sentence(text.format(holder=holder), _("wait a moment and do it again"))
        case e.Newer(file, number_):
            return Sentence(
                _("{file} was written by a newer tipcycle (format {format}); here it can only be read").format(
                    file=file, format=number_
                ),
                _("update tipcycle on this machine"),
            )
    return None


def _bad_archive(reason: str, name: str, words: Words) -> str:
    """What is wrong with an archive."""
    _ = words.text
    return {
        "not-a-zip": _("it cannot be unpacked"),
        "no-manifest": _("tipcycle did not make it"),
        "too-large": _("it is too large"),
        "name": _("this does not belong in it: {name}").format(name=name),
        "no-file": _("this is no plain file: {name}").format(name=name),
        "changed": _("this is not as it was put in: {name}").format(name=name),
    }.get(reason, reason)
