"""`tipcycle momentum`: what is getting under way."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.core.momentum.report import momentum
from tipcycle.locales import N_
from tipcycle.views.porcelain import momentum_json

HELP = N_("What was done, how it felt, what stays, and one reading of it. Never one number.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def show_momentum(
    context: typer.Context,
    explain: Annotated[bool, typer.Option("--explain", help=N_("the arithmetic of each figure"))] = False,
    year: Annotated[bool, typer.Option("--year", help=N_("the cycles of this year and their tips"))] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("for programs"))] = False,
) -> None:
    session = session_of(context)
    catalogue, words = session.catalogue, session.words
    facts = momentum(session.cycles, catalogue.kind, session.world.today)
    if json:
        session.output.json(momentum_json(facts, catalogue, words))
        raise typer.Exit(session.read_exit())
    if session.world.plain:
        from tipcycle.views import momentum_plain as plain

        show = plain.year_plain(session.cycles, facts, catalogue, words) if year else None
        session.output.text(show or plain.momentum_plain(facts, catalogue, words))
    else:
        from tipcycle.views import momentum_screen as screen

        session.output.show(
            screen.year_screen(session.cycles, facts, catalogue, words, session.look)
            if year
            else screen.momentum_screen(facts, catalogue, words, session.look)
        )
    if explain:
        from tipcycle.views.momentum_plain import explain as explained

        session.output.text(explained(facts, catalogue, words))
    raise typer.Exit(session.read_exit())
