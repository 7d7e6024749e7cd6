"""Archive of a journal: a zip with the unmodified files and a manifest of their checksums.

The same files always give the same bytes. An archive to read is untrusted input: this module accepts only names of the
journal's own layout, unpacks nothing to disk, and counts sizes while it reads.
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

from tipcycle.core.errors import InvalidArchiveError, NewerFormatError
from tipcycle.storage.paths import CYCLES_FOLDER, is_journal_file
from tipcycle.storage.toml_format import MAX_FILE_BYTES

MANIFEST = "manifest.json"
ARCHIVE_VERSION = 1
MAX_FILES = 1000
"""Maximum number of files in an archive: more than 150 years of cycles."""
MAX_ARCHIVE_BYTES = 64 * 1024 * 1024

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ZIP_SYSTEM_UNIX = 3
_ZIP_ENCRYPTED_FLAG = 0x1
_ALLOWED_COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError,
    IndexError, OverflowError, MemoryError, struct.error,
)  # fmt: skip


def build_archive(files: Mapping[str, bytes]) -> bytes:
    """Return the zip archive of these files. The keys are names relative to the journal folder."""
    entries = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    manifest = {"archive": "tipcycle", "version": ARCHIVE_VERSION, "files": entries}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        for name, data in [(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode()), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = _ZIP_SYSTEM_UNIX
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            target.writestr(entry, data)
    return archive.getvalue()


def is_zip(data: bytes) -> bool:
    """Return True if the bytes start with the signature of a zip file."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_archive(data: bytes, path: str) -> dict[str, bytes]:
    """Return the files in an archive by name.

    Raises `InvalidArchiveError` for anything that `build_archive` would not produce, and `NewerFormatError` if a newer
    tipcycle wrote the archive. `path` is only used in these errors.
    """
    if len(data) > MAX_ARCHIVE_BYTES:
        raise InvalidArchiveError(path, "too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            files = _read_entries(source, path)
    except _ZIP_ERRORS:
        raise InvalidArchiveError(path, "not-a-zip") from None
    manifest = _parse_manifest(files.pop(MANIFEST, None), path)
    for name, content in files.items():
        if manifest.get(name) != hashlib.sha256(content).hexdigest():
            raise InvalidArchiveError(path, "changed", name)
    for name in manifest:
        if name not in files:
            raise InvalidArchiveError(path, "changed", name)
    return files


def _read_entries(source: zipfile.ZipFile, path: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    bytes_left = MAX_ARCHIVE_BYTES
    # The manifest first: the layout of an archive of a newer version is not known here.
    for entry in sorted(source.infolist(), key=lambda entry: entry.filename != MANIFEST):
        name = entry.filename
        file_type = stat.S_IFMT(entry.external_attr >> 16)
        if name == f"{CYCLES_FOLDER}/" and not entry.file_size:
            continue
        if not (name == MANIFEST or is_journal_file(name)) or name in files or entry.orig_filename != name:
            raise InvalidArchiveError(path, "name", name)
        if (
            file_type not in (0, stat.S_IFREG)
            or entry.flag_bits & _ZIP_ENCRYPTED_FLAG
            or entry.compress_type not in _ALLOWED_COMPRESSION
        ):
            raise InvalidArchiveError(path, "no-file", name)
        if len(files) > MAX_FILES:
            raise InvalidArchiveError(path, "too-large")
        with source.open(entry) as content:  # do not trust the size in the zip header
            data = content.read(min(MAX_FILE_BYTES, bytes_left) + 1)
        bytes_left -= len(data)
        if bytes_left < 0 or len(data) > MAX_FILE_BYTES:
            raise InvalidArchiveError(path, "too-large")
        files[name] = data
        if name == MANIFEST:
            _parse_manifest(data, path)
    return files


def _parse_manifest(data: bytes | None, path: str) -> dict[str, str]:
    """Return the SHA-256 checksum of each file in the manifest, by name."""
    try:
        document: Any = json.loads(data or b"")
        if document["archive"] != "tipcycle" or type(document["version"]) is not int:
            raise ValueError
        if document["version"] > ARCHIVE_VERSION:
            raise NewerFormatError(path, min(document["version"], 10**9))
        return {str(entry["name"]): str(entry["sha256"]) for entry in document["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidArchiveError(path, "no-manifest") from None
