"""T1–T4, T10, T11, T16 for the caches: whatever happens to them, the output stays the same, without a message.

The stamp of the shell prompt and the parsed files are in the cache folder. They are never flushed and may be lost.
"""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.torture.cache_corruption import CACHED_COMMANDS, cache_folder
from tests.torture.fault_injection import ERRNOS, KILLED_EXIT_CODE
from tests.torture.fork_client import Result, Runner, run_environ
from tests.torture.in_process import READ_COMMANDS
from tests.torture.invariants import FileState, mask_volatile, output_violations, read_tree
from tests.torture.power_loss import crash_states
from tests.torture.tally import Tally, report_tally, trial_count
from tests.torture.test_strace import find_kill_points, run_killed, why_no_strace
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, NOTE_AFTER_YEAR
from tipcycle.core.events import WEEKDAYS

pytestmark = pytest.mark.torture
NOBODY_UID = 65534
IS_ROOT = os.geteuid() == 0
ATTACKED_COMMANDS = ("prompt", "status")
"""Commands whose calls are attacked one by one. Both cache the parsed files; `prompt` also saves its stamp."""


def journal_state(folder: Path) -> dict[str, FileState]:
    """Return the state of all files except the cache, with their modification times.

    The state folder, in which the cache is created, has its time masked.
    """
    return {
        name: FileState(trace.data, trace.mode, 0) if name == "journal/.tipcycle" else trace
        for name, trace in read_tree(folder).items()
        if not name.startswith("journal/.tipcycle/cache")
    }


@dataclass
class CachedRead:
    """A read command on a journal, with its output without a cache and the journal's files before the run."""

    runner: Runner
    folder: Path
    home: Path
    command: str
    expected: Result
    files_before: dict[str, FileState]

    @classmethod
    def prepare(cls, runner: Runner, folder: Path, command: str) -> "CachedRead":
        """Write the journal and run the command once without a cache."""
        home = NOTE_AFTER_YEAR.prepare(folder)
        expected = runner.run(home, command.split())
        assert (expected.exit_code, expected.stderr) == (0, b""), expected.output
        shutil.rmtree(cache_folder(home), ignore_errors=True)
        return cls(runner, folder, home, command, expected, journal_state(folder))

    def reset_cache(self, *, is_stale: bool) -> None:
        """Remove the cache, or replace it by a damaged one."""
        shutil.rmtree(cache_folder(self.home), ignore_errors=True)
        if is_stale:
            self.run()
            for path in cache_folder(self.home).rglob("*"):
                if path.is_file():
                    path.write_bytes(path.read_bytes()[:-1])

    def run(self, **request: Any) -> Result:
        """Run the command. A prompt saves its stamp at once."""
        return self.runner.run(self.home, self.command.split(), stamp_at_once=True, **request)

    def check_after(self, result: Result) -> list[str]:
        """Check I1, I5, I6, I8 and I9 after a disturbance, and run the same command twice more."""
        violations = output_violations(result)
        if journal_state(self.folder) != self.files_before:
            violations.append("I5 the journal changed")
        for path in (cache_folder(self.home), *cache_folder(self.home).rglob("*")):
            if path.exists() and path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600):
                violations.append(f"I6 {path.name} has mode {path.stat().st_mode & 0o777:o}")
        for repeat in range(2):
            violations += self.differences(self.run(), f"asked again ({repeat + 1})")
        return violations

    def differences(self, result: Result, when: str) -> list[str]:
        """Return how a result differs from the output without a cache; stderr must be empty."""
        is_same = (result.exit_code, result.stdout, result.stderr) == (0, self.expected.stdout, b"")
        return [] if is_same else [f"{when}: exit {result.exit_code}, {result.output[-200:]!r}"]

    def record_calls(self, **attack_fields: Any) -> list[dict[str, Any]]:
        """Return the cache calls of an undisturbed run."""
        return self.run(attack={"mode": "record", "root": str(self.home / ".tipcycle"), **attack_fields}).notes


