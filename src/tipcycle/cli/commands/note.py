"""`tipcycle note`: one line in the middle of the week."""

import shlex
from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import new_command, session_of
from tipcycle.cli.parse import tip_of
from tipcycle.cli.unquoted import FreeText
from tipcycle.core.edits.checkin import note
from tipcycle.locales import N_

HELP = N_("Keep a line in the middle of the week; it waits at the check-in.")
app = new_command(HELP)


@app.command(cls=FreeText, help=HELP)
def keep_note(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help=N_("what you want to remember"))],
    tip: Annotated[
        str | None, typer.Option(metavar="N", autocompletion=complete.of_the_five, help=N_("the tip it is about"))
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    share: Annotated[bool, typer.Option("--share", help=N_("this line may go on paper"))] = False,
) -> None:
    session = session_of(context)
    about = tip_of(tip, session) if tip is not None else None
    text = " ".join(words)
    session.save(lambda journal: note(journal, session.world.today, text, tip=about, by=by, share=share))
    _ = session.words.text
    if not text.strip():
        session.diagnostics.say(_("Saved: the note is cleared."))
    elif share:
        session.diagnostics.say(_("Saved. It may go on paper, and waits at the check-in."))
    else:
        session.diagnostics.say(_("Saved, for your eyes only. It waits at the check-in."))
    number = words[0].lstrip("0")
    if tip is None and len(words) > 1 and session.cycles and number in map(str, session.cycles[-1].five):
        rest = shlex.join(["--tip", number, *words[1:]])
        session.diagnostics.say(
            _("Is it about tip {tip}? Then: tipcycle undo, and tipcycle note {rest}").format(tip=number, rest=rest)
        )
