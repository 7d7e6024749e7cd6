"""All errors that tipcycle reports to the user, each with its message, its hint and its exit code.

Must not format or translate: `cli.error_messages` fills the fields into the texts.
"""

from datetime import date
from enum import IntEnum
from typing import Any, ClassVar, dataclass_transform

from tipcycle.core.messages import N_, N_plural, PluralMessage
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week


class ExitCode(IntEnum):
    """The exit codes (docs/reference/exit-codes.md)."""

    OK = 0
    """Success."""
    FAILURE = 1
    """The command is valid but cannot be carried out now. The message gives the reason."""
    USAGE = 2
    """The command line is not valid."""
    PARTIAL = 3
    """The command was carried out in part, or some of the data could not be shown."""
    DAMAGED = 65
    """A file has errors, and the command needs an intact file."""
    DISK_ERROR = 74
    """A file could not be read or written."""
    LOCKED = 75
    """Another run of tipcycle is writing to the journal."""
    NEWER_FORMAT = 78
    """A newer tipcycle wrote the file. This version can only read it."""
    INTERRUPTED = 130
    """The user interrupted the command with Ctrl+C."""


@dataclass_transform(eq_default=False)
class TipcycleError(Exception):
    """Base class of all errors that tipcycle reports to the user. The annotations of a subclass are its fields.

    `__init__` sets the fields in the same way as a dataclass; mypy checks the arguments. Generating a dataclass for
    each of them would take more time than the rest of a bare `tipcycle` run.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args)
        vars(self).update(zip(type(self).__annotations__, args, strict=False), **kwargs)

    @property
    def message(self) -> str | PluralMessage:
        """One line in English. `{name}` stands for a field, which `cli.error_messages` formats by its type."""
        raise NotImplementedError

    @property
    def hint(self) -> str:
        """Suggestion for the next step; empty if there is none."""
        return ""


class UsageError(TipcycleError):
    """The command line is not valid."""

    exit_code = ExitCode.USAGE


_CHECK_HINT = N_("tipcycle journal check shows what is wrong and what to do")
_KEPT_EDITS_HINT = N_("what you typed is kept: {temp_path}")
_CYCLE_SPAN_HINT = N_("your cycle runs from {span}")


class DamagedFileError(TipcycleError):
    """The file has errors, so tipcycle does not write to it."""

    hint = _CHECK_HINT
    exit_code = ExitCode.DAMAGED
    file: str
    line: int | None = None

    @property
    def message(self) -> str:
        if self.line is None:
            return N_("{file} has an error, so nothing was written to it")
        return N_("{file}, line {line}, has an error, so nothing was written to it")


class LastStampError(TipcycleError):
    """A block has the latest time stamp that a journal can contain, so no entry can be stamped after it."""

    exit_code = ExitCode.DAMAGED
    message = N_("nothing can be saved after the block on line {line} of {file}: its `at` is the last moment there is")
    hint = N_("tipcycle journal edit {file}, and give that block the time at which it was written")
    file: str
    line: int | None


class ForeignJournalError(TipcycleError):
    """The second copy has no entry in common with the journal, and the two profiles do not have the same name."""

    theirs: str
    """The name in the profile of the copy; empty if there is none."""
    ours: str

    @property
    def message(self) -> str:
        if self.theirs and self.ours:
            return N_("this looks like the journal of {theirs}, not of {ours}, so nothing was merged")
        return N_("this copy has no entry in common with your journal, so it can be a colleague's; nothing was merged")

    @property
    def hint(self) -> str:
        if self.ours:
            return N_('if it is yours, give it the same name first: tipcycle --home FOLDER profile --name "{ours}"')
        return N_(
            'if it is yours, give both the same name first: tipcycle profile --name "NAME", '
            'tipcycle --home FOLDER profile --name "NAME", and merge the whole folder'
        )


class ReservedKeyError(TipcycleError):
    """One of the manager's own tables in the file has the name of a tipcycle block."""

    message = N_("in {file} a table of your own is called {key}, so nothing was written")
    hint = N_("give your table another name; {key} is a word of tipcycle's")
    exit_code = ExitCode.DAMAGED
    file: str
    key: str


