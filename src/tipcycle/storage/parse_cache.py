"""What earlier files of a journal say, as it was understood the last time they were read.

After ten years a journal has sixty files, and only the last still changes. Each is kept here beside the very bytes it
was read from, so that it is never taken for another; a program that was changed reads everything anew.
"""

from binascii import crc32
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from tipcycle.package_mtime import last_modified
from tipcycle.storage.atomic_files import file_mode, read_file, write_cache_file
from tipcycle.storage.paths import Paths
from tipcycle.storage.toml_format import ParsedFile

_CACHE_HEADER_SIZE = 32
_MAX_CACHE_BYTES = 64 * 1024 * 1024
"""Ten years of much writing are a tenth of it; what is larger is not read."""


class CachedFile(msgspec.Struct, frozen=True):
    """A file of the journal, and what it says."""

    data: bytes
    file: ParsedFile


def load_parse_cache(paths: Paths) -> Mapping[str, CachedFile]:
    """What is known of each file, by its name below the journal's folder; nothing when in doubt."""
    try:
        data = read_file(_parse_cache_path(paths), _MAX_CACHE_BYTES)
    except OSError:
        return {}
    if data[:_CACHE_HEADER_SIZE] != _cache_header(data[_CACHE_HEADER_SIZE:]):
        return {}
    try:
        cached_files = msgspec.msgpack.decode(data[_CACHE_HEADER_SIZE:], type=tuple[CachedFile, ...])
    except (msgspec.DecodeError, ValueError):
        return {}
    return {known.file.name: known for known in cached_files}


def save_parse_cache(paths: Paths, cached: Iterable[CachedFile]) -> None:
    """Keeps what is known for the next run: only where something was saved on this machine."""
    if file_mode(paths.state):
        data = msgspec.msgpack.encode([CachedFile(known.data, _without_tables(known.file)) for known in cached])
        write_cache_file(_parse_cache_path(paths), _cache_header(data) + data, cache=paths.cache)


def _without_tables(file: ParsedFile) -> ParsedFile:
    """Without what only whoever has just read a file is given."""
    return ParsedFile(*(getattr(file, name) for name in ParsedFile.__struct_fields__))


def _parse_cache_path(paths: Paths) -> Path:
    return paths.cache / "journal"


def _cache_header(data: bytes) -> bytes:
    """What tells that this program wrote these bytes, and that they are whole."""
    return f"{last_modified():023x} {crc32(data):08x}".encode()
