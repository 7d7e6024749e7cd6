"""What every printout is made of: texts that a typesetter can set, and what a document says of itself.

Text from a journal is made harmless here and may break anywhere; it reaches a template as data, never as markup.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.glyphs import printable
from tipcycle.views.labels import number, title, unquoted
from tipcycle.views.safe import safe

Data = dict[str, Any]

LONGEST = 2_000
"""No line on a sheet for others is longer; a sheet that nobody can take in helps nobody."""
BREAKABLE_FROM = 24
BLANK = "_"
"""A week without a place among the five: spaces do not survive the way to paper."""
PLACEHOLDER = "[…]"
"""Stands for letters that the font does not have."""
_LEFT_OUT = ("Cf", "Mn", "Me", "So", "Sk")
_ZERO_WIDTH_SPACE = "\u200b"


def harmless(data: Any, longest: int | None = LONGEST) -> Any:
    """The same data, every text in it fit for paper: no control signs, no word too long for a line."""
    if isinstance(data, str):
        return flat(data, longest)
    if isinstance(data, dict):
        return {key: harmless(value, longest) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [harmless(value, longest) for value in data]
    return data


def flat(text: str, longest: int | None = LONGEST) -> str:
    """Text that a line of paper can take.

    >>> flat("one\\ntwo   three"), flat("bell\\x07")
    ('one two three', 'bell\\\\u0007')
    """
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    if longest is not None and len(text) > longest:
        text = text[:longest].rstrip() + " …"
    return re.sub(rf"[^ ]{{{BREAKABLE_FROM},}}", _breakable, _printable(safe(text)))


def _printable(text: str) -> str:
    """The text in signs that the font has: little pictures go, letters of other scripts become a placeholder.

    A typesetter that meets whatever people can type finds no glyph, or worse (it has been seen to fall over one).
    """
    known = printable()
    parts: list[str] = []
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Zs":
            parts.append(sign if sign in known else " ")
        elif sign in known and category != "Cf":
            parts.append(sign)
        elif category not in _LEFT_OUT and (not parts or parts[-1] != PLACEHOLDER):
            parts.append(PLACEHOLDER)
    kept = "".join(parts).strip()
    return kept if kept or not text else PLACEHOLDER


def _breakable(word: re.Match[str]) -> str:
    """A word that is longer than any, with places where it may break."""
    parts: list[str] = []
    for n, sign in enumerate(word[0]):
        if n and n % 8 == 0 and not unicodedata.combining(sign):
            parts.append(_ZERO_WIDTH_SPACE)
        parts.append(sign)
    return "".join(parts)


def named(tip: int, catalogue: Catalogue, words: Words) -> Data:
    """A tip by number and title; never without, for a heading has to say something."""
    return {"number": number(tip), "title": title(tip, catalogue, words).strip() or number(tip)}


def said(text: str) -> str:
    """Somebody's words, in quotation marks."""
    return f"“{unquoted(text)}”"


def head(name: str, author: str | None, made: date, words: Words, paper: str) -> Data:
    """What every document says of itself."""
    return {
        "title": name,
        "author": author or "tipcycle",
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "language": words.language,
        "paper": paper,
    }
