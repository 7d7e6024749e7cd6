"""Words that belong together and were typed without quotation marks: `--start 2 maart`, `pauze week 14`."""

from collections.abc import Iterator
from datetime import date

import click

from tipcycle.cli.framework import Command

LONGEST = 3
"""`2 maart 2026`: so many words can be one date."""
BETWEEN = ("t/m", "tot", "to", "until", "till", "through", "-", "–")
"""What people say between two dates; `tot en met` is a word more."""
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
