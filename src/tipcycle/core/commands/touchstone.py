"""Set or confirm the touchstone sentence."""

from datetime import date

from tipcycle.core.errors import EmptyTextError
from tipcycle.core.events import Change, Journal, Touchstone
from tipcycle.core.touchstone import current_touchstone


def set_touchstone(journal: Journal, text: str | None, agreed_on: date | None) -> Change:
    """A new sentence, or the present one written together on a day. EmptyTextError when there is none."""
    now = current_touchstone(journal)
    words = text.strip() if text is not None else now.text if now else ""
    if not words:
        raise EmptyTextError("TEXT")
    return Change(None, (Touchstone(text=words, together=agreed_on),))