class FileTooLargeError(TipcycleError):
    """The file is larger than the maximum size that tipcycle reads, or the change would make it larger."""

    message = N_("{file} is larger than tipcycle can keep")
    hint = _CHECK_HINT
    exit_code = ExitCode.DAMAGED
    file: str


NOT_AVAILABLE = N_("it exists, but the drive is not there or the sync program has not fetched it")
"""The reason of a `DiskError` for a link that leads to nothing and for a placeholder."""


class DiskError(TipcycleError):
    """A file could not be read or written; the old file is unchanged."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str

    @property
    def hint(self) -> str:
        if self.reason == NOT_AVAILABLE:
            return N_("connect the drive or let the sync program fetch it, then do it again")
        return N_("make room or permission there, then do it again")

    @property
    def message(self) -> str:
        if self.reason:
            return N_("the disk refused; your journal is as it was: {path}: {reason}")
        return N_("something else keeps changing this file; your journal is as it was: {path}")


class DurabilityError(TipcycleError):
    """The file was saved, but the disk did not confirm that the data is durable."""

    message = N_("saved, but the disk did not confirm: {path}: {reason}")
    hint = N_("check the disk; tipcycle journal history shows what is there")
    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class PartialWriteError(TipcycleError):
    """Some of the files were written before an error occurred; running the command again completes it."""

    message = N_("the disk refused after a part was saved: {path}: {reason}")
    hint = N_("saved are {written_files}; do it again and the rest follows")
    exit_code = ExitCode.DISK_ERROR
    written_files: tuple[str, ...]
    path: str
    reason: str


class LockHeldError(TipcycleError):
    """Another run of tipcycle has locked the journal."""

    hint = N_("wait a moment and do it again")
    exit_code = ExitCode.LOCKED
    pid: str

    @property
    def message(self) -> str:
        return N_("another tipcycle is writing (process {pid})") if self.pid else N_("another tipcycle is writing")


class NewerFormatError(TipcycleError):
    """A newer tipcycle wrote the file."""

    message = N_("{file} was written by a newer tipcycle (format {format}); here it can only be read")
    hint = N_("update tipcycle on this machine")
    exit_code = ExitCode.NEWER_FORMAT
    file: str
    format: int


class OutputExistsError(TipcycleError):
    """The output file exists, and the command has no option to overwrite it."""

    message = N_("there is a file of this name already: {path}")
    hint = N_("{overwrite_command} replaces it; --output FILE gives it another name")
    path: str
    overwrite_command: str
    """The same command with the option that overwrites the file."""


class OutputPermissionError(TipcycleError):
    """The user has no permission to write the output file."""

    message = N_("you may not write there: {path} ({reason})")
    hint = N_("--output FILE puts it somewhere else")
    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str
    """The error text of the operating system."""


class OutputPathError(TipcycleError):
    """The output path is a device, or no file can be created there."""

    message = N_("this is no place for a file: {path}")
    hint = N_("--output FILE")
    path: str


class OutputIsJournalError(TipcycleError):
    """The output path is a file of the journal."""

    message = N_("this is a file of your journal, and a printout never takes its place: {path}")
    hint = N_("--output FILE gives it another name")
    path: str


class PdfRenderError(TipcycleError):
    """The PDF could not be rendered."""

    message = N_("the printout could not be made: {reason}")
    hint = N_("tipcycle review --format markdown says the same in text")
    reason: str
    """The error text of the PDF compiler."""


class LibraryError(TipcycleError):
    """A library cannot be imported: it is not installed, or the system cannot load it."""

    message = N_("this needs {library}, and it does not start here: {reason}")
    hint = N_("installing the program again may help; all that works without it still does")
    library: str
    reason: str


class PathNotFoundError(TipcycleError):
    """The file or folder does not exist."""

    message = N_("there is no such file: {path}")
    path: str


class UnknownBackupError(TipcycleError):
    """The value matches no backup, or more than one."""

    hint = N_("tipcycle journal backups shows them; name the file and the number")
    value: str
    is_ambiguous: bool = False
    """True if more than one backup matches."""

    @property
    def message(self) -> str:
        if self.is_ambiguous:
            return N_("more than one file has this backup: {value}")
        return N_("there is no such backup: {value}")


class UnreadableBackupError(TipcycleError):
    """The backup has no readable content."""

    message = N_("backup {number} of {file} cannot be read")
    hint = N_("tipcycle journal backups shows which can")
    exit_code = ExitCode.DAMAGED
    file: str
    number: int


class InvalidArchiveError(TipcycleError):
    """The file is not an archive that tipcycle created, or it was changed since then."""

    exit_code = ExitCode.DAMAGED
    path: str
    reason: str
    """`not-a-zip`, `no-manifest`, `too-large`, `name`, `no-file` or `changed`."""
    member: str = ""
    """Name of the affected file in the archive."""

    @property
    def message(self) -> str:
        if self.reason == "not-a-zip":
            return N_("this is no archive of a journal: {path}")
        return N_("this is no archive that can be taken back: {path}: {problem:text}")

    @property
    def hint(self) -> str:
        if self.reason == "not-a-zip":
            return N_(
                "tipcycle journal export makes one; tipcycle journal backups shows the earlier states of your files"
            )
        return N_("make it anew with tipcycle journal export --format archive; nothing was written")

    @property
    def problem(self) -> str:
        """The problem that `reason` stands for."""
        return {
            "no-manifest": N_("tipcycle did not make it"),
            "too-large": N_("it is too large"),
            "name": N_("this does not belong in it: {member}"),
            "no-file": N_("this is no plain file: {member}"),
            "changed": N_("this is not as it was put in: {member}"),
        }.get(self.reason, "{reason}")


class MisplacedContentError(TipcycleError):
    """The content to restore belongs to another journal file than the one whose name it has."""

    message = N_("{file} in {path} is not what its name says: it belongs in {detected}")
    hint = N_("nothing was written; tipcycle journal merge {path:argument} puts everything where it belongs")
    exit_code = ExitCode.DAMAGED
    file: str
    detected: str
    path: str


class NotAJournalError(TipcycleError):
    """The file is not part of a journal, so nothing can be imported from it."""

    message = N_("this is no file of a journal: {path}")
    hint = N_("tipcycle journal merge takes files, folders and archives of a second copy")
    exit_code = ExitCode.DAMAGED
    path: str


class EditorError(TipcycleError):
    """Neither `VISUAL` nor `EDITOR` names a program that can be started."""

    hint = N_("EDITOR=nano tipcycle journal edit, or the one you like")
    editor: str

    @property
    def message(self) -> str:
        return N_("this editor does not start: {editor}") if self.editor else N_("no editor is set")


class NoSchedulerError(TipcycleError):
    """The system has no scheduler that tipcycle knows."""

    message = N_("your system has no scheduler that tipcycle knows: {programs}")
    hint = N_("tipcycle calendar puts the check-ins in your calendar, with an alarm")
    programs: str


class SchedulerError(TipcycleError):
    """A program of the system that registers a reminder or shows a notification failed."""

    message = N_("{program} failed: {detail}")
    hint = N_("tipcycle calendar puts the check-ins in your calendar, with an alarm")
    program: str
    detail: str


class NoNotifierError(TipcycleError):
    """The program that shows notifications is missing."""

    message = N_("the reminder cannot be shown on your desktop: there is no {program}")
    hint = N_("install it with the package manager of your system (Debian, Ubuntu: libnotify-bin)")
    program: str


class EditConflictError(TipcycleError):
    """The file changed while it was open in the editor."""

    message = N_("{file} changed while you were editing it, so nothing was written")
    hint = _KEPT_EDITS_HINT
    file: str
    temp_path: str
    """The copy with the user's edits."""


