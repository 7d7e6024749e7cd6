"""The blocks of a review as Markdown, for a chat or a wiki."""

import re
from collections.abc import Iterable, Iterator

from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import blocks
from tipcycle.render.review.blocks import review_blocks
from tipcycle.render.sanitize import sanitize

MARKS = {"none": "", "strong": "**", "muted": "*"}


def escape_markdown(text: str) -> str:
    """Escape a text so that Markdown shows it literally: no link, heading, list, HTML or table."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~$&@])", r"\\\1", sanitize(text).strip())
    text = re.sub(r"^(?:[-+=]|\d+(?=[.)]))", _escape_list_marker, text)
    return re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)", r"\g<0>\\", text)


def _escape_list_marker(match: re.Match[str]) -> str:
    """Escape a sign or number at the start of a line that would start a list."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def review_markdown(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the review as Markdown."""
    return blocks_markdown(review_blocks(review, catalogue, translator, with_sheet_parts=True))


def blocks_markdown(document_blocks: Iterable[blocks.Block]) -> str:
    """Return a document made of these blocks. Lines of one list follow each other; a blank line separates the rest."""
    document = ""
    for paragraph in (paragraph for block in document_blocks for paragraph in _paragraphs(block)):
        continues_list = paragraph.startswith("- ") and document.rpartition("\n")[2].startswith("- ")
        document += ("\n" if continues_list else "\n\n") + paragraph
    return document.strip() + "\n"


def _paragraphs(block: blocks.Block) -> Iterator[str]:
    match block:
        case blocks.Header(title, dates, team):
            yield f"# {escape_markdown(title)}"
            if dates or team:
                yield ", ".join(escape_markdown(part) for part in (dates, team) if part)
        case blocks.Section(heading, items):
            yield f"## {escape_markdown(heading)}"
            for item in items:
                yield from _paragraphs(item)
        case blocks.Paragraph(text, emphasis):
            yield MARKS[emphasis] + escape_markdown(text) + MARKS[emphasis]
        case blocks.Fact(label, text, sign):
            yield f"**{escape_markdown(f'{sign} {label}')}:** {escape_markdown(text)}"
        case blocks.Point(text, has_box):
            yield f"- {'☐ ' if has_box else ''}{escape_markdown(text)}"
        case blocks.LabeledText(label, text):
            yield f"- {escape_markdown(label)}: {escape_markdown(text)}"
        case blocks.Quote(text, attribution):
            yield f"> {escape_markdown(text)}" + (f"  \n> *{escape_markdown(attribution)}*" if attribution else "")
        case blocks.Statement(name, text):
            yield f"**{escape_markdown(name)}.** {escape_markdown(text)}"
        case blocks.Table(columns, rows):
            lines = (columns, ["---"] * len(columns), *(tuple(map(escape_markdown, row)) for row in rows))
            yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        case blocks.TipItem():
            yield "  \n".join(_tip_lines(block))
            yield from (f"> {escape_markdown(note)}" for note in block.notes)
        case blocks.Legend(phrases):
            yield "   ".join(phrases)


def _tip_lines(tip: blocks.TipItem) -> Iterator[str]:
    yield f"**{tip.number} {escape_markdown(tip.title)}**"
    signs = tip.signs.replace(" ", "\u00a0")  # Markdown drops leading spaces
    yield f"{signs}  {escape_markdown(tip.facts)}"
    yield f"→ {escape_markdown(tip.result)}" if tip.result else "   ".join(f"☐ {name}" for name in tip.decisions)
