"""`tipcycle reflect`: which form of change is at hand."""

from typing import Annotated

import typer

from tipcycle.cli.consent import yes_or_no
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.session import Session
from tipcycle.core.errors import MissingFlags
from tipcycle.core.reflect import record_reflection, reflections
from tipcycle.core.shelf import starred
from tipcycle.core.suggest import suggest
from tipcycle.locales import N_
from tipcycle.views.labels import titled
from tipcycle.views.porcelain.practices import reflection_json
from tipcycle.views.practices import QUESTIONS, reflection_explained, reflection_text

HELP = N_("Eight plain questions: which form of change is at hand, what it asks of you, and five tips that fit.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def reflect(
    context: typer.Context,
    answers: Annotated[
        str | None, typer.Option(metavar="yyn?nnyy", help=N_("eight answers at once: y, n or ?"))
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("how the answers are counted"))] = False,
    show: Annotated[bool, typer.Option("--show", help=N_("the last reflection, without asking"))] = False,
    json: Json = False,
) -> None:
    session = session_of(context)
    _ = session.words.text
    given = answers
    if given is None and not (show or json or explain):
        if not session.world.asks:
            raise MissingFlags(("--answers",))
        given = _ask(session)
    if given is not None:
        marks = given
        session.save(lambda journal: record_reflection(marks))
        session.diagnostics.say(_("Saved."))
        session.diagnostics.say()
    every = reflections(session.loaded.journal)
    if json:
        session.output.json(reflection_json(every))
        raise typer.Exit(session.read_exit())
    if not every:
        session.diagnostics.warn(_("there is no reflection yet"), _("tipcycle reflect asks eight questions"))
        raise typer.Exit(session.read_exit())
    now, before = every[-1], every[-2] if len(every) > 1 else None
    text = reflection_text(now, before, session.words)
    if explain:
        text += "\n\n" + reflection_explained(now, session.words)
    stars = starred(session.loaded.journal)
    tips = suggest(session.catalogue, session.cycles, stars, forms=now.forms)
    if tips:
        lines = "\n".join(f"  {titled(each.tip, session.catalogue, session.words)}" for each in tips)
        text += f"\n\n{_('Tips that fit:')}\n{lines}"
    session.output.prose(text)
    raise typer.Exit(session.read_exit())


def _ask(session: Session) -> str:
    """One key for each question."""
    _ = session.words.text
    marks = ""
    for place, question in enumerate(QUESTIONS, 1):
        session.diagnostics.say(f"{place}  {session.words.text(question)}")
        line = "again"
        while yes_or_no(line) is None and line.strip() not in ("", "?"):
            line = session.diagnostics.ask(_("   [y] yes   [n] no   [Enter] I do not know: "))
        marks += {True: "y", False: "n", None: "?"}[yes_or_no(line)]
    return marks
