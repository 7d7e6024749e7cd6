"""What the full screen and the conversation line by line both say."""

from tipcycle.core.cycle import COSTLY, DID, MISSED, NONE, OPEN
from tipcycle.locales import Words
from tipcycle.views.labels import SPOKEN

_STATUS = {"did": DID, "costly": COSTLY, "missed": MISSED, "none": NONE, None: OPEN}


def answer_words(words: Words) -> dict[str | None, str]:
    """What stands behind a tip once it is answered."""
    _ = words.text
    return {"built": _("stands"), **{answer: words.text(SPOKEN[status]) for answer, status in _STATUS.items()}}


def how_it_felt(words: Words) -> str:
    """The question before the two scales."""
    _ = words.text
    return _("How did the week feel? A 3 is an ordinary week, and that is fine.")


def on_the_sheet(words: Words) -> str:
    """Where the two answers can be read by others."""
    _ = words.text
    return _("These two stand on the back of the sheet for your team.")


def not_felt(words: Words) -> str:
    """Why the two scales are left out."""
    _ = words.text
    return _("How it felt I no longer ask: that is too long ago.")
