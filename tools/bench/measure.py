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

WARMUP_RUNS, MIN_RUNS = 3, 3
ROWS, COLUMNS = 40, 80

_PEAK_MEMORY_SCRIPT = "import posix, sys; a = sys.argv[1:]; n = posix.open('/dev/null', posix.O_RDWR); \
p = posix.posix_spawn(a[0], a, posix.environ, file_actions=[(posix.POSIX_SPAWN_DUP2, n, f) for f in (0, 1, 2)]); \
_, status, used = posix.wait4(p, 0); print(used.ru_maxrss); sys.exit(status != 0)"
"""Starts a program and prints its peak memory.

A new process counts the memory of the one that started it until it becomes another program; so the one that starts it
is an interpreter with nothing loaded, which is smaller than any program that is measured.
"""


class UnexpectedOutputError(Exception):
    """A command did something else than what is to be measured."""


@dataclass(frozen=True, slots=True)
class Case:
    """One command that is timed."""

    name: str
    argv: Sequence[str | os.PathLike[str]]
    environ: Mapping[str, str]
    on_terminal: bool = False
    """Whether its stdout is a terminal that has colours; else a pipe."""
    prepare: Callable[[], None] = field(default=lambda: None)
    """What has to be done before each run, outside the time."""
    expected_output: str | None = None
    """What must be in its output; the empty text when there must be none."""
    times_itself: bool = False
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
    def minimum(self) -> float:
        """The fastest run."""
        return min(self.runs)

    @property
    def p90(self) -> float:
        """Nine of ten runs were faster."""
        return statistics.quantiles(self.runs, n=10, method="inclusive")[-1] if len(self.runs) > 1 else self.runs[0]

    def minus(self, amount: float) -> "Sample":
        """The same runs, each so much less."""
        return Sample(tuple(run - amount for run in self.runs))


def measure_times(
    cases: Sequence[Case], runs: int, *, warmup_runs: int = WARMUP_RUNS, max_seconds: float | None = None
) -> dict[str, Sample]:
    """What each case took, by its name: rounds of all cases in turn, the first few of them not counted.

    After so many seconds it stops with fewer runs, though never with less than three.
    """
    times_by_case: dict[str, list[float]] = {case.name: [] for case in cases}
    if len(times_by_case) != len(cases):
        raise ValueError("two cases of one name")
    start = perf_counter()
    for turn in range(warmup_runs + runs):
        if max_seconds is not None and turn >= warmup_runs + MIN_RUNS and perf_counter() - start > max_seconds:
            break
        for case in cases:
            took = run_case(case)
            if turn >= warmup_runs:
                times_by_case[case.name].append(took * 1000)
    return {name: Sample(tuple(times)) for name, times in times_by_case.items()}


def run_case(case: Case) -> float:
    """The seconds of one run, from before the process begins until it is gone and its output is read."""
    case.prepare()
    reader, writer = pty.openpty() if case.on_terminal else os.pipe()
    if case.on_terminal:
        ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    argv = [os.fspath(part) for part in case.argv]
    file_actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, writer, 1),
        (os.POSIX_SPAWN_DUP2, writer, 2),
    ]
    start = perf_counter()
    process = os.posix_spawn(argv[0], argv, case.environ, file_actions=file_actions)
    os.close(writer)
    output = _read_all(reader)
    _, status = os.waitpid(process, 0)
    seconds = perf_counter() - start
    os.close(reader)
    output_text = output.decode("utf-8", "replace")
    _require_expected_output(case, status, output_text)
    return float(output_text) if case.times_itself else seconds


def _read_all(reader: int) -> bytes:
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


def _require_expected_output(case: Case, status: int, output: str) -> None:
    is_expected = case.expected_output is None or (
        case.expected_output in output if case.expected_output else not output
    )
    if status != 0 or not is_expected:
        raise UnexpectedOutputError(f"{case.name}: status {status}, wanted {case.expected_output!r}, said:\n{output}")


def peak_memory(case: Case, interpreter: Path) -> int:
    """The peak memory of a command in KiB, its output thrown away."""
    case.prepare()
    argv = [str(interpreter), "-I", "-S", "-c", _PEAK_MEMORY_SCRIPT, *map(str, case.argv)]
    reader, writer = os.pipe()
    file_actions = [(os.POSIX_SPAWN_DUP2, writer, 1)]
    process = os.posix_spawn(argv[0], argv, case.environ, file_actions=file_actions)
    os.close(writer)
    output = _read_all(reader).decode()
    _, status = os.waitpid(process, 0)
    os.close(reader)
    if status != 0:
        raise UnexpectedOutputError(f"{case.name}: status {status}")
    return int(output)


def measure_memory(cases: Sequence[Case], interpreter: Path, runs: int) -> dict[str, Sample]:
    """The peak memory of each case by its name, in MiB."""
    sizes_by_case: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(runs):
        for case in cases:
            sizes_by_case[case.name].append(peak_memory(case, interpreter) / 1024)
    return {name: Sample(tuple(sizes)) for name, sizes in sizes_by_case.items()}
