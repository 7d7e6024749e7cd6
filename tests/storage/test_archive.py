"""Archives: round trips, reproducible bytes, and rejection of untrusted or damaged input."""

import contextlib
import hashlib
import io
import json
import stat
import sys
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipcycle.core.errors import InvalidArchiveError, NewerFormatError
from tipcycle.storage import archive
from tipcycle.storage.archive import MANIFEST, build_archive, is_zip, read_archive

FILES = {
    "cycles/2026-03-02.toml": b"format = 1\r\n\xff\0 not even text",
    "journal.toml": b"format = 1\n",
    "tips.toml": b"",
}


def test_round_trip() -> None:
    assert read_archive(build_archive(FILES), "a.zip") == FILES
    assert read_archive(build_archive({}), "a.zip") == {}


@given(st.dictionaries(st.sampled_from(list(FILES)), st.binary(max_size=50)))
def test_round_trip_of_any_bytes(files: dict[str, bytes]) -> None:
    assert read_archive(build_archive(files), "a.zip") == files


def test_same_files_give_same_bytes() -> None:
    """The bytes do not depend on the order of the files, the date or the clock."""
    data = build_archive(FILES)
    assert data == build_archive(dict(reversed(FILES.items())))
    assert hashlib.sha256(data).hexdigest() == "2f2c3de4c186bb4fa3c4aeb0c5d305599b263be92a9a299f2cfc1ab06158f320"


def test_entries_are_private_regular_files() -> None:
    """The mode of each entry is 0600, so that other tools also extract private files."""
    with zipfile.ZipFile(io.BytesIO(build_archive(FILES))) as source:
        assert {entry.external_attr >> 16 for entry in source.infolist()} == {stat.S_IFREG | 0o600}
        assert source.namelist() == [MANIFEST, *sorted(FILES)]


def test_manifest_lists_each_file() -> None:
    """The manifest contains the archive version, and the name, size and checksum of each file."""
    with zipfile.ZipFile(io.BytesIO(build_archive(FILES))) as source:
        manifest = json.loads(source.read(MANIFEST))
    assert (manifest["archive"], manifest["version"]) == ("tipcycle", 1)
    assert manifest["files"][1] == {
        "name": "journal.toml",
        "size": 11,
        "sha256": hashlib.sha256(b"format = 1\n").hexdigest(),
    }


# Archives from other programs.

Entry = tuple[str | zipfile.ZipInfo, bytes]


def zip_entry(name: str, mode: int = stat.S_IFREG | 0o600, **attributes: Any) -> zipfile.ZipInfo:
    """Return a zip entry with this mode and these attributes."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = mode << 16
    for key, value in attributes.items():
        setattr(entry, key, value)
    return entry


def make_zip(*entries: Entry, manifest: Any = None, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip of these entries. The default manifest matches the entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
        if manifest is None:
            names = [(entry if isinstance(entry, str) else entry.filename, data) for entry, data in entries]
            files = [{"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in names]
            manifest = {"archive": "tipcycle", "version": 1, "files": files}
        archive.writestr(MANIFEST, manifest if isinstance(manifest, bytes | str) else json.dumps(manifest))
    return target.getvalue()


FOREIGN_NAMES = [
    "../journal.toml", "cycles/../../journal.toml", "/etc/passwd", "/journal.toml", "C:\\journal.toml",
    "cycles\\2026-03-02.toml", "./journal.toml", "journal.toml/", "cycles//2026-03-02.toml", ".tipcycle/lock",
    "cycles/2026-02-30.toml", "cycles/2026-03-02.toml.exe", "cycles/sub/2026-03-02.toml", "Journal.toml", "notes.txt",
    "journal.toml ", "journal.toml\n", "cycles/\u0662026-03-02.toml", "cycles", "~/journal.toml", "", "aux",
]  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN_NAMES, ids=repr)
def test_foreign_file_name_is_rejected(name: str) -> None:
    """Only names of the journal's own layout are accepted, in any spelling of a path."""
    if sys.platform == "win32" and "\\" in name:
        pytest.skip("zipfile writes such a name with slashes there")
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(make_zip(("journal.toml", b"x"), (zip_entry(name), b"x")), "a.zip")
    assert excinfo.value.exit_code == 65


@pytest.mark.parametrize(
    "mode",
    [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO | 0o600, stat.S_IFCHR | 0o600],
    ids=["link", "folder", "pipe", "device"],
)
def test_special_file_is_rejected(mode: int) -> None:
    """Links, folders, pipes and devices are rejected even with a valid name."""
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(make_zip((zip_entry("journal.toml", mode), b"/etc/passwd")), "a.zip")
    assert excinfo.value.reason == "no-file"


def test_entry_without_mode_is_accepted() -> None:
    """Windows writes entries without a mode. Compressed entries are accepted too."""
    data = make_zip((zip_entry("journal.toml", 0), b"x" * 999), compression=zipfile.ZIP_DEFLATED)
    assert read_archive(data, "a.zip") == {"journal.toml": b"x" * 999}