class InvalidEditError(TipcycleError):
    """The edited text has errors."""

    message = N_("what you typed has errors, so {file} stays as it was")
    hint = _KEPT_EDITS_HINT
    exit_code = ExitCode.DAMAGED
    file: str
    temp_path: str
    """The copy with the user's edits."""


class NoCycleError(TipcycleError):
    """There is no cycle yet."""

    message = N_("there is no cycle yet: you have not picked your five")
    hint = N_("tipcycle pick, or tipcycle tips to read")


class UnknownCycleError(TipcycleError):
    """No cycle has this number or first Monday."""

    message = N_("there is no such cycle: {value}")
    hint = N_("tipcycle journal history shows them")
    value: str


class CycleNotStartedError(TipcycleError):
    """The cycle is planned and has not begun."""

    message = N_("your cycle begins on {starts}")
    hint = N_("until then: tipcycle note keeps a line")
    starts: date


class CycleStillOpenError(TipcycleError):
    """The last cycle is not closed, so the next five tips cannot be picked."""

    number: int
    closable_from: date
    """First day on which the cycle can be closed."""
    has_ended: bool
    is_planned: bool = False

    @property
    def message(self) -> str:
        if self.is_planned:
            return N_("your five of cycle {number} are picked already")
        if self.has_ended:
            return N_("cycle {number} has ended and is not closed yet")
        return N_("cycle {number} is still going on")

    @property
    def hint(self) -> str:
        if self.is_planned:
            return N_("tipcycle undo takes the pick back; tipcycle swap changes one tip")
        if self.has_ended:
            return N_("tipcycle close, then pick again")
        return N_("from {closable_from:short} on you can close it; tipcycle swap changes one tip")


