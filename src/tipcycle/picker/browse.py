"""The screen where five are found: what each key and press of the mouse does. What a move means is the model's."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tipcycle.locales import Words
from tipcycle.picker.confirm import Answers, Confirm
from tipcycle.picker.desk import Desk
from tipcycle.picker.filterbar import Chip, FilterBar
from tipcycle.picker.finding import Filter
from tipcycle.picker.help import Help
from tipcycle.picker.model import Choice, Shelf, Told
from tipcycle.picker.press import Press
from tipcycle.picker.shelf import ShelfList
from tipcycle.picker.tray import Tray


class Browse(Desk):
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
        Binding("y,j", "leave_indeed", show=False),
        Binding("enter", "back", show=False),
        Binding("escape", "escape", show=False),
    ]

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
        super().__init__(shelf, words, theme=theme, propose=propose)
        self._start = start
        self._finish = finish
        self._answers = Answers(None, running, confirmed=False)

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
        if self.asks_to_leave:
            self._tell(self.picking.staying())
        elif self.reads or self.explains:
            self._close()
        elif not self.wanted.empty:
            self.action_clear()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leaves; only stars remain. With tips chosen it is asked once."""
        if self.asks_to_leave or not self.picking.chosen:
            self._finish(self.picking.left_behind())
            return
        self._close()
        self._tell(self.picking.leaving())

    @property
    def asks_to_leave(self) -> bool:
        """Whether it was asked just now."""
        return self.picking.remark is not None and self.picking.remark.told is Told.LEAVING

    def action_leave_indeed(self) -> None:
        """Leaves, where that was asked."""
        if self.asks_to_leave:
            self.action_leave()

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
