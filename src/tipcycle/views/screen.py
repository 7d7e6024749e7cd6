"""What screens laid out with Rich are made of. Data never becomes markup."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tipcycle.locales import Words
from tipcycle.views.labels import meanings
from tipcycle.views.lines import flowed
from tipcycle.views.look import Look


def indented(*parts: RenderableType) -> RenderableType:
    """The parts with the margin that every screen has."""
    return Padding(Group(*parts), (0, 0, 0, 2))


def heading(text: str) -> Text:
    """A heading, quiet and in capitals."""
    return Text(text.upper(), style="dim")


def both_ends(left: str, right: str, look: Look) -> RenderableType:
    """A title, and where we are, at the ends of one line or under each other."""
    if look.narrow:
        return Group(Text(left, style="bold"), Text(right, style="dim"))
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(left, style="bold"), Text(right, style="dim"))
    return grid


def tip_rows(rows: Iterable[tuple[RenderableType, ...]], *, columns: int = 2) -> Table:
    """Rows that begin with a number and a title; the title takes the room that is left."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for _ in range(columns - 2):
        grid.add_column(no_wrap=True)
    for row in rows:
        grid.add_row(*row)
    return grid


def legend_lines(strips: Iterable[str], words: Words, look: Look) -> Text:
    """What the signs mean; a meaning is never broken."""
    return Text("\n".join(flowed(meanings(strips, words), look.width - 2)), style="dim")
