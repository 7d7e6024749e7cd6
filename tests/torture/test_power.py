"""T4: every state after a power loss reads as the old or the new journal, and acknowledged data is there."""

import shutil
from pathlib import Path

import pytest

from tests.torture.fork_client import Runner
from tests.torture.invariants import Baseline, check_rerun, mask_volatile, output_violations, read_tree, run_baseline
from tests.torture.power_loss import SimulatedDisk, SimulatedFile, crash_states
from tests.torture.tally import IS_LARGE_RUN, Tally, report_tally
from tests.torture.write_commands import FIRST_PICK, NOTE_AFTER_YEAR, WRITE_COMMANDS, Command

pytestmark = pytest.mark.torture


def lose_power_everywhere(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """Check every possible state after every call of the command.

    Each distinct state is read in a new process.
    """
    baseline = run_baseline(runner, command, folder)
    home = command.prepare(folder)
    contents_before = {
        f"{folder}/{name}": file_state.data
        for name, file_state in read_tree(folder).items()
        if file_state.data is not None
    }
    folders = {
        str(folder),
        *(f"{folder}/{name}" for name, file_state in read_tree(folder).items() if file_state.data is None),
    }
    attack = {"mode": "record", "root": str(folder), "records_data": True}
    result = runner.run(home, command.args, environ=command.environ(home), attack=attack)
    assert result.exit_code == 0, result.output
    contents_after = {name: (folder / name).read_bytes() for name in command.targets}
    seen_states: set[tuple[tuple[str, bytes], ...]] = set()
    for call_count, state in crash_states(str(folder), contents_before, folders, result.notes):
        violations = []
        for name in command.targets:
            old_data, data = contents_before.get(f"{folder}/{name}"), state.get(f"{folder}/{name}")
            if data not in (old_data, contents_after[name]):
                violations.append(
                    f"I1 {name} is neither old nor new ({len(data or b'')} bytes: {(data or b'')[:20]!r})"
                )
            if call_count == len(result.notes) and data != contents_after[name]:
                violations.append(f"I2 {name} was said to be saved and is not there")
        violations += [
            f"I5 {name.removeprefix(str(folder))} changed"
            for name, expected in contents_before.items()
            if name.removeprefix(f"{folder}/") not in command.targets
            and not name.endswith("/lock")
            and state.get(name) != expected
        ]
        key = tuple(sorted(state.items()))
        if key not in seen_states and not violations:
            violations += _check_state(runner, baseline, folder, state)
        seen_states.add(key)
        tally.add_point(
            violations,
            f"{command.name}, power lost after call {call_count} "
            f"({result.notes[call_count - 1]['call'] if call_count else '-'})",
        )


def _check_state(runner: Runner, baseline: Baseline, folder: Path, state: dict[str, bytes]) -> list[str]:
    """Write the state to a real disk, check the journal and run the next command."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in state.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    command = baseline.command
    home = folder / "journal"
    file_states = []
    for name in command.targets:
        is_new = mask_volatile(state.get(f"{folder}/{name}")) == baseline.files[name]
        file_states.append("new" if is_new else "old")
    result = runner.run(home, ["journal", "check"], environ=command.environ(home))
    violations = output_violations(result) + (
        [] if result.exit_code == 0 else [f"I4 journal check: {result.output[-200:]!r}"]
    )
    return violations + check_rerun(baseline, file_states, folder, runner)


@pytest.mark.parametrize(
    "command",
    WRITE_COMMANDS if IS_LARGE_RUN else (*WRITE_COMMANDS[:12], *WRITE_COMMANDS[17:20], NOTE_AFTER_YEAR),
    ids=lambda command: command.name,
)
def test_power_loss_leaves_old_or_new_state(
    command: Command, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T4: every state after every prefix of the calls is the old or the new one."""
    tally = Tally("T4 power lost")
    lose_power_everywhere(runner, command, workspace / "case", tally)
    report_tally(tally, request, min_points=20)


def test_simulated_disk_loses_only_unflushed_changes(runner: Runner, workspace: Path) -> None:
    """The simulated disk may lose unflushed names and data, and keeps flushed ones."""
    disk = SimulatedDisk("/d", {}, {"/d"})
    paths_by_fd: dict[int, str] = {}
    disk.apply_call({"call": "open", "paths": ["/d/a"], "created": True, "truncated": False, "handle": 3}, paths_by_fd)
    disk.apply_call({"call": "write", "paths": ["/d/a"], "handle": 3, "data": "YWJjZA==", "end": 4}, paths_by_fd)
    contents = [state.get("/d/a") for state in disk.states_after_loss()]
    assert set(contents) == {None, b"", b"abcd", b"\0\0\0\0", b"ab"}
    disk.apply_call({"call": "fsync", "paths": ["/d/a"], "handle": 3}, paths_by_fd)
    assert {state.get("/d/a") for state in disk.states_after_loss()} == {None, b"abcd"}
    disk.apply_call({"call": "fsync", "paths": ["/d"], "handle": 4}, paths_by_fd)
    assert [state.get("/d/a") for state in disk.states_after_loss()] == [b"abcd"]
    assert SimulatedFile(b"new", b"old").data_after_loss("none") == b""
    assert FIRST_PICK in WRITE_COMMANDS
