"""Words of a command line as values: tips, weeks, dates, days, `N=TEXT`."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from tipcycle.cli.context import AppContext
from tipcycle.core.errors import (
    DuplicateTipError,
    InvalidDateError,
    InvalidOptionValueError,
    InvalidPairError,
    InvalidTimeError,
    InvalidWeekdayError,
    InvalidWeekError,
    UnknownTipError,
)
from tipcycle.core.events import SPIRAL_PLACES, WEEKDAYS
from tipcycle.core.weeks import Week
from tipcycle.i18n import N_

SPIRAL_HELP = N_("culture, experience, loyalty or reputation")


def parse_tip(value: str, context: AppContext) -> int:
    """The number of the tip that a word names.

    A tip of the present cycle is known by its number even when the file it came from is gone.
    """
    tip = context.catalogue.find(value)
    if tip is not None:
        return tip.id
    cleaned = value.strip()
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 6 and context.cycles:
        number = int(cleaned)
        if any(tenure.tip == number for tenure in context.cycles[-1].tenures):
            return number
    from tipcycle.core.search import close_matches

    raise UnknownTipError(value, close_matches(context.catalogue, value))


def parse_tips(values: Iterable[str] | None, context: AppContext) -> tuple[int, ...]:
    """The tips that words like `05,13` and `scrap-one-rule` name, in that order; numbers may stand apart by spaces."""
    return tuple(parse_tip(part, context) for word in values or () for part in _split_tips(word))


def _split_tips(value: str) -> Iterator[str]:
    for part in value.replace(";", ",").split(","):
        pieces = part.split()
        yield from pieces if all(piece.isdecimal() for piece in pieces) else (part,)


def parse_date(value: str, context: AppContext, *, prefer_future: bool = False) -> date:
    """The date written as 2026-03-06, or as people say it; `ahead` where a weekday is the coming one."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        day = None if value.strip().isdigit() else _resolve_natural_date(value, context, prefer_future=prefer_future)
    if day is None:
        raise InvalidDateError(value)
    return day


def _resolve_natural_date(
    value: str, context: AppContext, *, prefer_future: bool, base: date | None = None, use_cycle_weeks: bool = False
) -> date | None:
    """The day that is meant by words; None when they name none. `of_the_cycle`: numbers are those of its weeks."""
    from tipcycle.cli.natural_dates import parse_natural_date  # most dates are typed as they are shown
    from tipcycle.core.dates import DateReference, WeekNumber, resolve_date

    today = context.environment.today
    parsed = parse_natural_date(value, today, context.translator.language)
    if parsed is None:
        return None
    cycles = context.cycles if use_cycle_weeks and isinstance(parsed, WeekNumber) else ()
    return resolve_date(parsed, DateReference(today, base or today, prefer_future, cycles[-1].weeks if cycles else ()))


def parse_time(value: str) -> time:
    """The time of day written as 16:00, by the clock on the wall.

    >>> parse_time("9:30")
    datetime.time(9, 30)
    """
    hours, colon, minutes = value.strip().partition(":")
    try:
        if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
            raise InvalidTimeError(value)
        return time(int(hours), int(minutes))
    except ValueError:
        raise InvalidTimeError(value) from None


def parse_spiral_place(value: str | None) -> str | None:
    """Where on the spiral a voice was heard."""
    if value is not None and value not in SPIRAL_PLACES:
        raise InvalidOptionValueError("--heard", value, SPIRAL_PLACES)
    return value


def parse_week(value: str, context: AppContext) -> Week:
    """The week that is meant by `2026-W10`, a date in it, `this`, `last`, or as people say it; a weekday is past."""
    return _containing_week(_parse_day_in_week(value, context), value)


def parse_week_range(first: str, last: str | None, context: AppContext) -> tuple[Week, Week]:
    """The first and the last week of a span that may lie ahead; the last is looked for from the first on."""
    first_day = _parse_day_in_week(first, context, prefer_future=True)
    if last is None:
        return _containing_week(first_day, first), _containing_week(first_day, first)
    return _containing_week(first_day, first), _containing_week(
        _parse_day_in_week(last, context, prefer_future=True, base=first_day), last
    )


def _parse_day_in_week(
    value: str, context: AppContext, *, prefer_future: bool = False, base: date | None = None
) -> date:
    """A day in the week that is meant: the one that was said, or its Monday."""
    cleaned = value.strip()
    try:
        if "w" in cleaned.lower():
            return Week.parse(cleaned.upper()).monday
        return date.fromisoformat(cleaned)
    except (ValueError, OverflowError):
        day = _resolve_natural_date(value, context, prefer_future=prefer_future, base=base, use_cycle_weeks=True)
    if day is None:
        raise InvalidWeekError(value)
    return day


def _containing_week(day: date, value: str) -> Week:
    try:
        week = Week.of(day)
        week.plus(2)  # near the calendar's ends a week has no neighbours
        week.plus(-2)
    except OverflowError:
        raise InvalidWeekError(value) from None
    return week


def parse_weekday(value: str) -> str:
    """The day of the week, named in either language or in full."""
    from tipcycle.cli.natural_dates import weekday_from_name

    weekday = weekday_from_name(value.strip().lower())
    if weekday is None:
        raise InvalidWeekdayError(value)
    return WEEKDAYS[weekday]


def parse_pairs(values: Iterable[str] | None, flag: str, context: AppContext) -> dict[int, str]:
    """The texts that `N=TEXT` gives to tips."""
    texts: dict[int, str] = {}
    for value in values or ():
        tip_name, equals, text = value.partition("=")
        if not equals:
            raise InvalidPairError(value, flag)
        tip = parse_tip(tip_name, context)
        if tip in texts:
            raise DuplicateTipError(tip)
        texts[tip] = text
    return texts
