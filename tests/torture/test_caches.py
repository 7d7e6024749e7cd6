"""T1–T4, T10, T11, T16 on what is kept for speed: whatever becomes of it, every answer is the same, with no word of it.

The answers of reading commands and the parsed files lie in the cache folder. They are never flushed and may be lost.
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

pytestmark = pytest.mark.torture
NOBODY_UID = 65534
IS_ROOT = os.geteuid() == 0
SAMPLE_COMMANDS = CACHED_COMMANDS[::2]
ATTACKED_COMMANDS = ("", "status")
"""Where each call is attacked: two reads of a journal of a year, which keep an answer and what was parsed."""


def journal_state(folder: Path) -> dict[str, FileState]:
    """All but the cache, with its times; of the folder that it is made in, not the time."""
    return {
        name: FileState(trace.data, trace.mode, 0) if name == "journal/.tipcycle" else trace
        for name, trace in read_tree(folder).items()
        if not name.startswith("journal/.tipcycle/cache")
    }


@dataclass
class CachedRead:
    """A question put to a journal, what it is answered without a cache, and the journal's files."""

    runner: Runner
    folder: Path
    home: Path
    command: str
    expected: Result
    before: dict[str, FileState]

    @classmethod
    def prepare(cls, runner: Runner, folder: Path, command: str) -> "CachedRead":
        home = NOTE_AFTER_YEAR.prepare(folder)
        wanted = runner.run(home, command.split())
        assert (wanted.code, wanted.err) == (0, b""), wanted.output
        shutil.rmtree(cache_folder(home), ignore_errors=True)
        return cls(runner, folder, home, command, wanted, journal_state(folder))

    def reset_cache(self, *, is_stale: bool) -> None:
        """No cache, or one that no longer stands."""
        shutil.rmtree(cache_folder(self.home), ignore_errors=True)
        if is_stale:
            self.run()
            for path in cache_folder(self.home).rglob("*"):
                if path.is_file():
                    path.write_bytes(path.read_bytes()[:-1])

    def run(self, **request: Any) -> Result:
        """Puts it, in a process that keeps its answer at once."""
        return self.runner.run(self.home, self.command.split(), hasty=True, **request)

    def check_after(self, result: Result) -> list[str]:
        """I1, I5, I6, I8, I9 after a disturbance, and the answer to the same question once more, and twice."""
        violations = output_violations(result)
        if journal_state(self.folder) != self.before:
            violations.append("I5 the journal changed")
        for path in (cache_folder(self.home), *cache_folder(self.home).rglob("*")):
            if path.exists() and path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600):
                violations.append(f"I6 {path.name} has mode {path.stat().st_mode & 0o777:o}")
        for n in range(2):
            violations += self.differences(self.run(), f"asked again ({n + 1})")
        return violations

    def differences(self, result: Result, when: str) -> list[str]:
        """What differs from the answer without a cache; a word about the cache would, too."""
        same = (result.code, result.out, result.err) == (0, self.expected.out, b"")
        return [] if same else [f"{when}: exit {result.code}, {result.output[-200:]!r}"]

    def record_calls(self, **more: Any) -> list[dict[str, Any]]:
        """The calls on the cache that an undisturbed run makes."""
        return self.run(attack={"how": "record", "root": str(self.home / ".tipcycle"), **more}).notes


def kill_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """T1: a read that ends before or after each call on the cache, and in the middle of each write."""
    for words in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, words)
        for stale in (False, True):
            cached_read.reset_cache(is_stale=stale)
            notes = cached_read.record_calls()
            last, writes = max(note["n"] for note in notes), {n["n"] for n in notes if n["call"] == "write"}
            for at in range(1, last + 1):
                for how in ("before", "after", "half") if at in writes else ("before", "after"):
                    cached_read.reset_cache(is_stale=stale)
                    result = cached_read.run(attack={"how": how, "root": str(cached_read.home / ".tipcycle"), "at": at})
                    if result.code == KILLED_EXIT_CODE:
                        what = f"`{words}`, {how} call {at} ({result.notes[-1]['hit']}), stale: {stale}"
                        tally.add_point(cached_read.check_after(result), what)


