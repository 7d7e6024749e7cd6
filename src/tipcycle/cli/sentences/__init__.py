"""What tipcycle says when it refuses: one line, and a hint with the command to run.

One module for each module of `core.errors`, whose facts it puts into words.
"""

from msgspec import Struct

from tipcycle.core.errors import Refused
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words


class Sentence(Struct, frozen=True):
    """What is wrong, and what to do."""

    text: str
    hint: str = ""


def sentence(error: Refused, words: Words, catalogue: Catalogue) -> Sentence:
    """The line and the hint for a refusal."""
    from tipcycle.cli.sentences import files, not_now, typed  # most runs refuse nothing

    found = typed.said(error, words, catalogue) or not_now.said(error, words, catalogue) or files.said(error, words)
    if found is None:
        raise AssertionError(f"no sentence for {type(error).__name__}")  # a test walks every refusal
    return found
