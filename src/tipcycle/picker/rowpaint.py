"""One line of the shelf in signs and styles. What is bold, dim or cyan here is said by a sign as well."""

from rich.segment import Segment
from rich.style import Style

from tipcycle.picker import layout
from tipcycle.picker.finding import STAR
from tipcycle.picker.model import Picking
from tipcycle.picker.signs import CURSOR, mark
from tipcycle.views.labels import number


def segments(row: layout.Row, part: int, style: Style, picking: Picking, *, digits: int, here: bool) -> list[Segment]:
    """Line `part` of a row in a style; `here` is where the cursor stands, `digits` how wide numbers are."""
    tip = row.entry.tip
    cursor = CURSOR if here and part == 0 else " "
    text = row.lines[part]
    if tip is None:
        door = Style(bold=True) if part == 0 else Style(italic=True)
        return [Segment(f"{cursor} ", style), Segment(text, style + door)]
    dim = picking.stays(tip.id) and not style.reverse
    look = style + Style(dim=dim, bold=tip.id in picking.five or bool(style.bold))
    if part:
        return [Segment(" " * layout.before_title(digits) + text, look)]
    sign = mark(tip.id, picking) or " "
    star = STAR if tip.id in picking.stars else " "
    accent = Style() if style.reverse else Style(color="cyan")
    return [
        Segment(f"{cursor}{sign}{star}", style + Style(bold=True)),
        Segment(number(tip.id).rjust(digits), style + accent),
        Segment(f" {text}", look),
    ]
