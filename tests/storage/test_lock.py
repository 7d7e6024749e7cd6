"""The lock of a journal: waiting, release, and protection of the lock file."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.journal_builder import all_events
from tests.storage.clocks import MONDAY, NOON, noon
from tipcycle.core.errors import DiskError, LockHeldError
from tipcycle.storage.import_sources import ImportSource
from tipcycle.storage.lock import exclusive_lock
from tipcycle.storage.merge import merge_sources
from tipcycle.storage.own_tips import add_own_tips
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import restore_files
from tipcycle.storage.store import Store

HOLDER_SCRIPT = """
import sys
from pathlib import Path
from tipcycle.storage.lock import exclusive_lock

with exclusive_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@contextmanager
def lock_holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that holds the lock until its stdin is closed."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER_SCRIPT, str(path)], text=True, stdin=-1, stdout=-1)
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of the lock of a new journal."""
    return tmp_path / "state" / "lock"


def test_timeout_reports_the_holder(path: Path) -> None:
    """The error has the process id of the holder."""
    with lock_holder(path) as process, pytest.raises(LockHeldError) as excinfo, exclusive_lock(path, timeout=0.05):
        raise AssertionError("held by two")
    assert excinfo.value.pid == str(process.pid)
    assert excinfo.value.exit_code == 75


@posix
@pytest.mark.parametrize("text", ["ended", "0", "-1", "9" * 30, "nobody"])
def test_process_that_ended_is_not_reported(path: Path, text: str) -> None:
    """The error has no process id if the one in the file is not that of a running process."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with lock_holder(path):
        path.write_text((str(ended.pid) if text == "ended" else text).ljust(32), encoding="ascii")
        with pytest.raises(LockHeldError) as excinfo, exclusive_lock(path, timeout=0.05):
            raise AssertionError("held by two")
    assert excinfo.value.pid == ""


def test_waits_until_the_lock_is_released(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with lock_holder(path) as process:

        def release(_: float) -> None:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()

        monkeypatch.setattr("tipcycle.storage.lock.time.sleep", release)
        with exclusive_lock(path):
            assert process.poll() == 0


def test_killed_process_releases_the_lock(path: Path) -> None:
    """The process id that stays in the file has no effect."""
    with lock_holder(path) as process:
        process.kill()
        process.wait()
        assert path.read_text().split() == [str(process.pid)]
        with exclusive_lock(path, timeout=0):
            pass


def test_error_releases_the_lock(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive_lock(path):
        raise ZeroDivisionError
    with exclusive_lock(path, timeout=0):
        pass


def test_lock_file_is_never_replaced_or_truncated(path: Path) -> None:
    """A lock on a deleted file excludes nobody."""
    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    inode = path.stat().st_ino
    with exclusive_lock(path):
        assert path.stat().st_ino == inode
        assert path.stat().st_size == 100
    assert path.stat().st_ino == inode
    assert path.read_bytes().endswith(b"x" * 68)


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077], ids=["umask 000", "umask 077"])
def test_lock_file_is_private(path: Path, umask: int) -> None:
    """Anybody who can open the lock file could block the journal."""
    old_umask = os.umask(umask)
    try:
        with exclusive_lock(path):
            modes = [item.stat().st_mode & 0o777 for item in (path, path.parent)]
    finally:
        os.umask(old_umask)
    assert modes == [0o600, 0o700]


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    with lock_holder(paths.lock):
        assert all_events(Store(paths, MONDAY, noon).load().journal) == ()


@posix
def test_symlink_is_rejected(path: Path, tmp_path: Path) -> None:
    """The target of the link stays unchanged."""
    target = tmp_path / "victim"
    target.write_text("mine")
    path.parent.mkdir()
    path.symlink_to(target)
    with pytest.raises(DiskError) as excinfo, exclusive_lock(path):
        raise AssertionError("followed")
    assert excinfo.value.path == str(path)
    assert excinfo.value.reason
    assert target.read_text() == "mine"


@posix
def test_dangling_symlink_is_rejected(path: Path, tmp_path: Path) -> None:
    """No file is created at the target."""
    path.parent.mkdir()
    path.symlink_to(tmp_path / "victim")
    with pytest.raises(DiskError), exclusive_lock(path):
        raise AssertionError("followed")
    assert not (tmp_path / "victim").exists()


def test_folder_in_place_of_lock_is_rejected(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DiskError) as excinfo, exclusive_lock(path):
        raise AssertionError("held")
    assert (excinfo.value.path, excinfo.value.exit_code) == (str(path), 74)
    assert excinfo.value.reason


def test_missing_state_folder_is_reported(tmp_path: Path) -> None:
    """The error names the folder that cannot be created."""
    (tmp_path / "state").write_text("a file")
    with pytest.raises(DiskError) as excinfo, exclusive_lock(tmp_path / "state" / "lock"):
        raise AssertionError("held")
    assert excinfo.value.path == str(tmp_path / "state")
    assert (tmp_path / "state").read_text() == "a file"


TIPS = b"format = 1\n\n[[tip]]\nid = 201\n"


@pytest.mark.parametrize(
    "write",
    [
        lambda paths, clock: add_own_tips(paths, [{"id": 202}], lambda _: True, clock),
        lambda paths, clock: merge_sources(paths, [ImportSource("", "tips.toml", TIPS.replace(b"201", b"202"))], clock),
        lambda paths, clock: restore_files(paths, {"tips.toml": TIPS.replace(b"201", b"202")}, clock),
    ],
    ids=["own tips", "merge", "restore"],
)
@pytest.mark.parametrize("change_count", [1, 1000], ids=["once", "always"])
def test_changed_file_is_read_again(
    tmp_path: Path, write: Callable[[Paths, Callable[[], datetime]], object], change_count: int
) -> None:
    """A file that keeps changing is reported and left unchanged."""
    paths = Paths.under(tmp_path)
    paths.own_tips.write_bytes(TIPS)
    calls = 0

    def clock() -> datetime:
        nonlocal calls
        calls += 1
        if calls <= change_count:
            paths.own_tips.write_bytes(TIPS + b"#" * calls + b"\n")
        return NOON

    if change_count == 1:
        write(paths, clock)
        assert b"202" in paths.own_tips.read_bytes()
        return
    with pytest.raises(DiskError) as excinfo:
        write(paths, clock)
    assert (excinfo.value.path, excinfo.value.reason) == (str(paths.own_tips), "")
    assert paths.own_tips.read_bytes() == TIPS + b"#" * calls + b"\n"
