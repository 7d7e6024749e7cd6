"""`tipcycle status`: print the current cycle, week by week."""

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.core.status import status_report
from tipcycle.i18n import N_

HELP = N_("The cycle so far, week by week.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def show_status(ctx: typer.Context, json: JsonOption = False) -> None:
    context = get_app_context(ctx)
    report = status_report(
        context.cycles, context.catalogue.kind_of, context.checkin_weekday, context.environment.today
    )
    if json:
        from tipcycle.render.json.status import status_json

        context.output.print_json(status_json(report, context.catalogue, context.translator))
    elif context.unreadable_journal is not None:
        raise typer.Exit(context.finish_read())
    elif context.environment.plain:
        from tipcycle.render.plain import status_plain

        context.output.print_wrapped(status_plain(report, context.catalogue, context.translator))
    else:
        from tipcycle.render.rich_screens import status_screen

        context.output.print_rich(status_screen(report, context.catalogue, context.translator, context.display))
    raise typer.Exit(context.finish_read())
