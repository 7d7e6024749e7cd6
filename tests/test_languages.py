"""Dates, lists and plurals compared with CLDR, on all days of a leap year."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date, format_interval
from babel.lists import format_list
from babel.messages.pofile import read_po

from tests.parametrize import in_each_language
from tipcycle import i18n
from tipcycle.catalogue import schema
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions
from tipcycle.cli.help import COMMANDS
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.languages import LANGUAGES
from tipcycle.i18n import Translator, all_languages, load_language, load_translator
from tipcycle.i18n.command_line import to_english, to_language
from tipcycle.i18n.nl import LANGUAGE as DUTCH

CLDR_LOCALES = {"en": "en_GB", "nl": "nl"}
LEAP_YEAR_DAYS = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
"""All days of a leap year."""


def cldr_date(day: date, pattern: str, language: str) -> str:
    """Return a date as CLDR formats it."""
    return str(format_date(day, pattern, locale=CLDR_LOCALES[language]))


def test_all_modules_support_the_same_languages(tmp_path: Path) -> None:
    """Language modules, messages, catalogue schema and environment support the same languages."""
    for model in (schema.TipModel, schema.ThemeModel, schema.ExampleModel):
        assert set(LANGUAGES) <= set(model.model_fields)
    folder = Path(i18n.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "base", "command_line"} == set(LANGUAGES)
    assert tuple(language.code for language in all_languages()) == LANGUAGES
    message_languages = {path.parent.parent.name for path in folder.rglob("*.po")}
    assert {"en", *message_languages} == set(LANGUAGES)
    for language in LANGUAGES:
        variables = {"TIPCYCLE_LANG": language, "LANG": f"{language}_BE.UTF-8", "TIPCYCLE_HOME": str(tmp_path)}
        environment = read_environment(GlobalOptions(), variables)
        assert (environment.language, environment.locale_language) == (language, language)


def test_loading_a_language_does_not_import_another() -> None:
    """A run in English does not import the Dutch module, and a run in Dutch does not import the English one."""
    script = "import sys; from tipcycle.i18n import load_translator; load_translator(sys.argv[1]); print(*sys.modules)"
    for language, other in (("en", "nl"), ("nl", "en")):
        modules = subprocess.run([sys.executable, "-c", script, language], stdout=subprocess.PIPE, check=True).stdout
        assert f"tipcycle.i18n.{language}" in modules.decode().split()
        assert f"tipcycle.i18n.{other}" not in modules.decode().split()


HOTKEYS_OF_A_SCREEN = (
    ("away", "fill_in", "go_on"),
    ("all", "propose"),
    ("propose", "read"),
    ("monday", "now"),
    ("yes", "no", "built"),
    ("look", "swap"),
    ("keep", "adapt", "extend", "drop"),
)


@in_each_language
@pytest.mark.parametrize("actions", HOTKEYS_OF_A_SCREEN)
def test_hotkeys_of_a_screen_differ(actions: tuple[str, ...], language: str) -> None:
    """Actions that are offered together have different keys."""
    hotkeys = load_language(language).hotkeys
    assert len({getattr(hotkeys, action) for action in actions}) == len(actions)


@in_each_language
def test_words_for_yes_and_no_begin_with_hotkey(language: str) -> None:
    """The first letter of each word for yes and no is the key."""
    facts = load_language(language)
    assert (facts.yes_words[0], facts.no_words[0]) == (facts.hotkeys.yes, facts.hotkeys.no)
    assert {word[0] for word in facts.yes_words} == {facts.hotkeys.yes}
    assert {word[0] for word in facts.no_words} == {facts.hotkeys.no}


@in_each_language
def test_decision_keys_are_in_message(language: str) -> None:
    """The question about a decision names the keys of the language."""
    hotkeys = load_language(language).hotkeys
    message = load_translator(language).gettext("[k] keep   [a] adapt   [r] another round   [l] let go: ")
    assert re.findall(r"\[(.)\]", message) == [hotkeys.keep, hotkeys.adapt, hotkeys.extend, hotkeys.drop]


def dates_by_pattern(day: date, translator: Translator) -> dict[str, str]:
    """Return tipcycle's formats of a day, by the equivalent CLDR pattern."""
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
def test_dates_agree_with_cldr(language: str) -> None:
    """All formats of a day agree with CLDR: month, weekday, short forms, long and full dates."""
    translator = load_translator(language)
    formatted_dates = [
        (day, pattern, text) for day in LEAP_YEAR_DAYS for pattern, text in dates_by_pattern(day, translator).items()
    ]
    assert [
        formatted_date
        for formatted_date in formatted_dates
        if formatted_date[2] != cldr_date(formatted_date[0], formatted_date[1], language)
    ] == []


@in_each_language
def test_weekday_names_of_files_are_translated(language: str) -> None:
    """`monday` … `sunday` are the weekdays from Monday on."""
    translator = load_translator(language)
    week = [date(2028, 1, 3) + timedelta(days=n) for n in range(7)]
    assert [translator.translate_weekday(name) for name in WEEKDAYS] == [translator.weekday_name(day) for day in week]


