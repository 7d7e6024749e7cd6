"""T2, T25: the installed command, watched and killed from outside by strace; masks of new files."""

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
    """Why strace cannot be used here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    ran = subprocess.run(["strace", "-f", "-e", "trace=fsync", "true"], capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else f"ptrace is not allowed here: {ran.stderr.strip()[-80:]}"


@pytest.fixture(scope="module", autouse=True)
def _require_source_tree() -> None:
    """What is watched here is this tree, and not a program that happens to be installed."""
    assert installed_package_path() == SOURCE / "tipcycle"


def run_under_strace(options: list[str], args: list[str], environ: dict[str, str], folder: Path, log: Path) -> Result:
    """The installed command under strace; what strace saw goes to `log`."""
    line = ["strace", "-f", "-qq", "-o", str(log), "-s", "60", *options, str(TIPCYCLE_PATH), *args]
    completed = subprocess.run(
        line,
        env={**environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    ended = completed.returncode < 0 or "killed by SIGKILL" in log.read_text("utf-8", "replace")
    return Result(
        None if ended else completed.returncode,
        9 if ended else None,
        completed.stdout,
        completed.stderr,
        [],
        False,
        0.0,
    )


def command_kill_points(command: Command, folder: Path, log: Path) -> list[tuple[str, int]]:
    """(name, how manieth of its name) of every call on the folder of the case."""
    home = command.prepare(folder)
    return find_kill_points(command.args, command.environ(home), folder, log, within=folder)


def find_kill_points(
    args: list[str], environ: dict[str, str], folder: Path, log: Path, *, within: Path
) -> list[tuple[str, int]]:
    """(name, how manieth of its name) of every call of this command on what lies within a folder."""
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


def run_killed(name: str, when: int, args: list[str], environ: dict[str, str], folder: Path, log: Path) -> Result:
    """The installed command, killed at one of its calls."""
    inject = [f"--trace={name}", f"--inject={name}:signal=SIGKILL:when={when}"]
    return run_under_strace(inject, args, environ, folder, log)


@pytest.mark.parametrize("command", WRITE_COMMANDS, ids=lambda command: command.name)
def test_killed_from_outside(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T2: SIGKILL at each system call on the journal."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T2 kill -9 at each system call")
    folder, log = ground / "case", ground / "log"
    meant = run_baseline(runner, command, folder)
    every = command_kill_points(command, folder, log)
    if not IS_LARGE_RUN and command not in TYPICAL_COMMANDS:
        every = every[WRITE_COMMANDS.index(command) % SAMPLE_STEP :: SAMPLE_STEP]
        tally.notes.append(
            f"commands that write as another does: one call of {SAMPLE_STEP}, each command beginning elsewhere"
        )
    for name, when in every:
        home = command.prepare(folder)
        before = read_tree(folder)
        result = run_killed(name, when, command.args, command.environ(home), folder, log)
        if result.signal is None:
            tally.notes.append(f"{command.name}: {name} {when} was not reached again, not counted")
            continue
        tally.add_point(verify(meant, before, result, folder, runner), f"{command.name}, {name} {when}")
    report_tally(tally, request, min_points=3)


def test_no_network(ground: Path, request: pytest.FixtureRequest) -> None:
    """T25: no command makes a network system call."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T25 hygiene")
    log = ground / "log"
    for words in READ_COMMANDS:
        home = CHECKIN.prepare(ground / "case")
        result = run_under_strace(["--trace=network", "--seccomp-bpf"], words.split(), run_environ(home), home, log)
        said = NETWORK_CALL.search(log.read_text("utf-8", "replace"))
        tally.add_point(output_violations(result) + ([f"network: {said[0]}"] if said else []), f"`{words}`")
    for command in WRITE_COMMANDS:
        home = command.prepare(ground / "case")
        environment = command.environ(home)
        result = run_under_strace(["--trace=network", "--seccomp-bpf"], command.args, environment, ground / "case", log)
        said = NETWORK_CALL.search(log.read_text("utf-8", "replace"))
        tally.add_point(output_violations(result) + ([f"network: {said[0]}"] if said else []), f"`{command.name}`")
    bare = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    line = ["strace", "-f", "-qq", "-o", str(log), "--trace=network", sys.executable, "-c", bare]
    subprocess.run(line, capture_output=True, check=False)
    assert NETWORK_CALL.search(log.read_text()), "the watch itself sees nothing"
    report_tally(tally, request, min_points=len(READ_COMMANDS) + len(WRITE_COMMANDS))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes(umask: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T25: whatever the mask, folders are for their owner alone, and so are files, from the moment they exist."""
    tally = Tally("T25 hygiene")
    for command in (FIRST_PICK, CHECKIN, TYPICAL_COMMANDS[2], TYPICAL_COMMANDS[3]):
        folder = ground / "case"
        home = command.prepare(folder)
        attack = {"how": "record", "root": str(home)}
        result = runner.run(home, command.args, environ=command.environ(home), umask=umask, attack=attack)
        broken = output_violations(result) + ([] if result.code == 0 else [f"exit {result.code}"])
        for path in (home, *home.rglob("*")):
            mode = path.stat().st_mode & 0o777
            if mode != (0o700 if path.is_dir() else 0o600):
                broken.append(f"I6 {path.relative_to(folder)} has mode {mode:o}")
        made = [note for note in result.notes if note["call"] == "open" and note["made"]]
        broken += [f"I6 {note['paths'][0]} was made with {note['mode']:o}" for note in made if note["mode"] & 0o077]
        if not made:
            broken.append("nothing was made")
        tally.add_point(broken, f"umask {umask:o}, {command.name}")
    report_tally(tally, request, min_points=4)
