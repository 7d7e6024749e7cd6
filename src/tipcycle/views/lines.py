"""Lines of text with a little emphasis, laid out without a library: for the screens that must appear at once."""

import re
from collections.abc import Iterable

Span = tuple[str, str]
"""Text, and its style: empty, `bold`, `dim` or `accent`."""
Line = list[Span]


def width_of(text: str) -> int:
    """How many cells a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, cells: int) -> str:
    """The text, filled up with spaces to this many cells."""
    return text + " " * max(0, cells - width_of(text))


def both_ends(left: str, right: str, width: int, *, style: str = "") -> list[Line]:
    """Two texts at the ends of one line, or under each other when they do not fit."""
    gap = width - width_of(left) - width_of(right)
    if gap < 2:
        return [[(left, style)], [(right, "dim")]]
    return [[(left, style), (" " * gap, ""), (right, "dim")]]


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None, style: str = "") -> list[Line]:
    """A paragraph at this width in cells; `first` begins its first line, `indent` the others."""
    lead = indent if first is None else first
    rows: list[str] = []
    row = lead
    for word in _words(text, max(10, width - max(width_of(lead), width_of(indent)))):
        glue = "" if row in (lead, indent) else " "
        if glue and width_of(row) + 1 + width_of(word) > width:
            rows.append(row)
            row, glue = indent, ""
        row += glue + word
    return [[(line, style)] for line in [*rows, row.rstrip()]]


def paragraph(text: str, width: int) -> tuple[str, ...]:
    """The same as bare lines.

    >>> paragraph("Wait three breaths", 10)
    ('Wait three', 'breaths')
    """
    return tuple("".join(part for part, _style in line) for line in wrapped(text, width))


def folded(text: str, width: int, *, indent: str | None = None) -> str:
    r"""The text with every line that is longer than `width` cells broken at spaces; a longer word runs over.

    What follows a break stands under the line's own beginning, or at `indent`.

    >>> folded("  a word and another", 12)
    '  a word and\n  another'
    """
    return "\n".join(_folded(line, width, indent) for line in text.split("\n"))


def _folded(line: str, width: int, indent: str | None) -> str:
    if width_of(line.rstrip()) <= width:
        return line
    own = line[: len(line) - len(line.lstrip(" "))]
    rows, row = [], own
    for gap, word in re.findall(r"( *)([^ ]+)", line[len(own) :]):
        if row.strip() and width_of(row + gap + word) > width:
            rows.append(row)
            row, gap = (own if indent is None else indent), ""
        row += gap + word
    return "\n".join([*rows, row]) + line[len(line.rstrip(" ")) :]


def _words(text: str, longest: int) -> list[str]:
    """The words of a text; one that is longer than a line is cut where the line ends."""
    found: list[str] = []
    for word in text.split():
        piece = ""
        for letter in word if width_of(word) > longest else ():
            if piece and width_of(piece + letter) > longest:
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece or word)
    return found


def flowed(parts: Iterable[str], width: int, gap: str = "   ") -> list[str]:
    """Short phrases beside each other as long as they fit; each stays whole."""
    rows: list[str] = []
    for part in parts:
        if rows and width_of(rows[-1] + gap + part) <= width:
            rows[-1] += gap + part
        else:
            rows.append(part)
    return rows
