"""Handling of words without quotation marks, such as `--start 2 maart` or `note the customer called`.

Also defines the metavars of the help, because the layers above (`usage_errors`, `command_classes`) share them.
"""

from datetime import date

import click

from tipcycle.core.errors import UnquotedTextError
from tipcycle.i18n import all_languages

MAX_DATE_WORDS = 4
"""Maximum number of words in a date: `maandag 2 maart 2026`."""
TEXT_METAVARS = ("TEXT", "ROLE")
"""Metavars of options whose value can be a text of several words."""
_ANY_DATE = date(2026, 3, 2)
"""Reference date. Whether words can be parsed as a date does not depend on it."""


def count_date_words(args: list[str]) -> int:
    """Return how many words at the start form one date; 1 if the first word stands alone."""
    from tipcycle.cli.natural_dates import parse_natural_date  # imported only for values that can be dates

    for count in range(min(MAX_DATE_WORDS, len(args)), 1, -1):
        if parse_natural_date(" ".join(args[:count]), _ANY_DATE, "en") is not None:
            return count
    return 1


def count_range_words(args: list[str]) -> int:
    """Return how many words at the start separate the two dates of a range: 3 for `tot en met`, 0 for other words."""
    phrases = [phrase.split() for language in all_languages() for phrase in language.range_words]
    return max((len(phrase) for phrase in (["-"], ["–"], *phrases) if args[: len(phrase)] == phrase), default=0)


def reject_ambiguous_words(args: list[str], command: click.Command, *, strict: bool) -> None:
    """Raise `UnquotedTextError` if words after an option value can also belong to that value.

    A single word is not ambiguous: it is the text of the command. With `strict` the command takes no text, so a single
    word is ambiguous too.
    """
    options = {name: param for param in command.params if isinstance(param, click.Option) for name in param.opts}
    words_by_flag: list[tuple[str, str, list[str]]] = [("", "", [])]
    remaining = iter(args)
    for word in remaining:
        option = options.get(word)
        if word == "--":
            return
        if option is not None and not option.is_flag:
            words_by_flag.append((word if option.metavar in TEXT_METAVARS else "", next(remaining, ""), []))
        elif not word.startswith("-"):
            words_by_flag[-1][-1].append(word)
    free_word_count = sum(len(following) for _, _, following in words_by_flag)
    for flag, value, following in words_by_flag:
        if flag and following and (free_word_count > 1 or strict):
            raise UnquotedTextError(flag, (value, *following), str(options[flag].metavar))