class CycleClosedError(TipcycleError):
    """The cycle is closed and accepts only voices, shares and undos."""

    message = N_("cycle {number} is closed")
    hint = N_("tipcycle pick begins the next; tipcycle undo takes the close back")
    number: int
    """Number of the closed cycle."""


class CloseTooEarlyError(TipcycleError):
    """The last week of the cycle has not begun, so the cycle cannot be closed."""

    message = N_("cycle {number} can be closed from {closable_from} on")
    hint = N_("tipcycle swap changes one tip, tipcycle pause takes weeks off")
    number: int
    closable_from: date


class PickInUseError(TipcycleError):
    """The pick cannot be undone, because its cycle has answers."""

    message = N_("cycle {number} has check-ins, so its five cannot be taken back")
    hint = N_("tipcycle swap OLD NEW changes one tip")
    number: int


class LaterCycleExistsError(TipcycleError):
    """The close cannot be undone, because a later cycle was picked and only the last cycle can be closed."""

    message = N_("cycle {later_number} was picked after this close")
    hint = N_("tipcycle journal edit {starts!s} changes what the close says")
    later_number: int
    """Number of the later cycle."""
    starts: date
    """First Monday of the closed cycle."""


class WeekNotStartedError(TipcycleError):
    """The week has not begun."""

    message = N_("the week of {week} has not begun")
    week: Week


class WeekOutsideCycleError(TipcycleError):
    """The week is not in the open cycle."""

    message = N_("the week of {week:year} belongs to no open cycle")
    hint = _CYCLE_SPAN_HINT
    week: Week
    starts: date
    """First Monday of the open cycle."""
    ends: date
    """Last Sunday of the open cycle."""

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of the cycle."""
        return self.starts, self.ends


class WeekPausedError(TipcycleError):
    """The week is paused and can be answered only if the command names it."""

    message = N_("the week of {week} is off")
    hint = N_("to answer it all the same: tipcycle checkin --week {week!s}")
    week: Week


class PauseOutsideCycleError(TipcycleError):
    """None of the named weeks is in the cycle."""

    message = N_("none of these weeks lies in your cycle")
    hint = _CYCLE_SPAN_HINT
    starts: date
    ends: date

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of the cycle."""
        return self.starts, self.ends


class FeelingsTooLateError(TipcycleError):
    """The deadline for feelings has passed, and the check-in contains nothing else."""

    message = N_("how that week felt could be said until {deadline}")
    hint = N_("what you did can still be filled in: --did, --missed")
    deadline: date


