"""Parser for natural dates and weeks: `2 maart`, `2/3/2026`, `monday`, `volgende week`, `week 13`.

Accepts the words of all languages in each. Only numeric dates depend on the language of the run. Uses no library:
dateparser reads 2-3-2026 as February and takes six interpreter starts to import (docs/decisions/04-dates.md).
"""

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from tipcycle.core.dates import AmbiguousDate, CalendarDay, DayOffset, NamedWeekday, ParsedDate, WeekNumber, WeekOffset
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.languages import LANGUAGES
from tipcycle.i18n import Translator, all_languages, load_language, load_translator

_ALL_LANGUAGES = all_languages()
_RELATIVE_DAYS = {word: days for language in _ALL_LANGUAGES for word, days in language.relative_days.items()}
_RELATIVE_WEEKS = {word: weeks for language in _ALL_LANGUAGES for word, weeks in language.relative_weeks.items()}
_WEEK_WORDS = {language.week_words[0] for language in _ALL_LANGUAGES}
_IS_FUTURE_BY_WORD = {
    word: is_future for language in _ALL_LANGUAGES for word, is_future in language.weekday_directions.items()
}


def _alternatives(words: Iterable[str]) -> str:
    """Return the regular expression for one of the words, longest first."""
    return "|".join(sorted(map(re.escape, {*words}), key=lambda word: (-len(word), word)))


_SUFFIXES = _alternatives(suffix for language in _ALL_LANGUAGES for suffix in language.ordinal_suffixes)
_MONTH_FIRST_SUFFIXES = _alternatives(
    suffix for language in _ALL_LANGUAGES if language.month_can_come_first for suffix in language.ordinal_suffixes
)
_WEEK_WORD = _alternatives(word for language in _ALL_LANGUAGES for word in language.week_words)

_NUMERIC_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST_DATE = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_MONTH = re.compile(rf"([0-9]{{1,2}})(?:(?:{_SUFFIXES}) |\.? ?)([^\W\d_]{{3,}})\.?(?: ([0-9]{{4}}))?")
_MONTH_DAY = re.compile(rf"([^\W\d_]{{3,}})\.? ([0-9]{{1,2}})(?:{_MONTH_FIRST_SUFFIXES})?(?: ([0-9]{{4}}))?")
_WEEK_NUMBER = re.compile(rf"(?:({_WEEK_WORD}) ?|(w) ?)?([0-9]{{1,2}})")


def parse_natural_date(value: str, today: date, language: str) -> ParsedDate | None:
    """Parse a natural date or week, or return None. `core.dates.resolve_date` turns the result into a date.

    >>> parse_natural_date("2e maart", date(2026, 3, 6), "nl")
    CalendarDay(day=2, month=3, year=None, weekday=None)
    >>> parse_natural_date("week 13", date(2026, 3, 6), "nl")
    WeekNumber(number=13, may_be_cycle_week=True, text='week 13')
    """
    text = " ".join(value.lower().replace(",", " ").split())
    first, _, rest = text.partition(" ")
    if text in _RELATIVE_DAYS:
        return DayOffset(_RELATIVE_DAYS[text])
    if first in _RELATIVE_WEEKS and rest in ("", *_WEEK_WORDS):
        return WeekOffset(_RELATIVE_WEEKS[first])
    is_future = _IS_FUTURE_BY_WORD.get(first) if rest else None
    weekday = weekday_from_name(text if is_future is None else rest)
    if weekday is not None:
        return NamedWeekday(weekday, is_future)
    week_match = _WEEK_NUMBER.fullmatch(text)
    if week_match is not None:
        return WeekNumber(int(week_match[3]), not week_match[2], value.strip())
    weekday_before_date = weekday_from_name(first) if rest else None
    parsed = _parse_calendar_date(text if weekday_before_date is None else rest, today, language)
    return parsed if weekday_before_date is None else _with_weekday(parsed, weekday_before_date)


def weekday_from_name(text: str) -> int | None:
    """Return the weekday of a name or a prefix of two letters or more, or None. Monday is 0."""
    prefix = text.removesuffix(".")
    if len(prefix) < 2:
        return None
    monday = date(2026, 3, 2)
    for language in LANGUAGES:
        translator = load_translator(language)
        for number in range(7):
            if translator.weekday_name(monday.replace(day=2 + number)).lower().startswith(prefix):
                return number
    return None


def _month_from_name(text: str) -> int | None:
    """Return the month (1–12) of a name, a prefix of three letters or more, or an abbreviation, or None."""
    for language in LANGUAGES:
        translator = load_translator(language)
        for number in range(1, 13):
            month = date(2026, number, 1)
            if translator.month_name(month).lower().startswith(text) or translator.month_abbr(month).lower() == text:
                return number
    return None


def _parse_calendar_date(text: str, today: date, language: str) -> CalendarDay | AmbiguousDate | None:
    return _parse_month_name_date(text) or _parse_numeric_date(text, today, language)


def _with_weekday(parsed: CalendarDay | AmbiguousDate | None, weekday: int) -> CalendarDay | AmbiguousDate | None:
    """Add the weekday of `vrijdag 6 maart` to the date. `core.dates` checks that it matches."""
    if isinstance(parsed, AmbiguousDate):
        return replace(
            parsed,
            day_first=replace(parsed.day_first, weekday=weekday),
            month_first=replace(parsed.month_first, weekday=weekday),
        )
    return parsed and replace(parsed, weekday=weekday)


def _parse_month_name_date(text: str) -> CalendarDay | None:
    """Parse `2 maart`, `2 mrt. 2026` or `March 2`."""
    match = _DAY_MONTH.fullmatch(text)
    day, name, year = match.groups() if match else (None, None, None)
    if match is None:
        match = _MONTH_DAY.fullmatch(text)
        name, day, year = match.groups() if match else (None, None, None)
    month = _month_from_name(name) if name else None
    return CalendarDay(int(day), month, int(year) if year else None) if day and month else None


def _parse_numeric_date(text: str, today: date, language: str) -> CalendarDay | AmbiguousDate | None:
    """Parse `2-3-2026`: 2 March in Dutch; in English an `AmbiguousDate`, because it can also be 3 February."""
    match = _YEAR_FIRST_DATE.fullmatch(text)
    if match:
        return CalendarDay(int(match[4]), int(match[3]), int(match[1]))
    match = _NUMERIC_DATE.fullmatch(text)
    if match is None:
        return None
    first_number, second_number, year = int(match[1]), int(match[3]), _full_year(match[4], today)
    if match[4] and year is None:
        return None
    day_first = CalendarDay(first_number, second_number, year)
    if not load_language(language).month_can_come_first:
        return day_first
    return AmbiguousDate(day_first, CalendarDay(second_number, first_number, year), text)


_MAX_YEAR_DISTANCE = 10
"""Maximum distance in years of a two-digit year. A more distant one is probably a day, as in `26-03-02`."""


def _full_year(digits: str | None, today: date) -> int | None:
    """Return the four-digit year; None without digits, or if a two-digit year is too far from today."""
    if digits is None or len(digits) > 2:
        return int(digits) if digits else None
    year = today.year - today.year % 100 + int(digits)
    return year if abs(year - today.year) <= _MAX_YEAR_DISTANCE else None


def find_weekday(text: str, translator: Translator) -> int | None:
    """Return the first weekday that the text names, or None. Monday is 0."""
    names = [translator.translate_weekday(day).lower() for day in WEEKDAYS]
    match = re.search(rf"\b({'|'.join(names)})", text.lower())
    return names.index(match[1]) if match else None
