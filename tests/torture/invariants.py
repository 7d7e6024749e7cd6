"""What must be so after every case (docs/reliability.md)."""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.torture.commands import Command
from tests.torture.faults import KILLED
from tests.torture.runner import Result, Runner

_RANDOM = re.compile(
    rb'(?m)^(id = )"[0-9a-f]{16}"$|^(at = ).*$|(UID:).*$|(DTSTAMP:).*$|(LAST-MODIFIED:).*$|(SEQUENCE:).*$'
)
_TEMPORARY = re.compile(r"\.[^/]*\.tmp")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Trace:
    """A file or folder as it lies on the disk."""

    data: bytes | None
    mode: int
    changed: int


def tree(folder: Path) -> dict[str, Trace]:
    """Everything below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(facts.st_mode) else None
        found[path.relative_to(folder).as_posix()] = Trace(data, stat.S_IMODE(facts.st_mode), facts.st_mtime_ns)
    return found


def plain(data: bytes | None) -> bytes | None:
    """Bytes without what differs from run to run: the ids and stamps of new blocks."""
    return data if data is None else _RANDOM.sub(rb"\1\2\3\4\5\6", data)


@dataclass(frozen=True)
class Meant:
    """What a command is to leave behind: its files before, and after a run that nothing disturbs."""

    command: Command
    new: Mapping[str, bytes | None]
    result: Result


def meant_by(runner: Runner, command: Command, folder: Path) -> Meant:
    """Runs a command undisturbed; AssertionError when even that does not save."""
    home = command.prepare(folder)
    before = tree(folder)
    result = runner.run(home, command.words, environment=command.surroundings(home))
    assert result.code == 0, f"{command.name}: {result.said}"
    after = tree(folder)
    new = {name: after[name].data if name in after else None for name in command.targets}
    changed = [name for name in command.targets if new[name] != (before[name].data if name in before else None)]
    assert changed, f"{command.name} changes nothing"
    return Meant(command, {name: plain(data) for name, data in new.items()}, result)


def is_saved(result: Result) -> bool:
    """Whether the command said that what it did is kept, if with a doubt."""
    said = result.out + result.err
    later = result.code == 3 and b"Saved" in said  # what was shown afterwards had to leave something out
    return result.code == 0 or later or (result.code == 74 and b"saved, but the disk did not confirm" in said)


def readable(result: Result) -> list[str]:
    """I8, I9, I10: nothing in the output steers a terminal, no traceback, no endless run."""
    broken = []
    if _NOT_TEXT.search(result.said.replace("\r\n", "\n")):  # a table and a calendar end their lines so
        broken.append("I8 control characters")
    if "Traceback" in result.said or "inside tipcycle" in result.said or result.code == 202:
        broken.append(f"I9 an error of the program: {result.said[-300:]!r}")
    if result.late:
        broken.append("I10 endless")
    return broken


def states(meant: Meant, before: Mapping[str, Trace], after: Mapping[str, Trace]) -> tuple[list[str], list[str]]:
    """I1, I5, I6 of what lies there: what is broken, and `old` or `new` for each file that may change."""
    command = meant.command
    broken, found = [], []
    whole: set[bytes | None] = {trace.data for trace in before.values()}
    for name in command.targets:
        old = before[name].data if name in before else None
        now = after[name].data if name in after else None
        if now == old:
            found.append("old" if plain(old) != meant.new[name] else "both")
        elif plain(now) == meant.new[name] and (not command.adds or (now or b"").startswith(old or b"")):
            found.append("new")
        else:
            found.append("broken")
            broken.append(f"I1 {name} is neither old nor new ({len(now or b'')} bytes)")
        whole.add(now)
    for name, trace in after.items():
        last = name.rpartition("/")[2]
        if name in command.targets or _TEMPORARY.fullmatch(last):
            pass
        elif name.startswith("journal/.tipcycle/"):
            if "/backups/" in name and trace.data is not None and trace.data not in whole:
                broken.append(f"I5 a backup that never was a state of the file: {name}")
        elif trace.data is not None and (name not in before or before[name].data != trace.data):
            broken.append(f"I5 {name} changed")
        if name.startswith("journal") and trace.mode != (0o700 if trace.data is None else 0o600):
            broken.append(f"I6 {name} has mode {trace.mode:o}")
    broken += [f"I5 {name} is gone" for name in before if name not in after and name not in command.targets]
    return broken, found


def verify(meant: Meant, before: Mapping[str, Trace], result: Result, folder: Path, runner: Runner) -> list[str]:
    """All invariants after a case, the next command in a fresh process included."""
    command = meant.command
    after = tree(folder)
    broken, found = states(meant, before, after)
    if result.code == 3 and command.targets[0].startswith("out."):
        broken, found = [], ["new"]  # what leaves the journal left out what could not be read, and said so
    broken += readable(result)
    if is_saved(result) and "old" in found:
        broken.append(f"I2 it said saved (exit {result.code}) and the file is old")
    killed = result.signal is not None or result.code == KILLED
    if not killed and not is_saved(result):
        if "new" in found and result.code != 3 and b"after a part was saved" not in result.err:
            broken.append(f"I3 it said not saved (exit {result.code}) and the file is new: {result.said[-200:]!r}")
        if b"hint:" not in result.err and result.code != 1:
            broken.append(f"I3 no hint: {result.said[-200:]!r}")
    return broken + again(meant, found, folder, runner)


def again(meant: Meant, found: list[str], folder: Path, runner: Runner) -> list[str]:
    """I4: the next command works without repair; where nothing was saved, that is the same command once more."""
    command = meant.command
    home = folder / "journal"
    if "broken" in found:
        return []
    redo = "new" not in found or command.name == "restore archive"
    words = command.words if redo else ["profile", "--team", "Still here"]
    result = runner.run(home, words, environment=command.surroundings(home))
    if result.code != 0:
        return [f"I4 afterwards `{words[0]}` exits {result.code}: {result.said[-200:]!r}"]
    if not redo:
        return []
    after = tree(folder)
    broken = []
    for name in command.targets:
        now = after[name].data if name in after else None
        if plain(now) != meant.new[name]:
            broken.append(f"I4 done again, {name} is not new")
        left = [other for other in after if other.startswith(f"{name.rpartition('/')[0]}/.") and other.endswith(".tmp")]
        if left and name.startswith("journal/") and len(found) == 1:
            broken.append(f"I4 done again, {left[0]} still lies there")
    return broken
