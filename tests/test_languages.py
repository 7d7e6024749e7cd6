"""Our words for days, months and lists against those of Unicode's CLDR, for every day of a leap year."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from babel.dates import format_date, format_interval
from babel.lists import format_list

from tests.parametrize import in_each_language
from tipcycle import i18n
from tipcycle.catalogue import schema
from tipcycle.cli.environment import GlobalOptions, read_environment
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.languages import LANGUAGES
from tipcycle.i18n import Translator, load_translator

CLDR_LOCALES = {"en": "en_GB", "nl": "nl"}
LEAP_YEAR_DAYS = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
"""Those of a leap year."""


def cldr_date(day: date, pattern: str, language: str) -> str:
    """What CLDR says."""
    return str(format_date(day, pattern, locale=CLDR_LOCALES[language]))


def test_every_part_of_the_program_knows_the_same_languages(tmp_path: Path) -> None:
    """A language has messages (English has them in the code), can be kept, written in a catalogue, and asked for."""
    assert get_args(schema.Language) == LANGUAGES
    with_messages = {path.parent.parent.name for path in Path(i18n.__file__).parent.rglob("*.po")}
    assert {"en", *with_messages} == set(LANGUAGES)
    for language in LANGUAGES:
        asked = {"TIPCYCLE_LANG": language, "LANG": f"{language}_BE.UTF-8", "TIPCYCLE_HOME": str(tmp_path)}
        environment = read_environment(GlobalOptions(), asked)
        assert (environment.language, environment.locale_language) == (language, language)


def dates_by_pattern(day: date, translator: Translator) -> dict[str, str]:
    """What we say, by the pattern under which CLDR says it."""
    return {
        "LLLL": translator.month_name(day),
        "MMMM": translator.month_name(day),
        "LLL": translator.month_abbr(day),
        "EEEE": translator.weekday_name(day),
        "EEE": translator.weekday_abbr(day),
        "d MMMM": translator.long_date(day),
        "d MMMM y": translator.long_date(day, with_year=True),
        "EEEE d MMMM": translator.full_date(day),
        "EEEE d MMMM y": translator.full_date(day, with_year=True),
    }


@in_each_language
def test_every_day_is_said_as_cldr_says_it(language: str) -> None:
    """Month, weekday, their short forms, the day, the full day, with and without the year."""
    translator = load_translator(language)
    told = [
        (day, pattern, ours) for day in LEAP_YEAR_DAYS for pattern, ours in dates_by_pattern(day, translator).items()
    ]
    assert [each for each in told if each[2] != cldr_date(each[0], each[1], language)] == []


@in_each_language
def test_weekdays_are_found_by_their_names_in_the_files(language: str) -> None:
    """`monday` … `sunday` in a file are the days of the week from Monday on."""
    translator = load_translator(language)
    week = [date(2028, 1, 3) + timedelta(days=n) for n in range(7)]
    assert [translator.translate_weekday(name) for name in WEEKDAYS] == [translator.weekday_name(day) for day in week]


@in_each_language
@pytest.mark.parametrize("length", [6, 55, 62])
def test_spans_are_said_as_cldr_says_them(length: int, language: str) -> None:
    """A week and a whole cycle from any day within one year: `23–29 March 2026`, `30 March – 5 April 2026`."""
    translator = load_translator(language)
    for first in LEAP_YEAR_DAYS:
        last = first + timedelta(days=length)
        if first.year != last.year:
            continue
        cldr = format_interval(first, last, "yMMMd", locale=CLDR_LOCALES[language]).replace("\u2009", " ")
        for day in (first, last):
            cldr = re.sub(
                rf"\b{format_date(day, 'MMM', locale=CLDR_LOCALES[language])}\b", translator.month_name(day), cldr
            )
        ours = translator.date_range(first, last, with_year=True)
        assert ours.replace(" – ", "–") == cldr.replace(" – ", "–")
        assert translator.date_range(first, last) == ours.removesuffix(f" {first.year}")


@in_each_language
def test_a_span_over_new_year_says_both_years(language: str) -> None:
    """Where the year changes it is said on both sides, asked for or not."""
    translator = load_translator(language)
    first, last = date(2026, 12, 28), date(2027, 1, 3)
    assert translator.date_range(first, last) == translator.date_range(first, last, with_year=True)
    assert (
        translator.date_range(first, last)
        == f"{translator.long_date(first, with_year=True)} – {translator.long_date(last, with_year=True)}"
    )


@in_each_language
@pytest.mark.parametrize("count", range(6))
def test_lists_are_joined_as_cldr_joins_them(count: int, language: str) -> None:
    """`a, b and c` without a comma before the last, and one alone is itself."""
    items = ["a", "b", "c", "d", "e"][:count]
    assert load_translator(language).join(items) == format_list(items, locale=CLDR_LOCALES[language])


def test_ordinals() -> None:
    """`1st`, `2nd`, `3rd`, `4th` … in English; in Dutch always `5e`."""
    english = " ".join(
        load_translator("en").ordinal(number) for number in (1, 2, 3, 4, 9, 11, 12, 13, 21, 22, 23, 101, 111)
    )
    assert english == "1st 2nd 3rd 4th 9th 11th 12th 13th 21st 22nd 23rd 101st 111th"
    assert [load_translator("nl").ordinal(number) for number in (1, 2, 8, 20)] == ["1e", "2e", "8e", "20e"]


@in_each_language
def test_one_and_more_are_told_apart(language: str) -> None:
    """One week and two weeks have their own words, and the number is filled in."""
    translator = load_translator(language)
    one, two, none = (translator.ngettext("{n} week", "{n} weeks", count) for count in (1, 2, 0))
    assert (one[0], two[0], none[0]) == ("1", "2", "0")
    assert one[1:] != two[1:] == none[1:]
