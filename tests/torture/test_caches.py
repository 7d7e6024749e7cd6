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

from tests.torture.caches import ASKED, cache_of
from tests.torture.commands import CHECKIN, CYCLE, YEAR
from tests.torture.faults import ERRNOS, KILLED
from tests.torture.inside import READS
from tests.torture.invariants import Trace, plain, readable, tree
from tests.torture.power import states
from tests.torture.runner import Result, Runner, surroundings
from tests.torture.tally import Tally, count, settle
from tests.torture.test_strace import injected, points_of, without_strace

pytestmark = pytest.mark.torture
NOBODY = 65534
ROOT = os.geteuid() == 0
SOME = ASKED[::2]
TWO = ("", "status")
"""Where each call is attacked: two reads of a journal of a year, which keep an answer and what was parsed."""


def journal_of(folder: Path) -> dict[str, Trace]:
    """All but the cache, with its times; of the folder that it is made in, not the time."""
    return {
        name: Trace(trace.data, trace.mode, 0) if name == "journal/.tipcycle" else trace
        for name, trace in tree(folder).items()
        if not name.startswith("journal/.tipcycle/cache")
    }


@dataclass
class Asked:
    """A question put to a journal, what it is answered without a cache, and the journal's files."""

    runner: Runner
    folder: Path
    home: Path
    words: str
    wanted: Result
    before: dict[str, Trace]

    @classmethod
    def of(cls, runner: Runner, folder: Path, words: str) -> "Asked":
        home = YEAR.prepare(folder)
        wanted = runner.run(home, words.split())
        assert (wanted.code, wanted.err) == (0, b""), wanted.said
        shutil.rmtree(cache_of(home), ignore_errors=True)
        return cls(runner, folder, home, words, wanted, journal_of(folder))

    def lay(self, *, stale: bool) -> None:
        """No cache, or one that no longer stands."""
        shutil.rmtree(cache_of(self.home), ignore_errors=True)
        if stale:
            self.ask()
            for path in cache_of(self.home).rglob("*"):
                if path.is_file():
                    path.write_bytes(path.read_bytes()[:-1])

    def ask(self, **request: Any) -> Result:
        """Puts it, in a process that keeps its answer at once."""
        return self.runner.run(self.home, self.words.split(), hasty=True, **request)

    def broken(self, result: Result) -> list[str]:
        """I1, I5, I6, I8, I9 after a disturbance, and the answer to the same question once more, and twice."""
        found = readable(result)
        if journal_of(self.folder) != self.before:
            found.append("I5 the journal changed")
        for path in (cache_of(self.home), *cache_of(self.home).rglob("*")):
            if path.exists() and path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600):
                found.append(f"I6 {path.name} has mode {path.stat().st_mode & 0o777:o}")
        for n in range(2):
            found += self.other(self.ask(), f"asked again ({n + 1})")
        return found

    def other(self, result: Result, when: str) -> list[str]:
        """What differs from the answer without a cache; a word about the cache would, too."""
        same = (result.code, result.out, result.err) == (0, self.wanted.out, b"")
        return [] if same else [f"{when}: exit {result.code}, {result.said[-200:]!r}"]

    def calls(self, **more: Any) -> list[dict[str, Any]]:
        """The calls on the cache that an undisturbed run makes."""
        return self.ask(attack={"how": "record", "root": str(self.home / ".tipcycle"), **more}).notes


def kill_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """T1: a read that ends before or after each call on the cache, and in the middle of each write."""
    for words in TWO:
        asked = Asked.of(runner, folder, words)
        for stale in (False, True):
            asked.lay(stale=stale)
            notes = asked.calls()
            last, writes = max(note["n"] for note in notes), {n["n"] for n in notes if n["call"] == "write"}
            for at in range(1, last + 1):
                for how in ("before", "after", "half") if at in writes else ("before", "after"):
                    asked.lay(stale=stale)
                    result = asked.ask(attack={"how": how, "root": str(asked.home / ".tipcycle"), "at": at})
                    if result.code == KILLED:
                        what = f"`{words}`, {how} call {at} ({result.notes[-1]['hit']}), stale: {stale}"
                        tally.point(asked.broken(result), what)


