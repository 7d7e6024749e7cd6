"""T8, T9: concurrent writers, and obstacles in place of the lock file."""

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
    """Run many writers and readers at once (T8).

    Every acknowledged note must exist once, no other note may exist, and readers must see only complete files.
    """
    home = NOTE_AFTER_YEAR.prepare(folder)
    lock = home / ".tipcycle" / "lock"
    runner.run(home, ["note", "the first"])
    inode = lock.stat().st_ino if lock.exists() else 0
    arguments = {"home": str(home), "writers": writers, "writes": writes, "readers": 4, "kill_every": 0.05}
    response = runner.call("tests.torture.concurrent_writers:run_writers", **arguments, seed=seed)
    violations = [
        f"I2 {text} was said to be saved and is gone" for text in set(response["saved"]) - set(response["notes"])
    ]
    violations += [
        f"I5 {text} is there {count} times"
        for text in response["tried"]
        if (count := response["notes"].count(text)) > 1
    ]
    violations += [
        f"I5 nobody wrote {text}" for text in set(response["notes"]) - set(response["tried"]) - {"the first"}
    ]
    violations += [f"a reader saw {line}" for line in response["reader_violations"]] + response["stale"]
    violations += [f"I3 rejected: {line}" for line in response["rejected"] if line[0] != "75"]
    if not lock.exists() or lock.stat().st_ino != inode:
        violations.append("the lock file is another one")
    last_result = runner.run(home, ["note", "the last"])
    violations += output_violations(last_result) + (
        [] if last_result.exit_code == 0 else [f"I4 {last_result.output[-200:]}"]
    )
    tally.points += len(response["tried"])
    tally.violations += violations
    saved_count, rejected_count = len(response["saved"]), len(response["rejected"])
    tally.points += response["seen"]
    tally.notes.append(
        f"{saved_count} acknowledged, {response['killed']} killed, {response['reads']} rounds of reads, "
        f"{rejected_count} told to wait, {response['seen']} times a kept list had to be given up"
    )


def check_two_writers(runner: Runner, other_runner: Runner, folder: Path, tally: Tally, *, step: int = 1) -> None:
    """Pause a writer before each of its calls while another one saves (T8); both notes must exist."""
    last_call = 0
    call_number = 1
    while call_number <= last_call or call_number == 1:
        home = CHECKIN.prepare(folder)
        resume_path = folder / "resume"
        attack = {"mode": "pause", "root": str(home), "call_number": call_number, "resume_path": str(resume_path)}
        runner.send(args=["note", "one"], environ=run_environ(home), folder=str(folder), attack=attack)
        timer = threading.Timer(0.25, resume_path.touch)
        timer.start()
        second_result = other_runner.run(home, ["note", "two"])
        resume_path.touch()
        first_result = runner.receive()
        timer.cancel()
        if call_number == 1:
            record_attack = {"mode": "record", "root": str(home)}
            last_call = max(
                note["call_number"] for note in runner.run(home, ["note", "three"], attack=record_attack).notes
            )
        notes = read_notes(home)
        violations = output_violations(first_result) + output_violations(second_result)
        for result, text in ((first_result, "one"), (second_result, "two")):
            if result.exit_code == 0 and text not in notes:
                violations.append(f"I2 `note {text}` was said to be saved and is gone")
            if result.exit_code not in (0, 75):
                violations.append(f"I3 exit {result.exit_code}: {result.output[-200:]!r}")
        if first_result.attack_hit:
            tally.add_point(violations, f"another run at call {call_number}")
        call_number += step


