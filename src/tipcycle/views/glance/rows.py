"""The rows that every part of the bare `tipcycle` is made of."""

from tipcycle.views.lines import Line, flowed, padded, width_of, wrapped
from tipcycle.views.look import Look


def heading(text: str, look: Look) -> Line:
    """A heading, quiet and in capitals."""
    return [(f"{text.capitalize()}:" if look.plain else look.margin + text.upper(), "dim")]


def key_rows(text: str, look: Look) -> list[Line]:
    """Keys and what they do; what belongs together stays on one line."""
    rows = flowed(text.split("   "), look.text_width - len(look.margin))
    return [[(look.margin + row, "")] for row in rows]


def command_rows(rows: list[tuple[str, str]], look: Look) -> list[Line]:
    """Commands, or keys, and what they do: beside each other where they fit, else under each other."""
    if look.plain:
        return [[(f"{command}: {what}", "")] for command, what in rows]
    wide = max(width_of(command) for command, _ in rows) + 3
    if len(look.margin) + wide + max(width_of(what) for _, what in rows) > look.width:
        return [
            line
            for command, what in rows
            for line in ([(look.margin + command, "accent")], *wrapped(what, look.text_width, indent=look.margin * 2))
        ]
    return [[(look.margin, ""), (padded(command, wide), "accent"), (what, "")] for command, what in rows]
