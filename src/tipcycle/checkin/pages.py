"""The pages of the check-in: each asks one thing and ends with its answer, or with None when somebody leaves."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from tipcycle.checkin import paint
from tipcycle.checkin.model import Extra, Feel, Five
from tipcycle.checkin.paint import Drawn, Room
from tipcycle.locales import Words

Answer = TypeVar("Answer")
Keyed = TypeVar("Keyed", Five, Feel)


class Page(Screen[Answer | None]):
    """A screen that Esc leaves without an answer."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

    def action_leave(self) -> None:
        self.dismiss(None)


class KeyScreen(Page[Keyed]):
    """A screen that is answered with single keys; the cursor moves by itself."""

    def __init__(self, state: Keyed, painted: Callable[[Keyed, Room], Drawn]) -> None:
        super().__init__()
        self.state: Keyed = state
        self._painted: Callable[[Keyed, Room], Drawn] = painted

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="page")
        yield Static(id="keys")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        typed = event.character if event.character and event.character.isprintable() else event.key
        before, self.state = self.state, self.state.press(typed.lower())
        if self.state is before:
            return
        event.stop()
        if self.state.done:
            self.dismiss(self.state)
        else:
            self._show()

    def _show(self) -> None:
        drawn = self._painted(self.state, paint.room(self.app.size))
        self.query_one("#page", Static).update(drawn.body)
        self.query_one("#keys", Static).update(drawn.keys)


class ExtraScreen(Page[str]):
    """One thing more: a key, or a line."""

    def __init__(self, extra: Extra, words: Words) -> None:
        super().__init__()
        self._extra, self._words = extra, words

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(paint.extra(self._extra, self._words))
            if self._extra.plan_for is not None:
                yield Input(self._extra.plan, id="plan", select_on_focus=False)
        yield Static(paint.extra_keys(self._words), id="keys")

    def on_key(self, event: events.Key) -> None:
        if self._extra.plan_for is not None:
            return
        if event.key == "enter":
            self.dismiss("")
        elif event.character and self._extra.option(event.character.lower()) is not None:
            self.dismiss(event.character.lower())

    @on(Input.Submitted, "#plan")
    def written(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
