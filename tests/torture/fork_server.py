"""Run the program in forked processes: each is new, and starts fast because everything is already imported.

`tests.torture.fork_client` starts this module with `python -m tests.torture.fork_server`. It reads one JSON request per
line and writes one JSON response per line. It runs the first `tipcycle` on `sys.path`, so a mutated copy can be put in
front of the real package.
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
from tests.torture.in_process import NO_MIN_AGE, run_in_process

CRASH_EXIT_CODE = 202
"""Exit code of a child that raised an exception which the program should have handled."""

_os_write, _os_close = os.write, os.close


def warm_up() -> str:
    """Import everything that a command may need, before the forks, and return the folder of the package."""
    warnings.simplefilter("ignore")
    import tipcycle
    from tipcycle import package_mtime
    from tipcycle.catalogue import loader

    package_mtime.last_modified()  # fills its cache before the fork
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
    """Set up the process as requested, install the attack, run the command or call, and return the exit code."""
    os.setpgid(0, 0)
    os.environ.clear()
    os.environ.update(request["environ"])
    time.tzset()
    os.chdir(request.get("folder") or "/")
    os.umask(request.get("umask", 0o022))
    encoding = request.get("encoding", "utf-8")
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding, errors="strict", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding, "backslashreplace", write_through=True)
    if request.get("max_file_bytes") is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["max_file_bytes"], resource.RLIM_INFINITY))
    if request.get("memory"):
        resource.setrlimit(resource.RLIMIT_AS, (request["memory"], resource.RLIM_INFINITY))
    if request.get("user") and os.geteuid() == 0:
        if request.get("warm_up_home"):  # imports lazy modules while this process may still read them
            run_in_process(request["args"], Path(request["warm_up_home"]))
        os.setgroups([])
        os.setgid(request["user"])
        os.setuid(request["user"])
    from tipcycle import __main__ as program
    from tipcycle.cli import environment, prompt_stamp

    if request.get("stamp_at_once"):
        prompt_stamp.MIN_FILE_AGE = NO_MIN_AGE
    if request.get("seconds_later"):
        environment.datetime = _shifted_datetime(timedelta(seconds=request["seconds_later"]))  # type: ignore[misc, assignment]
        prompt_stamp.time = _ShiftedTime(request["seconds_later"])  # type: ignore[assignment]
    if request.get("attack"):
        FaultInjector(Attack(**request["attack"]), send_note).install()
    if request.get("call"):
        module, _, name = request["call"].partition(":")
        send_note({"result": getattr(importlib.import_module(module), name)(**request.get("arguments", {}))})
        return 0
    sys.argv = ["tipcycle", *request["args"]]
    program.main()
    return 0


class _ShiftedTime:
    """The functions of `time` that the prompt's stamp uses, shifted by `offset` seconds."""

    def __init__(self, offset: float) -> None:
        self._offset = offset

    def time(self) -> float:
        return time.time() + self._offset

    def strftime(self, format: str) -> str:
        return time.strftime(format, time.localtime(self.time()))


def _shifted_datetime(offset: timedelta) -> type[datetime]:
    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + offset

    return Shifted


def fork_child(request: dict[str, Any]) -> tuple[int, list[int]]:
    """Fork a child that runs the request, and return its pid and the read ends of stdout, stderr and the notes."""
    pipes = [os.pipe() for _ in range(3)]
    pid = os.fork()
    if pid:
        for _, write_fd in pipes:
            os.close(write_fd)
        return pid, [read_fd for read_fd, _ in pipes]
    exit_code = CRASH_EXIT_CODE
    try:
        null = os.open(os.devnull, os.O_RDONLY)
        for fd, target in ((null, 0), (pipes[0][1], 1), (pipes[1][1], 2)):
            os.dup2(fd, target)
        notes_fd = pipes[2][1]

        def send_note(note: dict[str, Any]) -> None:
            data = memoryview(json.dumps(note).encode() + b"\n")
            while data:
                data = data[_os_write(notes_fd, data) :]

        exit_code = run_child(request, send_note)
    except SystemExit as exit:
        exit_code = exit.code if isinstance(exit.code, int) else 1
    except BaseException:
        with suppress(Exception):
            _os_write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
    finally:
        os._exit(exit_code)


def run_request(request: dict[str, Any]) -> dict[str, Any]:
    """Run one request to its end, or until it is killed or exceeds its time limit, and return the response."""
    started = time.monotonic()
    timeout = request.get("timeout", 120.0)
    kill_at = started + request["kill_after"] if request.get("kill_after") is not None else None
    pid, read_fds = fork_child(request)
    chunks: list[list[bytes]] = [[], [], []]
    timed_out = False
    with selectors.DefaultSelector() as selector:
        for index, fd in enumerate(read_fds):
            selector.register(fd, selectors.EVENT_READ, index)
        while selector.get_map():
            now = time.monotonic()
            if kill_at is not None and now >= kill_at:
                kill_at = None
                os.kill(pid, signal.SIGKILL)
            if now > started + timeout:
                timed_out = True
                with suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                break
            wake_at = min(started + timeout, kill_at if kill_at is not None else started + timeout)
            for key, _ in selector.select(max(0.0, wake_at - now) + 0.0005):
                chunk = os.read(key.fd, 1 << 20)
                if chunk:
                    chunks[key.data].append(chunk)
                else:
                    selector.unregister(key.fd)
    for fd in read_fds:
        os.close(fd)
    _, status = os.waitpid(pid, 0)
    stdout, stderr, notes = (b"".join(stream_chunks) for stream_chunks in chunks)
    return {
        "exit_code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "stdout": stdout.decode("latin-1"),
        "stderr": stderr.decode("latin-1"),
        "notes": [json.loads(line) for line in notes.splitlines() if line.endswith(b"}")],
        "timed_out": timed_out,
        "duration": time.monotonic() - started,
    }


def main() -> None:
    """Respond to requests until stdin is closed."""
    request_fd, response_fd = os.dup(0), os.dup(1)
    os.set_inheritable(request_fd, False)
    os.dup2(2, 1)
    package = warm_up()
    with os.fdopen(request_fd, "rb") as requests, os.fdopen(response_fd, "wb") as responses:
        responses.write(json.dumps({"package": package}).encode() + b"\n")
        responses.flush()
        while line := requests.readline():
            responses.write(json.dumps(run_request(json.loads(line))).encode() + b"\n")
            responses.flush()


if __name__ == "__main__":
    main()
