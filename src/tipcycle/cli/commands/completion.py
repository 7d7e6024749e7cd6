"""`tipcycle completion`: print the completion script for a shell."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.completion import Shell, completion_script
from tipcycle.cli.context import get_app_context
from tipcycle.i18n import N_

HELP = N_("Prints the completion script for your shell: bash, zsh, fish or powershell.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def print_completion_script(
    ctx: typer.Context,
    shell: Annotated[Shell, typer.Argument(help=N_("bash, zsh, fish or powershell"))],
) -> None:
    get_app_context(ctx).output.print_text(completion_script(shell))
