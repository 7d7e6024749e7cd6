"""Intercept the disk calls of a process: kill it, fail, pause or record at a chosen call (T1, T3, T4).

Only calls on the attacked folder count; the first has number 1. Writing through `open` is intercepted too, so that code
that bypasses `storage/atomic_files.py` is also attacked.
"""

import base64
import builtins
import errno
import io
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KILLED_EXIT_CODE = 201
"""Exit code of a process that was ended at a call; no other process ends with it."""

OS_CALLS = ("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir")
ERRNOS = tuple(getattr(errno, name) for name in ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EINTR", "EMFILE"))

SendNote = Callable[[dict[str, Any]], None]


@dataclass
class Attack:
    """What happens at which call.

    `before` and `after` end the process there, `half` ends it in the middle of a write. `errno` lets the call fail.
    `pause` waits until `resume_path` exists. `short` writes fewer bytes than requested. `record` only sends a note for
    each call.
    """

    mode: str
    root: str
    """Attacked folder."""
    call_number: int = 0
    """Number of the attacked call."""
    errno: int = 0
    repeats: bool = False
    """True if every later call is attacked too."""
    resume_path: str = ""
    records_data: bool = False
    """True if the notes contain the written data."""


class FaultInjector:
    """Wrapper of the disk calls of this process; attacks and counts those on the attacked folder."""

    def __init__(self, attack: Attack, send_note: SendNote) -> None:
        self.attack, self.send_note = attack, send_note
        self.root = attack.root.rstrip("/")
        self.call_count = 0
        self.paths_by_fd: dict[int, str] = {}
        self.real_calls = {name: getattr(os, name) for name in OS_CALLS}

    def install(self) -> None:
        """Replace the functions of `os`, and `open`, by the wrapped ones."""
        for name in OS_CALLS:
            setattr(os, name, self._wrap(name))
        builtins.open = io.open = self._open  # type: ignore[assignment]

    def _wrap(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            paths = self._attacked_paths(name, args)
            if not paths:
                result = self.real_calls[name](*args, **kwargs)
                if name == "open":  # a reused descriptor may refer to a file elsewhere
                    self.paths_by_fd.pop(result, None)
                return result
            return self._intercept(name, paths, args, kwargs)

        return call

    def _attacked_paths(self, name: str, args: tuple[Any, ...]) -> list[str]:
        """Return the paths of a call if one of them is attacked, else an empty list."""
        if isinstance(args[0], int):
            return [self.paths_by_fd[args[0]]] if args[0] in self.paths_by_fd else []
        count = 2 if name in ("replace", "rename", "link") else 1
        paths = [os.path.abspath(os.fsdecode(path)) for path in args[:count]]  # noqa: PTH100 (`resolve` would follow links)
        return paths if any(path == self.root or path.startswith(f"{self.root}/") for path in paths) else []

    def _intercept(self, name: str, paths: list[str], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self.call_count += 1
        attack = self.attack
        is_target = self.call_count == attack.call_number or (attack.repeats and self.call_count > attack.call_number)
        if is_target and attack.mode == "pause":
            self.send_note({"attacked_call": name, "path": paths[-1]})
            while not Path(attack.resume_path).exists():
                time.sleep(0.002)
        if is_target and attack.mode == "before":
            self._exit(name, paths)
        if is_target and attack.mode == "half" and name == "write":
            self.real_calls["write"](args[0], bytes(args[1])[: len(args[1]) // 2])
            self._exit(name, paths)
        if is_target and attack.mode == "errno":
            self.send_note({"attacked_call": name, "path": paths[-1]})
            if name == "close":  # the descriptor is closed even if `close` fails
                self.paths_by_fd.pop(args[0], None)
                self.real_calls["close"](*args)
            raise OSError(attack.errno, os.strerror(attack.errno), *paths[:1])
        if attack.mode == "short" and name == "write" and len(args[1]) > 1:
            self.send_note({"attacked_call": name, "path": paths[-1]})
            args = (args[0], bytes(args[1])[: max(1, len(args[1]) // 3)])
        created = name == "open" and bool(args[1] & os.O_CREAT) and not os.path.lexists(paths[0])
        result = self.real_calls[name](*args, **kwargs)
        if name == "open":
            self.paths_by_fd[result] = paths[0]
        elif name == "close":
            self.paths_by_fd.pop(args[0], None)
        self._record(name, paths, args, result, created=created)
        if is_target and attack.mode == "after":
            self._exit(name, paths)
        return result

    def _record(self, name: str, paths: list[str], args: tuple[Any, ...], result: Any, *, created: bool) -> None:
        if self.attack.mode != "record":
            return
        note: dict[str, Any] = {"call": name, "paths": paths, "call_number": self.call_count}
        if name == "open":
            mode = args[2] if len(args) > 2 else 0o777
            note |= {"created": created, "truncated": bool(args[1] & os.O_TRUNC), "handle": result, "mode": mode}
        elif isinstance(args[0], int):
            note["handle"] = args[0]
        if name == "write":
            note["size"] = result
            if self.attack.records_data:
                note |= {
                    "data": base64.b64encode(bytes(args[1])[:result]).decode(),
                    "end": os.lseek(args[0], 0, os.SEEK_CUR),
                }
        self.send_note(note)

    def _exit(self, name: str, paths: list[str]) -> None:
        self.send_note({"attacked_call": name, "path": paths[-1]})
        os._exit(KILLED_EXIT_CODE)

    def _open(self, file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """Open a file; send writes to the attacked folder through the wrapped calls of `os`."""
        if (
            isinstance(file, int)
            or not set(mode) & set("wax+")
            or not self._attacked_paths("open", (os.fspath(file), 0))
        ):
            return _builtin_open(file, mode, *args, **kwargs)
        flags = os.O_RDWR if "+" in mode else os.O_WRONLY
        if "+" not in mode or "r" not in mode:
            flags |= os.O_CREAT
        flags |= os.O_TRUNC if "w" in mode else os.O_APPEND if "a" in mode else os.O_EXCL if "x" in mode else 0
        fd = os.open(file, flags, 0o666)
        buffered = io.BufferedWriter(_RawFile(fd))
        return buffered if "b" in mode else io.TextIOWrapper(buffered, kwargs.get("encoding") or "utf-8", newline="\n")


_builtin_open = io.open


class _RawFile(io.RawIOBase):
    """A raw file whose writes call `os.write`."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._fd

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any) -> int:
        """Write with one call, which may be short."""
        return os.write(self._fd, bytes(data))

    def close(self) -> None:
        """Close the descriptor with one call."""
        if not self.closed:
            super().close()
            os.close(self._fd)
