"""The last screen: the five, what must keep running, when to begin, and a first step for today."""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from tipcycle.core.tips import smallest_step
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.picker.keybar import KeyBar
from tipcycle.picker.keys import confirm_keys
from tipcycle.picker.model import Picking
from tipcycle.picker.phrases import first_step_lead, held_against, mix, together
from tipcycle.picker.press import Press
from tipcycle.picker.shelf import WIDE
from tipcycle.picker.start import Start
from tipcycle.picker.thinbar import Reading
from tipcycle.views.labels import kind_label, number, title


class Answers(Struct, frozen=True):
    """What the last screen asked."""

    start: date | None
    running: str | None
    confirmed: bool
    """False when the manager went back to the tips; what was typed is kept."""


class Confirm(Screen[Answers]):
    """Everything once more, before it begins."""

    AUTO_FOCUS = "#running"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self, picking: Picking, words: Words, before: Answers, *, start: date | None) -> None:
        super().__init__()
        self._picking = picking
        self._words = words
        self._before = before
        self._given = start
        """A start that was asked for on the command line is no question here."""
        self._mondays = () if start is not None else picking.shelf.starts

    def compose(self) -> ComposeResult:
        """From top to bottom as it is asked."""
        _ = self._words.text
        with Reading(id="confirm", can_focus=False):
            yield Static(id="five")
            yield Static(_("What must simply keep running meanwhile? (may stay empty; Enter goes on)"), markup=False)
            with Horizontal(id="running-line"):
                yield Static("> ", id="prompt", markup=False)
                yield Input(self._before.running or "", id="running", compact=True, select_on_focus=False)
            yield Static(self._when(), id="when", markup=False)
            if len(self._mondays) == 2:
                yield Start((self._mondays[0], self._mondays[1]), self._words, id="start")
            yield Static(today(self._picking, self._words), id="today")
        with Horizontal(id="ways"):
            yield Press(_("begin"), id="begin")
            yield Press(_("back to the tips"), id="back")
        yield KeyBar(confirm_keys(self._words), id="keys")

    def on_mount(self) -> None:
        """What was answered before is answered still; the first question has the keys."""
        for question in self.query(Start):
            question.taken = int(self._before.start is not None)
        self.query_one("#running", Input).cursor_blink = False

    def on_resize(self, event: events.Resize) -> None:
        """Where it is narrow, a title goes before how often."""
        self.query_one("#five", Static).update(five(self._picking, self._words, often=event.size.width >= WIDE))

    def on_descendant_focus(self) -> None:
        """Everything was seen before it begins; what Enter does is said where the keys are."""
        if isinstance(self.focused, Press):
            self.query_one("#confirm", Reading).scroll_end(animate=False)
        if self.focused is not None:
            self.query_one(KeyBar).show(confirm_keys(self._words, self.focused.id or ""))

    def _when(self) -> str:
        _ = self._words.text
        shelf = self._picking.shelf
        if len(self._mondays) == 2:
            return _("Today is {weekday}. When do you begin?").format(weekday=self._words.weekday(shelf.today))
        begins = Week.of(self._given).monday if self._given else self._mondays[0]
        if shelf.earliest is not None and begins <= shelf.earliest:
            begins = shelf.earliest
            return _("You begin on {day}, after the cycle before.").format(day=self._words.full_day(begins))
        if begins == Week.of(shelf.today).monday:
            return _("You begin this week.")
        return _("You begin on {day}.").format(day=self._words.full_day(begins))

    def _answers(self, *, confirmed: bool) -> Answers:
        typed = "".join(letter for letter in self.query_one("#running", Input).value if letter.isprintable())
        later = [question.taken for question in self.query(Start)]
        start = self._mondays[1] if any(later) else self._given
        return Answers(start, typed.strip() or None, confirmed)

    def action_back(self) -> None:
        """Goes back to the tips; the answers are kept."""
        self.dismiss(self._answers(confirmed=False))

    def action_on(self) -> None:
        """Goes to what comes next."""
        self.focus_next()

    @on(Input.Submitted)
    @on(Start.On)
    def _answered(self) -> None:
        self.focus_next()

    @on(Press.Pressed, "#begin")
    def action_begin(self) -> None:
        """Begins with these five."""
        self.dismiss(self._answers(confirmed=True))

    @on(Press.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()


def five(picking: Picking, words: Words, *, often: bool) -> RenderableType:
    """The five, with how often where there is room, and what they take together."""
    _ = words.text
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    catalogue = picking.shelf.catalogue
    for tip in picking.five:
        known = catalogue.tips.get(tip)
        kind = kind_label(known.kind, words) if known and often else ""
        grid.add_row(
            Text(number(tip), style="cyan"), Text(title(tip, catalogue, words), style="bold"), Text(kind, style="dim")
        )
    said = [together(picking, words), mix(picking, words)]
    parts: list[RenderableType] = [grid, Text(""), Text(" ".join(said).strip())]
    if picking.shelf.sentence is not None:
        parts.append(Text(held_against(picking.shelf.sentence, words), style="italic"))
    return Group(Text(_("your five").upper(), style="dim"), *parts)


def today(picking: Picking, words: Words) -> RenderableType:
    """A first step that takes some minutes, for who does not want to wait."""
    tip = smallest_step(picking.tips)
    if tip is None:
        return Text("")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text(number(tip.id), style="cyan"), Text(tip.text(words.language).steps[0]))
    return Group(Text(first_step_lead(tip, words)), grid)
