"""Words of a command line as values: tips, weeks, dates, days, `N=TEXT`."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from tipcycle.cli.session import Session
from tipcycle.core.blocks import SPIRAL, WEEKDAYS
from tipcycle.core.errors import BadFlag, NotADate, NotAPair, NotATime, NotAWeek, NotAWeekday, TipTwice, UnknownTip
from tipcycle.core.weeks import Week
from tipcycle.locales import N_

HEARD = N_("culture, experience, loyalty or reputation")


def tip_of(word: str, session: Session) -> int:
    """The number of the tip that a word names.

    A tip of the present cycle is known by its number even when the file it came from is gone.
    """
    tip = session.catalogue.find(word)
    if tip is not None:
        return tip.id
    cleaned = word.strip()
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 6 and session.cycles:
        number = int(cleaned)
        if any(tenure.tip == number for tenure in session.cycles[-1].tenures):
            return number
    from tipcycle.core.search import nearest

    raise UnknownTip(word, nearest(session.catalogue, word))


def tips_of(words: Iterable[str] | None, session: Session) -> tuple[int, ...]:
    """The tips that words like `05,13` and `scrap-one-rule` name, in that order; numbers may stand apart by spaces."""
    return tuple(tip_of(part, session) for word in words or () for part in _parts(word))


def _parts(word: str) -> Iterator[str]:
    for part in word.replace(";", ",").split(","):
        pieces = part.split()
        yield from pieces if all(piece.isdecimal() for piece in pieces) else (part,)


def date_of(word: str, session: Session, *, ahead: bool = False) -> date:
    """The date written as 2026-03-06, or as people say it; `ahead` where a weekday is the coming one."""
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        day = None if word.strip().isdigit() else _spoken(word, session, ahead=ahead)
    if day is None:
        raise NotADate(word)
    return day


def _spoken(
    word: str, session: Session, *, ahead: bool, near: date | None = None, of_the_cycle: bool = False
) -> date | None:
    """The day that is meant by words; None when they name none. `of_the_cycle`: numbers are those of its weeks."""
    from tipcycle.cli.spoken import said  # most dates are typed as they are shown
    from tipcycle.core.dates import NumberedWeek, Standpoint, day_meant

    today = session.world.today
    found = said(word, today, session.words.language)
    if found is None:
        return None
    cycles = session.cycles if of_the_cycle and isinstance(found, NumberedWeek) else ()
    return day_meant(found, Standpoint(today, near or today, ahead, cycles[-1].weeks if cycles else ()))


def time_of(word: str) -> time:
    """The time of day written as 16:00, by the clock on the wall.

    >>> time_of("9:30")
    datetime.time(9, 30)
    """
    hours, colon, minutes = word.strip().partition(":")
    try:
        if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
            raise NotATime(word)
        return time(int(hours), int(minutes))
    except ValueError:
        raise NotATime(word) from None


def place_of(word: str | None) -> str | None:
    """Where on the spiral a voice was heard."""
    if word is not None and word not in SPIRAL:
        raise BadFlag("--heard", word, SPIRAL)
    return word


def week_of(word: str, session: Session) -> Week:
    """The week that is meant by `2026-W10`, a date in it, `this`, `last`, or as people say it; a weekday is past."""
    return _week(_day_in(word, session), word)


def weeks_of(first: str, last: str | None, session: Session) -> tuple[Week, Week]:
    """The first and the last week of a span that may lie ahead; the last is looked for from the first on."""
    begin = _day_in(first, session, ahead=True)
    if last is None:
        return _week(begin, first), _week(begin, first)
    return _week(begin, first), _week(_day_in(last, session, ahead=True, near=begin), last)


def _day_in(word: str, session: Session, *, ahead: bool = False, near: date | None = None) -> date:
    """A day in the week that is meant: the one that was said, or its Monday."""
    cleaned = word.strip()
    try:
        if "w" in cleaned.lower():
            return Week.parse(cleaned.upper()).monday
        return date.fromisoformat(cleaned)
    except (ValueError, OverflowError):
        day = _spoken(word, session, ahead=ahead, near=near, of_the_cycle=True)
    if day is None:
        raise NotAWeek(word)
    return day


def _week(day: date, word: str) -> Week:
    try:
        week = Week.of(day)
        week.plus(2)  # near the calendar's ends a week has no neighbours
        week.plus(-2)
    except OverflowError:
        raise NotAWeek(word) from None
    return week


def weekday_of(word: str) -> str:
    """The day of the week, named in either language or in full."""
    from tipcycle.cli.spoken import weekday_named

    weekday = weekday_named(word.strip().lower())
    if weekday is None:
        raise NotAWeekday(word)
    return WEEKDAYS[weekday]


def pairs_of(values: Iterable[str] | None, flag: str, session: Session) -> dict[int, str]:
    """The texts that `N=TEXT` gives to tips."""
    found: dict[int, str] = {}
    for value in values or ():
        name, equals, text = value.partition("=")
        if not equals:
            raise NotAPair(value, flag)
        tip = tip_of(name, session)
        if tip in found:
            raise TipTwice(tip)
        found[tip] = text
    return found
