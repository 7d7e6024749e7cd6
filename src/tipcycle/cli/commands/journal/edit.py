"""`journal edit`: open a journal file in the user's editor.

The editor gets a copy, and the lock is not held while it is open. If the journal file changed meanwhile, nothing is
written.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.confirm import parse_yes_no
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.editor import default_editor, open_in_editor
from tipcycle.core.diagnostics import Problem, new_problems
from tipcycle.core.errors import (
    AbortedError,
    DiskError,
    DurabilityError,
    EditConflictError,
    EditorError,
    FileTooLargeError,
    InvalidEditError,
    LockHeldError,
    PathNotFoundError,
)
from tipcycle.i18n import N_
from tipcycle.render.diagnostics import problem_message
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.edit_copies import create_edit_copy, discard_edit_copies, read_edit_copy, remove_edit_copy
from tipcycle.storage.journal_files import read_journal_file, write_if_unchanged
from tipcycle.storage.paths import JOURNAL_FILE, OWN_TIPS_FILE, cycle_file_name, file_path, resolve_file_name
from tipcycle.storage.restore import require_supported_format
from tipcycle.storage.toml_format import MAX_FILE_BYTES, parse_file


def edit_journal_file(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("journal, tips or the first Monday of a cycle"))] = None,
) -> None:
    context = get_app_context(ctx)
    name = _resolve_edited_file(context, file)
    path = file_path(context.environment.paths, name)
    original = read_journal_file(context.environment.paths, name)
    if original is None:
        raise PathNotFoundError(str(path))
    if len(original) > MAX_FILE_BYTES:
        raise FileTooLargeError(name)
    require_supported_format(name, original)
    editor = context.environment.editor or default_editor()
    if not editor:
        raise EditorError("")
    for left_path in discard_edit_copies(context.environment.paths):
        context.messages.print(context.translator.gettext("What you typed is kept: {path}").format(path=left_path))
    temp_path = create_edit_copy(context.environment.paths, name, original)
    try:
        edited = _edit_until_valid(context, editor, name, original, temp_path)
        if edited is not None and not write_if_unchanged(
            context.environment.paths, name, original, edited, context.environment.now
        ):
            raise EditConflictError(name, str(temp_path))
    except DurabilityError:  # the change was saved
        remove_edit_copy(temp_path)
        raise
    except (EditorError, AbortedError, DiskError, LockHeldError, KeyboardInterrupt):
        _keep_temp_file(context, original, temp_path)
        raise
    remove_edit_copy(temp_path)
    if edited is None:
        _ = context.translator.gettext
        context.messages.print(_("Nothing changed."))
        return
    before = context.loaded_journal.problems(context.cycles)
    context.invalidate()
    _report_saved_file(context, name, original, edited)
    context.warn_problems(new_problems(before, context.loaded_journal.problems(context.cycles)))


def _keep_temp_file(context: AppContext, original: bytes, temp_path: Path) -> None:
    """Keep the edited copy and print its path. Remove it if nothing was changed."""
    try:
        is_changed = read_edit_copy(temp_path) != original
    except DiskError:
        is_changed = True
    if not is_changed:
        remove_edit_copy(temp_path)
        return
    _ = context.translator.gettext
    context.messages.print(_("What you typed is kept: {path}").format(path=temp_path))


def _resolve_edited_file(context: AppContext, argument: str | None) -> str:
    """Return the name of the file to edit. Without an argument, the file of the latest cycle."""
    if argument is None:
        latest = cycle_file_name(context.cycles[-1].starts) if context.cycles else JOURNAL_FILE
        return context.loaded_journal.unreadable_latest or latest
    name = resolve_file_name(argument)
    if name is None:
        raise PathNotFoundError(argument)
    return name


def _edit_until_valid(context: AppContext, editor: str, name: str, original: bytes, temp_path: Path) -> bytes | None:
    """Run the editor until the content is valid. Return the content, or None if nothing changed.

    Raises `InvalidEditError` if the user stops with errors left, and `AbortedError` if the editor fails.
    """
    _, print_message = context.translator.gettext, context.messages.print
    while True:
        if not open_in_editor(editor, temp_path):
            raise AbortedError
        edited = read_edit_copy(temp_path)
        if edited == original or not edited.strip():
            return None
        errors = _error_messages(context, name, original, temp_path)
        if not errors:
            return edited
        print_message("\n".join(errors))
        if not context.environment.interactive:
            raise InvalidEditError(name, str(temp_path))
        if parse_yes_no(context.messages.ask(_("Edit it again? [Y/n] "))) is False:
            raise InvalidEditError(name, str(temp_path))


def _error_messages(context: AppContext, name: str, original: bytes, temp_path: Path) -> list[str]:
    """Return the errors that prevent reading the file, and new events in the wrong file, which would be ignored."""
    if name == OWN_TIPS_FILE:
        return _own_tip_error_messages(context, temp_path)
    known_misplaced = Counter(
        problem.detail for problem in _parse_problems(name, original) if problem.code == "misplaced"
    )
    problems = []
    for problem in _parse_problems(name, read_edit_copy(temp_path)):
        if problem.code == "misplaced":
            known_misplaced[problem.detail] -= 1
        if problem.severity == "error" or problem.code == "newer" or known_misplaced[problem.detail] < 0:
            problems.append(problem)
    return [
        f"{name}{'' if problem.line is None else f':{problem.line}'}: {problem_message(problem, context.translator)[0]}"
        for problem in problems
    ]


def _parse_problems(name: str, data: bytes) -> tuple[Problem, ...]:
    return parse_file(data, name).problems


def _own_tip_error_messages(context: AppContext, temp_path: Path) -> list[str]:
    from tipcycle.catalogue.document import RawDocument, read_document
    from tipcycle.catalogue.validation import validate_document
    from tipcycle.cli.tip_problems import problem_lines

    raw, problems = read_document(temp_path)
    if not problems:
        _, problems = validate_document(RawDocument(raw, OWN_TIPS_FILE, is_own=True))
    return problem_lines(problems, context.translator)


def _report_saved_file(context: AppContext, name: str, original: bytes, edited: bytes) -> None:
    _, translator, print_message = context.translator.gettext, context.translator, context.messages.print
    print_message(_("Saved: {file}.").format(file=name))
    lost_count = _count_lost_entries(name, original, edited)
    if lost_count:
        print_message(
            translator.ngettext(
                "{n} entry of before is no longer in it.", "{n} entries of before are no longer in it.", lost_count
            )
        )
    backups = stored_backups(context.environment.paths, name)
    if backups:
        print_message(
            _("What was there is kept: tipcycle journal restore {file} {number}").format(
                file=name, number=backups[-1].number
            )
        )


def _count_lost_entries(name: str, original: bytes, edited: bytes) -> int:
    """Return the number of entries that lost one or more events."""
    if name == OWN_TIPS_FILE:
        return 0
    original_events, edited_events = (parse_file(data, name).events for data in (original, edited))
    missing_ids = Counter(event.id for event in original_events) - Counter(event.id for event in edited_events)
    return len({event.at for event in original_events if event.id in missing_ids})
