"""T8, T9: others at the same time, and a lock that somebody put there."""

import os
import re
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.concurrent_writers import read_notes
from tests.torture.fork_client import Runner, open_runner, run_environ
from tests.torture.invariants import output_violations, read_tree
from tests.torture.tally import Tally, report_tally, trial_count
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, FIRST_PICK, NOTE_AFTER_YEAR

pytestmark = pytest.mark.torture


def check_many_writers(runner: Runner, folder: Path, tally: Tally, *, writers: int, writes: int, seed: int) -> None:
    """T8: every acknowledged write is there, none twice, none that nobody tried; readers see nothing torn."""
    home = NOTE_AFTER_YEAR.prepare(folder)
    lock = home / ".tipcycle" / "lock"
    runner.run(home, ["note", "the first"])
    inode = lock.stat().st_ino if lock.exists() else 0
    arguments = {"home": str(home), "writers": writers, "writes": writes, "readers": 4, "kill_every": 0.05}
    reported = runner.call("tests.torture.concurrent_writers:run_writers", **arguments, seed=seed)
    broken = [f"I2 {text} was said to be saved and is gone" for text in set(reported["saved"]) - set(reported["found"])]
    broken += [
        f"I5 {text} is there {n} times" for text in reported["tried"] if (n := reported["found"].count(text)) > 1
    ]
    broken += [f"I5 nobody wrote {text}" for text in set(reported["found"]) - set(reported["tried"]) - {"the first"}]
    broken += [f"a reader saw {line}" for line in reported["bad"]] + reported["stale"]
    broken += [f"I3 refused: {line}" for line in reported["refused"] if line[0] != "75"]
    if not lock.exists() or lock.stat().st_ino != inode:
        broken.append("the lock file is another one")
    again = runner.run(home, ["note", "the last"])
    broken += output_violations(again) + ([] if again.code == 0 else [f"I4 {again.output[-200:]}"])
    tally.points += len(reported["tried"])
    tally.violations += broken
    acknowledged, busy = len(reported["saved"]), len(reported["refused"])
    tally.points += reported["seen"]
    tally.notes.append(
        f"{acknowledged} acknowledged, {reported['killed']} killed, {reported['reads']} rounds of reads, {busy} told to wait, "
        f"{reported['seen']} times a kept list had to be given up"
    )


def check_two_writers(runner: Runner, other: Runner, folder: Path, tally: Tally, *, step: int = 1) -> None:
    """T8: one run stands still before each of its calls while another one saves; both must be there."""
    last = 0
    at = 1
    while at <= last or at == 1:
        home = CHECKIN.prepare(folder)
        flag = folder / "flag"
        attack = {"how": "pause", "root": str(home), "at": at, "flag": str(flag)}
        runner.send(words=["note", "one"], environment=run_environ(home), folder=str(folder), attack=attack)
        timer = threading.Timer(0.25, flag.touch)
        timer.start()
        second = other.run(home, ["note", "two"])
        flag.touch()
        first = runner.receive()
        timer.cancel()
        if at == 1:
            noted = {"how": "record", "root": str(home)}
            last = max(note["n"] for note in runner.run(home, ["note", "three"], attack=noted).notes)
        notes = read_notes(home)
        broken = output_violations(first) + output_violations(second)
        for result, text in ((first, "one"), (second, "two")):
            if result.code == 0 and text not in notes:
                broken.append(f"I2 `note {text}` was said to be saved and is gone")
            if result.code not in (0, 75):
                broken.append(f"I3 exit {result.code}: {result.output[-200:]!r}")
        if first.attack_hit:
            tally.add_point(broken, f"another run at call {at}")
        at += step


