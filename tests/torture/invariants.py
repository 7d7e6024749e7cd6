"""The invariants that must hold after every case (docs/reliability.md)."""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.torture.fault_injection import KILLED_EXIT_CODE
from tests.torture.fork_client import Result, Runner
from tests.torture.write_commands import Command

_VOLATILE = re.compile(
    rb'(?m)^(id = )"[0-9a-f]{16}"$|^(at = ).*$|(UID:).*$|(DTSTAMP:).*$|(LAST-MODIFIED:).*$|(SEQUENCE:).*$'
)
_TEMPFILE_NAME = re.compile(r"\.[^/]*\.tmp")
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class FileState:
    """The content, mode and modification time of a file or folder."""

    data: bytes | None
    """Content of a regular file; None for anything else."""
    mode: int
    mtime_ns: int


def read_tree(folder: Path) -> dict[str, FileState]:
    """Return the state of everything below a folder, by relative path."""
    states = {}
    for path in sorted(folder.rglob("*")):
        stat_result = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(stat_result.st_mode) else None
        states[path.relative_to(folder).as_posix()] = FileState(
            data, stat.S_IMODE(stat_result.st_mode), stat_result.st_mtime_ns
        )
    return states


def mask_volatile(data: bytes | None) -> bytes | None:
    """Return `data` without the ids and timestamps of new events, which differ between runs."""
    return data if data is None else _VOLATILE.sub(rb"\1\2\3\4\5\6", data)


@dataclass(frozen=True)
class Baseline:
    """The result of a command that nothing disturbs."""

    command: Command
    files: Mapping[str, bytes | None]
    """Masked content of each target afterwards; None for a file that does not exist."""
    result: Result


def run_baseline(runner: Runner, command: Command, folder: Path) -> Baseline:
    """Run a command undisturbed.

    Raises AssertionError if it fails or changes nothing.
    """
    home = command.prepare(folder)
    tree_before = read_tree(folder)
    result = runner.run(home, command.args, environ=command.environ(home))
    assert result.exit_code == 0, f"{command.name}: {result.output}"
    tree_after = read_tree(folder)
    contents = {name: tree_after[name].data if name in tree_after else None for name in command.targets}
    changed = [
        name for name in command.targets if contents[name] != (tree_before[name].data if name in tree_before else None)
    ]
    assert changed, f"{command.name} changes nothing"
    return Baseline(command, {name: mask_volatile(data) for name, data in contents.items()}, result)


def is_saved(result: Result) -> bool:
    """Return True if the command reported a save, even one that the disk did not confirm."""
    output = result.stdout + result.stderr
    # exit code 3 after a save: the displayed result leaves out damaged events
    saved_with_damage = result.exit_code == 3 and b"Saved" in output
    return (
        result.exit_code == 0
        or saved_with_damage
        or (result.exit_code == 74 and b"saved, but the disk did not confirm" in output)
    )


def output_violations(result: Result) -> list[str]:
    """Return the violations of I8, I9 and I10.

    The output must not contain control characters or an internal error, and the run must end in time.
    """
    violations = []
    if _CONTROL_CHARACTERS.search(result.output.replace("\r\n", "\n")):  # CSV and iCalendar use CRLF
        violations.append("I8 control characters")
    if "Traceback" in result.output or "inside tipcycle" in result.output or result.exit_code == 202:
        violations.append(f"I9 an error of the program: {result.output[-300:]!r}")
    if result.timed_out:
        violations.append("I10 endless")
    return violations


