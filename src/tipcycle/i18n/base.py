"""The type of a language: everything about it that messages cannot express. Each language is an instance in its module.

Loaded at every start, so it holds plain values only: patterns are strings, compiled where they are used.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct


class Hotkeys(Struct, frozen=True, kw_only=True):
    """The keys that stand for a word. The messages of the language contain the same keys."""

    yes: str
    no: str
    away: str
    """Answer to a missed check-in: away, the week does not count."""
    fill_in: str
    """Answer to a missed check-in: fill it in now."""
    go_on: str
    """Answer to a missed check-in: continue without it."""
    all: str
    """Show all tips."""
    propose: str
    """Propose five tips."""
    read: str
    """Read a tip in the line-by-line pick."""
    done: str
    """Finish the pick."""
    monday: str
    """Start the cycle on Monday."""
    now: str
    """Start the cycle now."""
    built: str
    """A build tip is finished."""
    hardly: str
    """Hardly present this week."""
    look: str
    """Look for an occasion."""
    swap: str
    """Swap the tip."""
    keep: str
    """Decision at the close: keep the tip."""
    adapt: str
    """Decision at the close: adapt the tip."""
    extend: str
    """Decision at the close: another round."""
    drop: str
    """Decision at the close: let the tip go."""


class Language(Struct, frozen=True, kw_only=True):
    """A language. Words are in lower case."""

    code: str
    """The ISO 639 code. It is also the name of the module and of the folder in `locales`."""
    command_names: Mapping[str, str] = {}
    """Names of commands by English name. Commands that are not in it have their English name."""
    command_synonyms: Mapping[str, str] = {}
    """Undocumented names that the command line also accepts, with the English name of the command."""
    subcommand_names: Mapping[str, Mapping[str, str]] = {}
    """Names of subcommands by English name, for each English command that has some."""
    subcommand_synonyms: Mapping[str, Mapping[str, str]] = {}
    """Undocumented names of subcommands, with the English name, for each English command that has some."""
    option_names: Mapping[str, str] = {}
    """Names of options by English name, both with their hyphens."""
    value_names: Mapping[str, Mapping[str, str]] = {}
    """Names of values by English name, for each English option that has some."""
    command_suggestions: Mapping[str, str]
    """Words that users try as a command, with the command to suggest."""
    hotkeys: Hotkeys

    yes_words: tuple[str, ...]
    """Accepted answers for yes: the hotkey and words that begin with it."""
    no_words: tuple[str, ...]
    """Accepted answers for no: the hotkey and words that begin with it."""
    decimal_sign: str
    this_week: tuple[str, str]
    """The words for this week in a question, and the words that replace them once the week is over."""
    ordinal: Callable[[int], str]
    """Returns an ordinal number, such as `5th`."""

    ordinal_suffixes: tuple[str, ...]
    """Suffixes of the day in a date, such as `th` in `5th March`."""
    month_can_come_first: bool = False
    """True if `3-2` can be 2 March and `March 2nd` is a date."""
    relative_days: Mapping[str, int]
    """Words for a day, with the number of days from today."""
    relative_weeks: Mapping[str, int]
    """Words before "week", with the number of weeks from this week."""
    weekday_directions: Mapping[str, bool]
    """Words before a weekday; True for the next one, False for the previous one."""
    week_words: tuple[str, ...]
    """The word for a week, then its abbreviations."""
    range_words: tuple[str, ...]
    """Words or phrases between the two dates of a range."""

    inflectional_suffixes: frozenset[str]
    """Suffixes that the search ignores. They have no accents."""
    stop_words: frozenset[str]
    """Frequent words that the search ignores beside other words. They have no accents."""
    if_then_pattern: str
    """Regular expression for a cue: `If …, then …`."""
    occasion_pattern: str
    """Regular expression for "at least once" or "if it came up" in the question of a reflex. Ignores case."""
    non_verbs: frozenset[str]
    """Words with which no title begins, because they are certainly not verbs."""
    non_verb_pattern: str = r"(?!)"
    """Regular expression for other words that are not verbs."""
    length_ratio: tuple[float, float] = (0.0, float("inf"))
    """Minimum and maximum length of a tip, as a multiple of its length in English."""

    def say_that_week(self, question: str) -> str:
        """Return a question about this week in the words for a week that is over."""
        now, past = self.this_week
        return question.replace(now, past).replace(now.capitalize(), past.capitalize())