def kill_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """End a read before or after each call on the cache, and in the middle of each write (T1)."""
    for command in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, command)
        for is_stale in (False, True):
            cached_read.reset_cache(is_stale=is_stale)
            notes = cached_read.record_calls()
            last_call, write_calls = (
                max(note["call_number"] for note in notes),
                {note["call_number"] for note in notes if note["call"] == "write"},
            )
            for call_number in range(1, last_call + 1):
                for mode in ("before", "after", "half") if call_number in write_calls else ("before", "after"):
                    cached_read.reset_cache(is_stale=is_stale)
                    result = cached_read.run(
                        attack={"mode": mode, "root": str(cached_read.home / ".tipcycle"), "call_number": call_number}
                    )
                    if result.exit_code == KILLED_EXIT_CODE:
                        label = (
                            f"`{command}`, {mode} call {call_number} ({result.notes[-1]['attacked_call']}), "
                            f"stale: {is_stale}"
                        )
                        tally.add_point(cached_read.check_after(result), label)


def fail_reads(runner: Runner, folder: Path, tally: Tally, *, errnos: Sequence[int] = ERRNOS) -> None:
    """Let each call on the cache fail, once and from there on (T3)."""
    for command in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, command)
        for is_stale in (False, True):
            cached_read.reset_cache(is_stale=is_stale)
            last_call = max(note["call_number"] for note in cached_read.record_calls())
            for call_number in range(1, last_call + 1):
                for errno_code, repeats in [
                    (errno_code, repeats) for errno_code in errnos for repeats in (False, True)
                ]:
                    cached_read.reset_cache(is_stale=is_stale)
                    attack = {
                        "mode": "errno",
                        "root": str(cached_read.home / ".tipcycle"),
                        "call_number": call_number,
                        "errno": errno_code,
                        "repeats": repeats,
                    }
                    result = cached_read.run(attack=attack)
                    if result.attack_hit:
                        violations = cached_read.differences(result, "rejected") + cached_read.check_after(result)
                        tally.add_point(
                            violations,
                            f"`{command}`, {os.strerror(errno_code)} at call {call_number}{' on' if repeats else ''}",
                        )


def lose_power_in_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """Check every state of the cache that a power loss can leave (T4)."""
    for command in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, command)
        for is_stale in (False, True):
            cached_read.reset_cache(is_stale=is_stale)
            cache = cache_folder(cached_read.home)
            contents_before = {
                f"{folder}/{name}": file_state.data
                for name, file_state in read_tree(folder).items()
                if file_state.data is not None
            }
            folders = {
                str(folder),
                *(f"{folder}/{name}" for name, file_state in read_tree(folder).items() if file_state.data is None),
            }
            notes = cached_read.record_calls(records_data=True)
            seen_states = set()
            for call_count, state in crash_states(str(folder), contents_before, folders, notes):
                cache_files = {name: data for name, data in state.items() if name.startswith(f"{cache}/")}
                key = tuple(sorted(cache_files.items()))
                violations = []
                if any(state.get(name) != data for name, data in contents_before.items() if name not in cache_files):
                    lost_names = [
                        name for name in contents_before if not name.startswith(str(cache)) and name not in state
                    ]
                    violations += [f"I5 {name} is lost" for name in lost_names]
                if key not in seen_states:
                    seen_states.add(key)
                    shutil.rmtree(cache, ignore_errors=True)
                    for name, data in cache_files.items():
                        Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                        Path(name).write_bytes(data)
                    for repeat in range(2):
                        violations += cached_read.differences(cached_read.run(), f"after the cut ({repeat + 1})")
                    if journal_state(folder) != cached_read.files_before:
                        violations.append("I5 the journal changed")
                tally.add_point(violations, f"`{command}`, power lost after call {call_count}")