class TipImplementedError(TipcycleError):
    """The tip is implemented and alive, so it cannot be picked."""

    message = N_("this one is yours already, it became normal: {tip:title}")
    hint = N_("tipcycle tips list --new shows what you never picked")
    tip: int


class TipInFiveError(TipcycleError):
    """The tip is already among the five."""

    message = N_("this tip is among your five already: {tip:title}")
    tip: int


class TipRetiredError(TipcycleError):
    """The tip is retired and can no longer be picked."""

    message = N_("this tip can no longer be picked: {tip:title}")
    tip: int


class TipSwappedOutError(TipcycleError):
    """A tip that was swapped out cannot return in the same cycle."""

    message = N_("this tip was swapped out and does not return in this cycle: {tip:title}")
    hint = N_("in the next cycle you can pick it again")
    tip: int


class SwapTooLateError(TipcycleError):
    """The cycle has no week left in which the new tip could begin."""

    message = N_("it is too late in this cycle to swap this tip: {tip:title}")
    hint = N_("keep the new one for the next cycle")
    tip: int


class TipNotInFiveError(TipcycleError):
    """The tip is not among the five."""

    message = N_("this tip is not among your five: {tip:title}")
    hint = N_("your five are {five}")
    tip: int
    five: tuple[int, ...]


class TipNotActiveError(TipcycleError):
    """The tip was not among the five in that week."""

    message = N_("in the week of {week} this tip was not among your five: {tip:title}")
    tip: int
    week: Week


class TipNotAliveError(TipcycleError):
    """`--alive` or `--lapsed` names a tip that is not implemented or has already lapsed."""

    message = N_("this tip is not one of those that stayed: {tip:title}")
    tip: int


class RevealsIndividualsError(TipcycleError):
    """Compared with an earlier tally, this one would reveal the answers of a few people."""

    message = N_("beside the tally you entered before, this one would give a few people's answers away")
    hint = N_(
        "ask at least five more people, or wait four weeks and for the next cycle;"
        " tipcycle undo takes a mistyped tally out of sight"
    )


class TooFewSlipsError(TipcycleError):
    """The pulse has too few slips to record and contains nothing else."""

    hint = N_("enter them once there are {minimum}; what is on them was not written down")
    slip_count: int
    minimum: int

    @property
    def message(self) -> PluralMessage:
        return N_plural("{n} slip is too few to be kept", "{n} slips are too few to be kept", self.slip_count)


class UnknownRemarkError(TipcycleError):
    """No note or voice has an id with this prefix, or more than one has."""

    hint = N_("tipcycle voices shows the ids")
    id_prefix: str
    is_ambiguous: bool
    """True if more than one id has the prefix."""

    @property
    def message(self) -> str:
        if self.is_ambiguous:
            return N_("more than one line has an id that begins so: {id_prefix}")
        return N_("no line has this id: {id_prefix}")


class NothingToUndoError(TipcycleError):
    """There is no active entry to undo."""

    message = N_("there is nothing to take back")


class AbortedError(TipcycleError):
    """The user quit."""

    has_saved: bool = False
    """True if something was saved before."""

    @property
    def message(self) -> str:
        return N_("stopped; what was saved before this stays") if self.has_saved else N_("stopped; nothing was saved")


class InvalidWeekError(UsageError):
    """The value is not a week."""

    message = N_("this is not a week: {value}")
    hint = N_("write 2026-W10, week 10, 2026-03-06, 6 March, monday, this, last or next")
    value: str


class HomeFolderError(UsageError):
    """The folder of the journal cannot be determined: an unknown user, or a working folder that was deleted."""

    message = N_("the folder of your journal cannot be found from here: {path}")
    hint = N_("--home FOLDER or TIPCYCLE_HOME with the whole path of the folder says where it is")
    path: str


class InvalidDateError(UsageError):
    """The value is not a date, or it is outside the supported years."""

    message = N_("this is not a date: {value}")
    hint = N_("write 2026-03-06, 6 March, monday, today or tomorrow")
    value: str


