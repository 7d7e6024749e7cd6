"""T1, T3, T6, T7: a run that ends or is refused at any call to the disk leaves the old state or the new one."""

from pathlib import Path

import pytest

from tests.torture.fault_scenarios import fail_each_call, kill_at_each_call, kill_at_random, limit_file_size
from tests.torture.fork_client import Runner
from tests.torture.invariants import read_tree
from tests.torture.tally import Tally, report_tally, trial_count
from tests.torture.write_commands import CHECKIN, FIRST_PICK, TYPICAL_COMMANDS, WRITE_COMMANDS, Command

pytestmark = pytest.mark.torture

every_command = pytest.mark.parametrize("command", WRITE_COMMANDS, ids=lambda command: command.name)


@every_command
def test_killed_at_each_call(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T1: before and after each call, and after half of each write."""
    tally = Tally("T1 killed at each call, in process")
    for _ in range(trial_count(1, 20)):
        kill_at_each_call(runner, command, ground / "case", tally)
    report_tally(tally, request, min_points=20)


@every_command
def test_refused_at_each_call(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T3: seven errnos, once and from there on."""
    tally = Tally("T3 an errno at each call")
    fail_each_call(runner, command, ground / "case", tally, all_errnos=True)
    report_tally(tally, request, min_points=10)


@pytest.mark.on_disk
@pytest.mark.parametrize("command", TYPICAL_COMMANDS, ids=lambda command: command.name)
def test_a_full_disk(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T6: files that may grow to 64 sizes, from nothing to just too little."""
    tally = Tally("T6 a full disk")
    folder = ground / "case"
    home = command.prepare(folder)
    runner.run(home, command.args, environ=command.environ(home))
    whole = max(len(read_tree(folder)[name].data or b"") for name in command.targets)
    limit_file_size(runner, command, folder, tally, sorted({whole * n // 16 for n in range(16)}))
    report_tally(tally, request, min_points=12)


@pytest.mark.on_disk
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("command", [FIRST_PICK, CHECKIN], ids=lambda command: command.name)
def test_killed_at_any_time(
    command: Command, seed: int, runner: Runner, ground: Path, request: pytest.FixtureRequest
) -> None:
    """T7: kill -9 at random moments of the run."""
    tally = Tally("T7 killed at a random time")
    kill_at_random(runner, command, ground / "case", tally, trial_count(50, 1300), seed)
    report_tally(tally, request, min_points=trial_count(25, 800))
