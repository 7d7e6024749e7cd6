"""What counts as a yes, and asking for one before something is put in the place of something else."""

from tipcycle.cli.session import Session
from tipcycle.core.errors import MissingFlags, Stopped

_YES = ("y", "yes", "j", "ja")


def says_yes(line: str, *, enter: bool = False) -> bool:
    """Whether a typed line is a yes, in either language; with `enter` an empty one is a yes too."""
    answer = line.strip().lower()
    return answer in _YES or (enter and not answer)


def yes_or_no(line: str) -> bool | None:
    """What a typed line says, by its first letter in either language; None where it says neither.

    Only for what overwrites nothing; before that says_yes wants the whole word.
    """
    return {"y": True, "j": True, "n": False}.get(line.strip()[:1].lower())


def consent(session: Session, question: str, *, yes: bool) -> None:
    """Goes on when the answer is yes; Stopped when it is no, MissingFlags when nobody is here to answer."""
    if yes:
        return
    if not session.world.asks:
        raise MissingFlags(("--yes",))
    if not says_yes(session.diagnostics.ask(question)):
        raise Stopped
