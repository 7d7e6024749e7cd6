"""Parsers for argument and option values: tips, dates, weeks, weekdays, times and `N=TEXT` pairs."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from tipcycle.cli.context import AppContext
from tipcycle.cli.options import PAPER_SIZES
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
from tipcycle.core.events import SPIRAL_PLACES, WEEKDAYS, SpiralPlace, Weekday
from tipcycle.core.weeks import Week


def parse_tip(value: str, context: AppContext) -> int:
    """Return the id of the tip with this number or slug. Raises `UnknownTipError`.

    A tip of the current cycle is found by its number even if it is no longer in the catalogue.
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
    """Return the ids of the tips in values such as `05,13`, `5 13` or `scrap-one-rule`, in order."""
    return tuple(parse_tip(part, context) for value in values or () for part in _split_tips(value))


def _split_tips(value: str) -> Iterator[str]:
    for part in value.replace(";", ",").split(","):
        pieces = part.split()
        yield from pieces if all(piece.isdecimal() for piece in pieces) else (part,)


def parse_date(value: str, context: AppContext, *, prefer_future: bool = False) -> date:
    """Parse an ISO date or a natural date. Raises `InvalidDateError` or `AmbiguousDateError`.

    With `prefer_future` a weekday is the next one, otherwise the previous one.
    """
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
    """Return the date of a natural date, or None if the value is not one.

    With `use_cycle_weeks` a week number can also count from the start of the current cycle.
    """
    from tipcycle.cli.natural_dates import parse_natural_date  # most dates are in ISO format
    from tipcycle.core.dates import DateReference, WeekNumber, resolve_date

    today = context.environment.today
    parsed = parse_natural_date(value, today, context.translator.language)
    if parsed is None:
        return None
    cycles = context.cycles if use_cycle_weeks and isinstance(parsed, WeekNumber) else ()
    return resolve_date(parsed, DateReference(today, base or today, prefer_future, cycles[-1].weeks if cycles else ()))


def parse_time(value: str) -> time:
    """Parse a local time of day such as 16:00. Raises `InvalidTimeError`.

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


def parse_spiral_place(value: str | None) -> SpiralPlace | None:
    """Return the place on the spiral. Raises `InvalidOptionValueError` for another value."""
    if value is not None and value not in SPIRAL_PLACES:
        raise InvalidOptionValueError("--heard", value, SPIRAL_PLACES)
    return value


def parse_week(value: str, context: AppContext) -> Week:
    """Parse a week: `2026-W10`, a date in it, `this`, `last`, or a natural date. A weekday is the previous one.

    Raises `InvalidWeekError`, `AmbiguousDateError` or `AmbiguousWeekError`.
    """
    return _containing_week(_parse_day_in_week(value, context), value)


def parse_week_range(first: str, last: str | None, context: AppContext) -> tuple[Week, Week]:
    """Return the first and the last week of a range. A weekday or a date without a year can be in the future.

    The last week is resolved relative to the first. Without `last` both weeks are the same.
    """
    first_day = _parse_day_in_week(first, context, prefer_future=True)
    if last is None:
        return _containing_week(first_day, first), _containing_week(first_day, first)
    return _containing_week(first_day, first), _containing_week(
        _parse_day_in_week(last, context, prefer_future=True, base=first_day), last
    )


def _parse_day_in_week(
    value: str, context: AppContext, *, prefer_future: bool = False, base: date | None = None
) -> date:
    """Return a day in the week: the date in the value, or the Monday of the week."""
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
        week.plus(2)  # the weeks before and after must exist too
        week.plus(-2)
    except OverflowError:
        raise InvalidWeekError(value) from None
    return week


def parse_weekday(value: str) -> Weekday:
    """Return the name of the weekday in the files. Accepts names and abbreviations in both languages."""
    from tipcycle.cli.natural_dates import weekday_from_name

    weekday = weekday_from_name(value.strip().lower())
    if weekday is None:
        raise InvalidWeekdayError(value)
    return WEEKDAYS[weekday]


def parse_pairs(values: Iterable[str] | None, flag: str, context: AppContext) -> dict[int, str]:
    """Return the text by tip from `N=TEXT` values.

    Raises `InvalidPairError`, or `DuplicateTipError` if a tip occurs twice.
    """
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


def parse_paper_size(value: str) -> str:
    """Return the paper size. Raises `InvalidOptionValueError` if it is not supported."""
    if value not in PAPER_SIZES:
        raise InvalidOptionValueError("--paper", value, PAPER_SIZES)
    return value
