"""Starts the user's text editor. Does not use a shell."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tipcycle.core.errors import EditorError


def open_in_editor(command_line: str, path: Path) -> bool:
    """Open a file in the editor and wait until it exits. Return False if it exits with an error (`:cq` in vim).

    Raises `EditorError` if the editor cannot be started.
    """
    try:
        program, *arguments = split_command_line(command_line)
    except ValueError:  # empty, or an unclosed quotation mark
        raise EditorError(command_line) from None
    # `which` also finds `code.cmd` for `code`; `subprocess` on Windows finds only `.exe` files
    command = [shutil.which(program) or program, *arguments, str(path)]
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError:
        raise EditorError(command_line) from None


def split_command_line(text: str, *, windows: bool = sys.platform == "win32") -> list[str]:
    r"""Split a command line into its arguments. On Windows a backslash is part of a path, not an escape.

    >>> split_command_line("\"C:\\my tools\\edit.exe\" -w", windows=True)
    ['C:\\my tools\\edit.exe', '-w']
    """
    if not windows:
        return shlex.split(text)
    return [word.strip('"') for word in shlex.split(text, posix=False)]


def default_editor(*, platform: str = sys.platform) -> str:
    """Return the command line of a text editor that comes with the system; empty if none is found."""
    candidates = {"win32": ("notepad",), "darwin": ("open -W -t",)}.get(
        platform, ("sensible-editor", "nano", "micro", "vim", "vi")
    )
    return next((command for command in candidates if shutil.which(command.partition(" ")[0])), "")
