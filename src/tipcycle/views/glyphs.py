"""Which signs a font has, read from the font itself (OpenType `cmap`, formats 4 and 12)."""

import struct
from collections.abc import Iterator
from functools import cache
from importlib import resources

_UNICODE = {(0, 3), (0, 4), (3, 1), (3, 10)}
"""Platform and encoding of the subtables that are keyed by Unicode."""


@cache
def printable() -> frozenset[str]:
    """The signs of the font that comes along: Latin, Greek, Cyrillic, and what goes with them."""
    font = resources.files("tipcycle.views") / "templates" / "fonts" / "SourceSansPro-Regular.otf"
    return signs_of(font.read_bytes())


def signs_of(font: bytes) -> frozenset[str]:
    """Every sign that this font has a glyph for."""
    found: set[int] = set()
    for table in _subtables(font):
        (format,) = struct.unpack_from(">H", table)
        if format == 4:
            found.update(_format_4(table))
        elif format == 12:
            found.update(_format_12(table))
    return frozenset(map(chr, found))


def _subtables(font: bytes) -> Iterator[bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        if tag == b"cmap":
            (tables,) = struct.unpack_from(">H", font, offset + 2)
            for k in range(tables):
                platform, encoding, inside = struct.unpack_from(">HHI", font, offset + 4 + 8 * k)
                if (platform, encoding) in _UNICODE:
                    yield font[offset + inside :]


def _format_4(table: bytes) -> Iterator[int]:
    """Segments of the plane that most scripts live in."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    size = doubled // 2
    ends = struct.unpack_from(f">{size}H", table, 14)
    starts = struct.unpack_from(f">{size}H", table, 16 + doubled)
    deltas = struct.unpack_from(f">{size}H", table, 16 + 2 * doubled)
    ranges_at = 16 + 3 * doubled
    ranges = struct.unpack_from(f">{size}H", table, ranges_at)
    for n, (start, end, delta, within) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if within:
                (glyph,) = struct.unpack_from(">H", table, ranges_at + 2 * n + within + 2 * (code - start))
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                yield code


def _format_12(table: bytes) -> Iterator[int]:
    """Groups of any plane."""
    (count,) = struct.unpack_from(">I", table, 12)
    for n in range(count):
        start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * n)
        yield from (code for code in range(start, end + 1) if glyph + code - start)
