"""The lock of a journal. A writer holds it from reading the old bytes until the rename.

It uses the file lock of the operating system, which is released when the process ends for any reason. The lock file is
never deleted, truncated or taken over: each of these can lose data (docs/reliability.md).
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from tipcycle.core.errors import DiskError, LockHeldError
from tipcycle.storage.atomic_files import FileChangedError, adopt_owner, make_private_folder

LOCK_TIMEOUT = 10.0
"""Seconds to wait for a lock that another process holds."""
_POLL_INTERVAL = 0.02
_MAX_ATTEMPTS = 20
"""Number of attempts when an editor or a sync program keeps changing the file."""
_PID_BYTES = 32

ResultT = TypeVar("ResultT")

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        # Lock a byte behind the PID, so that other processes can read the PID.
        os.lseek(handle, _PID_BYTES, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            # The error number of a held lock differs between versions: EACCES, EDEADLOCK, and 0 under wine.
            raise BlockingIOError(error.errno, str(error)) from error

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
    """Hold the lock at `path` for the duration of the `with` block.

    Raises `LockHeldError` if another process still holds it after `timeout` seconds, and `DiskError` if the file
    cannot be opened or locked.
    """
    make_private_folder(path.parent)
    try:
        handle = _open_lock_file(path)
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
            with suppress(OSError):  # closing the handle releases it too, and the data is already saved
                _unlock(handle)
    finally:
        with suppress(OSError):
            os.close(handle)


def _open_lock_file(path: Path) -> int:
    """Return a handle of the lock file. A new file belongs to the owner of its folder, also if root creates it."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags)
    try:
        adopt_owner(handle, path.parent.stat())
    except BaseException:
        os.close(handle)
        raise
    return handle


def retry_if_changed(attempt: Callable[[], ResultT]) -> ResultT:
    """Return the result of `attempt`. Repeat it while it raises `FileChangedError`. The caller holds the lock.

    Raises `DiskError` with an empty reason if the file changes on every attempt.
    """
    changed_path = ""
    for _ in range(_MAX_ATTEMPTS):
        try:
            return attempt()
        except FileChangedError as error:
            changed_path = str(error.path)
    raise DiskError(changed_path, "")


def _write_holder_pid(handle: int) -> None:
    """Write the process id into the lock file, for the message of a waiting process. Ignore disk errors."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).ljust(_PID_BYTES).encode())
    except OSError:
        pass


def _read_holder_pid(handle: int) -> str:
    """Return the process id in the lock file; empty if it is not the one of a running process."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        pid = os.read(handle, _PID_BYTES).decode("ascii", "replace").strip("\0 ")
    except OSError:
        return ""
    return pid if pid.isdecimal() and is_running(int(pid)) else ""


def is_running(pid: int) -> bool:
    """Return False if no process has this id. The holder may not have written its own id over an older one."""
    if sys.platform == "win32":  # there, `os.kill` would end the process
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:  # a process of another user
        return True
    except (OSError, OverflowError):
        return False
    return pid > 0
