"""Words that belong together and were typed without quotation marks: `--start 2 maart`, `noteer klant belde`."""

from collections.abc import Iterator
from datetime import date

import click

from tipcycle.cli.command_classes import TipcycleCommand
from tipcycle.core.errors import UnquotedTextError

MAX_DATE_WORDS = 4
"""`maandag 2 maart 2026`: so many words can be one date."""
RANGE_WORDS = ("t/m", "tot", "to", "until", "till", "through", "-", "–")
"""What people say between two dates; `tot en met` is a word more."""
TEXT_METAVARS = ("TEXT", "ROLE")
"""What the help calls the values that people write in several words."""
_ANY_DATE = date(2026, 3, 2)
"""Whether words are a date does not hang on the day."""


class DateArgsCommand(TipcycleCommand):
    """A command of which some values are dates; a date of several words needs no quotation marks."""

    date_flags: tuple[str, ...] = ()
    """The flags that take one."""
    has_date_arguments = False
    """Whether the command takes dates that stand by themselves."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, each date as one of them."""
        return super().parse_args(ctx, list(self._join_dates(args)))

    def _join_dates(self, args: list[str]) -> Iterator[str]:
        options = [param for param in self.params if isinstance(param, click.Option) and not param.is_flag]
        value_flags = {name for option in options for name in option.opts}
        index = 0
        previous = ""
        while index < len(args):
            count = 1
            if previous in self.date_flags or (self.has_date_arguments and previous not in value_flags):
                if previous not in self.date_flags and index and args[index] in RANGE_WORDS:
                    index += 3 if args[index : index + 3] == ["tot", "en", "met"] else 1
                    continue
                count = _count_date_words(args[index:])
            previous = " ".join(args[index : index + count])
            yield previous
            index += count


def _count_date_words(args: list[str]) -> int:
    """How many of the first words are one date; 1 where the first stands alone."""
    from tipcycle.cli.natural_dates import parse_natural_date  # most command lines name no date

    for count in range(min(MAX_DATE_WORDS, len(args)), 1, -1):
        if parse_natural_date(" ".join(args[:count]), _ANY_DATE, "nl") is not None:
            return count
    return 1


class FreeTextCommand(TipcycleCommand):
    """A command whose last argument is one text; its words need no quotation marks where they stand together.

    Words behind a flag that takes a text itself can be that flag's: UnquotedTextError.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, once it is clear which words are the text."""
        reject_ambiguous_words(args, self, strict=False)
        return super().parse_args(ctx, args)


def reject_ambiguous_words(args: list[str], command: click.Command, *, strict: bool) -> None:
    """Refuses words of which nobody can tell whether they belong to the flag before them.

    `several`: the command takes no text of its own, so they do not have to stand apart to be in the way.
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
    loose_count = sum(len(following) for _, _, following in words_by_flag)
    for flag, value, following in words_by_flag:
        if flag and following and (loose_count > 1 or strict):
            raise UnquotedTextError(flag, (value, *following), str(options[flag].metavar))