@in_each_language
@pytest.mark.parametrize("length", [6, 55, 62])
def test_date_ranges_agree_with_cldr(length: int, language: str) -> None:
    """Date ranges within a year agree with CLDR: `23–29 March 2026`, `30 March – 5 April 2026`."""
    translator = load_translator(language)
    for first in LEAP_YEAR_DAYS:
        last = first + timedelta(days=length)
        if first.year != last.year:
            continue
        expected = format_interval(first, last, "yMMMd", locale=CLDR_LOCALES[language]).replace("\u2009", " ")
        for day in (first, last):
            expected = re.sub(
                rf"\b{format_date(day, 'MMM', locale=CLDR_LOCALES[language])}\b", translator.month_name(day), expected
            )
        text = translator.date_range(first, last, with_year=True)
        assert text.replace(" – ", "–") == expected.replace(" – ", "–")
        assert translator.date_range(first, last) == text.removesuffix(f" {first.year}")


@in_each_language
def test_date_range_over_new_year_has_both_years(language: str) -> None:
    """A range that spans two years always has both years."""
    translator = load_translator(language)
    first, last = date(2026, 12, 28), date(2027, 1, 3)
    assert translator.date_range(first, last) == translator.date_range(first, last, with_year=True)
    assert (
        translator.date_range(first, last)
        == f"{translator.long_date(first, with_year=True)} – {translator.long_date(last, with_year=True)}"
    )


@in_each_language
@pytest.mark.parametrize("count", range(6))
def test_lists_agree_with_cldr(count: int, language: str) -> None:
    """A list of up to five items agrees with CLDR: `a, b and c`."""
    items = ["a", "b", "c", "d", "e"][:count]
    assert load_translator(language).join(items) == format_list(items, locale=CLDR_LOCALES[language])


def test_ordinals() -> None:
    """`1st`, `2nd`, `3rd`, `4th` … in English; always `5e` in Dutch."""
    english = " ".join(
        load_translator("en").ordinal(number) for number in (1, 2, 3, 4, 9, 11, 12, 13, 21, 22, 23, 101, 111)
    )
    assert english == "1st 2nd 3rd 4th 9th 11th 12th 13th 21st 22nd 23rd 101st 111th"
    assert [load_translator("nl").ordinal(number) for number in (1, 2, 8, 20)] == ["1e", "2e", "8e", "20e"]


@in_each_language
def test_singular_and_plural_differ(language: str) -> None:
    """The singular is used for 1 only, and the number is filled in."""
    translator = load_translator(language)
    singular, plural, zero = (translator.ngettext("{n} week", "{n} weeks", count) for count in (1, 2, 0))
    assert (singular[0], plural[0], zero[0]) == ("1", "2", "0")
    assert singular[1:] != plural[1:] == zero[1:]


@in_each_language
def test_command_lines_are_translated_both_ways(language: str) -> None:
    """Each command, subcommand, option and value that has a name in the language is understood by this name."""
    facts = load_language(language)
    lines = [[name] for name in COMMANDS]
    lines += [[group, name] for group, names in facts.subcommand_names.items() for name in names]
    lines += [["checkin", option] for option in facts.option_names]
    lines += [["tips", "list", option, value] for option, names in facts.value_names.items() for value in names]
    lines += [["tips", "list", f"{option}={value}"] for option, names in facts.value_names.items() for value in names]
    for line in lines:
        translated = to_language(line, facts)
        assert to_english(translated, all_languages()) == line
        assert to_english(line, all_languages()) == line


def test_free_text_is_not_translated() -> None:
    """Only the words of commands, and the values that the language lists, are translated."""
    line = ["noteer", "houden", "--tip", "5", "klein", "--", "--gedaan", "kies"]
    assert to_english(line, all_languages()) == ["note", "houden", "--tip", "5", "klein", "--", "--gedaan", "kies"]
    assert to_language(["--home", "pick", "close", "--keep", "5", "--lesson", "keep"], DUTCH) == (
        ["--map", "pick", "afronden", "--houden", "5", "--les", "keep"]
    )


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_messages_name_no_english_command(language: str) -> None:
    """A command in a translated message has the words of the language, where it has some."""
    path = Path(i18n.__file__).parent / "locales" / language / "LC_MESSAGES" / "tipcycle.po"
    with path.open("rb") as file:
        messages = read_po(file)
    facts = load_language(language)
    for message in messages:
        for text in (message.string,) if isinstance(message.string, str) else message.string:
            for line in re.findall(r"tipcycle ((?:[A-Za-z-]+ ?)+)", text):
                words = line.split()
                assert to_language(to_english(words, [facts]), facts) == words, text
            for option in re.findall(r"(?<![\w-])--[a-z-]+", text):
                assert option not in facts.option_names, text
