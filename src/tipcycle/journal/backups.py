"""Generations of each file, kept before a new one takes its place. Numbered, not dated."""

import contextlib
import os
import re
import stat
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskRefused, NotConfirmed
from tipcycle.journal.places import Places
from tipcycle.journal.writer import Changed, discard, flush_folder, make_private_folder, publish_new

LAST, DAYS, WEEKS = 20, 14, 12
LONGER_IS_KEPT = timedelta(days=365)
"""A generation longer than what replaced it may hold what was lost: it stays a year from then on."""

_OTHERS = 0o077
"""A file that others may read is copied: its generation is the owner's alone."""
_NUMBERED = re.compile(r"(.+)\.(\d{6,})$")


class Generation(Struct, frozen=True):
    """One earlier state of one file."""

    path: Path
    name: str
    """The file it was, below the journal's folder."""
    number: int
    size: int
    written: datetime
    """When that state was written (UTC)."""


def generations(places: Places, name: str | None = None) -> list[Generation]:
    """The earlier states of a file (of all files), oldest first."""
    found = []
    paths = places.backups.rglob("*") if name is None else (places.backups / name).parent.glob("*")
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in paths:
            match = _NUMBERED.fullmatch(path.relative_to(places.backups).as_posix())
            if match is None or name not in (None, match[1]):
                continue
            with contextlib.suppress(OSError, ValueError, OverflowError):  # gone, or written beyond the calendar
                facts = path.lstat()
                if stat.S_ISREG(facts.st_mode):
                    written = datetime.fromtimestamp(facts.st_mtime, UTC)
                    found.append(Generation(path, match[1], int(match[2]), facts.st_size, written))
    return sorted(found, key=lambda generation: (generation.name, generation.number))


def keep(places: Places, name: str, file: Path, now: datetime) -> None:
    """Keeps the present state of `file` as the next generation of `name`, and lets go of what is past keeping."""
    earlier = generations(places, name)
    if earlier and earlier[-1].path.samefile(file):  # kept already, by a run that was killed before its rename
        return
    number = earlier[-1].number + 1 if earlier else 1
    while not _kept(file, places.backups / f"{name}.{number:06}"):
        number += 1
    for generation in past_keeping(generations(places, name), now):
        discard(generation.path)


def _kept(file: Path, target: Path) -> bool:
    """Keeps the present state of a file under this name, for good; False when the name is taken by something else."""
    make_private_folder(target.parent)
    facts = file.stat()
    if not facts.st_mode & _OTHERS:
        try:
            os.link(file, target)  # the rename leaves this very file behind, whole and already on the disk
        except FileExistsError:
            return False
        except OSError:  # another file system, or one without links
            pass
        else:
            flush_folder(target.parent)
            return True
    try:
        publish_new(target, file.read_bytes())
    except Changed:
        return False
    except NotConfirmed as error:  # what may not last cannot be relied on, and nothing was replaced yet
        raise DiskRefused(error.path, error.reason) from error
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    return True


def past_keeping(every: list[Generation], now: datetime) -> list[Generation]:
    """The generations that need not be kept: not among the last, the daily, the weekly, nor longer than their follower.

    All of one file, oldest first.
    """
    kept: set[int] = {generation.number for generation in every[-LAST:]}
    days: dict[object, int] = {}
    weeks: dict[object, int] = {}
    for generation in every:
        days[generation.written.date()] = generation.number
        weeks[generation.written.isocalendar()[:2]] = generation.number
    kept |= set(list(days.values())[-DAYS:]) | set(list(weeks.values())[-WEEKS:])
    for generation, follower in pairwise(every):
        if generation.size > follower.size and now - follower.written < LONGER_IS_KEPT:
            kept |= {generation.number, follower.number}  # without the follower nobody would see that it was longer
    return [generation for generation in every if generation.number not in kept]
