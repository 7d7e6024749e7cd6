"""The blocks of a review as plain text: one fact on a line, with its heading in front.

No information depends on a drawing character. This module must not import Rich.
"""

from collections.abc import Iterator

from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import blocks
from tipcycle.render.labels import quote_text
from tipcycle.render.review.blocks import review_blocks
from tipcycle.render.sanitize import sanitize


def review_plain(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the review as plain text."""
    lines = (line for block in review_blocks(review, catalogue, translator) for line in _lines(block))
    return "".join(f"{sanitize(line)}\n" for line in lines)


def _lines(block: blocks.Block, prefix: str = "") -> Iterator[str]:
    match block:
        case blocks.Header(title, dates, team):
            yield f"{title}, {dates}."
            if team:
                yield team
        case blocks.Section(heading, items, is_self_explanatory):
            for item in items:
                yield from _lines(item, "" if is_self_explanatory else f"{heading}: ")
        case blocks.Paragraph(text):
            yield prefix + text
        case blocks.Fact(label, text) | blocks.LabeledText(label, text):
            yield f"{prefix}{label}: {text}"
        case blocks.Point(text, has_box):
            yield f"   {text}" if has_box else prefix + text
        case blocks.Quote(text, attribution):
            yield f"{prefix}{quote_text(text)} {attribution}."
        case blocks.Statement(name, text):
            yield f"{prefix}{name}. {text}"
        case blocks.Table(columns, rows):
            for name, *cells in rows:
                pairs = zip(columns[1:], cells, strict=True)
                yield f"{prefix}{name}: {'; '.join(f'{column}: {cell}' for column, cell in pairs)}."
        case blocks.TipItem():
            yield f"{block.number} {block.title}: {block.facts}." + (f" {block.words}." if block.words else "")
            yield from (f"   {quote_text(note)}" for note in block.notes)
            if block.result:
                yield f"   {block.result}"
        case blocks.Legend():
            pass
