"""`tipcycle pause`: weeks that do not count."""

from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import new_command, session_of
from tipcycle.cli.parse import weeks_of
from tipcycle.cli.unquoted import Dated
from tipcycle.core.edits.pause import pause
from tipcycle.core.errors import Exit
from tipcycle.locales import N_
from tipcycle.views.review_words import weeks_named

HELP = N_("Take whole weeks off; they do not count anywhere, and nobody reads why. Before, during or afterwards.")
app = new_command(HELP)


class Spans(Dated):
    """Two dates that stand by themselves."""

    spans = True


@app.command(cls=Spans, help=HELP)
def take_weeks_off(
    context: typer.Context,
    first: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            autocompletion=complete.weeks,
            help=N_("the first week: 2026-W10, week 10, a date, this or next"),
        ),
    ],
    last: Annotated[
        str | None,
        typer.Argument(metavar="TO", autocompletion=complete.weeks, help=N_("the last week, when it is more than one")),
    ] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("why; never printed for others"))] = None,
) -> None:
    session = session_of(context)
    begin, end = weeks_of(first, last, session)
    words = session.words
    _ = words.text
    paused = pause(session.loaded.journal, begin, end, because)
    if not paused.known:
        paused = session.save(lambda journal: pause(journal, begin, end, because))
    if paused.left_out:
        span = words.span(paused.cycle.starts, paused.cycle.ends)
        session.diagnostics.say(_("Weeks outside your cycle ({span}) were left out.").format(span=span))
    if paused.known:
        off = words.many(
            "That week is off already, {weeks}.", "Those {n} weeks are off already, {weeks}.", len(paused.weeks)
        )
    else:
        off = words.many("Saved: week off, {weeks}.", "Saved: {n} weeks off, {weeks}.", len(paused.weeks))
    session.diagnostics.say(off.format(weeks=weeks_named(paused.weeks, words)))
    code = session.read_exit() if paused.known else Exit.OK
    raise typer.Exit(Exit.IN_PART if paused.left_out else code)
