"""The filter bar above the list: a text field and three chips. Displays the filter and does not apply it."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tipcycle.i18n import Translator
from tipcycle.render.labels import kind_label
from tipcycle.tui.picker.filter import STAR_SYMBOL, TipFilter


class FilterInput(Input):
    """The text field of the filter. Enter and Down return to the list; Esc clears the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "screen.back", show=False),
        Binding("escape", "screen.clear", show=False),
    ]


class Chip(Widget):
    """A filter option with its key. An active chip is shown in brackets."""

    class Pressed(Message):
        """Posted when the user clicks the chip."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, key: str, action: str, *, id: str) -> None:
        super().__init__(id=id)
        self._key = key
        self._action = action
        self._label = ""
        self._is_active = False

    def set_label(self, label: str, *, active: bool) -> None:
        """Set the label and whether the option is active."""
        self._label = label
        self._is_active = active
        self.refresh(layout=True)

    def render(self) -> Text:
        """Return the key and the label."""
        if self._is_active:
            return Text(f"[{self._key} {self._label}]", style="bold", no_wrap=True)
        return Text.assemble((f" {self._key} ", "bold"), (f"{self._label} ", "dim"), no_wrap=True)

    def get_content_width(self, *_sizes: object) -> int:
        """Return the width of the key, the label and the brackets."""
        return Text(f" {self._key} {self._label} ").cell_len

    def on_click(self) -> None:
        """Post `Pressed`."""
        self.post_message(self.Pressed(self._action))


class FilterBar(Horizontal):
    """The text field, and chips for the kind, starred tips and new tips."""

    def __init__(self, translator: Translator, *, id: str, has_new_chip: bool) -> None:
        super().__init__(id=id)
        self._translator = translator
        self._has_new_chip = has_new_chip
        """True if a tip was ever picked. Otherwise all tips are new."""

    def compose(self) -> ComposeResult:
        """Yield the slash, the text field and the chips."""
        _ = self._translator.gettext
        yield Static("/", id="filter-sign", markup=False)
        yield FilterInput(id="filter-text", placeholder=_("word, theme or number"), compact=True, select_on_focus=False)
        yield Chip("h", "next_kind", id="kind")
        yield Chip("*", "only_starred", id="starred")
        if self._has_new_chip:
            yield Chip("n", "only_new", id="new")

    @property
    def input(self) -> Input:
        """The text field."""
        return self.query_one("#filter-text", Input)

    def show_filter(self, tip_filter: TipFilter) -> None:
        """Update the chips for a filter."""
        _ = self._translator.gettext
        kind_text = kind_label(tip_filter.kind, self._translator) if tip_filter.kind else _("how often")
        states: Iterable[tuple[str, str, bool]] = (
            ("#kind", kind_text, tip_filter.kind is not None),
            ("#starred", STAR_SYMBOL, tip_filter.starred_only),
            ("#new", _("new"), tip_filter.new_only),
        )
        for id, label, active in states:
            for chip in self.query(id).results(Chip):
                chip.set_label(label, active=active)
