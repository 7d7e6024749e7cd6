"""T8, T9: others at the same time, and a lock that somebody put there."""

import os
import re
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.commands import CHECKIN, CYCLE, FIRST, YEAR
from tests.torture.crowd import notes_in
from tests.torture.invariants import readable, tree
from tests.torture.runner import Runner, runner_of, surroundings
from tests.torture.tally import Tally, count, settle

pytestmark = pytest.mark.torture


def many_writers(runner: Runner, folder: Path, tally: Tally, *, writers: int, writes: int, seed: int) -> None:
    """T8: every acknowledged write is there, none twice, none that nobody tried; readers see nothing torn."""
    home = YEAR.prepare(folder)
    lock = home / ".tipcycle" / "lock"
    runner.run(home, ["note", "the first"])
    inode = lock.stat().st_ino if lock.exists() else 0
    arguments = {"home": str(home), "writers": writers, "writes": writes, "readers": 4, "kill_every": 0.05}
    told = runner.call("tests.torture.crowd:crowd", **arguments, seed=seed)
    broken = [f"I2 {text} was said to be saved and is gone" for text in set(told["saved"]) - set(told["found"])]
    broken += [f"I5 {text} is there {n} times" for text in told["tried"] if (n := told["found"].count(text)) > 1]
    broken += [f"I5 nobody wrote {text}" for text in set(told["found"]) - set(told["tried"]) - {"the first"}]
    broken += [f"a reader saw {line}" for line in told["bad"]] + told["stale"]
    broken += [f"I3 refused: {line}" for line in told["refused"] if line[0] != "75"]
    if not lock.exists() or lock.stat().st_ino != inode:
        broken.append("the lock file is another one")
    again = runner.run(home, ["note", "the last"])
    broken += readable(again) + ([] if again.code == 0 else [f"I4 {again.said[-200:]}"])
    tally.points += len(told["tried"])
    tally.violations += broken
    said, busy = len(told["saved"]), len(told["refused"])
    tally.points += told["seen"]
    tally.notes.append(
        f"{said} acknowledged, {told['killed']} killed, {told['reads']} rounds of reads, {busy} told to wait, "
        f"{told['seen']} times a kept list had to be given up"
    )


def two_writers(runner: Runner, other: Runner, folder: Path, tally: Tally, *, step: int = 1) -> None:
    """T8: one run stands still before each of its calls while another one saves; both must be there."""
    last = 0
    at = 1
    while at <= last or at == 1:
        home = CHECKIN.prepare(folder)
        flag = folder / "flag"
        attack = {"how": "pause", "root": str(home), "at": at, "flag": str(flag)}
        runner.ask(words=["note", "one"], environment=surroundings(home), folder=str(folder), attack=attack)
        timer = threading.Timer(0.25, flag.touch)
        timer.start()
        second = other.run(home, ["note", "two"])
        flag.touch()
        first = runner.answer()
        timer.cancel()
        if at == 1:
            noted = {"how": "record", "root": str(home)}
            last = max(note["n"] for note in runner.run(home, ["note", "three"], attack=noted).notes)
        found = notes_in(home)
        broken = readable(first) + readable(second)
        for result, text in ((first, "one"), (second, "two")):
            if result.code == 0 and text not in found:
                broken.append(f"I2 `note {text}` was said to be saved and is gone")
            if result.code not in (0, 75):
                broken.append(f"I3 exit {result.code}: {result.said[-200:]!r}")
        if first.hit:
            tally.point(broken, f"another run at call {at}")
        at += step


