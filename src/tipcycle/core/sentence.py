"""The touchstone sentence: one line to hold a choice against, provisional until it was written together."""

from datetime import date

from msgspec import Struct

from tipcycle.core.blocks import Change, Journal, Sentence
from tipcycle.core.errors import EmptyText
from tipcycle.core.standing import standing


class Touchstone(Struct, frozen=True):
    """A sentence, since when it holds, and the day it was written together."""

    text: str
    since: date
    together: date | None

    @property
    def provisional(self) -> bool:
        """Whether it is one person's so far."""
        return self.together is None


def history(journal: Journal, until: date | None = None) -> tuple[Touchstone, ...]:
    """Every sentence there was, oldest first; one that was only confirmed together is the same sentence.

    With `until` as it stood on that day: what was written later is passed over.
    """
    found: list[Touchstone] = []
    for block in standing(journal.own):
        if not isinstance(block.body, Sentence) or (until is not None and block.on > until):
            continue
        text, together = block.body.text.strip(), block.body.together
        if found and found[-1].text == text:
            found[-1] = Touchstone(text, found[-1].since, together or found[-1].together)
        elif text:
            found.append(Touchstone(text, block.on, together))
    return tuple(found)


def current(journal: Journal, until: date | None = None) -> Touchstone | None:
    """The sentence that holds now; with `until` the one that held on that day, as it stood then."""
    every = history(journal, until)
    return every[-1] if every else None


def agreed(sentence: Touchstone | None) -> str | None:
    """The sentence where it stands as one that holds, on a wall and on a card: None while it is provisional."""
    return None if sentence is None or sentence.provisional else sentence.text


def set_sentence(journal: Journal, text: str | None, together: date | None) -> Change:
    """A new sentence, or the present one written together on a day. EmptyText when there is none."""
    now = current(journal)
    words = text.strip() if text is not None else now.text if now else ""
    if not words:
        raise EmptyText("TEXT")
    return Change(None, (Sentence(text=words, together=together),))
