"""T4: whatever a power cut leaves reads as the old journal or the new one, and what was acknowledged is there."""

import shutil
from pathlib import Path

import pytest

from tests.torture.commands import COMMANDS, FIRST, YEAR, Command
from tests.torture.invariants import Meant, again, meant_by, plain, readable, tree
from tests.torture.power import Disk, File, states
from tests.torture.runner import Runner
from tests.torture.tally import LARGE, Tally, settle

pytestmark = pytest.mark.torture


def cut_everywhere(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """Every state after every call of the command; each that differs is opened in a fresh process."""
    meant = meant_by(runner, command, folder)
    home = command.prepare(folder)
    before = {f"{folder}/{name}": trace.data for name, trace in tree(folder).items() if trace.data is not None}
    folders = {str(folder), *(f"{folder}/{name}" for name, trace in tree(folder).items() if trace.data is None)}
    attack = {"how": "record", "root": str(folder), "data": True}
    result = runner.run(home, command.words, environment=command.surroundings(home), attack=attack)
    assert result.code == 0, result.said
    news = {name: (folder / name).read_bytes() for name in command.targets}
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for n, state in states(str(folder), before, folders, result.notes):
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
            broken += _opened(runner, meant, folder, state)
        seen.add(key)
        tally.point(broken, f"{command.name}, power lost after call {n} ({result.notes[n - 1]['call'] if n else '-'})")


def _opened(runner: Runner, meant: Meant, folder: Path, state: dict[str, bytes]) -> list[str]:
    """The state laid on a real disk: the journal is read, and the next command works."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in state.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    command = meant.command
    home = folder / "journal"
    found = []
    for name in command.targets:
        new = plain(state.get(f"{folder}/{name}")) == meant.new[name]
        found.append("new" if new else "old")
    result = runner.run(home, ["journal", "check"], environment=command.surroundings(home))
    broken = readable(result) + ([] if result.code == 0 else [f"I4 journal check: {result.said[-200:]!r}"])
    return broken + again(meant, found, folder, runner)


@pytest.mark.parametrize(
    "command", COMMANDS if LARGE else (*COMMANDS[:12], *COMMANDS[17:20], YEAR), ids=lambda command: command.name
)
def test_power_lost_at_any_time(command: Command, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T4: every prefix of the calls, every subset of what was not flushed."""
    tally = Tally("T4 power lost")
    cut_everywhere(runner, command, ground / "case", tally)
    settle(tally, request, least=20)


def test_the_simulation_loses_what_it_should(runner: Runner, ground: Path) -> None:
    """An unflushed name and unflushed data may be gone; flushed they stay."""
    disk = Disk("/d", {}, {"/d"})
    handles: dict[int, str] = {}
    disk.apply({"call": "open", "paths": ["/d/a"], "made": True, "truncated": False, "handle": 3}, handles)
    disk.apply({"call": "write", "paths": ["/d/a"], "handle": 3, "data": "YWJjZA==", "end": 4}, handles)
    found = [state.get("/d/a") for state in disk.after_the_cut()]
    assert set(found) == {None, b"", b"abcd", b"\0\0\0\0", b"ab"}
    disk.apply({"call": "fsync", "paths": ["/d/a"], "handle": 3}, handles)
    assert {state.get("/d/a") for state in disk.after_the_cut()} == {None, b"abcd"}
    disk.apply({"call": "fsync", "paths": ["/d"], "handle": 4}, handles)
    assert [state.get("/d/a") for state in disk.after_the_cut()] == [b"abcd"]
    assert File(b"new", b"old").found("none") == b""
    assert FIRST in COMMANDS
