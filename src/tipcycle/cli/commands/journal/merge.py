"""`journal merge`: add what a second copy of the journal has and this one does not have."""

from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.errors import ExitCode
from tipcycle.i18n import N_
from tipcycle.render.labels import tip_number
from tipcycle.storage import merge
from tipcycle.storage.import_sources import read_sources
from tipcycle.storage.paths import OWN_TIPS_FILE


def merge_journal(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(help=N_("files, folders or archives of a second copy"))],
) -> None:
    context = get_app_context(ctx)
    sources = [source for file in files for source in read_sources(Path(file).expanduser())]
    result = merge.merge_sources(context.environment.paths, sources, context.environment.now)
    context.invalidate()
    for file_result in result.files:
        _report_merged_file(context, file_result)
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
