"""A scroll bar drawn with lines: quiet in every palette, and visible without colour."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.containers import VerticalScroll
from textual.scrollbar import ScrollBar, ScrollBarRender

TRACK, THUMB = "│", "┃"


class ThinBar(ScrollBarRender):
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


def thin(bar: ScrollBar) -> None:
    """Draws this bar thinly."""
    bar.renderer = ThinBar  # type: ignore[misc]  # Textual means it to be set on one bar


class Reading(VerticalScroll):
    """Text that scrolls, beside a thin bar."""

    def on_mount(self) -> None:
        """The bar of this one."""
        thin(self.vertical_scrollbar)
