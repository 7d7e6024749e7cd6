"""Lay out styled lines of text without Rich, for screens that must appear fast; and the display options of a screen."""

import re
from collections.abc import Iterable

from msgspec import Struct

Span = tuple[str, str]
"""A piece of text and its style: empty, `bold`, `dim` or `accent`."""
StyledLine = list[Span]


def cell_width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad_cells(text: str, width: int) -> str:
    """Pad the text with spaces to this width in cells."""
    return text + " " * max(0, width - cell_width(text))


def header_lines(left: str, right: str, width: int, *, style: str = "") -> list[StyledLine]:
    """Return two texts at the two ends of one line, or on two lines if they do not fit."""
    gap = width - cell_width(left) - cell_width(right)
    if gap < 2:
        return [[(left, style)], [(right, "dim")]]
    return [[(left, style), (" " * gap, ""), (right, "dim")]]


def wrap_styled(
    text: str, width: int, *, subsequent_indent: str = "", initial_indent: str | None = None, style: str = ""
) -> list[StyledLine]:
    """Wrap a paragraph to `width` cells.

    `initial_indent` starts the first line and `subsequent_indent` the others; the first defaults to the second.
    """
    current_indent = subsequent_indent if initial_indent is None else initial_indent
    rows: list[str] = []
    row = current_indent
    for word in _split_words(text, max(10, width - max(cell_width(current_indent), cell_width(subsequent_indent)))):
        separator = "" if row in (current_indent, subsequent_indent) else " "
        if separator and cell_width(row) + 1 + cell_width(word) > width:
            rows.append(row)
            row, separator = subsequent_indent, ""
        row += separator + word
    return [[(line, style)] for line in [*rows, row.rstrip()]]


def wrap_text(text: str, width: int) -> tuple[str, ...]:
    """Wrap a paragraph to `width` cells and return its lines without style.

    >>> wrap_text("Wait three breaths", 10)
    ('Wait three', 'breaths')
    """
    return tuple("".join(span_text for span_text, _style in line) for line in wrap_styled(text, width))


def wrap_long_lines(text: str, width: int, *, subsequent_indent: str | None = None) -> str:
    r"""Break each line that is longer than `width` cells at spaces. A word longer than `width` is not broken.

    Continuation lines start with `subsequent_indent`; by default they keep the indent of their own line.

    >>> wrap_long_lines("  a word and another", 12)
    '  a word and\n  another'
    """
    return "\n".join(_wrap_long_line(line, width, subsequent_indent) for line in text.split("\n"))


def _wrap_long_line(line: str, width: int, subsequent_indent: str | None) -> str:
    if cell_width(line.rstrip()) <= width:
        return line
    line_indent = line[: len(line) - len(line.lstrip(" "))]
    rows, row = [], line_indent
    for gap, word in re.findall(r"( *)([^ ]+)", line[len(line_indent) :]):
        if row.strip() and cell_width(row + gap + word) > width:
            rows.append(row)
            row, gap = (line_indent if subsequent_indent is None else subsequent_indent), ""
        row += gap + word
    return "\n".join([*rows, row]) + line[len(line.rstrip(" ")) :]


def _split_words(text: str, max_width: int) -> list[str]:
    """Split a text into words, and cut each word that is wider than `max_width` cells."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for char in word if cell_width(word) > max_width else ():
            if piece and cell_width(piece + char) > max_width:
                pieces.append(piece)
                piece = ""
            piece += char
        pieces.append(piece or word)
    return pieces


def flow_phrases(phrases: Iterable[str], width: int, gap: str = "   ") -> list[str]:
    """Put as many phrases on each row as fit in `width` cells. No phrase is broken."""
    rows: list[str] = []
    for phrase in phrases:
        if rows and cell_width(rows[-1] + gap + phrase) <= width:
            rows[-1] += gap + phrase
        else:
            rows.append(phrase)
    return rows


class DisplayOptions(Struct, frozen=True):
    """Width and style of the output, passed to each function that renders a screen."""

    width: int = 80
    plain: bool = False
    """True for a pipe or a screen reader: words instead of signs, sentences instead of columns."""

    @property
    def margin(self) -> str:
        """The left margin of each line."""
        return "" if self.plain else "  "

    @property
    def text_width(self) -> int:
        """Maximum width of a paragraph in cells. Plain output is not wrapped."""
        return 100_000 if self.plain else min(self.width, 78)

    @property
    def narrow(self) -> bool:
        """True if columns must be stacked because the terminal is narrow."""
        return self.width < 64
