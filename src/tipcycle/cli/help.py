"""The list of commands with their one-line descriptions, and the two help pages that show it."""

from tipcycle.core.languages import LANGUAGES
from tipcycle.i18n import N_, Translator
from tipcycle.render.text_layout import wrap_long_lines

LOOP_COMMANDS: dict[str, str] = {
    "pick": N_("choose five tips"),
    "checkin": N_("look back on your week, a minute and a half"),
    "review": N_("one sheet to talk about with your team"),
    "momentum": N_("what is getting under way"),
}
"""The commands of the loop. `--help` shows only these."""

OTHER_COMMANDS: dict[str, str] = {
    "status": N_("the cycle so far, week by week"),
    "note": N_("keep a line in the middle of the week"),
    "swap": N_("change one of the five, with a reason"),
    "pause": N_("take weeks off; they do not count"),
    "close": N_("round off: keep, adapt, another round, let go"),
    "undo": N_("take back the last entry"),
    "card": N_("your five as pocket cards, or as a message for a colleague"),
    "calendar": N_("the weekly check-in and the review day, for your calendar"),
    "remind": N_("a message from your system while a check-in is open"),
    "tips": N_("read, search and compare the tips"),
    "journal": N_("where your files are, whether they are sound, what is in them"),
    "voices": N_("what was heard; share a line, or hang up a wall"),
    "sentence": N_("the one sentence you hold your choices against"),
    "pulse": N_("how customer-focused you find yourselves: two realities or one room"),
    "reflect": N_("which form of change is at hand, in five minutes"),
    "profile": N_("your name, team, language and check-in day"),
    "prompt": N_("one short line for your shell on the check-in day"),
    "nudge": N_("one line while a check-in is due, for a login or a script"),
    "completion": N_("lets your shell complete commands, tips and weeks"),
    "demo": N_("plays a year of the loop in a throwaway journal"),
    "help": N_("all commands"),
}

COMMANDS = {**LOOP_COMMANDS, **OTHER_COMMANDS}


def _command_row(name: str, translator: Translator) -> tuple[str, str, str]:
    """Return the command in the language of the run, its description, and its other name in parentheses."""
    command = translator.command(name)
    return command, translator.gettext(COMMANDS[name]), "" if command.endswith(f" {name}") else f"({name})"


_HELP_COLUMN = 24
"""Column in which the descriptions start."""


def _format_table(rows: list[tuple[str, str, str]], width: int | None) -> str:
    """Return the rows as text, wrapped to the width. Without a width each row is one line."""
    lines = []
    for command, description, alias in rows:
        line = f"  {command:<{_HELP_COLUMN - 2}}{description}" + (f"  {alias}" if alias else "")
        lines.append(
            line
            if width is None
            else wrap_long_lines(line, width, subsequent_indent=" " * (_HELP_COLUMN if width >= 60 else 6))
        )
    return "\n".join(lines)


def short_help(translator: Translator, width: int | None = None) -> str:
    """Return the text of `tipcycle --help`: the commands of the loop and a reference to the others."""
    _ = translator.gettext
    rows = [
        ("tipcycle", _("where you are, and what matters today"), ""),
        *(_command_row(name, translator) for name in LOOP_COMMANDS),
    ]
    names = [translator.command_name(name) for name in ("note", "swap", "pause", "close", "undo")]
    footer = _("Now and then: {commands}.   All of it: tipcycle help").format(commands=", ".join(names))
    return f"\n{_format_table(rows, width)}\n\n{_wrap_line(f'  {footer}', width)}\n"


def _wrap_line(line: str, width: int | None) -> str:
    return line if width is None else wrap_long_lines(line, width)


def long_help(translator: Translator, width: int | None = None) -> str:
    """Return the text of `tipcycle help`: all commands and the global options."""
    _ = translator.gettext
    flags = [
        (f"--lang {'|'.join(LANGUAGES)}", _("the language of this run"), ""),
        (f"{translator.option('--home')} {_('FOLDER')}", _("another folder for the journal (or TIPCYCLE_HOME)"), ""),
        (translator.option("--plain"), _("words instead of signs, for a screen reader"), ""),
        ("--version", _("which tipcycle this is"), ""),
    ]
    rows = [
        ("tipcycle", _("where you are, and what matters today"), ""),
        *(_command_row(name, translator) for name in COMMANDS),
    ]
    footer = _("tipcycle COMMAND --help explains one; what your journal holds comes with --json too.")
    return f"\n{_format_table(rows, width)}\n\n{_format_table(flags, width)}\n\n{_wrap_line(f'  {footer}', width)}\n"
