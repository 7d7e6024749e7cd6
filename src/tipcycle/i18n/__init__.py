"""The two languages: sentences through gettext, and dates as a Dutch or English reader says them.

English stands in the code. Date words are messages too: a library of all the world's calendars costs four
interpreter starts, and two languages need the names of their months and days (a test holds them against CLDR).
"""

import gettext
from collections.abc import Iterable
from datetime import date
from pathlib import Path

DUTCH_VERBS = {
    "pick": "kies",
    "note": "noteer",
    "review": "terugblik",
    "close": "afronden",
    "swap": "ruil",
    "pause": "pauze",
    "undo": "ongedaan",
}
"""The commands that have a Dutch verb; the English names stay the contract."""

COMMAND_SYNONYMS = {
    "check-in": "checkin", "stand": "status", "kaart": "card", "kaartje": "card", "kaartjes": "card",
    "kalender": "calendar", "agenda": "calendar", "logboek": "journal", "dagboek": "journal", "uitspraken": "voices",
    "stemmen": "voices", "kompaszin": "sentence", "zin": "sentence", "polsslag": "pulse", "peiling": "pulse",
    "reflectie": "reflect", "profiel": "profile", "hulp": "help",
}  # fmt: skip
"""Other words for a command that are understood when somebody types them; no help shows them."""


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for "a message, said later")
    """Marks a message that is looked up later."""
    return message


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
    """How one language says things."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The message for one or for more, with `{n}` filled in."""
        return self._translations.ngettext(singular, plural, count).replace("{n}", str(count))

    def command(self, name: str) -> str:
        """A command as somebody types it in this language: `tipcycle pick`, `tipcycle kies`."""
        return f"tipcycle {DUTCH_VERBS.get(name, name) if self.language == 'nl' else name}"

    def month_name(self, day: date) -> str:
        """`March`."""
        return self.gettext(_MONTHS[day.month - 1])

    def month_abbr(self, day: date) -> str:
        """`Mar`."""
        return self.gettext(_MONTH_ABBRS[day.month - 1]).strip()

    def weekday_name(self, day: date) -> str:
        """`Monday`."""
        return self.gettext(_WEEKDAYS[day.weekday()])

    def weekday_abbr(self, day: date) -> str:
        """`Mon`."""
        return self.gettext(_WEEKDAY_ABBRS[day.weekday()])

    def translate_weekday(self, name: str) -> str:
        """The weekday that the files call `monday` … `sunday`."""
        return self.gettext(name.capitalize())

    def long_date(self, day: date, *, with_year: bool = False) -> str:
        """`30 March`, or `30 March 2026`."""
        return f"{day.day} {self.month_name(day)}" + (f" {day.year}" if with_year else "")

    def full_date(self, day: date, *, with_year: bool = False) -> str:
        """`Monday 30 March`."""
        return f"{self.weekday_name(day)} {self.long_date(day, with_year=with_year)}"

    def date_range(self, first: date, last: date, *, with_year: bool = False) -> str:
        """`23–29 March`, `30 March – 5 April`, and with the year where it is asked for or changes."""
        if first.year != last.year:
            return f"{self.long_date(first, with_year=True)} – {self.long_date(last, with_year=True)}"
        if first.month == last.month:
            return f"{first.day}–{self.long_date(last, with_year=with_year)}"
        return f"{self.long_date(first)} – {self.long_date(last, with_year=with_year)}"

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        _ = self.gettext
        return _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])

    def duration(self, minutes: int) -> str:
        """`1 hour and 50 minutes`."""
        hours, minutes_left = divmod(minutes, 60)
        parts = [self.ngettext("{n} hour", "{n} hours", hours)] if hours else []
        if minutes_left or not hours:
            parts.append(self.ngettext("{n} minute", "{n} minutes", minutes_left))
        return self.join(parts)

    def ordinal(self, number: int) -> str:
        """`5th`, in Dutch `5e`."""
        if self.language == "nl":
            return f"{number}e"
        teens = number % 100 in (11, 12, 13)
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def load_translator(language: str) -> Translator:
    """The words of `en` or `nl`."""
    if language == "en":
        return Translator("en", gettext.NullTranslations())
    path = Path(__file__).parent / "locales" / language / "LC_MESSAGES" / "tipcycle.mo"
    with path.open("rb") as file:
        return Translator(language, gettext.GNUTranslations(file))
