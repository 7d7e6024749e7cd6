"""Reads a file whole, and no more than it may hold. A pipe or a device in its place is an error, not a wait."""

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)
_AT_ONCE = 1024 * 1024


def mode_of(path: Path) -> int:
    """What lies at a path, as `stat` says it; 0 for nothing, and for a path that cannot be."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # too long, a loop of links, a NUL
        return 0


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a file; one more than `most` of a file that is larger. OSError for what is no file."""
    handle = os.open(path, _FLAGS)
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(code, os.strerror(code), str(path))
        parts: list[bytes] = []
        left = most + 1
        while left:
            part = os.read(handle, min(left, _AT_ONCE))
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)
