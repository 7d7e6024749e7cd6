"""`tipcycle calendar`: write a calendar file with the weekly check-ins and the review day."""

from datetime import date
from datetime import time as time_of_day
from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.export_files import write_export
from tipcycle.cli.options import ForceOption, OpenOption, OutputOption
from tipcycle.cli.params import FUTURE_DATE, TIME
from tipcycle.core.errors import CycleClosedError
from tipcycle.core.schedule import cycle_agenda
from tipcycle.i18n import N_

HELP = N_("A calendar file with the weekly check-in and the day of the review; nothing private is in it.")
DEFAULT_TIME = time_of_day(16)
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def write_calendar(
    ctx: typer.Context,
    output: OutputOption = None,
    force: ForceOption = False,
    time: Annotated[
        time_of_day,
        typer.Option(metavar="HH:MM", click_type=TIME, help=N_("when you look back; 16:00 if you say nothing")),
    ] = DEFAULT_TIME,
    review: Annotated[
        date | None,
        typer.Option(
            metavar="DATE", click_type=FUTURE_DATE, help=N_("the day of the review; the last check-in day otherwise")
        ),
    ] = None,
    open: OpenOption = False,
    mail: Annotated[
        bool, typer.Option("--mail", help=N_("the draft of a mail that invites your team to the review"))
    ] = False,
) -> None:
    context = get_app_context(ctx)
    environment, translator = context.environment, context.translator
    agenda = cycle_agenda(context.cycles, context.checkin_weekday, environment.today, review)
    if mail:
        if agenda.is_closed:
            raise CycleClosedError(agenda.cycle.number)
        from tipcycle.render.review_mail import review_mail

        data = review_mail(agenda, context.profile.name or "", environment.now(), translator)
        path = write_export(context, data, output, f"tipcycle-{agenda.cycle.starts}.eml", force=force, open_after=open)
        if path is not None:
            _ = translator.gettext
            context.messages.print(_("Open it in your mail program, fill in who gets it, and change what you like."))
        raise typer.Exit(context.finish_read())
    from tipcycle.render.ical import calendar_ics, find_zone

    data = calendar_ics(agenda, time, environment.time_zone, environment.now(), translator)
    path = write_export(context, data, output, f"tipcycle-{agenda.cycle.starts}.ics", force=force, open_after=open)
    if path is not None:
        _ = translator.gettext
        message = _("The review on {day}. Open the file in your calendar.")
        if agenda.is_closed:
            message = _("The cycle is closed: the file takes what was still planned out of your calendar.")
        elif agenda.checkins:
            message = translator.ngettext(
                "One check-in at {time}, and the review on {day}. Open the file in your calendar.",
                "{n} check-ins at {time}, and the review on {day}. Open the file in your calendar.",
                len(agenda.checkins),
            )
        context.messages.print(message.format(time=f"{time:%H:%M}", day=translator.full_date(agenda.review_on)))
        if find_zone(environment.time_zone) is None:
            context.messages.print(_("Your time zone is not known here; the hours follow the clock of your calendar."))
    raise typer.Exit(context.finish_read())
