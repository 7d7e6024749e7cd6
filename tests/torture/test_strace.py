"""T2, T25: the installed command, watched and killed from outside by strace; masks of new files."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE, leads_to
from tests.torture.commands import CHECKIN, COMMANDS, FIRST, TYPICAL, Command
from tests.torture.inside import READS
from tests.torture.invariants import meant_by, readable, tree, verify
from tests.torture.runner import SOURCE, Result, Runner, surroundings
from tests.torture.tally import LARGE, Tally, settle

pytestmark = pytest.mark.torture

STEP = 4
CALLS = "openat,write,fsync,rename,link,linkat,unlink,unlinkat,mkdir,close,flock,chmod,fchmodat"
NETWORK = re.compile(r"socket\((AF_INET|AF_INET6|AF_NETLINK)|connect\(\d+, \{sa_family=AF_INET|sendto\(\d+")


@cache
def without_strace() -> str:
    """Why strace cannot be used here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    ran = subprocess.run(["strace", "-f", "-e", "trace=fsync", "true"], capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else f"ptrace is not allowed here: {ran.stderr.strip()[-80:]}"


@pytest.fixture(scope="module", autouse=True)
def _the_tree_under_test() -> None:
    """What is watched here is this tree, and not a program that happens to be installed."""
    assert leads_to() == SOURCE / "tipcycle"


def straced(options: list[str], words: list[str], environment: dict[str, str], folder: Path, log: Path) -> Result:
    """The installed command under strace; what strace saw goes to `log`."""
    line = ["strace", "-f", "-qq", "-o", str(log), "-s", "60", *options, str(TIPCYCLE), *words]
    ran = subprocess.run(
        line,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    ended = ran.returncode < 0 or "killed by SIGKILL" in log.read_text("utf-8", "replace")
    return Result(None if ended else ran.returncode, 9 if ended else None, ran.stdout, ran.stderr, [], False, 0.0)


def points(command: Command, folder: Path, log: Path) -> list[tuple[str, int]]:
    """(name, how manieth of its name) of every call on the folder of the case."""
    home = command.prepare(folder)
    return points_of(command.words, command.surroundings(home), folder, log, within=folder)


def points_of(
    words: list[str], environment: dict[str, str], folder: Path, log: Path, *, within: Path
) -> list[tuple[str, int]]:
    """(name, how manieth of its name) of every call of this command on what lies within a folder."""
    straced([f"--trace={CALLS}", "--seccomp-bpf", "-y"], words, environment, folder, log)
    counts: dict[str, int] = {}
    found = []
    for line in log.read_text("utf-8", "replace").splitlines():
        match = re.match(r"\d+ +(\w+)\(", line)
        if match is None:
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        if str(within) in line.replace(f"AT_FDCWD<{folder}>", ""):
            found.append((name, counts[name]))
    return found


def injected(name: str, when: int, words: list[str], environment: dict[str, str], folder: Path, log: Path) -> Result:
    """The installed command, killed at one of its calls."""
    inject = [f"--trace={name}", f"--inject={name}:signal=SIGKILL:when={when}"]
    return straced(inject, words, environment, folder, log)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_killed_from_outside(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T2: SIGKILL at each system call on the journal."""
    if without_strace():
        pytest.skip(without_strace())
    tally = Tally("T2 kill -9 at each system call")
    folder, log = ground / "case", ground / "log"
    meant = meant_by(runner, command, folder)
    every = points(command, folder, log)
    if not LARGE and command not in TYPICAL:
        every = every[COMMANDS.index(command) % STEP :: STEP]
        tally.notes.append(f"commands that write as another does: one call of {STEP}, each command beginning elsewhere")
    for name, when in every:
        home = command.prepare(folder)
        before = tree(folder)
        result = injected(name, when, command.words, command.surroundings(home), folder, log)
        if result.signal is None:
            tally.notes.append(f"{command.name}: {name} {when} was not reached again, not counted")
            continue
        tally.point(verify(meant, before, result, folder, runner), f"{command.name}, {name} {when}")
    settle(tally, request, least=3)


def test_no_network(ground: Path, request: pytest.FixtureRequest) -> None:
    """T25: no command makes a network system call."""
    if without_strace():
        pytest.skip(without_strace())
    tally = Tally("T25 hygiene")
    log = ground / "log"
    for words in READS:
        home = CHECKIN.prepare(ground / "case")
        result = straced(["--trace=network", "--seccomp-bpf"], words.split(), surroundings(home), home, log)
        said = NETWORK.search(log.read_text("utf-8", "replace"))
        tally.point(readable(result) + ([f"network: {said[0]}"] if said else []), f"`{words}`")
    for command in COMMANDS:
        home = command.prepare(ground / "case")
        environment = command.surroundings(home)
        result = straced(["--trace=network", "--seccomp-bpf"], command.words, environment, ground / "case", log)
        said = NETWORK.search(log.read_text("utf-8", "replace"))
        tally.point(readable(result) + ([f"network: {said[0]}"] if said else []), f"`{command.name}`")
    bare = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    line = ["strace", "-f", "-qq", "-o", str(log), "--trace=network", sys.executable, "-c", bare]
    subprocess.run(line, capture_output=True, check=False)
    assert NETWORK.search(log.read_text()), "the watch itself sees nothing"
    settle(tally, request, least=len(READS) + len(COMMANDS))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes(umask: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T25: whatever the mask, folders are for their owner alone, and so are files, from the moment they exist."""
    tally = Tally("T25 hygiene")
    for command in (FIRST, CHECKIN, TYPICAL[2], TYPICAL[3]):
        folder = ground / "case"
        home = command.prepare(folder)
        attack = {"how": "record", "root": str(home)}
        result = runner.run(home, command.words, environment=command.surroundings(home), umask=umask, attack=attack)
        broken = readable(result) + ([] if result.code == 0 else [f"exit {result.code}"])
        for path in (home, *home.rglob("*")):
            mode = path.stat().st_mode & 0o777
            if mode != (0o700 if path.is_dir() else 0o600):
                broken.append(f"I6 {path.relative_to(folder)} has mode {mode:o}")
        made = [note for note in result.notes if note["call"] == "open" and note["made"]]
        broken += [f"I6 {note['paths'][0]} was made with {note['mode']:o}" for note in made if note["mode"] & 0o077]
        if not made:
            broken.append("nothing was made")
        tally.point(broken, f"umask {umask:o}, {command.name}")
    settle(tally, request, least=4)
