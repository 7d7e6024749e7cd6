"""Everything that was written, entry by entry."""

from collections.abc import Iterable, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.history import Written
from tipcycle.locales import Words
from tipcycle.views.screen import indented


def history_screen(history: Iterable[Written], said: Mapping[Written, str], words: Words) -> RenderableType:
    """Every entry with its day; what was taken back is struck out in words."""
    _ = words.text
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for written in history:
        text = Text(said[written])
        if written.entry.undone:
            text.append("  " + _("(taken back)"), style="dim")
        where = _("cycle {n}").format(n=written.number) if written.number else ""
        grid.add_row(Text(words.day(written.on, year=True)), Text(where, style="dim"), text)
    return indented(Text(""), grid, Text(""))
