"""Words that belong together and were typed without quotation marks: `--start 2 maart`, `noteer klant belde`."""

from datetime import date

import click

from tipcycle.core.errors import UnquotedTextError
from tipcycle.i18n import N_, Translator

MAX_DATE_WORDS = 4
"""`maandag 2 maart 2026`: so many words can be one date."""
RANGE_WORDS = ("t/m", "tot", "to", "until", "till", "through", "-", "–")
"""What people say between two dates; `tot en met` is a word more."""
TEXT_METAVARS = ("TEXT", "ROLE")
"""What the help calls the values that people write in several words."""
_ANY_DATE = date(2026, 3, 2)
"""Whether words are a date does not hang on the day."""


def count_date_words(args: list[str]) -> int:
    """How many of the first words are one date; 1 where the first stands alone."""
    from tipcycle.cli.natural_dates import parse_natural_date  # most command lines name no date

    for count in range(min(MAX_DATE_WORDS, len(args)), 1, -1):
        if parse_natural_date(" ".join(args[:count]), _ANY_DATE, "nl") is not None:
            return count
    return 1


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


METAVARS = (
    N_("CYCLE"), N_("DATE"), N_("DAY"), N_("FILE"), N_("FORM"), N_("FORMAT"), N_("FROM"), N_("KIND"), N_("NEW"),
    N_("OLD"), N_("ROLE"), N_("SHELL"), N_("TEXT"), N_("THEME"), N_("TIP"), N_("TIPS"), N_("TO"), N_("WEEK"),
    N_("WHERE"), N_("WORDS"), N_("FILES"), N_("NUMBER"), N_("WHAT"), N_("N=TEXT"), N_("PAPER"), N_("HH:MM"), N_("ID"),
    N_("yyn?nnyy"), N_("COMMAND"),
)  # fmt: skip
"""What stands for a value in the help."""


def argument_metavar(argument: click.Argument, translator: Translator | None = None) -> str:
    """What stands for an argument in the help: `TIPS…`."""
    name = (argument.metavar or argument.name or "").upper()
    name = translator.gettext(name) if translator else name
    return f"{name}…" if argument.nargs == -1 else name
