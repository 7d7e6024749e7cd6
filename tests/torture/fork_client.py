"""The test's side of `tests.torture.fork_server`: asks for runs of the program and gives what came of them."""

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
    """What one run left behind."""

    code: int | None
    """None for a process that was killed."""
    signal: int | None
    out: bytes
    err: bytes
    notes: list[dict[str, Any]]
    late: bool
    """Whether it had to be ended because it took too long."""
    took: float

    @property
    def attack_hit(self) -> bool:
        """Whether the attack really happened."""
        return any("hit" in note for note in self.notes)

    @property
    def return_value(self) -> Any:
        """What a called function gave back."""
        return next((note["result"] for note in self.notes if "result" in note), None)

    @property
    def output(self) -> str:
        """All that was said, on both streams."""
        return (self.out + b"\n" + self.err).decode("utf-8", "replace")


def run_environ(home: Path, *, today: str = TODAY, lang: str = "en", **extra: str) -> dict[str, str]:
    """The environment of a run: nothing of the machine's."""
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
    """A process that forks runs of one package."""

    def __init__(self, source: Path = SOURCE) -> None:
        self.source = source
        path = os.pathsep.join([str(source), str(PROJECT_ROOT)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.fork_server"],
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=PROJECT_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            hello = self._read_response()
            assert Path(hello["package"]) == source / "tipcycle", f"another package answers: {hello['package']}"
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
        """Starts a request; `answer` waits for it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def receive(self) -> Result:
        """What came of it."""
        response = self._read_response()
        response["out"], response["err"] = response["out"].encode("latin-1"), response["err"].encode("latin-1")
        return Result(**response)

    def run(
        self, home: Path, args: Sequence[str], *, environ: Mapping[str, str] | None = None, today: str = TODAY,
        **request: Any,
    ) -> Result:  # fmt: skip
        """One command on the journal in a folder."""
        environ = dict(environ) if environ is not None else run_environ(home, today=today)
        self.send(words=list(args), environment=environ, folder=str(home.parent), **request)
        return self.receive()

    def call(self, function: str, *, seconds: float = 600, **arguments: Any) -> Any:
        """What `module:function` gives in a fresh process with this package; AssertionError when it raised."""
        self.send(call=function, arguments=arguments, environment={**os.environ}, seconds=seconds)
        answer = self.receive()
        assert answer.code == 0, f"{function}: exit {answer.code}, late: {answer.late}\n{answer.output[-3000:]}"
        return answer.return_value

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)


@contextmanager
def open_runner(source: Path = SOURCE) -> Iterator[Runner]:
    """A runner of this package, for as long as it is needed."""
    runner = Runner(source)
    try:
        yield runner
    finally:
        runner.close()
