"""Reading a file whole, no more than it may hold, and never waiting for what is no file."""

import os
import sys
from pathlib import Path

import pytest

from tipcycle.storage.atomic_files import read_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])
def test_whole(tmp_path: Path, size: int) -> None:
    """A file is read to its last byte."""
    path = tmp_path / "file"
    path.write_bytes(os.urandom(size))
    assert read_file(path, 4_000_000) == path.read_bytes()


@pytest.mark.parametrize("most", [0, 10, 1024 * 1024])
def test_no_more_than_it_may_hold(tmp_path: Path, most: int) -> None:
    """Of a larger file one byte more is read than it may hold: so it is known to be too large."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2_000_000)
    assert len(read_file(path, most)) == most + 1


@posix
def test_nobody_writes_into_the_pipe(tmp_path: Path) -> None:
    """A pipe in place of a file is an error at once: a read would wait for ever."""
    path = tmp_path / "file"
    os.mkfifo(path)
    with pytest.raises(OSError, match="Invalid"):
        read_file(path, 10)


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device(tmp_path: Path, device: str) -> None:
    """A link to a device is no file: it has no end, or says that it is empty."""
    path = tmp_path / "file"
    path.symlink_to(device)
    with pytest.raises(OSError, match="Invalid"):
        read_file(path, 10)


def test_folder(tmp_path: Path) -> None:
    """A folder is an error that says so."""
    with pytest.raises(IsADirectoryError if sys.platform != "win32" else OSError):
        read_file(tmp_path, 10)


def test_nothing_there(tmp_path: Path) -> None:
    """A file that is not there is told apart from one that cannot be read."""
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "file", 10)


@posix
def test_nothing_stays_open(tmp_path: Path) -> None:
    """Neither a success nor an error leaves a handle open."""
    path = tmp_path / "file"
    path.write_bytes(b"x")
    before = len(list(Path("/dev/fd").iterdir()))
    for each in (path, tmp_path):
        try:
            read_file(each, 10)
        except OSError:
            continue
    assert len(list(Path("/dev/fd").iterdir())) == before
