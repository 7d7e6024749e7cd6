"""Parsing of yes and no answers, and the confirmation before data is replaced or an entry is undone."""

from tipcycle.cli.context import AppContext
from tipcycle.core.errors import AbortedError, MissingOptionsError

_YES_WORDS = ("y", "yes", "j", "ja")


def is_yes(line: str, *, default: bool = False) -> bool:
    """Return True if the line is a yes in either language. An empty line gives `default`."""
    answer = line.strip().lower()
    return answer in _YES_WORDS or (default and not answer)


def parse_yes_no(line: str) -> bool | None:
    """Return the answer by its first letter in either language, or None if it is neither yes nor no.

    Use it only where nothing is overwritten. A confirmation needs the whole word: see `is_yes`.
    """
    return {"y": True, "j": True, "n": False}.get(line.strip()[:1].lower())


def confirm(context: AppContext, question: str, *, yes: bool) -> None:
    """Ask the user to confirm, unless `yes` is set.

    Raises `AbortedError` if the user declines, and `MissingOptionsError` if the run is not interactive.
    """
    if yes:
        return
    if not context.environment.interactive:
        raise MissingOptionsError(("--yes",))
    if not is_yes(context.messages.ask(question)):
        raise AbortedError