@pytest.mark.on_disk
def test_many_writers(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T8: sixteen processes, four readers, and one killed every 50 ms."""
    tally = Tally("T8 many writers")
    for seed in range(trial_count(1, 20)):
        check_many_writers(runner, ground / f"case{seed}", tally, writers=16, writes=25, seed=seed)
    report_tally(tally, request, min_points=400)


def test_two_writers(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T8: another run comes between any two calls of a run."""
    tally = Tally("T8 many writers")
    with open_runner(runner.source) as other:
        check_two_writers(runner, other, ground / "case", tally)
    report_tally(tally, request, min_points=12)


def _make_link(target: str) -> Callable[[Path], None]:
    return lambda lock: lock.symlink_to(target)


def _make_socket(lock: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(lock))


def _replace_folder(lock: Path) -> None:
    lock.parent.rename(lock.parent.with_name("elsewhere"))
    lock.parent.write_text("a file of mine")


LOCK_OBSTACLES: dict[str, tuple[Callable[[Path], object], int]] = {
    "as it is": (lambda lock: lock.touch(0o600), 0),
    "garbage in it": (lambda lock: lock.write_bytes(b"\x1b[31m\0\xff" * 50), 0),
    "a megabyte in it": (lambda lock: lock.write_bytes(b"9" * 1_000_000), 0),
    "a second name": (lambda lock: os.link(lock.parents[2] / "victim", lock), 0),
    "a link to a file": (_make_link("../../victim"), 74),
    "a link to nothing": (_make_link("../../nothing"), 74),
    "a link to a folder": (_make_link("../.."), 74),
    "a link to itself": (_make_link("lock"), 74),
    "a link to a device": (_make_link("/dev/null"), 74),
    "a folder": (lambda lock: lock.mkdir(), 74),
    "a socket": (_make_socket, 74),
    "nobody may write it": (lambda lock: lock.touch(0o400), 74),
    "nobody may enter its folder": (lambda lock: lock.parent.chmod(0o000), 74),
    "its folder is a file": (_replace_folder, 74),
}
NOBODY_UID = 65534


def check_lock_obstacles(runner: Runner, folder: Path, tally: Tally) -> None:
    """T9: each abuse, by a user who is not root; nothing is followed, cut, replaced or taken away."""
    for name, (abuse, code) in LOCK_OBSTACLES.items():
        home = CHECKIN.prepare(folder)
        lock = home / ".tipcycle" / "lock"
        victim = folder / "victim"
        victim.write_text("what must stay " * 10)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY_UID, NOBODY_UID)
        abuse(lock)
        if os.geteuid() == 0 and os.path.lexists(lock):
            os.chown(lock, NOBODY_UID, NOBODY_UID, follow_symlinks=False)
        stat_result = lock.lstat() if os.path.lexists(lock) else None
        before = read_tree(folder)
        result = runner.run(home, CHECKIN.args, user=NOBODY_UID)
        again = runner.run(home, ["note", "again"], user=NOBODY_UID)
        after = read_tree(folder)
        broken = output_violations(result)
        if (result.code, again.code) != (code, code):
            broken.append(f"exits {result.code} and {again.code}, not {code}: {result.output[-200:]!r}")
        if code and (
            not {"lock", ".tipcycle"} & set(re.split(r"[/:\s]", result.output)) or "hint:" not in result.output
        ):
            broken.append(f"I3 {result.output[-200:]!r}")
        if code and before[f"journal/{CYCLE_FILE}"] != after[f"journal/{CYCLE_FILE}"]:
            broken.append("I1 the journal changed without the lock")
        if name != "a second name" and victim.read_text() != "what must stay " * 10:
            broken.append("I5 the victim changed")
        if (folder / "nothing").exists():
            broken.append("I5 a link was followed")
        present = lock.lstat() if os.path.lexists(lock) else None
        if stat_result and (
            present is None or (stat_result.st_ino, stat_result.st_mode) != (present.st_ino, present.st_mode)
        ):
            broken.append("the lock was replaced or taken away")
        if stat_result and present and present.st_size < stat_result.st_size:
            broken.append("the lock was cut")
        (home / ".tipcycle").chmod(0o700)
        tally.add_point(broken, f"lock: {name}")


def test_an_abused_lock(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T9: whatever lies in the lock's place, nothing else is harmed and the refusal says what is in the way."""
    tally = Tally("T9 the lock abused")
    check_lock_obstacles(runner, ground / "case", tally)
    report_tally(tally, request, min_points=12)


@pytest.mark.on_disk
def test_a_lock_that_is_held(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T9: held for longer than patience lasts: exit 75 with the holder's number, and the journal as it was."""
    tally = Tally("T9 the lock abused")
    home = FIRST_PICK.prepare(ground / "case")
    flag = ground / "flag"
    with open_runner(runner.source) as holder:
        attack = {"how": "pause", "root": str(home), "at": 12, "flag": str(flag)}
        holder.send(words=FIRST_PICK.args, environment=FIRST_PICK.environ(home), folder=str(ground), attack=attack)
        while not (home / ".tipcycle" / "lock").exists() or not (home / "cycles").exists():
            threading.Event().wait(0.01)
        result = runner.run(home, ["profile", "--name", "x"])
        broken = output_violations(result)
        if result.code != 75 or "process" not in result.output or "hint:" not in result.output:
            broken.append(f"exit {result.code}: {result.output!r}")
        if (home / "journal.toml").exists():
            broken.append("I1 written without the lock")
        reading = runner.run(home, ["status"])
        broken += output_violations(reading) + ([] if reading.code == 0 else ["a reader waits for the lock"])
        flag.touch()
        if holder.receive().code != 0:
            broken.append("I4 the holder did not get on")
    tally.add_point(broken, "held by another")
    report_tally(tally, request)
