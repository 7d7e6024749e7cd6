"""`tipcycle pause`: take weeks off. They do not count."""

from datetime import date
from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import DateArgsCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.params import PAUSE_DAY
from tipcycle.core.commands.pause import pause
from tipcycle.core.errors import ExitCode
from tipcycle.core.weeks import Week
from tipcycle.i18n import N_
from tipcycle.render.review.text import week_ranges

HELP = N_("Take whole weeks off; they do not count anywhere, and nobody reads why. Before, during or afterwards.")
app = new_command(HELP)


class PauseCommand(DateArgsCommand):
    """Accepts natural dates as arguments."""

    has_date_arguments = True


@app.command(cls=PauseCommand, help=HELP)
def pause_weeks(
    ctx: typer.Context,
    first: Annotated[
        date,
        typer.Argument(
            metavar="FROM",
            click_type=PAUSE_DAY,
            autocompletion=completion.complete_weeks,
            help=N_("the first week: 2026-W10, week 10, a date, this or next"),
        ),
    ],
    last: Annotated[
        date | None,
        typer.Argument(
            metavar="TO",
            click_type=PAUSE_DAY,
            autocompletion=completion.complete_weeks,
            help=N_("the last week, when it is more than one"),
        ),
    ] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("why; never printed for others"))] = None,
) -> None:
    context = get_app_context(ctx)
    first_week, last_week = Week.of(first), Week.of(last or first)
    translator = context.translator
    _ = translator.gettext
    result = pause(context.loaded_journal.journal, first_week, last_week, because)
    if not result.already_paused:
        result = context.save(lambda journal: pause(journal, first_week, last_week, because))
    if result.was_clipped:
        span = translator.date_range(result.cycle.starts, result.cycle.ends)
        context.messages.print(_("Weeks outside your cycle ({span}) were left out.").format(span=span))
    if result.already_paused:
        message = translator.ngettext(
            "That week is off already, {weeks}.", "Those {n} weeks are off already, {weeks}.", len(result.weeks)
        )
    else:
        message = translator.ngettext("Saved: week off, {weeks}.", "Saved: {n} weeks off, {weeks}.", len(result.weeks))
    context.messages.print(message.format(weeks=week_ranges(result.weeks, translator)))
    code = context.finish_read() if result.already_paused else ExitCode.OK
    raise typer.Exit(ExitCode.PARTIAL if result.was_clipped else code)
