"""`tipcycle completion`: what a shell must read to complete commands, tips and weeks."""

from typing import Annotated

import typer

from tipcycle.cli.complete import SHELLS, script
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.core.errors import BadFlag
from tipcycle.locales import N_

HELP = N_("Prints the completion script for your shell: bash, zsh, fish or powershell.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def completion(
    context: typer.Context, shell: Annotated[str, typer.Argument(help=N_("bash, zsh, fish or powershell"))]
) -> None:
    if shell not in SHELLS:
        raise BadFlag("SHELL", shell, SHELLS)
    session_of(context).output.text(script(shell))
