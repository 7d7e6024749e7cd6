"""Runs the program in processes of its own, forked from one that has everything imported: fresh, and quick.

Started as `python -m tests.torture.fork_server` by `tests.torture.fork_client`. Reads one request a line, answers one line. What
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

from tests.torture.fault_injection import Attack, FaultInjector
from tests.torture.in_process import ALWAYS_SETTLED, run_in_process

CRASH_EXIT_CODE = 202
"""The exit code of a child that raised what the program never lets through."""

_os_write, _os_close = os.write, os.close


def warm_up() -> str:
    """Imports all that a command may need, once for all children; gives where the program lies."""
    warnings.simplefilter("ignore")
    import tipcycle
    from tipcycle import package_mtime
    from tipcycle.catalogue import loader

    package_mtime.last_modified()  # it remembers
    for module_info in pkgutil.walk_packages(tipcycle.__path__, "tipcycle."):
        importlib.import_module(module_info.name)
    for name in ("rich.table", "rich.panel", "icalendar", "jinja2", "html5lib"):
        importlib.import_module(name)
    loader.load_packaged = functools.cache(loader.load_packaged)  # type: ignore[assignment]
    loader.load_packaged()
    gc.collect()
    gc.freeze()
    return str(tipcycle.__path__[0])


def run_child(request: dict[str, Any], send_note: Any) -> int:
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
            run_in_process(request["words"], Path(request["rehearsal"]))
        os.setgroups([])
        os.setgid(request["user"])
        os.setuid(request["user"])
    from tipcycle import __main__ as program
    from tipcycle.cli import environment, response_cache

    if request.get("hasty"):
        response_cache.MIN_FILE_AGE = ALWAYS_SETTLED
    if request.get("seconds_later"):
        environment.datetime = _shifted_datetime(timedelta(seconds=request["seconds_later"]))  # type: ignore[misc, assignment]
        response_cache.time = _ShiftedTime(request["seconds_later"])  # type: ignore[assignment]
    if request.get("attack"):
        FaultInjector(Attack(**request["attack"]), send_note).install()
    if request.get("call"):
        module, _, name = request["call"].partition(":")
        send_note({"result": getattr(importlib.import_module(module), name)(**request.get("arguments", {}))})
        return 0
    sys.argv = ["tipcycle", *request["words"]]
    program.main()
    return 0


class _ShiftedTime:
    """The module `time` as it would be, were it so many seconds later."""

    def __init__(self, offset: float) -> None:
        self._offset = offset
        self.time_ns = time.time_ns

    def time(self) -> float:
        return time.time() + self._offset

    def strftime(self, form: str) -> str:
        return time.strftime(form, time.localtime(self.time()))


def _shifted_datetime(offset: timedelta) -> type[datetime]:
    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + offset

    return Shifted


def fork_child(request: dict[str, Any]) -> tuple[int, list[int]]:
    """A child that runs the request, and the ends of its stdout, stderr and notes."""
    pipes = [os.pipe() for _ in range(3)]
    pid = os.fork()
    if pid:
        for _, end in pipes:
            os.close(end)
        return pid, [start for start, _ in pipes]
    code = CRASH_EXIT_CODE
    try:
        null = os.open(os.devnull, os.O_RDONLY)
        for handle, target in ((null, 0), (pipes[0][1], 1), (pipes[1][1], 2)):
            os.dup2(handle, target)
        notes = pipes[2][1]

        def tell(note: dict[str, Any]) -> None:
            data = memoryview(json.dumps(note).encode() + b"\n")
            while data:
                data = data[_os_write(notes, data) :]

        code = run_child(request, tell)
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 1
    except BaseException:
        with suppress(Exception):
            _os_write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
    finally:
        os._exit(code)


def run_request(request: dict[str, Any]) -> dict[str, Any]:
    """Runs one request to its end, or to the end it is given."""
    started = time.monotonic()
    limit = request.get("seconds", 120.0)
    kill_at = started + request["kill_after"] if request.get("kill_after") is not None else None
    pid, read_fds = fork_child(request)
    parts: list[list[bytes]] = [[], [], []]
    timed_out = False
    with selectors.DefaultSelector() as ready:
        for n, end in enumerate(read_fds):
            ready.register(end, selectors.EVENT_READ, n)
        while ready.get_map():
            now = time.monotonic()
            if kill_at is not None and now >= kill_at:
                kill_at = None
                os.kill(pid, signal.SIGKILL)
            if now > started + limit:
                timed_out = True
                with suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                break
            until = min(started + limit, kill_at if kill_at is not None else started + limit)
            for key, _ in ready.select(max(0.0, until - now) + 0.0005):
                data = os.read(key.fd, 1 << 20)
                if data:
                    parts[key.data].append(data)
                else:
                    ready.unregister(key.fd)
    for end in read_fds:
        os.close(end)
    _, status = os.waitpid(pid, 0)
    out, err, notes = (b"".join(part) for part in parts)
    return {
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "out": out.decode("latin-1"),
        "err": err.decode("latin-1"),
        "notes": [json.loads(line) for line in notes.splitlines() if line.endswith(b"}")],
        "late": timed_out,
        "took": time.monotonic() - started,
    }


def main() -> None:
    """Answers until nobody asks any more."""
    request_fd, response_fd = os.dup(0), os.dup(1)
    os.set_inheritable(request_fd, False)
    os.dup2(2, 1)
    package = warm_up()
    with os.fdopen(request_fd, "rb") as requests, os.fdopen(response_fd, "wb") as answers:
        answers.write(json.dumps({"package": package}).encode() + b"\n")
        answers.flush()
        while line := requests.readline():
            answers.write(json.dumps(run_request(json.loads(line))).encode() + b"\n")
            answers.flush()


if __name__ == "__main__":
    main()
