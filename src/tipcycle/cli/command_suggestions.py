"""The command to suggest for a word that users try as a command. Used in error hints only."""

from collections.abc import Sequence

from tipcycle.i18n import Translator, load_language
from tipcycle.render.shell_quoting import quote_command

EXIT_WORDS = ("quit", "exit", "q", "bye", "stop")
"""Words that get no close matches: a run ends by itself, so there is no command to suggest."""

_ARGUMENT_PLACEHOLDERS = {"tips show": "N", "tips search": "", "voices share": "ID", "tips star": "N"}
"""Commands that take the remaining arguments, and the placeholder if there are none.

An empty placeholder means the translation of `WORDS`.
"""


def suggest_command(args: Sequence[str], translator: Translator) -> str:
    """Return the whole command to suggest for the first word, in English or the language of the run; empty if none."""
    word = args[0].lower()
    command = load_language("en").command_suggestions.get(word) or translator.facts.command_suggestions.get(word)
    if command is None:
        return ""
    full_command = translator.command(command)
    if command in _ARGUMENT_PLACEHOLDERS:
        arguments = quote_command(args[1:]) or _ARGUMENT_PLACEHOLDERS[command] or translator.gettext("WORDS")
        return f"{full_command} {arguments}"
    return full_command


def suggest_subcommand(group: str, args: Sequence[str], translator: Translator) -> str:
    """Return the command to suggest for a word after a group; empty if it belongs to another group."""
    command = suggest_command(args, translator)
    return command if command.startswith(f"{translator.command(group)} ") else ""
