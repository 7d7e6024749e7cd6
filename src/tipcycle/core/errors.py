"""What every refusal is: facts, and the exit code that goes with them.

A file, the disk or another run stands in the way. The sentences: `cli.sentences.files`.

What was understood, and is not possible now; its facts say why. The sentences: `cli.sentences.not_now`.

What was typed is wrong: a word, a flag, or words that do not go together. The sentences: `cli.sentences.typed`.
"""

from datetime import date
from enum import IntEnum
from typing import Any, ClassVar, dataclass_transform

from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week


class ExitCode(IntEnum):
    """The exit codes (docs/reference/exit-codes.md)."""

    OK = 0
    """Done."""
    FAILURE = 1
    """Understood, but not possible now; it says why."""
    USAGE = 2
    """The command line itself is wrong."""
    PARTIAL = 3
    """Done in part, or something had to be left out of what is shown."""
    DAMAGED = 65
    """A file has errors, and the command needs it whole."""
    DISK_ERROR = 74
    """The disk refused."""
    LOCKED = 75
    """Another run is writing."""
    NEWER_FORMAT = 78
    """A newer tipcycle wrote the file; here it can only be read."""
    INTERRUPTED = 130
    """Interrupted, with Ctrl+C."""


@dataclass_transform(eq_default=False)
class TipcycleError(Exception):
    """Understood, but not possible now. The annotations of a refusal are its facts.

    They are set as a dataclass would set them; fifty generated classes cost more than all the rest of a glance.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        fields = tuple(name for name in cls.__annotations__ if name != "exit")
        cls.__match_args__ = fields  # type: ignore[misc]  # mypy takes the tuple of a dataclass for fixed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = {**dict(zip(self.__match_args__, args, strict=False)), **kwargs}
        if len(args) > len(self.__match_args__) or not fields.keys() <= set(self.__match_args__):
            raise TypeError(f"{type(self).__name__} has the facts {self.__match_args__}")
        super().__init__(*args)
        for name in self.__match_args__:
            if name in fields:
                setattr(self, name, fields[name])
            elif not hasattr(self, name):
                raise TypeError(f"{type(self).__name__} needs {name}")


class UsageError(TipcycleError):
    """The command line itself is wrong."""

    exit_code = ExitCode.USAGE


class DamagedFileError(TipcycleError):
    """The file has errors, so nothing is written to it."""

    exit_code = ExitCode.DAMAGED
    file: str
    line: int | None = None


class ReservedKeyError(TipcycleError):
    """A table of the manager's own in the file bears the name of a block of ours."""

    exit_code = ExitCode.DAMAGED
    file: str
    key: str


class FileTooLargeError(TipcycleError):
    """The file is larger than tipcycle reads, or would become so."""

    exit_code = ExitCode.DAMAGED
    file: str


class DiskError(TipcycleError):
    """The disk did not take it; the old file stands."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class DurabilityError(TipcycleError):
    """Saved, but the disk did not confirm that it will last."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class PartialWriteError(TipcycleError):
    """Of several files the disk took some and then refused; doing it again finishes."""

    exit_code = ExitCode.DISK_ERROR
    written_files: tuple[str, ...]
    path: str
    reason: str


class LockHeldError(TipcycleError):
    """Another run of tipcycle holds the journal."""

    exit_code = ExitCode.LOCKED
    pid: str


class NewerFormatError(TipcycleError):
    """The file was written by a newer tipcycle."""

    exit_code = ExitCode.NEWER_FORMAT
    file: str
    format: int


class OutputExistsError(TipcycleError):
    """An export goes over no file that is there, unless it is told to; `command` tells it."""

    path: str
    overwrite_command: str = ""


class OutputPermissionError(TipcycleError):
    """An export to a place where this person may not write; `reason` is the system's own word for it."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class OutputPathError(TipcycleError):
    """An export goes to a file, and this is a device, or no place where a file can be."""

    path: str


class OutputIsJournalError(TipcycleError):
    """An export never takes the place of a file of the journal."""

    path: str


class PdfRenderError(TipcycleError):
    """The printout could not be made; `reason` is the compiler's."""

    reason: str


class PathNotFoundError(TipcycleError):
    """There is no such file or folder."""

    path: str


class UnknownBackupError(TipcycleError):
    """No backup is meant by this, or more than one (`several`)."""

    value: str
    is_ambiguous: bool = False