def refuse_reads(runner: Runner, folder: Path, tally: Tally, *, errnos: Sequence[int] = ERRNOS) -> None:
    """T3: every call on the cache refused, once and from there on: the answer is the same, and nothing is said."""
    for words in TWO:
        asked = Asked.of(runner, folder, words)
        for stale in (False, True):
            asked.lay(stale=stale)
            last = max(note["n"] for note in asked.calls())
            for at in range(1, last + 1):
                for code, on in [(code, on) for code in errnos for on in (False, True)]:
                    asked.lay(stale=stale)
                    attack = {"how": "errno", "root": str(asked.home / ".tipcycle"), "at": at, "errno": code, "on": on}
                    result = asked.ask(attack=attack)
                    if result.hit:
                        broken = asked.other(result, "refused") + asked.broken(result)
                        tally.point(broken, f"`{words}`, {os.strerror(code)} at call {at}{' on' if on else ''}")


def cut_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    """T4: every state of the cache that a power cut can leave; nothing of it is flushed."""
    for words in TWO:
        asked = Asked.of(runner, folder, words)
        for stale in (False, True):
            asked.lay(stale=stale)
            cache = cache_of(asked.home)
            before = {f"{folder}/{name}": t.data for name, t in tree(folder).items() if t.data is not None}
            folders = {str(folder), *(f"{folder}/{name}" for name, t in tree(folder).items() if t.data is None)}
            notes = asked.calls(data=True)
            seen = set()
            for n, state in states(str(folder), before, folders, notes):
                found = {name: data for name, data in state.items() if name.startswith(f"{cache}/")}
                key = tuple(sorted(found.items()))
                broken = []
                if any(state.get(name) != data for name, data in before.items() if name not in found):
                    lost = [name for name in before if not name.startswith(str(cache)) and name not in state]
                    broken += [f"I5 {name} is lost" for name in lost]
                if key not in seen:
                    seen.add(key)
                    shutil.rmtree(cache, ignore_errors=True)
                    for name, data in found.items():
                        Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                        Path(name).write_bytes(data)
                    for n_ in range(2):
                        broken += asked.other(asked.ask(), f"after the cut ({n_ + 1})")
                    if journal_of(folder) != asked.before:
                        broken.append("I5 the journal changed")
                tally.point(broken, f"`{words}`, power lost after call {n}")


def test_killed_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T1."""
    tally = Tally("T1 reads killed while they keep an answer")
    kill_reads(runner, ground / "case", tally)
    settle(tally, request, least=60)


def test_refused_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T3."""
    tally = Tally("T3 an errno at each call on the cache")
    refuse_reads(runner, ground / "case", tally)
    settle(tally, request, least=300)


