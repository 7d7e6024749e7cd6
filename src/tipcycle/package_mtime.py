"""Modification time of the installed package. Caches compare it so that an upgrade invalidates them."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE_FOLDER = os.path.dirname(os.path.abspath(__file__))


_last_modified_ns = 0
"""Cached result of `last_modified`; 0 before the first call."""


def last_modified() -> int:
    """Return the latest modification or status-change time of any package file, in nanoseconds.

    Scans the package once per process and returns the same value afterwards.
    """
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
