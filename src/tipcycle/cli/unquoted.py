"""Words that belong together and were typed without quotation marks: `--start 2 maart`, `noteer klant belde`."""

from collections.abc import Iterator
from datetime import date

import click

from tipcycle.cli.framework import Command
from tipcycle.core.errors import LooseWords

LONGEST = 4
"""`maandag 2 maart 2026`: so many words can be one date."""
BETWEEN = ("t/m", "tot", "to", "until", "till", "through", "-", "–")
"""What people say between two dates; `tot en met` is a word more."""
TEXTS = ("TEXT", "ROLE")
"""What the help calls the values that people write in several words."""
_ANY_DAY = date(2026, 3, 2)
"""Whether words are a date does not hang on the day."""


class Dated(Command):
    """A command of which some values are dates; a date of several words needs no quotation marks."""

    flags: tuple[str, ...] = ()
    """The flags that take one."""
    spans = False
    """Whether the command takes dates that stand by themselves."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, each date as one of them."""
        return super().parse_args(ctx, list(self._together(args)))

    def _together(self, args: list[str]) -> Iterator[str]:
        options = [param for param in self.params if isinstance(param, click.Option) and not param.is_flag]
        valued = {name for option in options for name in option.opts}
        place = 0
        before = ""
        while place < len(args):
            many = 1
            if before in self.flags or (self.spans and before not in valued):
                if before not in self.flags and place and args[place] in BETWEEN:
                    place += 3 if args[place : place + 3] == ["tot", "en", "met"] else 1
                    continue
                many = _words_of_a_date(args[place:])
            before = " ".join(args[place : place + many])
            yield before
            place += many


def _words_of_a_date(words: list[str]) -> int:
    """How many of the first words are one date; 1 where the first stands alone."""
    from tipcycle.cli.spoken import said  # most command lines name no date

    for many in range(min(LONGEST, len(words)), 1, -1):
        if said(" ".join(words[:many]), _ANY_DAY, "nl") is not None:
            return many
    return 1


class FreeText(Command):
    """A command whose last argument is one text; its words need no quotation marks where they stand together.

    Words behind a flag that takes a text itself can be that flag's: LooseWords.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, once it is clear which words are the text."""
        refuse_loose(args, self, several=False)
        return super().parse_args(ctx, args)


def refuse_loose(args: list[str], command: click.Command, *, several: bool) -> None:
    """Refuses words of which nobody can tell whether they belong to the flag before them.

    `several`: the command takes no text of its own, so they do not have to stand apart to be in the way.
    """
    options = {name: param for param in command.params if isinstance(param, click.Option) for name in param.opts}
    loose: list[tuple[str, str, list[str]]] = [("", "", [])]
    words = iter(args)
    for word in words:
        option = options.get(word)
        if word == "--":
            return
        if option is not None and not option.is_flag:
            loose.append((word if option.metavar in TEXTS else "", next(words, ""), []))
        elif not word.startswith("-"):
            loose[-1][-1].append(word)
    text = sum(len(own) for _, _, own in loose)
    for flag, value, own in loose:
        if flag and own and (text > 1 or several):
            raise LooseWords(flag, (value, *own), str(options[flag].metavar))
