"""One line with the keys that work here; the mouse may press them."""

from rich.text import Text
from textual import events
from textual.widget import Widget

from tipcycle.picker.keys import BETWEEN, Key, fitting


class KeyBar(Widget):
    """The keys of the moment."""

    def __init__(self, keys: tuple[Key, ...], *, id: str) -> None:
        super().__init__(id=id)
        self._keys = keys

    def show(self, keys: tuple[Key, ...]) -> None:
        """Other keys work now."""
        self._keys = keys
        self.refresh()

    def render(self) -> Text:
        """As many keys as fit."""
        text = Text(no_wrap=True, overflow="crop")
        for n, key in enumerate(fitting(self._keys, self.size.width)):
            text.append(" " * BETWEEN if n else "")
            text.append(key.shown, style="bold")
            text.append(f" {key.does}", style="dim")
        return text

    async def on_click(self, event: events.Click) -> None:
        """Does what the key under the mouse does."""
        begin = 0
        pressed = event.get_content_offset(self)
        if pressed is None:
            return
        for key in fitting(self._keys, self.size.width):
            if begin <= pressed.x < begin + key.width and key.action:
                await self.app.run_action(key.action, self.screen)
                return
            begin += key.width + BETWEEN
