"""When tipcycle itself was last changed, so that nothing outlives the program that made it."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


_seen = 0
"""What a run has found, because it looks only once; 0 before that."""


def last_change() -> int:
    """When a file of the program was last changed, or put here, as the run saw it that asked first (ns)."""
    global _seen
    _seen = _seen or max(_changes(_PACKAGE))
    return _seen


def _changes(folder: str) -> "Iterator[int]":
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                seen = entry.stat()
                yield max(seen.st_mtime_ns, seen.st_ctime_ns)
            elif entry.name != "__pycache__":
                yield from _changes(entry.path)
