"""Whole files of a journal, as bytes: what is there, and putting other bytes in its place.

What is replaced becomes a generation first, so nothing here loses anything. The caller holds the lock.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskRefused, Halfway, NotConfirmed
from tipcycle.journal import backups
from tipcycle.journal.lock import locked
from tipcycle.journal.names import is_ours, path_of
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import CYCLES, JOURNAL, OWN_TIPS, Places
from tipcycle.journal.reader import read_file
from tipcycle.journal.writer import Changed, publish, publish_new, sweep

Clock = Callable[[], datetime]


class Put(Struct, frozen=True):
    """What a file is to become. Changed when it no longer is what it was."""

    name: str
    old: bytes | None
    """None for a file that is not there yet."""
    new: bytes


def read_whole(places: Places, name: str) -> bytes | None:
    """The bytes of a file of the journal (a little more than tipcycle reads of one too large); None without one."""
    path = path_of(places, name)
    try:
        return read_file(path, MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskRefused(str(path), error.strerror or str(error)) from error


def present(places: Places, names: Iterable[str]) -> dict[str, bytes]:
    """Those of these files that are there, by their names."""
    read = {name: read_whole(places, name) for name in names}
    return {name: data for name, data in read.items() if data is not None}


def names_of_all(places: Places) -> list[str]:
    """Every name that a file of this journal has or may have: own tips, and a file a cycle."""
    return [JOURNAL, OWN_TIPS, *_cycles(places.cycles)]


def _cycles(folder: Path) -> list[str]:
    try:
        names = sorted(f"{CYCLES}/{path.name}" for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DiskRefused(str(folder), error.strerror or str(error)) from error
    return [name for name in names if is_ours(name)]


def put(places: Places, wanted: Put, now: datetime) -> None:
    """Puts one file in its place, durably."""
    path = path_of(places, wanted.name)
    sweep(path)
    if wanted.old is None:
        publish_new(path, wanted.new)
        return
    # Of a file that is larger than tipcycle reads only the beginning is known, so it cannot be compared.
    old = wanted.old if len(wanted.old) <= MOST_BYTES else None
    publish(path, wanted.new, old=old, keep=lambda file: backups.keep(places, wanted.name, file, now))


def put_all(places: Places, wanted: Mapping[str, Put], now: datetime) -> None:
    """Puts several files in their places, each durably; Halfway when the disk takes only some of them."""
    written: list[str] = []
    for name, one in wanted.items():
        try:
            put(places, one, now)
        except (DiskRefused, NotConfirmed) as refused:
            if isinstance(refused, NotConfirmed):
                written.append(name)
            if not written or len(wanted) == 1:
                raise
            raise Halfway(tuple(written), refused.path, refused.reason) from refused
        written.append(name)


def put_if_unchanged(places: Places, name: str, base: bytes, new: bytes, clock: Clock) -> bool:
    """Puts one file in the place of exactly these bytes, under the lock; False when it holds others meanwhile."""
    with locked(places.lock):
        try:
            put(places, Put(name, base, new), clock())
        except Changed:
            return False
    return True
