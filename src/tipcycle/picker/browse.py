"""The screen where five are found: filter, shelf, card, tray. Joins them; what a move means is the model's."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tipcycle.locales import Words
from tipcycle.picker import card, keys, phrases
from tipcycle.picker.confirm import Answers, Confirm
from tipcycle.picker.filterbar import Chip, FilterBar
from tipcycle.picker.finding import Filter, entries, understood
from tipcycle.picker.help import Help
from tipcycle.picker.keybar import KeyBar
from tipcycle.picker.model import Choice, Picking, Shelf
from tipcycle.picker.press import Press
from tipcycle.picker.shelf import WIDE, ShelfList
from tipcycle.picker.thinbar import Reading
from tipcycle.picker.tray import Tray


class Browse(Screen[None]):
    """Looking for five."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", show=False),
        Binding("s", "star", show=False),
        Binding("slash", "search", show=False),
        Binding("h", "often", show=False),
        Binding("asterisk", "only_starred", show=False),
        Binding("n", "only_new", show=False),
        Binding("p,v", "propose", show=False),
        Binding("w", "why", show=False),
        Binding("d,k", "done", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "leave", show=False),
        Binding("enter", "back", show=False),
        Binding("escape", "escape", show=False),
    ]
    AUTO_FOCUS = "#shelf"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (30, "-airy")]  # noqa: RUF012

    def __init__(
        self,
        shelf: Shelf,
        words: Words,
        *,
        start: date | None,
        running: str | None,
        theme: str | None,
        propose: bool,
        finish: Callable[[Choice], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._proposes = propose
        self._words = words
        self._start = start
        self._finish = finish
        self._answers = Answers(None, running, confirmed=False)
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
        _ = self._words.text
        picking = self.picking
        if picking.remark is not None:
            said = phrases.remark(picking.remark, picking.left, self._words)
        elif not picking.chosen:
            said = _("Space chooses, Enter reads, ? explains the rest.")
        elif picking.left:
            said = self._words.many("One more to choose.", "{n} more to choose.", picking.left)
        else:
            said = _("Your five are there. {done} goes on.").format(done=keys.done(self._words))
        self.query_one("#remark", Static).update(said)

    def _read(self) -> None:
        if self.explains:
            shown = card.reasons(self.picking, self._words)
        else:
            shown = card.pane(self.shelf.entry, self.picking, self._words)
        self.query_one("#card", Static).update(shown)

    def _narrow(self, wanted: Filter) -> None:
        """Lays on the shelf what is wanted."""
        _ = self._words.text
        self.wanted = wanted
        meant = understood(wanted, self._names)
        found = entries(self.picking.shelf, self.picking.stars, meant)
        self.query_one(FilterBar).show(meant)
        empty = _("No tip is like that.")
        if meant.words:
            empty = _("no tip speaks of this: {words}").format(words=meant.words)
        self.shelf.show(found, empty=empty)

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus goes."""
        if self.query_one(FilterBar).input.has_focus:
            self.query_one(KeyBar).show(keys.search_keys(self._words))
        else:
            here = keys.why_keys if self.explains else keys.card_keys if self.reads else keys.shelf_keys
            self.query_one(KeyBar).show(here(self._words))

    def action_choose(self) -> None:
        """Chooses the tip under the cursor, or lets it go."""
        if self.shelf.tip is not None and not self.explains:
            self._tell(self.picking.toggled(self.shelf.tip))

    def action_star(self) -> None:
        """Gives the tip under the cursor a star, or takes it back."""
        if self.shelf.tip is not None and not self.explains:
            self._tell(self.picking.starred(self.shelf.tip))

    def action_propose(self) -> None:
        """Fills the free places with a proposal."""
        self._tell(self.picking.proposed())

    def action_why(self) -> None:
        """Says why these five, or goes back to the card."""
        self._open(explains=not self.explains)

    def action_search(self) -> None:
        """Sends the keys to the filter."""
        self._close()
        self.query_one(FilterBar).input.focus()

    def action_often(self) -> None:
        """Narrows to the next answer to how often."""
        self._narrow(self.wanted.next_kind())

    def action_only_starred(self) -> None:
        """Narrows to the starred ones, or no longer."""
        self._narrow(replace(self.wanted, starred=not self.wanted.starred))

    def action_only_new(self) -> None:
        """Narrows to those never picked, or no longer."""
        self._narrow(replace(self.wanted, new=not self.wanted.new))

    def action_back(self) -> None:
        """Sends the keys to the shelf."""
        self._close()

    def action_clear(self) -> None:
        """Takes the words away, and sends the keys to the shelf."""
        self.shelf.hold()
        self.query_one(FilterBar).input.value = ""
        self._narrow(Filter())
        self._close()

    def action_escape(self) -> None:
        """Leaves what is nearest: the card, the filter, the picker."""
        if self.reads or self.explains:
            self._close()
        elif not self.wanted.empty:
            self.action_clear()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leaves; only stars remain."""
        self._finish(self.picking.left_behind())

    def action_help(self) -> None:
        """Explains the keys."""
        self.app.push_screen(Help(self._words))

    def action_done(self) -> None:
        """Goes on when five are there, else says how many are missing."""
        finished = self.picking.finished()
        self._tell(finished)
        if not finished.left:
            self.app.push_screen(
                Confirm(finished, self._words, self._answers, start=self._start), callback=self._confirmed
            )

    def _confirmed(self, answers: Answers | None) -> None:
        if answers is None:
            return
        self._answers = answers
        if answers.confirmed:
            self._finish(self.picking.choice(start=answers.start, running=answers.running))

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

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(replace(self.wanted, words=event.value))

    @on(ShelfList.Moved)
    def _moved(self) -> None:
        self.explains = False
        if self.picking.remark is not None:
            self.picking = replace(self.picking, remark=None)
            self._say()
        self._read()
        self.pane.scroll_home(animate=False)

    @on(ShelfList.Opened)
    def _opened(self) -> None:
        self._open(explains=False)

    @on(ShelfList.Marked)
    def _marked(self, event: ShelfList.Marked) -> None:
        self._tell(self.picking.starred(event.tip) if event.star else self.picking.toggled(event.tip))

    @on(Tray.LetGo)
    def _let_go(self, event: Tray.LetGo) -> None:
        self._tell(self.picking.without(event.tip))

    @on(Tray.Visit)
    def _visit(self, event: Tray.Visit) -> None:
        self._close()
        if event.tip not in {entry.tip.id for entry in self.shelf.entries if entry.tip}:
            self.action_clear()
        self.shelf.go_to(event.tip)

    @on(Chip.Pressed)
    async def _chip(self, event: Chip.Pressed) -> None:
        await self.app.run_action(event.action, self)

    @on(Press.Pressed, "#done")
    def _pressed(self) -> None:
        self.action_done()
