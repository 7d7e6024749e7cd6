"""Everything tipcycle can refuse, as facts. The sentence and its hint are made at the edge (`cli.sentences`)."""

from datetime import date
from enum import IntEnum
from typing import Any, ClassVar, dataclass_transform

from tipcycle.core.tips import Kind
from tipcycle.core.weeks import Week


class Exit(IntEnum):
    """The exit codes of design.md §4."""

    OK = 0
    """Done."""
    NOT_NOW = 1
    """Understood, but not possible now; it says why."""
    USAGE = 2
    """The command line itself is wrong."""
    IN_PART = 3
    """Done in part, or something had to be left out of what is shown."""
    DAMAGED = 65
    """A file has errors, and the command needs it whole."""
    DISK = 74
    """The disk refused."""
    LOCKED = 75
    """Another run is writing."""
    NEWER = 78
    """A newer tipcycle wrote the file; here it can only be read."""
    INTERRUPTED = 130
    """Interrupted, with Ctrl+C."""


@dataclass_transform(eq_default=False)
class Refused(Exception):
    """Understood, but not possible now. The annotations of a refusal are its facts.

    They are set as a dataclass would set them; fifty generated classes cost more than all the rest of a glance.
    """

    exit: ClassVar[Exit] = Exit.NOT_NOW
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        facts = tuple(name for name in cls.__annotations__ if name != "exit")
        cls.__match_args__ = facts  # type: ignore[misc]  # mypy takes the tuple of a dataclass for fixed

    def __init__(self, *values: Any, **named: Any) -> None:
        facts = {**dict(zip(self.__match_args__, values, strict=False)), **named}
        if len(values) > len(self.__match_args__) or not facts.keys() <= set(self.__match_args__):
            raise TypeError(f"{type(self).__name__} has the facts {self.__match_args__}")
        super().__init__(*values)
        for name in self.__match_args__:
            if name in facts:
                setattr(self, name, facts[name])
            elif not hasattr(self, name):
                raise TypeError(f"{type(self).__name__} needs {name}")


class Misused(Refused):
    """The command line itself is wrong."""

    exit = Exit.USAGE


# What was typed is wrong.


class UnknownTip(Misused):
    """No tip has this number or slug; `nearest` is what may have been meant."""

    word: str
    nearest: tuple[int, ...] = ()


class TipTwice(Misused):
    """The same tip was named more than once."""

    tip: int


class WrongCount(Misused):
    """Five were needed (less the extended ones), `given` were named."""

    given: int
    needed: int
    extended: tuple[int, ...] = ()


class TwoAnswers(Misused):
    """A tip was given two answers that exclude each other."""

    tip: int


class AnswerDoesNotFit(Misused):
    """`none` for a tip that is no reflex, or `built` for one that is not made once."""

    tip: int
    kind: Kind
    answer: str


class NotAWeek(Misused):
    """Cannot be read as a week."""

    word: str


class NotADate(Misused):
    """Cannot be read as a date, or lies outside the calendar."""

    word: str


class NotATime(Misused):
    """Cannot be read as a time of day."""

    word: str


class NotAWeekday(Misused):
    """Cannot be read as a day of the week."""

    word: str


class OutOfScale(Misused):
    """A felt answer outside 1–5."""

    given: int


class NotAPair(Misused):
    """A value that should read `N=TEXT`."""

    word: str
    flag: str


class FlagWithoutValue(Misused):
    """A flag that needs a value came without one."""

    flag: str


class BadFlag(Misused):
    """A value that the flag does not take; `choices` are those it does."""

    flag: str
    given: str
    choices: tuple[str, ...] = ()


class UnknownFlag(Misused):
    """No flag of this command is called so."""

    flag: str
    nearest: tuple[str, ...] = ()


class UnknownCommand(Misused):
    """No command is called so."""

    word: str
    nearest: tuple[str, ...] = ()


class UnexpectedWords(Misused):
    """More was typed than the command takes."""

    words: tuple[str, ...]


class MissingFlags(Misused):
    """There is nobody to ask, and these flags were not given."""

    flags: tuple[str, ...]


class EmptyText(Misused):
    """Words were needed and none were given."""

    flag: str


class NoDecision(Misused):
    """At the close these tips were left without keep, adapt, extend or drop."""

    tips: tuple[int, ...]


class ByHandAlone(Misused):
    """`--by-hand` for tips that are neither kept nor adapted."""

    tips: tuple[int, ...]


class BackwardsPause(Misused):
    """A pause that ends before it begins."""


class CannotEncode(Misused):
    """A text that has no place in a UTF-8 file."""


# Understood, but not now.


class NoCycle(Refused):
    """Nothing was picked yet."""


class UnknownCycle(Refused):
    """No cycle has this number or first Monday."""

    word: str


class NotBegun(Refused):
    """The cycle is planned and begins on `starts`."""

    starts: date


class StillOpen(Refused):
    """The last cycle is not closed, so no new five can be picked; from `closable` on it can be."""

    number: int
    closable: date
    ended: bool
    planned: bool = False


