"""A journal in one file: byte for byte, always the same bytes; and what somebody else may put in such a file."""

import contextlib
import hashlib
import io
import json
import stat
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


def test_there_and_back() -> None:
    """What comes out is, byte for byte, what went in."""
    assert read_archive(build_archive(FILES), "a.zip") == FILES
    assert read_archive(build_archive({}), "a.zip") == {}


@given(st.dictionaries(st.sampled_from(list(FILES)), st.binary(max_size=50)))
def test_any_bytes_there_and_back(files: dict[str, bytes]) -> None:
    """Whatever the files hold, they come back."""
    assert read_archive(build_archive(files), "a.zip") == files


def test_always_the_same() -> None:
    """The same journal makes the same bytes, whatever the order, the day and the machine's clock."""
    data = build_archive(FILES)
    assert data == build_archive(dict(reversed(FILES.items())))
    assert hashlib.sha256(data).hexdigest() == "2f2c3de4c186bb4fa3c4aeb0c5d305599b263be92a9a299f2cfc1ab06158f320"


def test_private_inside() -> None:
    """Whoever unpacks it elsewhere gets files that are the owner's alone, and plain files only."""
    with zipfile.ZipFile(io.BytesIO(build_archive(FILES))) as source:
        assert {entry.external_attr >> 16 for entry in source.infolist()} == {stat.S_IFREG | 0o600}
        assert source.namelist() == [MANIFEST, *sorted(FILES)]


def test_manifest() -> None:
    """The manifest names each file with its size and its sum, and the version of the archive."""
    with zipfile.ZipFile(io.BytesIO(build_archive(FILES))) as source:
        manifest = json.loads(source.read(MANIFEST))
    assert (manifest["archive"], manifest["version"]) == ("tipcycle", 1)
    assert manifest["files"][1] == {
        "name": "journal.toml",
        "size": 11,
        "sha256": hashlib.sha256(b"format = 1\n").hexdigest(),
    }


# What somebody else made.

Entry = tuple[str | zipfile.ZipInfo, bytes]


def info(name: str, mode: int = stat.S_IFREG | 0o600, **more: Any) -> zipfile.ZipInfo:
    """An entry of this mode."""
    made = zipfile.ZipInfo(name)
    made.create_system = 3
    made.external_attr = mode << 16
    for key, value in more.items():
        setattr(made, key, value)
    return made