def fail_reads(runner: Runner, folder: Path, tally: Tally, *, errnos: Sequence[int] = ERRNOS) -> None:
    """T3: every call on the cache refused, once and from there on: the answer is the same, and nothing is said."""
    for words in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, words)
        for stale in (False, True):
            cached_read.reset_cache(is_stale=stale)
            last = max(note["n"] for note in cached_read.record_calls())
            for at in range(1, last + 1):
                for code, on in [(code, on) for code in errnos for on in (False, True)]:
                    cached_read.reset_cache(is_stale=stale)
                    attack = {
                        "how": "errno",
                        "root": str(cached_read.home / ".tipcycle"),
                        "at": at,
                        "errno": code,
                        "on": on,
                    }
                    result = cached_read.run(attack=attack)
                    if result.attack_hit:
                        broken = cached_read.differences(result, "refused") + cached_read.check_after(result)
                        tally.add_point(broken, f"`{words}`, {os.strerror(code)} at call {at}{' on' if on else ''}")


def lose_power_in_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """T4: every state of the cache that a power cut can leave; nothing of it is flushed."""
    for words in ATTACKED_COMMANDS:
        cached_read = CachedRead.prepare(runner, folder, words)
        for stale in (False, True):
            cached_read.reset_cache(is_stale=stale)
            cache = cache_folder(cached_read.home)
            before = {f"{folder}/{name}": t.data for name, t in read_tree(folder).items() if t.data is not None}
            folders = {str(folder), *(f"{folder}/{name}" for name, t in read_tree(folder).items() if t.data is None)}
            notes = cached_read.record_calls(data=True)
            seen = set()
            for n, state in crash_states(str(folder), before, folders, notes):
                cache_files = {name: data for name, data in state.items() if name.startswith(f"{cache}/")}
                key = tuple(sorted(cache_files.items()))
                broken = []
                if any(state.get(name) != data for name, data in before.items() if name not in cache_files):
                    lost = [name for name in before if not name.startswith(str(cache)) and name not in state]
                    broken += [f"I5 {name} is lost" for name in lost]
                if key not in seen:
                    seen.add(key)
                    shutil.rmtree(cache, ignore_errors=True)
                    for name, data in cache_files.items():
                        Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                        Path(name).write_bytes(data)
                    for n_ in range(2):
                        broken += cached_read.differences(cached_read.run(), f"after the cut ({n_ + 1})")
                    if journal_state(folder) != cached_read.before:
                        broken.append("I5 the journal changed")
                tally.add_point(broken, f"`{words}`, power lost after call {n}")


def test_killed_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T1."""
    tally = Tally("T1 reads killed while they keep an answer")
    kill_reads(runner, ground / "case", tally)
    report_tally(tally, request, min_points=60)


def test_refused_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T3."""
    tally = Tally("T3 an errno at each call on the cache")
    fail_reads(runner, ground / "case", tally)
    report_tally(tally, request, min_points=300)


def test_power_lost_in_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T4."""
    tally = Tally("T4 power lost in a read")
    lose_power_in_reads(runner, ground / "case", tally)
    report_tally(tally, request, min_points=100)


def test_reads_killed_from_outside(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T2: SIGKILL at each system call on the cache, of the installed command."""
    if why_no_strace():
        pytest.skip(why_no_strace())
    tally = Tally("T2 reads killed at each system call")
    asked, log = CachedRead.prepare(runner, ground / "case", "status"), ground / "log"
    time.sleep(2.2)  # files that have only just changed make no answer that is kept
    environment = run_environ(asked.home)
    cache = cache_folder(asked.home)
    found = find_kill_points(["status"], environment, asked.folder, log, within=cache)
    for name, when in found:
        shutil.rmtree(cache, ignore_errors=True)
        result = run_killed(name, when, ["status"], environment, asked.folder, log)
        if result.signal is None:
            tally.notes.append(f"status: {name} {when} was not reached again, not counted")
            continue
        tally.add_point(asked.check_after(result), f"status, {name} {when}")
    report_tally(tally, request, min_points=8)


