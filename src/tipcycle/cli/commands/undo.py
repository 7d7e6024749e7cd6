"""`tipcycle undo`: take back the last entry."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.core.edits.undo import last_entry, undo
from tipcycle.core.errors import MissingFlags, Stopped
from tipcycle.core.history import Written
from tipcycle.locales import N_
from tipcycle.views.entry_words import entry_line

HELP = N_("Take back the last entry, whatever it was. It stays in the file; to redo is to say it again.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def take_back(
    context: typer.Context, yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask first"))] = False
) -> None:
    session = session_of(context)
    _ = session.words.text
    before, starts = last_entry(session.loaded.journal)
    line = entry_line(Written(before, starts, None), session.catalogue, session.words)
    if not yes:
        session.diagnostics.say(
            _("The last entry, of {day}: {what}").format(day=session.words.full_day(before.blocks[0].on), what=line)
        )
        if not session.world.asks:
            raise MissingFlags(("--yes",))
        if session.diagnostics.ask(_("Take it back? [y/N] ")).strip().lower() not in ("y", "yes", "j", "ja"):
            raise Stopped
    undone = session.save(undo)
    line = entry_line(Written(undone.entry, undone.file, None), session.catalogue, session.words)
    session.diagnostics.say(_("Saved: taken back: {what}").format(what=line))
