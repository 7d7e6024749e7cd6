"""The list of tips, grouped by theme, with a cursor. Displays the state; the screen changes it."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number
from tipcycle.render.text_layout import wrap_text
from tipcycle.tui.picker import tip_rows
from tipcycle.tui.picker.filter import ListEntry
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.tip_rows import CURSOR_SYMBOL, row_segments
from tipcycle.tui.picker.widgets import use_thin_scrollbar

MIN_WIDE_COLUMNS = 76
"""Minimum width at which the details pane is beside the list and shows the question of a theme.

On a narrower terminal, the list shows it under the name of the theme.
"""


class TipList(ScrollView, can_focus=True):
    """A scrollable list: one row for each theme, followed by its tips."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("left", "move_theme(-1)", show=False),
        Binding("right", "move_theme(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Highlighted(Message):
        """Posted when the cursor moves to another entry."""

    class Opened(Message):
        """Posted when the user opens the entry under the cursor."""

    class SymbolClicked(Message):
        """Posted when the user clicks the symbol or the star of a tip."""

        def __init__(self, tip: int, *, is_star: bool) -> None:
            super().__init__()
            self.tip = tip
            self.is_star = is_star

    def __init__(self, state: PickerState, translator: Translator, *, id: str) -> None:
        super().__init__(id=id)
        self._state = state
        self._translator = translator
        self._number_width = max(
            (tip_rows.MIN_NUMBER_WIDTH, *(len(tip_number(tip)) for tip in state.data.catalogue.tips))
        )
        self.entries: tuple[ListEntry, ...] = ()
        """The entries in the list."""
        self._rows: tuple[tip_rows.ListRow, ...] = ()
        self._line_map: list[tuple[int, int]] = []
        self._empty_text = ""
        self.cursor_row = 0
        """The index of the row under the cursor."""
        self._anchor_tip: int | None = None
        """The tip that the cursor returns to after a filter has hidden it."""

    @property
    def current_entry(self) -> ListEntry | None:
        """The entry under the cursor; None in an empty list."""
        return self._rows[self.cursor_row].entry if self._rows else None

    @property
    def current_tip(self) -> int | None:
        """The tip under the cursor; None on a theme and in an empty list."""
        entry = self.current_entry
        return entry.tip.id if entry is not None and entry.tip is not None else None

    def set_entries(self, entries: tuple[ListEntry, ...], *, empty_text: str) -> None:
        """Show these entries. The cursor stays on its tip; if the tip is hidden, it moves to the first row.

        `empty_text` is shown if there are no entries.
        """
        self.entries = entries
        self._empty_text = empty_text
        self._layout_rows()
        self.cursor_row = self._row_of_tip(self._anchor_tip) if self._anchor_tip is not None else 0
        self._scroll_to_cursor()

    def anchor_cursor(self) -> None:
        """Keep the cursor on its tip when the entries change."""
        self._anchor_tip = self.current_tip if self.current_tip is not None else self._anchor_tip

    def set_state(self, state: PickerState) -> None:
        """Show the current selection and stars."""
        self._state = state
        self.refresh()

    def move_to_tip(self, tip: int) -> None:
        """Move the cursor to a tip; to the first row if the tip is not in the list."""
        self.action_go(self._row_of_tip(tip))

    def move_to_theme(self, theme: str) -> None:
        """Move the cursor to a theme and scroll it to the top."""
        theme_rows = (
            index for index, row in enumerate(self._rows) if row.entry.theme and row.entry.theme.slug == theme
        )
        self.cursor_row = next(theme_rows, 0)
        self._scroll_to_cursor()
        self._scroll_cursor_to_top()

    def _scroll_cursor_to_top(self) -> None:
        """Scroll the row under the cursor to the top, so that the tips of a theme are visible."""
        if self._rows:
            self.scroll_to(y=self._rows[self.cursor_row].first_line, animate=False, force=True)

    def _row_of_tip(self, tip: int) -> int:
        return next((index for index, row in enumerate(self._rows) if row.entry.tip and row.entry.tip.id == tip), 0)

    def _layout_rows(self) -> None:
        _ = self._translator.gettext
        width = max(12, self.scrollable_content_region.width)
        self._rows = tip_rows.layout_rows(
            self.entries,
            self._translator.language,
            width - 1,
            number_width=self._number_width,
            own_label=_("Your own"),
            show_questions=self.app.size.width < MIN_WIDE_COLUMNS,
        )
        height = self._rows[-1].end_line if self._rows else 1
        self._line_map = [(-1, 0)] * height
        for row_index, row in enumerate(self._rows):
            self._line_map[row.first_line : row.end_line] = [
                (row_index, line_index) for line_index in range(len(row.lines))
            ]
        self.virtual_size = Size(width, height)
        self.refresh()

    def on_mount(self) -> None:
        """Use the thin scroll bar."""
        use_thin_scrollbar(self.vertical_scrollbar)

    def on_resize(self) -> None:
        """Wrap the rows to the new width."""
        self._layout_rows()
        self._scroll_to_cursor(notify=False)

    def on_focus(self) -> None:
        """Redraw: the row under the cursor is shown in reverse while the list has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Redraw: only the cursor symbol remains."""
        self.refresh()

    def _scroll_to_cursor(self, *, notify: bool = True) -> None:
        if self._rows:
            self.cursor_row = min(max(0, self.cursor_row), len(self._rows) - 1)
            row = self._rows[self.cursor_row]
            previous_row = self._rows[self.cursor_row - 1] if self.cursor_row else row
            lines_above = row.first_line - previous_row.first_line if previous_row.entry.tip is None else 0
            region = Region(0, max(0, row.first_line - lines_above), 1, row.end_line - row.first_line + lines_above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        if notify:
            self.post_message(self.Highlighted())

    def action_go(self, row: int) -> None:
        """Move the cursor to a row; -1 is the last one."""
        self.cursor_row = len(self._rows) - 1 if row < 0 else row
        self._scroll_to_cursor()
        self._anchor_tip = self.current_tip

    def action_move(self, step: int) -> None:
        """Move the cursor by one row."""
        self.action_go(max(0, self.cursor_row + step))

    def action_page(self, step: int) -> None:
        """Move the cursor by one page."""
        if self._rows:
            line = self._rows[self.cursor_row].first_line + step * max(1, self.size.height - 2)
            line = min(max(0, line), len(self._line_map) - 1)
            row_index, _ = self._line_map[line]
            self.action_go(row_index if row_index >= 0 else self._line_map[min(line + 1, len(self._line_map) - 1)][0])

    def action_move_theme(self, step: int) -> None:
        """Move the cursor to the next or the previous theme."""
        self.action_go(tip_rows.adjacent_theme(self._rows, self.cursor_row, step))
        self._scroll_cursor_to_top()

    def action_open(self) -> None:
        """Post `Opened` for the entry under the cursor."""
        if self._rows:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked.

        A click on a symbol chooses or stars the tip. A click on the row under the cursor opens it.
        """
        line = event.y + self.scroll_offset.y
        row_index = self._line_map[line][0] if 0 <= line < len(self._line_map) else -1
        if row_index < 0 or not self._rows:
            return
        tip = self._rows[row_index].entry.tip
        was_cursor = row_index == self.cursor_row
        self.action_go(row_index)
        if tip is not None and event.x < tip_rows.NUMBER_COLUMN:
            self.post_message(self.SymbolClicked(tip.id, is_star=event.x >= tip_rows.STAR_COLUMN))
        elif was_cursor:
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """Return one visible line."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._rows:
            empty_lines = wrap_text(self._empty_text, width - 2)
            return Strip([Segment("  " + empty_lines[y], base)] if y < len(empty_lines) else []).adjust_cell_length(
                width, base
            )
        row_index, line_index = self._line_map[line] if 0 <= line < len(self._line_map) else (-1, 0)
        if row_index < 0:
            return Strip.blank(width, base)
        is_cursor = row_index == self.cursor_row
        style = (
            base + Style(reverse=True)
            if is_cursor and self.has_focus
            else base + Style(bold=True)
            if is_cursor
            else base
        )
        segments = row_segments(
            self._rows[row_index], line_index, style, self._state, number_width=self._number_width, is_cursor=is_cursor
        )
        return Strip(segments).adjust_cell_length(width, style)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the container."""
        return max(container.width, cell_len(CURSOR_SYMBOL))
