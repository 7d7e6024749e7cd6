"""Types of argument and option values: tips, dates, weeks, weekdays, times and `N=TEXT` pairs.

A command names a type as `click_type` and receives values. Prompts call the parsers.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from typing import Any, NamedTuple

import click

from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    DuplicateTipError,
    InvalidDateError,
    InvalidOptionValueError,
    InvalidPairError,
    InvalidReminderTimeError,
    InvalidTimeError,
    InvalidWeekdayError,
    InvalidWeekError,
    UnknownCycleError,
    UnknownTipError,
)
from tipcycle.core.events import REFLECTION_QUESTION_COUNT, WEEKDAYS, Weekday
from tipcycle.core.projection import find_cycle
from tipcycle.core.reminders import ReminderTime
from tipcycle.core.weeks import Week
from tipcycle.i18n import accepted_hotkeys


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


_TIME = re.compile(r"([0-9]{1,2})(?:[:.uh]([0-9]{2}))?(?: ?(?:uur|u|h)| ?([ap]\.?m\.?))?")


def parse_time(value: str) -> time:
    """Parse a local time of day as people write it in English or Dutch. Raises `InvalidTimeError`.

    >>> [f"{parse_time(text):%H:%M}" for text in ("9:30", "16.30", "16u30", "9 uur", "9u", "4pm", "4:15 p.m.", "9")]
    ['09:30', '16:30', '16:30', '09:00', '09:00', '16:00', '16:15', '09:00']
    """
    match = _TIME.fullmatch(value.strip().lower())
    if match is None:
        raise InvalidTimeError(value)
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        raise InvalidTimeError(value)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise InvalidTimeError(value) from None


def parse_week(value: str, context: AppContext) -> Week:
    """Parse a week: `2026-W10`, a date in it, `this`, `last`, or a natural date. A weekday is the previous one.

    Raises `InvalidWeekError`, `AmbiguousDateError` or `AmbiguousWeekError`.
    """
    return _containing_week(_parse_day_in_week(value, context), value)


def parse_week_day(value: str, context: AppContext, base: date | None = None) -> date:
    """Return the day that a week of a pause was named by. A weekday or a date without a year can be in the future.

    Resolved relative to `base`, the day of the first week.
    """
    day = _parse_day_in_week(value, context, prefer_future=True, base=base)
    _containing_week(day, value)
    return day


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


def parse_reminder_time(value: str) -> ReminderTime:
    """Parse a weekday, a time of day, or both, such as `fri 16:00`. Raises `InvalidReminderTimeError`."""
    from tipcycle.cli.natural_dates import weekday_from_name

    day_name, _, time_text = value.strip().lower().partition(" ")
    weekday = weekday_from_name(day_name)
    if weekday is None:
        time_text = value
    try:
        return ReminderTime(weekday, parse_time(time_text) if time_text.strip() or weekday is None else None)
    except InvalidTimeError:
        raise InvalidReminderTimeError(value) from None


class TipText(NamedTuple):
    """The value of an option that takes `N=TEXT`."""

    tip: int
    text: str


def parse_pair(value: str, flag: str, context: AppContext) -> TipText:
    """Parse `N=TEXT`. Raises `InvalidPairError`."""
    tip_name, equals, text = value.partition("=")
    if not equals:
        raise InvalidPairError(value, flag)
    return TipText(parse_tip(tip_name, context), text)


def texts_by_tip(pairs: Iterable[TipText] | None) -> dict[int, str]:
    """Return the text of each tip. Raises `DuplicateTipError` if a tip occurs twice."""
    texts: dict[int, str] = {}
    for tip, text in pairs or ():
        if tip in texts:
            raise DuplicateTipError(tip)
        texts[tip] = text
    return texts


def parse_theme(value: str, flag: str, context: AppContext) -> str:
    """Return the slug of a theme. Raises `InvalidOptionValueError`."""
    slugs = tuple(theme.slug for theme in context.catalogue.themes)
    if value not in slugs:
        raise InvalidOptionValueError(flag, value, slugs)
    return value


def parse_slips(value: str, flag: str) -> tuple[int, ...]:
    """Parse the numbers on the paper slips, separated by commas. Raises `InvalidOptionValueError`."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        raise InvalidOptionValueError(flag, value, metavar="N,N,N")
    return tuple(map(int, parts))