class FutureDateError(UsageError):
    """The date is still to come, and the command records something that has happened."""

    message = N_("{day} is still to come; this needs a day that has been")
    day: date


class ReviewDayError(UsageError):
    """The day of the review is past, or before the cycle begins."""

    message = N_("the review can't be on {day}")
    hint = N_("choose {first} or a later day")
    day: date
    first: date


class AmbiguousDateError(UsageError):
    """The value can be two dates: day first or month first."""

    message = N_("this can be two dates: {value}")
    hint = N_("write {day_first!s} for {day_first:short}, or {month_first!s} for {month_first:short}")
    value: str
    day_first: date
    month_first: date


class AmbiguousWeekError(UsageError):
    """The number can be a calendar week or a week counted from the start of the cycle."""

    message = N_("this can be two weeks of your cycle: {value}")
    hint = N_(
        "write {calendar_week!s} for the week of {calendar_week}, or {cycle_week!s} if you count from the start of your"
        " cycle: that of {cycle_week}"
    )
    value: str
    calendar_week: Week
    cycle_week: Week


class InvalidTimeError(UsageError):
    """The value is not a time of day."""

    message = N_("this is not a time of day: {value}")
    hint = N_("write it as 16:00")
    value: str


class InvalidReminderTimeError(UsageError):
    """The value is not a weekday with a time of day."""

    message = N_("this is not a day and a time: {value}")
    hint = N_('write it as "fri 16:00"')
    value: str


class InvalidWeekdayError(UsageError):
    """The value is not a day of the week."""

    message = N_("this is not a day of the week: {value}")
    hint = N_("tipcycle profile --day friday")
    value: str


class OutOfRangeError(UsageError):
    """The value is not a whole number from 1 to 5."""

    message = N_("this needs a whole number from 1 to 5, not: {value}")
    value: int


class InvalidPairError(UsageError):
    """The value does not have the form `N=TEXT`."""

    message = N_("this needs a tip and a text: {value}")
    hint = N_('write {option} 42="your words"')
    value: str
    option: str


class EmptyTextError(UsageError):
    """A required text is empty."""

    message = N_("a few words are needed here: {parameter}")
    parameter: str


class UnencodableTextError(UsageError):
    """The text cannot be encoded as UTF-8."""

    message = N_("this text holds characters that no file can keep")
    hint = N_("type it anew")


class InputTooLargeError(UsageError):
    """The input of a command has more than a million bytes."""

    message = N_("this is too long, a million characters at most: {source}")
    source: str


class InvalidDocumentError(UsageError):
    """The input is not one JSON object."""

    message = N_("this is not a JSON document: {source}")
    hint = '{{"did": [5, 13], "missed": [42], "team": 4}}'
    source: str


class UnknownFieldError(UsageError):
    """The JSON document has a field that the command does not know."""

    message = N_("the document has a field that does not exist: {field}")
    hint = N_("choose from: {choices:comma}")
    field: str
    choices: tuple[str, ...]


class InvalidFieldError(UsageError):
    """A field of the JSON document has a value of the wrong type."""

    message = N_("the document has a value that does not fit: {field}")
    hint = N_("write it as: {field} {example}")
    field: str
    example: str


class ReversedPauseError(UsageError):
    """The pause ends before it begins."""

    message = N_("this pause ends before it begins")
    hint = N_("tipcycle pause FROM TO")


_EXAMPLE_VALUES = {
    "N": "42",
    "N,N": "5,13",
    "1-5": "4",
    "N=TEXT": N_('42="your words"'),
    "TEXT": N_('"your words"'),
    "ROLE": N_('"a customer"'),
    "WEEK": "2026-W10",
    "DATE": "2026-03-06",
    "HH:MM": "16:00",
}
"""An example value for each metavar."""


def _suggestion_hint(close_matches: tuple[str, ...], command_path: str) -> str:
    if close_matches:
        return N_("did you mean {close_matches:comma}?")
    return N_("{command_path} --help shows them") if command_path else N_("tipcycle help shows them all")