def test_killed_read_leaves_usable_cache(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T1: after a killed read the same command gives the same output."""
    tally = Tally("T1 reads killed while they write the cache")
    kill_reads(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=60)


def test_failing_cache_calls_do_not_change_output(
    runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T3: failing calls on the cache change neither the output nor stderr."""
    tally = Tally("T3 an errno at each call on the cache")
    fail_reads(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=300)


def test_power_loss_in_read_leaves_usable_cache(
    runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T4: every cache that a power loss can leave gives the same output."""
    tally = Tally("T4 power lost in a read")
    lose_power_in_reads(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=100)


def test_sigkill_at_each_system_call_leaves_usable_cache(
    runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T2: SIGKILL at any system call of the installed command on the cache leaves the output unchanged."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T2 reads killed at each system call")
    cached_read, log = CachedRead.prepare(runner, workspace / "case", "prompt"), workspace / "log"
    time.sleep(2.2)  # the stamp is only saved if the files are older than two seconds
    environ = run_environ(cached_read.home)
    cache = cache_folder(cached_read.home)
    kill_points = find_kill_points(["prompt"], environ, cached_read.folder, log, within=cache)
    for name, occurrence in kill_points:
        shutil.rmtree(cache, ignore_errors=True)
        result = run_killed(name, occurrence, ["prompt"], environ, cached_read.folder, log)
        if result.signal is None:
            tally.notes.append(f"prompt: {name} {occurrence} was not reached again, not counted")
            continue
        tally.add_point(cached_read.check_after(result), f"prompt, {name} {occurrence}")
    report_tally(tally, request, min_points=8)


def check_corrupted_caches(runner: Runner, folder: Path, tally: Tally, *, cases: int, seed: int) -> None:
    """Corrupt and outdate caches (T11)."""
    response = runner.call(
        "tests.torture.cache_corruption:corrupt_caches", folder=str(folder), cases=cases, seed=seed, timeout=7200
    )
    tally.points += cases
    tally.violations += response["violations"]


@pytest.mark.parametrize("part", range(4))
def test_corrupt_cache_does_not_change_output(
    part: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T11: a damaged, forged, foreign or outdated cache does not change the output."""
    tally = Tally("T11 mutated bytes of the cache")
    check_corrupted_caches(runner, workspace, tally, cases=trial_count(2_000, 40_000) // 4, seed=part)
    report_tally(tally, request, min_points=500)


def test_moving_clock_gives_no_outdated_output(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T16: if the clock moves between a change and a read, no outdated output is shown."""
    tally = Tally("T16 the clock and the cache")
    offsets = (0, -1, -3, -86_400, -315_360_000, 3_600, 86_400, 0)
    for fixed_date in ("2026-03-13", ""):
        for command in ("prompt", "", "momentum"):
            home = NOTE_AFTER_YEAR.prepare(workspace / "case")
            environ = {**run_environ(home), "TIPCYCLE_TODAY": fixed_date}
            for index, offset in enumerate(offsets):
                violations = []
                for _ in range(2):
                    run_options = {"environ": environ, "seconds_later": offset}
                    result = runner.run(home, command.split(), stamp_at_once=True, **run_options)
                    shutil.copytree(home, copied_home := workspace / "aside" / "journal", dirs_exist_ok=True)
                    shutil.rmtree(cache_folder(copied_home), ignore_errors=True)
                    copied_environ = {**environ, "TIPCYCLE_HOME": str(copied_home)}
                    expected = runner.run(copied_home, command.split(), environ=copied_environ, seconds_later=offset)
                    if (result.exit_code, result.stdout) != (expected.exit_code, expected.stdout):
                        violations.append(f"another output: {result.output[-200:]!r}")
                    shutil.rmtree(workspace / "aside")
                tally.add_point(
                    violations,
                    f"`{command}` on {fixed_date or 'the day of the machine'}, the clock moved by {offset} s",
                )
                runner.run(home, ["profile", "--day", WEEKDAYS[index % 7]], environ=environ, seconds_later=offset)
    report_tally(tally, request, min_points=40)


def _link_to_victim(folder: Path, path: Path) -> None:
    """Put a link to another folder in place of the cache; its files have the names of cache files."""
    victim = folder / "victim"
    victim.mkdir(exist_ok=True)
    for name in ("prompt", "journal"):
        (victim / name).write_text("what must stay")
    if IS_ROOT:
        for path_in_victim in (victim, *victim.iterdir()):
            os.chown(path_in_victim, NOBODY_UID, NOBODY_UID)
    path.symlink_to(victim)


def _give_to_root(path: Path, mode: int) -> None:
    path.chmod(mode)
    if IS_ROOT:
        os.chown(path, 0, 0)


def _change_files(cache: Path, change: Callable[[Path], object]) -> None:
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        change(path)


def _replace_files(cache: Path, make: Callable[[Path], object]) -> None:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    _change_files(cache, change)


def _remove_tree(path: Path) -> Path:
    shutil.rmtree(path)
    return path


CACHE_OBSTACLES: dict[str, Callable[[Path, Path], object]] = {
    "as it is": lambda folder, cache: None,
    "gone": lambda folder, cache: _remove_tree(cache),
    "read-only": lambda folder, cache: _give_to_root(cache, 0o555),
    "nobody may enter": lambda folder, cache: _give_to_root(cache, 0o700),
    "files of another": lambda folder, cache: _change_files(cache, lambda path: _give_to_root(path, 0o600)),
    "a file for the folder": lambda folder, cache: _remove_tree(cache).write_text("mine"),
    "a link to a folder": lambda folder, cache: _link_to_victim(folder, _remove_tree(cache)),
    "a link to nothing": lambda folder, cache: _remove_tree(cache).symlink_to(folder / "nothing"),
    "a loop of links": lambda folder, cache: _remove_tree(cache).symlink_to(cache),
    "pipes": lambda folder, cache: _replace_files(cache, os.mkfifo),
    "devices": lambda folder, cache: _replace_files(cache, lambda path: path.symlink_to("/dev/zero")),
    "folders": lambda folder, cache: _replace_files(cache, Path.mkdir),
    "links to a file": lambda folder, cache: _replace_files(cache, lambda path: path.symlink_to(folder / "own.toml")),
    "a hundred megabytes": lambda folder, cache: _change_files(cache, lambda path: os.truncate(path, 100_000_000)),
}


def check_cache_obstacles(runner: Runner, folder: Path, tally: Tally) -> None:
    """Put each obstacle in place of the cache (T10).

    The output must stay the same, within seconds, and nothing else may change.
    """
    expected = {command: CachedRead.prepare(runner, folder, command).expected for command in CACHED_COMMANDS}
    for name, make_obstacle in CACHE_OBSTACLES.items():
        home = NOTE_AFTER_YEAR.prepare(folder)
        for command in CACHED_COMMANDS:
            runner.run(home, command.split(), stamp_at_once=True)
        if IS_ROOT:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY_UID, NOBODY_UID)
        make_obstacle(folder, cache_folder(home))
        state_before = journal_state(folder)
        for command in CACHED_COMMANDS:
            for repeat in range(2):
                result = runner.run(home, command.split(), stamp_at_once=True, user=NOBODY_UID, timeout=30)
                violations = output_violations(result)
                if (result.exit_code, result.stdout, result.stderr) != (0, expected[command].stdout, b""):
                    violations.append(f"exit {result.exit_code}: {result.output[-200:]!r}")
                if journal_state(folder) != state_before:
                    violations.append("I5 something changed besides the cache")
                tally.add_point(violations, f"cache: {name}: `{command}` ({repeat + 1})")
        saved = runner.run(home, ["note", "x"], user=NOBODY_UID, timeout=30)
        tally.add_point(
            output_violations(saved) + ([] if saved.exit_code == 0 else [saved.output[-200:]]), f"cache: {name}: `note`"
        )
        if cache_folder(home).is_dir() and not cache_folder(home).is_symlink():
            cache_folder(home).chmod(0o700)


def test_obstructed_cache_does_not_change_output(
    runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T10: links, pipes, devices and other obstacles in place of the cache do not change the output."""
    tally = Tally("T10 the cache in the way")
    tally.notes.append("as user 65534, by setuid in the child" if IS_ROOT else "as the present user, who is not root")
    check_cache_obstacles(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=150)


@pytest.mark.parametrize("has_state", [True, False], ids=["with state folder", "without state folder"])
def test_read_changes_only_the_cache(
    has_state: bool, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T10: a read changes no byte and no time outside the cache, and nothing at all without a state folder."""
    tally = Tally("T10 the cache in the way")
    folder = workspace / "case"
    for command in (NOTE_AFTER_YEAR, CHECKIN):
        home = command.prepare(folder)
        if not has_state:
            shutil.rmtree(home / ".tipcycle")
        state_before = {**journal_state(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
        for read_command in READ_COMMANDS:
            results = [runner.run(home, read_command.split(), stamp_at_once=True) for _ in range(2)]
            violations = [violation for result in results for violation in output_violations(result)]
            if mask_volatile(results[0].stdout) != mask_volatile(results[1].stdout):
                violations.append("another output the second time")
            state_after = {**journal_state(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
            if state_after != state_before or (not has_state and (home / ".tipcycle").exists()):
                violations.append("I5 a read changed something")
            tally.add_point(violations, f"`{read_command}`")
        assert (home / CYCLE_FILE).exists()
    report_tally(tally, request, min_points=2 * len(READ_COMMANDS))