def parse_reflection_answers(value: str, flag: str) -> str:
    """Return eight answers as `y`, `n` and `?`. Accepts the letters of each language, and `-` for `?`.

    Raises `InvalidOptionValueError` unless there are exactly eight.
    """
    letters = {**dict.fromkeys(accepted_hotkeys("yes"), "y"), **dict.fromkeys(accepted_hotkeys("no"), "n"), "-": "?"}
    answers = "".join(letters.get(letter, letter) for letter in value.strip().lower())
    if len(answers) != REFLECTION_QUESTION_COUNT or set(answers) - set("yn?"):
        raise InvalidOptionValueError(flag, value, metavar="yyn?nnyy")
    return answers


def parse_remark_id(value: str, context: AppContext) -> str:
    """Return the id of a remark: that of the latest for `last` in each language, else the value itself."""
    from tipcycle.core.voices import all_voices

    if value in ("last", "laatste") and (records := all_voices(context.loaded_journal.journal, context.cycles)):
        return records[-1].remark.id
    return value


def parse_cycle(value: str, context: AppContext) -> Cycle:
    """Return the cycle with this number or first Monday. Raises `UnknownCycleError` or `AmbiguousDateError`."""
    today = context.environment.today
    cycle = find_cycle(context.cycles, value, today)
    if cycle is None and not value.isdigit():
        try:
            cycle = find_cycle(context.cycles, parse_date(value, context).isoformat(), today)
        except InvalidDateError:
            raise UnknownCycleError(value) from None
    if cycle is None:
        raise UnknownCycleError(value)
    return cycle


class ValueType(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """A type of values that a parser reads from the text, with the parameter and the context of the run."""

    def __init__(self, name: str, parse: Callable[[str, click.Parameter, click.Context], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a text. Leaves a default, which is a value already, as it is."""
        if not isinstance(value, str):
            return value
        assert param is not None
        assert ctx is not None
        return self._parse(value, param, ctx)


TIP = ValueType("tip", lambda value, _, ctx: parse_tip(value, get_app_context(ctx)))
TIPS = ValueType("tips", lambda value, _, ctx: parse_tips([value], get_app_context(ctx)))
"""Tips separated by commas. Use it with `concatenate` as the callback."""
DATE = ValueType("date", lambda value, _, ctx: parse_date(value, get_app_context(ctx)))
FUTURE_DATE = ValueType("date", lambda value, _, ctx: parse_date(value, get_app_context(ctx), prefer_future=True))
TIME = ValueType("time", lambda value, _, __: parse_time(value))
WEEK = ValueType("week", lambda value, _, ctx: parse_week(value, get_app_context(ctx)))
PAUSE_DAY = ValueType(
    "week", lambda value, _, ctx: parse_week_day(value, get_app_context(ctx), ctx.params.get("first"))
)
REMINDER_TIME = ValueType("reminder", lambda value, _, __: parse_reminder_time(value))
WEEKDAY = ValueType("weekday", lambda value, _, __: parse_weekday(value))
TIP_TEXT = ValueType("pair", lambda value, param, ctx: parse_pair(value, param.opts[0], get_app_context(ctx)))

THEME = ValueType("theme", lambda value, param, ctx: parse_theme(value, param.opts[0], get_app_context(ctx)))
SLIPS = ValueType("slips", lambda value, param, _: parse_slips(value, param.opts[0]))
REFLECTION_ANSWERS = ValueType("answers", lambda value, param, _: parse_reflection_answers(value, param.opts[0]))
REMARK_ID = ValueType("id", lambda value, _, ctx: parse_remark_id(value, get_app_context(ctx)))
CYCLE = ValueType("cycle", lambda value, _, ctx: parse_cycle(value, get_app_context(ctx)))


def concatenate(values: Iterable[tuple[int, ...]] | None) -> list[int] | None:
    """Callback of options with `TIPS` that can be repeated: return the tips of all values."""
    return [tip for tips in values for tip in tips] if values else None
