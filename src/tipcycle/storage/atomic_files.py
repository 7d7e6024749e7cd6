"""Atomic, durable file writes and bounded reads (docs/reliability.md).

No other module writes file contents, except the process id in the lock file.

A durable write builds the whole content in memory, writes it to a temporary file next to the target, flushes it,
renames it over the target and flushes the folder. An error before the rename leaves the old file unchanged. An error
after the rename leaves the new file in place and raises `DurabilityError`.

A read returns at most a given number of bytes. For a pipe or a device it raises an error instead of blocking.
"""

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tipcycle.core.errors import NOT_AVAILABLE, DiskError, DurabilityError

_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # O_BINARY: no newline translation on Windows
    _CREATE_FLAGS |= getattr(os, _flag, 0)
_NAME_PREFIX_LENGTH = 40
"""Number of characters of the target name in the temporary name. The limit keeps the temporary name short enough."""
_LINK_UNSUPPORTED = frozenset(
    {
        errno.EPERM, errno.EACCES, errno.EINVAL, errno.EPROTO, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS,
        errno.EMLINK, errno.EXDEV,
    }
)  # fmt: skip
"""Errors of file systems without hard links, and of network and virtual file systems that refuse them."""


class FileChangedError(Exception):
    """The file on disk differs from the bytes that were read. The caller reads it again and retries."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents with mode 0700. Leave an existing folder unchanged.

    Raises `DiskError` if a folder cannot be created.
    """
    try:
        if folder.is_dir():
            return
        missing = [folder]
        while not missing[-1].parent.exists():
            missing.append(missing[-1].parent)
        for missing_folder in reversed(missing):
            with contextlib.suppress(FileExistsError):
                missing_folder.mkdir(mode=0o700)
                _adopt_folder_owner(missing_folder)
            fsync_folder(missing_folder.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    except OSError as error:
        raise DiskError(str(folder), error.strerror or str(error)) from error


def adopt_owner(handle: int, reference: os.stat_result) -> None:
    """Give a file or folder that this process has just created the owner and the group of `reference`.

    Only root can do so, and only root needs to: after a run with `sudo -E`, the owner of the journal could neither read
    nor replace what belongs to root. Raises `OSError` if the system refuses.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    created = os.fstat(handle)
    if (created.st_uid, created.st_gid) != (reference.st_uid, reference.st_gid):
        os.fchown(handle, reference.st_uid, reference.st_gid)


def _adopt_folder_owner(folder: Path) -> None:
    """Give a new folder the owner of its parent. A link that replaced it meanwhile is not followed."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    created, parent = folder.lstat(), folder.parent.stat()
    if (created.st_uid, created.st_gid) == (parent.st_uid, parent.st_gid):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        adopt_owner(handle, parent)
    finally:
        os.close(handle)


def _owner_reference(target: Path) -> os.stat_result:
    """Return the status of the file to replace or, for a new file, that of its folder."""
    try:
        return target.lstat()
    except FileNotFoundError:
        return target.parent.stat()


def fsync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk.

    Do nothing on Windows, which has no such call, and on file systems that do not support it.
    """
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
        except OSError as error:  # after any other error, a second flush can falsely succeed
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
                raise
    os.fsync(handle)


_IN_USE_ERRORS = (5, 32, 33)
"""Error codes of Windows: access denied, sharing violation, lock violation."""


def retry_while_in_use(move: Callable[[], None]) -> None:
    """Call `move` until it succeeds, for about a second.

    On Windows a virus scanner or a sync program holds a new file open for a moment, and its name cannot change then.
    """
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0):
        try:
            move()
        except OSError as error:
            if not pause or getattr(error, "winerror", None) not in _IN_USE_ERRORS:
                raise
            time.sleep(pause)
        else:
            return


if sys.platform == "win32":
    import ctypes

    _MOVE_REPLACE_EXISTING, _MOVE_WRITE_THROUGH = 0x1, 0x8

    def _replace(source: Path, target: Path) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)

        def move() -> None:
            if not kernel.MoveFileExW(str(source), str(target), _MOVE_REPLACE_EXISTING | _MOVE_WRITE_THROUGH):
                raise ctypes.WinError(ctypes.get_last_error())

        retry_while_in_use(move)

else:

    def _replace(source: Path, target: Path) -> None:
        os.replace(source, target)


def _write_tempfile(target: Path, data: bytes, *, flush: bool = True) -> Path:
    """Write the data to a new temporary file in the folder of the target and return its path.

    The file gets the owner of the target (see `adopt_owner`).
    """
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
            adopt_owner(handle, _owner_reference(target))
            if flush:
                _fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        unlink_quietly(tempfile)
        raise
    return tempfile


def unlink_quietly(path: Path) -> None:
    """Remove a file. Ignore errors."""
    with contextlib.suppress(OSError):
        path.unlink()


def create_file(target: Path, data: bytes) -> None:
    """Write a new file. Raises `FileChangedError` if the file already exists."""
    _write_atomically(target, data, _move_without_overwrite)


def replace_file(
    target: Path, data: bytes, *, expected: bytes | None = None, before_replace: Callable[[Path], None] | None = None
) -> None:
    """Replace the content of a file with `data`. Follow the link if the file is one.

    Raises `FileChangedError` if `expected` is given and the file no longer has that content. `before_replace` receives
    the path of the old file before the rename.
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
    except FileNotFoundError:  # deleted since it was read
        return False


def write_cache_file(target: Path, data: bytes) -> None:
    """Write a file to a cache, whose content may be lost at any time. Never raises an error for a disk problem.

    Write nothing if the cache folder is a symbolic link: the target of the link may belong to somebody else.
    """
    with contextlib.suppress(DiskError, OSError):
        if target.parent.is_symlink():
            return
        make_private_folder(target.parent)
        remove_stale_tempfiles(target)
        temporary = _write_tempfile(target, data, flush=False)
        try:
            _replace(temporary, target)
        except BaseException:
            unlink_quietly(temporary)
            raise


def remove_stale_tempfiles(target: Path) -> None:
    """Remove the temporary files that a killed process left for this target.

    For journal files, call this only under the lock, when no other process writes the file. Cache files need no lock.
    """
    with contextlib.suppress(OSError, RuntimeError):
        resolved = target.resolve()
        stale_name = re.compile(rf"\.{re.escape(resolved.name[:_NAME_PREFIX_LENGTH])}\.[0-9a-f]{{12}}\.tmp")
        for path in resolved.parent.iterdir():
            if stale_name.fullmatch(path.name):
                unlink_quietly(path)


def _move_without_overwrite(temporary: Path, target: Path) -> None:
    """Move the temporary file into place without overwriting an existing file (hard link, else rename)."""
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
    unlink_quietly(temporary)  # the file is saved: a leftover temporary name must not count as an error


def _resolve_target(target: Path) -> Path:
    """Return the path of the file behind all links.

    Raises `OSError` for a loop of links. Since Python 3.13, `Path.resolve` does not report a loop.
    """
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
    """Return `st_mode` of a path, or 0 if nothing exists there or the path is invalid."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # too long, a loop of links, a NUL character
        return 0


def placeholder_of(name: str) -> str | None:
    """Return the name of the file that a sync program has moved away and left this placeholder for, or None.

    >>> placeholder_of(".journal.toml.icloud"), placeholder_of("journal.toml")
    ('journal.toml', None)
    """
    match = re.fullmatch(r"\.(.+)\.icloud|(.+)\.cloudf?", name, re.DOTALL)
    return (match[1] or match[2]) if match else None


def require_missing(path: Path) -> None:
    """Raise `OSError` if a path that cannot be found exists all the same.

    A link to a drive that is not mounted, at the path or above it, and the placeholder of a sync program both mean that
    the data exists somewhere else. It must not be treated as missing.
    """
    for part in (path, *path.parents):
        if part.exists():
            return
        placeholders = (f".{part.name}.icloud", f"{part.name}.cloud", f"{part.name}.cloudf")
        if part.is_symlink() or any(os.path.lexists(part.with_name(name)) for name in placeholders):
            raise OSError(errno.ENXIO, NOT_AVAILABLE, str(path))


def read_file(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file, but at most `max_bytes` + 1 of them, so that the caller can detect a larger file.

    Raises `OSError` if the path is not a regular file, and `FileNotFoundError` only if nothing exists there (see
    `require_missing`).
    """
    try:
        handle = os.open(path, _READ_FLAGS)
    except FileNotFoundError:
        require_missing(path)
        raise
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            error_number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(error_number, os.strerror(error_number), str(path))
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
