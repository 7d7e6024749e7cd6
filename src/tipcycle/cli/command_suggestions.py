"""Table of words that users try as a command, and the command to suggest for each. Used in error hints only."""

import shlex
from collections.abc import Sequence

from tipcycle.i18n import COMMAND_SYNONYMS, Translator

EXIT_WORDS = ("quit", "exit", "q", "bye", "stop")
"""Words that get no close matches: a run ends by itself, so there is no command to suggest."""

_SHOW_TIP, _SEARCH_TIPS, _SHARE_VOICE = "tips show", "tips search", "voices share"
_PRINT_REVIEW = "review --format pdf"

_COMMAND_BY_WORD = {
    "show": _SHOW_TIP, "read": _SHOW_TIP, "search": _SEARCH_TIPS, "find": _SEARCH_TIPS, "share": _SHARE_VOICE,
    "suggest": "tips suggest", "star": "tips star", "list": "tips", "start": "pick", "begin": "pick",
    "print": _PRINT_REVIEW, "pdf": _PRINT_REVIEW, "sheet": _PRINT_REVIEW, "wall": "voices wall", "voice": "voices",
    "export": "journal export", "backup": "journal backups", "backups": "journal backups",
    "restore": "journal restore", "merge": "journal merge", "edit": "journal edit", "check": "journal check",
    "history": "journal history", "where": "journal where",
}  # fmt: skip
_COMMAND_BY_DUTCH_WORD = {
    "toon": _SHOW_TIP, "lees": _SHOW_TIP, "zoek": _SEARCH_TIPS, "zoeken": _SEARCH_TIPS,
    "deel": _SHARE_VOICE, "delen": _SHARE_VOICE,
    "lijst": "tips", "voorstel": "tips suggest", "ster": "tips star",
    "druk": _PRINT_REVIEW, "afdruk": _PRINT_REVIEW, "afdrukken": _PRINT_REVIEW, "blad": _PRINT_REVIEW,
    "muur": "voices wall",
    "uitspraak": "voices", "exporteer": "journal export", "reservekopie": "journal backups",
    "herstel": "journal restore", "geschiedenis": "journal history",
}  # fmt: skip
_ARGUMENT_PLACEHOLDERS = {_SHOW_TIP: "N", _SEARCH_TIPS: "", _SHARE_VOICE: "ID", "tips star": "N"}
"""Commands that take the remaining arguments, and the placeholder if there are none.

An empty placeholder means the translation of `WORDS`.
"""


def suggest_command(args: Sequence[str], translator: Translator) -> str:
    """Return the whole command to suggest for the first word; empty if it is not in the table."""
    word = args[0].lower()
    command = _COMMAND_BY_WORD.get(word) or (_COMMAND_BY_DUTCH_WORD.get(word) if translator.language == "nl" else None)
    if command is None:
        return ""
    name, _, rest = command.partition(" ")
    full_command = f"{translator.command(name)} {rest}".rstrip()
    if command in _ARGUMENT_PLACEHOLDERS:
        arguments = shlex.join(args[1:]) or _ARGUMENT_PLACEHOLDERS[command] or translator.gettext("WORDS")
        return f"{full_command} {arguments}"
    return full_command


def suggest_subcommand(group: str, args: Sequence[str], translator: Translator) -> str:
    """Return the command to suggest for a word after a group; empty if it belongs to another group."""
    command = suggest_command(args, translator)
    return command if command.startswith(f"tipcycle {COMMAND_SYNONYMS.get(group, group)} ") else ""
