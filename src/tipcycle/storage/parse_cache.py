"""Cache of parsed journal files.

After ten years a journal has sixty files, and only the last one still changes. Each cache entry includes the bytes
that it was parsed from, so a changed file is never mistaken for the cached one. An upgrade of tipcycle invalidates the
cache.
"""

from binascii import crc32
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from tipcycle.package_mtime import last_modified
from tipcycle.storage.atomic_files import file_mode, read_file, unlink_quietly, write_cache_file
from tipcycle.storage.field_types import decode_week
from tipcycle.storage.paths import Paths
from tipcycle.storage.toml_format import ParsedFile

_CACHE_HEADER_SIZE = 32
_MAX_CACHE_BYTES = 64 * 1024 * 1024
"""Size above which the cache is not read; about ten times the size for ten years of heavy use."""


class CachedFile(msgspec.Struct, frozen=True):
    """The bytes of a journal file and their parsed content."""

    data: bytes
    file: ParsedFile


def load_parse_cache(paths: Paths) -> Mapping[str, CachedFile]:
    """Return the cached files by name, or an empty mapping if the cache is missing, damaged or outdated."""
    try:
        data = read_file(_parse_cache_path(paths), _MAX_CACHE_BYTES)
    except OSError:
        return {}
    if data[:_CACHE_HEADER_SIZE] != _cache_header(data[_CACHE_HEADER_SIZE:]):
        return {}
    try:
        cached_files = msgspec.msgpack.decode(
            data[_CACHE_HEADER_SIZE:], type=tuple[CachedFile, ...], dec_hook=decode_week
        )
    except (msgspec.DecodeError, ValueError):
        return {}
    return {cached_file.file.name: cached_file for cached_file in cached_files}


def save_parse_cache(paths: Paths, cached: Iterable[CachedFile]) -> None:
    """Write the cache, but only if the state folder exists, so that reading never creates a folder."""
    if file_mode(paths.state):
        data = msgspec.msgpack.encode(
            [CachedFile(cached_file.data, _without_tables(cached_file.file)) for cached_file in cached],
            enc_hook=str,
        )
        write_cache_file(_parse_cache_path(paths), _cache_header(data) + data)


def clear_parse_cache(paths: Paths) -> None:
    """Remove the cache, unless its folder is a link. Ignore errors."""
    if not paths.cache.is_symlink():
        unlink_quietly(_parse_cache_path(paths))


def _without_tables(file: ParsedFile) -> ParsedFile:
    """Drop the fields of `RawParsedFile` that only a freshly parsed file has."""
    return ParsedFile(*(getattr(file, name) for name in ParsedFile.__struct_fields__))


def _parse_cache_path(paths: Paths) -> Path:
    return paths.cache / "journal"


def _cache_header(data: bytes) -> bytes:
    """Return the header of the cache file: the modification time of the package and a checksum of the data."""
    return f"{last_modified():023x} {crc32(data):08x}".encode()
