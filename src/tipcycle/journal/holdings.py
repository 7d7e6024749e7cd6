"""What a file or an earlier state of it holds, without a word of it: how many blocks, and whether they can be read."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tipcycle.core.blocks import Close
from tipcycle.core.standing import standing
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.journal.backups import Generation, generations
from tipcycle.journal.codec import FORMAT, parse
from tipcycle.journal.names import path_of
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
    entries: int = 0
    """How many entries these are: all that one command wrote is one."""

    @property
    def sound(self) -> bool:
        """Whether all of it can be read, and there is something in it."""
        return self.errors == 0 and self.blocks > 0


UNREADABLE = Holding(0, 1)


def held_by(name: str, data: bytes) -> Holding:
    """What bytes hold as the file of this name."""
    if name == OWN_TIPS:
        tips, format = tips_of(data)
        return UNREADABLE if tips is None else Holding(len(tips), 0, format, len(tips))
    file = parse(data, name)
    entries = len({block.at for block in file.blocks}) + sum(block is None for _, _, block in file.tables)
    errors = sum(problem.level == "error" for problem in file.problems)
    return Holding(len(file.tables), errors, file.format, entries)


def known_format(name: str) -> int:
    """The latest format that is understood here of the file of this name."""
    return TIPS_FORMAT if name == OWN_TIPS else FORMAT


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


def good_ones(places: Places, name: str) -> Iterator[tuple[Generation, bytes, Holding]]:
    """The generations of a file of which all can be read here, the latest first."""
    for generation in reversed(generations(places, name)):
        data = data_of(generation)
        holding = UNREADABLE if data is None else held_by(name, data)
        if data is not None and holding.sound and holding.format <= known_format(name):
            yield generation, data, holding


def newest_good(places: Places, name: str) -> int | None:
    """The number of the latest generation of which all can be read; None without one."""
    return next((generation.number for generation, _, _ in good_ones(places, name)), None)


class Offer(Struct, frozen=True):
    """A generation that can help."""

    number: int
    newer: int = 0
    """How many entries that can be read in the file now came after it."""


def best_offer(places: Places, name: str, *, closed: bool = False) -> Offer | None:
    """The generation that holds most, of which all can be read, and the latest of several; None without one.

    `closed`: only one in which the close of the cycle stands.
    """
    found = [
        (holding.blocks, generation.number, data)
        for generation, data, holding in good_ones(places, name)
        if not closed or closes(data, name)
    ]
    if not found:
        return None
    _, number, data = max(found)
    return Offer(number, _newer(places, name, data))


def closes(data: bytes, name: str) -> bool:
    """Whether a close stands in these bytes."""
    return any(isinstance(block.body, Close) for block in standing(parse(data, name).blocks))


def _newer(places: Places, name: str, earlier: bytes) -> int:
    """How many entries can be read in the file now that these bytes do not have."""
    if name == OWN_TIPS:
        return 0
    try:
        now = read_file(path_of(places, name), MOST_BYTES)
    except OSError:
        return 0
    known = {block.id for block in parse(earlier, name).blocks}
    return len({block.at for block in parse(now, name).blocks if block.id not in known})
