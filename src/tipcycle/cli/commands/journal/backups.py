"""`journal backups`: list the backups of each file."""

from typing import Annotated

import typer

from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.core.errors import PathNotFoundError
from tipcycle.i18n import N_
from tipcycle.render.diagnostics import BackupRow, backups_text


def list_backups(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("journal, tips or the first Monday of a cycle"))] = None,
    json: JsonOption = False,
) -> None:
    from tipcycle.storage.backup_details import inspect_backups
    from tipcycle.storage.paths import resolve_file_name

    context = get_app_context(ctx)
    name = resolve_file_name(file) if file is not None else None
    if file is not None and name is None:
        raise PathNotFoundError(file)
    rows = [
        BackupRow(
            file=backup.backup.file_name,
            number=backup.backup.number,
            written_at=backup.backup.written_at,
            size=backup.backup.size,
            event_count=backup.stats.block_count,
            error_count=backup.stats.error_count,
            is_larger=backup.is_larger,
            path=str(backup.backup.path),
            entry_count=backup.stats.entry_count,
        )
        for backup in inspect_backups(context.environment.paths, name)
    ]
    _ = context.translator.gettext
    if json:
        from tipcycle.render.json.journal import backups_json

        context.output.print_json(backups_json(rows))
    elif not rows:
        context.messages.print(_("There are no backups yet: one is kept each time a file changes."))
    else:
        context.output.print_wrapped(backups_text(rows, context.environment.to_local_time, context.translator))
        context.messages.print(_("tipcycle journal restore FILE NUMBER brings one back; what is there now is kept."))
