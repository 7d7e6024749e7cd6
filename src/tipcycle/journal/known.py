"""What earlier files of a journal say, as it was understood the last time they were read.

After ten years a journal has sixty files, and only the last still changes. Each is kept here beside the very bytes it
was read from, so that it is never taken for another; a program that was changed reads everything anew.
"""

from binascii import crc32
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from tipcycle.journal.codec import ReadFile
from tipcycle.journal.places import Places
from tipcycle.journal.reader import mode_of, read_file
from tipcycle.journal.writer import put_aside
from tipcycle.program import last_change

_MARK = 32
_MOST_BYTES = 64 * 1024 * 1024
"""Ten years of much writing are a tenth of it; what is larger is not read."""


class Known(msgspec.Struct, frozen=True):
    """A file of the journal, and what it says."""

    source: bytes
    file: ReadFile


def recalled(places: Places) -> Mapping[str, Known]:
    """What is known of each file, by its name below the journal's folder; nothing when in doubt."""
    try:
        data = read_file(_path(places), _MOST_BYTES)
    except OSError:
        return {}
    if data[:_MARK] != _mark(data[_MARK:]):
        return {}
    try:
        every = msgspec.msgpack.decode(data[_MARK:], type=tuple[Known, ...])
    except (msgspec.DecodeError, ValueError):
        return {}
    return {known.file.name: known for known in every}


def remember(places: Places, every: Iterable[Known]) -> None:
    """Keeps what is known for the next run: only where something was saved on this machine."""
    if mode_of(places.state):
        data = msgspec.msgpack.encode([Known(known.source, _lasting(known.file)) for known in every])
        put_aside(_path(places), _mark(data) + data, cache=places.cache)


def _lasting(file: ReadFile) -> ReadFile:
    """Without what only whoever has just read a file is given."""
    return ReadFile(*(getattr(file, name) for name in ReadFile.__struct_fields__))


def _path(places: Places) -> Path:
    return places.cache / "journal"


def _mark(data: bytes) -> bytes:
    """What tells that this program wrote these bytes, and that they are whole."""
    return f"{last_change():023x} {crc32(data):08x}".encode()
