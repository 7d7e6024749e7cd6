"""Asking before something is put in the place of something else."""

from tipcycle.cli.session import Session
from tipcycle.core.errors import MissingFlags, Stopped


def consent(session: Session, question: str, *, yes: bool) -> None:
    """Goes on when the answer is yes; Stopped when it is no, MissingFlags when nobody is here to answer."""
    if yes:
        return
    if not session.world.asks:
        raise MissingFlags(("--yes",))
    if session.diagnostics.ask(question).strip().lower() not in ("y", "yes", "j", "ja"):
        raise Stopped
