"""Which signs a font has, read from the font itself (OpenType `cmap`, formats 4 and 12).

What every printout is made of: texts that a typesetter can set, and what a document says of itself.

Text from a journal is made harmless here and may break anywhere; it reaches a template as data, never as markup.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import strip_quotes, tip_number, tip_title
from tipcycle.render.sanitize import sanitize

_UNICODE_ENCODINGS = {(0, 3), (0, 4), (3, 1), (3, 10)}
"""Platform and encoding of the subtables that are keyed by Unicode."""


@cache
def font_characters() -> frozenset[str]:
    """The signs of the font that comes along: Latin, Greek, Cyrillic, and what goes with them."""
    font = resources.files("tipcycle.render") / "templates" / "fonts" / "SourceSansPro-Regular.otf"
    return characters_in(font.read_bytes())


def characters_in(font: bytes) -> frozenset[str]:
    """Every sign that this font has a glyph for."""
    codes: set[int] = set()
    for table in _unicode_subtables(font):
        (format,) = struct.unpack_from(">H", table)
        if format == 4:
            codes.update(_format_4_codes(table))
        elif format == 12:
            codes.update(_format_12_codes(table))
    return frozenset(map(chr, codes))


def _unicode_subtables(font: bytes) -> Iterator[bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        if tag == b"cmap":
            (tables,) = struct.unpack_from(">H", font, offset + 2)
            for k in range(tables):
                platform, encoding, subtable_offset = struct.unpack_from(">HHI", font, offset + 4 + 8 * k)
                if (platform, encoding) in _UNICODE_ENCODINGS:
                    yield font[offset + subtable_offset :]


def _format_4_codes(table: bytes) -> Iterator[int]:
    """Segments of the plane that most scripts live in."""
    (segment_bytes,) = struct.unpack_from(">H", table, 6)
    size = segment_bytes // 2
    ends = struct.unpack_from(f">{size}H", table, 14)
    starts = struct.unpack_from(f">{size}H", table, 16 + segment_bytes)
    deltas = struct.unpack_from(f">{size}H", table, 16 + 2 * segment_bytes)
    ranges_at = 16 + 3 * segment_bytes
    ranges = struct.unpack_from(f">{size}H", table, ranges_at)
    for n, (start, end, delta, range_offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if range_offset:
                (glyph,) = struct.unpack_from(">H", table, ranges_at + 2 * n + range_offset + 2 * (code - start))
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                yield code


def _format_12_codes(table: bytes) -> Iterator[int]:
    """Groups of any plane."""
    (count,) = struct.unpack_from(">I", table, 12)
    for n in range(count):
        start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * n)
        yield from (code for code in range(start, end + 1) if glyph + code - start)


TemplateData = dict[str, Any]

MAX_TEXT_LENGTH = 2_000
"""No line on a sheet for others is longer; a sheet that nobody can take in helps nobody."""
MIN_BREAKABLE_LENGTH = 24
BLANK_WEEK = "_"
"""A week without a place among the five: spaces do not survive the way to paper."""
GLYPH_PLACEHOLDER = "[…]"
"""Stands for letters that the font does not have."""
_DROPPED_CATEGORIES = ("Cf", "Mn", "Me", "So", "Sk")
_ZERO_WIDTH_SPACE = "\u200b"


def printable_data(data: Any, max_length: int | None = MAX_TEXT_LENGTH) -> Any:
    """The same data, every text in it fit for paper: no control signs, no word too long for a line."""
    if isinstance(data, str):
        return printable_line(data, max_length)
    if isinstance(data, dict):
        return {key: printable_data(value, max_length) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(value, max_length) for value in data]
    return data


def printable_line(text: str, max_length: int | None = MAX_TEXT_LENGTH) -> str:
    """Text that a line of paper can take.

    >>> printable_line("one\\ntwo   three"), printable_line("bell\\x07")
    ('one two three', 'bell\\\\u0007')
    """
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    if max_length is not None and len(text) > max_length:
        text = text[:max_length].rstrip() + " …"
    return re.sub(rf"[^ ]{{{MIN_BREAKABLE_LENGTH},}}", _add_break_points, _replace_missing_glyphs(sanitize(text)))


def _replace_missing_glyphs(text: str) -> str:
    """The text in signs that the font has: little pictures go, letters of other scripts become a placeholder.

    A typesetter that meets whatever people can type finds no glyph, or worse (it has been seen to fall over one).
    """
    characters = font_characters()
    parts: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if category == "Zs":
            parts.append(char if char in characters else " ")
        elif char in characters and category != "Cf":
            parts.append(char)
        elif category not in _DROPPED_CATEGORIES and (not parts or parts[-1] != GLYPH_PLACEHOLDER):
            parts.append(GLYPH_PLACEHOLDER)
    text_out = "".join(parts).strip()
    return text_out if text_out or not text else GLYPH_PLACEHOLDER


def _add_break_points(match: re.Match[str]) -> str:
    """A word that is longer than any, with places where it may break."""
    parts: list[str] = []
    for n, char in enumerate(match[0]):
        if n and n % 8 == 0 and not unicodedata.combining(char):
            parts.append(_ZERO_WIDTH_SPACE)
        parts.append(char)
    return "".join(parts)


def tip_heading(tip: int, catalogue: Catalogue, translator: Translator) -> TemplateData:
    """A tip by number and title; never without, for a heading has to say something."""
    return {"number": tip_number(tip), "title": tip_title(tip, catalogue, translator).strip() or tip_number(tip)}


def print_quote(text: str) -> str:
    """Somebody's words, in quotation marks."""
    return f"“{strip_quotes(text)}”"


def document_data(
    title: str, author: str | None, created: date, translator: Translator, paper_size: str
) -> TemplateData:
    """What every document says of itself."""
    return {
        "title": title,
        "author": author or "tipcycle",
        "made": {"year": created.year, "month": created.month, "day": created.day},
        "language": translator.language,
        "paper": paper_size,
    }
