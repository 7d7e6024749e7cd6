"""Loading a journal and saving changes to it. Each save is one durable write of one file."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, field

from tipcycle.core.cycle import Cycle
from tipcycle.core.diagnostics import (
    Problem,
    file_problems,
    ignored_events,
    never_kept_tips,
    overlapping_cycles,
    unclosed_cycles,
    unknown_tips,
)
from tipcycle.core.errors import DamagedFileError, DiskError, LastStampError
from tipcycle.core.events import Change, Close, CycleFile, Event, Journal
from tipcycle.core.projection import active_events, closes_before_pick, undone_ids
from tipcycle.core.weeks import YEAR_LIMIT
from tipcycle.storage import backups
from tipcycle.storage.atomic_files import (
    create_file,
    placeholder_of,
    read_file,
    remove_stale_tempfiles,
    replace_file,
    require_missing,
)
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.parse_cache import CachedFile, clear_parse_cache, load_parse_cache, save_parse_cache
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
"""Number of newly parsed files above which the cache is written. For fewer files, parsing is as fast as the cache."""


class HasChange(Protocol):
    """The outcome of an edit: the data to display and the change to save."""

    @property
    def change(self) -> Change:
        """The events to add to the journal."""


Outcome = TypeVar("Outcome", bound=HasChange)


class LoadedJournal(Struct, frozen=True):
    """A loaded journal and the problems of its files."""

    journal: Journal
    files: Mapping[date | None, ParsedFile] = field(default_factory=dict)
    contents: Mapping[date | None, bytes] = field(default_factory=dict)
    file_problems: tuple[Problem, ...] = ()
    """Problems of files that could not be read at all."""

    @property
    def error_count(self) -> int:
        """Number of errors because of which the loaded journal is incomplete."""
        return sum(problem.severity == "error" for problem in self._read_problems())

    @property
    def newer_files(self) -> tuple[tuple[str, int], ...]:
        """Name and format of each file that a newer tipcycle wrote. These files are read-only here."""
        return tuple((file.name, file.format) for file in self.files.values() if file.format > JOURNAL_FORMAT)

    @property
    def unreadable_latest(self) -> str | None:
        """Name of the file of the latest cycle if the file or its header cannot be read, else None.

        In that case the latest cycle is missing, so the loaded cycles do not show the current state.
        """
        unreadable = {starts: file.name for starts, file in self.files.items() if starts and file.header is None}
        unreadable |= {
            starts: problem.file
            for problem in self.file_problems
            if problem.severity == "error" and (starts := parse_cycle_name(problem.file))
        }
        latest = max((starts for starts in (*self.files, *unreadable) if starts), default=None)
        return unreadable.get(latest) if latest else None

    def _read_problems(self) -> list[Problem]:
        return [*self.file_problems, *(problem for file in self.files.values() for problem in file.problems)]

    def problems(self, cycles: Sequence[Cycle], is_known: Callable[[int], bool] | None = None) -> list[Problem]:
        """Return all problems of the files, including the events that the rules ignore, sorted by file and line.

        With `is_known`, which returns True for an existing tip, also report the unknown tips.
        """
        problems = self._read_problems() + self._left_out_problems()
        problems += [
            Problem("remark", self.files[starts].name, None, "no-place", str(tip))
            for starts, tip in never_kept_tips(cycles)
        ]
        problems += [
            Problem(
                "remark",
                self.files[later.starts].name,
                None,
                "overlap",
                str(later.number),
                extra_detail=str(earlier.number),
            )
            for earlier, later in overlapping_cycles(cycles)
        ]
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
            file = self.files[starts]  # a copy of the event in another file has the same id
            problems.append(Problem("remark", file.name, file.line_numbers[id], code, detail))
        return sorted(problems, key=lambda problem: (problem.file, problem.line or 0))

    def _left_out_problems(self) -> list[Problem]:
        """Return what the files leave out, as far as it shows without the cycles."""
        return [
            Problem("remark", file.name, file.line_numbers.get(id) if id else None, code, detail)
            for starts, file in self.files.items()
            for id, code, detail in file_problems(file.events, is_cycle=starts is not None)
        ]

    @property
    def slips(self) -> list[Problem]:
        """What a slip in a manual edit most likely left out: each read command mentions it until it is repaired."""
        unknown = [problem for problem in self._read_problems() if problem.suggestion]
        hidden = [problem for problem in self._left_out_problems() if problem.code == "no-pick"]
        early = [
            Problem("remark", file.name, file.line_numbers[event.id], "close-before-pick")
            for file in self.files.values()
            for event in closes_before_pick(active_events(file.events))
        ]
        return [*unknown, *hidden, *early]

    def _unknown_tip_problems(self, is_known: Callable[[int], bool]) -> list[Problem]:
        """Return a problem for each unknown tip in a file, once per tip and file."""
        return [
            Problem("remark", file.name, file.line_numbers.get(id), "no-such-tip", str(tip))
            for file in self.files.values()
            for id, tip in unknown_tips(file.events, is_known)
        ]

    def _is_close_undone(self, starts: date) -> bool:
        """Return True if the file of this cycle contains a close that was undone."""
        events = self.files[starts].events
        undone = undone_ids(events)
        return any(isinstance(event.payload, Close) and event.id in undone for event in events)


class Store:
    """A journal on disk. `clock` is only called for the time stamp of what is saved."""

    def __init__(self, paths: Paths, today: date, clock: Callable[[], datetime]) -> None:
        self.paths = paths
        self._today = today
        self._clock = clock
        self._cached: Mapping[str, CachedFile] | None = None
        """Parsed files of the last load or of the cache file. A file with the same bytes is not parsed again."""

    def load(self) -> LoadedJournal:
        """Load everything that can be read.

        No lock is needed, because writers replace files atomically and never modify them in place.
        """
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
            cached_file = cached.get(name)
            if cached_file is None or cached_file.data != data:
                cached_file = CachedFile(data, parse_file(data, name))
                parsed_count += 1
            files_read[key] = cached_file
        by_name = {cached_file.file.name: cached_file.data for cached_file in files_read.values()}
        if any(not by_name.get(name, b"").startswith(entry.data) for name, entry in cached.items()):
            clear_parse_cache(self.paths)  # it holds what was removed from a file since
        self._cached = {cached_file.file.name: cached_file for cached_file in files_read.values()}
        if parsed_count > _CACHE_THRESHOLD:
            save_parse_cache(self.paths, files_read.values())
        files = {key: cached_file.file for key, cached_file in files_read.items()}
        cycles = tuple(
            CycleFile(file.header, file.events)
            for key, file in files.items()
            if key is not None and file.header is not None
        )
        global_events = files[None].events if None in files else ()
        return LoadedJournal(
            Journal(global_events, cycles),
            files,
            {key: cached_file.data for key, cached_file in files_read.items()},
            tuple(problems),
        )

    def _list_files(self, problems: list[Problem]) -> list[tuple[date | None, Path, str]]:
        """Return the journal files as (cycle start, path, name). Report other files in `cycles/` as problems."""
        files: list[tuple[date | None, Path, str]] = [(None, self.paths.journal, JOURNAL_FILE)]
        try:
            names = sorted(path.name for path in self.paths.cycles.iterdir())
        except OSError as error:
            try:
                if not isinstance(error, FileNotFoundError):
                    raise
                require_missing(self.paths.cycles)
            except OSError as cause:
                problems.append(Problem("error", CYCLES_FOLDER, None, "unreadable", cause.strerror or ""))
            return files
        names = sorted({placeholder_of(name) or name for name in names})
        for name in names:
            starts = parse_cycle_name(name)
            if starts is not None:
                files.append((starts, self.paths.cycles / name, f"{CYCLES_FOLDER}/{name}"))
            elif not name.startswith("."):
                problems.append(Problem("remark", f"{CYCLES_FOLDER}/{name}", None, "stray-file"))
        return files

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Run `edit` on the current journal under the lock, save its change, and return its outcome.

        When this method returns, the change is on disk. After an exception other than `DurabilityError`, every file is
        unchanged.
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
                raise DamagedFileError(str(loaded.unreadable_latest))  # the next cycle depends on the unreadable one
            self._write_change(loaded, outcome.change)
            discard_edit_copies(self.paths)
            return outcome

        from tipcycle.storage.edit_copies import discard_edit_copies  # most commands only read

        with exclusive_lock(self.paths.lock):
            return retry_if_changed(attempt)

    def require_complete(self, loaded: LoadedJournal) -> None:
        """Raise `DiskError` if a file could not be read: an edit must not decide on an incomplete journal."""
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
            new = append_events(old, events, name, before=loaded.files[change.cycle_start])
            replace_file(
                path,
                new,
                expected=old,
                before_replace=lambda file: backups.create_backup(self.paths, name, file, self._clock()),
            )

    def _stamp_events(self, loaded: LoadedJournal, change: Change) -> tuple[Event, ...]:
        """Return the payloads as the events of one entry.

        All get the same `at`, which is later than the `at` of every existing event in any file.
        """
        at = self._clock().astimezone(UTC)
        latest = max(
            (
                (event.at, file.name, file.line_numbers[event.id])
                for file in loaded.files.values()
                for event in file.events
            ),
            key=lambda stamp: stamp[0],
            default=None,
        )
        if latest is not None and at <= latest[0]:
            at = latest[0] + timedelta(microseconds=1)
            if at.year >= YEAR_LIMIT:
                raise LastStampError(latest[1], latest[2])
        return tuple(Event(os.urandom(8).hex(), at, self._today, payload) for payload in change.payloads)


def change_file_name(change: Change) -> str:
    """Return the name of the file that the change belongs to, relative to the journal folder."""
    return JOURNAL_FILE if change.cycle_start is None else cycle_file_name(change.cycle_start)
