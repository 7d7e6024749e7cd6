"""Sanitise text from files, arguments and other programs before it reaches a terminal (docs/reliability.md, T20)."""

import re
import unicodedata

_UNSAFE_CHARS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069"  # direction, invisible, separators
    "\ufeff\ufff9-\ufffc\U000e0000-\U000e007f\ud800-\udfff"  # marks, tags, lone surrogates
)
# Compiled by `re` on first use: texts without such a character do not need them.
_UNSAFE_IN_LINE = f"[{_UNSAFE_CHARS}\n]"
_UNSAFE_IN_LINES = f"[{_UNSAFE_CHARS}]"
MAX_COMBINING_MARKS = 8
"""Limit per base character. More marks than this overlap the neighbouring lines on a terminal."""


def _escape_char(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _limit_combining_marks(text: str) -> str:
    if not any(unicodedata.category(char) in ("Mn", "Me") for char in set(text)):
        return text  # nearly all texts
    chars: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Cf":  # a joiner has no width, so it does not start a new base character
            marks = 0
        if marks <= MAX_COMBINING_MARKS or category == "Cf":
            chars.append(char)
    return "".join(chars)


def sanitize(text: str, *, multiline: bool = False) -> str:
    """Return the text with each control or invisible character replaced by a visible escape, like `\\u001b`.

    Line feeds are kept only if `multiline` is true. At most `MAX_COMBINING_MARKS` marks stay on one base character.
    """
    if text.isascii() and text.isprintable():
        return text
    return _limit_combining_marks(re.sub(_UNSAFE_IN_LINES if multiline else _UNSAFE_IN_LINE, _escape_char, text))


def escape_json(text: str) -> str:
    """Return a JSON document with the same characters as JSON escapes, so that its values do not change."""

    def escape_match(match: re.Match[str]) -> str:
        units = match[0].encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))

    return re.sub(_UNSAFE_IN_LINES, escape_match, text)
