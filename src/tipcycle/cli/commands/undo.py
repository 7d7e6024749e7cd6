"""`tipcycle undo`: undo the last entry."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import confirm
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.commands.undo import UndoResult, undo
from tipcycle.core.errors import DamagedFileError
from tipcycle.core.events import Close
from tipcycle.core.history import HistoryEntry, journal_history
from tipcycle.i18n import N_
from tipcycle.render.history_text import entry_text
from tipcycle.storage.backup_details import last_changes
from tipcycle.storage.store import change_file_name

_MAX_LISTED = 5

HELP = N_("Take back the last entry, whatever it was. It stays in the file; to redo is to say it again.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def undo_last_entry(
    ctx: typer.Context, yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask first"))] = False
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    preview = _preview_undo(context)
    other_changes = _describe_other_changes(context, preview)
    if not yes or other_changes:
        line = entry_text(
            HistoryEntry(preview.entry, preview.change.cycle_start, None), context.catalogue, context.translator
        )
        context.messages.print(
            _("The last entry, of {day}: {what}").format(
                day=context.translator.full_date(preview.entry.events[0].on), what=line
            )
        )
    for change in other_changes:
        context.messages.print(change)
    confirm(context, _("Take it back? [y/N] "), yes=yes)
    result = context.save(undo)
    line = entry_text(
        HistoryEntry(result.entry, result.change.cycle_start, None), context.catalogue, context.translator
    )
    context.messages.print(_("Taken back: {what}.").format(what=line))


def _describe_other_changes(context: AppContext, preview: UndoResult) -> list[str]:
    """Return what a restore or a merge changed after the entry was saved: the undo does not take that back."""
    translator, loaded = context.translator, context.loaded_journal
    contents = {loaded.files[key].name: data for key, data in loaded.contents.items()}
    history = journal_history(loaded.journal, context.cycles)
    texts = []
    for change in last_changes(context.environment.paths, contents, change_file_name(preview.change)):
        added_ids = {event.id for event in change.added}
        added = [
            item
            for item in history
            if item.entry != preview.entry and not item.entry.is_undone and not added_ids.isdisjoint(item.entry.ids)
        ]
        removed_count = len({event.at for event in change.removed})
        if added:
            text = translator.ngettext(
                "The last change of {file} brought {n} other entry, which stays: {what}.",
                "The last change of {file} brought {n} other entries, which stay: {what}.",
                len(added),
            )
            listed = [entry_text(item, context.catalogue, translator) for item in added[:_MAX_LISTED]]
            what = "; ".join([*listed, *(["…"] if len(added) > _MAX_LISTED else [])])
            texts.append(text.format(file=change.name, what=what))
        if removed_count:
            text = translator.ngettext(
                "The last change of {file} took {n} entry out.",
                "The last change of {file} took {n} entries out.",
                removed_count,
            )
            kept = translator.gettext("What was there is kept: tipcycle journal restore {file} {number}")
            texts += [text.format(file=change.name), kept.format(file=change.name, number=change.backup_number)]
    return texts


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
