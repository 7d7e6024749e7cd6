"""What was typed is wrong: a word, a flag, or words that do not go together. The sentences: `cli.sentences.typed`."""

from datetime import date

from tipcycle.core.errors.base import Misused
from tipcycle.core.tips import Kind
from tipcycle.core.weeks import Week


class NotAWeek(Misused):
    """Cannot be read as a week."""

    word: str


class NotADate(Misused):
    """Cannot be read as a date, or lies outside the calendar."""

    word: str


class TwoDates(Misused):
    """Figures that can be two dates: day first, and month first."""

    word: str
    day_first: date
    month_first: date


class TwoWeeks(Misused):
    """A number that can be two weeks of the cycle: by the calendar, and counted from its first."""

    word: str
    by_calendar: Week
    counted: Week


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


class EmptyText(Misused):
    """Words were needed and none were given."""

    flag: str


class CannotEncode(Misused):
    """A text that has no place in a UTF-8 file."""


class BackwardsPause(Misused):
    """A pause that ends before it begins."""


class FlagWithoutValue(Misused):
    """A flag that needs a value came without one; `takes` is what it takes, as the help names it."""

    flag: str
    takes: str = ""


class BadFlag(Misused):
    """A value that the flag does not take; `choices` are those it does, `takes` is what the help calls them."""

    flag: str
    given: str
    choices: tuple[str, ...] = ()
    takes: str = ""


class UnknownFlag(Misused):
    """No flag of this command is called so."""

    flag: str
    nearest: tuple[str, ...] = ()
    command: str = ""
    """The command, as it was typed; empty for tipcycle itself."""


class UnknownCommand(Misused):
    """No command is called so."""

    word: str
    nearest: tuple[str, ...] = ()
    instead: str = ""
    """The whole command that people mean by this word."""
    group: str = ""
    """The command that has no such command of its own; empty for tipcycle itself."""


class UnexpectedWords(Misused):
    """More was typed than the command takes."""

    words: tuple[str, ...]
    joined: str = ""
    """The flag and its values as they should have been typed, where spaces stand between them."""


class LooseWords(Misused):
    """Words without quotation marks behind a flag that takes a text: how many are its own cannot be known."""

    flag: str
    words: tuple[str, ...]
    takes: str
    """What the help calls the value of the flag."""


class MissingFlags(Misused):
    """There is no terminal to ask on, and these flags were not given."""

    flags: tuple[str, ...]


class MissingWords(Misused):
    """The command needs a word that was not typed, and does not ask for it."""

    name: str
    """The command by the name of the contract."""
    command: str
    """The same as it was typed."""
    what: str


class OtherKind(Misused):
    """A file is to bear a name that ends as another kind of file; nothing could open it by that name."""

    ending: str
    """What it ends in."""
    kind: str
    """What it should end in."""
    name: str
    """The same name with that ending."""


class NotOnScreen(Misused):
    """A printout that no terminal can show."""


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


class NoDecision(Misused):
    """At the close these tips were left without keep, adapt, extend or drop."""

    tips: tuple[int, ...]


class ByHandAlone(Misused):
    """`--by-hand` for tips that are neither kept nor adapted."""

    tips: tuple[int, ...]
