"""`tipcycle prompt`: one short line for a shell prompt, on the check-in day and the day after."""

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.prompt_line import print_prompt_line
from tipcycle.i18n import N_

HELP = N_("One short line for your shell on the check-in day and the day after; nothing otherwise.")
app = new_command(HELP)


@app.command(
    cls=TipcycleCommand,
    help=N_("One short line for your shell on the check-in day and the day after; nothing otherwise."),
)
def print_prompt(ctx: typer.Context) -> None:
    print_prompt_line(get_app_context(ctx))