class UnreadableBackupError(TipcycleError):
    """Nothing in this backup can be read."""

    exit_code = ExitCode.DAMAGED
    file: str
    number: int


class InvalidArchiveError(TipcycleError):
    """No archive that tipcycle made, or no longer as it was made."""

    exit_code = ExitCode.DAMAGED
    path: str
    reason: str
    """`not-a-zip`, `no-manifest`, `too-large`, `name`, `no-file` or `changed`."""
    member: str = ""
    """The file in it that this is about."""


class NotAJournalError(TipcycleError):
    """No file of a journal, so there is nothing to take from it."""

    exit_code = ExitCode.DAMAGED
    path: str


class EditorError(TipcycleError):
    """Neither `VISUAL` nor `EDITOR` names a program that starts."""

    editor: str


class EditConflictError(TipcycleError):
    """The file changed while it was open in the editor; what was typed is kept at `buffer`."""

    file: str
    temp_path: str


class InvalidEditError(TipcycleError):
    """What came back from the editor has errors; it is kept at `buffer`."""

    exit_code = ExitCode.DAMAGED
    file: str
    temp_path: str


class NoCycleError(TipcycleError):
    """Nothing was picked yet."""


class UnknownCycleError(TipcycleError):
    """No cycle has this number or first Monday."""

    value: str


class CycleNotStartedError(TipcycleError):
    """The cycle is planned and begins on `starts`."""

    starts: date


class CycleStillOpenError(TipcycleError):
    """The last cycle is not closed, so no new five can be picked; from `closable` on it can be."""

    number: int
    closable_from: date
    has_ended: bool
    is_planned: bool = False


class CycleClosedError(TipcycleError):
    """The cycle is closed and takes only undo, voices and sharing."""

    number: int


class CloseTooEarlyError(TipcycleError):
    """A cycle can be closed from its last week on."""

    number: int
    closable_from: date


class PickInUseError(TipcycleError):
    """A pick with answers in it cannot be taken back."""

    number: int


class LaterCycleExistsError(TipcycleError):
    """A close cannot be taken back while a later cycle is picked: nothing could close the earlier one again."""

    later_number: int
    """The cycle that was picked after it."""
    starts: date
    """The first Monday of the cycle that was closed."""


class WeekNotStartedError(TipcycleError):
    """The week has not begun."""

    week: Week


class WeekOutsideCycleError(TipcycleError):
    """The week belongs to no cycle that is open."""

    week: Week
    starts: date
    ends: date


class WeekPausedError(TipcycleError):
    """The week is paused; it is answered only when it is named."""

    week: Week


class PauseOutsideCycleError(TipcycleError):
    """None of the named weeks lies in the cycle."""

    starts: date
    ends: date


class FeelingsTooLateError(TipcycleError):
    """Feelings are accepted until `until`, and nothing else was given."""

    deadline: date


class TipImplementedError(TipcycleError):
    """The tip became normal already, so it cannot be picked."""

    tip: int


class TipInFiveError(TipcycleError):
    """The tip is among the five already."""

    tip: int


class TipRetiredError(TipcycleError):
    """The tip left the catalogue's pick."""

    tip: int


class TipSwappedOutError(TipcycleError):
    """A tip that was swapped out does not return in the same cycle."""

    tip: int


class SwapTooLateError(TipcycleError):
    """In the last week a tip that has an answer keeps its place."""

    tip: int


class TipNotInFiveError(TipcycleError):
    """The tip is not among the five."""

    tip: int
    five: tuple[int, ...]


class TipNotActiveError(TipcycleError):
    """The tip was not among the five in that week."""

    tip: int
    week: Week


class TipNotAliveError(TipcycleError):
    """`--alive` or `--lapsed` for a tip that is not implemented, or lapsed already."""

    tip: int


class RevealsIndividualsError(TipcycleError):
    """Beside an earlier tally of this cycle, this one would tell what a few people answered."""


class TooFewSlipsError(TipcycleError):
    """Fewer slips than the floor are not written down, and nothing else was given."""

    slip_count: int
    minimum: int


class UnknownRemarkError(TipcycleError):
    """No note or voice has an id that begins so; `several` when more than one has."""

    id_prefix: str
    is_ambiguous: bool


class NothingToUndoError(TipcycleError):
    """No entry stands."""


