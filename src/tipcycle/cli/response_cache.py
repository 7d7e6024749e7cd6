"""What was answered before is answered again, as long as nothing that it was made of has changed.

A snapshot in the cache folder holds the question (the words typed, the day, the language, the terminal), the state of
every file the answer depends on (the journal's, the own tips, the program's own) and the text. In doubt there is no
snapshot: after a change of the last seconds, of a file that cannot be looked at, of anything that is not alike.

This is the way of the shell prompt, so nothing is imported here that takes time: no `re`, no `pathlib`, no `json`.
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
"""The commands that only look, by their first words: what they print is all they do."""

ENVIRONMENT_VARIABLES = (
    "HOME", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "TERM", "TIPCYCLE_HOME", "TIPCYCLE_LANG",
    "TIPCYCLE_TODAY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA",
)  # fmt: skip
"""What an answer may depend on besides the files."""

MIN_FILE_AGE = 2.0
"""Seconds. A file that changed later than that may change once more without a trace in its times."""
MAX_ENTRIES = 64
"""So many answers are kept; then the folder is emptied."""
MAX_ENTRY_LENGTH = 4 * 1024 * 1024
"""So many characters of a snapshot are read; a longer answer is not kept."""
CACHE_FOLDER = "answers"
# Where the catalogue lies when tipcycle was not installed.
_CHECKOUT_DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "data")

COMPLETE_OUTPUT, OUTPUT_BEFORE_KEY = "whole", "until a key"
"""How much an answer is: all there is, or what stands on the screen while a key is waited for."""


class CacheKey:
    """What was asked, under which circumstances, and where its answer is kept."""

    def __init__(self, inputs: str, path: str, *, may_be_empty: bool) -> None:
        self.inputs = inputs
        """All that an answer depends on besides the files, on one line."""
        self.path = path
        self.may_be_empty = may_be_empty
        """Whether to say nothing is an answer, as it is of the prompt."""


def cache_key(argv: "Sequence[str]") -> CacheKey | None:
    """The question that a command line puts; None when its answer is not one to keep."""
    if (
        not (tuple(argv[:1]) in CACHEABLE_COMMANDS or tuple(argv[:2]) in CACHEABLE_COMMANDS)
        or "_TIPCYCLE_COMPLETE" in os.environ
    ):
        return None
    folder = _cache_folder()
    if folder is None or any(word.startswith(("--home", "-o", "--output")) for word in argv) or "--help" in argv[1:]:
        return None
    streams = (sys.stdin, sys.stdout, sys.stderr)
    try:
        terminals = [stream.isatty() for stream in streams]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if terminals[1] else 0
        inputs = [
            list(argv), terminals, width, sys.stdout.encoding, [os.environ.get(name) for name in ENVIRONMENT_VARIABLES],
        ]  # fmt: skip
    except (AttributeError, OSError, ValueError):  # a stream that is closed, or none
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
    """The folder of `Places.cache`, found without a library; where the two differ, nothing is recalled."""
    home = os.environ.get("TIPCYCLE_HOME")
    if home:
        return os.path.join(home, ".tipcycle", "cache") if os.path.isabs(home) else None
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/tipcycle")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return os.path.join(local, "tipcycle", "Cache") if local else None
    base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
    return os.path.join(base, "tipcycle")


def print_cached(key: CacheKey) -> str | None:
    """Writes the answer that was kept to stdout: how much it was, None when there is none that still stands."""
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
    except (AttributeError, OSError):  # a full disk, a reader that went away: the long way says what there is to say
        return None
    return extent


def _read_entry(path: str) -> str:
    """What a snapshot holds; OSError for what is no file: a pipe in its place would be waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, encoding="utf-8", newline="") as entry:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return entry.read(MAX_ENTRY_LENGTH + 1)


def serialize_entry(key: CacheKey, home: str, expected_fingerprint: str, extent: str, text: str) -> str | None:
    """The text of a file that `recall` reads; None where the answer had better not be kept.

    `before` is the state of the files before they were read: they must still be so, and have been so for a while.
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
    """What tells that a snapshot is whole: the disk is not waited for when it is written."""
    return f"tipcycle answer 1 {crc32(body.encode('utf-8', 'backslashreplace')):08x}"


def fingerprint(home: str) -> tuple[str, int]:
    """Every file that an answer is made of, with its times and size, on one line; and the newest of those times (ns).

    What cannot be looked at now will not be alike next time.
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
    """When a file was written, when it was changed in any way, its size and its place on the disk."""
    try:
        stat_result = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0, 0
    return stat_result.st_mtime_ns, stat_result.st_ctime_ns, stat_result.st_size, stat_result.st_ino


def is_printable_text(text: str) -> bool:
    """Whether a text is nothing but signs that show, and colours: a snapshot is a file like any other."""
    first, *coloured = text.split("\x1b[")
    plain = [first]
    for part in coloured:
        code, _, rest = part.partition("m")
        if not (code.isascii() and code.replace(";", "").isdigit()):
            return False
        plain.append(rest)
    return "".join(plain).replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()
