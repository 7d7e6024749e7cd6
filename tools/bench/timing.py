"""Whole processes, timed one after another in rounds, so that what slows the machine down slows all of them alike."""

import os
import pty
import statistics
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from time import perf_counter

WARM_UPS, FEWEST_RUNS = 3, 3
ROWS, COLUMNS = 40, 80

_PEAK = "import posix, sys; a = sys.argv[1:]; n = posix.open('/dev/null', posix.O_RDWR); \
p = posix.posix_spawn(a[0], a, posix.environ, file_actions=[(posix.POSIX_SPAWN_DUP2, n, f) for f in (0, 1, 2)]); \
_, status, used = posix.wait4(p, 0); print(used.ru_maxrss); sys.exit(status != 0)"
"""Starts a program and prints its peak memory.

A new process counts the memory of the one that started it until it becomes another program; so the one that starts it
is an interpreter with nothing loaded, which is smaller than any program that is measured.
"""


class Unexpected(Exception):
    """A command did something else than what is to be measured."""


@dataclass(frozen=True, slots=True)
class Case:
    """One command that is timed."""

    name: str
    argv: Sequence[str | os.PathLike[str]]
    environment: Mapping[str, str]
    terminal: bool = False
    """Whether its stdout is a terminal that has colours; else a pipe."""
    before: Callable[[], None] = field(default=lambda: None)
    """What has to be done before each run, outside the time."""
    expects: str | None = None
    """What must be in its output; the empty text when there must be none."""
    inside: bool = False
    """Whether the command times itself and prints the seconds, instead of the whole process being timed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the runs of one command took: milliseconds, or MiB."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the runs were faster."""
        return statistics.median(self.runs)

    @property
    def least(self) -> float:
        """The fastest run."""
        return min(self.runs)

    @property
    def p90(self) -> float:
        """Nine of ten runs were faster."""
        return statistics.quantiles(self.runs, n=10, method="inclusive")[-1] if len(self.runs) > 1 else self.runs[0]

    def less(self, other: float) -> "Sample":
        """The same runs, each so much less."""
        return Sample(tuple(run - other for run in self.runs))


def measure(
    cases: Sequence[Case], runs: int, *, warm_ups: int = WARM_UPS, seconds: float | None = None
) -> dict[str, Sample]:
    """What each case took, by its name: rounds of all cases in turn, the first few of them not counted.

    After so many seconds it stops with fewer runs, though never with less than three.
    """
    found: dict[str, list[float]] = {case.name: [] for case in cases}
    if len(found) != len(cases):
        raise ValueError("two cases of one name")
    start = perf_counter()
    for turn in range(warm_ups + runs):
        if seconds is not None and turn >= warm_ups + FEWEST_RUNS and perf_counter() - start > seconds:
            break
        for case in cases:
            took = run(case)
            if turn >= warm_ups:
                found[case.name].append(took * 1000)
    return {name: Sample(tuple(times)) for name, times in found.items()}


def run(case: Case) -> float:
    """The seconds of one run, from before the process begins until it is gone and its output is read."""
    case.before()
    here, there = pty.openpty() if case.terminal else os.pipe()
    if case.terminal:
        ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    argv = [os.fspath(part) for part in case.argv]
    ways = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, there, 1),
        (os.POSIX_SPAWN_DUP2, there, 2),
    ]
    start = perf_counter()
    process = os.posix_spawn(argv[0], argv, case.environment, file_actions=ways)
    os.close(there)
    output = _drained(here)
    _, status = os.waitpid(process, 0)
    seconds = perf_counter() - start
    os.close(here)
    said = output.decode("utf-8", "replace")
    _refuse_surprise(case, status, said)
    return float(said) if case.inside else seconds


def _drained(reader: int) -> bytes:
    parts = []
    while True:
        try:
            part = os.read(reader, 65536)
        except OSError:  # how a terminal says on Linux that nobody writes to it any more
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def _refuse_surprise(case: Case, status: int, said: str) -> None:
    right = case.expects is None or (case.expects in said if case.expects else not said)
    if status != 0 or not right:
        raise Unexpected(f"{case.name}: status {status}, wanted {case.expects!r}, said:\n{said}")


def peak(case: Case, interpreter: Path) -> int:
    """The peak memory of a command in KiB, its output thrown away."""
    case.before()
    argv = [str(interpreter), "-I", "-S", "-c", _PEAK, *map(str, case.argv)]
    here, there = os.pipe()
    ways = [(os.POSIX_SPAWN_DUP2, there, 1)]
    process = os.posix_spawn(argv[0], argv, case.environment, file_actions=ways)
    os.close(there)
    said = _drained(here).decode()
    _, status = os.waitpid(process, 0)
    os.close(here)
    if status != 0:
        raise Unexpected(f"{case.name}: status {status}")
    return int(said)


def peaks(cases: Sequence[Case], interpreter: Path, runs: int) -> dict[str, Sample]:
    """The peak memory of each case by its name, in MiB."""
    found: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(runs):
        for case in cases:
            found[case.name].append(peak(case, interpreter) / 1024)
    return {name: Sample(tuple(sizes)) for name, sizes in found.items()}
