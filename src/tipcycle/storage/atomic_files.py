"""The durable write: the only code of tipcycle that writes a file (docs/reliability.md).

Whole in memory, into a temporary file beside the target, flushed, renamed, the folder flushed. An error before
the rename leaves the old file as it was; after it, the new one stands and it is said that the disk did not confirm.

Reads a file whole, and no more than it may hold. A pipe or a device in its place is an error, not a wait.
"""

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from tipcycle.core.errors import DiskError, DurabilityError

_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # the last keeps Windows from writing line ends of its own
    _CREATE_FLAGS |= getattr(os, _flag, 0)
_NAME_PREFIX_LENGTH = 40
"""So many characters of a file's name stand in that of its temporary file, which must not become too long."""
_LINK_UNSUPPORTED = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})


class FileChangedError(Exception):
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
        for missing_folder in reversed(missing):
            with contextlib.suppress(FileExistsError):
                missing_folder.mkdir(mode=0o700)
            fsync_folder(missing_folder.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    except OSError as error:
        raise DiskError(str(folder), error.strerror or str(error)) from error


def fsync_folder(folder: Path) -> None:
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


def _fsync(handle: int) -> None:
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

    _MOVE_REPLACE_EXISTING, _MOVE_WRITE_THROUGH = 0x1, 0x8
    _IN_USE_ERRORS = (5, 32, 33)  # a scanner or a sync program has the file open for a moment

    def _replace(source: Path, target: Path) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0):
            if kernel.MoveFileExW(str(source), str(target), _MOVE_REPLACE_EXISTING | _MOVE_WRITE_THROUGH):
                return
            error = ctypes.WinError(ctypes.get_last_error())
            if not pause or error.winerror not in _IN_USE_ERRORS:
                raise error
            time.sleep(pause)

else:

    def _replace(source: Path, target: Path) -> None:
        os.replace(source, target)


def _write_tempfile(target: Path, data: bytes, *, flush: bool = True) -> Path:
    """A finished temporary file in the target's folder, on the disk."""
    tempfile = target.with_name(f".{target.name[:_NAME_PREFIX_LENGTH]}.{os.urandom(6).hex()}.tmp")
    handle = os.open(tempfile, _CREATE_FLAGS, 0o600)
    try:
        try:
            remaining = memoryview(data)
            while remaining:
                written = os.write(handle, remaining)
                if not written:
                    raise OSError(errno.EIO, os.strerror(errno.EIO), str(tempfile))
                remaining = remaining[written:]
            if flush:
                _fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        unlink_quietly(tempfile)
        raise
    return tempfile


def unlink_quietly(path: Path) -> None:
    """Removes a temporary file, if that can be done."""
    with contextlib.suppress(OSError):
        path.unlink()


def create_file(target: Path, data: bytes) -> None:
    """Writes a file that does not exist yet; Changed when somebody made it meanwhile."""
    _write_atomically(target, data, _move_without_overwrite)


def replace_file(
    target: Path, data: bytes, *, expected: bytes | None = None, before_replace: Callable[[Path], None] | None = None
) -> None:
    """Replaces a file by `data`, through a link if it is one.

    With `old`, Changed when the file no longer holds these bytes. `keep` is given the old file before it goes.
    """

    def replace(temporary: Path, resolved: Path) -> None:
        if expected is not None and not _has_content(resolved, expected):
            raise FileChangedError(target)
        if before_replace is not None:
            before_replace(resolved)
        _replace(temporary, resolved)

    _write_atomically(target, data, replace)


def _has_content(path: Path, data: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(data) + 1) == data
    except FileNotFoundError:  # taken away since it was read
        return False


_CACHE_FILE_NAME = re.compile(r"[0-9a-f]{8}|\.[0-9a-f]{8}\.[0-9a-f]{12}\.tmp")
"""What files are called of which a cache holds many, and what a run that was killed left of one."""


def write_cache_file(target: Path, data: bytes, *, cache: Path, max_files: int | None = None) -> None:
    """Writes a file of a cache, which may be lost and is never the only copy of anything.

    Never raises. A folder that holds `most` of them already is emptied of them first. A link in the place of the
    folder, or of the `cache` that it belongs to, is not followed: what lies elsewhere is somebody's.
    """
    with contextlib.suppress(DiskError, OSError):
        if cache.is_symlink() or target.parent.is_symlink():
            return
        make_private_folder(target.parent)
        if max_files is None:
            remove_stale_tempfiles(target)
        else:
            cache_files = [path for path in target.parent.iterdir() if _CACHE_FILE_NAME.fullmatch(path.name)]
            for cache_file in cache_files if len(cache_files) >= max_files else ():
                unlink_quietly(cache_file)
        temporary = _write_tempfile(target, data, flush=False)
        try:
            _replace(temporary, target)
        except BaseException:
            unlink_quietly(temporary)
            raise


def remove_stale_tempfiles(target: Path) -> None:
    """Removes what a run that was killed left beside a file.

    Only under the lock, when nobody else writes it; of a cache at any time, for nothing is lost with it.
    """
    with contextlib.suppress(OSError, RuntimeError):
        resolved = target.resolve()
        stale_name = re.compile(rf"\.{re.escape(resolved.name[:_NAME_PREFIX_LENGTH])}\.[0-9a-f]{{12}}\.tmp")
        for path in resolved.parent.iterdir():
            if stale_name.fullmatch(path.name):
                unlink_quietly(path)


def _move_without_overwrite(temporary: Path, target: Path) -> None:
    """Gives a new file its name, never replacing one that is there."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise FileChangedError(target) from None
    except OSError as error:
        if error.errno not in _LINK_UNSUPPORTED:
            raise
        if target.exists():
            raise FileChangedError(target) from None
        os.rename(temporary, target)
        return
    unlink_quietly(temporary)  # the name is given: what cannot be tidied up now is no reason to say "not saved"


def _resolve_target(target: Path) -> Path:
    """Where a file really lies. OSError for a loop of links, which Python from 3.13 on takes for a place to write."""
    resolved = target.resolve()
    if resolved.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return resolved


def _write_atomically(target: Path, data: bytes, move_into_place: Callable[[Path, Path], None]) -> None:
    try:
        resolved = _resolve_target(target)
        make_private_folder(resolved.parent)
        tempfile = _write_tempfile(resolved, data)
        try:
            move_into_place(tempfile, resolved)
        except BaseException:
            unlink_quietly(tempfile)
            raise
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise DiskError(str(target), getattr(error, "strerror", None) or str(error)) from error
    try:
        fsync_folder(resolved.parent)
    except OSError as error:
        raise DurabilityError(str(target), error.strerror or str(error)) from error


_READ_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _READ_FLAGS |= getattr(os, _name, 0)
_CHUNK_SIZE = 1024 * 1024


def file_mode(path: Path) -> int:
    """What lies at a path, as `stat` says it; 0 for nothing, and for a path that cannot be."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # too long, a loop of links, a NUL
        return 0


def read_file(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file; one more than `most` of a file that is larger. OSError for what is no file."""
    handle = os.open(path, _READ_FLAGS)
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(code, os.strerror(code), str(path))
        chunks: list[bytes] = []
        bytes_left = max_bytes + 1
        while bytes_left:
            chunk = os.read(handle, min(bytes_left, _CHUNK_SIZE))
            if not chunk:
                break
            chunks.append(chunk)
            bytes_left -= len(chunk)
        return b"".join(chunks)
    finally:
        os.close(handle)
