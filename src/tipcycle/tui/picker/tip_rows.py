"""The signs of the picker. Each says by its shape what a colour may only underline.

How the shelf is laid out in lines, and which line the cursor goes to. Pure.

One line of the shelf in signs and styles. What is bold, dim or cyan here is said by a sign as well.
"""

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style

from tipcycle.render.labels import tip_number
from tipcycle.render.text_layout import wrap_text
from tipcycle.tui.picker.filter import STAR_SYMBOL, ListEntry
from tipcycle.tui.picker.model import PickerState

CURSOR_SYMBOL = "▸"
CHOSEN_SYMBOL, PROPOSED_SYMBOL, FREE_SYMBOL, EXTENDED_SYMBOL, IMPLEMENTED_SYMBOL = "●", "◇", "○", "↻", "■"


def tip_symbol(tip: int, state: PickerState) -> str:
    """The sign of a tip: proposed, chosen, going on, or staying already; nothing for one that may be chosen."""
    if tip in state.tentative:
        return PROPOSED_SYMBOL
    if tip in state.chosen:
        return CHOSEN_SYMBOL
    if tip in state.data.extended_tips:
        return EXTENDED_SYMBOL
    return IMPLEMENTED_SYMBOL if state.is_implemented(tip) else ""


STAR_COLUMN, NUMBER_COLUMN = 2, 3
"""The cursor, the mark and the star have a cell each; then comes the number."""
MIN_NUMBER_WIDTH = 3
"""Most numbers have two, so that a space stands before them."""


class ListRow(Struct, frozen=True):
    """An entry of the shelf with its lines of text."""

    entry: ListEntry
    first_line: int
    """The line it begins on; a door has an empty line before it."""
    lines: tuple[str, ...]

    @property
    def end_line(self) -> int:
        """The line that follows."""
        return self.first_line + len(self.lines)


def truncate(text: str, width: int) -> str:
    """The text in one line of so many cells, with … where it is cut.

    >>> truncate("Wait three breaths", 10)
    'Wait thre…'
    """
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0] if width > 1 else "") + "…"


def layout_rows(
    entries: Sequence[ListEntry], language: str, width: int, *, number_width: int, own_label: str, show_questions: bool
) -> tuple[ListRow, ...]:
    """The entries in lines of `width` cells; `own` heads the manager's own tips, `questions` stand under the doors."""
    rows: list[ListRow] = []
    line = 0
    for entry in entries:
        if entry.tip is None:
            line += 1 if rows else 0
            text = entry.theme.text(language) if entry.theme else None
            lines = wrap_text(text.name if text else own_label, width - 2)
            if show_questions and text:
                lines += wrap_text(text.question, width - 2)
        else:
            lines = wrap_text(entry.tip.text(language).title, width - title_column(number_width))
        rows.append(ListRow(entry, line, lines))
        line += len(lines)
    return tuple(rows)


def title_column(number_width: int) -> int:
    """How many cells stand before a title: the cursor, the mark, the star, the number."""
    return NUMBER_COLUMN + number_width + 1


def adjacent_theme(rows: Sequence[ListRow], index: int, step: int) -> int:
    """The door after this place (or before it, for a step of -1); the place itself when there is none."""
    doors = [each for each, row in enumerate(rows) if row.entry.tip is None]
    if step > 0:
        return next((each for each in doors if each > index), index)
    return next((each for each in reversed(doors) if each < index), index)


def row_segments(
    row: ListRow, line_index: int, style: Style, state: PickerState, *, number_width: int, is_cursor: bool
) -> list[Segment]:
    """Line `part` of a row in a style; `here` is where the cursor stands, `digits` how wide numbers are."""
    tip = row.entry.tip
    cursor = CURSOR_SYMBOL if is_cursor and line_index == 0 else " "
    text = row.lines[line_index]
    if tip is None:
        door = Style(bold=True) if line_index == 0 else Style(italic=True)
        return [Segment(f"{cursor} ", style), Segment(text, style + door)]
    dim = state.is_implemented(tip.id) and not style.reverse
    look = style + Style(dim=dim, bold=tip.id in state.five or bool(style.bold))
    if line_index:
        return [Segment(" " * title_column(number_width) + text, look)]
    sign = tip_symbol(tip.id, state) or " "
    star = STAR_SYMBOL if tip.id in state.stars else " "
    accent = Style() if style.reverse else Style(color="cyan")
    return [
        Segment(f"{cursor}{sign}{star}", style + Style(bold=True)),
        Segment(tip_number(tip.id).rjust(number_width), style + accent),
        Segment(f" {text}", look),
    ]
