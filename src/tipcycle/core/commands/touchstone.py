"""Set or confirm the touchstone sentence."""

from datetime import date

from tipcycle.core.errors import EmptyTextError
from tipcycle.core.events import Change, Journal, Touchstone
from tipcycle.core.touchstone import current_touchstone


def set_touchstone(journal: Journal, text: str | None, agreed_on: date | None) -> Change:
    """Return the change to a new sentence, or a confirmation of the current one if `text` is None.

    `agreed_on` is the date on which it was written together. Raises `EmptyTextError` if there is no sentence.
    """
    current = current_touchstone(journal)
    sentence = text.strip() if text is not None else current.text if current else ""
    if not sentence:
        raise EmptyTextError("TEXT")
    return Change(None, (Touchstone(text=sentence, together=agreed_on),))
