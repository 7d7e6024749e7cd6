"""All errors that tipcycle reports to the user. Each class stores facts and an exit code.

The classes contain no user-facing text: `cli.error_messages` turns each error into a message and a hint.
"""

from datetime import date
from enum import IntEnum
from typing import Any, ClassVar, dataclass_transform

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

    `__init__` sets the fields in the same way as a dataclass. Generating a dataclass for each of them would take
    more time than the rest of a bare `tipcycle` run.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        fields = tuple(name for name in cls.__annotations__ if name != "exit_code")
        cls.__match_args__ = fields  # type: ignore[misc]  # mypy expects a tuple of fixed length

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = {**dict(zip(self.__match_args__, args, strict=False)), **kwargs}
        if len(args) > len(self.__match_args__) or not fields.keys() <= set(self.__match_args__):
            raise TypeError(f"{type(self).__name__} has the fields {self.__match_args__}")
        super().__init__(*args)
        for name in self.__match_args__:
            if name in fields:
                setattr(self, name, fields[name])
            elif not hasattr(self, name):
                raise TypeError(f"{type(self).__name__} needs {name}")


class UsageError(TipcycleError):
    """The command line is not valid."""

    exit_code = ExitCode.USAGE


class DamagedFileError(TipcycleError):
    """The file has errors, so tipcycle does not write to it."""

    exit_code = ExitCode.DAMAGED
    file: str
    line: int | None = None


class ReservedKeyError(TipcycleError):
    """One of the manager's own tables in the file has the name of a tipcycle block."""

    exit_code = ExitCode.DAMAGED
    file: str
    key: str


class FileTooLargeError(TipcycleError):
    """The file is larger than the maximum size that tipcycle reads, or the change would make it larger."""

    exit_code = ExitCode.DAMAGED
    file: str


class DiskError(TipcycleError):
    """A file could not be read or written; the old file is unchanged."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class DurabilityError(TipcycleError):
    """The file was saved, but the disk did not confirm that the data is durable."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str


class PartialWriteError(TipcycleError):
    """Some of the files were written before an error occurred; running the command again completes it."""

    exit_code = ExitCode.DISK_ERROR
    written_files: tuple[str, ...]
    path: str
    reason: str


class LockHeldError(TipcycleError):
    """Another run of tipcycle has locked the journal."""

    exit_code = ExitCode.LOCKED
    pid: str


class NewerFormatError(TipcycleError):
    """A newer tipcycle wrote the file."""

    exit_code = ExitCode.NEWER_FORMAT
    file: str
    format: int


class OutputExistsError(TipcycleError):
    """The output file exists, and the command has no option to overwrite it."""

    path: str
    overwrite_command: str = ""
    """The same command with the option that overwrites the file."""


class OutputPermissionError(TipcycleError):
    """The user has no permission to write the output file."""

    exit_code = ExitCode.DISK_ERROR
    path: str
    reason: str
    """The error text of the operating system."""


class OutputPathError(TipcycleError):
    """The output path is a device, or no file can be created there."""

    path: str


class OutputIsJournalError(TipcycleError):
    """The output path is a file of the journal."""

    path: str


class PdfRenderError(TipcycleError):
    """The PDF could not be rendered."""

    reason: str
    """The error text of the PDF compiler."""


class PathNotFoundError(TipcycleError):
    """The file or folder does not exist."""

    path: str


class UnknownBackupError(TipcycleError):
    """The value matches no backup, or more than one."""

    value: str
    is_ambiguous: bool = False
    """True if more than one backup matches."""


class UnreadableBackupError(TipcycleError):
    """The backup has no readable content."""

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


class NotAJournalError(TipcycleError):
    """The file is not part of a journal, so nothing can be imported from it."""

    exit_code = ExitCode.DAMAGED
    path: str


class EditorError(TipcycleError):
    """Neither `VISUAL` nor `EDITOR` names a program that can be started."""

    editor: str