def zipped(*entries: Entry, manifest: Any = None, compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these entries, with a manifest that fits them unless another is given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as made:
        for entry, data in entries:
            made.writestr(entry, data)
        if manifest is None:
            names = [(entry if isinstance(entry, str) else entry.filename, data) for entry, data in entries]
            listed = [{"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in names]
            manifest = {"archive": "tipcycle", "version": 1, "files": listed}
        made.writestr(MANIFEST, manifest if isinstance(manifest, bytes | str) else json.dumps(manifest))
    return target.getvalue()


NAMES = [
    "../journal.toml", "cycles/../../journal.toml", "/etc/passwd", "/journal.toml", "C:\\journal.toml",
    "cycles\\2026-03-02.toml", "./journal.toml", "journal.toml/", "cycles//2026-03-02.toml", ".tipcycle/lock",
    "cycles/2026-02-30.toml", "cycles/2026-03-02.toml.exe", "cycles/sub/2026-03-02.toml", "Journal.toml", "notes.txt",
    "journal.toml ", "journal.toml\n", "cycles/\u0662026-03-02.toml", "cycles", "~/journal.toml", "", "aux",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_names(name: str) -> None:
    """Only names of a journal's own layout are taken, however a path is spelled."""
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(zipped(("journal.toml", b"x"), (info(name), b"x")), "a.zip")
    assert caught.value.exit_code == 65


@pytest.mark.parametrize(
    "mode",
    [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO | 0o600, stat.S_IFCHR | 0o600],
    ids=["link", "folder", "pipe", "device"],
)
def test_no_plain_file(mode: int) -> None:
    """Links, folders, pipes and devices are refused, whatever they are called."""
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(zipped((info("journal.toml", mode), b"/etc/passwd")), "a.zip")
    assert caught.value.reason == "no-file"


def test_nobody_said_what_it_is() -> None:
    """An entry without a mode, as Windows makes them, is a plain file; so is one that was pressed together."""
    made = zipped((info("journal.toml", 0), b"x" * 999), compression=zipfile.ZIP_DEFLATED)
    assert read_archive(made, "a.zip") == {"journal.toml": b"x" * 999}


def test_empty_folder_entry() -> None:
    """The entry that some programs make for the folder of cycles is passed over."""
    target = io.BytesIO(build_archive({"journal.toml": b"x"}))
    with zipfile.ZipFile(target, "a") as made:
        made.writestr("cycles/", b"")
    assert read_archive(target.getvalue(), "a.zip") == {"journal.toml": b"x"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_twice() -> None:
    """A name that stands there twice is refused: nobody could say which is meant."""
    with pytest.raises(InvalidArchiveError):
        read_archive(zipped(("journal.toml", b"x"), ("journal.toml", b"x")), "a.zip")


MANIFESTS: dict[str, Any] = {
    "none": b"",
    "no JSON": b"{",
    "a list": [],
    "of another program": {"archive": "notes", "version": 1, "files": []},
    "without a version": {"archive": "tipcycle", "files": []},
    "version as text": {"archive": "tipcycle", "version": "1", "files": []},
    "without files": {"archive": "tipcycle", "version": 1},
    "files of another shape": {"archive": "tipcycle", "version": 1, "files": [1]},
    "lists in lists": b"[" * 100_000,
    "a number of 5,000 digits": b'{"archive": "tipcycle", "version": ' + b"1" * 5000 + b', "files": []}',
}


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_manifest_of_another(manifest: Any) -> None:
    """A zip whose manifest is not ours is not taken for a journal."""
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(zipped(("journal.toml", b"x"), manifest=manifest), "a.zip")
    assert caught.value.reason == "no-manifest"


def test_newer_archive() -> None:
    """An archive of a later version is not guessed at."""
    made = zipped(manifest={"archive": "tipcycle", "version": 2, "files": []})
    with pytest.raises(NewerFormatError) as caught:
        read_archive(made, "a.zip")
    assert (caught.value.file, caught.value.format) == ("a.zip", 2)


@pytest.mark.parametrize(
    "listed",
    [[], [{"name": "journal.toml", "sha256": "0" * 64}], [{"name": "tips.toml", "sha256": "0" * 64}]],
    ids=["not listed", "another sum", "listed and not there"],
)
def test_changed(listed: list[dict[str, str]]) -> None:
    """A file that is not what the manifest says, or is missing, spoils the whole."""
    made = zipped(("journal.toml", b"x"), manifest={"archive": "tipcycle", "version": 1, "files": listed})
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(made, "a.zip")
    assert caught.value.reason == "changed"


def test_cut_short() -> None:
    """An archive that was cut short is refused, wherever the cut is."""
    made = build_archive(FILES)
    read = []
    for where in range(len(made)):
        with contextlib.suppress(InvalidArchiveError):
            read.append((where, read_archive(made[:where], "a.zip")))
    assert read == []


@settings(max_examples=300)
@given(st.data())
def test_flipped(data: st.DataObject) -> None:
    """Whatever bytes flip, it is refused, or the files are the ones that went in."""
    made = bytearray(build_archive(FILES))
    for place in data.draw(st.lists(st.integers(0, len(made) - 1), min_size=1, max_size=3)):
        made[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(InvalidArchiveError, NewerFormatError):
        assert read_archive(bytes(made), "a.zip") == FILES


def bomb() -> bytes:
    """A small zip that unpacks to more than a file of a journal may hold."""
    return zipped(("journal.toml", b"\0" * 9_000_000), compression=zipfile.ZIP_DEFLATED)


def many(count: int) -> bytes:
    """A zip of so many cycles, one file a day."""
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(count))
    return zipped(*((f"cycles/{day}.toml", b"") for day in days))


@pytest.mark.parametrize("make", [bomb, lambda: many(1002), lambda: b"PK\3\4" + b"\0" * 70_000_000], ids=range(3))
def test_too_large(make: Callable[[], bytes]) -> None:
    """A file that swells, files without end, an archive that is too large: refused before it costs much."""
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(make(), "a.zip")
    assert caught.value.reason == "too-large"


def test_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are each small enough are together not more than a journal may be."""
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 5000)
    small = {f"cycles/2026-03-0{n}.toml": b"x" * 900 for n in range(1, 5)}
    assert read_archive(zipped(*small.items(), compression=zipfile.ZIP_DEFLATED), "a.zip") == small
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(zipped(*small.items(), ("tips.toml", b"x" * 900), compression=zipfile.ZIP_DEFLATED), "a.zip")
    assert caught.value.reason == "too-large"


def test_encrypted() -> None:
    """An entry that is locked with a password is refused, not asked about."""
    made = bytearray(zipped(("journal.toml", b"x")))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        made[made.index(mark) + place] |= 1
    with pytest.raises(InvalidArchiveError) as caught:
        read_archive(bytes(made), "a.zip")
    assert caught.value.reason == "no-file"


def test_is_zip() -> None:
    """A zip is known by its first bytes; a TOML file is none."""
    assert is_zip(build_archive({}))
    assert is_zip(zipped())
    assert not is_zip(b"format = 1\n")
