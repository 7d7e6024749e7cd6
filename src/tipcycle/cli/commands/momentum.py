"""`tipcycle momentum`: what is getting under way."""

from collections.abc import Mapping
from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.session import Session
from tipcycle.core.errors import BadFlag
from tipcycle.core.momentum.report import Momentum, momentum
from tipcycle.core.momentum.spiral import spiral as turns_of
from tipcycle.core.voices import every_voice
from tipcycle.locales import N_
from tipcycle.views.porcelain.momentum import momentum_json, spiral_json
from tipcycle.views.practices import road_text, spiral_text

HELP = N_("What was done, how it felt, what stays, and one reading of it. Never one number.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def show_momentum(
    context: typer.Context,
    explain: Annotated[bool, typer.Option("--explain", help=N_("the arithmetic of each figure"))] = False,
    spiral: Annotated[bool, typer.Option("--spiral", help=N_("where tips aimed and where voices were heard"))] = False,
    year: Annotated[bool, typer.Option("--year", help=N_("the cycles of this year and their tips"))] = False,
    json: Json = False,
) -> None:
    session = session_of(context)
    _refuse_pairs({"--json": json, "--spiral": spiral}, {"--explain": explain, "--year": year})
    catalogue, words = session.catalogue, session.words
    facts = momentum(session.cycles, catalogue.kind, session.world.today)
    turns = turns_of(facts.reach, catalogue, every_voice(session.loaded.journal, session.cycles)) if spiral else ()
    if json:
        session.output.json(
            spiral_json(facts, turns, catalogue, words) if spiral else momentum_json(facts, catalogue, words)
        )
        raise typer.Exit(session.read_exit())
    if session.barred is not None:
        raise typer.Exit(session.read_exit())
    if spiral:
        road = road_text(len(facts.reach.implemented), words, plain=session.world.plain)
        session.output.text(f"{spiral_text(turns, words, plain=session.world.plain)}\n\n{road}")
        raise typer.Exit(session.read_exit())
    if year:
        _show_year(session, facts)
    elif session.world.plain:
        from tipcycle.views.momentum_plain import momentum_plain

        session.output.text(momentum_plain(facts, catalogue, words))
    else:
        from tipcycle.views.momentum_screen import momentum_screen

        session.output.show(momentum_screen(facts, catalogue, words, session.look))
    if explain:
        from tipcycle.views.momentum_plain import explain as explained

        session.output.prose(explained(facts, words))
    raise typer.Exit(session.read_exit())


def _refuse_pairs(forms: Mapping[str, bool], parts: Mapping[str, bool]) -> None:
    """Refuses a form together with a part that only the screen of momentum has."""
    for form, chosen in forms.items():
        for part, asked in parts.items():
            if chosen and asked:
                raise BadFlag(form, part)


def _show_year(session: Session, facts: Momentum) -> None:
    from tipcycle.core.momentum.year import year

    catalogue, words = session.catalogue, session.words
    found = year(session.cycles, facts, catalogue.kind)
    if session.world.plain:
        from tipcycle.views.momentum_plain import year_plain

        session.output.text(year_plain(found, facts, catalogue, words))
    else:
        from tipcycle.views.momentum_screen import year_screen

        session.output.show(year_screen(found, facts, catalogue, words, session.look))