class MissingOptionValueError(UsageError):
    """An option that needs a value has none."""

    message = N_("this needs a value: {option}")
    option: str
    metavar: str = ""
    """The name of the value in the help."""

    @property
    def hint(self) -> str:
        return "{option} {example:text}" if self.example else N_("tipcycle help")

    @property
    def example(self) -> str:
        """An example of the value; empty if there is none."""
        return _EXAMPLE_VALUES.get(self.metavar, "")


class InvalidOptionValueError(UsageError):
    """The option does not accept this value."""

    message = N_("{option} does not take this: {value}")
    option: str
    value: str
    choices: tuple[str, ...] = ()
    """The accepted values, if they can be listed."""
    metavar: str = ""
    """The name of the value in the help."""
    low: int | None = None
    high: int | None = None
    """The lowest and the highest number that the option accepts, if it has limits."""

    @property
    def hint(self) -> str:
        if self.choices:
            return N_("choose from: {choices:values}")
        if self.low is not None:
            return N_("a whole number from {low} to {high}")
        return {
            "1-5": N_("a number from 1 to 5"),
            "N": N_("a whole number"),
            "N,N,N": "{option} 3,4,2,5,3",
            "yyn?nnyy": "--answers {metavar:text}",
        }.get(self.metavar, "")


class UnknownOptionError(UsageError):
    """The command has no such option."""

    message = N_("there is no such flag: {option}")
    option: str
    close_matches: tuple[str, ...] = ()
    command_path: str = ""
    """The command as typed; empty for tipcycle itself."""

    @property
    def hint(self) -> str:
        return _suggestion_hint(self.close_matches, self.command_path)


class UnknownCommandError(UsageError):
    """There is no command with this name."""

    message = N_("there is no such command: {value}")
    value: str
    close_matches: tuple[str, ...] = ()
    suggested_command: str = ""
    """A complete command that the user probably meant."""
    command_path: str = ""
    """The command that has no such subcommand; empty for tipcycle itself."""

    @property
    def hint(self) -> str:
        if self.suggested_command:
            return "{suggested_command}"
        return _suggestion_hint(self.close_matches, self.command_path)


class UnexpectedArgumentsError(UsageError):
    """The command line has more arguments than the command accepts."""

    message = N_("this is more than the command takes: {arguments:spaced}")
    arguments: tuple[str, ...]
    correction: str = ""
    """The option with its values in the correct form, if the user separated the values with spaces."""

    @property
    def hint(self) -> str:
        return N_("put commas between: {correction}") if self.correction else ""


class UnquotedTextError(UsageError):
    """A text option is followed by several words without quotation marks, so its value is ambiguous."""

    message = N_("it is not clear which of these words belong to {option}: {words:spaced}")
    hint = N_("put quotation marks around a text of several words: {option} {example:text}")
    option: str
    words: tuple[str, ...]
    metavar: str
    """The name of the value in the help."""

    @property
    def example(self) -> str:
        """An example of the value; empty if there is none."""
        return _EXAMPLE_VALUES.get(self.metavar, "")


class MissingOptionsError(UsageError):
    """Required options are missing, and there is no terminal to ask for them."""

    message = N_("there is no terminal to ask on; these are missing: {options:comma}")
    hint = N_("add --help to see them all")
    options: tuple[str, ...]


class ExclusiveOptionError(UsageError):
    """The option provides all values, and other options are given too."""

    message = N_("{option} cannot be combined with other flags")
    option: str


class MissingArgumentError(UsageError):
    """A required argument is missing, and the command does not ask for it."""

    command_name: str
    """The name of the command in the command reference."""
    command_path: str
    """The command as typed."""
    argument: str

    @property
    def message(self) -> str:
        return {
            "note": N_("say what you want to keep"),
            "swap": N_("say which tip goes and which one comes"),
            "pause": N_("say which weeks are off"),
        }.get(self.command_name, N_("this is missing: {argument}"))

    @property
    def hint(self) -> str:
        return {
            "note": "{command_path} {example:text}",
            "swap": "{command_path} 42 53 --because {example:text}",
            "pause": "{command_path} 2026-04-06 2026-04-12",
        }.get(self.command_name, N_("{command_path} --help shows how"))

    @property
    def example(self) -> str:
        """The text in the hint for `note` and `swap`."""
        return N_('"why"') if self.command_name == "swap" else N_('"what was said" --by "a customer"')


