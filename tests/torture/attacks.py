"""The attacks of T1, T3, T6 and T7 on one command each; every one gives a tally."""

import os
import random
from pathlib import Path
from typing import Any

from tests.torture.commands import Command
from tests.torture.faults import ERRNOS, KILLED
from tests.torture.invariants import Meant, is_saved, meant_by, tree, verify
from tests.torture.runner import Result, Runner
from tests.torture.tally import Tally


def attacked(runner: Runner, meant: Meant, folder: Path, **request: Any) -> tuple[Result, list[str]]:
    """One case: the journal laid down, the attack, the invariants."""
    command = meant.command
    home = command.prepare(folder)
    before = tree(folder)
    result = runner.run(home, command.words, environment=command.surroundings(home), **request)
    return result, verify(meant, before, result, folder, runner)


def calls_of(runner: Runner, command: Command, folder: Path) -> list[dict[str, Any]]:
    """The calls that succeed in an undisturbed run, in order; `n` of the last is about how many there are."""
    home = command.prepare(folder)
    attack = {"how": "record", "root": str(folder)}
    return runner.run(home, command.words, environment=command.surroundings(home), attack=attack).notes


def kill_everywhere(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """T1: ends the process before and after each call, and after half of each write."""
    meant = meant_by(runner, command, folder)
    last = max(note["n"] for note in calls_of(runner, command, folder))
    writes = {note["n"] for note in calls_of(runner, command, folder) if note["call"] == "write"}
    for at in range(1, last + 1):
        for how in ("before", "after", "half"):
            if how == "half" and at not in writes:
                continue
            attack = {"how": how, "root": str(folder), "at": at}
            result, broken = attacked(runner, meant, folder, attack=attack)
            if result.code == KILLED:
                tally.point(broken, f"{command.name}, {how} call {at} ({result.notes[-1]['hit']})")
            elif broken:
                tally.violations.append(f"{command.name}, {how} call {at}, undisturbed: {broken}")


def refuse_everywhere(
    runner: Runner, command: Command, folder: Path, tally: Tally, *, every: bool, turn: int = 0
) -> None:
    """T3: each call refused with each errno, once and from there on; or, unless `every`, with one of them in turn."""
    meant = meant_by(runner, command, folder)
    last = max(note["n"] for note in calls_of(runner, command, folder))
    for at in range(1, last + 1):
        ways = [(code, on) for code in ERRNOS for on in (False, True)]
        for code, on in ways if every else [ways[(at + turn) * 5 % len(ways)]]:
            attack = {"how": "errno", "root": str(folder), "at": at, "errno": code, "on": on}
            result, broken = attacked(runner, meant, folder, attack=attack)
            if not result.hit:
                continue
            said = result.err.decode("utf-8", "replace")
            if not is_saved(result):
                broken += unexplained(meant, said, os.strerror(code))
            hit = next(note for note in result.notes if "hit" in note)
            where = f"{hit['hit']} {hit['path'].removeprefix(str(folder))}"
            tally.point(broken, f"{command.name}, {os.strerror(code)} at call {at}{' on' if on else ''} ({where})")
    write_short(runner, command, folder, tally)


def write_short(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """T3: every write takes less than it was given, which is no error."""
    meant = meant_by(runner, command, folder)
    result, broken = attacked(runner, meant, folder, attack={"how": "short", "root": str(folder)})
    if result.hit:
        tally.point(broken + ([f"exit {result.code}"] if result.code else []), f"{command.name}, short writes")


def unexplained(meant: Meant, said: str, reason: str) -> list[str]:
    """I3: what was not saved is said with a file and the reason; of a backup or a lost view, that it cannot be read."""
    files = [name.rpartition("/")[2] for name in meant.command.targets]
    files += [word for word in meant.command.words if "." in word] + ["journal.toml", "tips.toml", "cycles", "lock"]
    explained = reason in said or "cannot be read" in said or "could not be read" in said
    return (
        []
        if explained and any(file in said for file in [*files, "journal/.tipcycle", "journal check"])
        else [f"I3 no reason: {said!r}"]
    )


def fill_the_disk(runner: Runner, command: Command, folder: Path, tally: Tally, sizes: list[int]) -> None:
    """T6: no file may grow past a size."""
    meant = meant_by(runner, command, folder)
    for size in sizes:
        result, broken = attacked(runner, meant, folder, most_bytes=size)
        if result.code == 0:  # it fitted: nothing was attacked
            tally.violations += [f"{command.name}, files of at most {size} bytes: {each}" for each in broken]
            continue
        said = result.err.decode("utf-8", "replace")
        if result.code != 74 or str(folder) not in said or "too large" not in said:
            broken.append(f"I3 exit {result.code}: {said[-300:]!r}")
        tally.point(broken, f"{command.name}, files of at most {size} bytes")


def kill_at_random(runner: Runner, command: Command, folder: Path, tally: Tally, tries: int, seed: int) -> None:
    """T7: kill -9 at a random moment of the run."""
    meant = meant_by(runner, command, folder)
    length = max(0.005, meant.result.took)
    moments = random.Random(seed)
    for _ in range(tries):
        moment = moments.uniform(0, length)
        result, broken = attacked(runner, meant, folder, kill_after=moment)
        if result.signal is not None:
            tally.point(broken, f"{command.name}, killed after {moment:.4f} s")
        elif broken:
            tally.violations.append(f"{command.name}, undisturbed: {broken}")
        else:
            length = max(0.005, result.took)  # the machine's pace changes: aim within the run
