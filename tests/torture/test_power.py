"""T4: whatever a power cut leaves reads as the old journal or the new one, and what was acknowledged is there."""

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
    """Every state after every call of the command; each that differs is opened in a fresh process."""
    baseline = run_baseline(runner, command, folder)
    home = command.prepare(folder)
    before = {f"{folder}/{name}": trace.data for name, trace in read_tree(folder).items() if trace.data is not None}
    folders = {str(folder), *(f"{folder}/{name}" for name, trace in read_tree(folder).items() if trace.data is None)}
    attack = {"how": "record", "root": str(folder), "data": True}
    result = runner.run(home, command.args, environ=command.environ(home), attack=attack)
    assert result.code == 0, result.output
    news = {name: (folder / name).read_bytes() for name in command.targets}
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for n, state in crash_states(str(folder), before, folders, result.notes):
        broken = []
        for name in command.targets:
            old, now = before.get(f"{folder}/{name}"), state.get(f"{folder}/{name}")
            if now not in (old, news[name]):
                broken.append(f"I1 {name} is neither old nor new ({len(now or b'')} bytes: {(now or b'')[:20]!r})")
            if n == len(result.notes) and now != news[name]:
                broken.append(f"I2 {name} was said to be saved and is not there")
        broken += [
            f"I5 {name.removeprefix(str(folder))} changed"
            for name, data in before.items()
            if name.removeprefix(f"{folder}/") not in command.targets
            and not name.endswith("/lock")
            and state.get(name) != data
        ]
        key = tuple(sorted(state.items()))
        if key not in seen and not broken:
            broken += _check_state(runner, baseline, folder, state)
        seen.add(key)
        tally.add_point(
            broken, f"{command.name}, power lost after call {n} ({result.notes[n - 1]['call'] if n else '-'})"
        )


def _check_state(runner: Runner, baseline: Baseline, folder: Path, state: dict[str, bytes]) -> list[str]:
    """The state laid on a real disk: the journal is read, and the next command works."""
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
        new = mask_volatile(state.get(f"{folder}/{name}")) == baseline.files[name]
        file_states.append("new" if new else "old")
    result = runner.run(home, ["journal", "check"], environ=command.environ(home))
    broken = output_violations(result) + ([] if result.code == 0 else [f"I4 journal check: {result.output[-200:]!r}"])
    return broken + check_rerun(baseline, file_states, folder, runner)


@pytest.mark.parametrize(
    "command",
    WRITE_COMMANDS if IS_LARGE_RUN else (*WRITE_COMMANDS[:12], *WRITE_COMMANDS[17:20], NOTE_AFTER_YEAR),
    ids=lambda command: command.name,
)
def test_power_lost_at_any_time(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T4: every prefix of the calls, every subset of what was not flushed."""
    tally = Tally("T4 power lost")
    lose_power_everywhere(runner, command, ground / "case", tally)
    report_tally(tally, request, min_points=20)


def test_the_simulation_loses_what_it_should(runner: Runner, ground: Path) -> None:
    """An unflushed name and unflushed data may be gone; flushed they stay."""
    disk = SimulatedDisk("/d", {}, {"/d"})
    handles: dict[int, str] = {}
    disk.apply_call({"call": "open", "paths": ["/d/a"], "made": True, "truncated": False, "handle": 3}, handles)
    disk.apply_call({"call": "write", "paths": ["/d/a"], "handle": 3, "data": "YWJjZA==", "end": 4}, handles)
    found = [state.get("/d/a") for state in disk.states_after_loss()]
    assert set(found) == {None, b"", b"abcd", b"\0\0\0\0", b"ab"}
    disk.apply_call({"call": "fsync", "paths": ["/d/a"], "handle": 3}, handles)
    assert {state.get("/d/a") for state in disk.states_after_loss()} == {None, b"abcd"}
    disk.apply_call({"call": "fsync", "paths": ["/d"], "handle": 4}, handles)
    assert [state.get("/d/a") for state in disk.states_after_loss()] == [b"abcd"]
    assert SimulatedFile(b"new", b"old").data_after_loss("none") == b""
    assert FIRST_PICK in WRITE_COMMANDS
