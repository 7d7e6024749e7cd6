"""`tipcycle completion`: print the completion script for a shell."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.completion import SHELLS, completion_script
from tipcycle.cli.context import get_app_context
from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.i18n import N_

HELP = N_("Prints the completion script for your shell: bash, zsh, fish or powershell.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def print_completion_script(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(help=N_("bash, zsh, fish or powershell"))]
) -> None:
    if shell not in SHELLS:
        raise InvalidOptionValueError("SHELL", shell, SHELLS)
    get_app_context(ctx).output.print_text(completion_script(shell))
