"""The test side of `tests.torture.fork_server`: send it requests and read the results."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT_ROOT / "src"
TODAY = "2026-03-13"


@dataclass(frozen=True)
class Result:
    """The result of one run."""

    exit_code: int | None
    """Exit code; None for a process that was killed by a signal."""
    signal: int | None
    stdout: bytes
    stderr: bytes
    notes: list[dict[str, Any]]
    timed_out: bool
    """True if the run was ended because it exceeded its time limit."""
    duration: float
    """Duration of the run, in seconds."""

    @property
    def attack_hit(self) -> bool:
        """True if the attack took place."""
        return any("attacked_call" in note for note in self.notes)

    @property
    def return_value(self) -> Any:
        """The return value of a called function, or None."""
        return next((note["result"] for note in self.notes if "result" in note), None)

    @property
    def output(self) -> str:
        """Stdout and stderr, as one text."""
        return (self.stdout + b"\n" + self.stderr).decode("utf-8", "replace")


def run_environ(home: Path, *, today: str = TODAY, lang: str = "en", **extra: str) -> dict[str, str]:
    """Return the environment of a run, without any variable of this machine."""
    settings = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": today, "TIPCYCLE_LANG": lang}
    return {
        "PATH": os.defpath,
        "HOME": str(home.parent),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **settings,
        **extra,
    }


class Runner:
    """A fork server that runs the package in one source folder."""

    def __init__(self, source: Path = SOURCE) -> None:
        self.source = source
        python_path = os.pathsep.join([str(source), str(PROJECT_ROOT)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.fork_server"],
            env={**os.environ, "PYTHONPATH": python_path, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=PROJECT_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            greeting = self._read_response()
            assert Path(greeting["package"]) == source / "tipcycle", f"another package answers: {greeting['package']}"
        except BaseException:
            self.close()
            raise

    def _read_response(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the driver ended"
        response: dict[str, Any] = json.loads(line)
        return response

    def send(self, **request: Any) -> None:
        """Send a request without waiting; `receive` waits for its result."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def receive(self) -> Result:
        """Wait for the result of the oldest request and return it."""
        response = self._read_response()
        response["stdout"], response["stderr"] = (
            response["stdout"].encode("latin-1"),
            response["stderr"].encode("latin-1"),
        )
        return Result(**response)

    def run(
        self, home: Path, args: Sequence[str], *, environ: Mapping[str, str] | None = None, today: str = TODAY,
        **request: Any,
    ) -> Result:  # fmt: skip
        """Run one command on the journal in `home`."""
        environ = dict(environ) if environ is not None else run_environ(home, today=today)
        self.send(args=list(args), environ=environ, folder=str(home.parent), **request)
        return self.receive()

    def call(self, function: str, *, timeout: float = 600, **arguments: Any) -> Any:
        """Return the value of `module:function` in a new process that uses this package.

        Raises AssertionError if the function raises.
        """
        self.send(call=function, arguments=arguments, environ={**os.environ}, timeout=timeout)
        result = self.receive()
        assert result.exit_code == 0, (
            f"{function}: exit {result.exit_code}, late: {result.timed_out}\n{result.output[-3000:]}"
        )
        return result.return_value

    def close(self) -> None:
        """Stop the fork server."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)


@contextmanager
def open_runner(source: Path = SOURCE) -> Iterator[Runner]:
    """Yield a runner of the package in `source`, and close it at the end."""
    runner = Runner(source)
    try:
        yield runner
    finally:
        runner.close()
