"""Words of a command line as values: tips, weeks, dates, days, `N=TEXT`."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from tipcycle.cli.session import Session
from tipcycle.core.blocks import SPIRAL, WEEKDAYS
from tipcycle.core.errors import BadFlag, NotADate, NotAPair, NotATime, NotAWeek, NotAWeekday, TipTwice, UnknownTip
from tipcycle.core.weeks import Week
from tipcycle.locales import N_

HEARD = N_("culture, experience, loyalty or reputation")
_THIS, _LAST = ("this", "deze"), ("last", "vorige")


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


def date_of(word: str) -> date:
    """The date written as 2026-03-06."""
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        raise NotADate(word) from None


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


def week_of(word: str, today: date) -> Week:
    """The week that is meant by `2026-W10`, a date in it, `this` or `last`."""
    cleaned = word.strip().lower()
    try:
        if cleaned in _THIS:
            return Week.of(today)
        if cleaned in _LAST:
            return Week.of(today).plus(-1)
        if "w" in cleaned:
            return Week.parse(cleaned.upper())
        week = Week.of(date.fromisoformat(cleaned))
        week.plus(2)  # near the calendar's ends a week has no neighbours
        week.plus(-2)
    except (ValueError, OverflowError):
        raise NotAWeek(word) from None
    return week


def weekday_of(word: str, session: Session) -> str:
    """The day of the week, named in either language or in full."""
    from tipcycle.core.languages import LANGUAGES
    from tipcycle.locales import load_words

    cleaned = word.strip().lower()
    for language in LANGUAGES:
        words = load_words(language)
        for name in WEEKDAYS:
            said = words.named_weekday(name).lower()
            if cleaned == said or (len(cleaned) >= 2 and said.startswith(cleaned)):
                return name
    raise NotAWeekday(word)


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
