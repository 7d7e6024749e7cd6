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

KILLED = 201
"""The exit code of a process that ended at its call; nothing else ends with it."""

CALLS = ("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir")
ERRNOS = tuple(getattr(errno, name) for name in ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EINTR", "EMFILE"))

Tell = Callable[[dict[str, Any]], None]


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


class Disk:
    """The calls of one process on the folder under attack."""

    def __init__(self, attack: Attack, tell: Tell) -> None:
        self.attack, self.tell = attack, tell
        self.root = attack.root.rstrip("/")
        self.count = 0
        self.handles: dict[int, str] = {}
        self.real = {name: getattr(os, name) for name in CALLS}

    def install(self) -> None:
        """Puts itself in the place of the calls."""
        for name in CALLS:
            setattr(os, name, self._wrapped(name))
        builtins.open = io.open = self._open  # type: ignore[assignment]

    def _wrapped(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            paths = self._paths(name, args)
            if not paths:
                result = self.real[name](*args, **named)
                if name == "open":  # a number that is given out again is another file
                    self.handles.pop(result, None)
                return result
            return self._met(name, paths, args, named)

        return call

    def _paths(self, name: str, args: tuple[Any, ...]) -> list[str]:
        """The paths under attack that a call is about; none when it is not."""
        if isinstance(args[0], int):
            return [self.handles[args[0]]] if args[0] in self.handles else []
        count = 2 if name in ("replace", "rename", "link") else 1
        paths = [os.path.abspath(os.fsdecode(path)) for path in args[:count]]  # noqa: PTH100 (links stay links)
        return paths if any(path == self.root or path.startswith(f"{self.root}/") for path in paths) else []

    def _met(self, name: str, paths: list[str], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        self.count += 1
        attack = self.attack
        here = self.count == attack.at or (attack.on and self.count > attack.at)
        if here and attack.how == "pause":
            self.tell({"hit": name, "path": paths[-1]})
            while not Path(attack.flag).exists():
                time.sleep(0.002)
        if here and attack.how == "before":
            self._end(name, paths)
        if here and attack.how == "half" and name == "write":
            self.real["write"](args[0], bytes(args[1])[: len(args[1]) // 2])
            self._end(name, paths)
        if here and attack.how == "errno":
            self.tell({"hit": name, "path": paths[-1]})
            if name == "close":  # the handle is gone all the same
                self.handles.pop(args[0], None)
                self.real["close"](*args)
            raise OSError(attack.errno, os.strerror(attack.errno), *paths[:1])
        if attack.how == "short" and name == "write" and len(args[1]) > 1:
            self.tell({"hit": name, "path": paths[-1]})
            args = (args[0], bytes(args[1])[: max(1, len(args[1]) // 3)])
        made = name == "open" and bool(args[1] & os.O_CREAT) and not os.path.lexists(paths[0])
        result = self.real[name](*args, **named)
        if name == "open":
            self.handles[result] = paths[0]
        elif name == "close":
            self.handles.pop(args[0], None)
        self._note(name, paths, args, result, made=made)
        if here and attack.how == "after":
            self._end(name, paths)
        return result

    def _note(self, name: str, paths: list[str], args: tuple[Any, ...], result: Any, *, made: bool) -> None:
        if self.attack.how != "record":
            return
        note: dict[str, Any] = {"call": name, "paths": paths, "n": self.count}
        if name == "open":
            mode = args[2] if len(args) > 2 else 0o777
            note |= {"made": made, "truncated": bool(args[1] & os.O_TRUNC), "handle": result, "mode": mode}
        elif isinstance(args[0], int):
            note["handle"] = args[0]
        if name == "write":
            note["size"] = result
            if self.attack.data:
                note |= {
                    "data": base64.b64encode(bytes(args[1])[:result]).decode(),
                    "end": os.lseek(args[0], 0, os.SEEK_CUR),
                }
        self.tell(note)

    def _end(self, name: str, paths: list[str]) -> None:
        self.tell({"hit": name, "path": paths[-1]})
        os._exit(KILLED)

    def _open(self, file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        """`open` as it is, but for writing to the folder under attack: then through the calls above."""
        if isinstance(file, int) or not set(mode) & set("wax+") or not self._paths("open", (os.fspath(file), 0)):
            return _builtin(file, mode, *args, **named)
        flags = os.O_RDWR if "+" in mode else os.O_WRONLY
        if "+" not in mode or "r" not in mode:
            flags |= os.O_CREAT
        flags |= os.O_TRUNC if "w" in mode else os.O_APPEND if "a" in mode else os.O_EXCL if "x" in mode else 0
        handle = os.open(file, flags, 0o666)
        raw = io.BufferedWriter(_Raw(handle))
        return raw if "b" in mode else io.TextIOWrapper(raw, named.get("encoding") or "utf-8", newline="\n")


_builtin = io.open


class _Raw(io.RawIOBase):
    """A file whose writes are calls of `os`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def fileno(self) -> int:
        """Its descriptor."""
        return self._handle

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """One call."""
        return os.write(self._handle, bytes(data))

    def close(self) -> None:
        """One call."""
        if not self.closed:
            super().close()
            os.close(self._handle)
