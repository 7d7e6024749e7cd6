"""Hotkeys that stand for a word. The word differs per language, and so does the letter."""

from tipcycle.i18n import Translator

HOTKEYS = {
    "en": {
        "hardly": "h",
        "look": "g",
        "swap": "s",
        "away": "a",
        "fill-in": "f",
        "go-on": "n",
        "all": "b",
        "propose": "p",
        "done": "d",
    },
    "nl": {
        "hardly": "p",
        "look": "z",
        "swap": "r",
        "away": "v",
        "fill-in": "i",
        "go-on": "l",
        "all": "b",
        "propose": "v",
        "done": "k",
    },
}


def hotkey(action: str, translator: Translator) -> str:
    """Return the key for an action in the translator's language."""
    return HOTKEYS[translator.language][action]
