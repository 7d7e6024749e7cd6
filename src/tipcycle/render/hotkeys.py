"""The letters of keys that stand for a word: another word in each language, so another letter."""

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
    """The key for what is meant, as this language has it."""
    return HOTKEYS[translator.language][action]
