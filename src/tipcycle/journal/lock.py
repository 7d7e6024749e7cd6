"""One lock for a journal, held from reading the old bytes to the rename.

The operating system's own file lock, so that it goes with the process, however that ends. The file is never
unlinked, truncated or taken from another (each of these lost data elsewhere: docs/reliability.md).
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from tipcycle.core.errors import DiskRefused, LockHeld
from tipcycle.journal.writer import Changed, make_private_folder

PATIENCE = 10.0
"""Seconds until another run's hold is reported instead of waited for."""
_PAUSE = 0.02
_TRIES = 20
"""How often a file may change under our hands (an editor, a sync program) before that is called a refusal."""
_HOLDER_BYTES = 32

Done = TypeVar("Done")

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _HOLDER_BYTES, os.SEEK_SET)  # the bytes before it stay readable for who waits
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int) -> None:
        os.lseek(handle, _HOLDER_BYTES, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock at `path`; LockHeld when another run does not let go within `patience` seconds."""
    make_private_folder(path.parent)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except OSError as error:
        raise DiskRefused(str(path), error.strerror or str(error)) from error
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                _take(handle)
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= deadline:
                    raise LockHeld(_holder(handle)) from None
                time.sleep(_PAUSE)
            except OSError as error:
                raise DiskRefused(str(path), error.strerror or str(error)) from error
        _sign(handle)
        try:
            yield
        finally:
            with suppress(OSError):  # it goes with the handle, and what was saved under it is saved
                _release(handle)
    finally:
        with suppress(OSError):
            os.close(handle)


def retried(attempt: Callable[[], Done]) -> Done:
    """What an attempt at reading, deciding and writing gives, made anew each time a file changed meanwhile.

    DiskRefused without a reason for a file that keeps changing. The caller holds the lock.
    """
    where = ""
    for _ in range(_TRIES):
        try:
            return attempt()
        except Changed as changed:
            where = str(changed.path)
    raise DiskRefused(where, "")


def _sign(handle: int) -> None:
    """Leaves this process's number for whoever waits; a disk that refuses it does not matter."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).ljust(_HOLDER_BYTES).encode())
    except OSError:
        pass


def _holder(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, _HOLDER_BYTES).decode("ascii", "replace").strip("\0 ")
    except OSError:
        return ""
