"""Export files: choose the path, check it before any question or rendering, write the file and open it.

Never replaces a file without `--force`, and never a journal file. Writes through `storage.atomic_files`. Must not run a
shell.
"""

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

from tipcycle.cli.context import AppContext
from tipcycle.core.errors import (
    BinaryToTerminalError,
    DiskError,
    InvalidOptionValueError,
    MissingOptionValueError,
    OutputExistsError,
    OutputIsJournalError,
    OutputPathError,
    OutputPermissionError,
    WrongSuffixError,
)
from tipcycle.render.shell_quoting import quote_command
from tipcycle.storage.atomic_files import FileChangedError, create_file, replace_file, require_missing
from tipcycle.storage.paths import Paths, user_path

STDOUT, END_OF_OPTIONS = "-", "--"
TEXT_EXTENSIONS = ("txt", "text", "md", "markdown", "log")
EXTENSIONS_BY_FORMAT = {
    "pdf": ("pdf",), "html": ("html", "htm", "xhtml"), "md": TEXT_EXTENSIONS, "txt": TEXT_EXTENSIONS,
    "json": ("json", "txt"), "csv": ("csv", "txt"), "ics": ("ics", "ical"), "eml": ("eml",), "zip": ("zip",),
}  # fmt: skip
"""Accepted extensions of each format."""
OFFICE_EXTENSIONS = ("doc", "docx", "odt", "rtf", "pages")
_KNOWN_EXTENSIONS = {
    *(extension for extensions in EXTENSIONS_BY_FORMAT.values() for extension in extensions), *OFFICE_EXTENSIONS,
    "xls", "xlsx", "ods", "numbers", "ppt", "pptx", "odp", "key",
    "png", "jpg", "jpeg", "gif", "svg", "xml", "epub", "tar", "gz", "tgz", "7z", "rar",
}  # fmt: skip
"""Extensions that imply a format. Any other suffix is treated as a part of the name."""


def write_export(
    context: AppContext, data: bytes | str, output: str | None, default_name: str, *, force: bool, open_after: bool
) -> Path | None:
    """Write an export and print its path. Return the path, or None if the export went to stdout (`output` is `-`).

    Without `output` the file is called `default_name` in the current folder; if `output` is a folder, in that folder.
    Raises the errors of `resolve_output_path`.
    """
    target = resolve_output_path(
        context, output, default_name, force=force, open_=open_after, is_text=isinstance(data, str)
    )
    if target is None:
        _write_stdout(context, data)
        return None
    content = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    is_new_folder = not target.parent.exists()
    try:
        if force:
            replace_file(target, content)
        else:
            create_file(target, content)
    except FileChangedError:
        raise OutputExistsError(str(target), _force_command(context)) from None
    except DiskError as error:
        if isinstance(error.__cause__, PermissionError):
            raise OutputPermissionError(str(target), error.reason) from error
        raise
    _ = context.translator.gettext
    if is_new_folder:
        context.messages.print(_("This folder is new: {path}").format(path=target.parent))
    context.messages.print(_("Ready: {path}").format(path=target))
    if open_after and not open_file(target):
        context.messages.print(_("Nothing here could open it; it is waiting at that place."))
    return target


def resolve_output_path(
    context: AppContext, output: str | None, default_name: str, *, force: bool, open_: bool, is_text: bool
) -> Path | None:
    """Return the path of an export, or None for stdout. Call it before a question or a slow rendering.

    `is_text`: a terminal can display the data. Raises `InvalidOptionValueError`, `BinaryToTerminalError`, or the errors
    of `resolve_file_path`.
    """
    if output != STDOUT:
        return resolve_file_path(context, output, default_name, force=force)
    if open_:
        raise InvalidOptionValueError("--open", "--output -")
    if context.environment.stdout_is_tty and not is_text:
        raise BinaryToTerminalError
    return None


def resolve_file_path(context: AppContext, output: str | None, default_name: str, *, force: bool) -> Path:
    """Return the absolute path of an export file.

    Raises `MissingOptionValueError`, `WrongSuffixError`, `OutputPathError`, `OutputIsJournalError`,
    `OutputPermissionError` or, without `force`, `OutputExistsError`.
    """
    if output == END_OF_OPTIONS:  # `--output -- ...`: click takes it for the value
        raise MissingOptionValueError("--output", "FILE")
    target = user_path(output) if output else Path(default_name)
    is_unknown_user = str(output).startswith("~") and target.parts[0].startswith("~")
    try:
        is_folder_name = output is not None and output.endswith(("/", os.sep))
        if target.is_dir() or is_folder_name:
            target /= default_name
        check_extension(target, Path(default_name).suffix)
        target = target.absolute()
        is_symlink_loop = target.resolve().is_symlink()  # Python 3.12 and earlier raise a RuntimeError for it
        require_missing(target)  # nothing is made in the place of a drive that is not mounted
        if is_symlink_loop or is_unknown_user or (target.exists() and not target.is_file()):
            raise OutputPathError(str(target))
        if _is_journal_file(target, context.environment.paths):
            raise OutputIsJournalError(str(target))
        if target.exists() and not force:
            raise OutputExistsError(str(target), _force_command(context))
    except PermissionError as error:
        raise OutputPermissionError(str(target), error.strerror or str(error)) from None
    except (OSError, ValueError, RuntimeError):  # symlink loop, NUL character, or name too long
        raise OutputPathError(str(target)) from None
    return target


def check_extension(target: Path, expected_suffix: str) -> None:
    """Raise `WrongSuffixError` if the extension of the file name implies another format."""
    format, extension = expected_suffix.removeprefix("."), target.suffix.removeprefix(".")
    if extension.lower() in _KNOWN_EXTENSIONS and extension.lower() not in EXTENSIONS_BY_FORMAT.get(format, (format,)):
        raise WrongSuffixError(extension, format, target.with_suffix(expected_suffix).name)


def _force_command(context: AppContext) -> str:
    """Return the command line of this run with `--force` added."""
    args = ["tipcycle", *context.argv]
    position = args.index(END_OF_OPTIONS) if END_OF_OPTIONS in args else len(args)
    return quote_command([*args[:position], "--force", *args[position:]])


def _is_journal_file(target: Path, paths: Paths) -> bool:
    """Return True if the path is a file of the journal, the lock or a backup."""
    resolved = target.resolve()
    if any(_is_same_file(resolved, journal_path) for journal_path in (paths.journal, paths.own_tips)):
        return True
    return any(
        _is_same_file(parent, journal_path)
        for parent in resolved.parents
        for journal_path in (paths.cycles, paths.state)
    )


def _is_same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:  # one of the paths does not exist
        return first == second.resolve()


def _write_stdout(context: AppContext, data: bytes | str) -> None:
    if not context.environment.stdout_is_tty:
        context.output.print_bytes(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
    elif isinstance(data, str):
        context.output.print_text(data)


def open_file(path: Path) -> bool:
    """Open a file with the default program of the system. Return False if that fails."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return True
        import shutil

        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            return webbrowser.open(path.as_uri())
        command = [opener, str(path)]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return process.wait(timeout=3) == 0
        except subprocess.TimeoutExpired:  # the opener waits for the viewer, so the file is open
            return True
    except OSError:
        return False
