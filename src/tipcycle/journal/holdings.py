"""What a file or an earlier state of it holds, without a word of it: how many blocks, and whether they can be read."""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.journal.backups import Generation, generations
from tipcycle.journal.codec import FORMAT, parse
from tipcycle.journal.names import is_cycle, path_of
from tipcycle.journal.own_tips import tips_of
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import OWN_TIPS, Places
from tipcycle.journal.reader import read_file


class Holding(Struct, frozen=True):
    """What some bytes hold as a file of a journal."""

    blocks: int
    """How many can be read; of own tips, how many tips."""
    errors: int
    format: int = FORMAT

    @property
    def sound(self) -> bool:
        """Whether all of it can be read, and there is something in it."""
        return self.errors == 0 and self.blocks > 0


UNREADABLE = Holding(0, 1)


def held_by(name: str, data: bytes) -> Holding:
    """What bytes hold as the file of this name."""
    if name == OWN_TIPS:
        tips, format = tips_of(data)
        return UNREADABLE if tips is None else Holding(len(tips), 0, format)
    file = parse(data, name, is_cycle=is_cycle(name))
    return Holding(len(file.tables), sum(problem.level == "error" for problem in file.problems), file.format)


class Backup(Struct, frozen=True):
    """A generation, and what it holds."""

    generation: Generation
    holding: Holding
    longer: bool
    """Whether it is longer than what replaced it: it may hold what was lost."""


def data_of(generation: Generation) -> bytes | None:
    """The bytes of a generation; None where the disk no longer gives them."""
    try:
        return read_file(generation.path, MOST_BYTES)
    except OSError:
        return None


def backups_of(places: Places, name: str | None = None) -> tuple[Backup, ...]:
    """The generations of a file (of all files), with what they hold; of each file the newest first."""
    found: list[Backup] = []
    every = generations(places, name)
    for each in dict.fromkeys(generation.name for generation in every):
        found += _of_one(places, each, [generation for generation in every if generation.name == each])
    return tuple(found)


def _of_one(places: Places, name: str, every: Sequence[Generation]) -> list[Backup]:
    try:
        current = path_of(places, name).stat().st_size
    except OSError:
        current = 0
    followers = [*(generation.size for generation in every[1:]), current]
    found = []
    for generation, follower in zip(every, followers, strict=True):
        data = data_of(generation)
        holding = UNREADABLE if data is None else held_by(name, data)
        found.append(Backup(generation, holding, generation.size > follower))
    return found[::-1]


def newest_good(places: Places, name: str) -> int | None:
    """The number of the latest generation of which all can be read; None without one."""
    for generation in reversed(generations(places, name)):
        data = data_of(generation)
        if data is not None and held_by(name, data).sound and held_by(name, data).format <= FORMAT:
            return generation.number
    return None
