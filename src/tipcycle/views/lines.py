"""Lines of text with a little emphasis, laid out without a library: for the screens that must appear at once."""

import textwrap

Span = tuple[str, str]
"""Text, and its style: empty, `bold`, `dim` or `accent`."""
Line = list[Span]


def width_of(text: str) -> int:
    """How many cells a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, cells: int) -> str:
    """The text, filled up with spaces to this many cells."""
    return text + " " * max(0, cells - width_of(text))


def both_ends(left: str, right: str, width: int, *, style: str = "") -> list[Line]:
    """Two texts at the ends of one line, or under each other when they do not fit."""
    gap = width - width_of(left) - width_of(right)
    if gap < 2:
        return [[(left, style)], [(right, "dim")]]
    return [[(left, style), (" " * gap, ""), (right, "dim")]]


def wrapped(text: str, width: int, *, indent: str = "", first: str | None = None, style: str = "") -> list[Line]:
    """A paragraph at this width; `first` begins its first line, `indent` the others."""
    lead = indent if first is None else first
    rows = textwrap.wrap(text, max(10, width), initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
    return [[(row, style)] for row in rows or [lead.rstrip()]]
