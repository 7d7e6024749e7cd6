"""`tipcycle help`: all commands, or the page of one."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, dispatch, new_command, session_of
from tipcycle.cli.help import long_help
from tipcycle.locales import N_

HELP = N_("All commands, each in one line; with the name of a command, what it takes.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def show_help(
    context: typer.Context,
    command: Annotated[list[str] | None, typer.Argument(metavar="COMMAND", help=N_("a command, such as pick"))] = None,
) -> None:
    session = session_of(context)
    if command:
        raise typer.Exit(dispatch(session, [*command, "--help"]))
    session.output.text(long_help(session.words, session.world.folds_at))