class WrongSuffixError(UsageError):
    """The name of the output file has the suffix of another file type."""

    message = N_("a {expected_suffix} file cannot be called .{suffix}: no program would open it")
    hint = N_("call it {suggested_name}")
    suffix: str
    """The suffix of the name."""
    expected_suffix: str
    """The suffix of the file type."""
    suggested_name: str
    """The name with the expected suffix."""


class BinaryToTerminalError(UsageError):
    """Binary output cannot be shown on a terminal."""

    message = N_("a terminal cannot show this")
    hint = N_("--output FILE writes it, --open shows it; or send it on with a pipe")


class UnknownTipError(UsageError):
    """No tip has this number or slug."""

    message = N_("there is no such tip: {value}")
    value: str
    close_matches: tuple[int, ...] = ()
    """Tips with a similar slug or title."""

    @property
    def hint(self) -> str:
        if self.close_matches:
            return N_("did you mean {close_matches:titles}?")
        return N_("tipcycle tips search WORD finds one")


class DuplicateTipError(UsageError):
    """The same tip is named more than once."""

    message = N_("this tip is named twice: {tip:02}")
    tip: int


class WrongTipCountError(UsageError):
    """The number of named tips is not the number of free places."""

    actual: int
    """Number of named tips, without extended ones."""
    expected: int
    """Number of free places: five minus the extended tips."""
    extended_tips: tuple[int, ...] = ()

    @property
    def message(self) -> str | PluralMessage:
        if not self.extended_tips:
            return N_("a cycle has five tips, no more and no less; you named: {actual}")
        if not self.expected:
            return N_("all five places are taken by tips that go on: {extended_tips}")
        return N_plural(
            "one more tip is needed beside {extended_tips}, and {actual} were named",
            "{n} more tips are needed beside {extended_tips}, and {actual} were named",
            self.expected,
        )

    @property
    def hint(self) -> str:
        if not self.extended_tips:
            return N_("tipcycle tips suggest proposes five") if self.actual < self.expected else ""
        return "" if self.expected else N_("tipcycle pick, without numbers")


class ConflictingStatusError(UsageError):
    """A tip has two answers that exclude each other."""

    message = N_("this tip was given two answers: {tip:title}")
    tip: int


class StatusNotAllowedError(UsageError):
    """The answer `none` is only for reflexes, and `built` is only for builds."""

    hint = N_("use --did, --costly or --missed, or leave it out")
    tip: int
    kind: TipKind
    status: str

    @property
    def message(self) -> str:
        if self.status == "built":
            return N_("only a tip that is made once can stand, and this one is for {frequency:text}: {tip:title}")
        return N_(
            "only a tip that waits for its occasion can have none, and this one is for {frequency:text}: {tip:title}"
        )

    @property
    def frequency(self) -> str:
        """How often a tip of this kind is done."""
        return {
            TipKind.RITUAL: N_("every week"),
            TipKind.REFLEX: N_("when the occasion arises"),
            TipKind.BUILD: N_("making once"),
        }[self.kind]


class MissingDecisionsError(UsageError):
    """The close has no decision (keep, adapt, extend or drop) for some of the five tips."""

    message = N_("these tips still need a decision: {tips}")
    hint = N_("--keep, --adapt, --extend or --drop, each with numbers like 05,13")
    tips: tuple[int, ...]


class ByHandNotKeptError(UsageError):
    """`--by-hand` names tips that are neither kept nor adapted."""

    message = N_("--by-hand goes with --keep or --adapt, and these have neither: {tips}")
    tips: tuple[int, ...]
