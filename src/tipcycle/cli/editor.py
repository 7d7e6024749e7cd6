"""Starts the manager's own editor. No shell ever sees the command."""

import shlex
import subprocess
from pathlib import Path

from tipcycle.core.errors import NoEditor


def edit_file(editor: str, path: Path) -> bool:
    """Opens a file and waits until the editor is closed; False when it ended with an error (`:cq` in vim)."""
    try:
        command = shlex.split(editor)
    except ValueError:  # an open quotation mark
        raise NoEditor(editor) from None
    if not command:
        raise NoEditor(editor)
    try:
        return subprocess.run([*command, str(path)], check=False).returncode == 0
    except OSError:
        raise NoEditor(editor) from None
