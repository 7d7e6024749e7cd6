"""`tipcycle pick`: five tips for two months."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.parse import date_of, tips_of
from tipcycle.cli.session import Session
from tipcycle.core.edits.pick import Picked, pick, refuse_open, seats
from tipcycle.core.errors import MissingFlags
from tipcycle.locales import N_
from tipcycle.views.labels import titled

HELP = N_("Choose five tips for two months. Name them by number or slug; without any, you are asked.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def pick_five(
    context: typer.Context,
    tips: Annotated[list[str] | None, typer.Argument(help=N_("five tips, by number or slug"))] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("another start; the Monday of that week counts"))
    ] = None,
    running: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("what must simply keep running meanwhile"))
    ] = None,
) -> None:
    session = session_of(context)
    chosen = tips_of(tips, session)
    begin = date_of(start) if start is not None else None
    if not tips:
        refuse_open(session.cycles, session.world.today)
        if len(seats(session.cycles)) < 5:
            if not session.world.asks:
                raise MissingFlags(("N N N N N",))
            from tipcycle.cli.guided.pick import ask_five

            choice = ask_five(session, start=begin, running=running)
            chosen, begin, running = choice.tips, choice.start, choice.running
    picked = session.save(
        lambda journal: pick(journal, session.catalogue, session.world.today, chosen, start=begin, running=running)
    )
    _say(session, picked)


def _say(session: Session, picked: Picked) -> None:
    words, say = session.words, session.diagnostics.say
    _ = words.text
    for tip in picked.tips:
        say(f"  {titled(tip, session.catalogue, words)}")
    if picked.after is not None:
        say(
            _("The cycle before runs until {day}, so this one begins after it.").format(
                day=words.full_day(picked.after)
            )
        )
    elif picked.asked is not None:
        say(_("A cycle begins on a Monday: that of {day}.").format(day=words.day(picked.asked, year=True)))
    last = picked.header.starts
    ends = session.cycles[-1].ends if session.cycles else last
    span = words.span(picked.header.starts, ends, year=True)
    weeks = words.many("{n} week", "{n} weeks", picked.header.weeks)
    say(_("Saved: cycle {n}, {span}, {weeks}.").format(n=picked.number, span=span, weeks=weeks))
