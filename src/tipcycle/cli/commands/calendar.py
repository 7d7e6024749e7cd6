"""`tipcycle calendar`: the weekly check-in and the day of the review, for any calendar."""

from typing import Annotated

import typer

from tipcycle.cli.files import write_out
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Force, Output
from tipcycle.cli.parse import time_of
from tipcycle.core.agenda import agenda
from tipcycle.locales import N_

HELP = N_("A calendar file with the weekly check-in and the day of the review; nothing private is in it.")
FOUR = "16:00"
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def write_calendar(
    context: typer.Context,
    output: Output = None,
    force: Force = False,
    time: Annotated[str, typer.Option(metavar="HH:MM", help=N_("when you look back; 16:00 if you say nothing"))] = FOUR,
) -> None:
    session = session_of(context)
    world, words = session.world, session.words
    at = time_of(time)
    facts = agenda(session.cycles, session.weekday, world.today)
    from tipcycle.views.calendar import calendar_ics, known_zone

    data = calendar_ics(facts, at, world.zone, world.now(), words)
    written = write_out(session, data, output, f"tipcycle-{facts.cycle.starts}.ics", force=force, open_=False)
    if written is not None:
        _ = words.text
        held = _("The review on {day}. Open the file in your calendar.")
        if facts.checkins:
            held = words.many(
                "One check-in at {time}, and the review on {day}. Open the file in your calendar.",
                "{n} check-ins at {time}, and the review on {day}. Open the file in your calendar.",
                len(facts.checkins),
            )
        session.diagnostics.say(held.format(time=f"{at:%H:%M}", day=words.full_day(facts.review_on)))
        if known_zone(world.zone) is None:
            session.diagnostics.say(_("Your time zone is not known here; the hours follow the clock of your calendar."))
    raise typer.Exit(session.read_exit())
