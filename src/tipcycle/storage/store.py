"""The only reader and writer of a journal: loads what is there, saves a change as one durable write."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, field

from tipcycle.core.cycle import Cycle
from tipcycle.core.diagnostics import Problem, ignored_events, unclosed_cycles, unknown_tips
from tipcycle.core.errors import DamagedFileError, DiskError
from tipcycle.core.events import Change, Close, CycleFile, Event, Journal
from tipcycle.core.projection import undone_ids
from tipcycle.storage import backups
from tipcycle.storage.atomic_files import create_file, read_file, remove_stale_tempfiles, replace_file
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.parse_cache import CachedFile, load_parse_cache, save_parse_cache
from tipcycle.storage.paths import CYCLES_FOLDER, JOURNAL_FILE, Paths, cycle_file_name, file_path, parse_cycle_name
from tipcycle.storage.toml_format import (
    JOURNAL_FORMAT,
    MAX_FILE_BYTES,
    ParsedFile,
    append_events,
    format_header,
    parse_file,
)

_CACHE_THRESHOLD = 3
"""So many files are parsed as soon as what is known of them is read."""


class HasChange(Protocol):
    """The outcome of an edit: facts for the screen, and the change to save."""

    @property
    def change(self) -> Change:
        """What to add to the journal."""


Outcome = TypeVar("Outcome", bound=HasChange)


class LoadedJournal(Struct, frozen=True):
    """A journal as it was read, and what could not be read."""

    journal: Journal
    files: Mapping[date | None, ParsedFile] = field(default_factory=dict)
    contents: Mapping[date | None, bytes] = field(default_factory=dict)
    file_problems: tuple[Problem, ...] = ()
    """Problems of files that could not be read at all."""

    @property
    def error_count(self) -> int:
        """How many errors made a reader leave something out."""
        return sum(problem.severity == "error" for problem in self._read_problems())

    @property
    def newer_files(self) -> tuple[tuple[str, int], ...]:
        """The files that a newer tipcycle wrote, with their formats: here they can only be read."""
        return tuple((file.name, file.format) for file in self.files.values() if file.format > JOURNAL_FORMAT)

    @property
    def unreadable_latest(self) -> str | None:
        """The file of the latest cycle, when nothing of that cycle can be read.

        What is said of the cycles is wrong then: there is one more, and it is the one that counts.
        """
        unreadable = {starts: file.name for starts, file in self.files.items() if starts and file.header is None}
        unreadable |= {
            starts: each.file
            for each in self.file_problems
            if each.severity == "error" and (starts := parse_cycle_name(each.file))
        }
        latest = max((starts for starts in (*self.files, *unreadable) if starts), default=None)
        return unreadable.get(latest) if latest else None

    def _read_problems(self) -> list[Problem]:
        return [*self.file_problems, *(problem for file in self.files.values() for problem in file.problems)]

    def problems(self, cycles: Sequence[Cycle], is_known: Callable[[int], bool] | None = None) -> list[Problem]:
        """Everything to know about the files, what the rules left out included; `knows` says which tips there are."""
        problems = self._read_problems()
        for earlier, later in unclosed_cycles(cycles):
            name = self.files[earlier.starts].name
            cause = "undone" if self._is_close_undone(earlier.starts) else ""
            problems.append(
                Problem(
                    "remark",
                    name,
                    None,
                    "never-closed",
                    str(earlier.number),
                    extra_detail=str(later.number),
                    cause=cause,
                )
            )
        if is_known is not None:
            problems += self._unknown_tip_problems(is_known)
        for starts, id, code, detail in ignored_events(cycles):
            file = self.files[starts]  # by its id alone it could be meant in another, where it was copied
            problems.append(Problem("remark", file.name, file.line_numbers[id], code, detail))
        return sorted(problems, key=lambda problem: (problem.file, problem.line or 0))

    def _unknown_tip_problems(self, is_known: Callable[[int], bool]) -> list[Problem]:
        """The tips that a file names and that there are not, each once."""
        return [
            Problem("remark", file.name, file.line_numbers.get(id), "no-such-tip", str(tip))
            for file in self.files.values()
            for id, tip in unknown_tips(file.events, is_known)
        ]

    def _is_close_undone(self, starts: date) -> bool:
        """Whether a close in the file of this cycle was taken back."""
        blocks = self.files[starts].events
        undone = undone_ids(blocks)
        return any(isinstance(block.payload, Close) and block.id in undone for block in blocks)


class Store:
    """A journal in its folder. `clock` is asked only for the stamp of what is saved."""

    def __init__(self, paths: Paths, today: date, clock: Callable[[], datetime]) -> None:
        self.paths = paths
        self._today = today
        self._clock = clock
        self._cached: Mapping[str, CachedFile] | None = None
        """What this run or an earlier one read; a file of which the bytes are the same is not parsed again."""

    def load(self) -> LoadedJournal:
        """All that can be read. Takes no lock: every file is replaced whole, never written in place."""
        cached = load_parse_cache(self.paths) if self._cached is None else self._cached
        files_read: dict[date | None, CachedFile] = {}
        problems: list[Problem] = []
        parsed_count = 0
        for key, path, name in self._list_files(problems):
            try:
                data = read_file(path, MAX_FILE_BYTES)
            except FileNotFoundError:
                continue
            except OSError as error:
                problems.append(Problem("error", name, None, "unreadable", error.strerror or ""))
                continue
            known = cached.get(name)
            if known is None or known.data != data:
                known = CachedFile(data, parse_file(data, name))
                parsed_count += 1
            files_read[key] = known
        self._cached = {known.file.name: known for known in files_read.values()}
        if parsed_count > _CACHE_THRESHOLD:
            save_parse_cache(self.paths, files_read.values())
        files = {key: known.file for key, known in files_read.items()}
        cycles = tuple(
            CycleFile(file.header, file.events)
            for key, file in files.items()
            if key is not None and file.header is not None
        )
        global_events = files[None].events if None in files else ()
        return LoadedJournal(
            Journal(global_events, cycles),
            files,
            {key: known.data for key, known in files_read.items()},
            tuple(problems),
        )

    def _list_files(self, problems: list[Problem]) -> list[tuple[date | None, Path, str]]:
        """The files of the journal; others in the folder of cycles are remarked on and left alone."""
        files: list[tuple[date | None, Path, str]] = [(None, self.paths.journal, JOURNAL_FILE)]
        try:
            names = sorted(path.name for path in self.paths.cycles.iterdir())
        except FileNotFoundError:
            return files
        except OSError as error:
            problems.append(Problem("error", CYCLES_FOLDER, None, "unreadable", error.strerror or ""))
            return files
        for name in names:
            starts = parse_cycle_name(name)
            if starts is not None:
                files.append((starts, self.paths.cycles / name, f"{CYCLES_FOLDER}/{name}"))
            elif not name.startswith("."):
                problems.append(Problem("remark", f"{CYCLES_FOLDER}/{name}", None, "stray-file"))
        return files

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Runs `edit` on the journal as it is under the lock, and makes its change last.

        When this returns, the change is on the disk. Any refusal leaves every file as it was.
        """

        def attempt() -> Outcome:
            loaded = self.load()
            self.require_complete(loaded)
            outcome = edit(loaded.journal)
            remove_stale_tempfiles(file_path(self.paths, change_file_name(outcome.change)))
            if outcome.change.new_header is not None and loaded.unreadable_latest not in (
                None,
                change_file_name(outcome.change),
            ):
                raise DamagedFileError(
                    str(loaded.unreadable_latest)
                )  # the next cycle cannot be known before this one is
            self._write_change(loaded, outcome.change)
            return outcome

        with exclusive_lock(self.paths.lock):
            return retry_if_changed(attempt)

    def require_complete(self, loaded: LoadedJournal) -> None:
        """DiskError when the disk did not give every file: what is decided on a part of a journal may be wrong."""
        for problem in loaded.file_problems:
            if problem.code == "unreadable":
                raise DiskError(str(file_path(self.paths, problem.file)), problem.detail)

    def _write_change(self, loaded: LoadedJournal, change: Change) -> None:
        name = change_file_name(change)
        path = file_path(self.paths, name)
        events = self._stamp_events(loaded, change)
        old = loaded.contents.get(change.cycle_start)
        if old is None:
            new = append_events(format_header(change.new_header), events, name)
            create_file(path, new)
        else:
            new = append_events(old, events, name)
            replace_file(
                path,
                new,
                expected=old,
                before_replace=lambda file: backups.create_backup(self.paths, name, file, self._clock()),
            )

    def _stamp_events(self, loaded: LoadedJournal, change: Change) -> tuple[Event, ...]:
        """The bodies as blocks of one entry: one stamp, later than every earlier one in any file."""
        at = self._clock().astimezone(UTC)
        latest = max((block.at for file in loaded.files.values() for block in file.events), default=None)
        if latest is not None and at <= latest:
            at = latest.astimezone(UTC) + timedelta(microseconds=1)
        return tuple(Event(os.urandom(8).hex(), at, self._today, body) for body in change.payloads)


def change_file_name(change: Change) -> str:
    """The file that a change goes to, below the journal's folder."""
    return JOURNAL_FILE if change.cycle_start is None else cycle_file_name(change.cycle_start)
