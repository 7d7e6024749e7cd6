"""`tipcycle demo`: play the year of `cli.demo` with the real commands, in a temporary journal."""

from pathlib import Path

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.demo import demo_steps
from tipcycle.cli.environment import demo_environ
from tipcycle.core.errors import ExitCode
from tipcycle.i18n import N_
from tipcycle.render.shell_quoting import quote_command

HELP = N_(
    "Plays a year of the loop on the real catalogue, each command with its output. Your own journal stays as it is."
)
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def run_demo(ctx: typer.Context) -> None:
    import tempfile

    context = get_app_context(ctx)
    assert context.run_command_line is not None
    translator = context.translator
    with tempfile.TemporaryDirectory(prefix="tipcycle-") as folder:
        for day, argv in demo_steps(translator):
            context.output.print_lines(
                [[], [(f"{day.isoformat()} $ ", "dim"), (translator.command(quote_command(argv)), "bold")]]
            )
            context.output.close()
            environ = demo_environ(Path(folder), day, translator.language)
            code = context.run_command_line(argv, environ, demo_output=context.output)
            if code != ExitCode.OK:
                raise typer.Exit(code)
            if context.output.pipe_closed:  # `| head`: no more output is needed
                return
    _ = translator.gettext
    context.output.print_wrapped("\n" + _("A year: six cycles, thirty tips closed. Nothing of it was kept."))
