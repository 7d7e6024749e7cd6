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

UNDERSTOOD = {
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
_MONTHS_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May "), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sept"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_WEEKDAYS_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class Words:
    """How one language says things."""

    def __init__(self, language: str, messages: gettext.NullTranslations) -> None:
        self.language = language
        self._messages = messages

    def text(self, message: str) -> str:
        """The message in this language."""
        return self._messages.gettext(message) if message else ""

    def many(self, one: str, more: str, count: int) -> str:
        """The message for one or for more, with `{n}` filled in."""
        return self._messages.ngettext(one, more, count).replace("{n}", str(count))

    def command(self, name: str) -> str:
        """A command as somebody types it in this language: `tipcycle pick`, `tipcycle kies`."""
        return f"tipcycle {DUTCH_VERBS.get(name, name) if self.language == 'nl' else name}"

    def month(self, day: date) -> str:
        """`March`."""
        return self.text(_MONTHS[day.month - 1])

    def short_month(self, day: date) -> str:
        """`Mar`."""
        return self.text(_MONTHS_SHORT[day.month - 1]).strip()

    def weekday(self, day: date) -> str:
        """`Monday`."""
        return self.text(_WEEKDAYS[day.weekday()])

    def short_weekday(self, day: date) -> str:
        """`Mon`."""
        return self.text(_WEEKDAYS_SHORT[day.weekday()])

    def named_weekday(self, name: str) -> str:
        """The weekday that the files call `monday` … `sunday`."""
        return self.text(name.capitalize())

    def day(self, day: date, *, year: bool = False) -> str:
        """`30 March`, or `30 March 2026`."""
        return f"{day.day} {self.month(day)}" + (f" {day.year}" if year else "")

    def full_day(self, day: date, *, year: bool = False) -> str:
        """`Monday 30 March`."""
        return f"{self.weekday(day)} {self.day(day, year=year)}"

    def span(self, first: date, last: date, *, year: bool = False) -> str:
        """`23–29 March`, `30 March – 5 April`, and with the year where it is asked for or changes."""
        if first.year != last.year:
            return f"{self.day(first, year=True)} – {self.day(last, year=True)}"
        if first.month == last.month:
            return f"{first.day}–{self.day(last, year=year)}"
        return f"{self.day(first)} – {self.day(last, year=year)}"

    def listed(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        every = list(items)
        if len(every) < 2:
            return "".join(every)
        _ = self.text
        return _("{some} and {last}").format(some=", ".join(every[:-1]), last=every[-1])

    def duration(self, minutes: int) -> str:
        """`1 hour and 50 minutes`."""
        hours, rest = divmod(minutes, 60)
        said = [self.many("{n} hour", "{n} hours", hours)] if hours else []
        if rest or not hours:
            said.append(self.many("{n} minute", "{n} minutes", rest))
        return self.listed(said)

    def nth(self, number: int) -> str:
        """`5th`, in Dutch `5e`."""
        if self.language == "nl":
            return f"{number}e"
        teens = number % 100 in (11, 12, 13)
        return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def load_words(language: str) -> Words:
    """The words of `en` or `nl`."""
    if language == "en":
        return Words("en", gettext.NullTranslations())
    path = Path(__file__).parent / language / "LC_MESSAGES" / "tipcycle.mo"
    with path.open("rb") as compiled:
        return Words(language, gettext.GNUTranslations(compiled))
