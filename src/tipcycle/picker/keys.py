"""Which keys do what, as they are shown. Dutch shows v for voorstel and k for klaar; the English ones work too."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from rich.cells import cell_len

from tipcycle.locales import N_, Words
from tipcycle.views.letters import letter

BETWEEN = 2
"""Cells between two keys of a bar."""


class Key(Struct, frozen=True):
    """A key, what it does, and how dearly it is missed where a bar is short."""

    shown: str
    does: str
    action: str
    """The action of the screen; the mouse calls it too."""
    weight: int = 1

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return cell_len(f"{self.shown} {self.does}")


def done_label(words: Words) -> str:
    """What that key does. The space at the end tells it from the heading of what was done."""
    return words.text(N_("done ")).strip()


def shelf_keys(words: Words) -> tuple[Key, ...]:
    """The keys while looking for tips."""
    _ = words.text
    return (
        Key(_("space"), _("choose"), "choose", 9),
        Key("s", _("star"), "star", 5),
        Key("/", _("search"), "search", 6),
        Key(letter("propose", words), _("propose five"), "propose", 6),
        Key("w", _("why"), "why", 1),
        Key(letter("done", words), done_label(words), "done", 7),
        Key("?", _("help"), "help", 8),
        Key("q", _("leave"), "leave", 4),
    )


def card_keys(words: Words) -> tuple[Key, ...]:
    """The keys while reading a card."""
    _ = words.text
    return (
        Key("↑↓", _("read on"), "", 6),
        Key(_("space"), _("choose"), "choose", 9),
        Key("s", _("star"), "star", 7),
        Key("Enter", _("back"), "back", 8),
        Key("?", _("help"), "help", 5),
    )


def why_keys(words: Words) -> tuple[Key, ...]:
    """The keys while reading why these."""
    _ = words.text
    return (
        Key("↑↓", _("read on"), "", 6),
        Key(letter("propose", words), _("propose others"), "propose", 7),
        Key(letter("done", words), done_label(words), "done", 7),
        Key("Enter", _("back"), "back", 8),
    )


def search_keys(words: Words) -> tuple[Key, ...]:
    """The keys while typing what to look for."""
    _ = words.text
    return (
        Key("Enter", _("to the tips"), "back", 9),
        Key("Esc", _("clear"), "clear", 8),
    )


def confirm_keys(words: Words, on: str = "running") -> tuple[Key, ...]:
    """The keys on the last screen, where `on` has them: what keeps running, the start, or one of the ways out."""
    _ = words.text
    esc = Key("Esc", _("back to the tips"), "back", 8)
    match on:
        case "begin":
            return (Key("Enter", _("begin"), "begin", 9), esc)
        case "back":
            return (Key("Enter", _("back to the tips"), "back", 9),)
        case "start":
            return (Key("↑↓", _("choose"), "", 7), Key("Enter", _("go on"), "on", 9), esc)
        case _else:
            return (Key("Enter", _("go on"), "on", 9), esc)


def fitting(keys: Iterable[Key], width: int) -> Sequence[Key]:
    """The keys that fit in so many cells, in their order; what is missed least makes place first."""
    kept = list(keys)
    while len(kept) > 1 and sum(key.width + BETWEEN for key in kept) - BETWEEN > width:
        kept.remove(min(kept, key=lambda key: key.weight))
    return kept