class EditConflictError(TipcycleError):
    """The file changed while it was open in the editor."""

    file: str
    temp_path: str
    """The copy with the user's edits."""


class InvalidEditError(TipcycleError):
    """The edited text has errors."""

    exit_code = ExitCode.DAMAGED
    file: str
    temp_path: str
    """The copy with the user's edits."""


class NoCycleError(TipcycleError):
    """There is no cycle yet."""


class UnknownCycleError(TipcycleError):
    """No cycle has this number or first Monday."""

    value: str


class CycleNotStartedError(TipcycleError):
    """The cycle is planned and has not begun."""

    starts: date


class CycleStillOpenError(TipcycleError):
    """The last cycle is not closed, so the next five tips cannot be picked."""

    number: int
    closable_from: date
    """First day on which the cycle can be closed."""
    has_ended: bool
    is_planned: bool = False


class CycleClosedError(TipcycleError):
    """The cycle is closed and accepts only voices, shares and undos."""

    number: int
    """Number of the closed cycle."""


class CloseTooEarlyError(TipcycleError):
    """The last week of the cycle has not begun, so the cycle cannot be closed."""

    number: int
    closable_from: date


class PickInUseError(TipcycleError):
    """The pick cannot be undone, because its cycle has answers."""

    number: int


class LaterCycleExistsError(TipcycleError):
    """The close cannot be undone, because a later cycle was picked and only the last cycle can be closed."""

    later_number: int
    """Number of the later cycle."""
    starts: date
    """First Monday of the closed cycle."""


class WeekNotStartedError(TipcycleError):
    """The week has not begun."""

    week: Week


class WeekOutsideCycleError(TipcycleError):
    """The week is not in the open cycle."""

    week: Week
    starts: date
    """First Monday of the open cycle."""
    ends: date
    """Last Sunday of the open cycle."""


class WeekPausedError(TipcycleError):
    """The week is paused and can be answered only if the command names it."""

    week: Week


class PauseOutsideCycleError(TipcycleError):
    """None of the named weeks is in the cycle."""

    starts: date
    ends: date


class FeelingsTooLateError(TipcycleError):
    """The deadline for feelings has passed, and the check-in contains nothing else."""

    deadline: date


class TipImplementedError(TipcycleError):
    """The tip is implemented and alive, so it cannot be picked."""

    tip: int


class TipInFiveError(TipcycleError):
    """The tip is already among the five."""

    tip: int


class TipRetiredError(TipcycleError):
    """The tip is retired and can no longer be picked."""

    tip: int


class TipSwappedOutError(TipcycleError):
    """A tip that was swapped out cannot return in the same cycle."""

    tip: int


class SwapTooLateError(TipcycleError):
    """The cycle has no week left in which the new tip could begin."""

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
    """`--alive` or `--lapsed` names a tip that is not implemented or has already lapsed."""

    tip: int


class RevealsIndividualsError(TipcycleError):
    """Compared with an earlier tally, this one would reveal the answers of a few people."""


class TooFewSlipsError(TipcycleError):
    """The pulse has too few slips to record and contains nothing else."""

    slip_count: int
    minimum: int


class UnknownRemarkError(TipcycleError):
    """No note or voice has an id with this prefix, or more than one has."""

    id_prefix: str
    is_ambiguous: bool
    """True if more than one id has the prefix."""


class NothingToUndoError(TipcycleError):
    """There is no active entry to undo."""


class AbortedError(TipcycleError):
    """The user quit."""

    has_saved: bool = False
    """True if something was saved before."""


class InvalidWeekError(UsageError):
    """The value is not a week."""

    value: str


class InvalidDateError(UsageError):
    """The value is not a date, or it is outside the supported years."""

    value: str


class AmbiguousDateError(UsageError):
    """The value can be two dates: day first or month first."""

    value: str
    day_first: date
    month_first: date


