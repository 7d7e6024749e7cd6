"""Simulate a disk that loses power (T4): compute every possible state from the recorded calls of a run.

POSIX guarantees nothing about unflushed changes. Any subset of the name changes whose folder was not synced may be on
disk, in any combination. Of unsynced data, nothing, all, zeros or a half may be there.
"""

import base64
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NameChanges = dict[str, "SimulatedFile | None"]
LOSS_MODES = ("none", "all", "zeros", "half")


@dataclass(eq=False)
class SimulatedFile:
    """The content of a file; several names may refer to the same one."""

    data: bytes = b""
    durable_data: bytes = b""
    """Content that is certainly on disk."""

    def data_after_loss(self, mode: str) -> bytes:
        """Return the content after a power loss in which the unsynced data is lost in this mode."""
        size = len(self.data)
        if self.data == self.durable_data:
            return self.data
        return {
            "none": self.durable_data if self.data.startswith(self.durable_data) else b"",
            "all": self.data,
            "zeros": b"\0" * size,
            "half": self.data[: size // 2],
        }[mode]


@dataclass
class SimulatedDisk:
    """Names and files, with the name changes that are not durable yet."""

    root: str
    files: dict[str, SimulatedFile]
    folders: set[str]
    pending: list[tuple[str, Mapping[str, "SimulatedFile | None"]]] = field(default_factory=list)
    """Pairs of a folder and the names that change together; None removes a name.

    The name of a folder itself ends with a slash.
    """

    durable_files: dict[str, SimulatedFile] = field(default_factory=dict)
    durable_folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.durable_files = dict(self.files)
        self.durable_folders = set(self.folders)

    def _change_names(self, folder: str, names: Mapping[str, "SimulatedFile | None"]) -> None:
        for name, file in names.items():
            if file is None:
                self.files.pop(name, None)
            else:
                self.files[name] = file
        self.pending.append((folder, names))

    def apply_call(self, note: Mapping[str, Any], paths_by_fd: dict[int, str]) -> None:
        """Apply one recorded call of the run."""
        call, paths = note["call"], note["paths"]
        first, last = paths[0], paths[-1]
        folder = last.rpartition("/")[0]
        if call == "open":
            paths_by_fd[note["handle"]] = first
            if note["created"]:
                self._change_names(folder, {first: SimulatedFile()})
            elif note["truncated"]:
                self.files[first].data = b""
        elif call == "write":
            data, file = base64.b64decode(note["data"]), self.files[first]
            start = note["end"] - len(data)
            file.data = file.data[:start].ljust(start, b"\0") + data + file.data[note["end"] :]
        elif call == "fsync" and first in self.files:
            self.files[first].durable_data = self.files[first].data
        elif call == "fsync":
            self._fsync_folder(first)
        elif call in ("replace", "rename"):
            self._change_names(folder, {first: None, last: self.files[first]})
        elif call == "link":
            self._change_names(folder, {last: self.files[first]})
        elif call in ("unlink", "remove"):
            self._change_names(folder, {first: None})
        elif call == "mkdir":
            self.folders.add(first)
            self.pending.append((folder, {f"{first}/": SimulatedFile()}))
        elif call == "rmdir":
            self.folders.discard(first)
            self.pending.append((folder, {f"{first}/": None}))

    def _fsync_folder(self, folder: str) -> None:
        for change in [change for change in self.pending if change[0] == folder]:
            self._apply_names(change[1], self.durable_files, self.durable_folders)
            self.pending.remove(change)

    @staticmethod
    def _apply_names(
        names: Mapping[str, "SimulatedFile | None"], files: dict[str, SimulatedFile], folders: set[str]
    ) -> None:
        for name, file in names.items():
            if name.endswith("/"):
                (folders.discard if file is None else folders.add)(name[:-1])
            elif file is None:
                files.pop(name, None)
            else:
                files[name] = file

    def states_after_loss(self) -> Iterator[dict[str, bytes]]:
        """Yield every state that may be found if the power is lost now."""
        for applied in itertools.product((False, True), repeat=len(self.pending)):
            files, folders = dict(self.durable_files), set(self.durable_folders)
            for is_applied, (_, names) in zip(applied, self.pending, strict=True):
                if is_applied:
                    self._apply_names(names, files, folders)
            reachable = {name: file for name, file in files.items() if self._is_reachable(name, folders)}
            unflushed = [file for file in dict.fromkeys(reachable.values()) if file.data != file.durable_data]
            for modes in itertools.product(LOSS_MODES, repeat=len(unflushed)):
                mode_by_file = dict(zip(unflushed, modes, strict=True))
                yield {name: file.data_after_loss(mode_by_file.get(file, "all")) for name, file in reachable.items()}

    def _is_reachable(self, name: str, folders: set[str]) -> bool:
        """Return True if every folder above a name exists, up to the root of the case."""
        parent = name.rpartition("/")[0]
        while parent != self.root:
            if parent not in folders:
                return False
            parent = parent.rpartition("/")[0]
        return True


def crash_states(
    root: str, contents: Mapping[str, bytes], folders: set[str], notes: list[dict[str, Any]]
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield (number of calls made, content by path) for every state after every prefix of a run."""
    disk = SimulatedDisk(root, {name: SimulatedFile(data, data) for name, data in contents.items()}, set(folders))
    paths_by_fd: dict[int, str] = {}
    yield 0, dict(contents)
    for call_count, note in enumerate(notes, 1):
        disk.apply_call(note, paths_by_fd)
        if note["call"] != "close" or call_count == len(notes):
            for state in disk.states_after_loss():
                yield call_count, state
