"""Small widgets of the picker: text button, thin scroll bar and reading pane."""

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
    """A button shown as `[ begin ]`. The brackets mark it as a button without the use of colour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """Posted when the button is pressed."""

        def __init__(self, button: "TextButton") -> None:
            super().__init__()
            self.button = button

        @property
        def control(self) -> "TextButton":
            """The button that was pressed. Textual needs it for selectors in `@on`."""
            return self.button

    def __init__(self, label: str, *, id: str, focusable: bool = True) -> None:
        super().__init__(id=id)
        self.label = label
        self.can_focus = focusable

    def render(self) -> Text:
        """Return the label in brackets."""
        return Text(f"[ {self.label} ]", style="reverse" if self.has_focus else "bold", no_wrap=True)

    def get_content_width(self, *_sizes: object) -> int:
        """Return the width of the label with its brackets."""
        return Text(self.label).cell_len + 4

    def action_press(self) -> None:
        """Post `Pressed`."""
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """Press the button."""
        self.action_press()


TRACK, THUMB = "│", "┃"


class ThinScrollBarRender(ScrollBarRender):
    """A vertical scroll bar drawn with box characters. Visible in all palettes and without colour."""

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
        """Return the bar. The thumb can be dragged, and a click on the track scrolls by a page."""
        track_style = Style(dim=True)
        if not window_size or virtual_size <= window_size:
            return Segments([Segment(TRACK * thickness, track_style)] * size, new_lines=True)
        length = max(1, round(size * window_size / virtual_size))
        first = round((size - length) * position / (virtual_size - window_size))
        first = min(max(0, first), size - length)
        up, grab, down = ({"@mouse.down": name} for name in ("scroll_up", "grab", "scroll_down"))
        segments = [Segment(TRACK * thickness, track_style + Style(meta=up))] * first
        segments += [Segment(THUMB * thickness, Style(meta=grab))] * length
        segments += [Segment(TRACK * thickness, track_style + Style(meta=down))] * (size - first - length)
        return Segments(segments, new_lines=True)


def use_thin_scrollbar(scrollbar: ScrollBar) -> None:
    """Draw a scroll bar with `ThinScrollBarRender`."""
    scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual supports a renderer on one instance


class ReadingPane(VerticalScroll):
    """A scrollable pane for text, with a thin scroll bar."""

    def on_mount(self) -> None:
        """Use the thin scroll bar."""
        use_thin_scrollbar(self.vertical_scrollbar)