@pytest.mark.on_disk
def test_many_writers(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T8: sixteen processes, four readers, and one killed every 50 ms."""
    tally = Tally("T8 many writers")
    for seed in range(count(1, 20)):
        many_writers(runner, ground / f"case{seed}", tally, writers=16, writes=25, seed=seed)
    settle(tally, request, least=400)


def test_two_writers(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T8: another run comes between any two calls of a run."""
    tally = Tally("T8 many writers")
    with runner_of(runner.source) as other:
        two_writers(runner, other, ground / "case", tally)
    settle(tally, request, least=12)


def _as_link(to: str) -> Callable[[Path], None]:
    return lambda lock: lock.symlink_to(to)


def _socket(lock: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(lock))


def _no_folder(lock: Path) -> None:
    lock.parent.rename(lock.parent.with_name("elsewhere"))
    lock.parent.write_text("a file of mine")


ABUSES: dict[str, tuple[Callable[[Path], object], int]] = {
    "as it is": (lambda lock: lock.touch(0o600), 0),
    "garbage in it": (lambda lock: lock.write_bytes(b"\x1b[31m\0\xff" * 50), 0),
    "a megabyte in it": (lambda lock: lock.write_bytes(b"9" * 1_000_000), 0),
    "a second name": (lambda lock: os.link(lock.parents[2] / "victim", lock), 0),
    "a link to a file": (_as_link("../../victim"), 74),
    "a link to nothing": (_as_link("../../nothing"), 74),
    "a link to a folder": (_as_link("../.."), 74),
    "a link to itself": (_as_link("lock"), 74),
    "a link to a device": (_as_link("/dev/null"), 74),
    "a folder": (lambda lock: lock.mkdir(), 74),
    "a socket": (_socket, 74),
    "nobody may write it": (lambda lock: lock.touch(0o400), 74),
    "nobody may enter its folder": (lambda lock: lock.parent.chmod(0o000), 74),
    "its folder is a file": (_no_folder, 74),
}
USER = 65534


def abused_lock(runner: Runner, folder: Path, tally: Tally) -> None:
    """T9: each abuse, by a user who is not root; nothing is followed, cut, replaced or taken away."""
    for name, (abuse, code) in ABUSES.items():
        home = CHECKIN.prepare(folder)
        lock = home / ".tipcycle" / "lock"
        victim = folder / "victim"
        victim.write_text("what must stay " * 10)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, USER, USER)
        abuse(lock)
        if os.geteuid() == 0 and os.path.lexists(lock):
            os.chown(lock, USER, USER, follow_symlinks=False)
        facts = lock.lstat() if os.path.lexists(lock) else None
        before = tree(folder)
        result = runner.run(home, CHECKIN.words, user=USER)
        again = runner.run(home, ["note", "again"], user=USER)
        after = tree(folder)
        broken = readable(result)
        if (result.code, again.code) != (code, code):
            broken.append(f"exits {result.code} and {again.code}, not {code}: {result.said[-200:]!r}")
        if code and (not {"lock", ".tipcycle"} & set(re.split(r"[/:\s]", result.said)) or "hint:" not in result.said):
            broken.append(f"I3 {result.said[-200:]!r}")
        if code and before[f"journal/{CYCLE}"] != after[f"journal/{CYCLE}"]:
            broken.append("I1 the journal changed without the lock")
        if name != "a second name" and victim.read_text() != "what must stay " * 10:
            broken.append("I5 the victim changed")
        if (folder / "nothing").exists():
            broken.append("I5 a link was followed")
        present = lock.lstat() if os.path.lexists(lock) else None
        if facts and (present is None or (facts.st_ino, facts.st_mode) != (present.st_ino, present.st_mode)):
            broken.append("the lock was replaced or taken away")
        if facts and present and present.st_size < facts.st_size:
            broken.append("the lock was cut")
        (home / ".tipcycle").chmod(0o700)
        tally.point(broken, f"lock: {name}")


def test_an_abused_lock(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T9: whatever lies in the lock's place, nothing else is harmed and the refusal says what is in the way."""
    tally = Tally("T9 the lock abused")
    abused_lock(runner, ground / "case", tally)
    settle(tally, request, least=12)


@pytest.mark.on_disk
def test_a_lock_that_is_held(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T9: held for longer than patience lasts: exit 75 with the holder's number, and the journal as it was."""
    tally = Tally("T9 the lock abused")
    home = FIRST.prepare(ground / "case")
    flag = ground / "flag"
    with runner_of(runner.source) as holder:
        attack = {"how": "pause", "root": str(home), "at": 12, "flag": str(flag)}
        holder.ask(words=FIRST.words, environment=FIRST.surroundings(home), folder=str(ground), attack=attack)
        while not (home / ".tipcycle" / "lock").exists() or not (home / "cycles").exists():
            threading.Event().wait(0.01)
        result = runner.run(home, ["profile", "--name", "x"])
        broken = readable(result)
        if result.code != 75 or "process" not in result.said or "hint:" not in result.said:
            broken.append(f"exit {result.code}: {result.said!r}")
        if (home / "journal.toml").exists():
            broken.append("I1 written without the lock")
        reading = runner.run(home, ["status"])
        broken += readable(reading) + ([] if reading.code == 0 else ["a reader waits for the lock"])
        flag.touch()
        if holder.answer().code != 0:
            broken.append("I4 the holder did not get on")
    tally.point(broken, "held by another")
    settle(tally, request)