class AbortedError(TipcycleError):
    """The conversation ended; `saved` is whether something was saved before."""

    has_saved: bool = False


class InvalidWeekError(UsageError):
    """Cannot be read as a week."""

    value: str


class InvalidDateError(UsageError):
    """Cannot be read as a date, or lies outside the calendar."""

    value: str


class AmbiguousDateError(UsageError):
    """Figures that can be two dates: day first, and month first."""

    value: str
    day_first: date
    month_first: date


class AmbiguousWeekError(UsageError):
    """A number that can be two weeks of the cycle: by the calendar, and counted from its first."""

    value: str
    calendar_week: Week
    cycle_week: Week


class InvalidTimeError(UsageError):
    """Cannot be read as a time of day."""

    value: str


class InvalidWeekdayError(UsageError):
    """Cannot be read as a day of the week."""

    value: str


class OutOfRangeError(UsageError):
    """A felt answer outside 1–5."""

    value: int


class InvalidPairError(UsageError):
    """A value that should read `N=TEXT`."""

    value: str
    option: str


class EmptyTextError(UsageError):
    """Words were needed and none were given."""

    parameter: str


class UnencodableTextError(UsageError):
    """A text that has no place in a UTF-8 file."""


class ReversedPauseError(UsageError):
    """A pause that ends before it begins."""


class MissingOptionValueError(UsageError):
    """A flag that needs a value came without one; `takes` is what it takes, as the help names it."""

    option: str
    metavar: str = ""


class InvalidOptionValueError(UsageError):
    """A value that the flag does not take; `choices` are those it does, `takes` is what the help calls them."""

    option: str
    value: str
    choices: tuple[str, ...] = ()
    metavar: str = ""


class UnknownOptionError(UsageError):
    """No flag of this command is called so."""

    option: str
    close_matches: tuple[str, ...] = ()
    command_path: str = ""
    """The command, as it was typed; empty for tipcycle itself."""


class UnknownCommandError(UsageError):
    """No command is called so."""

    value: str
    close_matches: tuple[str, ...] = ()
    suggested_command: str = ""
    """The whole command that people mean by this word."""
    command_path: str = ""
    """The command that has no such command of its own; empty for tipcycle itself."""


class UnexpectedArgumentsError(UsageError):
    """More was typed than the command takes."""

    arguments: tuple[str, ...]
    correction: str = ""
    """The flag and its values as they should have been typed, where spaces stand between them."""


class UnquotedTextError(UsageError):
    """Words without quotation marks behind a flag that takes a text: how many are its own cannot be known."""

    option: str
    words: tuple[str, ...]
    metavar: str
    """What the help calls the value of the flag."""


class MissingOptionsError(UsageError):
    """There is no terminal to ask on, and these flags were not given."""

    options: tuple[str, ...]


class MissingArgumentError(UsageError):
    """The command needs a word that was not typed, and does not ask for it."""

    command_name: str
    """The command by the name of the contract."""
    command_path: str
    """The same as it was typed."""
    argument: str


class WrongSuffixError(UsageError):
    """A file is to bear a name that ends as another kind of file; nothing could open it by that name."""

    suffix: str
    """What it ends in."""
    expected_suffix: str
    """What it should end in."""
    suggested_name: str
    """The same name with that ending."""


class BinaryToTerminalError(UsageError):
    """A printout that no terminal can show."""


class UnknownTipError(UsageError):
    """No tip has this number or slug; `nearest` is what may have been meant."""

    value: str
    close_matches: tuple[int, ...] = ()


class DuplicateTipError(UsageError):
    """The same tip was named more than once."""

    tip: int


class WrongTipCountError(UsageError):
    """Five were needed (less the extended ones), `given` were named."""

    actual: int
    expected: int
    extended_tips: tuple[int, ...] = ()


class ConflictingStatusError(UsageError):
    """A tip was given two answers that exclude each other."""

    tip: int


class StatusNotAllowedError(UsageError):
    """`none` for a tip that is no reflex, or `built` for one that is not made once."""

    tip: int
    kind: TipKind
    status: str


class MissingDecisionsError(UsageError):
    """At the close these tips were left without keep, adapt, extend or drop."""

    tips: tuple[int, ...]


class ByHandNotKeptError(UsageError):
    """`--by-hand` for tips that are neither kept nor adapted."""

    tips: tuple[int, ...]
