"""The line for a shell prompt; apart from its command, because the framework takes longer than all the rest."""

from tipcycle.cli.session import Session
from tipcycle.core.overview import prompt_week


def show_prompt(session: Session) -> int:
    """Prints the line, or nothing; whatever is wrong with a journal is no business of a shell prompt."""
    if prompt_week(session.cycles, session.weekday, session.world.today) is not None:
        _ = session.words.text
        session.output.text(_("● check-in"))
    return 0
