"""`tipcycle prompt`: one short line for a shell prompt, on the check-in day and the day after."""

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.prompt_line import show_prompt
from tipcycle.locales import N_

HELP = N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
app = new_command(HELP)


@app.command(
    cls=Command, help=N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
)
def prompt(context: typer.Context) -> None:
    show_prompt(session_of(context))
