"""`tipcycle status`: the cycle so far, week by week."""

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.core.overview import status
from tipcycle.locales import N_
from tipcycle.views.porcelain.status import status_json

HELP = N_("The cycle so far, week by week.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def show_status(context: typer.Context, json: Json = False) -> None:
    session = session_of(context)
    facts = status(session.cycles, session.catalogue.kind, session.weekday, session.world.today)
    if json:
        session.output.json(status_json(facts, session.catalogue, session.words))
    elif session.barred is not None:
        raise typer.Exit(session.read_exit())
    elif session.world.plain:
        from tipcycle.views.plain import status_plain

        session.output.text(status_plain(facts, session.catalogue, session.words))
    else:
        from tipcycle.views.status_screen import status_screen

        session.output.show(status_screen(facts, session.catalogue, session.words, session.look))
    raise typer.Exit(session.read_exit())