def check_states(
    baseline: Baseline, tree_before: Mapping[str, FileState], tree_after: Mapping[str, FileState]
) -> tuple[list[str], list[str]]:
    """Check I1, I5 and I6, and return the violations and the state of each target.

    A state is `old`, `new`, `both` if the command does not change the file, or `broken`.
    """
    command = baseline.command
    violations, file_states = [], []
    known_contents: set[bytes | None] = {state.data for state in tree_before.values()}
    for name in command.targets:
        old = tree_before[name].data if name in tree_before else None
        content = tree_after[name].data if name in tree_after else None
        if content == old:
            file_states.append("old" if mask_volatile(old) != baseline.files[name] else "both")
        elif mask_volatile(content) == baseline.files[name] and (
            not command.is_append_only or (content or b"").startswith(old or b"")
        ):
            file_states.append("new")
        else:
            file_states.append("broken")
            violations.append(f"I1 {name} is neither old nor new ({len(content or b'')} bytes)")
        known_contents.add(content)
    for name, state in tree_after.items():
        base_name = name.rpartition("/")[2]
        if name in command.targets or _TEMPFILE_NAME.fullmatch(base_name):
            pass
        elif name.startswith("journal/.tipcycle/"):
            if "/backups/" in name and state.data is not None and state.data not in known_contents:
                violations.append(f"I5 a backup that never was a state of the file: {name}")
        elif state.data is not None and (name not in tree_before or tree_before[name].data != state.data):
            violations.append(f"I5 {name} changed")
        if name.startswith("journal") and state.mode != (0o700 if state.data is None else 0o600):
            violations.append(f"I6 {name} has mode {state.mode:o}")
    violations += [
        f"I5 {name} is gone" for name in tree_before if name not in tree_after and name not in command.targets
    ]
    return violations, file_states


def verify(
    baseline: Baseline, tree_before: Mapping[str, FileState], result: Result, folder: Path, runner: Runner
) -> list[str]:
    """Return the violations of all invariants after a case.

    This includes the next command, in a new process.
    """
    command = baseline.command
    tree_after = read_tree(folder)
    violations, file_states = check_states(baseline, tree_before, tree_after)
    if result.exit_code == 3 and command.targets[0].startswith("out."):
        violations, file_states = [], ["new"]  # an export leaves out what cannot be read, with a warning
    violations += output_violations(result)
    if is_saved(result) and "old" in file_states:
        violations.append(f"I2 it said saved (exit {result.exit_code}) and the file is old")
    was_killed = result.signal is not None or result.exit_code == KILLED_EXIT_CODE
    if not was_killed and not is_saved(result):
        if "new" in file_states and result.exit_code != 3 and b"after a part was saved" not in result.stderr:
            violations.append(
                f"I3 it said not saved (exit {result.exit_code}) and the file is new: {result.output[-200:]!r}"
            )
        if b"hint:" not in result.stderr and result.exit_code != 1:
            violations.append(f"I3 no hint: {result.output[-200:]!r}")
    return violations + check_rerun(baseline, file_states, folder, runner)


def check_rerun(baseline: Baseline, states: list[str], folder: Path, runner: Runner) -> list[str]:
    """Check that the next command works without a repair (I4).

    If nothing was saved, the next command is the same one again.
    """
    command = baseline.command
    home = folder / "journal"
    if "broken" in states:
        return []
    is_repeat = "new" not in states or command.name == "restore archive"
    args = command.args if is_repeat else ["profile", "--team", "Still here"]
    result = runner.run(home, args, environ=command.environ(home))
    if result.exit_code != 0:
        return [f"I4 afterwards `{args[0]}` exits {result.exit_code}: {result.output[-200:]!r}"]
    if not is_repeat:
        return []
    tree_after = read_tree(folder)
    violations = []
    for name in command.targets:
        content = tree_after[name].data if name in tree_after else None
        if mask_volatile(content) != baseline.files[name]:
            violations.append(f"I4 done again, {name} is not new")
        leftovers = [
            path for path in tree_after if path.startswith(f"{name.rpartition('/')[0]}/.") and path.endswith(".tmp")
        ]
        if leftovers and name.startswith("journal/") and len(states) == 1:
            violations.append(f"I4 done again, {leftovers[0]} still lies there")
    return violations
