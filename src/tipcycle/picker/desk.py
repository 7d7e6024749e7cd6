"""What lies before whoever looks for five: filter, shelf, card, tray and the way on, each showing what holds now."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from tipcycle.locales import Words
from tipcycle.picker import card, keys, phrases
from tipcycle.picker.filterbar import FilterBar
from tipcycle.picker.finding import Filter, entries, understood
from tipcycle.picker.keybar import KeyBar
from tipcycle.picker.model import Picking, Shelf
from tipcycle.picker.press import Press
from tipcycle.picker.shelf import WIDE, ShelfList
from tipcycle.picker.thinbar import Reading
from tipcycle.picker.tray import Tray


class Desk(Screen[None]):
    """The parts of the screen, and where the keys go. What a key does is said by whoever works at it."""

    AUTO_FOCUS = "#shelf"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (30, "-airy")]  # noqa: RUF012

    def __init__(self, shelf: Shelf, words: Words, *, theme: str | None, propose: bool) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._proposes = propose
        self._names = phrases.names(shelf, words)
        self.picking = Picking.begin(shelf)
        self.wanted = Filter()
        self.explains = False
        """Whether the pane says why these, instead of what the cursor is on."""

    def compose(self) -> ComposeResult:
        """From top to bottom as it stands on the screen."""
        yield FilterBar(self._words, id="filter", news=bool(self.picking.shelf.picked_in))
        with Horizontal(id="middle"):
            yield ShelfList(self.picking, self._words, id="shelf")
            with Vertical(id="side"):
                with Reading(id="pane"):
                    yield Static(id="card", markup=False)
                yield Tray(self.picking, self._words, id="tray")
        with Horizontal(id="way"):
            yield Static(id="remark", markup=False)
            yield Press(keys.done_label(self._words), id="done", focusable=False)
        yield KeyBar((), id="keys")

    def on_mount(self) -> None:
        """Everything lies on the shelf, and the keys go there."""
        self.query_one(FilterBar).input.cursor_blink = False
        self._narrow(Filter())
        self._tell(self.picking.proposed() if self._proposes else self.picking)
        if self._theme is not None:
            self.call_after_refresh(self.shelf.go_to_door, self._theme)

    @property
    def shelf(self) -> ShelfList:
        """The tips."""
        return self.query_one(ShelfList)

    @property
    def pane(self) -> Reading:
        """What is read."""
        return self.query_one("#pane", Reading)

    @property
    def reads(self) -> bool:
        """Whether the pane has the keys."""
        return self.pane.has_focus

    def _tell(self, picking: Picking) -> None:
        """Shows everywhere what was chosen now."""
        self.picking = picking
        self.shelf.tell(picking)
        self.query_one(Tray).tell(picking)
        self.query_one("#done").set_class(bool(picking.left), "-not-yet")
        self._say()
        self._read()

    def _say(self) -> None:
        self.query_one("#remark", Static).update(phrases.way_on(self.picking, self._words))

    def _read(self) -> None:
        if self.explains:
            shown = card.reasons(self.picking, self._words)
        else:
            shown = card.pane(self.shelf.entry, self.picking, self._words)
        self.query_one("#card", Static).update(shown)

    def _narrow(self, wanted: Filter) -> None:
        """Lays on the shelf what is wanted."""
        self.wanted = wanted
        meant = understood(wanted, self._names)
        self.query_one(FilterBar).show(meant)
        found = entries(self.picking.shelf, self.picking.stars, meant)
        self.shelf.show(found, empty=phrases.none_found(meant, self._words))

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus goes."""
        if self.query_one(FilterBar).input.has_focus:
            self.query_one(KeyBar).show(keys.search_keys(self._words))
        else:
            here = keys.why_keys if self.explains else keys.card_keys if self.reads else keys.shelf_keys
            self.query_one(KeyBar).show(here(self._words))

    def _open(self, *, explains: bool) -> None:
        """Gives the keys to the pane."""
        self.explains = explains
        self._read()
        self.add_class("-reading")
        self.set_class(explains, "-why")
        self.pane.scroll_home(animate=False)
        self.pane.focus()

    def _close(self) -> None:
        """Gives the keys to the shelf."""
        self.explains = False
        self.remove_class("-reading", "-why")
        self._read()
        self.shelf.focus()
