"""The stamp of the shell prompt: the days on which a check-in is due, and the state of the journal files.

While the files are unchanged, `tipcycle prompt` reads nothing else. A shell runs this code at each Enter: must not
import slow modules such as `re`, `pathlib` or `datetime`. The stamp is untrusted input.
"""

import os
import stat
import sys
import time
from binascii import crc32

from tipcycle import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

STAMP_FILE = "prompt"
"""Name of the stamp in the cache folder."""
MAX_STAMP_LENGTH = 1024 * 1024
MIN_FILE_AGE = 2.0
"""Seconds. A file that changed more recently could change again without a change of its timestamps."""
_VARIABLES = (
    "HOME", "LANG", "LC_ALL", "LC_MESSAGES", "LOCALAPPDATA", "TIPCYCLE_HOME", "TIPCYCLE_LANG", "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)  # fmt: skip
"""Environment variables that select the journal or the language."""


def print_from_stamp() -> bool:
    """Print the prompt from the stamp. Return False, and print nothing, if there is no valid stamp."""
    try:
        checksum, body = _read_stamp().split("\n", 1)
        inputs, home, state, line, days = body.split("\n")
        if (checksum, inputs, state) != (_checksum(body), _inputs(), journal_state(home)[0]):
            return False
        if _today() in days.split() and line.isprintable():
            sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (AttributeError, OSError, ValueError):  # the full run reports errors of stdout
        return False
    return True


def stamp_text(home: str, state: str, line: str, days: "Iterable[object]") -> str | None:
    """Return the text of the stamp, or None if it would not be reliable.

    `state` is the state of the files before they were read. It must still be the same, and the newest file must be at
    least `MIN_FILE_AGE` old.
    """
    current_state, newest = journal_state(home)
    if state != current_state or newest / 1e9 > time.time() - MIN_FILE_AGE:
        return None
    body = "\n".join((_inputs(), home, state, line, " ".join(map(str, days))))
    return f"{_checksum(body)}\n{body}"


def journal_state(home: str) -> tuple[str, int]:
    """Return the state of the files that decide on the prompt, and the newest of their times in nanoseconds.

    Raises `OSError` if a file cannot be accessed.
    """
    cycles = os.path.join(home, "cycles")
    names = sorted(os.listdir(cycles)) if os.path.isdir(cycles) else []
    paths = [os.path.join(home, "journal.toml"), cycles, *(os.path.join(cycles, name) for name in names)]
    stamps = [_file_stamp(path) for path in paths]
    return repr((names, stamps)), max(max(stamp[:2]) for stamp in stamps)


def _file_stamp(path: str) -> tuple[int, int, int, int]:
    """Return the modification time, status change time, size and inode of a file; zeros if it does not exist."""
    try:
        result = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0, 0
    return result.st_mtime_ns, result.st_ctime_ns, result.st_size, result.st_ino


def _inputs() -> str:
    """Return the version of tipcycle and the environment variables that the stamp depends on, on one line."""
    return repr((__version__, [os.environ.get(name) for name in _VARIABLES]))


def _checksum(body: str) -> str:
    """Return a checksum. It detects a damaged stamp: cache files are not flushed to disk."""
    return f"{crc32(body.encode('utf-8', 'backslashreplace')):08x}"


def _today() -> str:
    """Return the date as `YYYY-MM-DD`. Raises `ValueError` if `TIPCYCLE_TODAY` is not a date."""
    if not (today := os.environ.get("TIPCYCLE_TODAY")):
        return time.strftime("%Y-%m-%d")
    from datetime import date  # only imported if the date is overridden

    return date.fromisoformat(today.strip()).isoformat()


def _read_stamp() -> str:
    """Return the text of the stamp. Raises `OSError` if it is not a regular file: reading a pipe would block."""
    path = os.path.join(_cache_folder(), STAMP_FILE)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, encoding="utf-8", newline="") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return file.read(MAX_STAMP_LENGTH)


def _cache_folder() -> str:
    """Return the folder of `Paths.cache` without importing platformdirs. If they differ, the stamp is not found."""
    if home := os.environ.get("TIPCYCLE_HOME"):
        return os.path.join(home, ".tipcycle", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/tipcycle")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", ""), "tipcycle", "Cache")
    return os.path.join(os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache"), "tipcycle")
