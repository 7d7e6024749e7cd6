"""Words that people type before they know the commands, and the command that each of them means. A table, no more."""

import shlex
from collections.abc import Sequence

from tipcycle.i18n import COMMAND_SYNONYMS, Translator

EXIT_WORDS = ("quit", "exit", "q", "bye", "stop")
"""Nothing has to be left: each run ends by itself."""

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
    "toon": _SHOW_TIP, "lees": _SHOW_TIP, "zoek": _SEARCH_TIPS, "zoeken": _SEARCH_TIPS, "deel": _SHARE_VOICE, "delen": _SHARE_VOICE,
    "lijst": "tips", "voorstel": "tips suggest", "ster": "tips star",
    "druk": _PRINT_REVIEW, "afdruk": _PRINT_REVIEW, "afdrukken": _PRINT_REVIEW, "blad": _PRINT_REVIEW, "muur": "voices wall",
    "uitspraak": "voices", "exporteer": "journal export", "reservekopie": "journal backups",
    "herstel": "journal restore", "geschiedenis": "journal history",
}  # fmt: skip
_ARGUMENT_PLACEHOLDERS = {_SHOW_TIP: "N", _SEARCH_TIPS: "", _SHARE_VOICE: "ID", "tips star": "N"}
"""The commands that go with what was typed behind the word, and what they need where nothing was."""


def suggest_command(args: Sequence[str], translator: Translator) -> str:
    """The whole command that is meant by a first word; empty for a word that is not in the table."""
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
    """The same for a word behind `tipcycle GROUP`; empty where another group is meant."""
    command = suggest_command(args, translator)
    return command if command.startswith(f"tipcycle {COMMAND_SYNONYMS.get(group, group)} ") else ""
