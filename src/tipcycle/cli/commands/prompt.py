"""`tipcycle prompt`: one short line for a shell prompt, on the check-in day and the day after."""

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.session import Session
from tipcycle.core.overview import prompt_week
from tipcycle.locales import N_

HELP = N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
app = new_command(HELP)


@app.command(
    cls=Command, help=N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
)
def prompt(context: typer.Context) -> None:
    show_prompt(session_of(context))


def show_prompt(session: Session) -> int:
    """Prints the line, or nothing; whatever is wrong with a journal is no business of a shell prompt."""
    if prompt_week(session.cycles, session.weekday, session.world.today) is not None:
        _ = session.words.text
        session.output.text(_("● check-in"))
    return 0
