"""Time whole processes in rounds of all cases, so that a slow phase of the machine affects all cases alike."""

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
"""Script that starts a program and prints its peak memory.

Until it calls exec, a new process counts the memory of its parent. The parent is therefore a bare interpreter, which is
smaller than any measured program.
"""


class UnexpectedOutputError(Exception):
    """A command failed or did not print the expected output."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is timed."""

    name: str
    argv: Sequence[str | os.PathLike[str]]
    environ: Mapping[str, str]
    on_terminal: bool = False
    """True if stdout is a terminal with colours, False if it is a pipe."""
    prepare: Callable[[], None] = field(default=lambda: None)
    """Function that is called before each run, outside the measured time."""
    expected_output: str | None = None
    """Text that the output must contain; empty if there must be no output."""
    times_itself: bool = False
    """True if the command prints the seconds itself, instead of the whole process being timed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Measured values of the runs of one case, in milliseconds or MiB."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """Median of the runs."""
        return statistics.median(self.runs)

    @property
    def minimum(self) -> float:
        """Lowest value."""
        return min(self.runs)

    @property
    def p90(self) -> float:
        """90th percentile of the runs."""
        return statistics.quantiles(self.runs, n=10, method="inclusive")[-1] if len(self.runs) > 1 else self.runs[0]

    def minus(self, amount: float) -> "Sample":
        """Return a sample in which every run is lower by `amount`."""
        return Sample(tuple(run - amount for run in self.runs))


def measure_times(
    cases: Sequence[Case], runs: int, *, warmup_runs: int = WARMUP_RUNS, max_seconds: float | None = None
) -> dict[str, Sample]:
    """Return the times of each case by name, from rounds of all cases after some warm-up rounds.

    Stops after `max_seconds`, but not before `MIN_RUNS` rounds.
    """
    times_by_case: dict[str, list[float]] = {case.name: [] for case in cases}
    if len(times_by_case) != len(cases):
        raise ValueError("two cases of one name")
    start = perf_counter()
    for round_index in range(warmup_runs + runs):
        if max_seconds is not None and round_index >= warmup_runs + MIN_RUNS and perf_counter() - start > max_seconds:
            break
        for case in cases:
            seconds = run_case(case)
            if round_index >= warmup_runs:
                times_by_case[case.name].append(seconds * 1000)
    return {name: Sample(tuple(times)) for name, times in times_by_case.items()}


def run_case(case: Case) -> float:
    """Return the seconds of one run, from the start of the process until it has ended and its output is read."""
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
    chunks = []
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:  # on Linux a pseudo-terminal raises EIO when its last writer has closed it
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)


def _require_expected_output(case: Case, status: int, output: str) -> None:
    is_expected = case.expected_output is None or (
        case.expected_output in output if case.expected_output else not output
    )
    if status != 0 or not is_expected:
        raise UnexpectedOutputError(f"{case.name}: status {status}, wanted {case.expected_output!r}, said:\n{output}")


def peak_memory(case: Case, interpreter: Path) -> int:
    """Return the peak memory of a command in KiB; its output is discarded."""
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
    """Return the peak memory of each case by name, in MiB."""
    sizes_by_case: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(runs):
        for case in cases:
            sizes_by_case[case.name].append(peak_memory(case, interpreter) / 1024)
    return {name: Sample(tuple(sizes)) for name, sizes in sizes_by_case.items()}
