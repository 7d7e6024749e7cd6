"""Takes in a second copy of a journal: what is missing here is added behind what is there (docs/decisions/10-care.md).

Nothing of our own files changes but their end: comments, hand edits and what tipcycle does not know stay as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field

from tipcycle.core.errors import Damaged, InTheWay, Newer
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.core.twice import Twice, answered_twice
from tipcycle.core.union import Piece, content_of, union
from tipcycle.journal.codec import FORMAT, Parsed, parse
from tipcycle.journal.lock import locked, retried
from tipcycle.journal.names import is_cycle
from tipcycle.journal.own_tips import tips_of
from tipcycle.journal.parts import behind, format_block, standing_in_the_way
from tipcycle.journal.places import OWN_TIPS, Places
from tipcycle.journal.shapes import unknown_keys
from tipcycle.journal.sources import Source
from tipcycle.journal.whole import Clock, Put, present, put_all


class Came(Struct, frozen=True):
    """What came into one file."""

    name: str
    entries: int = 0
    """How many: all that one command wrote is one."""
    whole: bool = False
    """The file was not here and was copied as it is."""
    differing: tuple[str, ...] = ()
    """Ids that stand here and there and do not say the same. Blocks are kept twice; of tips ours stays."""
    other_weeks: bool = False
    """The copy counts the weeks of the cycle otherwise; our own header stays."""
    twice: tuple[Twice, ...] = ()
    """What was answered here and there, and not alike."""


class Merged(Struct, frozen=True):
    """What a merge did, or would do."""

    files: tuple[Came, ...]
    left: Mapping[str, int] = field(default_factory=dict)
    """How many things could not be read, by where they stand."""
    puts: Mapping[str, Put] = field(default_factory=dict)


def merge(places: Places, sources: Sequence[Source], clock: Clock) -> Merged:
    """Adds what the sources have and the journal has not; one durable write a file.

    Newer, Damaged, InTheWay or TooLarge before anything is written; Halfway when the disk stops taking it.
    """
    names = sorted({source.name for source in sources if source.name is not None})

    def once() -> Merged:
        planned = plan(present(places, names), sources)
        put_all(places, planned.puts, clock())
        return planned

    with locked(places.lock):
        return retried(once)


def plan(ours: Mapping[str, bytes], sources: Iterable[Source]) -> Merged:
    """What a merge of these sources into these files does."""
    came: dict[str, Came] = {}
    left: dict[str, int] = {}
    texts = dict(ours)
    for source in sorted(sources, key=_soundest_first):
        if source.name is None:
            left[source.label] = 1
            continue
        into = _tips_into if source.name == OWN_TIPS else _blocks_into
        before = texts.get(source.name)
        text, one, lost = into(before, source)
        if lost:
            left[source.label] = lost
        if text != before and text is not None:
            texts[source.name] = text
        came[source.name] = _both(came.get(source.name), one)
    puts = {name: Put(name, ours.get(name), text) for name, text in texts.items() if text != ours.get(name)}
    return Merged(tuple(came[name] for name in sorted(came)), left, puts)


def _soundest_first(source: Source) -> tuple[bool, str]:
    """A file that is new here is copied from a sound source, where there is one."""
    damaged = source.name not in (None, OWN_TIPS) and parse(source.data, str(source.name)).damaged
    return damaged, source.label


def _both(one: Came | None, other: Came) -> Came:
    if one is None:
        return other
    differing = tuple(dict.fromkeys(one.differing + other.differing))
    return Came(
        one.name,
        one.entries + other.entries,
        one.whole or other.whole,
        differing,
        one.other_weeks or other.other_weeks,
        (*one.twice, *(each for each in other.twice if each not in one.twice)),
    )


def pieces_of(file: Parsed) -> tuple[Piece, ...]:
    """Every block of a file that can be kept, known or not."""
    found = []
    for kind, table, block in file.tables:
        id = table.get("id")
        odd = table if block is None else {key: table[key] for key in unknown_keys(kind, table)}
        try:
            content = (block, content_of(odd))
        except RecursionError:
            continue
        found.append(Piece(kind, id if isinstance(id, str) else "", content, table))
    return tuple(found)


def _blocks_into(ours: bytes | None, source: Source) -> tuple[bytes | None, Came, int]:
    """Our file with what a source adds, what that is, and how much of the source could not be read."""
    name = str(source.name)
    theirs = parse(source.data, name)
    if theirs.format > FORMAT:
        raise Newer(source.label, theirs.format)
    lost = sum(problem.hidden or 1 for problem in theirs.problems if problem.level == "error")
    if ours is None:
        if is_cycle(name) and theirs.header is None:
            return None, Came(name), lost
        return source.data, Came(name, _entries(pieces_of(theirs)), whole=True), lost
    read = parse(ours, name)
    found = union(pieces_of(read), pieces_of(theirs))
    if found.new and read.format > FORMAT:
        raise Newer(name, read.format)
    if found.new and read.damaged:
        raise Damaged(name, next(problem.line for problem in read.problems if problem.level == "error"))
    other_weeks = theirs.header is not None and theirs.header != read.header
    text, added = _with(ours, read, found.new, name)
    twice = answered_twice(read.blocks, theirs.blocks) if added else ()
    came = Came(name, _entries(added), differing=found.differing, other_weeks=other_weeks, twice=twice)
    return text, came, lost + len(found.new) - len(added)


def _entries(pieces: Iterable[Piece]) -> int:
    """How many entries these blocks are: those of one command carry one stamp; one without a stamp stands alone."""
    found: set[object] = set()
    for place, piece in enumerate(pieces):
        at = piece.table.get("at")  # of an unknown block it can be anything, a list too
        found.add(at if isinstance(at, datetime) else piece.id or place)
    return len(found)


def _with(ours: bytes, read: Parsed, new: tuple[Piece, ...], name: str) -> tuple[bytes, list[Piece]]:
    """Our file with these blocks behind it, read back; and those of them that can be written at all."""
    texts: list[str] = []
    added: list[Piece] = []
    for piece in new:
        try:
            texts.append(format_block(piece.kind, piece.table))
        except (ValueError, RecursionError, OverflowError):  # a number of thousands of digits
            continue
        added.append(piece)
    if not added:
        return ours, []
    whole = behind(ours, "".join(texts), name)
    after = parse(whole, name)
    if after.damaged or after.header != read.header or _marks(after) != _marks(read) + Counter(map(_mark, added)):
        raise InTheWay(name, standing_in_the_way(ours, (piece.kind for piece in added)))
    return whole, added


def _mark(piece: Piece) -> tuple[object, ...]:
    return (piece.kind, piece.id, piece.content)


def _marks(file: Parsed) -> Counter[tuple[object, ...]]:
    return Counter(map(_mark, pieces_of(file)))


def _tips_into(ours: bytes | None, source: Source) -> tuple[bytes | None, Came, int]:
    """Our own tips with those of a source whose number is free here; a number that is taken stays ours."""
    theirs, format = tips_of(source.data)
    if format > TIPS_FORMAT:
        raise Newer(source.label, format)
    if theirs is None:
        return ours, Came(OWN_TIPS), 1
    if ours is None:
        return source.data, Came(OWN_TIPS, len(theirs), whole=True), 0
    known, format = tips_of(ours)
    if format > TIPS_FORMAT:
        raise Newer(OWN_TIPS, format)
    if known is None:
        raise Damaged(OWN_TIPS)
    found = union(known, theirs)
    new = [piece for piece in found.new if piece.id not in found.differing]
    if not new:
        return ours, Came(OWN_TIPS, differing=found.differing), 0
    try:
        added = "".join(format_block(piece.kind, piece.table) for piece in new)
    except (ValueError, RecursionError, OverflowError):
        return ours, Came(OWN_TIPS, differing=found.differing), len(new)
    whole = behind(ours, added, OWN_TIPS)
    after, _ = tips_of(whole)
    if after is None or Counter(map(_mark, after)) != Counter(map(_mark, (*known, *new))):
        raise InTheWay(OWN_TIPS, "tip")
    return whole, Came(OWN_TIPS, len(new), differing=found.differing), 0
