"""Bounded reads of files, which never block on a pipe or a device."""

import os
import sys
from pathlib import Path

import pytest

from tipcycle.storage.atomic_files import read_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])
def test_file_is_read_completely(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(os.urandom(size))
    assert read_file(path, 4_000_000) == path.read_bytes()


@pytest.mark.parametrize("max_bytes", [0, 10, 1024 * 1024])
def test_read_is_limited(tmp_path: Path, max_bytes: int) -> None:
    """One extra byte shows that the file is too large."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2_000_000)
    assert len(read_file(path, max_bytes)) == max_bytes + 1


@posix
def test_pipe_is_rejected(tmp_path: Path) -> None:
    """Reading from a pipe without a writer would block."""
    path = tmp_path / "file"
    os.mkfifo(path)
    with pytest.raises(OSError, match="Invalid"):
        read_file(path, 10)


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device_is_rejected(tmp_path: Path, device: str) -> None:
    """A device has no end, or looks like an empty file."""
    path = tmp_path / "file"
    path.symlink_to(device)
    with pytest.raises(OSError, match="Invalid"):
        read_file(path, 10)


def test_folder_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError if sys.platform != "win32" else OSError):
        read_file(tmp_path, 10)


def test_missing_file_raises_file_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "file", 10)


@posix
def test_handles_are_closed(tmp_path: Path) -> None:
    """Neither success nor an error leaves a handle open."""
    path = tmp_path / "file"
    path.write_bytes(b"x")
    open_count = len(list(Path("/dev/fd").iterdir()))
    for item in (path, tmp_path):
        try:
            read_file(item, 10)
        except OSError:
            continue
    assert len(list(Path("/dev/fd").iterdir())) == open_count
