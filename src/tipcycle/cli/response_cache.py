"""Response cache for read-only commands. Reuses the last output while no file, option or environment value has changed.

An entry in the cache folder contains the inputs (arguments, day, language, terminal), a fingerprint of all files that
affect the output (journal, own tips, program) and the text. No entry is stored in doubt: soon after a file change, if a
file cannot be read, or if the fingerprint changed during the run.

The shell prompt runs this code at each Enter. Must not import slow modules such as `re`, `pathlib` or `json`.
"""

import os
import stat
import sys
import time
from binascii import crc32

from tipcycle.package_mtime import last_modified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CACHEABLE_COMMANDS = (
    (), ("prompt",), ("status",), ("momentum",), ("help",), ("--help",),
    ("tips", "list"), ("tips", "search"), ("tips", "show"),
)  # fmt: skip
"""First arguments of the commands that only print. Commands with other effects must not be added."""

ENVIRONMENT_VARIABLES = (
    "HOME", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "TERM", "TIPCYCLE_HOME", "TIPCYCLE_LANG",
    "TIPCYCLE_TODAY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA",
)  # fmt: skip
"""Environment variables that can affect the output."""

MIN_FILE_AGE = 2.0
"""Seconds. A file that changed more recently could change again without a change of its timestamps."""
MAX_ENTRIES = 64
"""Maximum number of entries. The folder is emptied when it is exceeded."""
MAX_ENTRY_LENGTH = 4 * 1024 * 1024
"""Maximum length of an entry in characters. Longer output is not stored."""
CACHE_FOLDER = "answers"
# The folder of the catalogue in a source checkout.
_CHECKOUT_DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "data")

COMPLETE_OUTPUT, OUTPUT_BEFORE_KEY = "whole", "until a key"
"""Extent of an entry: the complete output, or the output before the command waits for a key."""


class CacheKey:
    """The inputs of a command line and the path of its cache entry."""

    def __init__(self, inputs: str, path: str, *, may_be_empty: bool) -> None:
        self.inputs = inputs
        """All inputs that affect the output except files, on one line."""
        self.path = path
        self.may_be_empty = may_be_empty
        """True if empty output is valid, as for the shell prompt."""


def cache_key(argv: "Sequence[str]") -> CacheKey | None:
    """Return the cache key of a command line, or None if its output must not be cached."""
    if (
        not (tuple(argv[:1]) in CACHEABLE_COMMANDS or tuple(argv[:2]) in CACHEABLE_COMMANDS)
        or "_TIPCYCLE_COMPLETE" in os.environ
    ):
        return None
    folder = _cache_folder()
    if (
        folder is None
        or any(argument.startswith(("--home", "-o", "--output")) for argument in argv)
        or "--help" in argv[1:]
    ):
        return None
    streams = (sys.stdin, sys.stdout, sys.stderr)
    try:
        terminals = [stream.isatty() for stream in streams]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if terminals[1] else 0
        inputs = [
            list(argv), terminals, width, sys.stdout.encoding, [os.environ.get(name) for name in ENVIRONMENT_VARIABLES],
        ]  # fmt: skip
    except (AttributeError, OSError, ValueError):  # a stream is closed or None
        return None
    inputs_text = repr(inputs)
    day = time.strftime("%Y-%m-%d")
    name = f"{crc32(inputs_text.encode('utf-8', 'backslashreplace')):08x}"
    return CacheKey(
        f"{day} {sys.version_info[:3]} {inputs_text}",
        os.path.join(folder, CACHE_FOLDER, name),
        may_be_empty=argv == ["prompt"],
    )


def _cache_folder() -> str | None:
    """Return the folder of `Paths.cache` without importing platformdirs; None if it is unknown.

    If it differs from `Paths.cache`, the cache is never hit.
    """
    home = os.environ.get("TIPCYCLE_HOME")
    if home:
        return os.path.join(home, ".tipcycle", "cache") if os.path.isabs(home) else None
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/tipcycle")
    if sys.platform == "win32":
        local_app_data = os.environ.get("LOCALAPPDATA")
        return os.path.join(local_app_data, "tipcycle", "Cache") if local_app_data else None
    base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
    return os.path.join(base, "tipcycle")


