"""Messages for all errors of `core.errors`: one line of text, and a hint with the command to run next.

Must not print. `cli.main` prints the messages of errors that no command handles.
"""

from datetime import date

from msgspec import Struct

from tipcycle.core import errors as e
from tipcycle.core.errors import TipcycleError
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import numbered_title, tip_number, tip_numbers


class ErrorMessage(Struct, frozen=True):
    """The text of an error and a hint on what to do."""

    text: str
    hint: str = ""


def error_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage:
    """Return the message for an error. Raises `AssertionError` if the error has no message."""
    message = (
        usage_error_message(error, translator, catalogue)
        or state_error_message(error, translator, catalogue)
        or file_error_message(error, translator)
    )
    if message is None:
        raise AssertionError(f"no sentence for {type(error).__name__}")  # a test covers every error class
    return message


_CHECK_HINT = N_("tipcycle journal check shows what is wrong and what to do")


def file_error_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about files, the disk or another run; None for other errors."""
    return (
        _journal_message(error, translator)
        or _export_message(error, translator)
        or _backup_message(error, translator)
        or _editor_message(error, translator)
    )


def _journal_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about the journal files, the disk and the lock, or None."""
    _ = translator.gettext
    match error:
        case e.DamagedFileError(file, line):
            text = _("{file}, line {line}, has an error, so nothing was written to it")
            if line is None:
                text = _("{file} has an error, so nothing was written to it")
            return ErrorMessage(text.format(file=file, line=line), _(_CHECK_HINT))
        case e.ReservedKeyError(file, key):
            return ErrorMessage(
                _("in {file} a table of your own is called {name}, so nothing was written").format(file=file, name=key),
                _("give your table another name; {name} is a word of tipcycle's").format(name=key),
            )
        case e.FileTooLargeError(file):
            return ErrorMessage(_("{file} is larger than tipcycle can keep").format(file=file), _(_CHECK_HINT))
        case e.DiskError(path, reason):
            text = _("the disk refused; your journal is as it was: {path}: {reason}")
            if not reason:
                text = _("something else keeps changing this file; your journal is as it was: {path}")
            return ErrorMessage(
                text.format(path=path, reason=reason), _("make room or permission there, then do it again")
            )
        case e.DurabilityError(path, reason):
            return ErrorMessage(
                _("saved, but the disk did not confirm: {path}: {reason}").format(path=path, reason=reason),
                _("check the disk; tipcycle journal history shows what is there"),
            )
        case e.PartialWriteError(written_files, path, reason):
            return ErrorMessage(
                _("the disk refused after a part was saved: {path}: {reason}").format(path=path, reason=reason),
                _("saved are {files}; do it again and the rest follows").format(files=translator.join(written_files)),
            )
        case e.LockHeldError(pid):
            text = _("another tipcycle is writing (process {holder})") if pid else _("another tipcycle is writing")
            return ErrorMessage(text.format(holder=pid), _("wait a moment and do it again"))
        case e.NewerFormatError(file, version):
            return ErrorMessage(
                _("{file} was written by a newer tipcycle (format {format}); here it can only be read").format(
                    file=file, format=version
                ),
                _("update tipcycle on this machine"),
            )
    return None


