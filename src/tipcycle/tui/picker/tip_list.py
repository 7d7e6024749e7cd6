"""The shelf: themes as doors, tips behind them, and a cursor. Shows and moves; what was chosen is told to it."""

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
"""From here on the card stands beside the shelf and asks the question of a theme; else the door asks it."""


class TipList(ScrollView, can_focus=True):
    """The tips, one row each, under their themes."""

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
        """The cursor stands on another entry."""

    class Opened(Message):
        """The entry under the cursor is to be read."""

    class SymbolClicked(Message):
        """The mouse pressed the sign of a tip: of the choice, or the star."""

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
        """What lies on the shelf now."""
        self._rows: tuple[tip_rows.ListRow, ...] = ()
        self._line_map: list[tuple[int, int]] = []
        self._empty_text = ""
        self.cursor_row = 0
        """Which row the cursor stands on."""
        self._anchor_tip: int | None = None
        """The tip it was put on; a filter may hide it for a while."""

    @property
    def current_entry(self) -> ListEntry | None:
        """The entry under the cursor; None on an empty shelf."""
        return self._rows[self.cursor_row].entry if self._rows else None

    @property
    def current_tip(self) -> int | None:
        """The tip under the cursor; None on a door and on an empty shelf."""
        entry = self.current_entry
        return entry.tip.id if entry is not None and entry.tip is not None else None

    def set_entries(self, entries: tuple[ListEntry, ...], *, empty_text: str) -> None:
        """Lays these on the shelf; the cursor stays with its tip, else goes to the first. `empty` explains none."""
        self.entries = entries
        self._empty_text = empty_text
        self._layout_rows()
        self.cursor_row = self._row_of_tip(self._anchor_tip) if self._anchor_tip is not None else 0
        self._scroll_to_cursor()

    def anchor_cursor(self) -> None:
        """Keeps the cursor with the tip it is on, whatever is laid on the shelf next."""
        self._anchor_tip = self.current_tip if self.current_tip is not None else self._anchor_tip

    def set_state(self, state: PickerState) -> None:
        """Shows what was chosen and starred now."""
        self._state = state
        self.refresh()

    def move_to_tip(self, tip: int) -> None:
        """Puts the cursor on a tip, where it lies on the shelf."""
        self.action_go(self._row_of_tip(tip))

    def move_to_theme(self, theme: str) -> None:
        """Puts the cursor on the door of a theme."""
        doors = (n for n, row in enumerate(self._rows) if row.entry.theme and row.entry.theme.slug == theme)
        self.cursor_row = next(doors, 0)
        self._scroll_to_cursor()
        self._scroll_cursor_to_top()

    def _scroll_cursor_to_top(self) -> None:
        """What stands behind a door is seen with it."""
        if self._rows:
            self.scroll_to(y=self._rows[self.cursor_row].first_line, animate=False, force=True)

    def _row_of_tip(self, tip: int) -> int:
        return next((n for n, row in enumerate(self._rows) if row.entry.tip and row.entry.tip.id == tip), 0)

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
        for place, row in enumerate(self._rows):
            self._line_map[row.first_line : row.end_line] = [(place, n) for n in range(len(row.lines))]
        self.virtual_size = Size(width, height)
        self.refresh()

    def on_mount(self) -> None:
        """Its bar divides it from the card."""
        use_thin_scrollbar(self.vertical_scrollbar)

    def on_resize(self) -> None:
        """Another width is another layout."""
        self._layout_rows()
        self._scroll_to_cursor(notify=False)

    def on_focus(self) -> None:
        """The cursor is drawn in reverse while keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor remains as a sign."""
        self.refresh()

    def _scroll_to_cursor(self, *, notify: bool = True) -> None:
        if self._rows:
            self.cursor_row = min(max(0, self.cursor_row), len(self._rows) - 1)
            row = self._rows[self.cursor_row]
            before = self._rows[self.cursor_row - 1] if self.cursor_row else row
            above = row.first_line - before.first_line if before.entry.tip is None else 0
            region = Region(0, max(0, row.first_line - above), 1, row.end_line - row.first_line + above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        if notify:
            self.post_message(self.Highlighted())

    def action_go(self, row: int) -> None:
        """The cursor on a row; -1 is the last."""
        self.cursor_row = len(self._rows) - 1 if row < 0 else row
        self._scroll_to_cursor()
        self._anchor_tip = self.current_tip

    def action_move(self, step: int) -> None:
        """The cursor one row up or down."""
        self.action_go(max(0, self.cursor_row + step))

    def action_page(self, step: int) -> None:
        """The cursor a screenful up or down."""
        if self._rows:
            line = self._rows[self.cursor_row].first_line + step * max(1, self.size.height - 2)
            line = min(max(0, line), len(self._line_map) - 1)
            place, _ = self._line_map[line]
            self.action_go(place if place >= 0 else self._line_map[min(line + 1, len(self._line_map) - 1)][0])

    def action_move_theme(self, step: int) -> None:
        """The cursor on the next theme, or the one before."""
        self.action_go(tip_rows.adjacent_theme(self._rows, self.cursor_row, step))
        self._scroll_cursor_to_top()

    def action_open(self) -> None:
        """Asks for the entry to be read."""
        if self._rows:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A sign marks, a row takes the cursor, the row under the cursor opens."""
        line = event.y + self.scroll_offset.y
        place = self._line_map[line][0] if 0 <= line < len(self._line_map) else -1
        if place < 0 or not self._rows:
            return
        tip = self._rows[place].entry.tip
        again = place == self.cursor_row
        self.action_go(place)
        if tip is not None and event.x < tip_rows.NUMBER_COLUMN:
            self.post_message(self.SymbolClicked(tip.id, is_star=event.x >= tip_rows.STAR_COLUMN))
        elif again:
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """One line of the shelf."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._rows:
            said = wrap_text(self._empty_text, width - 2)
            return Strip([Segment("  " + said[y], base)] if y < len(said) else []).adjust_cell_length(width, base)
        place, part = self._line_map[line] if 0 <= line < len(self._line_map) else (-1, 0)
        if place < 0:
            return Strip.blank(width, base)
        here = place == self.cursor_row
        style = base + Style(reverse=True) if here and self.has_focus else base + Style(bold=True) if here else base
        told = row_segments(
            self._rows[place], part, style, self._state, number_width=self._number_width, is_cursor=here
        )
        return Strip(told).adjust_cell_length(width, style)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the place it gets."""
        return max(container.width, cell_len(CURSOR_SYMBOL))
