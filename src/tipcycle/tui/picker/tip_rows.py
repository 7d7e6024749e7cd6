"""Rows of the tip list: symbols, layout in lines, and styled segments. Pure: no Textual.

Each symbol is distinct by shape, and each style repeats what a symbol shows, so that no colour is needed.
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
    """Return the symbol of a tip: proposed, chosen, extended or implemented; empty if it can be chosen."""
    if tip in state.proposed:
        return PROPOSED_SYMBOL
    if tip in state.chosen:
        return CHOSEN_SYMBOL
    if tip in state.data.extended_tips:
        return EXTENDED_SYMBOL
    return IMPLEMENTED_SYMBOL if state.is_implemented(tip) else ""


STAR_COLUMN, NUMBER_COLUMN = 2, 3
"""The cursor, the symbol and the star take one cell each; the number follows."""
MIN_NUMBER_WIDTH = 3
"""One more than most numbers need, to leave a space before them."""


class ListRow(Struct, frozen=True):
    """An entry of the list with its lines of text."""

    entry: ListEntry
    first_line: int
    """The index of its first line. A theme has an empty line before it."""
    lines: tuple[str, ...]

    @property
    def end_line(self) -> int:
        """The index of the line after the row."""
        return self.first_line + len(self.lines)


def truncate(text: str, width: int) -> str:
    """Return the text cut to `width` cells, with … at the cut.

    >>> truncate("Wait three breaths", 10)
    'Wait thre…'
    """
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0] if width > 1 else "") + "…"


def layout_rows(
    entries: Sequence[ListEntry], language: str, width: int, *, number_width: int, own_label: str, show_questions: bool
) -> tuple[ListRow, ...]:
    """Return the entries as rows with lines of `width` cells.

    `own_label` is the heading of own tips. With `show_questions` the question of each theme is shown under its name.
    """
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
    """Return the column of the titles: the cells for cursor, symbol, star and number."""
    return NUMBER_COLUMN + number_width + 1


def adjacent_theme(rows: Sequence[ListRow], index: int, step: int) -> int:
    """Return the index of the next theme (or with `step` -1 of the previous one); `index` itself if there is none."""
    theme_indices = [row_index for row_index, row in enumerate(rows) if row.entry.tip is None]
    if step > 0:
        return next((row_index for row_index in theme_indices if row_index > index), index)
    return next((row_index for row_index in reversed(theme_indices) if row_index < index), index)


def row_segments(
    row: ListRow, line_index: int, style: Style, state: PickerState, *, number_width: int, is_cursor: bool
) -> list[Segment]:
    """Return one line of a row as styled segments.

    `is_cursor` marks the row under the cursor, and `number_width` is the width of the numbers.
    """
    tip = row.entry.tip
    cursor = CURSOR_SYMBOL if is_cursor and line_index == 0 else " "
    text = row.lines[line_index]
    if tip is None:
        theme_style = Style(bold=True) if line_index == 0 else Style(italic=True)
        return [Segment(f"{cursor} ", style), Segment(text, style + theme_style)]
    dim = state.is_implemented(tip.id) and not style.reverse
    text_style = style + Style(dim=dim, bold=tip.id in state.five or bool(style.bold))
    if line_index:
        return [Segment(" " * title_column(number_width) + text, text_style)]
    symbol = tip_symbol(tip.id, state) or " "
    star = STAR_SYMBOL if tip.id in state.stars else " "
    accent = Style() if style.reverse else Style(color="cyan")
    return [
        Segment(f"{cursor}{symbol}{star}", style + Style(bold=True)),
        Segment(tip_number(tip.id).rjust(number_width), style + accent),
        Segment(f" {text}", text_style),
    ]
