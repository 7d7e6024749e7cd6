"""Key hints, the key bar and the help screen of the picker.

`i18n.base.Hotkeys` has the keys that depend on the language.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tipcycle.i18n import N_, Translator
from tipcycle.tui.picker import tip_rows
from tipcycle.tui.picker.filter import STAR_SYMBOL
from tipcycle.tui.picker.widgets import ReadingPane

KEY_GAP = 2
"""Cells between two keys in the key bar."""


class KeyHint(Struct, frozen=True):
    """A key, its action, and its priority when the key bar is too narrow for all keys."""

    label: str
    description: str
    action: str
    """The name of the action. The key bar runs it on a click; empty if there is nothing to run."""
    priority: int = 1

    @property
    def width(self) -> int:
        """The width in cells."""
        return cell_len(f"{self.label} {self.description}")


def done_label(translator: Translator) -> str:
    """Return the label of the key. The space in the msgid separates it from the heading "done"."""
    return translator.gettext(N_("done ")).strip()


def list_keys(translator: Translator) -> tuple[KeyHint, ...]:
    """Return the keys of the tip list."""
    _ = translator.gettext
    return (
        KeyHint(_("space"), _("choose"), "choose", 9),
        KeyHint("s", _("star"), "star", 5),
        KeyHint("/", _("search"), "search", 6),
        KeyHint(translator.facts.hotkeys.propose, _("propose five"), "propose", 6),
        KeyHint("w", _("why"), "reasons", 1),
        KeyHint(translator.facts.hotkeys.done, done_label(translator), "done", 7),
        KeyHint("?", _("help"), "help", 8),
        KeyHint("q", _("leave"), "leave", 4),
    )


def details_keys(translator: Translator) -> tuple[KeyHint, ...]:
    """Return the keys of the details pane."""
    _ = translator.gettext
    return (
        KeyHint("↑↓", _("read on"), "", 6),
        KeyHint(_("space"), _("choose"), "choose", 9),
        KeyHint("s", _("star"), "star", 7),
        KeyHint("Enter", _("back"), "back", 8),
        KeyHint("?", _("help"), "help", 5),
    )


def reasons_keys(translator: Translator) -> tuple[KeyHint, ...]:
    """Return the keys of the details pane while it shows reasons."""
    _ = translator.gettext
    return (
        KeyHint("↑↓", _("read on"), "", 6),
        KeyHint(translator.facts.hotkeys.propose, _("propose others"), "propose", 7),
        KeyHint(translator.facts.hotkeys.done, done_label(translator), "done", 7),
        KeyHint("Enter", _("back"), "back", 8),
    )


def filter_keys(translator: Translator) -> tuple[KeyHint, ...]:
    """Return the keys of the filter input."""
    _ = translator.gettext
    return (
        KeyHint("Enter", _("to the tips"), "back", 9),
        KeyHint("Esc", _("clear"), "clear", 8),
    )


def confirm_keys(translator: Translator, focused_id: str = "five") -> tuple[KeyHint, ...]:
    """Return the keys of the confirm screen for the widget with the focus."""
    _ = translator.gettext
    esc = KeyHint("Esc", _("back to the tips"), "back", 8)
    go_on, up = KeyHint("Enter", _("go on"), "next", 9), KeyHint("↑", _("back"), "up", 6)
    match focused_id:
        case "begin":
            return (KeyHint("Enter", _("begin"), "begin", 9), up, esc)
        case "back":
            return (KeyHint("Enter", _("back to the tips"), "back", 9),)
        case "five":
            return (go_on, KeyHint(_("space"), _("change the moment"), "edit", 8), esc)
        case "moment":
            return (KeyHint("Enter", _("keep this moment"), "", 9), KeyHint("Esc", _("back"), "back", 8))
        case "start":
            return (KeyHint("←→", _("choose"), "", 7), go_on, up, esc)
        case _else:
            return (go_on, up, esc)


def fit_keys(keys: Iterable[KeyHint], width: int) -> Sequence[KeyHint]:
    """Return the keys that fit into `width` cells, in order. Keys with the lowest priority are left out first."""
    fitting = list(keys)
    while len(fitting) > 1 and sum(key.width + KEY_GAP for key in fitting) - KEY_GAP > width:
        fitting.remove(min(fitting, key=lambda key: key.priority))
    return fitting


class KeyBar(Widget):
    """A line with the keys that are available. Keys can be clicked."""

    def __init__(self, keys: tuple[KeyHint, ...], *, id: str) -> None:
        super().__init__(id=id)
        self._keys = keys

    def set_keys(self, keys: tuple[KeyHint, ...]) -> None:
        """Replace the keys."""
        self._keys = keys
        self.refresh()

    def render(self) -> Text:
        """Return as many keys as fit."""
        text = Text(no_wrap=True, overflow="crop")
        for index, key in enumerate(fit_keys(self._keys, self.size.width)):
            text.append(" " * KEY_GAP if index else "")
            text.append(key.label, style="bold")
            text.append(f" {key.description}", style="dim")
        return text

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the key that was clicked."""
        start = 0
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for key in fit_keys(self._keys, self.size.width):
            if start <= offset.x < start + key.width and key.action:
                await self.app.run_action(key.action, self.screen)
                return
            start += key.width + KEY_GAP


class HelpScreen(Screen[None]):
    """The help screen: keys, symbols and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,question_mark,space", "back", show=False)]

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator

    def compose(self) -> ComposeResult:
        """Yield the help text and the key bar."""
        with ReadingPane(id="help"):
            yield Static(render_help(self._translator))
        _ = self._translator.gettext
        yield KeyBar((KeyHint("↑↓", _("read on"), ""), KeyHint("Esc", _("back"), "back")), id="keys")

    def action_back(self) -> None:
        """Close the help screen."""
        self.dismiss()


def render_help(translator: Translator) -> RenderableType:
    """Return the help text."""
    _ = translator.gettext
    keys = (
        (_("space"), _("choose a tip, or let it go again")),
        ("s", _("give a star to a tip that sticks, or take it back")),
        ("Enter", _("read the card; once more goes back")),
        ("← →", _("the theme before, the next theme")),
        ("/", _("look for words, a theme or a number; Esc clears")),
        ("h  *  n", _("only how often, only starred, only never picked")),
        (translator.facts.hotkeys.propose, _("propose tips for the places that are free; once more proposes others")),
        ("w", _("why these")),
        (translator.facts.hotkeys.done, _("done: look at the five once more and begin")),
        ("q  Esc", _("leave; your stars stay, nothing else is saved")),
    )
    symbols = (
        (tip_rows.CHOSEN_SYMBOL, _("chosen")),
        (tip_rows.PROPOSED_SYMBOL, _("proposed; choosing it makes it yours")),
        (tip_rows.EXTENDED_SYMBOL, _("runs for another cycle")),
        (tip_rows.IMPLEMENTED_SYMBOL, _("it stays already")),
        (STAR_SYMBOL, _("starred")),
    )
    return Group(
        Text(_("Choose five that stick. Do them for two months, and look back for a moment each week.")),
        Text(""),
        _help_table(keys),
        Text(""),
        _help_table(symbols),
        Text(""),
        Text(_("The mouse works too: on a sign, on a row, on every word between brackets and on the keys below.")),
    )


def _help_table(rows: tuple[tuple[str, str], ...]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=7)
    grid.add_column(ratio=1)
    for key, meaning in rows:
        grid.add_row(Text(key, style="bold"), Text(meaning))
    return grid
