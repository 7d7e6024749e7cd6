"""`journal merge`: add what a second copy of the journal has and this one does not have."""

from typing import Annotated

import typer

from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.commands.profile import current_profile
from tipcycle.core.diagnostics import new_problems
from tipcycle.core.errors import ExitCode, ForeignJournalError
from tipcycle.core.events import Journal
from tipcycle.core.history import journal_history
from tipcycle.i18n import N_
from tipcycle.render.history_text import entry_text
from tipcycle.render.labels import tip_number
from tipcycle.storage import merge
from tipcycle.storage.import_sources import ImportSource, read_sources
from tipcycle.storage.paths import JOURNAL_FILE, OWN_TIPS_FILE, user_path
from tipcycle.storage.toml_format import parse_file


def merge_journal(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(help=N_("files, folders or archives of a second copy"))],
) -> None:
    context = get_app_context(ctx)
    sources_by_path = {path: read_sources(path) for path in map(user_path, files)}
    sources = [source for found in sources_by_path.values() for source in found]
    before, cycles_before = context.loaded_journal, context.cycles
    home = context.environment.paths.home.resolve()
    # The conflict copy of a sync program lies in the journal folder.
    outside = [path for path in sources_by_path if not path.resolve().is_relative_to(home)]
    _require_same_owner(context, [source for path in outside for source in sources_by_path[path]])
    result = merge.merge_sources(context.environment.paths, sources, context.environment.now)
    context.invalidate()
    for file_result in result.files:
        _report_merged_file(context, file_result)
    _report_undone_entries(context, before.journal)
    context.warn_problems(new_problems(before.problems(cycles_before), context.loaded_journal.problems(context.cycles)))
    _, translator = context.translator.gettext, context.translator
    if not result.writes:
        context.messages.print(_("All that could be read is here already; nothing was written."))
    for label, count in result.unreadable_counts.items():
        message = translator.ngettext(
            "{file}: one thing in it cannot be read, so it did not come in",
            "{file}: {n} things in it cannot be read, so they did not come in",
            count,
        )
        context.messages.warn(message.format(file=label))
    raise typer.Exit(ExitCode.PARTIAL if result.unreadable_counts else context.finish_read())


def _require_same_owner(context: AppContext, sources: list[ImportSource]) -> None:
    """Raise `ForeignJournalError` if the sources have no entry in common with the journal.

    If both profiles have the same name, only warn: somebody can begin on two machines.
    """
    ours = context.loaded_journal.files.values()
    theirs = [
        parse_file(source.data, source.name)
        for source in sources
        if source.name is not None and source.name != OWN_TIPS_FILE
    ]
    our_ids, their_ids = ({event.id for file in files for event in file.events} for files in (ours, theirs))
    our_name = context.profile.name or ""
    their_name = (
        current_profile(
            Journal(tuple(event for file in theirs if file.name == JOURNAL_FILE for event in file.events))
        ).name
        or ""
    )
    if not our_ids or not their_ids or not our_ids.isdisjoint(their_ids):
        return
    if not our_name or our_name.casefold() != their_name.casefold():
        raise ForeignJournalError(their_name, our_name)
    _ = context.translator.gettext
    context.messages.warn(
        _("no entry of this copy was in your journal; is it yours, and not a colleague's?"),
        _("tipcycle journal backups lists the states of before, to go back"),
    )


def _report_undone_entries(context: AppContext, before: Journal) -> None:
    """Print each entry that counted before and that an undo from the other copy takes back."""
    active = {item.entry.ids for item in journal_history(before, ()) if not item.entry.is_undone}
    for item in journal_history(context.loaded_journal.journal, ()):
        if item.entry.is_undone and item.entry.ids in active:
            _ = context.translator.gettext
            context.messages.print(
                _("An undo came in, which takes back of {day}: {what}.").format(
                    day=context.translator.full_date(item.on),
                    what=entry_text(item, context.catalogue, context.translator),
                )
            )


def _report_merged_file(context: AppContext, result: merge.FileMergeResult) -> None:
    """Report what was added to a file, and its conflicts."""
    _, translator, print_message = context.translator.gettext, context.translator, context.messages.print
    if result.is_new:
        text = translator.ngettext(
            "Saved: {file} was not here and is copied, with {n} entry.",
            "Saved: {file} was not here and is copied, with {n} entries.",
            result.entry_count,
        )
        print_message(text.format(file=result.name))
    elif result.entry_count:
        text = translator.ngettext(
            "Saved: {n} entry came into {file}.", "Saved: {n} entries came into {file}.", result.entry_count
        )
        print_message(text.format(file=result.name))
    if result.conflicting_ids and result.name == OWN_TIPS_FILE:
        print_message(
            _("These numbers are taken by other tips of yours, which stay: {numbers}.").format(
                numbers=translator.join(result.conflicting_ids)
            )
        )
    elif result.conflicting_ids:
        text = translator.ngettext(
            "In {file} the two copies say different things under one id; both are kept: {ids}.",
            "In {file} the two copies say different things under {n} ids; both are kept: {ids}.",
            len(result.conflicting_ids),
        )
        print_message(text.format(file=result.name, ids=translator.join(result.conflicting_ids)))
    for conflict in result.status_conflicts:
        text = _("{tip} in the week of {day} was answered twice; the later answer, {answer}, counts.")
        answer = translator.gettext(conflict.winning_status.word)
        print_message(
            text.format(tip=tip_number(conflict.tip), day=translator.long_date(conflict.week.monday), answer=answer)
        )
    if result.weeks_differ:
        print_message(
            _("{file}: the other copy counts the weeks of this cycle differently; yours stays.").format(
                file=result.name
            )
        )
