"""T1, T3, T6, T7: a run that ends or is refused at any call to the disk leaves the old state or the new one."""

from pathlib import Path

import pytest

from tests.torture.attacks import fill_the_disk, kill_at_random, kill_everywhere, refuse_everywhere
from tests.torture.commands import CHECKIN, COMMANDS, FIRST, TYPICAL, Command
from tests.torture.invariants import tree
from tests.torture.runner import Runner
from tests.torture.tally import Tally, count, settle

pytestmark = pytest.mark.torture

every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


@every_command
def test_killed_at_each_call(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T1: before and after each call, and after half of each write."""
    tally = Tally("T1 killed at each call, in process")
    for _ in range(count(1, 20)):
        kill_everywhere(runner, command, ground / "case", tally)
    settle(tally, request, least=20)


@every_command
def test_refused_at_each_call(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T3: seven errnos, once and from there on."""
    tally = Tally("T3 an errno at each call")
    refuse_everywhere(runner, command, ground / "case", tally, every=True)
    settle(tally, request, least=10)


@pytest.mark.on_disk
@pytest.mark.parametrize("command", TYPICAL, ids=lambda command: command.name)
def test_a_full_disk(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T6: files that may grow to 64 sizes, from nothing to just too little."""
    tally = Tally("T6 a full disk")
    folder = ground / "case"
    home = command.prepare(folder)
    runner.run(home, command.words, environment=command.surroundings(home))
    whole = max(len(tree(folder)[name].data or b"") for name in command.targets)
    fill_the_disk(runner, command, folder, tally, sorted({whole * n // 16 for n in range(16)}))
    settle(tally, request, least=12)


@pytest.mark.on_disk
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("command", [FIRST, CHECKIN], ids=lambda command: command.name)
def test_killed_at_any_time(
    command: Command, seed: int, runner: Runner, ground: Path, request: pytest.FixtureRequest
) -> None:
    """T7: kill -9 at random moments of the run."""
    tally = Tally("T7 killed at a random time")
    kill_at_random(runner, command, ground / "case", tally, count(50, 1300), seed)
    settle(tally, request, least=count(25, 800))
