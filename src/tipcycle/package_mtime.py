"""When tipcycle itself was last changed, so that nothing outlives the program that made it."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE_FOLDER = os.path.dirname(os.path.abspath(__file__))


_last_modified_ns = 0
"""What a run has found, because it looks only once; 0 before that."""


def last_modified() -> int:
    """When a file of the program was last changed, or put here, as the run saw it that asked first (ns)."""
    global _last_modified_ns
    _last_modified_ns = _last_modified_ns or max(_modification_times(_PACKAGE_FOLDER))
    return _last_modified_ns


def _modification_times(folder: str) -> "Iterator[int]":
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                stat_result = entry.stat()
                yield max(stat_result.st_mtime_ns, stat_result.st_ctime_ns)
            elif entry.name != "__pycache__":
                yield from _modification_times(entry.path)
