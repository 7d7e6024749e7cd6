"""The only reader and writer of a journal: loads what is there, saves a change as one durable write."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, field

from tipcycle.core.blocks import Block, Change, Close, CycleFile, Journal
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import Damaged, DiskRefused
from tipcycle.core.problems import Problem, left_open, oddities, unknown_tips
from tipcycle.core.standing import undone_ids
from tipcycle.journal import backups
from tipcycle.journal.codec import FORMAT, ReadFile, appended, format_header, parse
from tipcycle.journal.known import Known, recalled, remember
from tipcycle.journal.lock import locked, retried
from tipcycle.journal.names import cycle_name, path_of, starts_of
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import CYCLES, JOURNAL, Places
from tipcycle.journal.reader import read_file
from tipcycle.journal.writer import publish, publish_new, sweep

_FEW = 3
"""So many files are parsed as soon as what is known of them is read."""


class Leads(Protocol):
    """The outcome of an edit: facts for the screen, and the change to save."""

    @property
    def change(self) -> Change:
        """What to add to the journal."""


Outcome = TypeVar("Outcome", bound=Leads)


class Loaded(Struct, frozen=True):
    """A journal as it was read, and what could not be read."""

    journal: Journal
    files: Mapping[date | None, ReadFile] = field(default_factory=dict)
    bytes: Mapping[date | None, bytes] = field(default_factory=dict)
    loose: tuple[Problem, ...] = ()
    """Problems of files that could not be read at all."""

    @property
    def hidden(self) -> int:
        """How many errors made a reader leave something out."""
        return sum(problem.level == "error" for problem in self._file_problems())

    @property
    def newer(self) -> tuple[tuple[str, int], ...]:
        """The files that a newer tipcycle wrote, with their formats: here they can only be read."""
        return tuple((file.name, file.format) for file in self.files.values() if file.format > FORMAT)

    @property
    def unread(self) -> str | None:
        """The file of the latest cycle, when nothing of that cycle can be read.

        What is said of the cycles is wrong then: there is one more, and it is the one that counts.
        """
        hidden = {starts: file.name for starts, file in self.files.items() if starts and file.header is None}
        hidden |= {
            starts: each.file for each in self.loose if each.level == "error" and (starts := starts_of(each.file))
        }
        latest = max((starts for starts in (*self.files, *hidden) if starts), default=None)
        return hidden.get(latest) if latest else None

    def _file_problems(self) -> list[Problem]:
        return [*self.loose, *(problem for file in self.files.values() for problem in file.problems)]

    def problems(self, cycles: Sequence[Cycle], knows: Callable[[int], bool] | None = None) -> list[Problem]:
        """Everything to know about the files, what the rules left out included; `knows` says which tips there are."""
        found = self._file_problems()
        for earlier, later in left_open(cycles):
            name = self.files[earlier.starts].name
            how = "undone" if self._close_undone(earlier.starts) else ""
            found.append(
                Problem("remark", name, None, "never-closed", str(earlier.number), beside=str(later.number), how=how)
            )
        if knows is not None:
            found += self._strangers(knows)
        for starts, id, what, detail in oddities(cycles):
            file = self.files[starts]  # by its id alone it could be meant in another, where it was copied
            found.append(Problem("remark", file.name, file.lines[id], what, detail))
        return sorted(found, key=lambda problem: (problem.file, problem.line or 0))

    def _strangers(self, knows: Callable[[int], bool]) -> list[Problem]:
        """The tips that a file names and that there are not, each once."""
        return [
            Problem("remark", file.name, file.lines.get(id), "no-such-tip", str(tip))
            for file in self.files.values()
            for id, tip in unknown_tips(file.blocks, knows)
        ]

    def _close_undone(self, starts: date) -> bool:
        """Whether a close in the file of this cycle was taken back."""
        blocks = self.files[starts].blocks
        undone = undone_ids(blocks)
        return any(isinstance(block.body, Close) and block.id in undone for block in blocks)


class Store:
    """A journal in its folder. `clock` is asked only for the stamp of what is saved."""

    def __init__(self, places: Places, today: date, clock: Callable[[], datetime]) -> None:
        self.places = places
        self._today = today
        self._clock = clock
        self._known: Mapping[str, Known] | None = None
        """What this run or an earlier one read; a file of which the bytes are the same is not parsed again."""

    def load(self) -> Loaded:
        """All that can be read. Takes no lock: every file is replaced whole, never written in place."""
        before = recalled(self.places) if self._known is None else self._known
        found: dict[date | None, Known] = {}
        loose: list[Problem] = []
        parsed = 0
        for key, path, name in self._paths(loose):
            try:
                data = read_file(path, MOST_BYTES)
            except FileNotFoundError:
                continue
            except OSError as error:
                loose.append(Problem("error", name, None, "unreadable", error.strerror or ""))
                continue
            known = before.get(name)
            if known is None or known.source != data:
                known = Known(data, parse(data, name))
                parsed += 1
            found[key] = known
        self._known = {known.file.name: known for known in found.values()}
        if parsed > _FEW:
            remember(self.places, found.values())
        files = {key: known.file for key, known in found.items()}
        cycles = tuple(
            CycleFile(file.header, file.blocks)
            for key, file in files.items()
            if key is not None and file.header is not None
        )
        own = files[None].blocks if None in files else ()
        return Loaded(Journal(own, cycles), files, {key: known.source for key, known in found.items()}, tuple(loose))

    def _paths(self, loose: list[Problem]) -> list[tuple[date | None, Path, str]]:
        """The files of the journal; others in the folder of cycles are remarked on and left alone."""
        found: list[tuple[date | None, Path, str]] = [(None, self.places.journal, JOURNAL)]
        try:
            names = sorted(path.name for path in self.places.cycles.iterdir())
        except FileNotFoundError:
            return found
        except OSError as error:
            loose.append(Problem("error", CYCLES, None, "unreadable", error.strerror or ""))
            return found
        for name in names:
            starts = starts_of(name)
            if starts is not None:
                found.append((starts, self.places.cycles / name, f"{CYCLES}/{name}"))
            elif not name.startswith("."):
                loose.append(Problem("remark", f"{CYCLES}/{name}", None, "stray-file"))
        return found

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Runs `edit` on the journal as it is under the lock, and makes its change last.

        When this returns, the change is on the disk. Any refusal leaves every file as it was.
        """

        def once() -> Outcome:
            loaded = self.load()
            self.refuse_partial(loaded)
            outcome = edit(loaded.journal)
            sweep(path_of(self.places, file_name(outcome.change)))
            if outcome.change.opens is not None and loaded.unread not in (None, file_name(outcome.change)):
                raise Damaged(str(loaded.unread))  # the next cycle cannot be known before this one is
            self._write(loaded, outcome.change)
            return outcome

        with locked(self.places.lock):
            return retried(once)

    def refuse_partial(self, loaded: Loaded) -> None:
        """DiskRefused when the disk did not give every file: what is decided on a part of a journal may be wrong."""
        for problem in loaded.loose:
            if problem.what == "unreadable":
                raise DiskRefused(str(path_of(self.places, problem.file)), problem.detail)

    def _write(self, loaded: Loaded, change: Change) -> None:
        name = file_name(change)
        path = path_of(self.places, name)
        blocks = self._stamped(loaded, change)
        old = loaded.bytes.get(change.file)
        if old is None:
            new = appended(format_header(change.opens), blocks, name)
            publish_new(path, new)
        else:
            new = appended(old, blocks, name)
            publish(path, new, old=old, keep=lambda file: backups.keep(self.places, name, file, self._clock()))

    def _stamped(self, loaded: Loaded, change: Change) -> tuple[Block, ...]:
        """The bodies as blocks of one entry: one stamp, later than every earlier one in any file."""
        at = self._clock().astimezone(UTC)
        latest = max((block.at for file in loaded.files.values() for block in file.blocks), default=None)
        if latest is not None and at <= latest:
            at = latest.astimezone(UTC) + timedelta(microseconds=1)
        return tuple(Block(os.urandom(8).hex(), at, self._today, body) for body in change.bodies)


def file_name(change: Change) -> str:
    """The file that a change goes to, below the journal's folder."""
    return JOURNAL if change.file is None else cycle_name(change.file)
