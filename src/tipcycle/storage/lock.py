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

from tipcycle.core.errors import DiskError, LockHeldError
from tipcycle.storage.atomic_files import FileChangedError, make_private_folder

LOCK_TIMEOUT = 10.0
"""Seconds until another run's hold is reported instead of waited for."""
_POLL_INTERVAL = 0.02
_MAX_ATTEMPTS = 20
"""How often a file may change under our hands (an editor, a sync program) before that is called a refusal."""
_PID_BYTES = 32

ResultT = TypeVar("ResultT")

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _PID_BYTES, os.SEEK_SET)  # the bytes before it stay readable for who waits
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _PID_BYTES, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def exclusive_lock(path: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Holds the lock at `path`; LockHeldError when another run does not let go within `patience` seconds."""
    make_private_folder(path.parent)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from error
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                _try_lock(handle)
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= deadline:
                    raise LockHeldError(_read_holder_pid(handle)) from None
                time.sleep(_POLL_INTERVAL)
            except OSError as error:
                raise DiskError(str(path), error.strerror or str(error)) from error
        _write_holder_pid(handle)
        try:
            yield
        finally:
            with suppress(OSError):  # it goes with the handle, and what was saved under it is saved
                _unlock(handle)
    finally:
        with suppress(OSError):
            os.close(handle)


def retry_if_changed(attempt: Callable[[], ResultT]) -> ResultT:
    """What an attempt at reading, deciding and writing gives, made anew each time a file changed meanwhile.

    DiskError without a reason for a file that keeps changing. The caller holds the lock.
    """
    changed_path = ""
    for _ in range(_MAX_ATTEMPTS):
        try:
            return attempt()
        except FileChangedError as error:
            changed_path = str(error.path)
    raise DiskError(changed_path, "")


def _write_holder_pid(handle: int) -> None:
    """Leaves this process's number for whoever waits; a disk that refuses it does not matter."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).ljust(_PID_BYTES).encode())
    except OSError:
        pass


def _read_holder_pid(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, _PID_BYTES).decode("ascii", "replace").strip("\0 ")
    except OSError:
        return ""
