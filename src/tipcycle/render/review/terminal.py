"""The blocks of a review as a Rich layout."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import blocks
from tipcycle.render.labels import quote_text
from tipcycle.render.review.blocks import review_blocks
from tipcycle.render.rich_screens import indented, rich_header, rich_heading, tip_grid
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import DisplayOptions, flow_phrases

STYLES = {"none": "", "strong": "bold", "muted": "dim"}


def review_screen(
    review: Review, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> RenderableType:
    """Return the review as a layout for the terminal."""
    parts: list[RenderableType] = []
    for block in review_blocks(review, catalogue, translator):
        parts += [Text(""), *_parts(block, display)]
    return indented(*parts, Text(""))


def _line(*spans: tuple[str, str] | str) -> Text:
    """Return a line of sanitised texts, each with an optional style. User data is never parsed as Rich markup."""
    pairs = ((span, "") if isinstance(span, str) else span for span in spans)
    return Text.assemble(*((sanitize(text), style) for text, style in pairs))


def _parts(block: blocks.Block, display: DisplayOptions) -> Iterator[RenderableType]:
    match block:
        case blocks.Header(title, dates, team):
            yield rich_header(sanitize(title), sanitize(dates), display)
            if team:
                yield _line((team, "dim"))
        case blocks.Section(heading, items):
            yield rich_heading(sanitize(heading))
            for item in items:
                yield from _parts(item, display)
        case blocks.Paragraph(text, emphasis):
            yield _line((text, STYLES[emphasis]))
        case blocks.Fact(label, text, sign):
            yield _line((f"{sign} {label}: ".lstrip(), "dim"), text)
        case blocks.Point(text, has_box):
            yield _line("☐ " if has_box else "", text)
        case blocks.LabeledText(label, text):
            yield _line((f"{label}  ", "dim"), text)
        case blocks.Quote(text, attribution):
            yield _line(quote_text(text))
            yield _line((f"  {attribution}", "dim"))
        case blocks.Statement(name, text):
            yield _line((name, "bold"), f"  {text}")
        case blocks.Table(columns, rows):
            grid = Table.grid(padding=(0, 2, 0, 0))
            grid.add_row(*(_line((column, "dim")) for column in columns))
            for name, *cells in rows:
                grid.add_row(_line((name, "dim")), *map(_line, cells))
            yield grid
        case blocks.TipItem():
            yield tip_grid([(_line((block.number, "cyan")), Group(*_tip_parts(block)))])
            yield Text("")
        case blocks.Legend(phrases):
            yield from (_line((row, "dim")) for row in flow_phrases(phrases, display.width - 2))


def _tip_parts(tip: blocks.TipItem) -> Iterator[RenderableType]:
    yield _line((tip.title, "bold"))
    yield _line(f"{tip.signs}  ", (tip.facts, "dim"))
    yield from (_line(quote_text(note)) for note in tip.notes)
    if tip.result:
        yield _line(f"→ {tip.result}")
    else:
        yield _line(("   ".join(f"☐ {decision}" for decision in tip.decisions), "dim"))