class AmbiguousWeekError(UsageError):
    """The number can be a calendar week or a week counted from the start of the cycle."""

    value: str
    calendar_week: Week
    cycle_week: Week


class InvalidTimeError(UsageError):
    """The value is not a time of day."""

    value: str


class InvalidWeekdayError(UsageError):
    """The value is not a day of the week."""

    value: str


class OutOfRangeError(UsageError):
    """The value is not a whole number from 1 to 5."""

    value: int


class InvalidPairError(UsageError):
    """The value does not have the form `N=TEXT`."""

    value: str
    option: str


class EmptyTextError(UsageError):
    """A required text is empty."""

    parameter: str


class UnencodableTextError(UsageError):
    """The text cannot be encoded as UTF-8."""


class ReversedPauseError(UsageError):
    """The pause ends before it begins."""


class MissingOptionValueError(UsageError):
    """An option that needs a value has none."""

    option: str
    metavar: str = ""
    """The name of the value in the help."""


class InvalidOptionValueError(UsageError):
    """The option does not accept this value."""

    option: str
    value: str
    choices: tuple[str, ...] = ()
    """The accepted values, if they can be listed."""
    metavar: str = ""
    """The name of the value in the help."""


class UnknownOptionError(UsageError):
    """The command has no such option."""

    option: str
    close_matches: tuple[str, ...] = ()
    command_path: str = ""
    """The command as typed; empty for tipcycle itself."""


class UnknownCommandError(UsageError):
    """There is no command with this name."""

    value: str
    close_matches: tuple[str, ...] = ()
    suggested_command: str = ""
    """A complete command that the user probably meant."""
    command_path: str = ""
    """The command that has no such subcommand; empty for tipcycle itself."""


class UnexpectedArgumentsError(UsageError):
    """The command line has more arguments than the command accepts."""

    arguments: tuple[str, ...]
    correction: str = ""
    """The option with its values in the correct form, if the user separated the values with spaces."""


class UnquotedTextError(UsageError):
    """A text option is followed by several words without quotation marks, so its value is ambiguous."""

    option: str
    words: tuple[str, ...]
    metavar: str
    """The name of the value in the help."""


class MissingOptionsError(UsageError):
    """Required options are missing, and there is no terminal to ask for them."""

    options: tuple[str, ...]


class MissingArgumentError(UsageError):
    """A required argument is missing, and the command does not ask for it."""

    command_name: str
    """The name of the command in the command reference."""
    command_path: str
    """The command as typed."""
    argument: str


class WrongSuffixError(UsageError):
    """The name of the output file has the suffix of another file type."""

    suffix: str
    """The suffix of the name."""
    expected_suffix: str
    """The suffix of the file type."""
    suggested_name: str
    """The name with the expected suffix."""


class BinaryToTerminalError(UsageError):
    """Binary output cannot be shown on a terminal."""


class UnknownTipError(UsageError):
    """No tip has this number or slug."""

    value: str
    close_matches: tuple[int, ...] = ()
    """Tips with a similar slug or title."""


class DuplicateTipError(UsageError):
    """The same tip is named more than once."""

    tip: int


class WrongTipCountError(UsageError):
    """The number of named tips is not the number of free places."""

    actual: int
    """Number of named tips, without extended ones."""
    expected: int
    """Number of free places: five minus the extended tips."""
    extended_tips: tuple[int, ...] = ()


class ConflictingStatusError(UsageError):
    """A tip has two answers that exclude each other."""

    tip: int


class StatusNotAllowedError(UsageError):
    """The answer `none` is only for reflexes, and `built` is only for builds."""

    tip: int
    kind: TipKind
    status: str


class MissingDecisionsError(UsageError):
    """The close has no decision (keep, adapt, extend or drop) for some of the five tips."""

    tips: tuple[int, ...]


class ByHandNotKeptError(UsageError):
    """`--by-hand` names tips that are neither kept nor adapted."""

    tips: tuple[int, ...]
