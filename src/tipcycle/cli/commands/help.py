"""`tipcycle help`: all commands."""

import typer

from tipcycle.cli.framework import Command, long_help, new_command, session_of
from tipcycle.locales import N_

app = new_command(N_("All commands, each in one line."))


@app.command(cls=Command, help=N_("All commands, each in one line."))
def show_help(context: typer.Context) -> None:
    session = session_of(context)
    session.output.text(long_help(session.words))
