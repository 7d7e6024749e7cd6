"""The question when to begin: two Mondays, one of them this week's."""

from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from tipcycle.locales import Words
from tipcycle.picker.signs import CHOSEN, CURSOR, FREE


class Start(Widget, can_focus=True):
    """Monday, or now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left,m", "take(0)", show=False),
        Binding("down,right,n", "take(1)", show=False),
        Binding("space", "other", show=False),
        Binding("enter", "on", show=False),
    ]

    class On(Message):
        """The question is answered."""

    def __init__(self, mondays: tuple[date, date], words: Words, *, id: str) -> None:
        super().__init__(id=id)
        _ = words.text
        self._labels = (words.full_day(mondays[0]), _("right now"))
        self.taken = 0
        """Which of the two."""

    def render(self) -> Text:
        """The two, each on a line."""
        lines = Text(no_wrap=True)
        for place, (key, label) in enumerate(zip("mn", self._labels, strict=True)):
            taken = place == self.taken
            cursor = CURSOR if taken and self.has_focus else " "
            style = "reverse" if taken and self.has_focus else "bold" if taken else ""
            lines.append("\n" if place else "")
            shown = key if self.has_focus else " "  # elsewhere it is a letter that is typed
            lines.append(f"{cursor}{CHOSEN if taken else FREE} {shown}  {label}", style=style)
        return lines

    def action_take(self, place: int) -> None:
        """Takes one of the two."""
        self.taken = place
        self.refresh()

    def action_other(self) -> None:
        """Takes the other one."""
        self.action_take(1 - self.taken)

    def action_on(self) -> None:
        """Says that it is answered."""
        self.post_message(self.On())

    def on_click(self, event: events.Click) -> None:
        """The mouse takes the line it presses."""
        if event.y in (0, 1):
            self.action_take(event.y)
