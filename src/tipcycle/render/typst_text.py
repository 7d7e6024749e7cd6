"""Text for Typst: the characters that the bundled font supports, and printable template data.

Supported characters are read from the font file (OpenType `cmap`, formats 4 and 12). Journal text reaches a template
as data, never as markup.
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
"""Platform and encoding ids of the `cmap` subtables that map Unicode code points."""


@cache
def font_characters() -> frozenset[str]:
    """Return the characters of the bundled font: Latin, Greek, Cyrillic, punctuation and symbols."""
    font = resources.files("tipcycle.render") / "templates" / "fonts" / "SourceSansPro-Regular.otf"
    return characters_in(font.read_bytes())


def characters_in(font: bytes) -> frozenset[str]:
    """Return every character that has a glyph in this font."""
    codes: set[int] = set()
    for table in _unicode_subtables(font):
        (table_format,) = struct.unpack_from(">H", table)
        if table_format == 4:
            codes.update(_format_4_codes(table))
        elif table_format == 12:
            codes.update(_format_12_codes(table))
    return frozenset(map(chr, codes))


def _unicode_subtables(font: bytes) -> Iterator[bytes]:
    (table_count,) = struct.unpack_from(">H", font, 4)
    for n in range(table_count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        if tag == b"cmap":
            (subtable_count,) = struct.unpack_from(">H", font, offset + 2)
            for k in range(subtable_count):
                platform, encoding, subtable_offset = struct.unpack_from(">HHI", font, offset + 4 + 8 * k)
                if (platform, encoding) in _UNICODE_ENCODINGS:
                    yield font[offset + subtable_offset :]


def _format_4_codes(table: bytes) -> Iterator[int]:
    """Yield the code points of a format 4 subtable: segments of the Basic Multilingual Plane."""
    (segment_bytes,) = struct.unpack_from(">H", table, 6)
    segment_count = segment_bytes // 2
    ends = struct.unpack_from(f">{segment_count}H", table, 14)
    starts = struct.unpack_from(f">{segment_count}H", table, 16 + segment_bytes)
    deltas = struct.unpack_from(f">{segment_count}H", table, 16 + 2 * segment_bytes)
    range_offsets_at = 16 + 3 * segment_bytes
    range_offsets = struct.unpack_from(f">{segment_count}H", table, range_offsets_at)
    for n, (start, end, delta, range_offset) in enumerate(zip(starts, ends, deltas, range_offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if range_offset:
                (glyph,) = struct.unpack_from(">H", table, range_offsets_at + 2 * n + range_offset + 2 * (code - start))
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                yield code


def _format_12_codes(table: bytes) -> Iterator[int]:
    """Yield the code points of a format 12 subtable: groups in any plane."""
    (group_count,) = struct.unpack_from(">I", table, 12)
    for n in range(group_count):
        start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * n)
        yield from (code for code in range(start, end + 1) if glyph + code - start)


TemplateData = dict[str, Any]

MAX_TEXT_LENGTH = 2_000
"""Maximum length of a text on a sheet for others, in characters. A longer text would make the sheet unreadable."""
MIN_BREAKABLE_LENGTH = 24
GLYPH_PLACEHOLDER = "[…]"
"""Replaces letters that the font does not have."""
_DROPPED_CATEGORIES = ("Cf", "Mn", "Me", "So", "Sk")
_ZERO_WIDTH_SPACE = "\u200b"


def printable_data(data: Any, max_length: int | None = MAX_TEXT_LENGTH) -> Any:
    """Return the same data with every text made printable by `printable_line`."""
    if isinstance(data, str):
        return printable_line(data, max_length)
    if isinstance(data, dict):
        return {key: printable_data(value, max_length) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(value, max_length) for value in data]
    return data


def printable_line(text: str, max_length: int | None = MAX_TEXT_LENGTH) -> str:
    """Return a text that fits a line of print: no control characters, no missing glyphs, and no unbreakable long word.

    A text longer than `max_length` is cut.

    >>> printable_line("one\\ntwo   three"), printable_line("bell\\x07")
    ('one two three', 'bell\\\\u0007')
    """
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    if max_length is not None and len(text) > max_length:
        text = text[:max_length].rstrip() + " …"
    return re.sub(rf"[^ ]{{{MIN_BREAKABLE_LENGTH},}}", _add_break_points, _replace_missing_glyphs(sanitize(text)))


def _replace_missing_glyphs(text: str) -> str:
    """Remove symbols that the font lacks, and replace letters that it lacks by a placeholder.

    Typst rejects a missing glyph under PDF/UA-1, and has panicked on some characters.
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
    result = "".join(parts).strip()
    return result if result or not text else GLYPH_PLACEHOLDER


def _add_break_points(match: re.Match[str]) -> str:
    """Insert a zero-width space after every eighth character of a long word."""
    parts: list[str] = []
    for n, char in enumerate(match[0]):
        if n and n % 8 == 0 and not unicodedata.combining(char):
            parts.append(_ZERO_WIDTH_SPACE)
        parts.append(char)
    return "".join(parts)


def tip_heading(tip: int, catalogue: Catalogue, translator: Translator) -> TemplateData:
    """Return the number and title of a tip. An empty title becomes the number, because a PDF heading needs text."""
    return {"number": tip_number(tip), "title": tip_title(tip, catalogue, translator).strip() or tip_number(tip)}


def print_quote(text: str) -> str:
    """Return the text in typographic quotation marks."""
    return f"“{strip_quotes(text)}”"


def document_data(
    title: str, author: str | None, created: date, translator: Translator, paper_size: str
) -> TemplateData:
    """Return the metadata of a document: title, author, date, language and paper size."""
    return {
        "title": title,
        "author": author or "tipcycle",
        "created": {"year": created.year, "month": created.month, "day": created.day},
        "language": translator.language,
        "paper": paper_size,
    }
