"""Starts the manager's own editor. No shell ever sees the command."""

import shlex
import subprocess
from pathlib import Path

from tipcycle.core.errors import EditorError


def open_in_editor(command_line: str, path: Path) -> bool:
    """Opens a file and waits until the editor is closed; False when it ended with an error (`:cq` in vim)."""
    try:
        command = shlex.split(command_line)
    except ValueError:  # an open quotation mark
        raise EditorError(command_line) from None
    if not command:
        raise EditorError(command_line)
    try:
        return subprocess.run([*command, str(path)], check=False).returncode == 0
    except OSError:
        raise EditorError(command_line) from None
