"""T2, T25: the installed command under strace, killed and watched from outside; modes of new files."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE_PATH, installed_package_path
from tests.torture.fork_client import SOURCE, Result, Runner, run_environ
from tests.torture.in_process import READ_COMMANDS
from tests.torture.invariants import output_violations, read_tree, run_baseline, verify
from tests.torture.tally import IS_LARGE_RUN, Tally, report_tally
from tests.torture.write_commands import CHECKIN, FIRST_PICK, TYPICAL_COMMANDS, WRITE_COMMANDS, Command

pytestmark = pytest.mark.torture

SAMPLE_STEP = 4
TRACED_CALLS = "openat,write,fsync,rename,link,linkat,unlink,unlinkat,mkdir,close,flock,chmod,fchmodat"
NETWORK_CALL = re.compile(r"socket\((AF_INET|AF_INET6|AF_NETLINK)|connect\(\d+, \{sa_family=AF_INET|sendto\(\d+")


@cache
def why_no_strace() -> str:
    """Return why strace cannot be used here, or an empty string."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    completed = subprocess.run(
        ["strace", "-f", "-e", "trace=fsync", "true"], capture_output=True, text=True, check=False
    )
    return "" if completed.returncode == 0 else f"ptrace is not allowed here: {completed.stderr.strip()[-80:]}"


@pytest.fixture(scope="module", autouse=True)
def _require_source_tree() -> None:
    """Fail if the installed command does not run this checkout."""
    assert installed_package_path() == SOURCE / "tipcycle"


def run_under_strace(options: list[str], args: list[str], environ: dict[str, str], folder: Path, log: Path) -> Result:
    """Run the installed command under strace, which writes to `log`."""
    argv = ["strace", "-f", "-qq", "-o", str(log), "-s", "60", *options, str(TIPCYCLE_PATH), *args]
    completed = subprocess.run(
        argv,
        env={**environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    was_killed = completed.returncode < 0 or "killed by SIGKILL" in log.read_text("utf-8", "replace")
    return Result(
        None if was_killed else completed.returncode,
        9 if was_killed else None,
        completed.stdout,
        completed.stderr,
        [],
        False,
        0.0,
    )


def command_kill_points(command: Command, folder: Path, log: Path) -> list[tuple[str, int]]:
    """Return (name, occurrence) of every system call of a command on the folder of the case."""
    home = command.prepare(folder)
    return find_kill_points(command.args, command.environ(home), folder, log, within=folder)


def find_kill_points(
    args: list[str], environ: dict[str, str], folder: Path, log: Path, *, within: Path
) -> list[tuple[str, int]]:
    """Return (name, occurrence) of every system call of a command below the folder `within`.

    The occurrence counts the calls of that name, from 1.
    """
    run_under_strace([f"--trace={TRACED_CALLS}", "--seccomp-bpf", "-y"], args, environ, folder, log)
    counts: dict[str, int] = {}
    calls = []
    for line in log.read_text("utf-8", "replace").splitlines():
        match = re.match(r"\d+ +(\w+)\(", line)
        if match is None:
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        if str(within) in line.replace(f"AT_FDCWD<{folder}>", ""):
            calls.append((name, counts[name]))
    return calls


def run_killed(name: str, occurrence: int, args: list[str], environ: dict[str, str], folder: Path, log: Path) -> Result:
    """Run the installed command and kill it at one of its system calls."""
    options = [f"--trace={name}", f"--inject={name}:signal=SIGKILL:when={occurrence}"]
    return run_under_strace(options, args, environ, folder, log)


@pytest.mark.parametrize("command", WRITE_COMMANDS, ids=lambda command: command.name)
def test_sigkill_at_each_system_call_leaves_old_or_new_state(
    command: Command, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T2: SIGKILL at any system call on the journal leaves the old or the new state."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T2 kill -9 at each system call")
    folder, log = workspace / "case", workspace / "log"
    baseline = run_baseline(runner, command, folder)
    kill_points = command_kill_points(command, folder, log)
    if not IS_LARGE_RUN and command not in TYPICAL_COMMANDS:
        kill_points = kill_points[WRITE_COMMANDS.index(command) % SAMPLE_STEP :: SAMPLE_STEP]
        tally.notes.append(
            f"commands that write as another does: one call of {SAMPLE_STEP}, each command beginning elsewhere"
        )
    for name, occurrence in kill_points:
        home = command.prepare(folder)
        tree_before = read_tree(folder)
        result = run_killed(name, occurrence, command.args, command.environ(home), folder, log)
        if result.signal is None:
            tally.notes.append(f"{command.name}: {name} {occurrence} was not reached again, not counted")
            continue
        tally.add_point(verify(baseline, tree_before, result, folder, runner), f"{command.name}, {name} {occurrence}")
    report_tally(tally, request, min_points=3)


def test_no_command_uses_the_network(workspace: Path, request: pytest.FixtureRequest) -> None:
    """T25: no command makes a network system call."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T25 hygiene")
    log = workspace / "log"
    for read_command in READ_COMMANDS:
        home = CHECKIN.prepare(workspace / "case")
        result = run_under_strace(
            ["--trace=network", "--seccomp-bpf"], read_command.split(), run_environ(home), home, log
        )
        match = NETWORK_CALL.search(log.read_text("utf-8", "replace"))
        tally.add_point(output_violations(result) + ([f"network: {match[0]}"] if match else []), f"`{read_command}`")
    for command in WRITE_COMMANDS:
        home = command.prepare(workspace / "case")
        environ = command.environ(home)
        result = run_under_strace(["--trace=network", "--seccomp-bpf"], command.args, environ, workspace / "case", log)
        match = NETWORK_CALL.search(log.read_text("utf-8", "replace"))
        tally.add_point(output_violations(result) + ([f"network: {match[0]}"] if match else []), f"`{command.name}`")
    script = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    argv = ["strace", "-f", "-qq", "-o", str(log), "--trace=network", sys.executable, "-c", script]
    subprocess.run(argv, capture_output=True, check=False)
    assert NETWORK_CALL.search(log.read_text()), "the watch itself sees nothing"
    report_tally(tally, request, min_points=len(READ_COMMANDS) + len(WRITE_COMMANDS))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_private_under_any_umask(
    umask: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T25: under any umask files and folders are private from their creation."""
    tally = Tally("T25 hygiene")
    for command in (FIRST_PICK, CHECKIN, TYPICAL_COMMANDS[2], TYPICAL_COMMANDS[3]):
        folder = workspace / "case"
        home = command.prepare(folder)
        attack = {"mode": "record", "root": str(home)}
        result = runner.run(home, command.args, environ=command.environ(home), umask=umask, attack=attack)
        violations = output_violations(result) + ([] if result.exit_code == 0 else [f"exit {result.exit_code}"])
        for path in (home, *home.rglob("*")):
            mode = path.stat().st_mode & 0o777
            if mode != (0o700 if path.is_dir() else 0o600):
                violations.append(f"I6 {path.relative_to(folder)} has mode {mode:o}")
        creations = [note for note in result.notes if note["call"] == "open" and note["created"]]
        violations += [
            f"I6 {note['paths'][0]} was made with {note['mode']:o}" for note in creations if note["mode"] & 0o077
        ]
        if not creations:
            violations.append("nothing was made")
        tally.add_point(violations, f"umask {umask:o}, {command.name}")
    report_tally(tally, request, min_points=4)
