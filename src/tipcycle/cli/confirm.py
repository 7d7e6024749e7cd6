"""What counts as a yes, and asking for one before something is put in the place of something else."""

from tipcycle.cli.context import AppContext
from tipcycle.core.errors import AbortedError, MissingOptionsError

_YES_WORDS = ("y", "yes", "j", "ja")


def is_yes(line: str, *, default: bool = False) -> bool:
    """Whether a typed line is a yes, in either language; with `enter` an empty one is a yes too."""
    answer = line.strip().lower()
    return answer in _YES_WORDS or (default and not answer)


def parse_yes_no(line: str) -> bool | None:
    """What a typed line says, by its first letter in either language; None where it says neither.

    Only for what overwrites nothing; before that says_yes wants the whole word.
    """
    return {"y": True, "j": True, "n": False}.get(line.strip()[:1].lower())


def confirm(context: AppContext, question: str, *, yes: bool) -> None:
    """Goes on when the answer is yes; Stopped when it is no, MissingOptionsError when nobody is here to answer."""
    if yes:
        return
    if not context.environment.interactive:
        raise MissingOptionsError(("--yes",))
    if not is_yes(context.messages.ask(question)):
        raise AbortedError
