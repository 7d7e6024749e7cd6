"""Small widgets of the picker: text button, list with a cursor, thin scroll bar and reading pane."""

from typing import ClassVar

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.style import Style as VisualStyle
from textual.widgets import Button, OptionList


class TextButton(Button):
    """Textual's compact button, shown as `[ begin ]`. The brackets mark it as a button without the use of colour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "press", show=False)]

    def __init__(self, label: str, *, id: str, focusable: bool = True) -> None:
        text = Content(f"[ {label} ]")
        super().__init__(text, id=id, compact=True)
        self.active_effect_duration = 0
        self.styles.line_pad = 0  # Textual does not parse a 0 in a style sheet
        self.styles.width = text.cell_length
        self.can_focus = focusable


class CursorList(OptionList):
    """Textual's option list, with j and k. The cursor stops at both ends, where the screen gets ↑ and ↓."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> VisualStyle:
        """Return the style of an option. Adds the reverse of the cursor, which Textual leaves out of its styles."""
        style = super().get_visual_style(*component_classes, partial=partial)
        is_cursor = "option-list--option-highlighted" in component_classes and self.has_focus
        return style + VisualStyle(reverse=True) if is_cursor else style

    def action_cursor_down(self) -> None:
        """Move to the next option."""
        if self.highlighted is None or self.highlighted >= self.option_count - 1:
            raise SkipAction
        super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Move to the previous option."""
        if not self.highlighted:
            raise SkipAction
        super().action_cursor_up()

    def on_mount(self) -> None:
        """Use the thin scroll bar."""
        use_thin_scrollbar(self.vertical_scrollbar)


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
