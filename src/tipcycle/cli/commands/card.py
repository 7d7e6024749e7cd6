"""`tipcycle card`: the five as pocket cards, or as a message for a colleague."""

from typing import Annotated

import typer

from tipcycle.cli.files import refuse_early, write_out
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Force, Open, Output, Paper, paper_of
from tipcycle.core.blocks import WEEKDAYS
from tipcycle.core.errors import BadFlag, NoCycle
from tipcycle.core.sentence import current
from tipcycle.locales import N_

HELP = N_(
    "Your five as pocket cards on one sheet; with --invite, a message for a colleague. Nothing private is in them."
)
FORMATS = ("pdf", "html")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def make_cards(
    context: typer.Context,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", help=N_("pdf or html"))] = None,
    output: Output = None,
    open: Open = False,
    force: Force = False,
    paper: Paper = "a4",
    invite: Annotated[bool, typer.Option("--invite", help=N_("a message to paste for a colleague"))] = False,
) -> None:
    session = session_of(context)
    chosen = format or ("html" if output and output.lower().endswith(".html") else "pdf")
    if chosen not in FORMATS:
        raise BadFlag("--format", chosen, FORMATS)
    paper = paper_of(paper)
    if not session.cycles:
        raise NoCycle
    cycle, words = session.cycles[-1], session.words
    _ = words.text
    if invite:
        from tipcycle.views.card import invitation

        if session.world.asks:
            session.diagnostics.say(_("Paste this into a message:"))
        session.output.text(invitation(cycle, session.catalogue, words))
        raise typer.Exit(session.read_exit())
    name = f"card-{cycle.starts}.{chosen}"
    refuse_early(session, output, name, force=force, open_=open, shown=chosen == "html")
    day = WEEKDAYS[session.weekday]
    sentence = current(session.loaded.journal)
    data: bytes | str
    if chosen == "html":
        from tipcycle.views.card_page import card_html

        data = card_html(cycle, session.catalogue, words, day=day, sentence=sentence)
    else:
        from tipcycle.views.pdf import card_pdf

        session.diagnostics.say(_("Setting the cards …"))
        data = card_pdf(cycle, session.catalogue, words, paper, day=day, sentence=sentence)
    write_out(session, data, output, name, force=force, open_=open)
    raise typer.Exit(session.read_exit())
