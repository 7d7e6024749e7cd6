"""The shipped catalogue in a form that is read at once; made with the wheel, never trusted over the text.

Reading 101 tips as TOML takes four starts of a bare interpreter, from the index a thirtieth of one.
"""

from binascii import crc32
from pathlib import Path

import msgspec

from tipcycle.core.tips import Catalogue

NAME = "tips.index"
_MARK = 8


def index_of(source: bytes, catalogue: Catalogue) -> bytes:
    """The index of a catalogue that was read from `source`."""
    data = msgspec.msgpack.encode(catalogue)
    return _mark(source, data) + data


def indexed(source: bytes, path: Path) -> Catalogue | None:
    """The catalogue in the index at `path`; None when there is none, it is damaged, or made from another text."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if data[:_MARK] != _mark(source, data[_MARK:]):
        return None
    try:
        return msgspec.msgpack.decode(data[_MARK:], type=Catalogue)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _mark(source: bytes, data: bytes) -> bytes:
    return f"{crc32(data, crc32(source)):0{_MARK}x}".encode()
