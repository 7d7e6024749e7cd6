"""Generations of each file, kept before a new one takes its place. Numbered, not dated."""

import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tipcycle.journal.places import Places
from tipcycle.journal.writer import discard, make_private_folder, publish_new

LAST, DAYS, WEEKS = 20, 14, 12
LONGER_IS_KEPT = timedelta(days=365)
"""A generation longer than what replaced it may hold what was lost: it stays a year."""

_NUMBERED = re.compile(r"(.+)\.(\d{6,})$")


@dataclass(frozen=True, slots=True)
class Generation:
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
    if not places.backups.is_dir():
        return []
    for path in sorted(places.backups.rglob("*")):
        match = _NUMBERED.fullmatch(path.relative_to(places.backups).as_posix())
        if match is None or not path.is_file() or name not in (None, match[1]):
            continue
        facts = path.stat()
        written = datetime.fromtimestamp(facts.st_mtime, UTC)
        found.append(Generation(path, match[1], int(match[2]), facts.st_size, written))
    return sorted(found, key=lambda generation: (generation.name, generation.number))


def keep(places: Places, name: str, file: Path, now: datetime) -> None:
    """Keeps the present state of `file` as the next generation of `name`, and lets go of what is past keeping."""
    earlier = generations(places, name)
    number = earlier[-1].number + 1 if earlier else 1
    target = places.backups / f"{name}.{number:06}"
    make_private_folder(target.parent)
    try:
        os.link(file, target)  # the rename leaves this very file behind, whole and already on the disk
    except OSError:
        publish_new(target, file.read_bytes())
        shutil.copystat(file, target)
    for generation in past_keeping(earlier, file.stat().st_size, now):
        discard(generation.path)


def past_keeping(earlier: list[Generation], current: int, now: datetime) -> list[Generation]:
    """The generations that need not be kept: not among the last, the daily or the weekly, nor longer than the next."""
    kept: set[int] = {generation.number for generation in earlier[-LAST:]}
    days: dict[object, int] = {}
    weeks: dict[object, int] = {}
    for generation in earlier:
        days[generation.written.date()] = generation.number
        weeks[generation.written.isocalendar()[:2]] = generation.number
    kept |= set(list(days.values())[-DAYS:]) | set(list(weeks.values())[-WEEKS:])
    sizes = [*(generation.size for generation in earlier[1:]), current]
    for generation, follower in zip(earlier, sizes, strict=False):
        if generation.size > follower and now - generation.written < LONGER_IS_KEPT:
            kept.add(generation.number)
    return [generation for generation in earlier if generation.number not in kept]
