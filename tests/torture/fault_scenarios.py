"""The attacks of T1, T3, T6 and T7 on one command each; every one gives a tally."""

import os
import random
from pathlib import Path
from typing import Any

from tests.torture.fault_injection import ERRNOS, KILLED_EXIT_CODE
from tests.torture.fork_client import Result, Runner
from tests.torture.invariants import Baseline, is_saved, read_tree, run_baseline, verify
from tests.torture.tally import Tally
from tests.torture.write_commands import Command


def run_case(runner: Runner, baseline: Baseline, folder: Path, **request: Any) -> tuple[Result, list[str]]:
    """One case: the journal laid down, the attack, the invariants."""
    command = baseline.command
    home = command.prepare(folder)
    before = read_tree(folder)
    result = runner.run(home, command.args, environ=command.environ(home), **request)
    return result, verify(baseline, before, result, folder, runner)


def record_calls(runner: Runner, command: Command, folder: Path) -> list[dict[str, Any]]:
    """The calls that succeed in an undisturbed run, in order; `n` of the last is about how many there are."""
    home = command.prepare(folder)
    attack = {"how": "record", "root": str(folder)}
    return runner.run(home, command.args, environ=command.environ(home), attack=attack).notes


def kill_at_each_call(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """T1: ends the process before and after each call, and after half of each write."""
    baseline = run_baseline(runner, command, folder)
    last = max(note["n"] for note in record_calls(runner, command, folder))
    writes = {note["n"] for note in record_calls(runner, command, folder) if note["call"] == "write"}
    for at in range(1, last + 1):
        for mode in ("before", "after", "half"):
            if mode == "half" and at not in writes:
                continue
            attack = {"how": mode, "root": str(folder), "at": at}
            result, broken = run_case(runner, baseline, folder, attack=attack)
            if result.code == KILLED_EXIT_CODE:
                tally.add_point(broken, f"{command.name}, {mode} call {at} ({result.notes[-1]['hit']})")
            elif broken:
                tally.violations.append(f"{command.name}, {mode} call {at}, undisturbed: {broken}")


def fail_each_call(
    runner: Runner, command: Command, folder: Path, tally: Tally, *, all_errnos: bool, offset: int = 0
) -> None:
    """T3: each call refused with each errno, once and from there on; or, unless `every`, with one of them in turn."""
    baseline = run_baseline(runner, command, folder)
    last = max(note["n"] for note in record_calls(runner, command, folder))
    for at in range(1, last + 1):
        variants = [(code, on) for code in ERRNOS for on in (False, True)]
        for code, on in variants if all_errnos else [variants[(at + offset) * 5 % len(variants)]]:
            attack = {"how": "errno", "root": str(folder), "at": at, "errno": code, "on": on}
            result, broken = run_case(runner, baseline, folder, attack=attack)
            if not result.attack_hit:
                continue
            stderr = result.err.decode("utf-8", "replace")
            if not is_saved(result):
                broken += missing_explanation(baseline, stderr, os.strerror(code))
            hit = next(note for note in result.notes if "hit" in note)
            where = f"{hit['hit']} {hit['path'].removeprefix(str(folder))}"
            tally.add_point(broken, f"{command.name}, {os.strerror(code)} at call {at}{' on' if on else ''} ({where})")
    shorten_writes(runner, command, folder, tally)


def shorten_writes(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """T3: every write takes less than it was given, which is no error."""
    baseline = run_baseline(runner, command, folder)
    result, broken = run_case(runner, baseline, folder, attack={"how": "short", "root": str(folder)})
    if result.attack_hit:
        tally.add_point(broken + ([f"exit {result.code}"] if result.code else []), f"{command.name}, short writes")


def missing_explanation(baseline: Baseline, stderr: str, reason: str) -> list[str]:
    """I3: what was not saved is said with a file and the reason; of a backup or a lost view, that it cannot be read."""
    files = [name.rpartition("/")[2] for name in baseline.command.targets]
    files += [word for word in baseline.command.args if "." in word] + ["journal.toml", "tips.toml", "cycles", "lock"]
    explained = reason in stderr or "cannot be read" in stderr or "could not be read" in stderr
    return (
        []
        if explained and any(file in stderr for file in [*files, "journal/.tipcycle", "journal check"])
        else [f"I3 no reason: {stderr!r}"]
    )


def limit_file_size(runner: Runner, command: Command, folder: Path, tally: Tally, sizes: list[int]) -> None:
    """T6: no file may grow past a size."""
    baseline = run_baseline(runner, command, folder)
    for size in sizes:
        result, broken = run_case(runner, baseline, folder, most_bytes=size)
        if result.code == 0:  # it fitted: nothing was attacked
            tally.violations += [f"{command.name}, files of at most {size} bytes: {each}" for each in broken]
            continue
        stderr = result.err.decode("utf-8", "replace")
        if result.code != 74 or str(folder) not in stderr or "too large" not in stderr:
            broken.append(f"I3 exit {result.code}: {stderr[-300:]!r}")
        tally.add_point(broken, f"{command.name}, files of at most {size} bytes")


def kill_at_random(runner: Runner, command: Command, folder: Path, tally: Tally, tries: int, seed: int) -> None:
    """T7: kill -9 at a random moment of the run."""
    baseline = run_baseline(runner, command, folder)
    length = max(0.005, baseline.result.took)
    moments = random.Random(seed)
    for _ in range(tries):
        moment = moments.uniform(0, length)
        result, broken = run_case(runner, baseline, folder, kill_after=moment)
        if result.signal is not None:
            tally.add_point(broken, f"{command.name}, killed after {moment:.4f} s")
        elif broken:
            tally.violations.append(f"{command.name}, undisturbed: {broken}")
        else:
            length = max(0.005, result.took)  # the machine's pace changes: aim within the run
