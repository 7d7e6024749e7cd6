"""`tipcycle help`: print all commands, or the help page of one command."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.help import long_help
from tipcycle.i18n import N_, all_languages
from tipcycle.i18n.command_line import to_english

HELP = N_("All commands, each in one line; with the name of a command, what it takes.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def show_help(
    ctx: typer.Context,
    command: Annotated[list[str] | None, typer.Argument(metavar="COMMAND", help=N_("a command, such as pick"))] = None,
) -> None:
    context = get_app_context(ctx)
    if command:
        command = to_english(command, all_languages())
        root = ctx.find_root().command
        with root.make_context("tipcycle", [*command, "--help"], obj=context) as help_ctx:
            raise typer.Exit(int(root.invoke(help_ctx) or 0))
    context.output.print_text(long_help(context.translator, context.environment.wrap_width))
