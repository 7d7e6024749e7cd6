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

from tipcycle.locales import Words
from tipcycle.picker import layout
from tipcycle.picker.finding import Entry
from tipcycle.picker.model import Picking
from tipcycle.picker.rowpaint import segments
from tipcycle.picker.signs import CURSOR
from tipcycle.picker.thinbar import thin
from tipcycle.views.labels import number
from tipcycle.views.lines import paragraph

WIDE = 76
"""From here on the card stands beside the shelf and asks the question of a theme; else the door asks it."""


class ShelfList(ScrollView, can_focus=True):
    """The tips, one row each, under their themes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("left", "door(-1)", show=False),
        Binding("right", "door(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another entry."""

    class Opened(Message):
        """The entry under the cursor is to be read."""

    class Marked(Message):
        """The mouse pressed the sign of a tip: of the choice, or the star."""

        def __init__(self, tip: int, *, star: bool) -> None:
            super().__init__()
            self.tip = tip
            self.star = star

    def __init__(self, picking: Picking, words: Words, *, id: str) -> None:
        super().__init__(id=id)
        self._picking = picking
        self._words = words
        self._digits = max((layout.DIGITS, *(len(number(tip)) for tip in picking.shelf.catalogue.tips)))
        self.entries: tuple[Entry, ...] = ()
        """What lies on the shelf now."""
        self._rows: tuple[layout.Row, ...] = ()
        self._at: list[tuple[int, int]] = []
        self._empty = ""
        self.place = 0
        """Which row the cursor stands on."""
        self._held: int | None = None
        """The tip it was put on; a filter may hide it for a while."""

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None on an empty shelf."""
        return self._rows[self.place].entry if self._rows else None

    @property
    def tip(self) -> int | None:
        """The tip under the cursor; None on a door and on an empty shelf."""
        entry = self.entry
        return entry.tip.id if entry is not None and entry.tip is not None else None

    def show(self, entries: tuple[Entry, ...], *, empty: str) -> None:
        """Lays these on the shelf; the cursor stays with its tip, else goes to the first. `empty` explains none."""
        self.entries = entries
        self._empty = empty
        self._lay_out()
        self.place = self._place_of(self._held) if self._held is not None else 0
        self._follow()

    def hold(self) -> None:
        """Keeps the cursor with the tip it is on, whatever is laid on the shelf next."""
        self._held = self.tip if self.tip is not None else self._held

    def tell(self, picking: Picking) -> None:
        """Shows what was chosen and starred now."""
        self._picking = picking
        self.refresh()

    def go_to(self, tip: int) -> None:
        """Puts the cursor on a tip, where it lies on the shelf."""
        self.action_go(self._place_of(tip))

    def go_to_door(self, theme: str) -> None:
        """Puts the cursor on the door of a theme."""
        doors = (n for n, row in enumerate(self._rows) if row.entry.theme and row.entry.theme.slug == theme)
        self.place = next(doors, 0)
        self._follow()
        self._to_top()

    def _to_top(self) -> None:
        """What stands behind a door is seen with it."""
        if self._rows:
            self.scroll_to(y=self._rows[self.place].first, animate=False, force=True)

    def _place_of(self, tip: int) -> int:
        return next((n for n, row in enumerate(self._rows) if row.entry.tip and row.entry.tip.id == tip), 0)

    def _lay_out(self) -> None:
        _ = self._words.text
        width = max(12, self.scrollable_content_region.width)
        self._rows = layout.rows_of(
            self.entries,
            self._words.language,
            width - 1,
            digits=self._digits,
            own=_("Your own"),
            questions=self.app.size.width < WIDE,
        )
        height = self._rows[-1].after if self._rows else 1
        self._at = [(-1, 0)] * height
        for place, row in enumerate(self._rows):
            self._at[row.first : row.after] = [(place, n) for n in range(len(row.lines))]
        self.virtual_size = Size(width, height)
        self.refresh()

    def on_mount(self) -> None:
        """Its bar divides it from the card."""
        thin(self.vertical_scrollbar)

    def on_resize(self) -> None:
        """Another width is another layout."""
        self._lay_out()
        self._follow(moved=False)

    def on_focus(self) -> None:
        """The cursor is drawn in reverse while keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor remains as a sign."""
        self.refresh()

    def _follow(self, *, moved: bool = True) -> None:
        if self._rows:
            self.place = min(max(0, self.place), len(self._rows) - 1)
            row = self._rows[self.place]
            before = self._rows[self.place - 1] if self.place else row
            above = row.first - before.first if before.entry.tip is None else 0
            region = Region(0, max(0, row.first - above), 1, row.after - row.first + above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        if moved:
            self.post_message(self.Moved())

    def action_go(self, place: int) -> None:
        """The cursor on a row; -1 is the last."""
        self.place = len(self._rows) - 1 if place < 0 else place
        self._follow()
        self._held = self.tip

    def action_move(self, step: int) -> None:
        """The cursor one row up or down."""
        self.action_go(max(0, self.place + step))

    def action_page(self, step: int) -> None:
        """The cursor a screenful up or down."""
        if self._rows:
            line = self._rows[self.place].first + step * max(1, self.size.height - 2)
            line = min(max(0, line), len(self._at) - 1)
            place, _ = self._at[line]
            self.action_go(place if place >= 0 else self._at[min(line + 1, len(self._at) - 1)][0])

    def action_door(self, step: int) -> None:
        """The cursor on the next theme, or the one before."""
        self.action_go(layout.door(self._rows, self.place, step))
        self._to_top()

    def action_open(self) -> None:
        """Asks for the entry to be read."""
        if self._rows:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A sign marks, a row takes the cursor, the row under the cursor opens."""
        line = event.y + self.scroll_offset.y
        place = self._at[line][0] if 0 <= line < len(self._at) else -1
        if place < 0 or not self._rows:
            return
        tip = self._rows[place].entry.tip
        again = place == self.place
        self.action_go(place)
        if tip is not None and event.x < layout.BEFORE_NUMBER:
            self.post_message(self.Marked(tip.id, star=event.x >= layout.STAR))
        elif again:
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """One line of the shelf."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._rows:
            said = paragraph(self._empty, width - 2)
            return Strip([Segment("  " + said[y], base)] if y < len(said) else []).adjust_cell_length(width, base)
        place, part = self._at[line] if 0 <= line < len(self._at) else (-1, 0)
        if place < 0:
            return Strip.blank(width, base)
        here = place == self.place
        style = base + Style(reverse=True) if here and self.has_focus else base + Style(bold=True) if here else base
        told = segments(self._rows[place], part, style, self._picking, digits=self._digits, here=here)
        return Strip(told).adjust_cell_length(width, style)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the place it gets."""
        return max(container.width, cell_len(CURSOR))
