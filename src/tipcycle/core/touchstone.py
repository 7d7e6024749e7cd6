"""The touchstone sentence that choices are compared with. It is provisional until it is written together."""

from datetime import date

from msgspec import Struct

from tipcycle.core.events import Journal, Touchstone
from tipcycle.core.projection import active_events


class TouchstoneState(Struct, frozen=True):
    """A touchstone sentence, the date from which it applies, and the date on which it was written together."""

    text: str
    since: date
    agreed_on: date | None

    @property
    def is_provisional(self) -> bool:
        """True if the sentence was not yet written together."""
        return self.agreed_on is None


def touchstone_history(journal: Journal, until: date | None = None) -> tuple[TouchstoneState, ...]:
    """Return all touchstone sentences, oldest first. A confirmation does not add a sentence.

    With `until`, later events are ignored.
    """
    history: list[TouchstoneState] = []
    for event in active_events(journal.global_events):
        if not isinstance(event.payload, Touchstone) or (until is not None and event.on > until):
            continue
        text, together = event.payload.text.strip(), event.payload.together
        if history and history[-1].text == text:
            history[-1] = TouchstoneState(text, history[-1].since, together or history[-1].agreed_on)
        elif text:
            history.append(TouchstoneState(text, event.on, together))
    return tuple(history)


def current_touchstone(journal: Journal, until: date | None = None) -> TouchstoneState | None:
    """Return the current touchstone, or the one on the date `until`. None if there is none."""
    history = touchstone_history(journal, until)
    return history[-1] if history else None


def agreed_text(touchstone: TouchstoneState | None) -> str | None:
    """Return the sentence, or None if it is provisional. The wall and the card print only this text."""
    return None if touchstone is None or touchstone.is_provisional else touchstone.text