class AlreadyClosed(Refused):
    """The cycle is closed and takes only undo, voices and sharing."""

    number: int


class TooEarlyToClose(Refused):
    """A cycle can be closed from its last week on."""

    number: int
    closable: date


class Implemented(Refused):
    """The tip became normal already, so it cannot be picked."""

    tip: int


class AmongTheFive(Refused):
    """The tip is among the five already."""

    tip: int


class Retired(Refused):
    """The tip left the catalogue's pick."""

    tip: int


class SwappedOut(Refused):
    """A tip that was swapped out does not return in the same cycle."""

    tip: int


class NotAmong(Refused):
    """The tip is not among the five."""

    tip: int
    five: tuple[int, ...]


class NotActiveThatWeek(Refused):
    """The tip was not among the five in that week."""

    tip: int
    week: Week


class WeekNotBegun(Refused):
    """The week has not begun."""

    week: Week


class WeekOutside(Refused):
    """The week belongs to no cycle that is open."""

    week: Week
    starts: date
    ends: date


class WeekPaused(Refused):
    """The week is paused; it is answered only when it is named."""

    week: Week


class NothingToPause(Refused):
    """None of the named weeks lies in the cycle."""

    starts: date
    ends: date


class TooLateToSwap(Refused):
    """In the last week a tip that has an answer keeps its place."""

    tip: int


class FeelingsTooLate(Refused):
    """Feelings are accepted until `until`, and nothing else was given."""

    until: date


class SinglesOut(Refused):
    """Beside an earlier tally of this cycle, this one would tell what a few people answered."""


class TooFewSlips(Refused):
    """Fewer slips than the floor are not written down, and nothing else was given."""

    slips: int
    floor: int


class NothingToUndo(Refused):
    """No entry stands."""


class PickInUse(Refused):
    """A pick with answers in it cannot be taken back."""

    number: int


class NotStaying(Refused):
    """`--alive` or `--lapsed` for a tip that is not implemented, or lapsed already."""

    tip: int


class UnknownLine(Refused):
    """No note or voice has an id that begins so; `several` when more than one has."""

    word: str
    several: bool


# The world outside.


class Damaged(Refused):
    """The file has errors, so nothing is written to it."""

    exit = Exit.DAMAGED
    file: str
    line: int | None = None


class InTheWay(Refused):
    """A table of the manager's own in the file bears the name of a block of ours."""

    exit = Exit.DAMAGED
    file: str
    name: str


class TooLarge(Refused):
    """The file is larger than tipcycle reads, or would become so."""

    exit = Exit.DAMAGED
    file: str


class DiskRefused(Refused):
    """The disk did not take it; the old file stands."""

    exit = Exit.DISK
    path: str
    reason: str


class NotConfirmed(Refused):
    """Saved, but the disk did not confirm that it will last."""

    exit = Exit.DISK
    path: str
    reason: str


class FileExists(Refused):
    """An export goes over no file that is there, unless it is told to."""

    path: str


class NotAFile(Refused):
    """An export goes to a file, and this is a device, or no place where a file can be."""

    path: str


class OwnFile(Refused):
    """An export never takes the place of a file of the journal."""

    path: str


class NotOnScreen(Misused):
    """A printout that no terminal can show."""


class NotPrinted(Refused):
    """The printout could not be made; `reason` is the compiler's."""

    reason: str


class Halfway(Refused):
    """Of several files the disk took some and then refused; doing it again finishes."""

    exit = Exit.DISK
    written: tuple[str, ...]
    path: str
    reason: str


class NotFound(Refused):
    """There is no such file or folder."""

    path: str


class NoBackup(Refused):
    """No backup is meant by this, or more than one (`several`)."""

    word: str
    several: bool = False


class BackupUnreadable(Refused):
    """Nothing in this backup can be read."""

    exit = Exit.DAMAGED
    file: str
    number: int


class BadArchive(Refused):
    """No archive that tipcycle made, or no longer as it was made."""

    exit = Exit.DAMAGED
    path: str
    reason: str
    """`not-a-zip`, `no-manifest`, `too-large`, `name`, `no-file` or `changed`."""
    name: str = ""
    """The file in it that this is about."""


class NotAJournal(Refused):
    """No file of a journal, so there is nothing to take from it."""

    exit = Exit.DAMAGED
    path: str


class NoEditor(Refused):
    """Neither `VISUAL` nor `EDITOR` names a program that starts."""

    editor: str


class EditedMeanwhile(Refused):
    """The file changed while it was open in the editor; what was typed is kept at `buffer`."""

    file: str
    buffer: str


class EditHasMistakes(Refused):
    """What came back from the editor has errors; it is kept at `buffer`."""

    exit = Exit.DAMAGED
    file: str
    buffer: str


class LockHeld(Refused):
    """Another run of tipcycle holds the journal."""

    exit = Exit.LOCKED
    holder: str


class Newer(Refused):
    """The file was written by a newer tipcycle."""

    exit = Exit.NEWER
    file: str
    format: int


class Stopped(Refused):
    """The conversation ended before anything was saved."""
