"""The letters of keys that stand for a word: another word in each language, so another letter."""

from tipcycle.locales import Words

LETTERS = {
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


def letter(means: str, words: Words) -> str:
    """The key for what is meant, as this language has it."""
    return LETTERS[words.language][means]
