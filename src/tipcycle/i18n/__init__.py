"""Translations (gettext), date formatting, and the registry of the languages.

English texts are in the code. Month and weekday names are messages too, because importing Babel takes as long as
four starts of the interpreter. A test compares the names with CLDR. What messages cannot express is in the module of
the language: `en`, `nl`.
"""

import gettext
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

from tipcycle.core.languages import LANGUAGES
from tipcycle.core.messages import N_ as N_
from tipcycle.i18n.base import Language
from tipcycle.i18n.command_line import to_language

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_MONTH_ABBRS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May "), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sept"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_WEEKDAY_ABBRS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class Translator:
    """Messages, dates, lists and numbers in one language."""

    def __init__(self, facts: Language, translations: gettext.NullTranslations) -> None:
        self.language = facts.code
        self.facts = facts
        """Facts of the language that messages cannot express: keys, typed words, the decimal sign."""
        self._translations = translations

    def gettext(self, message: str) -> str:
        """Return the translation of a message; empty for an empty message."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the singular or the plural message for `count`, with `{n}` replaced by the number."""
        return self._translations.ngettext(singular, plural, count).replace("{n}", str(count))

    def command(self, line: str) -> str:
        """Return a command line in this language, with `tipcycle`: for `pick`, `tipcycle kies` in Dutch."""
        return " ".join(["tipcycle", *to_language(line.split(" "), self.facts)])

    def command_name(self, name: str) -> str:
        """Return the name of a command in this language: for `pick`, `kies` in Dutch."""
        return self.facts.command_names.get(name, name)

    def subcommand_name(self, group: str, name: str) -> str:
        """Return the name of a subcommand in this language: for `search` of `tips`, `zoek` in Dutch."""
        return self.facts.subcommand_names.get(group, {}).get(name, name)

    def option(self, name: str) -> str:
        """Return the name of an option in this language: for `--did`, `--gedaan` in Dutch."""
        return self.facts.option_names.get(name, name)

    def value(self, option: str, value: str) -> str:
        """Return the name of a value of an option in this language."""
        return self.facts.value_names.get(option, {}).get(value, value)

    def month_name(self, day: date) -> str:
        """Return the name of the month: `March`."""
        return self.gettext(_MONTHS[day.month - 1])

    def month_abbr(self, day: date) -> str:
        """Return the abbreviated name of the month: `Mar`."""
        return self.gettext(_MONTH_ABBRS[day.month - 1]).strip()

    def weekday_name(self, day: date) -> str:
        """Return the name of the weekday: `Monday`."""
        return self.gettext(_WEEKDAYS[day.weekday()])

    def weekday_abbr(self, day: date) -> str:
        """Return the abbreviated name of the weekday: `Mon`."""
        return self.gettext(_WEEKDAY_ABBRS[day.weekday()])

    def translate_weekday(self, name: str) -> str:
        """Return the name of a weekday from its name in the files (`monday` … `sunday`)."""
        return self.gettext(name.capitalize())

    def long_date(self, day: date, *, with_year: bool = False) -> str:
        """Return `30 March`, or `30 March 2026` with the year."""
        return f"{day.day} {self.month_name(day)}" + (f" {day.year}" if with_year else "")

    def full_date(self, day: date, *, with_year: bool = False) -> str:
        """Return `Monday 30 March`, or `Monday 30 March 2026` with the year."""
        return f"{self.weekday_name(day)} {self.long_date(day, with_year=with_year)}"

    def date_range(self, first: date, last: date, *, with_year: bool = False) -> str:
        """Return `23–29 March` or `30 March – 5 April`.

        The year is added if `with_year` is set, or if the two dates are in different years.
        """
        if first.year != last.year:
            return f"{self.long_date(first, with_year=True)} – {self.long_date(last, with_year=True)}"
        if first.month == last.month:
            return f"{first.day}–{self.long_date(last, with_year=with_year)}"
        return f"{self.long_date(first)} – {self.long_date(last, with_year=with_year)}"

    def join(self, items: Iterable[str]) -> str:
        """Return a list of items as `a, b and c`."""
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        _ = self.gettext
        return _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])

    def join_or(self, items: Iterable[str]) -> str:
        """Return a list of alternatives as `a, b or c`."""
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        _ = self.gettext
        return _("{some} or {last}").format(some=", ".join(parts[:-1]), last=parts[-1])

    def duration(self, minutes: int) -> str:
        """Return a duration in words: `1 hour and 50 minutes`."""
        hours, minutes_left = divmod(minutes, 60)
        parts = [self.ngettext("{n} hour", "{n} hours", hours)] if hours else []
        if minutes_left or not hours:
            parts.append(self.ngettext("{n} minute", "{n} minutes", minutes_left))
        return self.join(parts)

    def ordinal(self, number: int) -> str:
        """Return an ordinal number: `5th`; in Dutch `5e`."""
        return self.facts.ordinal(number)


def load_translator(language: str) -> Translator:
    """Return the translator for a language code.

    Raises `FileNotFoundError` if the compiled messages of the language are missing.
    """
    facts = load_language(language)
    if language == "en":
        return Translator(facts, gettext.NullTranslations())
    path = Path(__file__).parent / "locales" / language / "LC_MESSAGES" / "tipcycle.mo"
    with path.open("rb") as file:
        return Translator(facts, gettext.GNUTranslations(file))


def load_language(code: str) -> Language:
    """Return the language with this code. Imports only its own module."""
    language: Language = import_module(f"tipcycle.i18n.{code}").LANGUAGE
    return language


def all_languages() -> tuple[Language, ...]:
    """Return all languages. Use it where input is accepted in each of them."""
    return tuple(load_language(code) for code in LANGUAGES)


def accepted_hotkeys(action: str) -> tuple[str, ...]:
    """Return the keys of all languages for an action of `Hotkeys`, for a screen that accepts each of them."""
    return tuple(dict.fromkeys(getattr(language.hotkeys, action) for language in all_languages()))


def inflectional_suffixes() -> frozenset[str]:
    """Return the suffixes of all languages, for the search in tips of all languages."""
    return frozenset().union(*(language.inflectional_suffixes for language in all_languages()))


def stop_words() -> frozenset[str]:
    """Return the stop words of all languages, for the search in tips of all languages."""
    return frozenset().union(*(language.stop_words for language in all_languages()))
