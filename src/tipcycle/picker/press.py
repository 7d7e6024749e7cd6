"""A word that can be pressed, with a key or with the mouse."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget


class Press(Widget, can_focus=True):
    """`[ begin ]`: brackets say that it can be pressed, so that no colour has to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, press: "Press") -> None:
            super().__init__()
            self.press = press

        @property
        def control(self) -> "Press":
            """The word that was pressed."""
            return self.press

    def __init__(self, label: str, *, id: str, focusable: bool = True) -> None:
        super().__init__(id=id)
        self.label = label
        self.can_focus = focusable

    def render(self) -> Text:
        """The word between its brackets."""
        return Text(f"[ {self.label} ]", style="reverse" if self.has_focus else "bold", no_wrap=True)

    def get_content_width(self, *_sizes: object) -> int:
        """The word and its brackets."""
        return Text(self.label).cell_len + 4

    def action_press(self) -> None:
        """Says that it was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """The mouse presses it too."""
        self.action_press()
