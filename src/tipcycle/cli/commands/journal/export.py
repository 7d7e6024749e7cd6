"""`journal export`: write the whole journal to one file: an archive, JSON or CSV."""

from typing import Annotated

import typer

from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.export_files import STDOUT, resolve_file_path, write_export
from tipcycle.cli.format_options import choose_format, format_option
from tipcycle.cli.options import ForceOption
from tipcycle.core.errors import ExitCode, FileTooLargeError, InvalidOptionValueError
from tipcycle.core.history import journal_stats
from tipcycle.i18n import N_
from tipcycle.render.formats import ARCHIVE, CSV, JOURNAL_FORMATS, JSON, FileFormat
from tipcycle.render.json.document import json_text
from tipcycle.render.shell_quoting import quote_argument
from tipcycle.storage.journal_files import journal_file_names, read_existing_files

_BOM = "\ufeff"


def export_journal(
    ctx: typer.Context,
    requested_format: Annotated[FileFormat | None, format_option(JOURNAL_FORMATS)] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout for json and csv"))
    ] = None,
    force: ForceOption = False,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    format = choose_format(JOURNAL_FORMATS, requested_format, output)
    if format is ARCHIVE and output == STDOUT:
        raise InvalidOptionValueError("--output", STDOUT)
    default_name = f"{_('tipcycle-journal')}.{format.suffix}"
    if output != STDOUT:
        resolve_file_path(context, output, default_name, force=force)
    if format is ARCHIVE:
        raise typer.Exit(_export_archive(context, output, default_name, force=force))
    raise typer.Exit(_export_document(context, format, output, default_name, force=force))


def _export_archive(context: AppContext, output: str | None, default_name: str, *, force: bool) -> int:
    """Write an archive with all journal files unchanged, including files with errors."""
    from tipcycle.render.diagnostics import journal_stats_text
    from tipcycle.storage.archive import build_archive
    from tipcycle.storage.toml_format import MAX_FILE_BYTES

    _, print_message, paths = context.translator.gettext, context.messages.print, context.environment.paths
    files = read_existing_files(paths, journal_file_names(paths))
    for file, data in files.items():
        if len(data) > MAX_FILE_BYTES:  # `journal restore` would reject it
            raise FileTooLargeError(file)
    path = write_export(context, build_archive(files), output, default_name, force=force, open_after=False)
    summary = journal_stats_text(journal_stats(context.loaded_journal.journal, context.cycles), context.translator)
    print_message(_("Everything is in one file: {what}.").format(what=summary))
    command = context.translator.command(f"journal restore {quote_argument(path.name if path else default_name)}")
    print_message(_("On the new laptop:  {command}").format(command=command))
    if context.loaded_journal.error_count:
        context.messages.warn(
            _("a part of your journal cannot be read; it is in the archive just as it is"),
            _("tipcycle journal check shows what is wrong and what to do"),
        )
    return ExitCode.OK


def _export_document(
    context: AppContext, format: FileFormat, output: str | None, default_name: str, *, force: bool
) -> int:
    """Write the readable part of the journal as JSON or CSV."""
    text = _build_json(context) if format is JSON else _build_csv(context)
    if format is CSV and output != STDOUT:
        text = _BOM + text  # spreadsheets need the BOM to detect UTF-8
    write_export(context, text, output, default_name, force=force, open_after=False)
    return context.finish_read()


def _build_json(context: AppContext) -> str:
    from tipcycle.render.json.export import journal_json
    from tipcycle.storage.journal_files import read_journal_file
    from tipcycle.storage.own_tips import parse_own_tips
    from tipcycle.storage.paths import OWN_TIPS_FILE
    from tipcycle.storage.toml_format import parse_file

    sources, parsed_files = context.loaded_journal.contents, context.loaded_journal.files
    own = parse_file(sources[None], parsed_files[None].name).tables if None in sources else ()
    files = {key: parse_file(data, parsed_files[key].name).tables for key, data in sources.items() if key}
    tips, _format = parse_own_tips(read_journal_file(context.environment.paths, OWN_TIPS_FILE) or b"")
    unread_count = context.loaded_journal.error_count + (tips is None)
    own_tips = [tip.table for tip in tips or ()]
    return json_text(journal_json(context.profile, own, files, context.cycles, own_tips, unread_count))


def _build_csv(context: AppContext) -> str:
    from tipcycle.render.journal_csv import journal_csv

    return journal_csv(
        context.loaded_journal.journal, context.cycles, context.catalogue, context.environment.today, context.translator
    )
