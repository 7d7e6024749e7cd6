"""What the keys and signs mean, on one screen that Esc closes."""

from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from tipcycle.locales import Words
from tipcycle.picker import signs
from tipcycle.picker.finding import STAR
from tipcycle.picker.keybar import KeyBar
from tipcycle.picker.keys import Key
from tipcycle.picker.thinbar import Reading
from tipcycle.views.letters import letter


class Help(Screen[None]):
    """Keys, signs, and what is saved when."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,question_mark,space", "back", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The explanation, and the way back."""
        with Reading(id="help"):
            yield Static(explanation(self._words))
        _ = self._words.text
        yield KeyBar((Key("↑↓", _("read on"), ""), Key("Esc", _("back"), "back")), id="keys")

    def action_back(self) -> None:
        """Closes the explanation."""
        self.dismiss()


def explanation(words: Words) -> RenderableType:
    """What can be done here."""
    _ = words.text
    keys = (
        (_("space"), _("choose a tip, or let it go again")),
        ("s", _("give a star to a tip that sticks, or take it back")),
        ("Enter", _("read the card; once more goes back")),
        ("← →", _("the theme before, the next theme")),
        ("/", _("look for words, a theme or a number; Esc clears")),
        ("h  *  n", _("only how often, only starred, only never picked")),
        (letter("propose", words), _("propose tips for the places that are free; once more proposes others")),
        ("w", _("why these")),
        (letter("done", words), _("done: look at the five once more and begin")),
        ("q  Esc", _("leave; your stars stay, nothing else is saved")),
    )
    meanings = (
        (signs.CHOSEN, _("chosen")),
        (signs.PROPOSED, _("proposed; choosing it makes it yours")),
        (signs.GOES_ON, _("goes on for another round")),
        (signs.STAYS, _("it stays already")),
        (STAR, _("starred")),
    )
    return Group(
        Text(_("Choose five that stick. Do them for two months, and look back for a moment each week.")),
        Text(""),
        _rows(keys),
        Text(""),
        _rows(meanings),
        Text(""),
        Text(_("The mouse works too: on a sign, on a row, on every word between brackets and on the keys below.")),
    )


def _rows(rows: tuple[tuple[str, str], ...]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=7)
    grid.add_column(ratio=1)
    for key, meaning in rows:
        grid.add_row(Text(key, style="bold"), Text(meaning))
    return grid
