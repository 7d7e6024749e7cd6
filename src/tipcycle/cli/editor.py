"""Starts the user's text editor. Does not use a shell."""

import shlex
import subprocess
from pathlib import Path

from tipcycle.core.errors import EditorError


def open_in_editor(command_line: str, path: Path) -> bool:
    """Open a file in the editor and wait until it exits. Return False if it exits with an error (`:cq` in vim).

    Raises `EditorError` if the editor cannot be started.
    """
    try:
        command = shlex.split(command_line)
    except ValueError:  # an unclosed quotation mark
        raise EditorError(command_line) from None
    if not command:
        raise EditorError(command_line)
    try:
        return subprocess.run([*command, str(path)], check=False).returncode == 0
    except OSError:
        raise EditorError(command_line) from None
