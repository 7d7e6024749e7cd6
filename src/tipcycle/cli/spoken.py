"""Days and weeks as people type them: `2 maart`, `2/3/2026`, `monday`, `volgende week`, `week 13`.

Words of both languages are understood in both; only figures are read as the language of the run reads them.
No library: dateparser takes 2-3-2026 for February and costs six interpreter starts (docs/decisions/04-dates.md).
"""

import re
from datetime import date

from msgspec.structs import replace

from tipcycle.core.dates import EitherWay, InDays, InWeeks, NumberedWeek, OnDay, OnWeekday, Said
from tipcycle.core.languages import LANGUAGES
from tipcycle.locales import load_words

_DAYS = {
    "today": 0, "vandaag": 0, "tomorrow": 1, "morgen": 1, "overmorgen": 2, "yesterday": -1, "gisteren": -1,
    "eergisteren": -2,
}  # fmt: skip
_WEEKS = {"this": 0, "deze": 0, "last": -1, "vorige": -1, "afgelopen": -1, "next": 1, "volgende": 1, "komende": 1}
_COMING = {"coming": True, "komende": True, "aanstaande": True, "past": False, "afgelopen": False}

_FIGURES = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:(?:e|de|ste|st|nd|rd|th) |\.? ?)([^\W\d_]{3,})\.?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?")
_WEEK = re.compile(r"(?:(week|wk) ?|(w) ?)?([0-9]{1,2})")


def said(word: str, today: date, language: str) -> Said | None:
    """What was said, not yet decided; None for words that name no day and no week.

    >>> said("2e maart", date(2026, 3, 6), "nl"), said("week 13", date(2026, 3, 6), "nl")
    (OnDay(day=2, month=3, year=None, weekday=None), NumberedWeek(number=13, counted=True, word='week 13'))
    """
    text = " ".join(word.lower().replace(",", " ").split())
    first, _, rest = text.partition(" ")
    if text in _DAYS:
        return InDays(_DAYS[text])
    if first in _WEEKS and rest in ("", "week"):
        return InWeeks(_WEEKS[first])
    coming = _COMING.get(first) if rest else None
    weekday = weekday_named(text if coming is None else rest)
    if weekday is not None:
        return OnWeekday(weekday, coming)
    week = _WEEK.fullmatch(text)
    if week is not None:
        return NumberedWeek(int(week[3]), not week[2], word.strip())
    named = weekday_named(first) if rest else None
    found = _date_said(text if named is None else rest, today, language)
    return found if named is None else _on_that(found, named)


def weekday_named(text: str) -> int | None:
    """The day of the week that a word names in either language, in full or by two letters or more; Monday is 0."""
    begun = text.removesuffix(".")
    if len(begun) < 2:
        return None
    monday = date(2026, 3, 2)
    for language in LANGUAGES:
        words = load_words(language)
        for number in range(7):
            if words.weekday(monday.replace(day=2 + number)).lower().startswith(begun):
                return number
    return None


def _month_named(text: str) -> int | None:
    """The month that a word names in either language, in full, by three letters or more, or as a calendar has it."""
    for language in LANGUAGES:
        words = load_words(language)
        for number in range(1, 13):
            month = date(2026, number, 1)
            if words.month(month).lower().startswith(text) or words.short_month(month).lower() == text:
                return number
    return None


def _date_said(text: str, today: date, language: str) -> OnDay | EitherWay | None:
    return _with_a_month(text) or _in_figures(text, today, language)


def _on_that(found: OnDay | EitherWay | None, weekday: int) -> OnDay | EitherWay | None:
    """`vrijdag 6 maart`, as tipcycle itself says it: the date, which has to be a Friday."""
    if isinstance(found, EitherWay):
        return replace(
            found,
            day_first=replace(found.day_first, weekday=weekday),
            month_first=replace(found.month_first, weekday=weekday),
        )
    return found and replace(found, weekday=weekday)


def _with_a_month(text: str) -> OnDay | None:
    """`2 maart`, `2 mrt. 2026`, `March 2`."""
    match = _DAY_MONTH.fullmatch(text)
    day, name, year = match.groups() if match else (None, None, None)
    if match is None:
        match = _MONTH_DAY.fullmatch(text)
        name, day, year = match.groups() if match else (None, None, None)
    month = _month_named(name) if name else None
    return OnDay(int(day), month, int(year) if year else None) if day and month else None


def _in_figures(text: str, today: date, language: str) -> OnDay | EitherWay | None:
    """`2-3-2026` is the second of March in Dutch; in English it can be the third of February as well."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return OnDay(int(match[4]), int(match[3]), int(match[1]))
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[3]), _year(match[4], today)
    if match[4] and year is None:
        return None
    day_first = OnDay(one, other, year)
    return day_first if language == "nl" else EitherWay(day_first, OnDay(other, one, year), text)


_TEN_YEARS = 10
"""A year of two figures further off is more likely something else, such as the day of a date that begins with it."""


def _year(figures: str | None, today: date) -> int | None:
    if figures is None or len(figures) > 2:
        return int(figures) if figures else None
    year = today.year - today.year % 100 + int(figures)
    return year if abs(year - today.year) <= _TEN_YEARS else None
