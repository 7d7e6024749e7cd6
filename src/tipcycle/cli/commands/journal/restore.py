"""`journal restore`: restore a file from a backup, or a whole journal from an archive."""

import stat
from typing import Annotated

import typer

from tipcycle.cli.confirm import confirm
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.core.errors import InvalidArchiveError, UnknownBackupError, UnreadableBackupError
from tipcycle.core.history import journal_stats
from tipcycle.i18n import N_
from tipcycle.render.diagnostics import entries_text, format_local_time, journal_stats_text
from tipcycle.render.shell_quoting import quote_argument
from tipcycle.storage import restore
from tipcycle.storage.archive import is_zip, read_archive
from tipcycle.storage.atomic_files import file_mode
from tipcycle.storage.backup_details import file_stats, read_backup
from tipcycle.storage.backups import Backup
from tipcycle.storage.import_sources import read_user_file
from tipcycle.storage.journal_files import journal_file_names, read_existing_files, read_journal_file
from tipcycle.storage.paths import resolve_file_name, user_path


def restore_journal(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help=N_("an archive, or the file of which an earlier state comes back"))],
    number: Annotated[int | None, typer.Argument(help=N_("which backup; without it the latest"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask first"))] = False,
) -> None:
    context = get_app_context(ctx)
    archive = _read_requested_archive(what) if number is None else None
    if archive is not None:
        raise typer.Exit(_restore_from_archive(context, what, archive, yes=yes))
    try:
        backup = restore.find_backup(context.environment.paths, what, number)
    except UnknownBackupError:
        if number is None and resolve_file_name(what) is None and stat.S_ISREG(file_mode(user_path(what))):
            raise InvalidArchiveError(what, "not-a-zip") from None
        raise
    raise typer.Exit(_restore_from_backup(context, backup, yes=yes))


def _read_requested_archive(argument: str) -> bytes | None:
    """Return the content of the archive, or None if the argument names a backup."""
    path = user_path(argument)
    has_zip_suffix = path.suffix.lower() == ".zip"
    if not has_zip_suffix and (resolve_file_name(argument) is not None or not stat.S_ISREG(file_mode(path))):
        return None
    data = read_user_file(path)
    if is_zip(data):
        return data
    if has_zip_suffix:
        raise InvalidArchiveError(argument, "not-a-zip")
    return None


def _restore_from_backup(context: AppContext, backup: Backup, *, yes: bool) -> int:
    _, translator, paths = context.translator.gettext, context.translator, context.environment.paths
    print_message = context.messages.print
    data = read_backup(backup)
    summary = file_stats(backup.file_name, data or b"")
    if data is None or (not summary.block_count and summary.error_count):
        raise UnreadableBackupError(backup.file_name, backup.number)
    current = read_journal_file(paths, backup.file_name)
    if restore.compare_data(current, data) == "same":
        print_message(_("{file} is just as it was then; there is nothing to do.").format(file=backup.file_name))
        return context.finish_read()
    restore.require_supported_format(backup.file_name, data, current or b"")
    restore.require_own_content(backup.file_name, data, str(backup.path))
    time_text = format_local_time(context.environment.to_local_time(backup.written_at), translator)
    description = entries_text(summary.entry_count, summary.error_count, translator)
    print_message(
        _("{file}, as it was on {when}: {what}.").format(file=backup.file_name, when=time_text, what=description)
    )
    if current is not None and restore.has_extra_blocks(backup.file_name, current, data):
        print_message(_("What is there now has entries that it has not. They are kept, as a backup."))
    confirm(context, _("Bring it back? [y/N] "), yes=yes)
    result = restore.restore_files(paths, {backup.file_name: data}, context.environment.now)
    context.invalidate()
    print_message(_("Saved: {file} is as it was on {when}.").format(file=backup.file_name, when=time_text))
    _report_kept_backups(context, result)
    return context.finish_read()


def _restore_from_archive(context: AppContext, path: str, data: bytes, *, yes: bool) -> int:
    _, print_message, paths = context.translator.gettext, context.messages.print, context.environment.paths
    files = read_archive(data, path)
    current_files = read_existing_files(paths, files)
    for name, archived in files.items():
        restore.require_supported_format(name, archived, current_files.get(name, b""))
        restore.require_own_content(name, archived, path)
    comparisons = {name: restore.compare_data(current_files.get(name), archived) for name, archived in files.items()}
    if all(comparison == "same" for comparison in comparisons.values()):
        print_message(_("All that is in it is here already; there is nothing to do."))
        return context.finish_read()
    differing = [name for name, comparison in comparisons.items() if comparison == "differs"]
    if differing:
        context.messages.warn(
            _("These files are here already, and are no earlier state of what is in the archive: {files}.").format(
                files=context.translator.join(differing)
            ),
            _("tipcycle journal merge {path} takes in what is missing and replaces nothing").format(
                path=quote_argument(path)
            ),
        )
        confirm(context, _("Replace them all the same? What is there now is kept as backups. [y/N] "), yes=yes)
    untouched = [name for name in read_existing_files(paths, journal_file_names(paths)) if name not in files]
    result = restore.restore_files(paths, files, context.environment.now)
    context.invalidate()
    summary = journal_stats_text(journal_stats(context.loaded_journal.journal, context.cycles), context.translator)
    print_message(_("Saved: everything is back: {what}.").format(what=summary))
    if untouched:
        print_message(
            _("Not in the archive, and left as they are: {files}.").format(files=context.translator.join(untouched))
        )
    _report_kept_backups(context, result)
    return context.finish_read()


def _report_kept_backups(context: AppContext, result: restore.RestoreResult) -> None:
    """Print the commands that restore the replaced files."""
    _ = context.translator.gettext
    for name, number in result.backup_numbers.items():
        context.messages.print(
            _("What was there is kept: tipcycle journal restore {file} {number}").format(file=name, number=number)
        )
