"""`tipcycle prompt`: print the line for a shell prompt. Usually `cli.main` prints it without loading this module."""

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.shell_prompt import print_prompt_line
from tipcycle.i18n import N_

HELP = N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def print_prompt(ctx: typer.Context) -> None:
    print_prompt_line(get_app_context(ctx))
