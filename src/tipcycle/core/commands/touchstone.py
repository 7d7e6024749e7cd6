"""Set or confirm the touchstone sentence."""

from datetime import date

from tipcycle.core.errors import EmptyTextError, FutureDateError
from tipcycle.core.events import Change, Journal, Touchstone
from tipcycle.core.touchstone import current_touchstone


def set_touchstone(journal: Journal, today: date, text: str | None, agreed_on: date | None) -> Change:
    """Return the change to a new sentence, or a confirmation of the current one if `text` is None.

    `agreed_on` is the date on which it was written together. Raises `FutureDateError` if that is after today, and
    `EmptyTextError` if there is no sentence.
    """
    if agreed_on is not None and agreed_on > today:
        raise FutureDateError(agreed_on)
    current = current_touchstone(journal)
    sentence = text.strip() if text is not None else current.text if current else ""
    if not sentence:
        raise EmptyTextError("TEXT")
    return Change(None, (Touchstone(text=sentence, together=agreed_on),))
