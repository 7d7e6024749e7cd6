"""A disk that loses its power (T4): which states can be found afterwards, from the notes of what a run asked of it.

POSIX promises nothing of what was not flushed: of the changes of names that no `fsync` of their folder made last any
subset may be there, in any mixture; of written data that no `fsync` made last nothing, all, zeros, or a half.
"""

import base64
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Names = dict[str, "File | None"]
LOST = ("none", "all", "zeros", "half")


@dataclass(eq=False)
class File:
    """What a name leads to; several names may lead to the same."""

    data: bytes = b""
    lasting: bytes = b""
    """What is on the disk for good."""

    def found(self, how: str) -> bytes:
        """What may be found: the lasting part, and what became of the rest."""
        new = len(self.data)
        if self.data == self.lasting:
            return self.data
        return {
            "none": self.lasting if self.data.startswith(self.lasting) else b"",
            "all": self.data,
            "zeros": b"\0" * new,
            "half": self.data[: new // 2],
        }[how]


@dataclass
class Disk:
    """Names and files, and the changes of names that may not last yet."""

    root: str
    files: dict[str, File]
    folders: set[str]
    pending: list[tuple[str, Mapping[str, "File | None"]]] = field(default_factory=list)
    """(folder, the names that change together); None takes a name away. A folder's own name is a change too."""

    lasting: dict[str, File] = field(default_factory=dict)
    lasting_folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lasting = dict(self.files)
        self.lasting_folders = set(self.folders)

    def _change(self, folder: str, names: Mapping[str, "File | None"]) -> None:
        for name, file in names.items():
            if file is None:
                self.files.pop(name, None)
            else:
                self.files[name] = file
        self.pending.append((folder, names))

    def apply(self, note: Mapping[str, Any], handles: dict[int, str]) -> None:
        """One call of the run."""
        call, paths = note["call"], note["paths"]
        first, last = paths[0], paths[-1]
        folder = last.rpartition("/")[0]
        if call == "open":
            handles[note["handle"]] = first
            if note["made"]:
                self._change(folder, {first: File()})
            elif note["truncated"]:
                self.files[first].data = b""
        elif call == "write":
            data, file = base64.b64decode(note["data"]), self.files[first]
            start = note["end"] - len(data)
            file.data = file.data[:start].ljust(start, b"\0") + data + file.data[note["end"] :]
        elif call == "fsync" and first in self.files:
            self.files[first].lasting = self.files[first].data
        elif call == "fsync":
            self._last(first)
        elif call in ("replace", "rename"):
            self._change(folder, {first: None, last: self.files[first]})
        elif call == "link":
            self._change(folder, {last: self.files[first]})
        elif call in ("unlink", "remove"):
            self._change(folder, {first: None})
        elif call == "mkdir":
            self.folders.add(first)
            self.pending.append((folder, {f"{first}/": File()}))
        elif call == "rmdir":
            self.folders.discard(first)
            self.pending.append((folder, {f"{first}/": None}))

    def _last(self, folder: str) -> None:
        for change in [change for change in self.pending if change[0] == folder]:
            self._settle(change[1], self.lasting, self.lasting_folders)
            self.pending.remove(change)

    @staticmethod
    def _settle(names: Mapping[str, "File | None"], files: dict[str, File], folders: set[str]) -> None:
        for name, file in names.items():
            if name.endswith("/"):
                (folders.discard if file is None else folders.add)(name[:-1])
            elif file is None:
                files.pop(name, None)
            else:
                files[name] = file

    def after_the_cut(self) -> Iterator[dict[str, bytes]]:
        """Every state that may be found when the power goes now."""
        for chosen in itertools.product((False, True), repeat=len(self.pending)):
            files, folders = dict(self.lasting), set(self.lasting_folders)
            for kept, (_, names) in zip(chosen, self.pending, strict=True):
                if kept:
                    self._settle(names, files, folders)
            reachable = {name: file for name, file in files.items() if self._within(name, folders)}
            loose = [file for file in dict.fromkeys(reachable.values()) if file.data != file.lasting]
            for ways in itertools.product(LOST, repeat=len(loose)):
                how = dict(zip(loose, ways, strict=True))
                yield {name: file.found(how.get(file, "all")) for name, file in reachable.items()}

    def _within(self, name: str, folders: set[str]) -> bool:
        """Whether every folder above a name is there, up to the one where the case lies."""
        above = name.rpartition("/")[0]
        while above != self.root:
            if above not in folders:
                return False
            above = above.rpartition("/")[0]
        return True


def states(
    root: str, before: Mapping[str, bytes], folders: set[str], notes: list[dict[str, Any]]
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """(how many calls were made, what may be found) for every prefix of a run."""
    disk = Disk(root, {name: File(data, data) for name, data in before.items()}, set(folders))
    handles: dict[int, str] = {}
    yield 0, dict(before)
    for n, note in enumerate(notes, 1):
        disk.apply(note, handles)
        if note["call"] != "close" or n == len(notes):
            for state in disk.after_the_cut():
                yield n, state