def _export_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about printouts and other exports, or None."""
    _ = translator.gettext
    match error:
        case e.OutputExistsError(path, overwrite_command):
            return ErrorMessage(
                _("there is a file of this name already: {path}").format(path=path),
                _("{command} replaces it; --output FILE gives it another name").format(
                    command=overwrite_command or "--force"
                ),
            )
        case e.OutputPermissionError(path, reason):
            return ErrorMessage(
                _("you may not write there: {path} ({reason})").format(path=path, reason=reason),
                _("--output FILE puts it somewhere else"),
            )
        case e.OutputPathError(path):
            return ErrorMessage(_("this is no place for a file: {path}").format(path=path), _("--output FILE"))
        case e.OutputIsJournalError(path):
            return ErrorMessage(
                _("this is a file of your journal, and a printout never takes its place: {path}").format(path=path),
                _("--output FILE gives it another name"),
            )
        case e.PdfRenderError(reason):
            return ErrorMessage(
                _("the printout could not be made: {reason}").format(reason=reason),
                _("tipcycle review --format markdown says the same in text"),
            )
    return None


def _backup_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about backups, archives and second copies, or None."""
    _ = translator.gettext
    match error:
        case e.PathNotFoundError(path):
            return ErrorMessage(_("there is no such file: {path}").format(path=path))
        case e.UnknownBackupError(value, is_ambiguous):
            text = (
                _("more than one file has this backup: {word}")
                if is_ambiguous
                else _("there is no such backup: {word}")
            )
            return ErrorMessage(
                text.format(word=value), _("tipcycle journal backups shows them; name the file and the number")
            )
        case e.UnreadableBackupError(file, number):
            return ErrorMessage(
                _("backup {number} of {file} cannot be read").format(number=number, file=file),
                _("tipcycle journal backups shows which can"),
            )
        case e.InvalidArchiveError(path, "not-a-zip"):
            return ErrorMessage(
                _("this is no archive of a journal: {path}").format(path=path),
                _("tipcycle journal export makes one; tipcycle journal backups shows the earlier states of your files"),
            )
        case e.InvalidArchiveError(path, reason, member):
            return ErrorMessage(
                _("this is no archive that can be taken back: {path}: {reason}").format(
                    path=path, reason=_archive_problem(reason, member, translator)
                ),
                _("make it anew with tipcycle journal export --format archive; nothing was written"),
            )
        case e.NotAJournalError(path):
            return ErrorMessage(
                _("this is no file of a journal: {path}").format(path=path),
                _("tipcycle journal merge takes files, folders and archives of a second copy"),
            )
    return None


def _archive_problem(reason: str, member: str, translator: Translator) -> str:
    """Return the description of a problem in an archive. `reason` is a code of `InvalidArchiveError`."""
    _ = translator.gettext
    return {
        "no-manifest": _("tipcycle did not make it"),
        "too-large": _("it is too large"),
        "name": _("this does not belong in it: {name}").format(name=member),
        "no-file": _("this is no plain file: {name}").format(name=member),
        "changed": _("this is not as it was put in: {name}").format(name=member),
    }.get(reason, reason)


def _editor_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about editing the journal, or None."""
    _ = translator.gettext
    match error:
        case e.EditorError(editor):
            text = _("this editor does not start: {editor}") if editor else _("no editor is set")
            return ErrorMessage(text.format(editor=editor), _("EDITOR=nano tipcycle journal edit, or the one you like"))
        case e.EditConflictError(file, temp_path):
            return ErrorMessage(
                _("{file} changed while you were editing it, so nothing was written").format(file=file),
                _("what you typed is kept: {path}").format(path=temp_path),
            )
        case e.InvalidEditError(file, temp_path):
            return ErrorMessage(
                _("what you typed has errors, so {file} stays as it was").format(file=file),
                _("what you typed is kept: {path}").format(path=temp_path),
            )
    return None


def state_error_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage | None:
    """Return the message for a command that is not possible in the current state; None for other errors."""
    return (
        _cycle_message(error, translator)
        or _week_message(error, translator)
        or _tip_message(error, translator, catalogue)
        or _practice_message(error, translator)
    )


def _cycle_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about the state of a cycle, or None."""
    _ = translator.gettext
    match error:
        case e.NoCycleError():
            return ErrorMessage(
                _("there is no cycle yet: you have not picked your five"), _("tipcycle pick, or tipcycle tips to read")
            )
        case e.UnknownCycleError(value):
            return ErrorMessage(
                _("there is no such cycle: {word}").format(word=value), _("tipcycle journal history shows them")
            )
        case e.CycleNotStartedError(starts):
            return ErrorMessage(
                _("your cycle begins on {day}").format(day=translator.full_date(starts)),
                _("until then: tipcycle note keeps a line"),
            )
        case e.CycleStillOpenError(number, is_planned=True):
            return ErrorMessage(
                _("your five of cycle {n} are picked already").format(n=number),
                _("tipcycle undo takes the pick back; tipcycle swap changes one tip"),
            )
        case e.CycleStillOpenError(number, has_ended=True):
            return ErrorMessage(
                _("cycle {n} has ended and is not closed yet").format(n=number), _("tipcycle close, then pick again")
            )
        case e.CycleStillOpenError(number, closable_from):
            return ErrorMessage(
                _("cycle {n} is still going on").format(n=number),
                _("from {day} on you can close it; tipcycle swap changes one tip").format(
                    day=translator.long_date(closable_from)
                ),
            )
        case e.CycleClosedError(number):
            return ErrorMessage(
                _("cycle {n} is closed").format(n=number),
                _("tipcycle pick begins the next; tipcycle undo takes the close back"),
            )
        case e.CloseTooEarlyError(number, closable_from):
            return ErrorMessage(
                _("cycle {n} can be closed from {day} on").format(n=number, day=translator.full_date(closable_from)),
                _("tipcycle swap changes one tip, tipcycle pause takes weeks off"),
            )
        case e.PickInUseError(number):
            return ErrorMessage(
                _("cycle {n} has check-ins, so its five cannot be taken back").format(n=number),
                _("tipcycle swap OLD NEW changes one tip"),
            )
        case e.LaterCycleExistsError(later_number, starts):
            return ErrorMessage(
                _("cycle {n} was picked after this close").format(n=later_number),
                _("tipcycle journal edit {cycle} changes what the close says").format(cycle=starts),
            )
    return None


