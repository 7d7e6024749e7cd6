"""The pane beside the shelf: a tip as a card, a theme as a door, or why these five. Data never becomes markup."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.tips import Tip
from tipcycle.locales import Words
from tipcycle.picker.finding import STAR, Entry
from tipcycle.picker.model import Picking
from tipcycle.picker.phrases import mix, together, why
from tipcycle.views.labels import number, title
from tipcycle.views.phrases import tip_marks
from tipcycle.views.screen import heading
from tipcycle.views.tip_words import tip_words


def _columns(rows: Iterable[tuple[str, Text]]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for first, text in rows:
        grid.add_row(Text(first, style="cyan"), text)
    return grid


def pane(entry: Entry | None, picking: Picking, words: Words) -> RenderableType:
    """What stands beside the cursor."""
    if entry is None:
        return Text("")
    return card(entry.tip, picking, words) if entry.tip else door(entry, words)


def door(entry: Entry, words: Words) -> RenderableType:
    """A theme, by the question that opens it."""
    _ = words.text
    count = words.many("{n} tip", "{n} tips", entry.count)
    if entry.theme is None:
        return Group(Text(_("Your own"), style="bold"), Text(count, style="dim"))
    text = entry.theme.text(words.language)
    return Group(
        Text(text.name, style="dim"),
        Text(""),
        Text(text.question, style="bold"),
        Text(""),
        Text(text.line, style="italic"),
        Text(""),
        Text(count, style="dim"),
    )


def card(tip: Tip, picking: Picking, words: Words) -> RenderableType:
    """One tip, to be read like a card."""
    _ = words.text
    said = tip_words(tip, picking.shelf.catalogue, words)
    figures = f"{number(tip.id)} {STAR}" if tip.id in picking.stars else number(tip.id)
    history = past(tip, picking, words)
    parts: list[RenderableType] = [
        _columns([(figures, Text(said.title, style="bold"))]),
        Text(said.theme or _("Your own"), style="dim"),
        Text(", ".join(said.facts), style="dim"),
        *([Text(history, style="dim")] if history else []),
        Text(""),
        Text(said.what),
        Text(""),
        Text(said.why, style="italic"),
        Text(""),
        heading(_("how")),
        _columns((str(n), Text(step)) for n, step in enumerate(said.steps, 1)),
    ]
    for section in (*said.sections, *([said.example] if said.example else [])):
        parts += [Text(""), heading(section.heading), Text(section.text)]
        parts += [Text(section.more, style="dim", overflow="fold")] if section.more else []
    return Group(*parts)


def past(tip: Tip, picking: Picking, words: Words) -> str:
    """When a tip was picked, and whether it stays already."""
    _ = words.text
    picked = tip_marks(tip, words, starred=frozenset(), picked_in=picking.shelf.picked_in)
    stays = _("it stays already") if picking.stays(tip.id) else ""
    return ", ".join(part for part in (picked, stays) if part)


def reasons(picking: Picking, words: Words) -> RenderableType:
    """Why these: each of the five so far, with what speaks for it."""
    _ = words.text
    parts: list[RenderableType] = [heading(_("why these")), Text("")]
    for tip in picking.five:
        told = Text.assemble(
            (title(tip, picking.shelf.catalogue, words), "bold"), "\n", (why(tip, picking, words), "italic")
        )
        parts += [_columns([(number(tip), told)]), Text("")]
    if not picking.five:
        return Group(*parts, Text(_("Nothing is chosen yet.")))
    return Group(*parts, Text(together(picking, words)), Text(mix(picking, words)))
