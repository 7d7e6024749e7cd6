"""Parsing of yes and no answers, and the confirmation before data is replaced or an entry is undone."""

from tipcycle.cli.context import AppContext
from tipcycle.core.errors import AbortedError, MissingOptionsError
from tipcycle.i18n import all_languages


def is_yes(line: str, *, default: bool = False) -> bool:
    """Return True if the line is a yes in any language. An empty line gives `default`."""
    answer = line.strip().lower()
    return any(answer in language.yes_words for language in all_languages()) or (default and not answer)


def is_no(line: str) -> bool:
    """Return True if the line is a no in any language."""
    answer = line.strip().lower()
    return any(answer in language.no_words for language in all_languages())


def parse_yes_no(line: str) -> bool | None:
    """Return the answer by its first letter in any language, or None if it is neither yes nor no.

    Use it only where nothing is overwritten. A confirmation needs the whole word: see `is_yes`.
    """
    letter = line.strip()[:1]
    return True if is_yes(letter) else False if is_no(letter) else None


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