def _week_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about a week that cannot be answered or paused, or None."""
    _ = translator.gettext
    match error:
        case e.WeekNotStartedError(week):
            return ErrorMessage(_("the week of {day} has not begun").format(day=translator.long_date(week.monday)))
        case e.WeekOutsideCycleError(week, starts, ends):
            return ErrorMessage(
                _("the week of {day} belongs to no open cycle").format(
                    day=translator.long_date(week.monday, with_year=True)
                ),
                _cycle_dates_hint(starts, ends, translator),
            )
        case e.WeekPausedError(week):
            return ErrorMessage(
                _("the week of {day} is off").format(day=translator.long_date(week.monday)),
                _("to answer it all the same: tipcycle checkin --week {week}").format(week=week),
            )
        case e.PauseOutsideCycleError(starts, ends):
            return ErrorMessage(
                _("none of these weeks lies in your cycle"), _cycle_dates_hint(starts, ends, translator)
            )
        case e.FeelingsTooLateError(deadline):
            return ErrorMessage(
                _("how this week felt could be said until {day}").format(day=translator.full_date(deadline)),
                _("what you did can still be filled in: --did, --missed"),
            )
    return None


def _cycle_dates_hint(starts: date, ends: date, translator: Translator) -> str:
    _ = translator.gettext
    return _("your cycle runs from {span}").format(span=translator.date_range(starts, ends, with_year=True))


def _tip_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage | None:
    """Return the message for an error about a tip that cannot be used in this way now, or None."""
    _ = translator.gettext
    match error:
        case e.TipImplementedError(tip):
            return ErrorMessage(
                _("this one is yours already, it became normal: {tip}").format(
                    tip=numbered_title(tip, catalogue, translator)
                ),
                _("tipcycle tips list --new shows what you never picked"),
            )
        case e.TipInFiveError(tip):
            return ErrorMessage(
                _("this tip is among your five already: {tip}").format(tip=numbered_title(tip, catalogue, translator))
            )
        case e.TipRetiredError(tip):
            return ErrorMessage(
                _("this tip can no longer be picked: {tip}").format(tip=numbered_title(tip, catalogue, translator))
            )
        case e.TipSwappedOutError(tip):
            return ErrorMessage(
                _("this tip was swapped out and does not return in this cycle: {tip}").format(
                    tip=numbered_title(tip, catalogue, translator)
                ),
                _("in the next cycle you can pick it again"),
            )
        case e.SwapTooLateError(tip):
            return ErrorMessage(
                _("it is too late in this cycle to swap this tip: {tip}").format(
                    tip=numbered_title(tip, catalogue, translator)
                ),
                _("keep the new one for the next cycle"),
            )
        case e.TipNotInFiveError(tip, five):
            return ErrorMessage(
                _("this tip is not among your five: {tip}").format(tip=numbered_title(tip, catalogue, translator)),
                _("your five are {tips}").format(tips=translator.join(tip_numbers(five))),
            )
        case e.TipNotActiveError(tip, week):
            return ErrorMessage(
                _("in the week of {day} this tip was not among your five: {tip}").format(
                    day=translator.long_date(week.monday), tip=numbered_title(tip, catalogue, translator)
                )
            )
        case e.TipNotAliveError(tip):
            return ErrorMessage(
                _("this tip is not one of those that stayed: {tip}").format(
                    tip=numbered_title(tip, catalogue, translator)
                )
            )
    return None


def _practice_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about the pulse, a note or voice, undo, or a stopped run; or None."""
    _ = translator.gettext
    match error:
        case e.RevealsIndividualsError():
            return ErrorMessage(
                _("beside the tally you entered before, this one would give a few people's answers away"),
                _(
                    "ask at least five more people, or wait four weeks and for the next cycle;"
                    " tipcycle undo takes a mistyped tally out of sight"
                ),
            )
        case e.TooFewSlipsError(slip_count, minimum):
            return ErrorMessage(
                translator.ngettext("{n} slip is too few to be kept", "{n} slips are too few to be kept", slip_count),
                _("enter them once there are {n}; what is on them was not written down").format(n=minimum),
            )
        case e.UnknownRemarkError(id_prefix, is_ambiguous):
            text = (
                _("more than one line has an id that begins so: {id}")
                if is_ambiguous
                else _("no line has this id: {id}")
            )
            return ErrorMessage(text.format(id=id_prefix), _("tipcycle voices shows the ids"))
        case e.NothingToUndoError():
            return ErrorMessage(_("there is nothing to take back"))
        case e.AbortedError(has_saved=True):
            return ErrorMessage(_("stopped; what was saved before this stays"))
        case e.AbortedError():
            return ErrorMessage(_("stopped; nothing was saved"))
    return None


