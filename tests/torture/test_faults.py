"""T1, T3, T6, T7: a run that ends or fails at any disk call leaves the old or the new state."""

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
def test_kill_at_each_call_leaves_old_or_new_state(
    command: Command, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T1: a run that ends before or after a call, or within a write, leaves the old or the new state."""
    tally = Tally("T1 killed at each call, in process")
    for _ in range(trial_count(1, 20)):
        kill_at_each_call(runner, command, workspace / "case", tally)
    report_tally(tally, request, min_points=20)


@every_command
def test_failing_calls_leave_old_or_new_state(
    command: Command, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T3: a call that fails with any errno, once or from there on, leaves the old or the new state."""
    tally = Tally("T3 an errno at each call")
    fail_each_call(runner, command, workspace / "case", tally, all_errnos=True)
    report_tally(tally, request, min_points=10)


@pytest.mark.on_disk
@pytest.mark.parametrize("command", TYPICAL_COMMANDS, ids=lambda command: command.name)
def test_full_disk_leaves_old_state(
    command: Command, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T6: with 16 limits on the file size, from zero to just too little, the old state stays."""
    tally = Tally("T6 a full disk")
    folder = workspace / "case"
    home = command.prepare(folder)
    runner.run(home, command.args, environ=command.environ(home))
    largest_size = max(len(read_tree(folder)[name].data or b"") for name in command.targets)
    limit_file_size(runner, command, folder, tally, sorted({largest_size * step // 16 for step in range(16)}))
    report_tally(tally, request, min_points=12)


@pytest.mark.on_disk
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("command", [FIRST_PICK, CHECKIN], ids=lambda command: command.name)
def test_kill_at_random_time_leaves_old_or_new_state(
    command: Command, seed: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T7: SIGKILL at a random time leaves the old or the new state."""
    tally = Tally("T7 killed at a random time")
    kill_at_random(runner, command, workspace / "case", tally, trial_count(50, 1300), seed)
    report_tally(tally, request, min_points=trial_count(25, 800))