def check_corrupted_caches(runner: Runner, folder: Path, tally: Tally, *, cases: int, seed: int) -> None:
    """T11: spoiled and outdated caches."""
    reported = runner.call(
        "tests.torture.cache_corruption:corrupt_caches", folder=str(folder), cases=cases, seed=seed, seconds=7200
    )
    tally.points += cases
    tally.violations += reported["broken"]


@pytest.mark.parametrize("part", range(4))
def test_spoiled_caches(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T11: bits, parts and tokens of the cache, another's cache, and a journal that changed behind its back."""
    tally = Tally("T11 mutated bytes of the cache")
    check_corrupted_caches(runner, ground, tally, cases=trial_count(2_000, 40_000) // 4, seed=part)
    report_tally(tally, request, min_points=500)


def test_a_spoiled_index(runner: Runner, request: pytest.FixtureRequest) -> None:
    """T11: the index of the tips, which comes with the program."""
    tally = Tally("T11 mutated bytes of the cache")
    cases = trial_count(1_000, 20_000)
    tally.violations += runner.call("tests.torture.cache_corruption:corrupt_index", cases=cases, seed=1, seconds=7200)[
        "broken"
    ]
    tally.points += cases
    report_tally(tally, request)


def test_a_clock_that_moves(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T16: a clock that goes back or ahead between a change and a read makes no old answer a new one."""
    tally = Tally("T16 the clock and kept answers")
    moves = (0, -1, -3, -86_400, -315_360_000, 3_600, 86_400, 0)
    for told in ("2026-03-13", ""):
        for words in ("", "status --json", "momentum"):
            home = NOTE_AFTER_YEAR.prepare(ground / "case")
            environment = {**run_environ(home), "TIPCYCLE_TODAY": told}
            for n, later in enumerate(moves):
                broken = []
                for _ in range(2):
                    now = {"environment": environment, "seconds_later": later}
                    shown = runner.run(home, words.split(), hasty=True, **now)
                    shutil.copytree(home, aside := ground / "aside" / "journal", dirs_exist_ok=True)
                    shutil.rmtree(cache_folder(aside), ignore_errors=True)
                    elsewhere = {**environment, "TIPCYCLE_HOME": str(aside)}
                    wanted = runner.run(aside, words.split(), environ=elsewhere, seconds_later=later)
                    if (shown.code, shown.out) != (wanted.code, wanted.out):
                        broken.append(f"another answer: {shown.output[-200:]!r}")
                    shutil.rmtree(ground / "aside")
                tally.add_point(
                    broken, f"`{words}` on {told or 'the day of the machine'}, the clock moved by {later} s"
                )
                runner.run(home, ["sentence", f"Sentence {n}"], environ=environment, seconds_later=later)
    report_tally(tally, request, min_points=40)


def _link_to_victim(folder: Path, path: Path) -> None:
    """A folder of somebody's in the place of one of the cache, full of what looks like answers."""
    victim = folder / "victim"
    victim.mkdir(exist_ok=True)
    for n in range(70):
        (victim / f"{n:08x}").write_text("what must stay")
    (victim / "journal").write_text("what must stay")
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
    "read-only": lambda folder, cache: (_give_to_root(cache / "answers", 0o555), _give_to_root(cache, 0o555)),
    "nobody may enter": lambda folder, cache: _give_to_root(cache, 0o700),
    "nobody may enter the answers": lambda folder, cache: _give_to_root(cache / "answers", 0o000),
    "files of another": lambda folder, cache: _change_files(cache, lambda path: _give_to_root(path, 0o600)),
    "a file for the folder": lambda folder, cache: _remove_tree(cache).write_text("mine"),
    "a file for the answers": lambda folder, cache: _remove_tree(cache / "answers").write_text("mine"),
    "a link to a folder": lambda folder, cache: _link_to_victim(folder, _remove_tree(cache)),
    "answers in another folder": lambda folder, cache: _link_to_victim(folder, _remove_tree(cache / "answers")),
    "a link to nothing": lambda folder, cache: _remove_tree(cache).symlink_to(folder / "nothing"),
    "a loop of links": lambda folder, cache: _remove_tree(cache).symlink_to(cache),
    "pipes": lambda folder, cache: _replace_files(cache, os.mkfifo),
    "devices": lambda folder, cache: _replace_files(cache, lambda path: path.symlink_to("/dev/zero")),
    "folders": lambda folder, cache: _replace_files(cache, Path.mkdir),
    "links to a file": lambda folder, cache: _replace_files(cache, lambda path: path.symlink_to(folder / "own.toml")),
    "a hundred megabytes": lambda folder, cache: _change_files(cache, lambda path: os.truncate(path, 100_000_000)),
}


def check_cache_obstacles(runner: Runner, folder: Path, tally: Tally) -> None:
    """T10: whatever lies in the place of the cache: the same answers, within seconds, and nothing else changes."""
    wanted = {words: CachedRead.prepare(runner, folder, words).expected for words in SAMPLE_COMMANDS}
    for name, put in CACHE_OBSTACLES.items():
        home = NOTE_AFTER_YEAR.prepare(folder)
        for words in SAMPLE_COMMANDS:
            runner.run(home, words.split(), hasty=True)
        if IS_ROOT:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY_UID, NOBODY_UID)
        put(folder, cache_folder(home))
        before = journal_state(folder)
        for words in SAMPLE_COMMANDS:
            for n in range(2):
                result = runner.run(home, words.split(), hasty=True, user=NOBODY_UID, seconds=30)
                broken = output_violations(result)
                if (result.code, result.out, result.err) != (0, wanted[words].out, b""):
                    broken.append(f"exit {result.code}: {result.output[-200:]!r}")
                if journal_state(folder) != before:
                    broken.append("I5 something changed besides the cache")
                tally.add_point(broken, f"cache: {name}: `{words}` ({n + 1})")
        saved = runner.run(home, ["note", "x"], user=NOBODY_UID, seconds=30)
        tally.add_point(
            output_violations(saved) + ([] if saved.code == 0 else [saved.output[-200:]]), f"cache: {name}: `note`"
        )
        for path in (cache_folder(home), cache_folder(home) / "answers"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)


def test_strange_caches(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T10."""
    tally = Tally("T10 the cache in the way")
    tally.notes.append("as user 65534, by setuid in the child" if IS_ROOT else "as the present user, who is not root")
    check_cache_obstacles(runner, ground / "case", tally)
    report_tally(tally, request, min_points=150)


@pytest.mark.parametrize("state", [True, False], ids=["saved here", "never saved here"])
def test_reading_touches_the_cache_alone(
    state: bool, runner: Runner, ground: Path, request: pytest.FixtureRequest
) -> None:
    """T10: in one's own folder every read leaves all bytes and times but those of the cache; without state, all."""
    tally = Tally("T10 the cache in the way")
    folder = ground / "case"
    for command in (NOTE_AFTER_YEAR, CHECKIN):
        home = command.prepare(folder)
        if not state:
            shutil.rmtree(home / ".tipcycle")
        before = {**journal_state(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
        for words in READ_COMMANDS:
            results = [runner.run(home, words.split(), hasty=True) for _ in range(2)]
            broken = [each for result in results for each in output_violations(result)]
            if mask_volatile(results[0].out) != mask_volatile(results[1].out):
                broken.append("another answer the second time")
            now = {**journal_state(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
            if now != before or (not state and (home / ".tipcycle").exists()):
                broken.append("I5 a read changed something")
            tally.add_point(broken, f"`{words}`")
        assert (home / CYCLE_FILE).exists()
    report_tally(tally, request, min_points=2 * len(READ_COMMANDS))
