"""Words that people type before they know the commands, and the command that each of them means. A table, no more."""

import shlex
from collections.abc import Sequence

from tipcycle.locales import UNDERSTOOD, Words

LEAVING = ("quit", "exit", "q", "bye", "stop")
"""Nothing has to be left: each run ends by itself."""

_SHOW, _SEARCH, _SHARE = "tips show", "tips search", "voices share"
_SHEET = "review --format pdf"

_MEANT = {
    "show": _SHOW, "read": _SHOW, "search": _SEARCH, "find": _SEARCH, "share": _SHARE,
    "suggest": "tips suggest", "star": "tips star", "list": "tips", "start": "pick", "begin": "pick",
    "print": _SHEET, "pdf": _SHEET, "sheet": _SHEET, "wall": "voices wall", "voice": "voices",
    "export": "journal export", "backup": "journal backups", "backups": "journal backups",
    "restore": "journal restore", "merge": "journal merge", "edit": "journal edit", "check": "journal check",
    "history": "journal history", "where": "journal where",
}  # fmt: skip
_DUTCH = {
    "toon": _SHOW, "lees": _SHOW, "zoek": _SEARCH, "zoeken": _SEARCH, "deel": _SHARE, "delen": _SHARE,
    "lijst": "tips", "voorstel": "tips suggest", "ster": "tips star",
    "druk": _SHEET, "afdruk": _SHEET, "afdrukken": _SHEET, "blad": _SHEET, "muur": "voices wall",
    "uitspraak": "voices", "exporteer": "journal export", "reservekopie": "journal backups",
    "herstel": "journal restore", "geschiedenis": "journal history",
}  # fmt: skip
_WITH_THE_REST = {_SHOW: "N", _SEARCH: "", _SHARE: "ID", "tips star": "N"}
"""The commands that go with what was typed behind the word, and what they need where nothing was."""


def at_first(typed: Sequence[str], words: Words) -> str:
    """The whole command that is meant by a first word; empty for a word that is not in the table."""
    word = typed[0].lower()
    command = _MEANT.get(word) or (_DUTCH.get(word) if words.language == "nl" else None)
    if command is None:
        return ""
    name, _, rest = command.partition(" ")
    whole = f"{words.command(name)} {rest}".rstrip()
    if command in _WITH_THE_REST:
        behind = shlex.join(typed[1:]) or _WITH_THE_REST[command] or words.text("WORDS")
        return f"{whole} {behind}"
    return whole


def in_group(group: str, typed: Sequence[str], words: Words) -> str:
    """The same for a word behind `tipcycle GROUP`; empty where another group is meant."""
    meant = at_first(typed, words)
    return meant if meant.startswith(f"tipcycle {UNDERSTOOD.get(group, group)} ") else ""
