"""Scenarios of T1, T3, T6 and T7: attack one command at many points and count the violations in a tally."""

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
    """Prepare the journal, run the command under attack, and return the result and the violations."""
    command = baseline.command
    home = command.prepare(folder)
    tree_before = read_tree(folder)
    result = runner.run(home, command.args, environ=command.environ(home), **request)
    return result, verify(baseline, tree_before, result, folder, runner)


def record_calls(runner: Runner, command: Command, folder: Path) -> list[dict[str, Any]]:
    """Return the successful calls of an undisturbed run, in order.

    The `call_number` of the last one is close to the number of calls.
    """
    home = command.prepare(folder)
    attack = {"mode": "record", "root": str(folder)}
    return runner.run(home, command.args, environ=command.environ(home), attack=attack).notes


def kill_at_each_call(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """Kill the process before and after each call, and in the middle of each write (T1)."""
    baseline = run_baseline(runner, command, folder)
    last_call = max(note["call_number"] for note in record_calls(runner, command, folder))
    write_calls = {note["call_number"] for note in record_calls(runner, command, folder) if note["call"] == "write"}
    for call_number in range(1, last_call + 1):
        for mode in ("before", "after", "half"):
            if mode == "half" and call_number not in write_calls:
                continue
            attack = {"mode": mode, "root": str(folder), "call_number": call_number}
            result, violations = run_case(runner, baseline, folder, attack=attack)
            if result.exit_code == KILLED_EXIT_CODE:
                tally.add_point(
                    violations, f"{command.name}, {mode} call {call_number} ({result.notes[-1]['attacked_call']})"
                )
            elif violations:
                tally.violations.append(f"{command.name}, {mode} call {call_number}, undisturbed: {violations}")


def fail_each_call(
    runner: Runner, command: Command, folder: Path, tally: Tally, *, all_errnos: bool, offset: int = 0
) -> None:
    """Let each call fail, once and from there on, and check the invariants (T3).

    With `all_errnos` every errno is tried at every call, otherwise one combination per call in turn.
    """
    baseline = run_baseline(runner, command, folder)
    last_call = max(note["call_number"] for note in record_calls(runner, command, folder))
    for call_number in range(1, last_call + 1):
        variants = [(errno_code, repeats) for errno_code in ERRNOS for repeats in (False, True)]
        for errno_code, repeats in variants if all_errnos else [variants[(call_number + offset) * 5 % len(variants)]]:
            attack = {
                "mode": "errno",
                "root": str(folder),
                "call_number": call_number,
                "errno": errno_code,
                "repeats": repeats,
            }
            result, violations = run_case(runner, baseline, folder, attack=attack)
            if not result.attack_hit:
                continue
            stderr = result.stderr.decode("utf-8", "replace")
            if not is_saved(result):
                violations += missing_explanation(baseline, stderr, os.strerror(errno_code))
            attack_note = next(note for note in result.notes if "attacked_call" in note)
            target = f"{attack_note['attacked_call']} {attack_note['path'].removeprefix(str(folder))}"
            tally.add_point(
                violations,
                f"{command.name}, {os.strerror(errno_code)} at call {call_number}{' on' if repeats else ''} ({target})",
            )
    shorten_writes(runner, command, folder, tally)


def shorten_writes(runner: Runner, command: Command, folder: Path, tally: Tally) -> None:
    """Let every write take only a part of its data; the command must still save everything (T3)."""
    baseline = run_baseline(runner, command, folder)
    result, violations = run_case(runner, baseline, folder, attack={"mode": "short", "root": str(folder)})
    if result.attack_hit:
        tally.add_point(
            violations + ([f"exit {result.exit_code}"] if result.exit_code else []), f"{command.name}, short writes"
        )


def missing_explanation(baseline: Baseline, stderr: str, reason: str) -> list[str]:
    """Return a violation unless the message names a file and the reason (I3).

    For a backup or a view that is missing, the message that it cannot be read is enough.
    """
    file_names = [name.rpartition("/")[2] for name in baseline.command.targets]
    file_names += [argument for argument in baseline.command.args if "." in argument] + [
        "journal.toml",
        "tips.toml",
        "cycles",
        "lock",
    ]
    explained = reason in stderr or "cannot be read" in stderr or "could not be read" in stderr
    return (
        []
        if explained and any(file_name in stderr for file_name in [*file_names, "journal/.tipcycle", "journal check"])
        else [f"I3 no reason: {stderr!r}"]
    )


def limit_file_size(runner: Runner, command: Command, folder: Path, tally: Tally, sizes: list[int]) -> None:
    """Run the command with a limit on the size of any file (T6)."""
    baseline = run_baseline(runner, command, folder)
    for size in sizes:
        result, violations = run_case(runner, baseline, folder, max_file_bytes=size)
        if result.exit_code == 0:  # the files fit the limit: nothing was attacked
            tally.violations += [
                f"{command.name}, files of at most {size} bytes: {violation}" for violation in violations
            ]
            continue
        stderr = result.stderr.decode("utf-8", "replace")
        if result.exit_code != 74 or str(folder) not in stderr or "too large" not in stderr:
            violations.append(f"I3 exit {result.exit_code}: {stderr[-300:]!r}")
        tally.add_point(violations, f"{command.name}, files of at most {size} bytes")


def kill_at_random(runner: Runner, command: Command, folder: Path, tally: Tally, count: int, seed: int) -> None:
    """Kill the process with SIGKILL after a random time within the run (T7)."""
    baseline = run_baseline(runner, command, folder)
    duration = max(0.005, baseline.result.duration)
    rng = random.Random(seed)
    for _ in range(count):
        delay = rng.uniform(0, duration)
        result, violations = run_case(runner, baseline, folder, kill_after=delay)
        if result.signal is not None:
            tally.add_point(violations, f"{command.name}, killed after {delay:.4f} s")
        elif violations:
            tally.violations.append(f"{command.name}, undisturbed: {violations}")
        else:
            duration = max(0.005, result.duration)  # the speed of the machine varies; keep the kills within the run
