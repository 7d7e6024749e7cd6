"""The line above the shelf: words to look for, and three ways to narrow. Holds what is typed; finds nothing itself."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tipcycle.locales import Words
from tipcycle.picker.finding import STAR, Filter
from tipcycle.views.labels import kind_label


class Typed(Input):
    """Where words are typed; letters go nowhere else while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "screen.back", show=False),
        Binding("escape", "screen.clear", show=False),
    ]


class Chip(Widget):
    """One way to narrow, with its key; brackets where it does."""

    class Pressed(Message):
        """The mouse pressed it."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, key: str, action: str, *, id: str) -> None:
        super().__init__(id=id)
        self._key = key
        self._action = action
        self._label = ""
        self._narrows = False

    def show(self, label: str, *, narrows: bool) -> None:
        """Says what it narrows to."""
        self._label = label
        self._narrows = narrows
        self.refresh(layout=True)

    def render(self) -> Text:
        """The key and the label."""
        if self._narrows:
            return Text(f"[{self._key} {self._label}]", style="bold", no_wrap=True)
        return Text.assemble((f" {self._key} ", "bold"), (f"{self._label} ", "dim"), no_wrap=True)

    def get_content_width(self, *_sizes: object) -> int:
        """The key, the label and their brackets."""
        return Text(f" {self._key} {self._label} ").cell_len

    def on_click(self) -> None:
        """The mouse narrows too."""
        self.post_message(self.Pressed(self._action))


class FilterBar(Horizontal):
    """Words, how often, starred, new."""

    def __init__(self, words: Words, *, id: str, news: bool) -> None:
        super().__init__(id=id)
        self._words = words
        self._news = news
        """Whether some tips are new and others are not."""

    def compose(self) -> ComposeResult:
        """A slash, the words, the chips."""
        _ = self._words.text
        yield Static("/", id="slash", markup=False)
        yield Typed(id="words", placeholder=_("word, theme or number"), compact=True, select_on_focus=False)
        yield Chip("h", "often", id="often")
        yield Chip("*", "only_starred", id="starred")
        if self._news:
            yield Chip("n", "only_new", id="new")

    @property
    def input(self) -> Input:
        """Where words are typed."""
        return self.query_one("#words", Input)

    def show(self, wanted: Filter) -> None:
        """Shows what the shelf is narrowed to."""
        _ = self._words.text
        often = kind_label(wanted.kind, self._words) if wanted.kind else _("how often")
        states: Iterable[tuple[str, str, bool]] = (
            ("#often", often, wanted.kind is not None),
            ("#starred", STAR, wanted.starred),
            ("#new", _("new"), wanted.new),
        )
        for id, label, narrows in states:
            for chip in self.query(id).results(Chip):
                chip.show(label, narrows=narrows)