def usage_error_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage | None:
    """Return the message for an error on the command line; None for other errors."""
    return (
        _value_message(error, translator)
        or _flag_message(error, translator)
        or _tips_message(error, translator, catalogue)
    )


def _value_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about an invalid week, date, time, number or text, or None."""
    _ = translator.gettext
    match error:
        case e.InvalidWeekError(value):
            return ErrorMessage(
                _("this is not a week: {word}").format(word=value),
                _("write 2026-W10, week 10, 2026-03-06, 6 March, monday, this, last or next"),
            )
        case e.InvalidDateError(value):
            return ErrorMessage(
                _("this is not a date: {word}").format(word=value),
                _("write 2026-03-06, 6 March, monday, today or tomorrow"),
            )
        case e.AmbiguousDateError(value, day_first, month_first):
            return ErrorMessage(
                _("this can be two dates: {word}").format(word=value),
                _("write {first} for {said_first}, or {second} for {said_second}").format(
                    first=day_first.isoformat(),
                    said_first=translator.long_date(day_first),
                    second=month_first.isoformat(),
                    said_second=translator.long_date(month_first),
                ),
            )
        case e.AmbiguousWeekError(value, calendar_week, cycle_week):
            return ErrorMessage(
                _("this can be two weeks of your cycle: {word}").format(word=value),
                _(
                    "write {week} for the week of {day}, or {counted} if you count from the start of your cycle:"
                    " that of {counted_day}"
                ).format(
                    week=calendar_week,
                    day=translator.long_date(calendar_week.monday),
                    counted=cycle_week,
                    counted_day=translator.long_date(cycle_week.monday),
                ),
            )
        case e.InvalidTimeError(value):
            return ErrorMessage(_("this is not a time of day: {word}").format(word=value), _("write it as 16:00"))
        case e.InvalidWeekdayError(value):
            return ErrorMessage(
                _("this is not a day of the week: {word}").format(word=value), _("tipcycle profile --day friday")
            )
        case e.OutOfRangeError(value):
            return ErrorMessage(_("a week is felt from 1 to 5, not: {given}").format(given=value))
        case e.InvalidPairError(value, option):
            return ErrorMessage(
                _("this needs a tip and a text: {word}").format(word=value),
                _('write {flag} 42="your words"').format(flag=option),
            )
        case e.EmptyTextError(parameter):
            return ErrorMessage(_("a few words are needed here: {flag}").format(flag=parameter))
        case e.UnencodableTextError():
            return ErrorMessage(_("this text holds characters that no file can keep"), _("type it anew"))
        case e.ReversedPauseError():
            return ErrorMessage(_("this pause ends before it begins"), _("tipcycle pause FROM TO"))
    return None


def _flag_message(error: TipcycleError, translator: Translator) -> ErrorMessage | None:
    """Return the message for an error about a command, an option or an argument, or None."""
    _ = translator.gettext
    match error:
        case e.MissingOptionValueError(option, metavar):
            example = _example_value(metavar, translator)
            return ErrorMessage(
                _("this needs a value: {flag}").format(flag=option),
                f"{option} {example}" if example else _("tipcycle help"),
            )
        case e.InvalidOptionValueError(option, value, choices, metavar):
            return ErrorMessage(
                _("{flag} does not take this: {given}").format(flag=option, given=value),
                _choices_hint(choices, metavar, translator),
            )
        case e.UnknownOptionError(option, close_matches, command_path):
            return ErrorMessage(
                _("there is no such flag: {flag}").format(flag=option),
                _suggestion_hint(close_matches, command_path, translator),
            )
        case e.UnknownCommandError(value, close_matches, suggested_command, command_path):
            return ErrorMessage(
                _("there is no such command: {word}").format(word=value),
                suggested_command or _suggestion_hint(close_matches, command_path, translator),
            )
        case e.UnexpectedArgumentsError(arguments, correction):
            return ErrorMessage(
                _("this is more than the command takes: {words}").format(words=" ".join(arguments)),
                _("put commas between: {flag}").format(flag=correction) if correction else "",
            )
        case e.UnquotedTextError(option, words, metavar):
            return ErrorMessage(
                _("it is not clear which of these words belong to {flag}: {words}").format(
                    flag=option, words=" ".join(words)
                ),
                _("put quotation marks around a text of several words: {flag} {example}").format(
                    flag=option, example=_example_value(metavar, translator)
                ),
            )
        case e.MissingOptionsError(options):
            return ErrorMessage(
                _("there is no terminal to ask on; these are missing: {flags}").format(flags=", ".join(options)),
                _("add --help to see them all"),
            )
        case e.MissingArgumentError(command_name, command_path, argument):
            return _missing_argument_message(command_name, command_path, argument, translator)
        case e.WrongSuffixError(suffix, expected_suffix, suggested_name):
            return ErrorMessage(
                _("a {kind} file cannot be called .{ending}: no program would open it").format(
                    kind=expected_suffix, ending=suffix
                ),
                _("call it {name}").format(name=suggested_name),
            )
        case e.BinaryToTerminalError():
            return ErrorMessage(
                _("a terminal cannot show this"),
                _("--output FILE writes it, --open shows it; or send it on with a pipe"),
            )
    return None


def _suggestion_hint(candidates: tuple[str, ...], command: str, translator: Translator) -> str:
    _ = translator.gettext
    if candidates:
        return _("did you mean {these}?").format(these=", ".join(candidates))
    if command:
        return _("{command} --help shows them").format(command=command)
    return _("tipcycle help shows them all")


def _example_value(metavar: str, translator: Translator) -> str:
    """Return an example value for a metavar; empty if there is none."""
    _ = translator.gettext
    return {
        "N": "42",
        "N,N": "5,13",
        "1-5": "4",
        "N=TEXT": _('42="your words"'),
        "TEXT": _('"your words"'),
        "ROLE": _('"a customer"'),
        "WEEK": "2026-W10",
        "DATE": "2026-03-06",
        "HH:MM": "16:00",
    }.get(metavar, "")


def _choices_hint(choices: tuple[str, ...], metavar: str, translator: Translator) -> str:
    _ = translator.gettext
    if choices:
        return _("choose from: {choices}").format(choices=", ".join(choices))
    return {"1-5": _("a number from 1 to 5"), "N": _("a whole number"), "yyn?nnyy": f"--answers {_('yyn?nnyy')}"}.get(
        metavar, ""
    )


def _missing_argument_message(
    command_name: str, command_path: str, argument: str, translator: Translator
) -> ErrorMessage:
    """Return the message for a missing argument, with an example for some commands."""
    _ = translator.gettext
    if command_name == "note":
        return ErrorMessage(_("say what you want to keep"), f"{command_path} " + _('"what was said" --by "a customer"'))
    if command_name == "swap":
        return ErrorMessage(
            _("say which tip goes and which one comes"), f"{command_path} 42 53 --because " + _('"why"')
        )
    if command_name == "pause":
        return ErrorMessage(_("say which weeks are off"), f"{command_path} 2026-04-06 2026-04-12")
    return ErrorMessage(
        _("this is missing: {what}").format(what=argument), _("{command} --help shows how").format(command=command_path)
    )


def _tips_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage | None:
    """Return the message for an error about the tips on the command line, or None."""
    _ = translator.gettext
    match error:
        case e.UnknownTipError(value, close_matches):
            hint = _("tipcycle tips search WORD finds one")
            if close_matches:
                candidates = "; ".join(numbered_title(tip, catalogue, translator) for tip in close_matches)
                hint = _("did you mean {tips}?").format(tips=candidates)
            return ErrorMessage(_("there is no such tip: {word}").format(word=value), hint)
        case e.DuplicateTipError(tip):
            return ErrorMessage(_("this tip is named twice: {tip}").format(tip=tip_number(tip)))
        case e.WrongTipCountError(actual, expected, extended_tips):
            return _wrong_count_message(actual, expected, extended_tips, translator)
        case e.ConflictingStatusError(tip):
            return ErrorMessage(
                _("this tip was given two answers: {tip}").format(tip=numbered_title(tip, catalogue, translator))
            )
        case e.StatusNotAllowedError(tip, kind, status):
            if status == "built":
                text = _("only a tip that is made once can stand, and this one is for {often}: {tip}")
            else:
                text = _("only a tip that waits for its occasion can have none, and this one is for {often}: {tip}")
            return ErrorMessage(
                text.format(often=_frequency(kind, translator), tip=numbered_title(tip, catalogue, translator)),
                _("use --did, --costly or --missed, or leave it out"),
            )
        case e.MissingDecisionsError(tips):
            return ErrorMessage(
                _("these tips still need a decision: {tips}").format(tips=translator.join(tip_numbers(tips))),
                _("--keep, --adapt, --extend or --drop, each with numbers like 05,13"),
            )
        case e.ByHandNotKeptError(tips):
            return ErrorMessage(
                _("--by-hand goes with --keep or --adapt, and these have neither: {tips}").format(
                    tips=translator.join(tip_numbers(tips))
                )
            )
    return None


def _wrong_count_message(
    actual: int, expected: int, extended_tips: tuple[int, ...], translator: Translator
) -> ErrorMessage:
    _ = translator.gettext
    if not extended_tips:
        return ErrorMessage(
            _("a cycle has five tips, no more and no less; you named: {given}").format(given=actual),
            _("tipcycle tips suggest proposes five") if actual < expected else "",
        )
    extended_text = translator.join(tip_numbers(extended_tips))
    if not expected:
        return ErrorMessage(
            _("all five places are taken by tips that go on: {tips}").format(tips=extended_text),
            _("tipcycle pick, without numbers"),
        )
    template = translator.ngettext(
        "one more tip is needed beside {tips}, and {given} were named",
        "{n} more tips are needed beside {tips}, and {given} were named",
        expected,
    )
    return ErrorMessage(template.format(tips=extended_text, given=actual))


def _frequency(kind: TipKind, translator: Translator) -> str:
    _ = translator.gettext
    return {
        TipKind.RITUAL: _("every week"),
        TipKind.REFLEX: _("when the occasion arises"),
        TipKind.BUILD: _("making once"),
    }[kind]
