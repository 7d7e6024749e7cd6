"""The durable write: the only code of tipcycle that writes a file (docs/reliability.md).

Whole in memory, into a temporary file beside the target, flushed, renamed, the folder flushed. An error before
the rename leaves the old file as it was; after it, the new one stands and it is said that the disk did not confirm.
"""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from tipcycle.core.errors import DiskRefused, NotConfirmed

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # the last keeps Windows from writing line ends of its own
    _NEW_FILE |= getattr(os, _flag, 0)
_SHOWN = 40
"""So many characters of a file's name stand in that of its temporary file, which must not become too long."""
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})


class Changed(Exception):
    """The file on disk is not the one that was read: read again, and add to that."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def make_private_folder(folder: Path) -> None:
    """Makes a folder that only its owner can enter, with all its parents; an existing one stays as it is."""
    try:
        if folder.is_dir():
            return
        missing = [folder]
        while not missing[-1].parent.exists():
            missing.append(missing[-1].parent)
        for part in reversed(missing):
            with contextlib.suppress(FileExistsError):
                part.mkdir(mode=0o700)
            flush_folder(part.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    except OSError as error:
        raise DiskRefused(str(folder), error.strerror or str(error)) from error


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder last. Windows has no such call, and some file systems refuse it harmlessly."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        except OSError as error:  # after any other refusal a second try would only seem to succeed
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
                raise
    os.fsync(handle)


if sys.platform == "win32":
    import ctypes
    import time

    _REPLACE, _WRITE_THROUGH = 0x1, 0x8
    _IN_USE = (5, 32, 33)  # a scanner or a sync program has the file open for a moment

    def _replace(source: Path, target: Path) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0):
            if kernel.MoveFileExW(str(source), str(target), _REPLACE | _WRITE_THROUGH):
                return
            error = ctypes.WinError(ctypes.get_last_error())
            if not pause or error.winerror not in _IN_USE:
                raise error
            time.sleep(pause)

else:

    def _replace(source: Path, target: Path) -> None:
        os.replace(source, target)


def _write_beside(target: Path, data: bytes, *, flush: bool = True) -> Path:
    """A finished temporary file in the target's folder, on the disk."""
    temporary = target.with_name(f".{target.name[:_SHOWN]}.{os.urandom(6).hex()}.tmp")
    handle = os.open(temporary, _NEW_FILE, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                written = os.write(handle, rest)
                if not written:
                    raise OSError(errno.EIO, os.strerror(errno.EIO), str(temporary))
                rest = rest[written:]
            if flush:
                _flush(handle)
        finally:
            os.close(handle)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def discard(path: Path) -> None:
    """Removes a temporary file, if that can be done."""
    with contextlib.suppress(OSError):
        path.unlink()


def publish_new(target: Path, data: bytes) -> None:
    """Writes a file that does not exist yet; Changed when somebody made it meanwhile."""
    _publish(target, data, _name_first)


def publish(target: Path, data: bytes, *, old: bytes | None = None, keep: Callable[[Path], None] | None = None) -> None:
    """Replaces a file by `data`, through a link if it is one.

    With `old`, Changed when the file no longer holds these bytes. `keep` is given the old file before it goes.
    """

    def replace(temporary: Path, resolved: Path) -> None:
        if old is not None and not _holds(resolved, old):
            raise Changed(target)
        if keep is not None:
            keep(resolved)
        _replace(temporary, resolved)

    _publish(target, data, replace)


def _holds(path: Path, data: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(data) + 1) == data
    except FileNotFoundError:  # taken away since it was read
        return False


_ASIDE = re.compile(r"[0-9a-f]{8}|\.[0-9a-f]{8}\.[0-9a-f]{12}\.tmp")
"""What files are called of which a cache holds many, and what a run that was killed left of one."""


def put_aside(target: Path, data: bytes, *, cache: Path, most: int | None = None) -> None:
    """Writes a file of a cache, which may be lost and is never the only copy of anything.

    Never raises. A folder that holds `most` of them already is emptied of them first. A link in the place of the
    folder, or of the `cache` that it belongs to, is not followed: what lies elsewhere is somebody's.
    """
    with contextlib.suppress(DiskRefused, OSError):
        if cache.is_symlink() or target.parent.is_symlink():
            return
        make_private_folder(target.parent)
        if most is None:
            sweep(target)
        else:
            others = [path for path in target.parent.iterdir() if _ASIDE.fullmatch(path.name)]
            for other in others if len(others) >= most else ():
                discard(other)
        temporary = _write_beside(target, data, flush=False)
        try:
            _replace(temporary, target)
        except BaseException:
            discard(temporary)
            raise


def sweep(target: Path) -> None:
    """Removes what a run that was killed left beside a file.

    Only under the lock, when nobody else writes it; of a cache at any time, for nothing is lost with it.
    """
    with contextlib.suppress(OSError, RuntimeError):
        resolved = target.resolve()
        stale = re.compile(rf"\.{re.escape(resolved.name[:_SHOWN])}\.[0-9a-f]{{12}}\.tmp")
        for path in resolved.parent.iterdir():
            if stale.fullmatch(path.name):
                discard(path)


def _name_first(temporary: Path, target: Path) -> None:
    """Gives a new file its name, never replacing one that is there."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise Changed(target) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise Changed(target) from None
        os.rename(temporary, target)
        return
    discard(temporary)  # the name is given: what cannot be tidied up now is no reason to say "not saved"


def _resolved(target: Path) -> Path:
    """Where a file really lies. OSError for a loop of links, which Python from 3.13 on takes for a place to write."""
    resolved = target.resolve()
    if resolved.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return resolved


def _publish(target: Path, data: bytes, put: Callable[[Path, Path], None]) -> None:
    try:
        resolved = _resolved(target)
        make_private_folder(resolved.parent)
        temporary = _write_beside(resolved, data)
        try:
            put(temporary, resolved)
        except BaseException:
            discard(temporary)
            raise
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise DiskRefused(str(target), getattr(error, "strerror", None) or str(error)) from error
    try:
        flush_folder(resolved.parent)
    except OSError as error:
        raise NotConfirmed(str(target), error.strerror or str(error)) from error
