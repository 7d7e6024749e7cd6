"""Runs the program in processes of its own, forked from one that has everything imported: fresh, and quick.

Started as `python -m tests.torture.driver` by `tests.torture.runner`. Reads one request a line, answers one line. What
runs is the `tipcycle` that Python finds first, so that a broken copy can be put before it.
"""

import functools
import gc
import importlib
import io
import json
import os
import pkgutil
import resource
import selectors
import signal
import sys
import time
import traceback
import warnings
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from tests.torture.faults import Attack, Disk
from tests.torture.inside import HASTY, show

CRASHED = 202
"""The exit code of a child that raised what the program never lets through."""

_write, _close = os.write, os.close


def warm_up() -> str:
    """Imports all that a command may need, once for all children; gives where the program lies."""
    warnings.simplefilter("ignore")
    import tipcycle
    from tipcycle import program
    from tipcycle.catalogue import load

    program.last_change()  # it remembers
    for each in pkgutil.walk_packages(tipcycle.__path__, "tipcycle."):
        importlib.import_module(each.name)
    for name in ("rich.table", "rich.panel", "icalendar", "jinja2", "html5lib"):
        importlib.import_module(name)
    load.load_packaged = functools.cache(load.load_packaged)  # type: ignore[assignment]
    load.load_packaged()
    gc.collect()
    gc.freeze()
    return str(tipcycle.__path__[0])


def child(request: dict[str, Any], tell: Any) -> int:
    """One run, in the child: the surroundings, the attack, the command."""
    os.setpgid(0, 0)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request.get("folder") or "/")
    os.umask(request.get("umask", 0o022))
    encoding = request.get("encoding", "utf-8")
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding, errors="strict", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding, "backslashreplace", write_through=True)
    if request.get("most_bytes") is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["most_bytes"], resource.RLIM_INFINITY))
    if request.get("memory"):
        resource.setrlimit(resource.RLIMIT_AS, (request["memory"], resource.RLIM_INFINITY))
    if request.get("user") and os.geteuid() == 0:
        if request.get("rehearsal"):  # what a command imports late may lie where the user cannot read
            show(request["words"], Path(request["rehearsal"]))
        os.setgroups([])
        os.setgid(request["user"])
        os.setuid(request["user"])
    from tipcycle import __main__ as program
    from tipcycle.cli import recall, world

    if request.get("hasty"):
        recall.SETTLED = HASTY
    if request.get("seconds_later"):
        world.datetime = _shifted(timedelta(seconds=request["seconds_later"]))  # type: ignore[misc, assignment]
        recall.time = _Later(request["seconds_later"])  # type: ignore[assignment]
    if request.get("attack"):
        Disk(Attack(**request["attack"]), tell).install()
    if request.get("call"):
        module, _, name = request["call"].partition(":")
        tell({"result": getattr(importlib.import_module(module), name)(**request.get("arguments", {}))})
        return 0
    sys.argv = ["tipcycle", *request["words"]]
    program.main()
    return 0


class _Later:
    """The module `time` as it would be, were it so many seconds later."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.time_ns = time.time_ns

    def time(self) -> float:
        return time.time() + self._seconds

    def strftime(self, form: str) -> str:
        return time.strftime(form, time.localtime(self.time()))


def _shifted(by: timedelta) -> type[datetime]:
    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + by

    return Shifted


def fork(request: dict[str, Any]) -> tuple[int, list[int]]:
    """A child that runs the request, and the ends of its stdout, stderr and notes."""
    pipes = [os.pipe() for _ in range(3)]
    pid = os.fork()
    if pid:
        for _, end in pipes:
            os.close(end)
        return pid, [start for start, _ in pipes]
    code = CRASHED
    try:
        null = os.open(os.devnull, os.O_RDONLY)
        for handle, target in ((null, 0), (pipes[0][1], 1), (pipes[1][1], 2)):
            os.dup2(handle, target)
        notes = pipes[2][1]

        def tell(note: dict[str, Any]) -> None:
            data = memoryview(json.dumps(note).encode() + b"\n")
            while data:
                data = data[_write(notes, data) :]

        code = child(request, tell)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:
        with suppress(Exception):
            _write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
    finally:
        os._exit(code)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Runs one request to its end, or to the end it is given."""
    begun = time.monotonic()
    limit = request.get("seconds", 120.0)
    kill_at = begun + request["kill_after"] if request.get("kill_after") is not None else None
    pid, ends = fork(request)
    parts: list[list[bytes]] = [[], [], []]
    late = False
    with selectors.DefaultSelector() as ready:
        for n, end in enumerate(ends):
            ready.register(end, selectors.EVENT_READ, n)
        while ready.get_map():
            now = time.monotonic()
            if kill_at is not None and now >= kill_at:
                kill_at = None
                os.kill(pid, signal.SIGKILL)
            if now > begun + limit:
                late = True
                with suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                break
            until = min(begun + limit, kill_at if kill_at is not None else begun + limit)
            for key, _ in ready.select(max(0.0, until - now) + 0.0005):
                data = os.read(key.fd, 1 << 20)
                if data:
                    parts[key.data].append(data)
                else:
                    ready.unregister(key.fd)
    for end in ends:
        os.close(end)
    _, status = os.waitpid(pid, 0)
    out, err, notes = (b"".join(part) for part in parts)
    return {
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "out": out.decode("latin-1"),
        "err": err.decode("latin-1"),
        "notes": [json.loads(line) for line in notes.splitlines() if line.endswith(b"}")],
        "late": late,
        "took": time.monotonic() - begun,
    }


def main() -> None:
    """Answers until nobody asks any more."""
    asked, told = os.dup(0), os.dup(1)
    os.set_inheritable(asked, False)
    os.dup2(2, 1)
    package = warm_up()
    with os.fdopen(asked, "rb") as requests, os.fdopen(told, "wb") as answers:
        answers.write(json.dumps({"package": package}).encode() + b"\n")
        answers.flush()
        while line := requests.readline():
            answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
            answers.flush()


if __name__ == "__main__":
    main()
