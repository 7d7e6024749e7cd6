"""`tipcycle close`: round off, after the talk with the team."""

from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.parse import pairs_of, tips_of
from tipcycle.cli.session import Session
from tipcycle.core.edits.close import Closed, Decisions, close, refuse_too_early
from tipcycle.core.edits.common import open_cycle
from tipcycle.core.errors import NoDecision
from tipcycle.locales import N_
from tipcycle.views.labels import numbers, titled

HELP = N_("Round off the cycle: keep, adapt, another round or let go, for each of the five.")
app = new_command(HELP)

Tips = list[str] | None


@app.command(cls=Command, help=HELP)
def close_cycle(
    context: typer.Context,
    keep: Annotated[
        Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("keep: it became normal"))
    ] = None,
    adapt: Annotated[
        Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("keep it in another form"))
    ] = None,
    extend: Annotated[
        Tips,
        typer.Option(
            metavar="N,N", autocompletion=complete.of_the_five, help=N_("another round; takes a place in the next five")
        ),
    ] = None,
    drop: Annotated[Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("let go"))] = None,
    by_hand: Annotated[
        Tips,
        typer.Option(
            "--by-hand",
            metavar="N,N",
            autocompletion=complete.of_the_five,
            help=N_("count a kept tip as yours, whatever its weeks say"),
        ),
    ] = None,
    lesson: Annotated[Tips, typer.Option(metavar="N=TEXT", help=N_("what a tip taught you"))] = None,
    alive: Annotated[
        Tips,
        typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("earlier tips that are still alive")),
    ] = None,
    lapsed: Annotated[
        Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("earlier tips that faded away"))
    ] = None,
) -> None:
    session = session_of(context)
    decisions = Decisions(
        keep=tips_of(keep, session),
        adapt=tips_of(adapt, session),
        extend=tips_of(extend, session),
        drop=tips_of(drop, session),
        by_hand=tips_of(by_hand, session),
        lessons=pairs_of(lesson, "--lesson", session),
        alive=tips_of(alive, session),
        lapsed=tips_of(lapsed, session),
    )
    if decisions == Decisions():
        cycle = open_cycle(session.cycles)
        refuse_too_early(cycle, session.world.today)
        if not session.world.asks:
            raise NoDecision(cycle.five)
        from tipcycle.cli.guided.close import ask_decisions

        decisions = ask_decisions(session)
    closed = session.save(lambda journal: close(journal, session.catalogue, session.world.today, decisions))
    _say(session, closed)


def _say(session: Session, closed: Closed) -> None:
    words, say = session.words, session.diagnostics.say
    _ = words.text
    say(_("Saved: cycle {n} is closed.").format(n=closed.cycle.number))
    if closed.implemented:
        count = len(closed.implemented)
        said = words.many("One tip stays: {tips}.", "{n} tips stay: {tips}.", count)
        if closed.strong and closed.cycle.number == 1:
            said = f"{said} " + _("A good thing to begin with.")
        say(said.format(tips=words.listed(numbers(closed.implemented))))
    if not closed.strong:
        say(_("A clean page: the next five begin anew."))
    for tip in closed.not_yet:
        say(
            _("Kept and not counted yet, so it may be picked again: {tip}.").format(
                tip=titled(tip, session.catalogue, words)
            )
        )
    if closed.extend:
        taken = words.many(
            "{tips} goes on and takes a place.", "{tips} go on and take their places.", len(closed.extend)
        )
        say(taken.format(tips=words.listed(numbers(closed.extend))))
    say(_("Choose the next: tipcycle pick"))
