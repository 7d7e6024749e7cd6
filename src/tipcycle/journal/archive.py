"""A whole journal as one file: a zip of its files, byte for byte, and a manifest that says what they must be.

The same journal gives the same bytes. What comes from somebody else can be wrong, not harmful: only names of a
journal's own layout are taken, nothing is unpacked to the disk here, and sizes are counted while reading.
"""

import hashlib
import io
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from tipcycle.core.errors import BadArchive, Newer
from tipcycle.journal.names import is_ours
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import CYCLES

MANIFEST = "manifest.json"
VERSION = 1
MOST_FILES = 1000
"""More than a hundred and fifty years of cycles."""
MOST_TOGETHER = 64 * 1024 * 1024

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_ENCRYPTED = 0x1
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNZIP_RAISES = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError,
    IndexError, OverflowError, MemoryError, struct.error,
)  # fmt: skip


def build_archive(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, by their names below the journal's folder."""
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    manifest = {"archive": "tipcycle", "version": VERSION, "files": listed}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as target:
        for name, data in [(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode()), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            target.writestr(entry, data)
    return whole.getvalue()


def is_zip(data: bytes) -> bool:
    """Whether bytes begin as a zip does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_archive(data: bytes, path: str) -> dict[str, bytes]:
    """The files of an archive by their names; BadArchive for anything that `build_archive` would not make.

    Newer for one that a newer tipcycle made. `path` is only for saying so.
    """
    if len(data) > MOST_TOGETHER:
        raise BadArchive(path, "too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            found = _entries(source, path)
    except _UNZIP_RAISES:
        raise BadArchive(path, "not-a-zip") from None
    manifest = _manifest(found.pop(MANIFEST, None), path)
    for name, content in found.items():
        if manifest.get(name) != hashlib.sha256(content).hexdigest():
            raise BadArchive(path, "changed", name)
    for name in manifest:
        if name not in found:
            raise BadArchive(path, "changed", name)
    return found


def _entries(source: zipfile.ZipFile, path: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_TOGETHER
    for entry in source.infolist():
        name = entry.filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if name == f"{CYCLES}/" and not entry.file_size:
            continue
        if not (name == MANIFEST or is_ours(name)) or name in found or entry.orig_filename != name:
            raise BadArchive(path, "name", name)
        if kind not in (0, stat.S_IFREG) or entry.flag_bits & _ENCRYPTED or entry.compress_type not in _PLAIN:
            raise BadArchive(path, "no-file", name)
        if len(found) > MOST_FILES:
            raise BadArchive(path, "too-large")
        with source.open(entry) as content:  # what it says of its own size is not believed
            data = content.read(min(MOST_BYTES, left) + 1)
        left -= len(data)
        if left < 0 or len(data) > MOST_BYTES:
            raise BadArchive(path, "too-large")
        found[name] = data
    return found


def _manifest(data: bytes | None, path: str) -> dict[str, str]:
    """What the manifest says each file must be."""
    try:
        document: Any = json.loads(data or b"")
        if document["archive"] != "tipcycle" or type(document["version"]) is not int:
            raise ValueError
        if document["version"] > VERSION:
            raise Newer(path, min(document["version"], 10**9))
        return {str(entry["name"]): str(entry["sha256"]) for entry in document["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadArchive(path, "no-manifest") from None
