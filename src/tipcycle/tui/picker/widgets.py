"""A word that can be pressed, with a key or with the mouse.

A scroll bar drawn with lines: quiet in every palette, and visible without colour.
"""

from typing import ClassVar

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget


class TextButton(Widget, can_focus=True):
    """`[ begin ]`: brackets say that it can be pressed, so that no colour has to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, button: "TextButton") -> None:
            super().__init__()
            self.button = button

        @property
        def control(self) -> "TextButton":
            """The word that was pressed."""
            return self.button

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


TRACK, THUMB = "│", "┃"


class ThinScrollBarRender(ScrollBarRender):
    """A thin line, thicker where the window is."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: FBT001, FBT002 - as Textual declares it
        back_color: Color | None = None,
        bar_color: Color | None = None,
    ) -> Segments:
        """The lines of a vertical bar; the mouse grabs the thumb and pages on the track."""
        quiet = Style(dim=True)
        if not window_size or virtual_size <= window_size:
            return Segments([Segment(TRACK * thickness, quiet)] * size, new_lines=True)
        length = max(1, round(size * window_size / virtual_size))
        first = round((size - length) * position / (virtual_size - window_size))
        first = min(max(0, first), size - length)
        up, grab, down = ({"@mouse.down": name} for name in ("scroll_up", "grab", "scroll_down"))
        segments = [Segment(TRACK * thickness, quiet + Style(meta=up))] * first
        segments += [Segment(THUMB * thickness, Style(meta=grab))] * length
        segments += [Segment(TRACK * thickness, quiet + Style(meta=down))] * (size - first - length)
        return Segments(segments, new_lines=True)


def use_thin_scrollbar(scrollbar: ScrollBar) -> None:
    """Draws this bar thinly."""
    scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual means it to be set on one bar


class ReadingPane(VerticalScroll):
    """Text that scrolls, beside a thin bar."""

    def on_mount(self) -> None:
        """The bar of this one."""
        use_thin_scrollbar(self.vertical_scrollbar)
