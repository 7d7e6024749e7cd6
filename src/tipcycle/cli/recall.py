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

from tipcycle.program import last_change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

READS = (
    (), ("prompt",), ("status",), ("momentum",), ("help",), ("--help",),
    ("tips", "list"), ("tips", "search"), ("tips", "show"),
)  # fmt: skip
"""The commands that only look, by their first words: what they print is all they do."""

ENVIRONMENT = (
    "HOME", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "TERM", "TIPCYCLE_HOME", "TIPCYCLE_LANG",
    "TIPCYCLE_TODAY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA",
)  # fmt: skip
"""What an answer may depend on besides the files."""

SETTLED = 2.0
"""Seconds. A file that changed later than that may change once more without a trace in its times."""
MOST = 64
"""So many answers are kept; then the folder is emptied."""
LONGEST = 4 * 1024 * 1024
"""So many characters of a snapshot are read; a longer answer is not kept."""
FOLDER = "answers"
# Where the catalogue lies when tipcycle was not installed.
_CHECKOUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "data")

WHOLE, UNTIL_A_KEY = "whole", "until a key"
"""How much an answer is: all there is, or what stands on the screen while a key is waited for."""


class Asking:
    """What was asked, under which circumstances, and where its answer is kept."""

    def __init__(self, told: str, file: str, *, may_be_empty: bool) -> None:
        self.told = told
        """All that an answer depends on besides the files, on one line."""
        self.file = file
        self.may_be_empty = may_be_empty
        """Whether to say nothing is an answer, as it is of the prompt."""


def asked(argv: "Sequence[str]") -> Asking | None:
    """The question that a command line puts; None when its answer is not one to keep."""
    if not (tuple(argv[:1]) in READS or tuple(argv[:2]) in READS) or "_TIPCYCLE_COMPLETE" in os.environ:
        return None
    folder = _cache_folder()
    if folder is None or any(word.startswith(("--home", "-o", "--output")) for word in argv) or "--help" in argv[1:]:
        return None
    streams = (sys.stdin, sys.stdout, sys.stderr)
    try:
        terminals = [stream.isatty() for stream in streams]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if terminals[1] else 0
        circumstances = [
            list(argv), terminals, width, sys.stdout.encoding, [os.environ.get(name) for name in ENVIRONMENT],
        ]  # fmt: skip
    except (AttributeError, OSError, ValueError):  # a stream that is closed, or none
        return None
    lasting = repr(circumstances)
    day = time.strftime("%Y-%m-%d")
    name = f"{crc32(lasting.encode('utf-8', 'backslashreplace')):08x}"
    return Asking(
        f"{day} {sys.version_info[:3]} {lasting}", os.path.join(folder, FOLDER, name), may_be_empty=argv == ["prompt"]
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


def recall(asking: Asking) -> str | None:
    """Writes the answer that was kept to stdout: how much it was, None when there is none that still stands."""
    try:
        head, rest = _kept(asking.file).split("\n", 1)
        told, home, state, extent, text = rest.split("\n", 4)
    except (OSError, ValueError):
        return None
    if head != _first_line(rest) or told != asking.told or state != state_of(home)[0] or not harmless(text):
        return None
    try:
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, OSError):  # a full disk, a reader that went away: the long way says what there is to say
        return None
    return extent


def _kept(file: str) -> str:
    """What a snapshot holds; OSError for what is no file: a pipe in its place would be waited for."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, encoding="utf-8", newline="") as kept:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return kept.read(LONGEST + 1)


def kept_as(asking: Asking, home: str, before: str, extent: str, text: str) -> str | None:
    """The text of a file that `recall` reads; None where the answer had better not be kept.

    `before` is the state of the files before they were read: they must still be so, and have been so for a while.
    """
    state, newest = state_of(home)
    lines = (asking.told, home, state, extent)
    if state != before or newest / 1e9 > time.time() - SETTLED:
        return None
    if any("\n" in line for line in lines) or not harmless(text) or not (text or asking.may_be_empty):
        return None
    rest = "\n".join((*lines, text))
    whole = f"{_first_line(rest)}\n{rest}"
    return whole if len(whole) <= LONGEST else None


def _first_line(rest: str) -> str:
    """What tells that a snapshot is whole: the disk is not waited for when it is written."""
    return f"tipcycle answer 1 {crc32(rest.encode('utf-8', 'backslashreplace')):08x}"


def state_of(home: str) -> tuple[str, int]:
    """Every file that an answer is made of, with its times and size, on one line; and the newest of those times (ns).

    What cannot be looked at now will not be alike next time.
    """
    cycles = os.path.join(home, "cycles")
    try:
        names = sorted(os.listdir(cycles)) if os.path.isdir(cycles) else []
        paths = [os.path.join(home, name) for name in ("journal.toml", "tips.toml", "cycles")]
        paths += [os.path.join(cycles, name) for name in names]
        paths += [os.path.join(_CHECKOUT, name) for name in ("tips.toml", "questions.toml")]
        stamps = [_stamp(path) for path in paths]
        program = last_change()
    except OSError:
        return repr(time.time_ns()), time.time_ns()
    return repr((program, names, stamps)), max(program, *(max(stamp[:2]) for stamp in stamps))


def _stamp(path: str) -> tuple[int, int, int, int]:
    """When a file was written, when it was changed in any way, its size and its place on the disk."""
    try:
        seen = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0, 0
    return seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino


def harmless(text: str) -> bool:
    """Whether a text is nothing but signs that show, and colours: a snapshot is a file like any other."""
    first, *coloured = text.split("\x1b[")
    plain = [first]
    for part in coloured:
        code, _, rest = part.partition("m")
        if not (code.isascii() and code.replace(";", "").isdigit()):
            return False
        plain.append(rest)
    return "".join(plain).replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()
