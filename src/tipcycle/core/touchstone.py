"""The touchstone sentence: one line to hold a choice against, provisional until it was written together."""

from datetime import date

from msgspec import Struct

from tipcycle.core.events import Journal, Touchstone
from tipcycle.core.projection import active_events


class TouchstoneState(Struct, frozen=True):
    """A sentence, since when it holds, and the day it was written together."""

    text: str
    since: date
    agreed_on: date | None

    @property
    def is_provisional(self) -> bool:
        """Whether it is one person's so far."""
        return self.agreed_on is None


def touchstone_history(journal: Journal, until: date | None = None) -> tuple[TouchstoneState, ...]:
    """Every sentence there was, oldest first; one that was only confirmed together is the same sentence.

    With `until` as it stood on that day: what was written later is passed over.
    """
    found: list[TouchstoneState] = []
    for event in active_events(journal.global_events):
        if not isinstance(event.payload, Touchstone) or (until is not None and event.on > until):
            continue
        text, together = event.payload.text.strip(), event.payload.together
        if found and found[-1].text == text:
            found[-1] = TouchstoneState(text, found[-1].since, together or found[-1].agreed_on)
        elif text:
            found.append(TouchstoneState(text, event.on, together))
    return tuple(found)


def current_touchstone(journal: Journal, until: date | None = None) -> TouchstoneState | None:
    """The sentence that holds now; with `until` the one that held on that day, as it stood then."""
    every = touchstone_history(journal, until)
    return every[-1] if every else None


def agreed_text(touchstone: TouchstoneState | None) -> str | None:
    """The sentence where it stands as one that holds, on a wall and on a card: None while it is provisional."""
    return None if touchstone is None or touchstone.is_provisional else touchstone.text
