"""The pane beside the shelf: a tip as a card, a theme as a door, or why these five. Data never becomes markup."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.tips import Tip
from tipcycle.locales import Words
from tipcycle.picker.finding import STAR, Entry
from tipcycle.picker.model import Picking
from tipcycle.picker.phrases import facts, mix, number, sections, title, together, why


def _heading(text: str) -> Text:
    return Text(text.upper(), style="dim")


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
    text = tip.text(words.language)
    shelf = picking.shelf
    theme = next((theme.text(words.language).name for theme in shelf.catalogue.themes if theme.slug == tip.theme), "")
    figures = f"{number(tip.id)} {STAR}" if tip.id in picking.stars else number(tip.id)
    history = past(tip, picking, words)
    parts: list[RenderableType] = [
        _columns([(figures, Text(text.title, style="bold"))]),
        Text(theme or _("Your own"), style="dim"),
        Text(", ".join(facts(tip, words)), style="dim"),
        *([Text(history, style="dim")] if history else []),
        Text(""),
        Text(text.what),
        Text(""),
        Text(text.why, style="italic"),
        Text(""),
        _heading(_("how")),
        _columns((str(n), Text(step)) for n, step in enumerate(text.steps, 1)),
    ]
    for heading, said in sections(text, words):
        parts += [Text(""), _heading(heading), Text(said)]
        if said is text.check and text.check_after:
            parts.append(Text(_("Once it stands: {question}").format(question=text.check_after), style="dim"))
    if tip.example:
        said = tip.example.text.get(words.language) or next(iter(tip.example.text.values()))
        parts += [
            Text(""),
            _heading(_("where it is done")),
            Text(f"{tip.example.who}: {said}"),
            Text(tip.example.url, style="dim", overflow="fold"),
        ]
    return Group(*parts)


def past(tip: Tip, picking: Picking, words: Words) -> str:
    """When a tip was picked, and whether it stays already."""
    _ = words.text
    said = []
    cycles = picking.shelf.picked_in.get(tip.id, ())
    if cycles:
        picked = words.many("picked in cycle {cycles}", "picked in cycles {cycles}", len(cycles))
        said.append(picked.format(cycles=words.listed(map(str, cycles))))
    if picking.stays(tip.id):
        said.append(_("it stays already"))
    return ", ".join(said)


def reasons(picking: Picking, words: Words) -> RenderableType:
    """Why these: each of the five so far, with what speaks for it."""
    _ = words.text
    parts: list[RenderableType] = [_heading(_("why these")), Text("")]
    for tip in picking.five:
        told = Text.assemble(
            (title(tip, picking.shelf.catalogue, words), "bold"), "\n", (why(tip, picking, words), "italic")
        )
        parts += [_columns([(number(tip), told)]), Text("")]
    if not picking.five:
        return Group(*parts, Text(_("Nothing is chosen yet.")))
    return Group(*parts, Text(together(picking, words)), Text(mix(picking, words)))
