"""Stands between the program and the disk: kills, refuses, waits or takes notes at a chosen call (T1, T3, T4).

Only calls that touch the folder under attack count; they count from 1. Writing through `open` is seen too, so that
a program that went round the one writer would be attacked just the same.
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
"""The exit code of a process that ended at its call; nothing else ends with it."""

OS_CALLS = ("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir")
ERRNOS = tuple(getattr(errno, name) for name in ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EINTR", "EMFILE"))

SendNote = Callable[[dict[str, Any]], None]


@dataclass
class Attack:
    """What happens, and at which call.

    `before` and `after` end the process there, `half` in the middle of a write, `errno` refuses (with `on`: from there
    on), `pause` waits until `flag` exists, `short` writes less than was asked, `record` only takes notes.
    """

    how: str
    root: str
    at: int = 0
    errno: int = 0
    on: bool = False
    flag: str = ""
    data: bool = False
    """Whether the notes hold what was written."""


class FaultInjector:
    """The calls of one process on the folder under attack."""

    def __init__(self, attack: Attack, send_note: SendNote) -> None:
        self.attack, self.send_note = attack, send_note
        self.root = attack.root.rstrip("/")
        self.call_count = 0
        self.paths_by_fd: dict[int, str] = {}
        self.real_calls = {name: getattr(os, name) for name in OS_CALLS}

    def install(self) -> None:
        """Puts itself in the place of the calls."""
        for name in OS_CALLS:
            setattr(os, name, self._wrap(name))
        builtins.open = io.open = self._open  # type: ignore[assignment]

    def _wrap(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            paths = self._attacked_paths(name, args)
            if not paths:
                result = self.real_calls[name](*args, **kwargs)
                if name == "open":  # a number that is given out again is another file
                    self.paths_by_fd.pop(result, None)
                return result
            return self._intercept(name, paths, args, kwargs)

        return call

    def _attacked_paths(self, name: str, args: tuple[Any, ...]) -> list[str]:
        """The paths under attack that a call is about; none when it is not."""
        if isinstance(args[0], int):
            return [self.paths_by_fd[args[0]]] if args[0] in self.paths_by_fd else []
        count = 2 if name in ("replace", "rename", "link") else 1
        paths = [os.path.abspath(os.fsdecode(path)) for path in args[:count]]  # noqa: PTH100 (links stay links)
        return paths if any(path == self.root or path.startswith(f"{self.root}/") for path in paths) else []

    def _intercept(self, name: str, paths: list[str], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self.call_count += 1
        attack = self.attack
        is_target = self.call_count == attack.at or (attack.on and self.call_count > attack.at)
        if is_target and attack.how == "pause":
            self.send_note({"hit": name, "path": paths[-1]})
            while not Path(attack.flag).exists():
                time.sleep(0.002)
        if is_target and attack.how == "before":
            self._exit(name, paths)
        if is_target and attack.how == "half" and name == "write":
            self.real_calls["write"](args[0], bytes(args[1])[: len(args[1]) // 2])
            self._exit(name, paths)
        if is_target and attack.how == "errno":
            self.send_note({"hit": name, "path": paths[-1]})
            if name == "close":  # the handle is gone all the same
                self.paths_by_fd.pop(args[0], None)
                self.real_calls["close"](*args)
            raise OSError(attack.errno, os.strerror(attack.errno), *paths[:1])
        if attack.how == "short" and name == "write" and len(args[1]) > 1:
            self.send_note({"hit": name, "path": paths[-1]})
            args = (args[0], bytes(args[1])[: max(1, len(args[1]) // 3)])
        created = name == "open" and bool(args[1] & os.O_CREAT) and not os.path.lexists(paths[0])
        result = self.real_calls[name](*args, **kwargs)
        if name == "open":
            self.paths_by_fd[result] = paths[0]
        elif name == "close":
            self.paths_by_fd.pop(args[0], None)
        self._record(name, paths, args, result, created=created)
        if is_target and attack.how == "after":
            self._exit(name, paths)
        return result

    def _record(self, name: str, paths: list[str], args: tuple[Any, ...], result: Any, *, created: bool) -> None:
        if self.attack.how != "record":
            return
        note: dict[str, Any] = {"call": name, "paths": paths, "n": self.call_count}
        if name == "open":
            mode = args[2] if len(args) > 2 else 0o777
            note |= {"made": created, "truncated": bool(args[1] & os.O_TRUNC), "handle": result, "mode": mode}
        elif isinstance(args[0], int):
            note["handle"] = args[0]
        if name == "write":
            note["size"] = result
            if self.attack.data:
                note |= {
                    "data": base64.b64encode(bytes(args[1])[:result]).decode(),
                    "end": os.lseek(args[0], 0, os.SEEK_CUR),
                }
        self.send_note(note)

    def _exit(self, name: str, paths: list[str]) -> None:
        self.send_note({"hit": name, "path": paths[-1]})
        os._exit(KILLED_EXIT_CODE)

    def _open(self, file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """`open` as it is, but for writing to the folder under attack: then through the calls above."""
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
        handle = os.open(file, flags, 0o666)
        raw = io.BufferedWriter(_RawFile(handle))
        return raw if "b" in mode else io.TextIOWrapper(raw, kwargs.get("encoding") or "utf-8", newline="\n")


_builtin_open = io.open


class _RawFile(io.RawIOBase):
    """A file whose writes are calls of `os`."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def fileno(self) -> int:
        """Its descriptor."""
        return self._fd

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """One call."""
        return os.write(self._fd, bytes(data))

    def close(self) -> None:
        """One call."""
        if not self.closed:
            super().close()
            os.close(self._fd)
