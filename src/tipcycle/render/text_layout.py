"""Lines of text with a little emphasis, laid out without a library: for the screens that must appear at once.

How a screen looks: its width, and whether signs can be drawn.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

Span = tuple[str, str]
"""Text, and its style: empty, `bold`, `dim` or `accent`."""
StyledLine = list[Span]


def cell_width(text: str) -> int:
    """How many cells a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad_cells(text: str, width: int) -> str:
    """The text, filled up with spaces to this many cells."""
    return text + " " * max(0, width - cell_width(text))


def header_lines(left: str, right: str, width: int, *, style: str = "") -> list[StyledLine]:
    """Two texts at the ends of one line, or under each other when they do not fit."""
    gap = width - cell_width(left) - cell_width(right)
    if gap < 2:
        return [[(left, style)], [(right, "dim")]]
    return [[(left, style), (" " * gap, ""), (right, "dim")]]


def wrap_styled(
    text: str, width: int, *, subsequent_indent: str = "", initial_indent: str | None = None, style: str = ""
) -> list[StyledLine]:
    """A paragraph at this width in cells; `first` begins its first line, `indent` the others."""
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
    """The same as bare lines.

    >>> wrap_text("Wait three breaths", 10)
    ('Wait three', 'breaths')
    """
    return tuple("".join(part for part, _style in line) for line in wrap_styled(text, width))


def wrap_long_lines(text: str, width: int, *, subsequent_indent: str | None = None) -> str:
    r"""The text with every line that is longer than `width` cells broken at spaces; a longer word runs over.

    What follows a break stands under the line's own beginning, or at `indent`.

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
    """The words of a text; one that is longer than a line is cut where the line ends."""
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
    """Short phrases beside each other as long as they fit; each stays whole."""
    rows: list[str] = []
    for part in phrases:
        if rows and cell_width(rows[-1] + gap + part) <= width:
            rows[-1] += gap + part
        else:
            rows.append(part)
    return rows


class DisplayOptions(Struct, frozen=True):
    """What every screen view is told about where it is shown."""

    width: int = 80
    plain: bool = False
    """Words instead of signs, whole lines instead of columns: a pipe, a screen reader."""

    @property
    def margin(self) -> str:
        """What stands before each line."""
        return "" if self.plain else "  "

    @property
    def text_width(self) -> int:
        """How wide a paragraph runs: comfortably on a screen, unbroken in a pipe."""
        return 100_000 if self.plain else min(self.width, 78)

    @property
    def narrow(self) -> bool:
        """Whether columns must go under each other."""
        return self.width < 64