def test_folder_entry_is_ignored() -> None:
    """Some programs add an entry for the folder `cycles/`."""
    target = io.BytesIO(build_archive({"journal.toml": b"x"}))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("cycles/", b"")
    assert read_archive(target.getvalue(), "a.zip") == {"journal.toml": b"x"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_name_is_rejected() -> None:
    with pytest.raises(InvalidArchiveError):
        read_archive(make_zip(("journal.toml", b"x"), ("journal.toml", b"x")), "a.zip")


INVALID_MANIFESTS: dict[str, Any] = {
    "empty": b"",
    "invalid JSON": b"{",
    "list": [],
    "other program": {"archive": "notes", "version": 1, "files": []},
    "no version": {"archive": "tipcycle", "files": []},
    "version as text": {"archive": "tipcycle", "version": "1", "files": []},
    "no files": {"archive": "tipcycle", "version": 1},
    "files of wrong type": {"archive": "tipcycle", "version": 1, "files": [1]},
    "nested lists": b"[" * 100_000,
    "version with 5,000 digits": b'{"archive": "tipcycle", "version": ' + b"1" * 5000 + b', "files": []}',
}


@pytest.mark.parametrize("manifest", INVALID_MANIFESTS.values(), ids=INVALID_MANIFESTS.keys())
def test_invalid_manifest_is_rejected(manifest: Any) -> None:
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(make_zip(("journal.toml", b"x"), manifest=manifest), "a.zip")
    assert excinfo.value.reason == "no-manifest"


def test_newer_archive_version_is_rejected() -> None:
    data = make_zip(manifest={"archive": "tipcycle", "version": 2, "files": []})
    with pytest.raises(NewerFormatError) as excinfo:
        read_archive(data, "a.zip")
    assert (excinfo.value.file, excinfo.value.format) == ("a.zip", 2)


def test_newer_archive_version_is_recognised_before_its_layout() -> None:
    """An archive with a file that only a newer tipcycle knows is not reported as damaged."""
    newer = {"archive": "tipcycle", "version": 2, "files": []}
    with pytest.raises(NewerFormatError):
        read_archive(make_zip(("people.toml", b"x"), manifest=newer), "a.zip")


@pytest.mark.parametrize(
    "files",
    [[], [{"name": "journal.toml", "sha256": "0" * 64}], [{"name": "tips.toml", "sha256": "0" * 64}]],
    ids=["unlisted", "wrong checksum", "missing"],
)
def test_mismatch_with_manifest_is_rejected(files: list[dict[str, str]]) -> None:
    """A file that is missing, unlisted or has another checksum makes the whole archive invalid."""
    data = make_zip(("journal.toml", b"x"), manifest={"archive": "tipcycle", "version": 1, "files": files})
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(data, "a.zip")
    assert excinfo.value.reason == "changed"


def test_truncated_archive_is_rejected() -> None:
    """The archive is rejected for every possible length."""
    data = build_archive(FILES)
    accepted = []
    for length in range(len(data)):
        with contextlib.suppress(InvalidArchiveError):
            accepted.append((length, read_archive(data[:length], "a.zip")))
    assert accepted == []


@settings(max_examples=300)
@given(st.data())
def test_flipped_bytes_never_change_the_files(data: st.DataObject) -> None:
    """An archive with flipped bytes is rejected or still gives the original files."""
    content = bytearray(build_archive(FILES))
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[position] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(InvalidArchiveError, NewerFormatError):
        assert read_archive(bytes(content), "a.zip") == FILES


def zip_bomb() -> bytes:
    """Return a small zip whose content is larger than the maximum size of a journal file."""
    return make_zip(("journal.toml", b"\0" * 9_000_000), compression=zipfile.ZIP_DEFLATED)


def zip_of_many_files(count: int) -> bytes:
    """Return a zip with this number of cycle files, one for each day."""
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(count))
    return make_zip(*((f"cycles/{day}.toml", b"") for day in days))


@pytest.mark.parametrize(
    "make",
    [zip_bomb, lambda: zip_of_many_files(1002), lambda: b"PK\3\4" + b"\0" * 70_000_000],
    ids=["zip bomb", "many files", "many bytes"],
)
def test_too_large_archive_is_rejected(make: Callable[[], bytes]) -> None:
    """A zip bomb, too many files and too many bytes are rejected early."""
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(make(), "a.zip")
    assert excinfo.value.reason == "too-large"


def test_total_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are rejected if they are too large together."""
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 5000)
    small = {f"cycles/2026-03-0{n}.toml": b"x" * 900 for n in range(1, 5)}
    assert read_archive(make_zip(*small.items(), compression=zipfile.ZIP_DEFLATED), "a.zip") == small
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(make_zip(*small.items(), ("tips.toml", b"x" * 900), compression=zipfile.ZIP_DEFLATED), "a.zip")
    assert excinfo.value.reason == "too-large"


def test_encrypted_entry_is_rejected() -> None:
    """An encrypted entry is rejected without a prompt for the password."""
    data = bytearray(make_zip(("journal.toml", b"x")))
    for signature, flag_offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + flag_offset] |= 1
    with pytest.raises(InvalidArchiveError) as excinfo:
        read_archive(bytes(data), "a.zip")
    assert excinfo.value.reason == "no-file"


def test_is_zip_recognises_signature() -> None:
    assert is_zip(build_archive({}))
    assert is_zip(make_zip())
    assert not is_zip(b"format = 1\n")
