"""What must be so after every case (docs/reliability.md)."""

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
    """A file or folder as it lies on the disk."""

    data: bytes | None
    mode: int
    mtime_ns: int


def read_tree(folder: Path) -> dict[str, FileState]:
    """Everything below a folder."""
    states = {}
    for path in sorted(folder.rglob("*")):
        stat_result = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(stat_result.st_mode) else None
        states[path.relative_to(folder).as_posix()] = FileState(
            data, stat.S_IMODE(stat_result.st_mode), stat_result.st_mtime_ns
        )
    return states


def mask_volatile(data: bytes | None) -> bytes | None:
    """Bytes without what differs from run to run: the ids and stamps of new blocks."""
    return data if data is None else _VOLATILE.sub(rb"\1\2\3\4\5\6", data)


@dataclass(frozen=True)
class Baseline:
    """What a command is to leave behind: its files before, and after a run that nothing disturbs."""

    command: Command
    files: Mapping[str, bytes | None]
    result: Result


def run_baseline(runner: Runner, command: Command, folder: Path) -> Baseline:
    """Runs a command undisturbed; AssertionError when even that does not save."""
    home = command.prepare(folder)
    before = read_tree(folder)
    result = runner.run(home, command.args, environ=command.environ(home))
    assert result.code == 0, f"{command.name}: {result.output}"
    after = read_tree(folder)
    new = {name: after[name].data if name in after else None for name in command.targets}
    changed = [name for name in command.targets if new[name] != (before[name].data if name in before else None)]
    assert changed, f"{command.name} changes nothing"
    return Baseline(command, {name: mask_volatile(data) for name, data in new.items()}, result)


def is_saved(result: Result) -> bool:
    """Whether the command said that what it did is kept, if with a doubt."""
    output = result.out + result.err
    later = result.code == 3 and b"Saved" in output  # what was shown afterwards had to leave something out
    return result.code == 0 or later or (result.code == 74 and b"saved, but the disk did not confirm" in output)


def output_violations(result: Result) -> list[str]:
    """I8, I9, I10: nothing in the output steers a terminal, no traceback, no endless run."""
    broken = []
    if _CONTROL_CHARACTERS.search(result.output.replace("\r\n", "\n")):  # a table and a calendar end their lines so
        broken.append("I8 control characters")
    if "Traceback" in result.output or "inside tipcycle" in result.output or result.code == 202:
        broken.append(f"I9 an error of the program: {result.output[-300:]!r}")
    if result.late:
        broken.append("I10 endless")
    return broken


def check_states(
    baseline: Baseline, before: Mapping[str, FileState], after: Mapping[str, FileState]
) -> tuple[list[str], list[str]]:
    """I1, I5, I6 of what lies there: what is broken, and `old` or `new` for each file that may change."""
    command = baseline.command
    broken, file_states = [], []
    known_contents: set[bytes | None] = {trace.data for trace in before.values()}
    for name in command.targets:
        old = before[name].data if name in before else None
        content = after[name].data if name in after else None
        if content == old:
            file_states.append("old" if mask_volatile(old) != baseline.files[name] else "both")
        elif mask_volatile(content) == baseline.files[name] and (
            not command.is_append_only or (content or b"").startswith(old or b"")
        ):
            file_states.append("new")
        else:
            file_states.append("broken")
            broken.append(f"I1 {name} is neither old nor new ({len(content or b'')} bytes)")
        known_contents.add(content)
    for name, trace in after.items():
        last = name.rpartition("/")[2]
        if name in command.targets or _TEMPFILE_NAME.fullmatch(last):
            pass
        elif name.startswith("journal/.tipcycle/"):
            if "/backups/" in name and trace.data is not None and trace.data not in known_contents:
                broken.append(f"I5 a backup that never was a state of the file: {name}")
        elif trace.data is not None and (name not in before or before[name].data != trace.data):
            broken.append(f"I5 {name} changed")
        if name.startswith("journal") and trace.mode != (0o700 if trace.data is None else 0o600):
            broken.append(f"I6 {name} has mode {trace.mode:o}")
    broken += [f"I5 {name} is gone" for name in before if name not in after and name not in command.targets]
    return broken, file_states


def verify(
    baseline: Baseline, before: Mapping[str, FileState], result: Result, folder: Path, runner: Runner
) -> list[str]:
    """All invariants after a case, the next command in a fresh process included."""
    command = baseline.command
    after = read_tree(folder)
    broken, file_states = check_states(baseline, before, after)
    if result.code == 3 and command.targets[0].startswith("out."):
        broken, file_states = [], ["new"]  # what leaves the journal left out what could not be read, and said so
    broken += output_violations(result)
    if is_saved(result) and "old" in file_states:
        broken.append(f"I2 it said saved (exit {result.code}) and the file is old")
    killed = result.signal is not None or result.code == KILLED_EXIT_CODE
    if not killed and not is_saved(result):
        if "new" in file_states and result.code != 3 and b"after a part was saved" not in result.err:
            broken.append(f"I3 it said not saved (exit {result.code}) and the file is new: {result.output[-200:]!r}")
        if b"hint:" not in result.err and result.code != 1:
            broken.append(f"I3 no hint: {result.output[-200:]!r}")
    return broken + check_rerun(baseline, file_states, folder, runner)


def check_rerun(baseline: Baseline, states: list[str], folder: Path, runner: Runner) -> list[str]:
    """I4: the next command works without repair; where nothing was saved, that is the same command once more."""
    command = baseline.command
    home = folder / "journal"
    if "broken" in states:
        return []
    is_repeat = "new" not in states or command.name == "restore archive"
    translator = command.args if is_repeat else ["profile", "--team", "Still here"]
    result = runner.run(home, translator, environ=command.environ(home))
    if result.code != 0:
        return [f"I4 afterwards `{translator[0]}` exits {result.code}: {result.output[-200:]!r}"]
    if not is_repeat:
        return []
    after = read_tree(folder)
    broken = []
    for name in command.targets:
        now = after[name].data if name in after else None
        if mask_volatile(now) != baseline.files[name]:
            broken.append(f"I4 done again, {name} is not new")
        left = [other for other in after if other.startswith(f"{name.rpartition('/')[0]}/.") and other.endswith(".tmp")]
        if left and name.startswith("journal/") and len(states) == 1:
            broken.append(f"I4 done again, {left[0]} still lies there")
    return broken
