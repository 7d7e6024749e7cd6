"""How the shelf is laid out in lines, and which line the cursor goes to. Pure."""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len, chop_cells

from tipcycle.picker.finding import Entry
from tipcycle.views.lines import paragraph

STAR, BEFORE_NUMBER = 2, 3
"""The cursor, the mark and the star have a cell each; then comes the number."""
DIGITS = 3
"""Most numbers have two, so that a space stands before them."""


class Row(Struct, frozen=True):
    """An entry of the shelf with its lines of text."""

    entry: Entry
    first: int
    """The line it begins on; a door has an empty line before it."""
    lines: tuple[str, ...]

    @property
    def after(self) -> int:
        """The line that follows."""
        return self.first + len(self.lines)


def shortened(text: str, width: int) -> str:
    """The text in one line of so many cells, with … where it is cut.

    >>> shortened("Wait three breaths", 10)
    'Wait thre…'
    """
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0] if width > 1 else "") + "…"


def rows_of(
    entries: Sequence[Entry], language: str, width: int, *, digits: int, own: str, questions: bool
) -> tuple[Row, ...]:
    """The entries in lines of `width` cells; `own` heads the manager's own tips, `questions` stand under the doors."""
    rows: list[Row] = []
    line = 0
    for entry in entries:
        if entry.tip is None:
            line += 1 if rows else 0
            text = entry.theme.text(language) if entry.theme else None
            lines = paragraph(text.name if text else own, width - 2)
            if questions and text:
                lines += paragraph(text.question, width - 2)
        else:
            lines = paragraph(entry.tip.text(language).title, width - before_title(digits))
        rows.append(Row(entry, line, lines))
        line += len(lines)
    return tuple(rows)


def before_title(digits: int) -> int:
    """How many cells stand before a title: the cursor, the mark, the star, the number."""
    return BEFORE_NUMBER + digits + 1


def door(rows: Sequence[Row], place: int, step: int) -> int:
    """The door after this place (or before it, for a step of -1); the place itself when there is none."""
    doors = [each for each, row in enumerate(rows) if row.entry.tip is None]
    if step > 0:
        return next((each for each in doors if each > place), place)
    return next((each for each in reversed(doors) if each < place), place)