@pytest.mark.on_disk
def test_many_writers_lose_no_note(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T8: with sixteen writers, four readers and a kill every 50 ms no saved note is lost or doubled."""
    tally = Tally("T8 many writers")
    for seed in range(trial_count(1, 20)):
        check_many_writers(runner, workspace / f"case{seed}", tally, writers=16, writes=25, seed=seed)
    report_tally(tally, request, min_points=400)


def test_interleaved_writers_lose_no_note(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T8: no note is lost if another run writes between any two calls of a run."""
    tally = Tally("T8 many writers")
    with open_runner(runner.source) as other_runner:
        check_two_writers(runner, other_runner, workspace / "case", tally)
    report_tally(tally, request, min_points=12)


def _make_link(target: str) -> Callable[[Path], None]:
    return lambda lock: lock.symlink_to(target)


def _make_socket(lock: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(lock))


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
    """Put each obstacle in place of the lock, and write as a user who is not root (T9).

    The obstacle must not be followed, truncated, replaced or removed.
    """
    for name, (make_obstacle, expected_code) in LOCK_OBSTACLES.items():
        home = CHECKIN.prepare(folder)
        lock = home / ".tipcycle" / "lock"
        victim = folder / "victim"
        victim.write_text("what must stay " * 10)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY_UID, NOBODY_UID)
        make_obstacle(lock)
        if os.geteuid() == 0 and os.path.lexists(lock):
            os.chown(lock, NOBODY_UID, NOBODY_UID, follow_symlinks=False)
        stat_before = lock.lstat() if os.path.lexists(lock) else None
        tree_before = read_tree(folder)
        result = runner.run(home, CHECKIN.args, user=NOBODY_UID)
        second_result = runner.run(home, ["note", "again"], user=NOBODY_UID)
        tree_after = read_tree(folder)
        violations = output_violations(result)
        if (result.exit_code, second_result.exit_code) != (expected_code, expected_code):
            violations.append(
                f"exits {result.exit_code} and {second_result.exit_code}, not {expected_code}: {result.output[-200:]!r}"
            )
        if expected_code and (
            not {"lock", ".tipcycle"} & set(re.split(r"[/:\s]", result.output)) or "hint:" not in result.output
        ):
            violations.append(f"I3 {result.output[-200:]!r}")
        if expected_code and tree_before[f"journal/{CYCLE_FILE}"] != tree_after[f"journal/{CYCLE_FILE}"]:
            violations.append("I1 the journal changed without the lock")
        if name != "a second name" and victim.read_text() != "what must stay " * 10:
            violations.append("I5 the victim changed")
        if (folder / "nothing").exists():
            violations.append("I5 a link was followed")
        stat_after = lock.lstat() if os.path.lexists(lock) else None
        if stat_before and (
            stat_after is None or (stat_before.st_ino, stat_before.st_mode) != (stat_after.st_ino, stat_after.st_mode)
        ):
            violations.append("the lock was replaced or taken away")
        if stat_before and stat_after and stat_after.st_size < stat_before.st_size:
            violations.append("the lock was cut")
        (home / ".tipcycle").chmod(0o700)
        tally.add_point(violations, f"lock: {name}")


def test_obstructed_lock_is_reported(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T9: an obstacle in place of the lock is reported and nothing else is changed."""
    tally = Tally("T9 the lock abused")
    check_lock_obstacles(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=12)


@pytest.mark.on_disk
def test_held_lock_exits_75(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T9: if the lock is held too long, the command exits with 75, names the holder and writes nothing."""
    tally = Tally("T9 the lock abused")
    home = FIRST_PICK.prepare(workspace / "case")
    resume_path = workspace / "resume"
    with open_runner(runner.source) as holder:
        attack = {"mode": "pause", "root": str(home), "call_number": 12, "resume_path": str(resume_path)}
        holder.send(args=FIRST_PICK.args, environ=FIRST_PICK.environ(home), folder=str(workspace), attack=attack)
        while not (home / ".tipcycle" / "lock").exists() or not (home / "cycles").exists():
            threading.Event().wait(0.01)
        result = runner.run(home, ["profile", "--name", "x"])
        violations = output_violations(result)
        if result.exit_code != 75 or "process" not in result.output or "hint:" not in result.output:
            violations.append(f"exit {result.exit_code}: {result.output!r}")
        if (home / "journal.toml").exists():
            violations.append("I1 written without the lock")
        read_result = runner.run(home, ["status"])
        violations += output_violations(read_result) + (
            [] if read_result.exit_code == 0 else ["a reader waits for the lock"]
        )
        resume_path.touch()
        if holder.receive().exit_code != 0:
            violations.append("I4 the holder did not get on")
    tally.add_point(violations, "held by another")
    report_tally(tally, request)