def print_cached(key: CacheKey) -> str | None:
    """Print a valid cache entry to stdout. Return its extent, or None if there is no valid entry."""
    try:
        head, body = _read_entry(key.path).split("\n", 1)
        inputs, home, saved_fingerprint, extent, text = body.split("\n", 4)
    except (OSError, ValueError):
        return None
    if (
        head != _entry_header(body)
        or inputs != key.inputs
        or saved_fingerprint != fingerprint(home)[0]
        or not is_printable_text(text)
    ):
        return None
    try:
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, OSError):  # full disk or closed pipe: the normal run reports the error
        return None
    return extent


def _read_entry(path: str) -> str:
    """Read a cache entry. Raises `OSError` if the path is not a regular file: reading a pipe would block."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, encoding="utf-8", newline="") as entry:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return entry.read(MAX_ENTRY_LENGTH + 1)


def serialize_entry(key: CacheKey, home: str, expected_fingerprint: str, extent: str, text: str) -> str | None:
    """Return the text of a cache entry for `print_cached`, or None if the output must not be stored.

    `expected_fingerprint` is the fingerprint before the files were read. It must still be the same, and the newest file
    must be at least `MIN_FILE_AGE` seconds old.
    """
    current_fingerprint, newest = fingerprint(home)
    lines = (key.inputs, home, current_fingerprint, extent)
    if current_fingerprint != expected_fingerprint or newest / 1e9 > time.time() - MIN_FILE_AGE:
        return None
    if any("\n" in line for line in lines) or not is_printable_text(text) or not (text or key.may_be_empty):
        return None
    body = "\n".join((*lines, text))
    entry = f"{_entry_header(body)}\n{body}"
    return entry if len(entry) <= MAX_ENTRY_LENGTH else None


def _entry_header(body: str) -> str:
    """Return the header with the checksum. It detects truncated entries: cache files are not flushed to disk."""
    return f"tipcycle answer 1 {crc32(body.encode('utf-8', 'backslashreplace')):08x}"


def fingerprint(home: str) -> tuple[str, int]:
    """Return the state of all files that affect the output, on one line, and the newest of their times in nanoseconds.

    If a file cannot be read, the state is unique, so that it never matches a later one.
    """
    cycles = os.path.join(home, "cycles")
    try:
        names = sorted(os.listdir(cycles)) if os.path.isdir(cycles) else []
        paths = [os.path.join(home, name) for name in ("journal.toml", "tips.toml", "cycles")]
        paths += [os.path.join(cycles, name) for name in names]
        paths += [os.path.join(_CHECKOUT_DATA, name) for name in ("tips.toml", "questions.toml")]
        stamps = [_file_stamp(path) for path in paths]
        program_change = last_modified()
    except OSError:
        return repr(time.time_ns()), time.time_ns()
    return repr((program_change, names, stamps)), max(program_change, *(max(stamp[:2]) for stamp in stamps))


def _file_stamp(path: str) -> tuple[int, int, int, int]:
    """Return the modification time, status change time, size and inode of a file; zeros if it does not exist."""
    try:
        stat_result = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0, 0
    return stat_result.st_mtime_ns, stat_result.st_ctime_ns, stat_result.st_size, stat_result.st_ino


def is_printable_text(text: str) -> bool:
    """Return True if the text has only printable characters and SGR colour codes. Cache files are untrusted input."""
    text_before, *colored_parts = text.split("\x1b[")
    plain = [text_before]
    for part in colored_parts:
        code, _, rest = part.partition("m")
        if not (code.isascii() and code.replace(";", "").isdigit()):
            return False
        plain.append(rest)
    return "".join(plain).replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()