def test_power_lost_in_reads(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T4."""
    tally = Tally("T4 power lost in a read")
    cut_reads(runner, ground / "case", tally)
    settle(tally, request, least=100)


def test_reads_killed_from_outside(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T2: SIGKILL at each system call on the cache, of the installed command."""
    if without_strace():
        pytest.skip(without_strace())
    tally = Tally("T2 reads killed at each system call")
    asked, log = Asked.of(runner, ground / "case", "status"), ground / "log"
    time.sleep(2.2)  # files that have only just changed make no answer that is kept
    environment = surroundings(asked.home)
    cache = cache_of(asked.home)
    found = points_of(["status"], environment, asked.folder, log, within=cache)
    for name, when in found:
        shutil.rmtree(cache, ignore_errors=True)
        result = injected(name, when, ["status"], environment, asked.folder, log)
        if result.signal is None:
            tally.notes.append(f"status: {name} {when} was not reached again, not counted")
            continue
        tally.point(asked.broken(result), f"status, {name} {when}")
    settle(tally, request, least=8)


def spoiled_caches(runner: Runner, folder: Path, tally: Tally, *, cases: int, seed: int) -> None:
    """T11: spoiled and outdated caches."""
    told = runner.call("tests.torture.caches:spoil", folder=str(folder), cases=cases, seed=seed, seconds=7200)
    tally.points += cases
    tally.violations += told["broken"]


@pytest.mark.parametrize("part", range(4))
def test_spoiled_caches(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T11: bits, parts and tokens of the cache, another's cache, and a journal that changed behind its back."""
    tally = Tally("T11 mutated bytes of the cache")
    spoiled_caches(runner, ground, tally, cases=count(2_000, 40_000) // 4, seed=part)
    settle(tally, request, least=500)


def test_a_spoiled_index(runner: Runner, request: pytest.FixtureRequest) -> None:
    """T11: the index of the tips, which comes with the program."""
    tally = Tally("T11 mutated bytes of the cache")
    cases = count(1_000, 20_000)
    tally.violations += runner.call("tests.torture.caches:spoil_index", cases=cases, seed=1, seconds=7200)["broken"]
    tally.points += cases
    settle(tally, request)


def test_a_clock_that_moves(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T16: a clock that goes back or ahead between a change and a read makes no old answer a new one."""
    tally = Tally("T16 the clock and kept answers")
    moves = (0, -1, -3, -86_400, -315_360_000, 3_600, 86_400, 0)
    for told in ("2026-03-13", ""):
        for words in ("", "status --json", "momentum"):
            home = YEAR.prepare(ground / "case")
            environment = {**surroundings(home), "TIPCYCLE_TODAY": told}
            for n, later in enumerate(moves):
                broken = []
                for _ in range(2):
                    now = {"environment": environment, "seconds_later": later}
                    shown = runner.run(home, words.split(), hasty=True, **now)
                    shutil.copytree(home, aside := ground / "aside" / "journal", dirs_exist_ok=True)
                    shutil.rmtree(cache_of(aside), ignore_errors=True)
                    elsewhere = {**environment, "TIPCYCLE_HOME": str(aside)}
                    wanted = runner.run(aside, words.split(), environment=elsewhere, seconds_later=later)
                    if (shown.code, shown.out) != (wanted.code, wanted.out):
                        broken.append(f"another answer: {shown.said[-200:]!r}")
                    shutil.rmtree(ground / "aside")
                tally.point(broken, f"`{words}` on {told or 'the day of the machine'}, the clock moved by {later} s")
                runner.run(home, ["sentence", f"Sentence {n}"], environment=environment, seconds_later=later)
    settle(tally, request, least=40)


def _linked(folder: Path, path: Path) -> None:
    """A folder of somebody's in the place of one of the cache, full of what looks like answers."""
    victim = folder / "victim"
    victim.mkdir(exist_ok=True)
    for n in range(70):
        (victim / f"{n:08x}").write_text("what must stay")
    (victim / "journal").write_text("what must stay")
    if ROOT:
        for each in (victim, *victim.iterdir()):
            os.chown(each, NOBODY, NOBODY)
    path.symlink_to(victim)


def _of_root(path: Path, mode: int) -> None:
    path.chmod(mode)
    if ROOT:
        os.chown(path, 0, 0)


def _each(cache: Path, change: Callable[[Path], object]) -> None:
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        change(path)


def _replaced(cache: Path, make: Callable[[Path], object]) -> None:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    _each(cache, change)


def _emptied(path: Path) -> Path:
    shutil.rmtree(path)
    return path


PUT: dict[str, Callable[[Path, Path], object]] = {
    "as it is": lambda folder, cache: None,
    "gone": lambda folder, cache: _emptied(cache),
    "read-only": lambda folder, cache: (_of_root(cache / "answers", 0o555), _of_root(cache, 0o555)),
    "nobody may enter": lambda folder, cache: _of_root(cache, 0o700),
    "nobody may enter the answers": lambda folder, cache: _of_root(cache / "answers", 0o000),
    "files of another": lambda folder, cache: _each(cache, lambda path: _of_root(path, 0o600)),
    "a file for the folder": lambda folder, cache: _emptied(cache).write_text("mine"),
    "a file for the answers": lambda folder, cache: _emptied(cache / "answers").write_text("mine"),
    "a link to a folder": lambda folder, cache: _linked(folder, _emptied(cache)),
    "answers in another folder": lambda folder, cache: _linked(folder, _emptied(cache / "answers")),
    "a link to nothing": lambda folder, cache: _emptied(cache).symlink_to(folder / "nothing"),
    "a loop of links": lambda folder, cache: _emptied(cache).symlink_to(cache),
    "pipes": lambda folder, cache: _replaced(cache, os.mkfifo),
    "devices": lambda folder, cache: _replaced(cache, lambda path: path.symlink_to("/dev/zero")),
    "folders": lambda folder, cache: _replaced(cache, Path.mkdir),
    "links to a file": lambda folder, cache: _replaced(cache, lambda path: path.symlink_to(folder / "own.toml")),
    "a hundred megabytes": lambda folder, cache: _each(cache, lambda path: os.truncate(path, 100_000_000)),
}


def strange_caches(runner: Runner, folder: Path, tally: Tally) -> None:
    """T10: whatever lies in the place of the cache: the same answers, within seconds, and nothing else changes."""
    wanted = {words: Asked.of(runner, folder, words).wanted for words in SOME}
    for name, put in PUT.items():
        home = YEAR.prepare(folder)
        for words in SOME:
            runner.run(home, words.split(), hasty=True)
        if ROOT:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        put(folder, cache_of(home))
        before = journal_of(folder)
        for words in SOME:
            for n in range(2):
                result = runner.run(home, words.split(), hasty=True, user=NOBODY, seconds=30)
                broken = readable(result)
                if (result.code, result.out, result.err) != (0, wanted[words].out, b""):
                    broken.append(f"exit {result.code}: {result.said[-200:]!r}")
                if journal_of(folder) != before:
                    broken.append("I5 something changed besides the cache")
                tally.point(broken, f"cache: {name}: `{words}` ({n + 1})")
        saved = runner.run(home, ["note", "x"], user=NOBODY, seconds=30)
        tally.point(readable(saved) + ([] if saved.code == 0 else [saved.said[-200:]]), f"cache: {name}: `note`")
        for path in (cache_of(home), cache_of(home) / "answers"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)


def test_strange_caches(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T10."""
    tally = Tally("T10 the cache in the way")
    tally.notes.append("as user 65534, by setuid in the child" if ROOT else "as the present user, who is not root")
    strange_caches(runner, ground / "case", tally)
    settle(tally, request, least=150)


@pytest.mark.parametrize("state", [True, False], ids=["saved here", "never saved here"])
def test_reading_touches_the_cache_alone(
    state: bool, runner: Runner, ground: Path, request: pytest.FixtureRequest
) -> None:
    """T10: in one's own folder every read leaves all bytes and times but those of the cache; without state, all."""
    tally = Tally("T10 the cache in the way")
    folder = ground / "case"
    for command in (YEAR, CHECKIN):
        home = command.prepare(folder)
        if not state:
            shutil.rmtree(home / ".tipcycle")
        before = {**journal_of(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
        for words in READS:
            results = [runner.run(home, words.split(), hasty=True) for _ in range(2)]
            broken = [each for result in results for each in readable(result)]
            if plain(results[0].out) != plain(results[1].out):
                broken.append("another answer the second time")
            now = {**journal_of(folder), ".": folder.stat().st_mtime_ns, "home": home.stat().st_mtime_ns}
            if now != before or (not state and (home / ".tipcycle").exists()):
                broken.append("I5 a read changed something")
            tally.point(broken, f"`{words}`")
        assert (home / CYCLE).exists()
    settle(tally, request, least=2 * len(READS))
