"""Takes a file back to an earlier state, or a whole journal out of an archive. Never deletes anything.

What is replaced becomes a generation first, so a restore can itself be taken back.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tipcycle.core.errors import Newer, NoBackup, Refused
from tipcycle.journal.backups import Generation, generations
from tipcycle.journal.holdings import held_by, known_format, newest_good
from tipcycle.journal.lock import locked, retried
from tipcycle.journal.merge import plan
from tipcycle.journal.names import meant
from tipcycle.journal.places import Places
from tipcycle.journal.sources import Source
from tipcycle.journal.whole import Clock, Put, present, put_all

How = Literal["new", "same", "older", "differs"]
"""How a file that is there compares with the one that is to take its place: `older` is an earlier state of it."""


class Restored(Struct, frozen=True):
    """What a restore put in place."""

    written: tuple[str, ...]
    kept_as: Mapping[str, int]
    """The numbers under which the replaced files are kept."""


def generation_named(places: Places, word: str, number: int | None) -> Generation:
    """The generation that is meant by a file and a number, a number alone, or a path; NoBackup for any other.

    A file alone means its latest generation of which all can be read, or where there is none the latest.
    """
    every = generations(places)
    if number is None and word.isascii() and word.isdigit():
        found = [generation for generation in every if generation.number == int(word[:12])]
    elif (name := meant(word)) is not None:
        found = [generation for generation in every if generation.name == name and number in (None, generation.number)]
        sound = newest_good(places, name) if number is None and len(found) > 1 else None
        found = [generation for generation in found if generation.number == sound] or found[-1:]
    else:
        found = [generation for generation in every if number is None and _same(generation.path, Path(word))]
    if len(found) != 1:
        raise NoBackup(word if number is None else f"{word} {number}", several=len(found) > 1)
    return found[0]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def compared(ours: bytes | None, theirs: bytes) -> How:
    """How our file compares with the one that would take its place; line ends do not matter.

    >>> compared(b"a", b"ab"), compared(b"ab", b"a"), compared(None, b"a")
    ('older', 'differs', 'new')
    """
    if ours is None:
        return "new"
    if ours == theirs:
        return "same"
    return "older" if _plain(theirs).startswith(_plain(ours)) else "differs"


def _plain(data: bytes) -> bytes:
    return re.sub(rb"\r\n", b"\n", data).rstrip(b"\n")


def restore(places: Places, files: Mapping[str, bytes], clock: Clock) -> Restored:
    """Puts these files in their places, each in one durable write; what is the same already stays untouched.

    Newer, before anything is written, for a file of a later format on either side; Halfway when the disk stops.
    """

    def once() -> tuple[str, ...]:
        ours = present(places, files)
        puts = {name: Put(name, ours.get(name), data) for name, data in files.items() if ours.get(name) != data}
        for name, one in puts.items():
            refuse_newer(name, one.new, one.old or b"")
        put_all(places, puts, clock())
        return tuple(puts)

    with locked(places.lock):
        before = {generation.path for generation in generations(places)}
        written = retried(once)
        kept = {each.name: each.number for each in generations(places) if each.path not in before}
    return Restored(written, {name: kept[name] for name in written if name in kept})


def refuse_newer(name: str, *states: bytes) -> None:
    """Newer when one of these, as the file of this name, is of a later format."""
    for data in states:
        format = held_by(name, data).format
        if format > known_format(name):
            raise Newer(name, format)


def has_more(name: str, ours: bytes, than: bytes) -> bool:
    """Whether our file has blocks that the other has not."""
    try:
        return bool(plan({name: than}, [Source("", name, ours)]).puts)
    except Refused:
        return True
