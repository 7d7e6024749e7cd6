"""Quotes arguments in suggested commands, so that a user can copy them into the shell of this platform."""

import re
import shlex
import sys
from collections.abc import Iterable

_SAFE_ON_WINDOWS = re.compile(r"[\w@+=:,./\\~-]+")


def quote_argument(text: str, *, windows: bool = sys.platform == "win32") -> str:
    r"""Return the text as one argument of a shell command.

    On Windows the result works in cmd.exe and in PowerShell: double quotes, or single quotes around the characters that
    PowerShell would expand.

    >>> quote_argument("C:\\my files", windows=True), quote_argument("my files", windows=False)
    ('"C:\\my files"', "'my files'")
    >>> quote_argument("cost $5", windows=True)
    "'cost $5'"
    """
    if not windows:
        return shlex.quote(text)
    if _SAFE_ON_WINDOWS.fullmatch(text):
        return text
    if any(character in text for character in '$`"'):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def quote_command(arguments: Iterable[str]) -> str:
    """Return the arguments as one command line for the shell of this platform."""
    return " ".join(quote_argument(argument) for argument in arguments)
