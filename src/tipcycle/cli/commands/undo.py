"""`tipcycle undo`: undo the last entry."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import confirm
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.commands.undo import UndoResult, undo
from tipcycle.core.errors import DamagedFileError
from tipcycle.core.events import Close
from tipcycle.core.history import HistoryEntry
from tipcycle.i18n import N_
from tipcycle.render.history_text import entry_text

HELP = N_("Take back the last entry, whatever it was. It stays in the file; to redo is to say it again.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def undo_last_entry(
    ctx: typer.Context, yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask first"))] = False
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    preview = _preview_undo(context)
    line = entry_text(
        HistoryEntry(preview.entry, preview.change.cycle_start, None), context.catalogue, context.translator
    )
    if not yes:
        context.messages.print(
            _("The last entry, of {day}: {what}").format(
                day=context.translator.full_date(preview.entry.events[0].on), what=line
            )
        )
    confirm(context, _("Take it back? [y/N] "), yes=yes)
    result = context.save(undo)
    line = entry_text(
        HistoryEntry(result.entry, result.change.cycle_start, None), context.catalogue, context.translator
    )
    context.messages.print(_("Taken back: {what}.").format(what=line))


def _preview_undo(context: AppContext) -> UndoResult:
    """Return the result of the undo without saving it.

    Raises `DamagedFileError` if the entry is a close and the file of the latest cycle is unreadable: it may be a later
    cycle, and then the close must stay.
    """
    preview = undo(context.loaded_journal.journal)
    unreadable_file = context.loaded_journal.unreadable_latest
    if unreadable_file is not None and any(isinstance(event.payload, Close) for event in preview.entry.events):
        raise DamagedFileError(unreadable_file)
    return preview
