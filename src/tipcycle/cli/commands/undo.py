"""`tipcycle undo`: take back the last entry."""

from typing import Annotated

import typer

from tipcycle.cli.consent import consent
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.session import Session
from tipcycle.core.blocks import Close
from tipcycle.core.edits.undo import Undone, undo
from tipcycle.core.errors import Damaged
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
    before = _last(session)
    line = entry_line(Written(before.entry, before.change.file, None), session.catalogue, session.words)
    if not yes:
        session.diagnostics.say(
            _("The last entry, of {day}: {what}").format(
                day=session.words.full_day(before.entry.blocks[0].on), what=line
            )
        )
    consent(session, _("Take it back? [y/N] "), yes=yes)
    undone = session.save(undo)
    line = entry_line(Written(undone.entry, undone.change.file, None), session.catalogue, session.words)
    session.diagnostics.say(_("Taken back: {what}.").format(what=line))


def _last(session: Session) -> Undone:
    """What would be taken back; no close while the cycle after it cannot be read, because it may have been picked."""
    before = undo(session.loaded.journal)
    unread = session.loaded.unread
    if unread is not None and any(isinstance(block.body, Close) for block in before.entry.blocks):
        raise Damaged(unread)
    return before
